import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditEntry } from '@app/audit';
import { Transactions } from '@app/database';
import { ConcurrencyLimit, DomainError, type Actor } from '@app/kernel';
import { type OfController, UnifiError } from './controller';

/** Each holds a connection to the database while the controller works: the others are for everybody else. */
const WRITES_AT_ONCE = 4;
/** Less, so that one that does not answer leaves room for the others. */
const WRITES_OF_ONE_CONTROLLER = 2;
const LONGEST_LINE = 100;

export interface ControllerWrite<T> {
  readonly entry: AuditEntry;
  readonly write: () => Promise<T>;
  /** What is kept here of it, once the controller has it. */
  readonly keep?: (written: T) => Promise<void>;
}

/** There turned out to be nothing to write. */
export interface NoWrite<T> {
  readonly result: T;
}

/**
 * Changes on the controller, with their audit rows. No transaction spans both systems, so the order decides what a
 * failure in between leaves behind. The row is written first and committed last, with the change between: when the
 * log cannot take the row nothing is changed, and when the controller refuses there is no row. Only a commit that fails
 * after the change leaves a change without a row, and that answers 503, in place of a row for what never happened.
 *
 * When the answer of the controller is lost, a row says that the outcome is not known.
 */
@Injectable()
export class ControllerWrites {
  private readonly gate = new ConcurrencyLimit(WRITES_AT_ONCE, LONGEST_LINE, UnifiError.busy);
  /** By controller; no more than are configured come here. */
  private readonly gates = new Map<string, ConcurrencyLimit>();

  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param plan runs in the transaction, and once more with it after a race that was lost before the write; the write
   * itself runs once, and after it the plan stands
   * @param of the controller that is written to
   */
  run<T>(actor: Actor, of: OfController, plan: () => Promise<ControllerWrite<T> | NoWrite<T>>): Promise<T> {
    return this.gateOf(of).run(() => this.gate.run(() => this.perform(actor, plan)));
  }

  private gateOf({ controller }: OfController): ConcurrencyLimit {
    const known = this.gates.get(controller);
    if (known) return known;
    const gate = new ConcurrencyLimit(WRITES_OF_ONE_CONTROLLER, LONGEST_LINE, UnifiError.busy);
    this.gates.set(controller, gate);
    return gate;
  }

  private async perform<T>(actor: Actor, plan: () => Promise<ControllerWrite<T> | NoWrite<T>>): Promise<T> {
    let written: Promise<T> | undefined;
    let planned: ControllerWrite<T> | undefined;
    try {
      return await this.transactions.run(async () => {
        const work = planned && written ? planned : await plan();
        if ('result' in work) return work.result;
        const { entry, write, keep } = (planned = work);
        await this.audit.record(actor, entry);
        written ??= write();
        const result = await written;
        await keep?.(result);
        return result;
      });
    } catch (error) {
      if (planned && written && isOutcomeUnknown(error)) await this.recordUnknown(actor, planned.entry);
      throw error;
    }
  }

  private recordUnknown(actor: Actor, entry: AuditEntry): Promise<void> {
    const message = `${entry.message}; the controller did not confirm it`;
    return this.transactions.run(() => this.audit.record(actor, { ...entry, level: 'warning', message }));
  }
}

/**
 * Refusals that leave everything as it was. After any other failure the change may have been made: a call that is sent
 * again after a lost answer can fail for a reason of its own.
 */
const REFUSALS: ReadonlySet<string> = new Set(
  [UnifiError.invalid, UnifiError.rejected, UnifiError.notFound, UnifiError.siteNotFound].map((error) => error().code),
);
const AREA = 'unifi.';

/** Whether the controller may have done what was asked, although it did not say so. */
export const isOutcomeUnknown = (error: unknown): boolean =>
  error instanceof DomainError && error.code.startsWith(AREA) && !REFUSALS.has(error.code);
