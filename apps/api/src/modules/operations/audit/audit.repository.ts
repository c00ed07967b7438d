import { Injectable } from '@nestjs/common';
import type { AuditRow } from '@app/audit';
import { Database } from '@app/database';
import { NUMBERED_PAGE, searchStatement, type AuditFilter } from './audit-statements';

type Numbered = { readonly total: number } & (AuditRow | { readonly seq: null });

const isRecord = (row: Numbered): row is AuditRow & { total: number } => row.seq !== null;

@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** Newest first, of a sequence below `before`. */
  search(filter: AuditFilter, before: string, limit: number): Promise<AuditRow[]> {
    const { statement, values } = searchStatement(filter, before, limit);
    return this.database.rows<AuditRow>(statement, values);
  }

  /** Newest first, with the size of the whole log, as of one moment. */
  async page(offset: number, size: number): Promise<{ rows: AuditRow[]; total: number }> {
    const rows = await this.database.rows<Numbered>(NUMBERED_PAGE, [offset, size]);
    return { rows: rows.filter(isRecord), total: rows[0]?.total ?? 0 };
  }
}
