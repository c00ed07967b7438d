import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';

/** A record to be read, and the last time that it was told of: a number that grows with each. */
export interface Hint {
  readonly cwId: number;
  readonly mark: string;
}

const KEEP = statement(
  'connectwise-hints-keep',
  `insert into connectwise_hints (resource, cw_id) values ($1, $2)
   on conflict (resource, cw_id) do update set mark = nextval('connectwise_hint_marks'), heard_at = now()`,
);

const NEXT = statement(
  'connectwise-hints-next',
  `select cw_id as "cwId", mark::text from connectwise_hints where resource = $1 order by mark limit $2`,
);

/** Those that were told of again meanwhile stay. */
const SETTLE = statement(
  'connectwise-hints-settle',
  `delete from connectwise_hints h using unnest($2::int[], $3::bigint[]) as done (cw_id, mark)
    where h.resource = $1 and h.cw_id = done.cw_id and h.mark = done.mark`,
);

const FORGET = statement(
  'connectwise-hints-forget',
  `delete from connectwise_hints where heard_at < now() - interval '1 day' or resource <> all ($1::text[])`,
);

const ANY = statement('connectwise-hints-any', 'select exists (select from connectwise_hints) as waiting');

/** Records that ConnectWise has told of, each once, until they were read. */
@Injectable()
export class HintsRepository {
  constructor(private readonly database: Database) {}

  async keep(resource: string, cwId: number): Promise<void> {
    await this.database.rows(KEEP, [resource, cwId]);
  }

  /** Those that wait longest. */
  next(resource: string, limit: number): Promise<Hint[]> {
    return this.database.rows<Hint>(NEXT, [resource, limit]);
  }

  async settle(resource: string, hints: readonly Hint[]): Promise<void> {
    await this.database.rows(SETTLE, [resource, hints.map(({ cwId }) => cwId), hints.map(({ mark }) => mark)]);
  }

  /** What a full sync has read since, and what is synced no more. */
  async forget(resources: readonly string[]): Promise<void> {
    await this.database.rows(FORGET, [resources]);
  }

  async waiting(): Promise<boolean> {
    const [row] = await this.database.rows<{ waiting: boolean }>(ANY, []);
    return row?.waiting ?? false;
  }
}
