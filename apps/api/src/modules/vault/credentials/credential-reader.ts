import { Injectable } from '@nestjs/common';
import { JsonText } from '@app/contract';
import { Database, type Statement } from '@app/database';
import { PermissionSet, type Actor, type FieldGate } from '@app/kernel';
import { companyGate } from '../../crm/companies';
import { CredentialError } from '../credential-store';
import { credentialTypeGate } from '../credential-types';
import { CHOSEN, FETCH, FETCH_BRIEF, OF_COMPANY, OF_PARENT, OF_TYPE } from './credential-statements';

const allowed = ({ principal }: Actor, { scope, fields }: FieldGate): readonly string[] =>
  (principal?.permissions ?? PermissionSet.none).allowedFields(scope, fields);

const valuesOf = (actor: Actor, found: string | readonly string[], keys: readonly string[]): unknown[] => [
  ...[found, keys],
  ...[allowed(actor, credentialTypeGate), allowed(actor, companyGate)],
];

/**
 * Credentials as finished JSON, gated where they are built: `keys` are the visible ones of the credential itself, its
 * type and company show what the actor may see of such objects.
 */
@Injectable()
export class CredentialReader {
  constructor(private readonly database: Database) {}

  /** @throws 404 */
  async fetch(actor: Actor, id: string, keys: readonly string[]): Promise<JsonText> {
    const text = await this.read(FETCH, actor, id, keys);
    if (!text) throw CredentialError.notFound({ identifier: id });
    return text;
  }

  /** A sub-credential in the brief form of its own operations. @throws 404 */
  async fetchBrief(actor: Actor, id: string, keys: readonly string[]): Promise<JsonText> {
    const text = await this.read(FETCH_BRIEF, actor, id, keys);
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
    return (await this.read(list, actor, id, keys)) ?? new JsonText('[]', keys);
  }

  private async read(
    text: Statement,
    actor: Actor,
    id: string,
    keys: readonly string[],
  ): Promise<JsonText | undefined> {
    const [row] = await this.database.rows<{ json: string }>(text, valuesOf(actor, id, keys));
    return row && new JsonText(row.json, keys);
  }
}
