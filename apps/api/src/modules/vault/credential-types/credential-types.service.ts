import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions, violates } from '@app/database';
import { invalidField, isId, type Actor } from '@app/kernel';
import type { CredentialTypeRow } from './credential-type.dto';
import type { CredentialType } from './credential-type.entity';
import { CredentialTypeError } from './credential-types.errors';
import { CredentialTypesRepository, type CredentialOfType } from './credential-types.repository';
import { definitionChanges } from './definition-changes';
import { assertDefinitions, plainDefinitions } from './definition-rules';
import type { FieldDefinition } from './field-definition';
import { ReadingRules } from './reading-rules';
import { StoredValues } from './stored-values';

export interface CredentialTypeInput {
  name: string;
  permissionScope: string;
  icon?: string | null;
  fields: FieldDefinition[];
}

const facts = ({ name, permissionScope, icon, fields }: CredentialType) => ({ name, permissionScope, icon, fields });

/** What fields credentials have. */
@Injectable()
export class CredentialTypesService {
  constructor(
    private readonly types: CredentialTypesRepository,
    private readonly storedValues: StoredValues,
    private readonly rules: ReadingRules,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  list(): Promise<CredentialTypeRow[]> {
    return this.types.list();
  }

  /** @param identifier id or name. @throws 404 */
  async get(identifier: string): Promise<CredentialTypeRow> {
    const type = await this.types.find(identifier);
    if (!type) throw CredentialTypeError.notFound({ identifier });
    return type;
  }

  /** In a transaction: the type, whose definitions nobody changes until it ends. @throws 404 */
  pin(identifier: string): Promise<CredentialType> {
    return this.lock(identifier, 'pessimistic_read');
  }

  /** @throws 400, 409 `credentialType.nameTaken` */
  create(
    actor: Actor,
    { name, permissionScope, icon = null, fields }: CredentialTypeInput,
  ): Promise<CredentialTypeRow> {
    assertName(name);
    assertDefinitions(fields);
    return this.transactions.run(async () => {
      const created = await this.named(
        this.types.insert({ name: name.trim(), permissionScope, icon, fields: plainDefinitions(fields) }),
      );
      await this.record(actor, 'credential_type.create', `Credential type ${created.name} was created`, created, {
        after: facts(created),
      });
      return this.get(created.id);
    });
  }

  /**
   * No stored value is lost, whatever happens to its field.
   *
   * @param reason why values that become readable are read, where the type requires one
   * @throws 400, 403, 404, 409
   */
  update(
    actor: Actor,
    identifier: string,
    input: Partial<CredentialTypeInput>,
    reason?: string,
  ): Promise<CredentialTypeRow> {
    if (input.name !== undefined) assertName(input.name);
    if (input.fields) assertDefinitions(input.fields);
    return this.transactions.run(async () => {
      const type = await this.lock(identifier, 'pessimistic_write');
      const before = facts(type);
      const guard = { permissionScope: type.permissionScope, revealReasonRequired: type.revealReasonRequired };
      this.assertMayRescope(actor, guard.permissionScope, input.permissionScope);
      const fields = input.fields ? plainDefinitions(input.fields) : type.fields;
      const changes = definitionChanges(type.fields, fields);
      Object.assign(type, input, { fields, name: (input.name ?? type.name).trim() });
      const saved = await this.named(this.types.save(type));
      await this.storedValues.follow(actor, saved, changes, guard, reason);
      await this.record(actor, 'credential_type.update', `Credential type ${saved.name} was changed`, saved, {
        before,
        after: facts(saved),
      });
      return this.get(saved.id);
    });
  }

  /** Its credentials go with it. @returns how many, sub-credentials among them. @throws 404 */
  delete(actor: Actor, identifier: string): Promise<number> {
    return this.transactions.run(async () => {
      const type = await this.lock(identifier, 'pessimistic_write');
      for await (const batch of this.types.credentials(type)) await this.recordDeletions(actor, type, batch);
      const credentials = await this.types.delete(type);
      const message = `Credential type ${type.name} was deleted with ${credentials} credentials`;
      await this.record(actor, 'credential_type.delete', message, type, { before: { ...facts(type), credentials } });
      return credentials;
    });
  }

  /** Whoever could choose the node that reveals need would choose one that they hold. */
  private assertMayRescope(actor: Actor, from: string, to: string | undefined): void {
    if (to === undefined || to === from) return;
    for (const scope of [from, to]) this.rules.assertScope(actor, scope);
  }

  private async lock(identifier: string, mode: 'pessimistic_read' | 'pessimistic_write'): Promise<CredentialType> {
    const type = await this.types.lock(identifier, mode);
    if (!type) throw CredentialTypeError.notFound({ identifier });
    return type;
  }

  private async named(writing: Promise<CredentialType>): Promise<CredentialType> {
    try {
      return await writing;
    } catch (error) {
      throw violates(error, 'credential_types_name_key_key') ? CredentialTypeError.nameTaken() : error;
    }
  }

  private recordDeletions(actor: Actor, type: CredentialType, credentials: readonly CredentialOfType[]): Promise<void> {
    return this.audit.recordMany(
      actor,
      credentials.map(({ id, ...before }) => ({
        action: 'credential.delete',
        target: { type: 'credential', id, name: before.name },
        message: `Credential ${before.name} was deleted with its type ${type.name}`,
        before: { ...before, typeId: type.id },
      })),
    );
  }

  private record(
    actor: Actor,
    action: string,
    message: string,
    { id, name }: CredentialType,
    states: { before?: object; after?: object },
  ): Promise<void> {
    return this.audit.record(actor, { action, message, target: { type: 'credential_type', id, name }, ...states });
  }
}

/** A type is found by name where an id may stand as well. */
function assertName(name: string): void {
  if (name.trim() === '') throw invalidField(['body', 'name'], 'name must not be blank');
  if (isId(name.trim().toLowerCase())) throw invalidField(['body', 'name'], 'name has the shape of an id');
}
