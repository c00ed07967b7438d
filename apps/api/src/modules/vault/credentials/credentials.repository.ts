import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { Credential } from '../credential-store';

const FILLED_MULTI_FIELDS = statement(
  'credentials-filled-multi-fields',
  `select distinct definition_path[array_length(definition_path, 1)] as "fieldId"
     from credentials where sub_credential_of_id = $1`,
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

@Injectable()
export class CredentialsRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<Credential | null> {
    return this.rows.findOneBy({ id });
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
