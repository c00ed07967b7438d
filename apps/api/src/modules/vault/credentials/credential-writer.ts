import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import type { Actor } from '@app/kernel';
import { SecureValueStore } from '../credential-store';
import type { CredentialDraft } from './credential-drafts';

const INSERT = statement(
  'credentials-insert',
  `insert into credentials (id, name, notes, type_id, company_id, sub_credential_of_id, definition_path, plain_values)
   select id, name, notes, "typeId", "companyId", "subCredentialOfId",
          array(select jsonb_array_elements_text("definitionPath")), "plainValues"
     from jsonb_to_recordset($1::jsonb) as given (id text, name text, notes text, "typeId" text, "companyId" text,
       "subCredentialOfId" text, "definitionPath" jsonb, "plainValues" jsonb)`,
);

/** Inserts credentials with their values, however many, by two statements. */
@Injectable()
export class CredentialWriter {
  constructor(
    private readonly database: Database,
    private readonly secureValues: SecureValueStore,
  ) {}

  /** In a transaction. Parents come before their sub-credentials. */
  async insert(actor: Actor, drafts: readonly CredentialDraft[]): Promise<void> {
    const rows = drafts.map(({ secureValues: _, ...row }) => row);
    await this.database.rows(INSERT, [JSON.stringify(rows)]);
    await this.secureValues.insert(
      actor,
      drafts.flatMap(({ secureValues }) => secureValues),
    );
  }
}
