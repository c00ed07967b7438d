import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Database, statement } from '@app/database';
import type { Actor } from '@app/kernel';
import { SecureValueStore, type SealedValue } from '../credential-store';
import type { CredentialType } from './credential-type.entity';
import { CredentialTypeError } from './credential-types.errors';
import type { DefinitionChanges, FieldMove } from './definition-changes';
import { ReadingRules, type GuardedType } from './reading-rules';

const BATCH = 1_000;

interface PlainValue {
  readonly credentialId: string;
  readonly plain: string;
}

/** Of the credentials behind an id, so that no batch passes over all that were done before it. */
const PLAIN_VALUES = statement(
  'credential-types-plain-values',
  `select id as "credentialId", plain_values ->> $3 as plain from credentials
    where type_id = $1 and definition_path = $2 and plain_values ? $3 and id > $4 order by id limit ${BATCH} for update`,
);

const DROP_PLAIN_VALUES = statement(
  'credential-types-drop-plain-values',
  'update credentials set plain_values = plain_values - $2::text where id = any($1)',
);

const SEALED_VALUES = statement(
  'credential-types-sealed-values',
  `select v.id, v.credential_id as "credentialId", v.field_id as "fieldId", v.sealed, c.name
     from credentials c join secure_values v on v.credential_id = c.id and v.field_id = $3 and v.superseded_at is null
    where c.type_id = $1 and c.definition_path = $2 and c.id > $4 order by c.id limit ${BATCH} for update of c`,
);

const SET_PLAIN_VALUES = statement(
  'credential-types-set-plain-values',
  `update credentials c set plain_values = c.plain_values || jsonb_build_object($3::text, given.value)
     from unnest($1::text[], $2::text[]) as given (id, value) where c.id = given.id`,
);

const HAS_SUB_CREDENTIALS = statement(
  'credential-types-has-sub-credentials',
  'select 1 as found from credentials where type_id = $1 and definition_path = $2 limit 1',
);

/** Moves stored values to the side of the seal where a changed type wants them. Runs in the change's transaction. */
@Injectable()
export class StoredValues {
  constructor(
    private readonly database: Database,
    private readonly secureValues: SecureValueStore,
    private readonly rules: ReadingRules,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param before what the type asked of readers before the change, which must not lower it for itself
   * @throws 409 when sub-credentials would be left without definitions; 400 and 403 when values would become readable
   *   that the actor may not read
   */
  async follow(
    actor: Actor,
    type: CredentialType,
    { seals, opens, singles }: DefinitionChanges,
    before: GuardedType,
    reason?: string,
  ): Promise<void> {
    for (const move of singles) await this.assertNoSubCredentials(type, move);
    for (const move of seals) await this.seal(actor, type, move);
    for (const move of opens) await this.open(actor, type, move, before, reason);
  }

  private async assertNoSubCredentials({ id }: CredentialType, { path, fieldId }: FieldMove): Promise<void> {
    const [found] = await this.database.rows(HAS_SUB_CREDENTIALS, [id, [...path, fieldId]]);
    if (found) throw CredentialTypeError.fieldInUse({ field: fieldId });
  }

  private async seal(actor: Actor, { id }: CredentialType, { path, fieldId }: FieldMove): Promise<void> {
    for (let after = ''; ;) {
      const values = await this.database.rows<PlainValue>(PLAIN_VALUES, [id, path, fieldId, after]);
      const last = values.at(-1);
      if (!last) return;
      after = last.credentialId;
      await this.secureValues.put(
        actor,
        values.map((value) => ({ ...value, fieldId })),
      );
      await this.database.rows(DROP_PLAIN_VALUES, [values.map(({ credentialId }) => credentialId), fieldId]);
    }
  }

  private async open(
    actor: Actor,
    type: CredentialType,
    { path, fieldId }: FieldMove,
    before: GuardedType,
    reason?: string,
  ): Promise<void> {
    for (let after = ''; ;) {
      const place = [type.id, path, fieldId, after];
      const values = await this.database.rows<SealedValue & { name: string }>(SEALED_VALUES, place);
      const last = values.at(-1);
      if (!last) return;
      after = last.credentialId;
      this.rules.assertMayOpen(actor, before, reason);
      const plain = values.map((value) => this.secureValues.open(value));
      await this.database.rows(SET_PLAIN_VALUES, [values.map(({ credentialId }) => credentialId), plain, fieldId]);
      await this.secureValues.supersede(values);
      const why = reason?.trim();
      await this.audit.recordMany(
        actor,
        values.map(({ credentialId, name }) => ({
          action: 'credential.secure_value.open',
          target: { type: 'credential', id: credentialId, name },
          message: `The secure value ${fieldId} of credential ${name} became readable by a change of its type`,
          level: 'warning',
          after: { fieldId, typeId: type.id, ...(why && { reason: why }) },
        })),
      );
    }
  }
}
