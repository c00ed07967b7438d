import { Injectable } from '@nestjs/common';
import { SecureValueStore } from '../credential-store';
import { CompanyNames, type ExportInput } from '../transfer-store';
import type { ExportRow } from './export-file';
import type { ExportedCredential, ExportedType } from './exports.repository';

/** A credential with what was read of it. */
export interface ExportedRow extends ExportRow {
  readonly id: string;
  readonly companyId: string;
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
      if (!type) return [];
      const { id, name, notes, companyId, companyName } = credential;
      const values = this.valuesOf(credential, type, includeSecureValues);
      const secureFields = type.fields.filter((field) => field.secure && values.has(field.id)).map((field) => field.id);
      // A name that several companies have would not lead back to this one.
      const isUnique = named.get(companyName.trim())?.join() === companyId;
      const company = isUnique ? companyName.trim() : companyId;
      return [
        { id, companyId, scope: type.permissionScope, name, notes, company, type: type.name, values, secureFields },
      ];
    });
  }

  private valuesOf(
    { id, plainValues, sealed }: ExportedCredential,
    { fields }: ExportedType,
    includeSecureValues: boolean,
  ): Map<string, string> {
    const values = new Map<string, string>();
    const sealedById = new Map(sealed.map((value) => [value.fieldId, value]));
    for (const { id: fieldId, secure } of fields) {
      const found = secure && includeSecureValues ? sealedById.get(fieldId) : undefined;
      const value = found ? this.secureValues.open({ credentialId: id, ...found }) : plainValues[fieldId];
      if (value !== undefined && (found ?? !secure)) values.set(fieldId, value);
    }
    return values;
  }
}
