import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { SecretBox } from '@app/crypto';
import { Database, statement, Transactions } from '@app/database';
import { Clock, isId, newId, systemActor } from '@app/kernel';
import { MoreThan } from 'typeorm';
import { LONGEST_ACCESS } from './session-lifetimes';
import { SigningKey } from './signing-key.entity';

export interface SigningSecret {
  readonly id: string;
  readonly secret: Buffer;
  /** When the next key takes over, in ms since the epoch. */
  readonly signsUntil: number;
}

const ONE_ROTATION_AT_A_TIME = statement('signing-keys-lock', `select pg_advisory_xact_lock(hashtext('signing_keys'))`);

const DAY_MS = 24 * 3600 * 1000;
const LIFETIME_MS = 30 * DAY_MS;
const OVERLAP_MS = LONGEST_ACCESS * 1000;
/** How long a process goes on signing with a key that another one has replaced. */
const REREAD_MS = 60_000;
/** Another process may have made the key of a token just now; whatever is presented, the keys are read once a second. */
const UNKNOWN_REREAD_MS = 1_000;
const SECRET_BYTES = 32;

/**
 * The keys that sign access tokens: generated, sealed in the database, two valid at a time. The newest signs; its
 * predecessor is accepted until every token it signed has expired.
 */
@Injectable()
export class SigningKeys {
  private keys: readonly SigningSecret[] = [];
  private readAt = 0;
  private reading?: Promise<void>;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly box: SecretBox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The key to sign with. Makes the first one, and the next one when the newest has signed for 30 days. */
  async current(): Promise<SigningSecret> {
    if (this.isStale()) await this.read();
    if (!this.newest()) {
      await this.rotate();
      await this.read();
    }
    const key = this.newest();
    if (!key) throw new Error('The signing key that was just made cannot be read');
    return key;
  }

  /** The key with an id, or undefined when it is unknown or retired. */
  async find(id: string): Promise<SigningSecret | undefined> {
    if (this.isStale()) await this.read();
    const known = this.keys.find((key) => key.id === id);
    if (known || !isId(id) || this.age() < UNKNOWN_REREAD_MS) return known;
    await this.read();
    return this.keys.find((key) => key.id === id);
  }

  private newest(): SigningSecret | undefined {
    const [key] = this.keys;
    return key && key.signsUntil > this.clock.now().getTime() ? key : undefined;
  }

  /** Several processes may find the key too old at once: the lock lets one of them make the next. */
  private rotate(): Promise<void> {
    return this.transactions.run(async () => {
      await this.database.rows(ONE_ROTATION_AT_A_TIME);
      const keys = this.database.repository(SigningKey);
      const now = this.clock.now().getTime();
      const [predecessor, ...older] = await keys.find({ order: { createdAt: 'DESC' } });
      if (predecessor && signsUntil(predecessor) > now) return;
      if (older.length > 0) await keys.delete(older.map(({ id }) => id));
      const id = newId();
      const sealedSecret = this.box.seal(randomBytes(SECRET_BYTES), context(id));
      await keys.insert({ id, sealedSecret, retiresAt: new Date(now + LIFETIME_MS + OVERLAP_MS) });
      await this.audit.record(systemActor(), {
        action: 'signing-key.rotate',
        message: 'A new key signs access tokens',
        target: { type: 'signing-key', id },
      });
    });
  }

  private isStale(): boolean {
    return this.age() > REREAD_MS;
  }

  /** Milliseconds since the keys were read. */
  private age(): number {
    return this.clock.now().getTime() - this.readAt;
  }

  private read(): Promise<void> {
    this.reading ??= this.readNow().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readNow(): Promise<void> {
    const now = this.clock.now();
    const rows = await this.database.repository(SigningKey).find({
      where: { retiresAt: MoreThan(now) },
      order: { createdAt: 'DESC' },
    });
    this.keys = rows.map((row) => ({
      id: row.id,
      secret: this.box.open(row.sealedSecret, context(row.id)),
      signsUntil: signsUntil(row),
    }));
    this.readAt = now.getTime();
  }
}

const signsUntil = ({ retiresAt }: SigningKey): number => retiresAt.getTime() - OVERLAP_MS;

const context = (id: string) => ({ table: 'signing_keys', record: id, field: 'sealed_secret' });
