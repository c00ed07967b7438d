import type * as Contract from '@contract/optima';
import type { AuditRow, ChainReport } from '@app/audit';
import { assertSame, Choice, Flag, FreeForm, Integer, Moment, Nested, Text, Cursor } from '@app/contract';
import { invalidField } from '@app/kernel';
import type { AuditStretch } from './audit-reader.service';
import type { AuditFilter } from './audit-statements';
import { recordId } from './record-id';

const LEVELS = ['info', 'warning', 'error'] as const;
const openObject = { type: 'object', additionalProperties: true };

type Snapshot = Record<string, unknown> | null;

export class AuditQueryDto {
  @Text({ optional: true, min: 1, max: 200, description: 'Id or login of the user who acted.' })
  actor?: string;

  @Text({
    optional: true,
    min: 1,
    max: 200,
    pattern: /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(\.\*)?$/,
    description: 'An action such as `role.create`, or a family such as `role.*`.',
  })
  action?: string;

  @Text({ optional: true, min: 1, max: 200, description: 'Id or name of the object that was changed or revealed.' })
  target?: string;

  @Moment({ optional: true, description: 'The earliest moment, included.' })
  from?: string;

  @Moment({ optional: true, description: 'The moment to stop before.' })
  to?: string;

  @Cursor()
  cursor?: string;

  @Integer({ optional: true, min: 1, max: 200, description: 'Records per page; 50 when left out.' })
  limit?: number;
}

export class AuditActorDto implements Contract.AuditActor {
  @Text()
  id: string;

  @Text()
  login: string;
}

export class AuditTargetDto implements Contract.AuditTarget {
  @Text()
  type: string;

  @Text()
  id: string;

  @Text({ nullable: true })
  name: string | null;
}

export class AuditRecordDto implements Contract.AuditRecord {
  @Text()
  id: string;

  @Integer({ description: 'Order of writing; gaps are possible.' })
  sequence: number;

  @Moment()
  createdAt: string;

  @Nested(() => AuditActorDto, {
    nullable: true,
    description: 'Null for the product itself and for callers who are not signed in.',
  })
  actor: AuditActorDto | null;

  @Text({ description: 'What happened, such as `role.create`.' })
  action: string;

  @Choice(LEVELS)
  level: (typeof LEVELS)[number];

  @Text()
  message: string;

  @Nested(() => AuditTargetDto, { nullable: true, description: 'What it happened to.' })
  target: AuditTargetDto | null;

  @FreeForm(openObject, { nullable: true, description: 'The changed fields as they were; secrets are masked.' })
  before: Snapshot;

  @FreeForm(openObject, { nullable: true, description: 'The changed fields as they became; secrets are masked.' })
  after: Snapshot;

  @Text({ description: 'The contract the request came through, or `system`.' })
  surface: string;

  @Text({ description: 'The `x-request-id` of the request.' })
  requestId: string;

  @Text({ description: "The client's address; empty for the product itself." })
  address: string;
}

export class AuditChainReportDto implements Contract.AuditChainReport {
  @Flag({ description: 'True when every sealed record and checkpoint holds.' })
  ok: boolean;

  @Integer({ description: 'Records in the chain.' })
  sealed: number;

  @Integer({ description: 'Records that wait to be sealed.' })
  open: number;

  @Integer({ description: 'Signed checkpoints that were checked.' })
  checkpoints: number;

  @Integer({
    optional: true,
    description: '`sequence` of the first record that does not hold; absent when all do.',
  })
  firstBroken?: number;
}

assertSame<AuditActorDto, Contract.AuditActor>();
assertSame<AuditTargetDto, Contract.AuditTarget>();
assertSame<AuditRecordDto, Contract.AuditRecord>();
assertSame<AuditChainReportDto, Contract.AuditChainReport>();

/** @throws 400 for a moment that no clock shows */
export const toAuditFilter = ({ actor, action, target, from, to }: AuditQueryDto): AuditFilter => ({
  actor,
  action,
  target,
  from: momentOf('from', from),
  to: momentOf('to', to),
});

function momentOf(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw invalidField(['query', name], `${name} must be a moment in ISO 8601`);
  return moment;
}

export const toAuditRecordDto = (row: AuditRow): AuditRecordDto => ({
  id: recordId(row),
  sequence: Number(row.seq),
  createdAt: row.at.toISOString(),
  actor: row.actor_id === null ? null : { id: row.actor_id, login: row.actor_login ?? '' },
  action: row.action,
  level: row.level,
  message: row.message,
  target:
    row.target_type === null || row.target_id === null
      ? null
      : { type: row.target_type, id: row.target_id, name: row.target_name },
  before: row.before as Snapshot,
  after: row.after as Snapshot,
  surface: row.surface,
  requestId: row.request_id,
  address: row.address,
});

export const toAuditPage = ({ items, nextCursor }: AuditStretch) => ({
  items: items.map(toAuditRecordDto),
  nextCursor,
});

/** A break between records, such as a link that is gone, has no sequence. */
export const toAuditChainReportDto = ({ ok, sealed, open, checkpoints, firstBroken }: ChainReport) => ({
  ok,
  sealed,
  open,
  checkpoints,
  ...(firstBroken?.seq !== undefined && { firstBroken: Number(firstBroken.seq) }),
});
