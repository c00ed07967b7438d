import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import type { Page } from '@app/kernel';
import { Credential, type SealedValue } from '../credential-store';

/** A version of a secure value without the value. */
export interface VersionRow {
  readonly id: string;
  readonly fieldId: string;
  readonly authorId: string | null;
  readonly authorLogin: string | null;
  readonly createdAt: Date;
  readonly supersededAt: Date | null;
}

/** A row of a page with the number of all; of a page without rows, one that has nothing but that number. */
type Counted = { readonly total: number } & (VersionRow | { readonly id: null });

const VERSION = `id, field_id as "fieldId", author_id as "authorId", author_login as "authorLogin",
  created_at as "createdAt", superseded_at as "supersededAt"`;

/** Of the credential `$1`, `$2` one field or null for all: `$3` rows from `$4` on. */
const LIST = statement(
  'credential-history-list',
  `with found as materialized (
     select ${VERSION} from secure_values where credential_id = $1 and ($2::text is null or field_id = $2)
   )
   select size.total, page.* from (select count(*)::int as total from found) as size
   left join (select * from found order by "createdAt" desc, id desc limit $3 offset $4) as page on true
   order by page."createdAt" desc, page.id desc`,
);

const FIND = statement(
  'credential-history-find',
  `select ${VERSION} from secure_values where credential_id = $1 and id = $2`,
);

const FIND_SEALED = statement(
  'credential-history-find-sealed',
  `select id, credential_id as "credentialId", field_id as "fieldId", sealed from secure_values
    where credential_id = $1 and id = $2`,
);

/**
 * A rotation of the master key passes over the row and comes back to it, or is waited for: no text that it has replaced
 * is copied behind its back.
 */
const HOLD_SEALED = statement('credential-history-hold-sealed', `${FIND_SEALED.text} for share`);

const TOUCH = statement(
  'credential-history-touch',
  'update credentials set updated_at = clock_timestamp() where id = $1',
);

const isVersion = (row: Counted): row is VersionRow & { total: number } => row.id !== null;

@Injectable()
export class HistoryRepository {
  constructor(private readonly database: Database) {}

  async hasCredential(id: string): Promise<boolean> {
    return this.credentials.existsBy({ id });
  }

  /** Locked until the transaction ends, so that two writers of its values take turns. */
  lockCredential(id: string): Promise<Credential | null> {
    return this.credentials.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Its values have changed. */
  async touchCredential({ id }: Credential): Promise<void> {
    await this.database.rows(TOUCH, [id]);
  }

  async list(credentialId: string, fieldId: string | null, page: number, size: number): Promise<Page<VersionRow>> {
    const values = [credentialId, fieldId, size, (page - 1) * size];
    const rows = await this.database.rows<Counted>(LIST, values);
    return { items: rows.filter(isVersion), total: rows[0]?.total ?? 0, page, size };
  }

  async find(credentialId: string, id: string): Promise<VersionRow | undefined> {
    return (await this.database.rows<VersionRow>(FIND, [credentialId, id]))[0];
  }

  async findSealed(credentialId: string, id: string): Promise<SealedValue | undefined> {
    return (await this.database.rows<SealedValue>(FIND_SEALED, [credentialId, id]))[0];
  }

  /** The same, unchanged until the transaction ends. */
  async holdSealed(credentialId: string, id: string): Promise<SealedValue | undefined> {
    return (await this.database.rows<SealedValue>(HOLD_SEALED, [credentialId, id]))[0];
  }

  private get credentials() {
    return this.database.repository(Credential);
  }
}
