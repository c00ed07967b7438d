import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import type { Actor, Page, SignedInActor } from '@app/kernel';
import { CredentialError, SecureValueStore, type Credential } from '../credential-store';
import { CredentialTypesService, definitionsAt } from '../credential-types';
import { SecureValueReader, type ReadableCredential } from '../reveals';
import { HistoryError } from './history.errors';
import { HistoryRepository, type VersionRow } from './history.repository';

export interface HistoryQuery {
  readonly page?: number;
  readonly rpp?: number;
  readonly fieldId?: string;
}

export interface RevealedVersion {
  readonly id: string;
  readonly fieldId: string;
  readonly value: string;
}

const PAGE_SIZE = 30;

/** The versions that the secure values of a credential have had. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly versions: HistoryRepository,
    private readonly reader: SecureValueReader,
    private readonly secureValues: SecureValueStore,
    private readonly types: CredentialTypesService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Newest first, without values. @throws 404 */
  async list(id: string, { page = 1, rpp = PAGE_SIZE, fieldId }: HistoryQuery): Promise<Page<VersionRow>> {
    if (!(await this.versions.hasCredential(id))) throw CredentialError.notFound({ identifier: id });
    return this.versions.list(id, fieldId ?? null, page, rpp);
  }

  /** The value in clear, by all rules for reading one. @throws 400, 403, 404, 429 */
  async reveal(actor: SignedInActor, id: string, versionId: string, reason?: string): Promise<RevealedVersion> {
    const readingOf = async ({ name }: ReadableCredential) => {
      const { fieldId, sealed } = found(await this.versions.findSealed(id, versionId));
      const message = `A version of the secure value ${fieldId} of credential ${name} was read`;
      return [{ fieldId, sealed, action: 'credential.secure_value.read_version', message, facts: { versionId } }];
    };
    return this.reader.read(actor, { credentialId: id, fieldIds: [], reason }, readingOf, ([opened]) => ({
      id: versionId,
      ...found(opened),
    }));
  }

  /** @throws 404; 409 when there is nothing to restore, or nowhere to */
  restore(actor: Actor, id: string, versionId: string): Promise<VersionRow> {
    return this.transactions.run(async () => {
      const credential = await this.versions.lockCredential(id);
      if (!credential) throw CredentialError.notFound({ identifier: id });
      const version = await this.find(id, versionId);
      if (version.supersededAt === null) throw HistoryError.versionIsCurrent();
      await this.assertSecure(credential, version);
      const sealed = found(await this.versions.holdSealed(id, versionId));
      const restored = await this.secureValues.restore(actor, sealed);
      await this.versions.touchCredential(credential);
      await this.record(actor, credential, version, restored);
      return this.find(id, restored);
    });
  }

  private async find(id: string, versionId: string): Promise<VersionRow> {
    return found(await this.versions.find(id, versionId));
  }

  /** The type must not change its mind about the field until the value is stored. */
  private async assertSecure({ typeId, definitionPath }: Credential, { fieldId }: VersionRow): Promise<void> {
    const { fields } = await this.types.pin(typeId);
    const field = definitionsAt(fields, definitionPath)?.find(({ id }) => id === fieldId);
    if (!field?.secure) throw HistoryError.fieldNotSecure({ fieldId });
  }

  private record(
    actor: Actor,
    { id, name, companyId }: Credential,
    { id: versionId, fieldId, createdAt }: VersionRow,
    restored: string,
  ): Promise<void> {
    return this.audit.record(actor, {
      action: 'credential.secure_value.restore',
      target: { type: 'credential', id, name },
      message: `A former version of the secure value ${fieldId} of credential ${name} was restored`,
      after: { fieldId, companyId, versionId, versionCreatedAt: createdAt.toISOString(), newVersionId: restored },
    });
  }
}

function found<Version>(version: Version | undefined): Version {
  if (!version) throw HistoryError.versionNotFound();
  return version;
}
