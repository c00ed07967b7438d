import { Injectable } from '@nestjs/common';
import { SecretBox, type SecretContext } from '@app/crypto';
import { Database, statement } from '@app/database';
import { Clock, newId, type SignedInActor } from '@app/kernel';
import type { TransferDirection } from './credential-transfer.entity';
import { TransferError } from './transfer.errors';

export interface Transfer {
  readonly id: string;
  readonly complete: boolean;
  readonly holdsSecrets: boolean;
  /** Of the types whose secure values stand in it. */
  readonly scopes: readonly string[];
}

const HOUR_MS = 3_600_000;
/** Whoever uploads or exports for longer than this has lost interest. */
const UNFINISHED_MS = 24 * HOUR_MS;
/** How long a finished file can be fetched. */
const FINISHED_MS = HOUR_MS;

const OPEN = statement(
  'credential-transfers.open',
  `insert into credential_transfers (id, direction, created_by, holds_secrets, expires_at) values ($1, $2, $3, $4, $5)`,
);
const ATTACH = statement(
  'credential-transfers.attach',
  `update credential_transfers set job_id = $2, updated_at = now() where id = $1`,
);
const COMPLETE = statement(
  'credential-transfers.complete',
  `update credential_transfers set complete = true, expires_at = $2, updated_at = now() where id = $1`,
);
const FIND = statement(
  'credential-transfers.find-file',
  `select t.id, t.complete, t.holds_secrets as "holdsSecrets", coalesce(j.checkpoint -> 'scopes', '[]') as scopes
     from credential_transfers t join jobs j on j.id = t.job_id
    where t.job_id = $1 and t.direction = 'export' and t.created_by = $2 and t.expires_at > $3`,
);
const DELETE = statement('credential-transfers.delete', 'delete from credential_transfers where id = $1');
const APPEND = statement(
  'credential-transfer-chunks.append',
  `insert into credential_transfer_chunks (transfer_id, position, sealed) values ($1, $2, $3)`,
);
/** Pieces go together with their transfer: one that is not there although the transfer is comes after the last. */
const CHUNK = statement(
  'credential-transfer-chunks.read',
  `select c.sealed from credential_transfers t
     left join credential_transfer_chunks c on c.transfer_id = t.id and c.position = $2 where t.id = $1`,
);

/** An upload is of no use once its job has ended, a file neither when its export did not succeed. */
const END = statement(
  'credential-transfers.end',
  `delete from credential_transfers where job_id = $1 and (direction = 'import' or not $2::boolean)`,
);
/** A job that waits for somebody to run it, however long, still needs its text. */
const SWEEP = statement(
  'credential-transfers.sweep',
  `delete from credential_transfers where id in (
     select t.id from credential_transfers t left join jobs j on j.id = t.job_id
      where (t.expires_at <= $1 and (j.id is null or j.state not in ('queued', 'running')))
         or j.state in ('failed', 'cancelled') or (t.direction = 'import' and j.state = 'succeeded'))`,
);

/** Keeps texts in sealed pieces while they are on their way. */
@Injectable()
export class TransferStore {
  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  async open({ principal }: SignedInActor, direction: TransferDirection, holdsSecrets: boolean): Promise<string> {
    const id = newId();
    await this.database.rows(OPEN, [id, direction, principal.userId, holdsSecrets, this.in(UNFINISHED_MS)]);
    return id;
  }

  async append(id: string, position: number, piece: Buffer): Promise<void> {
    await this.database.rows(APPEND, [id, position, this.box.seal(piece, contextOf(id, position))]);
  }

  async attach(id: string, jobId: string): Promise<void> {
    await this.database.rows(ATTACH, [id, jobId]);
  }

  /** All pieces are there; from now on it expires soon. */
  async complete(id: string): Promise<void> {
    await this.database.rows(COMPLETE, [id, this.in(FINISHED_MS)]);
  }

  /** The file of an export, for the one who started it. */
  async findFile({ principal }: SignedInActor, jobId: string): Promise<Transfer | undefined> {
    const [transfer] = await this.database.rows<Transfer>(FIND, [jobId, principal.userId, this.clock.now()]);
    return transfer;
  }

  /** One piece after the other, from the first; each is fetched when it is asked for. @throws 410 when they are gone */
  async *pieces(id: string): AsyncGenerator<Buffer> {
    for (let position = 0; ; position += 1) {
      const [row] = await this.database.rows<{ sealed: string | null }>(CHUNK, [id, position]);
      if (!row) throw TransferError.gone();
      if (row.sealed === null) return;
      yield this.box.open(row.sealed, contextOf(id, position));
    }
  }

  async delete(id: string): Promise<void> {
    await this.database.rows(DELETE, [id]);
  }

  /** Takes away what nobody needs once the job has ended. */
  async end(jobId: string, succeeded: boolean): Promise<void> {
    await this.database.rows(END, [jobId, succeeded]);
  }

  /** Takes away what has expired, and what a process left behind that ended too early to do it. */
  async sweep(): Promise<void> {
    await this.database.rows(SWEEP, [this.clock.now()]);
  }

  private in(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }
}

const contextOf = (record: string, position: number): SecretContext => ({
  table: 'credential_transfer_chunks',
  record,
  field: `chunk-${position}`,
});
