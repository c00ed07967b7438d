import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, Transactions } from '@app/database';
import { newId } from '@app/kernel';
import { type CwUserDefinedField, userDefinedFields } from '../connectwise';
import { Syncs, type Kept, type SyncResource } from '../sync';
import { CustomFields } from './custom-fields';
import { KEEP, MARK_MISSING } from './user-defined-field-statements';

/** Keeps the definitions of fields that a company has added to the records of its ConnectWise. */
@Injectable()
export class UserDefinedFieldsSync implements SyncResource<CwUserDefinedField>, OnModuleInit {
  readonly name = 'user-defined-fields';
  readonly title = 'User-defined fields';
  readonly source = userDefinedFields;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly fields: CustomFields,
    private readonly syncs: Syncs,
  ) {}

  onModuleInit(): void {
    this.syncs.register(this);
  }

  async keep(records: readonly CwUserDefinedField[]): Promise<Kept> {
    const rows = await this.database.rows<{ created: boolean }>(KEEP, [JSON.stringify(records.map(toRow))]);
    this.tell(rows.length);
    const created = rows.filter((row) => row.created).length;
    return { created, updated: rows.length - created };
  }

  async markMissing(after: number, upTo: number | null, present: readonly number[]): Promise<number> {
    const { length } = await this.database.rows(MARK_MISSING, [after, upTo, present]);
    this.tell(length);
    return length;
  }

  private tell(changes: number): void {
    if (changes > 0) this.transactions.afterCommit(() => this.fields.publishChange());
  }
}

const toRow = (field: CwUserDefinedField) => ({
  ...{ id: newId(), cw_field_id: field.id, pod_id: field.podId, caption: field.caption },
  ...{ sequence_number: field.sequenceNumber, help_text: field.helpText, field_type: field.fieldTypeIdentifier },
  ...{ entry_type: field.entryTypeIdentifier, options: field.options },
  cw_last_updated: field._info.lastUpdated?.toISOString() ?? null,
});
