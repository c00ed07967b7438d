import { Injectable } from '@nestjs/common';
import { JobError, JobQueue, type JobRow } from '@app/jobs';
import { CommonError, invalidField, type PermissionNode, type SignedInActor } from '@app/kernel';
import { JobPermission } from './jobs.permissions';
import { JobsRepository, type JobFilter, type JobPlace } from './jobs.repository';

/** A stretch of the list. `nextCursor` continues it, null at its end. */
export interface JobStretch {
  readonly items: JobRow[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;
const CURSOR = /^(\d{1,15})-(c[a-z0-9]{24})$/;

/** People watch and cancel the jobs that they started; nodes open those of others. */
@Injectable()
export class JobsService {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Newest first: everybody's jobs, or the actor's own.
   * @throws 400 for a cursor that no page gave
   */
  async list(
    actor: SignedInActor,
    filter: Omit<JobFilter, 'createdBy'>,
    cursor?: string,
    limit = DEFAULT_LIMIT,
  ): Promise<JobStretch> {
    const createdBy = holds(actor, JobPermission.fetchMany) ? undefined : actor.principal.userId;
    const rows = await this.jobs.list({ ...filter, createdBy }, placeOf(cursor), limit + 1);
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? cursorOf(last) : null };
  }

  /** @throws 404 also for a job that the actor may not see */
  async get(actor: SignedInActor, id: string): Promise<JobRow> {
    const job = await this.jobs.find(id);
    if (!job || !(isOwn(actor, job) || holds(actor, JobPermission.fetch))) throw JobError.notFound({ id });
    return job;
  }

  /** @throws 403 for a job that the actor may only see, 409 for one that has finished */
  async cancel(actor: SignedInActor, id: string): Promise<JobRow> {
    const job = await this.jobs.find(id);
    if (!job) throw JobError.notFound({ id });
    if (!isOwn(actor, job) && !holds(actor, JobPermission.cancel)) {
      throw holds(actor, JobPermission.fetch) ? CommonError.forbidden() : JobError.notFound({ id });
    }
    return this.queue.cancel(actor, id);
  }
}

const holds = ({ principal }: SignedInActor, node: PermissionNode): boolean => principal.permissions.has(node.id);

const isOwn = ({ principal }: SignedInActor, job: JobRow): boolean => job.created_by === principal.userId;

const cursorOf = ({ created_at: at, id }: JobRow): string => `${at.getTime()}-${id}`;

function placeOf(cursor: string | undefined): JobPlace | undefined {
  if (cursor === undefined) return undefined;
  const [, time, id] = CURSOR.exec(cursor) ?? [];
  if (time === undefined || id === undefined) {
    throw invalidField(['query', 'cursor'], 'cursor is not one that a page gave');
  }
  return { createdAt: new Date(Number(time)), id };
}
