import { Database, Transactions, statement } from '@app/database';
import type { Actor } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { AuditAdditions } from './audit-additions';
import type { AuditLevel } from './audit-row';
import { boundedText, snapshot } from './snapshot';

export interface AuditEntry {
  /** Feature and verb, such as `role.create`. */
  action: string;
  /** What was changed or revealed. `name` is what a reader recognises when the thing is gone. */
  target?: { type: string; id: string; name?: string };
  /** One sentence for a person. */
  message: string;
  /** `info` by default. */
  level?: AuditLevel;
  /** State before and after the change; secrets in them are masked, long parts cut. */
  before?: object;
  after?: object;
}

const INSERT = statement(
  'audit.record',
  `insert into audit_log (actor_id, actor_login, surface, request_id, address, action, target_type, target_id,
     target_name, message, level, before, after)
   select $1::text, $2::text, $3::text, $4::text, $5::text, entry.*
     from unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::jsonb[])
       entry`,
);

/** The writer of the audit log. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly additions: AuditAdditions,
  ) {}

  /**
   * Writes one row in the running transaction, so that a change and its row stand or fall together. Throws outside of
   * `Transactions.run`, and whatever the database throws: a reveal that cannot be recorded must not happen.
   */
  record(actor: Actor, entry: AuditEntry): Promise<void> {
    return this.recordMany(actor, [entry]);
  }

  /** The same for any number of rows, in their order, by one statement. */
  async recordMany(actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
    const [first] = entries;
    if (!first) return;
    if (!this.transactions.active) throw new Error(`Audit entry ${first.action} is recorded outside a transaction`);
    await this.write(actor, entries);
  }

  /**
   * The same for a reading, which changes nothing that could stand or fall with its rows: outside of a transaction they
   * are committed when it resolves. What was read may be answered then, and not before.
   */
  async recordReading(actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length > 0) await this.write(actor, entries);
  }

  private async write({ principal, origin }: Actor, entries: readonly AuditEntry[]): Promise<void> {
    await this.database.rows(INSERT, [
      principal?.userId ?? null,
      principal?.login ?? null,
      origin.surface,
      origin.requestId,
      origin.address,
      entries.map(({ action }) => action),
      entries.map(({ target }) => target?.type ?? null),
      entries.map(({ target }) => (target ? boundedText(target.id) : null)),
      entries.map(({ target }) => (target?.name === undefined ? null : boundedText(target.name))),
      entries.map(({ message }) => boundedText(message)),
      entries.map(({ level = 'info' }) => level),
      entries.map(({ before }) => (before ? snapshot(before) : null)),
      entries.map(({ after }) => (after ? snapshot(after) : null)),
    ]);
    this.transactions.afterCommit(() => this.additions.publish());
  }
}
