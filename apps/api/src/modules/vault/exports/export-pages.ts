import { Injectable } from '@nestjs/common';
import { SecureValueStore } from '../credential-store';
import { definitionsAt, type FieldDefinition } from '../credential-types';
import { CompanyNames, type ExportInput } from '../transfer-store';
import type { ExportRow } from './export-file';
import type { ExportedCredential, ExportedType } from './exports.repository';

/** A credential with what was read of it. */
export interface ExportedRow extends ExportRow {
  readonly id: string;
  readonly name: string;
  readonly companyId: string;
  readonly subCredentialOfId: string | null;
  /** The permission scope of its type. */
  readonly scope: string;
  /** Of the secure values that are in the row. */
  readonly secureFields: readonly string[];
}

/** Turns stored credentials into rows. */
@Injectable()
export class ExportPages {
  constructor(
    private readonly companies: CompanyNames,
    private readonly secureValues: SecureValueStore,
  ) {}

  async rows(
    credentials: readonly ExportedCredential[],
    types: readonly ExportedType[],
    { includeSecureValues }: Pick<ExportInput, 'includeSecureValues'>,
  ): Promise<ExportedRow[]> {
    const byId = new Map(types.map((type) => [type.id, type]));
    const named = await this.companies.resolve(credentials.map(({ companyName }) => companyName.trim()));
    return credentials.flatMap((credential) => {
      const type = byId.get(credential.typeId);
      const definitions = type && definitionsAt(type.fields, credential.definitionPath);
      // What stands in a field that the type no longer has is not shown, and would not be read back.
      if (!definitions) return [];
      const { id, name, notes, companyId, companyName, subCredentialOfId, definitionPath } = credential;
      const values = this.valuesOf(credential, definitions, includeSecureValues);
      const secureFields = definitions.filter((field) => field.secure && values.has(field.id)).map((field) => field.id);
      // A name that several companies have would not lead back to this one.
      const isUnique = named.get(companyName.trim())?.join() === companyId;
      const company = isUnique ? companyName.trim() : companyId;
      const cells = {
        ...{ name, notes: notes ?? '', company, type: type.name },
        ...{ id, parent: subCredentialOfId ?? '', parentField: definitionPath.at(-1) ?? '' },
      };
      return [{ id, name, companyId, subCredentialOfId, scope: type.permissionScope, cells, values, secureFields }];
    });
  }

  private valuesOf(
    { id, plainValues, sealed }: ExportedCredential,
    definitions: readonly FieldDefinition[],
    includeSecureValues: boolean,
  ): Map<string, string> {
    const values = new Map<string, string>();
    const sealedById = new Map(sealed.map((value) => [value.fieldId, value]));
    for (const { id: fieldId, secure } of definitions) {
      const found = secure && includeSecureValues ? sealedById.get(fieldId) : undefined;
      const value = found ? this.secureValues.open({ credentialId: id, ...found }) : plainValues[fieldId];
      if (value !== undefined && (found ?? !secure)) values.set(fieldId, value);
    }
    return values;
  }
}
