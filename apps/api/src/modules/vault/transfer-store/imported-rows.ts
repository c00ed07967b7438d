import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';

/** What a row became, as far as the rows below it have to know. */
export interface ImportedRow {
  /** As the file has it. */
  readonly rowId: string;
  readonly credentialId: string;
  readonly typeId: string;
  readonly companyId: string;
  readonly definitionPath: readonly string[];
}

const FIND = statement(
  'imported-rows.find',
  `select row_id as "rowId", credential_id as "credentialId", type_id as "typeId", company_id as "companyId",
          definition_path as "definitionPath"
     from credential_transfer_rows where transfer_id = $1 and row_id = any($2)`,
);

/** An id is free again when the credential that it stood for is gone. */
const ADD = statement(
  'imported-rows.add',
  `insert into credential_transfer_rows (transfer_id, row_id, credential_id, type_id, company_id, definition_path)
   select $1, "rowId", "credentialId", "typeId", "companyId", array(select jsonb_array_elements_text("definitionPath"))
     from jsonb_to_recordset($2::jsonb) as given ("rowId" text, "credentialId" text, "typeId" text, "companyId" text,
       "definitionPath" jsonb)
   on conflict (transfer_id, row_id) do update set credential_id = excluded.credential_id, type_id = excluded.type_id,
     company_id = excluded.company_id, definition_path = excluded.definition_path`,
);

/** Kept from being deleted until the transaction ends. */
const HOLD = statement('imported-rows.hold', 'select id from credentials where id = any($1) for key share');

/** Remembers rows of an import by their ids, however many there are, until it has ended. */
@Injectable()
export class ImportedRows {
  constructor(private readonly database: Database) {}

  async find(transferId: string, rowIds: readonly string[]): Promise<Map<string, ImportedRow>> {
    if (rowIds.length === 0) return new Map();
    const rows = await this.database.rows<ImportedRow>(FIND, [transferId, rowIds]);
    return new Map(rows.map((row) => [row.rowId, row]));
  }

  async add(transferId: string, rows: readonly ImportedRow[]): Promise<void> {
    if (rows.length > 0) await this.database.rows(ADD, [transferId, JSON.stringify(rows)]);
  }

  /** In a transaction. @returns the ids of the credentials that exist */
  async hold(credentialIds: readonly string[]): Promise<Set<string>> {
    if (credentialIds.length === 0) return new Set();
    const rows = await this.database.rows<{ id: string }>(HOLD, [credentialIds]);
    return new Set(rows.map(({ id }) => id));
  }
}
