import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { Clock, invalidField, type Actor } from '@app/kernel';
import { CredentialError } from '../credential-store';
import { LifecycleRepository, type LifecycleRow } from './lifecycle.repository';
import { staleReasons, type StaleReason } from './stale-reasons';

export interface Lifecycle extends LifecycleRow {
  readonly reasons: StaleReason[];
}

/** When a credential expires, and when it was last rotated. */
@Injectable()
export class LifecycleService {
  constructor(
    private readonly lifecycles: LifecycleRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws 404 */
  async get(id: string): Promise<Lifecycle> {
    const found = await this.lifecycles.find(id);
    if (!found) throw CredentialError.notFound({ identifier: id });
    return { ...found, reasons: staleReasons(found, this.clock.now()) };
  }

  /** @param expiresAt ISO 8601, or null for never. @throws 400, 404 */
  setExpiry(actor: Actor, id: string, expiresAt: string | null): Promise<Lifecycle> {
    const moment = expiresAt === null ? null : momentOf(expiresAt);
    return this.transactions.run(async () => {
      const credential = await this.lifecycles.lockCredential(id);
      if (!credential) throw CredentialError.notFound({ identifier: id });
      const before = { expiresAt: credential.expiresAt };
      credential.expiresAt = moment;
      await this.lifecycles.saveCredential(credential);
      await this.audit.record(actor, {
        action: 'credential.lifecycle.update',
        target: { type: 'credential', id, name: credential.name },
        message: `The expiry of credential ${credential.name} was ${moment ? 'set' : 'removed'}`,
        before,
        after: { expiresAt: moment },
      });
      return this.get(id);
    });
  }
}

const LAST_YEAR = 9_999;

/** ISO 8601 knows texts that are no moment (weeks), and years that no calendar reaches. */
function momentOf(text: string): Date {
  const moment = new Date(text);
  const year = moment.getUTCFullYear();
  if (year >= 0 && year <= LAST_YEAR) return moment;
  throw invalidField(['body', 'expiresAt'], 'expiresAt must be a moment in ISO 8601, of the years up to 9999');
}
