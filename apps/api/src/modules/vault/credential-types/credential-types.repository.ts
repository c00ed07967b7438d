import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { isId } from '@app/kernel';
import type { CredentialTypeRow } from './credential-type.dto';
import { CredentialType } from './credential-type.entity';

const MAX_TYPES = 10_000;
const BATCH = 1_000;

/** As much of a credential as the audit log says of one that went with its type. */
export interface CredentialOfType {
  readonly id: string;
  readonly name: string;
  readonly companyId: string;
  readonly subCredentialOfId: string | null;
}

const type = `t.id, t.name, t.permission_scope as "permissionScope", t.icon, t.fields,
  (select count(*)::int from credentials c where c.type_id = t.id and c.sub_credential_of_id is null) as "credentialCount",
  t.created_at as "createdAt", t.updated_at as "updatedAt"`;

const LIST = statement(
  'credential-types-list',
  `select ${type} from credential_types t order by t.name_key limit ${MAX_TYPES}`,
);
const FIND = statement('credential-types-find', `select ${type} from credential_types t where t.id = $1`);
const FIND_BY_NAME = statement(
  'credential-types-find-by-name',
  `select ${type} from credential_types t where t.name_key = $1`,
);
/** Of one type, by id, behind `$2`. */
const CREDENTIALS = statement(
  'credential-types-credentials',
  `select id, name, company_id as "companyId", sub_credential_of_id as "subCredentialOfId"
     from credentials where type_id = $1 and id > $2 order by id limit ${BATCH}`,
);
const DELETE = statement(
  'credential-types-delete',
  `with gone as (select count(*)::int as credentials from credentials where type_id = $1),
        deleted as (delete from credential_types where id = $1)
   select credentials from gone`,
);

/** The form in which a name is looked up and unique. */
const nameKeyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

@Injectable()
export class CredentialTypesRepository {
  constructor(private readonly database: Database) {}

  list(): Promise<CredentialTypeRow[]> {
    return this.database.rows<CredentialTypeRow>(LIST);
  }

  /** By id or by name, whatever its case; a name never looks like an id. */
  async find(identifier: string): Promise<CredentialTypeRow | undefined> {
    const [found] = isId(identifier)
      ? await this.database.rows<CredentialTypeRow>(FIND, [identifier])
      : await this.database.rows<CredentialTypeRow>(FIND_BY_NAME, [nameKeyOf(identifier)]);
    return found;
  }

  /**
   * Locked until the transaction ends: for a change of the type itself, or so that its definitions stay while a
   * credential is written by them.
   */
  lock(identifier: string, mode: 'pessimistic_write' | 'pessimistic_read'): Promise<CredentialType | null> {
    const where = isId(identifier) ? { id: identifier } : { nameKey: nameKeyOf(identifier) };
    return this.rows.findOne({ where, lock: { mode } });
  }

  insert(values: Pick<CredentialType, 'name' | 'permissionScope' | 'icon' | 'fields'>): Promise<CredentialType> {
    return this.rows.save(this.rows.create({ ...values, nameKey: nameKeyOf(values.name) }));
  }

  save(values: CredentialType): Promise<CredentialType> {
    return this.rows.save(Object.assign(values, { nameKey: nameKeyOf(values.name) }));
  }

  /** The credentials of a type, sub-credentials among them, some at a time. */
  async *credentials({ id }: CredentialType): AsyncGenerator<CredentialOfType[]> {
    for (let after = ''; ;) {
      const batch = await this.database.rows<CredentialOfType>(CREDENTIALS, [id, after]);
      const last = batch.at(-1);
      if (!last) return;
      yield batch;
      after = last.id;
    }
  }

  /** @returns how many credentials went with it */
  async delete({ id }: CredentialType): Promise<number> {
    const [gone] = await this.database.rows<{ credentials: number }>(DELETE, [id]);
    return gone?.credentials ?? 0;
  }

  private get rows() {
    return this.database.repository(CredentialType);
  }
}
