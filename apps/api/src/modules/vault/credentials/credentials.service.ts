import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import type { JsonText } from '@app/contract';
import { Transactions } from '@app/database';
import { DomainError, invalidField, type Actor } from '@app/kernel';
import { CompaniesService } from '../../crm/companies';
import { CredentialError, type Credential } from '../credential-store';
import { CredentialTypesService } from '../credential-types';
import { draftsOf, type CredentialContent, type CredentialDraft } from './credential-drafts';
import { CredentialReader } from './credential-reader';
import { CredentialValues, type StoredFieldValue } from './credential-values';
import { CredentialWriter } from './credential-writer';
import { CredentialsRepository } from './credentials.repository';
import type { FieldValueInput } from './field-values';

export interface CredentialInput extends CredentialContent {
  readonly typeId: string;
  readonly companyId: string;
}

export interface CredentialChange {
  readonly name?: string;
  readonly notes?: string | null;
  readonly fields?: readonly FieldValueInput[];
}

/** A state for the audit log: values in clear as they are, of the secure ones only which were set. */
const facts = ({ name, notes, typeId, companyId, plainValues }: Credential | CredentialDraft) => ({
  ...{ name, notes, typeId, companyId },
  values: { ...plainValues },
});

/** Credentials of companies. `keys` are the keys of the answer that the caller may see. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly reader: CredentialReader,
    private readonly writer: CredentialWriter,
    private readonly values: CredentialValues,
    private readonly types: CredentialTypesService,
    private readonly companies: CompaniesService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 404 */
  get(actor: Actor, id: string, keys: readonly string[]): Promise<JsonText> {
    return this.reader.fetch(actor, id, keys);
  }

  /** @throws 404 when there is no such company */
  async ofCompany(actor: Actor, companyId: string, keys: readonly string[]): Promise<JsonText> {
    await this.companies.get(companyId);
    return this.reader.ofCompany(actor, companyId, keys);
  }

  /** @throws 404 when there is no such type */
  async ofType(actor: Actor, identifier: string, keys: readonly string[]): Promise<JsonText> {
    const { id } = await this.types.get(identifier);
    return this.reader.ofType(actor, id, keys);
  }

  /** @throws 404 */
  fields(id: string): Promise<StoredFieldValue[]> {
    return this.values.list(id);
  }

  /** With its inline sub-credentials. @throws 400 naming the fields that are refused */
  create(actor: Actor, input: CredentialInput, keys: readonly string[]): Promise<JsonText> {
    return this.transactions.run(async () => {
      const { typeId, companyId } = input;
      const type = await this.types.pin(typeId).catch(refuse('typeId', 'typeId is not a credential type'));
      await this.companies.get(companyId).catch(refuse('companyId', 'companyId is not a company'));
      const place = { typeId: type.id, companyId, definitions: type.fields, definitionPath: [], parentId: null };
      const id = await this.insert(actor, draftsOf(input, place));
      return this.reader.fetch(actor, id, keys, idsOf(input.fields));
    });
  }

  /** @throws 400, 404 */
  update(actor: Actor, id: string, change: CredentialChange, keys: readonly string[]): Promise<JsonText> {
    return this.write(actor, id, change, false, keys);
  }

  /** As {@link update}, and every required field has a value afterwards. */
  updateFields(
    actor: Actor,
    id: string,
    fields: readonly FieldValueInput[],
    keys: readonly string[],
  ): Promise<JsonText> {
    return this.write(actor, id, { fields }, true, keys);
  }

  /** Sub-credentials and all versions of secure values go with it. @throws 404 */
  delete(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async () => {
      const credential = await this.lock(id);
      await this.recordDeletion(actor, credential);
      await this.credentials.delete(credential);
    });
  }

  /** In a transaction: stores drafts, parents before their sub-credentials. @returns the first one's id */
  async insert(actor: Actor, drafts: readonly CredentialDraft[]): Promise<string> {
    const [root] = drafts;
    if (!root) throw new Error('There is nothing to insert');
    await this.writer.insert(actor, drafts);
    await this.audit.recordMany(
      actor,
      drafts.map((draft) => ({
        action: 'credential.create',
        target: { type: 'credential', id: draft.id, name: draft.name },
        message: `Credential ${draft.name} was created`,
        after: { ...facts(draft), secureFields: draft.secureValues.map(({ fieldId }) => fieldId) },
      })),
    );
    return root.id;
  }

  /** In a transaction: a row for a credential that is about to go, and for each sub-credential that goes with it. */
  async recordDeletion(actor: Actor, credential: Credential): Promise<void> {
    const gone = [credential, ...(await this.credentials.below(credential.id))];
    await this.audit.recordMany(
      actor,
      gone.map((one) => ({
        action: 'credential.delete',
        target: { type: 'credential', id: one.id, name: one.name },
        message: `Credential ${one.name} was deleted`,
        before: { ...facts(one), subCredentialOfId: one.subCredentialOfId },
      })),
    );
  }

  private write(
    actor: Actor,
    id: string,
    { name, notes, fields }: CredentialChange,
    complete: boolean,
    keys: readonly string[],
  ): Promise<JsonText> {
    return this.transactions.run(async () => {
      const credential = await this.lock(id);
      const before = facts(credential);
      if (name !== undefined) credential.name = name;
      if (notes !== undefined) credential.notes = notes;
      const secureFields = fields ? await this.values.change(actor, credential, fields, complete) : [];
      credential.updatedAt = new Date();
      await this.credentials.save(credential);
      await this.audit.record(actor, {
        action: 'credential.update',
        target: { type: 'credential', id, name: credential.name },
        message: `Credential ${credential.name} was changed`,
        before,
        after: { ...facts(credential), secureFields },
      });
      return this.reader.fetch(actor, id, keys, idsOf(fields ?? []));
    });
  }

  private async lock(id: string): Promise<Credential> {
    const credential = await this.credentials.lock(id);
    if (!credential) throw CredentialError.notFound({ identifier: id });
    return credential;
  }
}

const idsOf = (fields: readonly FieldValueInput[]): string[] => fields.map(({ fieldId }) => fieldId);

/** What a body refers to and does not exist is the body's mistake. */
const refuse =
  (key: string, message: string) =>
  (error: unknown): never => {
    if (error instanceof DomainError && error.status === 404) throw invalidField(['body', key], message);
    throw error;
  };
