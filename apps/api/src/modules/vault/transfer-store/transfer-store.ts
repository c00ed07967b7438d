import { Injectable } from '@nestjs/common';
import { SecretBox, type SecretContext } from '@app/crypto';
import { Database, statement } from '@app/database';
import { Clock, newId, type SignedInActor } from '@app/kernel';
import type { TransferDirection } from './credential-transfer.entity';

export interface Transfer {
  readonly id: string;
  readonly complete: boolean;
  readonly holdsSecrets: boolean;
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
  `select id, complete, holds_secrets as "holdsSecrets" from credential_transfers
    where job_id = $1 and direction = 'export' and created_by = $2 and expires_at > $3`,
);
const DELETE = statement('credential-transfers.delete', 'delete from credential_transfers where id = $1');
const APPEND = statement(
  'credential-transfer-chunks.append',
  `insert into credential_transfer_chunks (transfer_id, position, sealed) values ($1, $2, $3)`,
);
const CHUNK = statement(
  'credential-transfer-chunks.read',
  'select sealed from credential_transfer_chunks where transfer_id = $1 and position = $2',
);

/** An upload is of no use once its job has ended, a file neither when its export did not succeed. */
const END = statement(
  'credential-transfers.end',
  `delete from credential_transfers where job_id = $1 and (direction = 'import' or not $2::boolean)`,
);
const SWEEP = statement(
  'credential-transfers.sweep',
  `delete from credential_transfers t where t.expires_at <= $1 or exists (
     select 1 from jobs j where j.id = t.job_id
       and j.state = any(case t.direction when 'import' then '{succeeded,failed,cancelled}'::text[]
                                          else '{failed,cancelled}'::text[] end))`,
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

  /** One piece after the other, from the first; each is fetched when it is asked for. */
  async *pieces(id: string): AsyncGenerator<Buffer> {
    for (let position = 0; ; position += 1) {
      const [row] = await this.database.rows<{ sealed: string }>(CHUNK, [id, position]);
      if (!row) return;
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
