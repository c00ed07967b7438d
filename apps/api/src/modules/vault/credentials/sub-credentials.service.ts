import { Injectable } from '@nestjs/common';
import type { JsonText } from '@app/contract';
import { Transactions } from '@app/database';
import { invalidField, type Actor } from '@app/kernel';
import { CredentialError, type Credential } from '../credential-store';
import { CredentialTypesService, definitionsAt } from '../credential-types';
import { draftsOf, type CredentialContent } from './credential-drafts';
import { CredentialReader } from './credential-reader';
import { CredentialsRepository } from './credentials.repository';
import { CredentialsService } from './credentials.service';

export interface SubCredentialInput extends CredentialContent {
  /** The multi-credential field of the parent. */
  readonly fieldId: string;
}

/** Credentials below a credential, by its multi-credential fields. */
@Injectable()
export class SubCredentialsService {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly reader: CredentialReader,
    private readonly parents: CredentialsService,
    private readonly types: CredentialTypesService,
    private readonly transactions: Transactions,
  ) {}

  /** @throws 404 */
  async list(actor: Actor, parentId: string, keys: readonly string[]): Promise<JsonText> {
    if (!(await this.credentials.find(parentId))) throw CredentialError.notFound({ identifier: parentId });
    return this.reader.ofParent(actor, parentId, keys);
  }

  /** @throws 400 naming the fields that are refused, 404 */
  create(actor: Actor, parentId: string, input: SubCredentialInput, keys: readonly string[]): Promise<JsonText> {
    return this.transactions.run(async () => {
      const { typeId, companyId, definitionPath } = await this.lockParent(parentId);
      const path = [...definitionPath, input.fieldId];
      const definitions = definitionsAt((await this.types.pin(typeId)).fields, path);
      if (!definitions) {
        throw invalidField(['body', 'fieldId'], `${input.fieldId} is not a multi-credential field of this credential`);
      }
      const drafts = draftsOf(input, { typeId, companyId, definitions, definitionPath: path, parentId });
      const id = await this.parents.insert(actor, drafts);
      const written = input.fields.map(({ fieldId }) => fieldId);
      return this.reader.fetchBrief(actor, id, keys, written);
    });
  }

  /** The parent's field refers to it no longer, since that follows from what exists. @throws 404 */
  delete(actor: Actor, parentId: string, id: string): Promise<void> {
    return this.transactions.run(async () => {
      await this.lockParent(parentId);
      const credential = await this.credentials.lock(id);
      if (credential?.subCredentialOfId !== parentId) throw CredentialError.subCredentialNotFound();
      await this.parents.recordDeletion(actor, credential);
      await this.credentials.delete(credential);
    });
  }

  private async lockParent(id: string): Promise<Credential> {
    const parent = await this.credentials.lock(id);
    if (!parent) throw CredentialError.notFound({ identifier: id });
    return parent;
  }
}
