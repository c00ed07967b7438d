import { Injectable } from '@nestjs/common';
import { CommonError, invalidField, type Actor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { CredentialPermission } from '../credential-store';
import { ExportError } from './exports.errors';
import { ExportPermission } from './exports.permissions';

/** As much of a type as decides on who may read its secure values. */
export interface GuardedType {
  readonly name: string;
  readonly permissionScope: string;
  readonly revealReasonRequired: boolean;
}

/** Who may export what: the same as for reading secure values one by one. */
@Injectable()
export class ExportRules {
  constructor(private readonly config: AppConfig) {}

  /** @throws 403, also for somebody who lost a node since; 400 without a reason where a type requires one */
  assertAllowed(
    { principal }: Actor,
    { includeSecureValues, reason }: { readonly includeSecureValues: boolean; readonly reason: string | null },
    types: readonly GuardedType[],
  ): void {
    const holds = (node: string) => principal?.permissions.has(node) ?? false;
    if (!holds(ExportPermission.export.id)) throw CommonError.forbidden();
    if (!includeSecureValues) return;
    this.assertReads(
      principal,
      types.map(({ permissionScope }) => permissionScope),
    );
    for (const { name, revealReasonRequired } of types) {
      if (revealReasonRequired && !reason) {
        throw invalidField(['body', 'reason'], `reason is required by the credential type ${name}`);
      }
    }
  }

  /** @throws 403 for somebody who may not read secure values of these scopes */
  assertReads(principal: Actor['principal'], scopes: readonly string[]): void {
    const holds = (node: string) => principal?.permissions.has(node) ?? false;
    if (!holds(CredentialPermission.secureValuesRead.id)) throw CommonError.forbidden();
    for (const scope of this.config.enforceCredentialScopes ? scopes : []) {
      const node = `${scope}.read`;
      if (!holds(node)) throw ExportError.scopeMissing({ node });
    }
  }
}
