import { Injectable } from '@nestjs/common';
import { Database, statement, type Statement } from '@app/database';
import { JOB_COLUMNS, type JobRow, type JobState } from '@app/jobs';

export interface JobFilter {
  /** Id of the user who started it. */
  readonly createdBy?: string;
  readonly kind?: string;
  readonly state?: JobState;
}

/** Where a page begins: after this job, in the order of the list. */
export interface JobPlace {
  readonly createdAt: Date;
  readonly id: string;
}

const FIND = statement('jobs.find', `select ${JOB_COLUMNS} from jobs where id = $1`);

/** One prepared statement for each combination of filters, so that every page is read from an index in its order. */
function listStatement(filter: JobFilter, place: JobPlace | undefined, limit: number): [Statement, unknown[]] {
  const columns = { created_by: filter.createdBy, kind: filter.kind, state: filter.state };
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  const values: unknown[] = [limit, ...given.map(([, value]) => value)];
  const conditions = given.map(([column], index) => `${column} = $${index + 2}`);
  if (place) conditions.push(`(created_at, id) < ($${values.push(place.createdAt)}, $${values.push(place.id)})`);
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const name = ['jobs.list', ...given.map(([column]) => column), ...(place ? ['after'] : [])].join(':');
  const text = `select ${JOB_COLUMNS} from jobs ${where} order by created_at desc, id desc limit $1`;
  return [statement(name, text), values];
}

@Injectable()
export class JobsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<JobRow | undefined> {
    const [row] = await this.database.rows<JobRow>(FIND, [id]);
    return row;
  }

  /** Newest first. */
  list(filter: JobFilter, place: JobPlace | undefined, limit: number): Promise<JobRow[]> {
    return this.database.rows<JobRow>(...listStatement(filter, place, limit));
  }
}
