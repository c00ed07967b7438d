import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { Credential, type SealedValue } from '../credential-store';
import type { FieldDefinition } from '../credential-types';

const FILLED_MULTI_FIELDS = statement(
  'credentials-filled-multi-fields',
  `select distinct definition_path[array_length(definition_path, 1)] as "fieldId"
     from credentials where sub_credential_of_id = $1`,
);

/** By one statement, so that a type which changes meanwhile is not waited for, and leaves no value out. */
const STORED_VALUES = statement(
  'credentials-stored-values',
  `select c.id, c.definition_path as "definitionPath", c.plain_values as "plainValues", t.fields,
          coalesce((select json_agg(json_build_object('id', v.id, 'fieldId', v.field_id, 'sealed', v.sealed))
             from secure_values v where v.credential_id = c.id and v.superseded_at is null), '[]') as sealed
     from credentials c join credential_types t on t.id = c.type_id where c.id = $1`,
);

const BELOW = statement(
  'credentials-below',
  `with recursive below as (
     select c.* from credentials c where c.sub_credential_of_id = $1
     union all
     select c.* from credentials c join below b on c.sub_credential_of_id = b.id)
   select id, name, notes, type_id as "typeId", company_id as "companyId",
          sub_credential_of_id as "subCredentialOfId", plain_values as "plainValues" from below order by id`,
);

/** The values of a credential, also those of fields that its type no longer has, and what the type says of them. */
export interface ValuesRow {
  readonly id: string;
  readonly definitionPath: readonly string[];
  readonly plainValues: Readonly<Record<string, string>>;
  readonly fields: readonly FieldDefinition[];
  readonly sealed: readonly Omit<SealedValue, 'credentialId'>[];
}

@Injectable()
export class CredentialsRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<Credential | null> {
    return this.rows.findOneBy({ id });
  }

  async values(id: string): Promise<ValuesRow | undefined> {
    return (await this.database.rows<ValuesRow>(STORED_VALUES, [id]))[0];
  }

  /** Locked until the transaction ends, so that two writers take turns. */
  lock(id: string): Promise<Credential | null> {
    return this.rows.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  save(credential: Credential): Promise<Credential> {
    return this.rows.save(credential);
  }

  /** Sub-credentials and secure values go with it. */
  async delete({ id }: Credential): Promise<void> {
    await this.rows.delete({ id });
  }

  /** Sub-credentials at any depth. */
  below(id: string): Promise<Credential[]> {
    return this.database.rows<Credential>(BELOW, [id]);
  }

  /** The multi-credential fields that have a sub-credential. */
  async filledMultiFields(id: string): Promise<string[]> {
    return (await this.database.rows<{ fieldId: string }>(FILLED_MULTI_FIELDS, [id])).map(({ fieldId }) => fieldId);
  }

  private get rows() {
    return this.database.repository(Credential);
  }
}
