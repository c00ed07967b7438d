import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { DomainError, type Actor } from '@app/kernel';

/** What somebody wanted to read the secure values of. */
interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly companyId: string;
  /** Where it was the current values of certain fields. */
  readonly fieldIds?: readonly string[];
}

/** Without the node of the scope, or beyond the limit; what is only badly put (400) tells of nobody's intentions. */
const REASONS: Readonly<Record<number, string>> = {
  403: 'the permission scope of its type is missing',
  429: 'the reveals of this minute are used up',
};

/** Who reaches for secure values and is refused is on record as well: that is how guessing and hoarding show. */
@Injectable()
export class RefusedReveals {
  constructor(private readonly audit: AuditLog) {}

  /** Outside of a transaction, which would take the row back. @throws what the check throws, once that is on record */
  async recorded(actor: Actor, wanted: Wanted, check: () => void | Promise<void>): Promise<void> {
    try {
      await check();
    } catch (error) {
      const why = error instanceof DomainError ? REASONS[error.status] : undefined;
      if (why !== undefined) await this.record(actor, wanted, why);
      throw error;
    }
  }

  private async record(actor: Actor, { id, name, companyId, fieldIds }: Wanted, why: string): Promise<void> {
    await this.audit.recordReading(actor, [
      {
        action: 'credential.secure_value.refuse',
        level: 'warning',
        target: { type: 'credential', id, name },
        message: `Secure values of credential ${name} were not shown: ${why}`,
        after: { companyId, ...(fieldIds?.length && { fieldIds }) },
      },
    ]);
  }
}
