import { Injectable } from '@nestjs/common';
import { AuditSealer, BrokenChainError, type AuditRow, type ChainReport } from '@app/audit';
import { invalidField, type Page } from '@app/kernel';
import type { AuditFilter } from './audit-statements';
import { AuditRepository } from './audit.repository';

/** A stretch of the log. `nextCursor` continues it, null at its end. */
export interface AuditStretch {
  readonly items: AuditRow[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;
const PAGE_SIZE = 100;
const BEYOND_ANY = 2n ** 63n - 1n;

/** Reads the audit log and proves that it is whole. Nobody writes here: that is `AuditLog`. */
@Injectable()
export class AuditReader {
  private verification: Promise<ChainReport> | undefined;

  constructor(
    private readonly records: AuditRepository,
    private readonly sealer: AuditSealer,
  ) {}

  /**
   * Newest first. A walk along the cursors meets every record that was there at its start once, whatever is added.
   * @throws 400 for a cursor that no page gave
   */
  async search(filter: AuditFilter, cursor?: string, limit = DEFAULT_LIMIT): Promise<AuditStretch> {
    const rows = await this.records.search(filter, sequenceOf(cursor), limit + 1);
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.seq ?? null) : null };
  }

  /** @param page 1-based, 100 records each; one past the end is empty */
  async page(page: number): Promise<Page<AuditRow>> {
    const { rows, total } = await this.records.page((page - 1) * PAGE_SIZE, PAGE_SIZE);
    return { items: rows, total, page, size: PAGE_SIZE };
  }

  /** Seals what can be sealed, then checks the whole chain. Whoever asks while that goes on gets the same report. */
  verify(): Promise<ChainReport> {
    this.verification ??= this.verifyNow().finally(() => (this.verification = undefined));
    return this.verification;
  }

  private async verifyNow(): Promise<ChainReport> {
    try {
      await this.sealer.seal();
    } catch (error) {
      // Nothing is sealed onto a broken chain; the report says where it broke.
      if (!(error instanceof BrokenChainError)) throw error;
    }
    return this.sealer.verify();
  }
}

/** A cursor is the sequence of the last record before it. */
function sequenceOf(cursor: string | undefined): string {
  if (cursor === undefined) return String(BEYOND_ANY);
  if (!/^\d{1,19}$/.test(cursor) || BigInt(cursor) > BEYOND_ANY) {
    throw invalidField(['query', 'cursor'], 'cursor is not one that a page gave');
  }
  return cursor;
}
