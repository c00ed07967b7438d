import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/kernel';
import { SecretBox } from '@app/crypto';
import { CredentialError, SecureValueStore, type Credential } from '../credential-store';
import { CredentialTypesService, definitionsAt, type FieldDefinition } from '../credential-types';
import { CredentialsRepository } from './credentials.repository';
import { Issues, merged, readValues, requireValues, type FieldValueInput } from './field-values';

/** A stored value as its list shows it. */
export interface StoredFieldValue {
  readonly id: string;
  readonly fieldId: string;
  readonly value: string;
}

/** Reads and changes the values of one credential by the definitions of its type. */
@Injectable()
export class CredentialValues {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly types: CredentialTypesService,
    private readonly secureValues: SecureValueStore,
  ) {}

  /**
   * In a transaction, on a locked credential, whose new values in clear still have to be saved.
   *
   * @param complete whether every required field must have a value afterwards; else only none may be cleared
   * @returns the ids of the secure fields that were changed
   * @throws 400 naming every field that is unknown, missing or breaks its rule
   */
  async change(
    actor: Actor,
    credential: Credential,
    inputs: readonly FieldValueInput[],
    complete: boolean,
  ): Promise<string[]> {
    const definitions = await this.definitionsOf(credential);
    const issues = new Issues();
    const changes = readValues(definitions, inputs, ['body', 'fields'], issues);
    const plain = merged(credential.plainValues, changes);
    const cleared = new Set([...changes.plain, ...changes.secure].flatMap(([id, value]) => (value === '' ? [id] : [])));
    const present = new Set([
      ...Object.keys(plain),
      ...(await this.filledOtherwise(credential)),
      ...changes.secure.keys(),
    ]);
    const has = (id: string) => (complete || cleared.has(id) ? present.has(id) && !cleared.has(id) : true);
    requireValues(definitions, has, ['body', 'fields'], issues);
    issues.assertNone();
    credential.plainValues = plain;
    await this.store(actor, credential, changes.secure);
    return [...changes.secure.keys()];
  }

  /**
   * The values that are set, in the order of the definitions: secure ones as ciphertext, others in clear.
   *
   * @throws 404
   */
  async list(id: string): Promise<StoredFieldValue[]> {
    const stored = await this.credentials.values(id);
    if (!stored) throw CredentialError.notFound({ identifier: id });
    const sealed = new Map(stored.sealed.map((value) => [value.fieldId, value]));
    return (definitionsAt(stored.fields, stored.definitionPath) ?? []).flatMap(({ id: fieldId, secure }) => {
      const value = secure ? sealed.get(fieldId) : undefined;
      if (value) return [{ id: value.id, fieldId, value: SecretBox.ciphertextOf(value.sealed) }];
      const plain = secure ? undefined : stored.plainValues[fieldId];
      return plain === undefined ? [] : [{ id: `${id}-${fieldId}`, fieldId, value: plain }];
    });
  }

  private async definitionsOf({ typeId, definitionPath }: Credential): Promise<readonly FieldDefinition[]> {
    const { fields } = await this.types.pin(typeId);
    return definitionsAt(fields, definitionPath) ?? [];
  }

  private async filledOtherwise({ id }: Credential): Promise<string[]> {
    const sealed = (await this.secureValues.current(id)).map(({ fieldId }) => fieldId);
    return [...sealed, ...(await this.credentials.filledMultiFields(id))];
  }

  private async store(actor: Actor, { id }: Credential, secure: ReadonlyMap<string, string>): Promise<void> {
    const values = [...secure].map(([fieldId, plain]) => ({ credentialId: id, fieldId, plain }));
    await this.secureValues.put(
      actor,
      values.filter(({ plain }) => plain !== ''),
    );
    await this.secureValues.supersede(values.filter(({ plain }) => plain === ''));
  }
}
