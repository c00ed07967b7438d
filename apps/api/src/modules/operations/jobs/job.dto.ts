import type * as Contract from '@contract/optima';
import { assertSame, Choice, Flag, FreeForm, Integer, Moment, Nested, Text, Cursor } from '@app/contract';
import { jobStates, type JobRow, type JobState } from '@app/jobs';
import type { JobStretch } from './jobs.service';

const openObject = { type: 'object', additionalProperties: true };

export class JobQueryDto {
  @Text({
    optional: true,
    min: 1,
    max: 100,
    pattern: /^[a-z0-9.-]+$/,
    description: 'A kind such as `credential.import`.',
  })
  kind?: string;

  @Choice(jobStates, { optional: true })
  state?: JobState;

  @Cursor()
  cursor?: string;

  @Integer({ optional: true, min: 1, max: 200, description: 'Jobs per page; 50 when left out.' })
  limit?: number;
}

export class JobProgressDto implements Contract.JobProgress {
  @Integer()
  done: number;

  @Integer({ nullable: true, description: 'Null while nobody knows how much there is.' })
  total: number | null;

  @Text({ optional: true, description: 'What is going on.' })
  note?: string;
}

export class JobStarterDto implements Contract.JobStarter {
  @Text({ nullable: true, description: 'Null once the user is gone.' })
  id: string | null;

  @Text()
  login: string;
}

export class JobDto implements Contract.Job {
  @Text()
  id: string;

  @Text({ description: 'What the job does, such as `credential.import`.' })
  kind: string;

  @Choice(jobStates)
  state: JobState;

  @Flag({ description: 'Somebody asked the job to stop.' })
  cancelRequested: boolean;

  @Nested(() => JobProgressDto)
  progress: JobProgressDto;

  @FreeForm(openObject, { nullable: true, description: 'What came of it, once it has succeeded.' })
  result: Record<string, unknown> | null;

  @Text({ nullable: true, description: 'Why it failed.' })
  error: string | null;

  @Integer({ description: 'How often it was started; more than once after an interruption.' })
  attempts: number;

  @Nested(() => JobStarterDto, { nullable: true, description: 'Whoever started it; null for a schedule.' })
  createdBy: JobStarterDto | null;

  @Moment()
  createdAt: string;

  @Moment({ nullable: true })
  startedAt: string | null;

  @Moment({ nullable: true })
  finishedAt: string | null;
}

assertSame<JobProgressDto, Contract.JobProgress>();
assertSame<JobStarterDto, Contract.JobStarter>();
assertSame<JobDto, Contract.Job>();

export const toJobDto = (row: JobRow): JobDto => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  cancelRequested: row.cancel_requested_at !== null,
  progress: row.progress,
  result: row.result as JobDto['result'],
  error: row.error,
  attempts: row.attempts,
  createdBy: row.created_by_login === null ? null : { id: row.created_by, login: row.created_by_login },
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
});

export const toJobPage = ({ items, nextCursor }: JobStretch) => ({ items: items.map(toJobDto), nextCursor });
