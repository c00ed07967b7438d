import { Injectable } from '@nestjs/common';
import { JsonText } from '@app/contract';
import { Database, type Statement } from '@app/database';
import { PermissionSet, type Actor, type FieldGate } from '@app/kernel';
import { companyGate } from '../../crm/companies';
import { CredentialError, credentialGate } from '../credential-store';
import { credentialTypeGate } from '../credential-types';
import { CHOSEN, FETCH, FETCH_BRIEF, OF_COMPANY, OF_PARENT, OF_TYPE } from './credential-statements';

const allowed = ({ principal }: Actor, { scope, fields }: FieldGate): readonly string[] =>
  (principal?.permissions ?? PermissionSet.none).allowedFields(scope, fields);

const valuesOf = (actor: Actor, found: string | readonly string[], keys: readonly string[]): unknown[] => [
  ...[found, keys],
  ...[allowed(actor, credentialTypeGate), allowed(actor, companyGate)],
];

/** Whether the key `fields` is visible to somebody who may not see it: then only the fields they wrote are. */
const isShownBecauseWritten = (actor: Actor, keys: readonly string[]): boolean =>
  keys.length < credentialGate.fields.length &&
  keys.includes('fields') &&
  !allowed(actor, credentialGate).includes('fields');

/**
 * Credentials as finished JSON, gated where they are built: `keys` are the visible ones of the credential itself, its
 * type and company show what the actor may see of such objects.
 */
@Injectable()
export class CredentialReader {
  constructor(private readonly database: Database) {}

  /** @param written ids of the fields just written, on the answer of a write. @throws 404 */
  async fetch(actor: Actor, id: string, keys: readonly string[], written?: readonly string[]): Promise<JsonText> {
    const text = await this.readOne(FETCH, actor, id, keys, written);
    if (!text) throw CredentialError.notFound({ identifier: id });
    return text;
  }

  /** A sub-credential in the brief form of its own operations, otherwise as {@link fetch}. */
  async fetchBrief(actor: Actor, id: string, keys: readonly string[], written: readonly string[]): Promise<JsonText> {
    const text = await this.readOne(FETCH_BRIEF, actor, id, keys, written);
    if (!text) throw CredentialError.subCredentialNotFound();
    return text;
  }

  ofCompany(actor: Actor, companyId: string, keys: readonly string[]): Promise<JsonText> {
    return this.list(OF_COMPANY, actor, companyId, keys);
  }

  ofType(actor: Actor, typeId: string, keys: readonly string[]): Promise<JsonText> {
    return this.list(OF_TYPE, actor, typeId, keys);
  }

  ofParent(actor: Actor, parentId: string, keys: readonly string[]): Promise<JsonText> {
    return this.list(OF_PARENT, actor, parentId, keys);
  }

  /** Credentials and sub-credentials one by one, in the order of their ids here. Unknown ids are left out. */
  async chosen(actor: Actor, ids: readonly string[], keys: readonly string[]): Promise<JsonText[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.rows<{ json: string }>(CHOSEN, valuesOf(actor, ids, keys));
    return rows.map(({ json }) => new JsonText(json, keys));
  }

  private async list(list: Statement, actor: Actor, id: string, keys: readonly string[]): Promise<JsonText> {
    const [row] = await this.database.rows<{ json: string }>(list, valuesOf(actor, id, keys));
    return new JsonText(row?.json ?? '[]', keys);
  }

  private async readOne(
    text: Statement,
    actor: Actor,
    id: string,
    keys: readonly string[],
    written?: readonly string[],
  ): Promise<JsonText | undefined> {
    const fields = written && isShownBecauseWritten(actor, keys) ? written : null;
    const [row] = await this.database.rows<{ json: string }>(text, [...valuesOf(actor, id, keys), fields]);
    return row && new JsonText(row.json, keys);
  }
}
