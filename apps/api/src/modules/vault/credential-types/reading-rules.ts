import { Injectable } from '@nestjs/common';
import { CommonError, invalidField, type Actor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { CredentialPermission, MAX_REASON, REVEAL_REASON } from '../credential-store';

/** As much of a type as decides on who may read its secure values. */
export interface GuardedType {
  readonly permissionScope: string;
  readonly revealReasonRequired: boolean;
}

/** What a credential type asks of whoever reads its secure values in clear, by whatever way. */
@Injectable()
export class ReadingRules {
  constructor(private readonly config: AppConfig) {}

  /** For changes that make values readable: as {@link assertMayRead}, and the node that routes of readers name. */
  assertMayOpen(actor: Actor, type: GuardedType, reason?: string): void {
    this.assertHolds(actor, CredentialPermission.secureValuesRead.id);
    this.assertMayRead(actor, type, reason);
  }

  /** @throws 400 for a reason that is missing where one is required, or too long; 403 without the node of the scope */
  assertMayRead(actor: Actor, type: GuardedType, reason?: string): void {
    this.assertScope(actor, type.permissionScope);
    if (reason !== undefined && reason.length > MAX_REASON) {
      throw invalidField(['headers', REVEAL_REASON], `${REVEAL_REASON} has at most ${MAX_REASON} characters`);
    }
    if (type.revealReasonRequired && !reason?.trim()) {
      throw invalidField(['headers', REVEAL_REASON], `${REVEAL_REASON} is required by the type of this credential`);
    }
  }

  /** Where the policy is on, each type asks for a node of its own. @throws 403 */
  assertScope(actor: Actor, permissionScope: string): void {
    if (this.config.enforceCredentialScopes) this.assertHolds(actor, `${permissionScope}.read`);
  }

  private assertHolds({ principal, origin }: Actor, node: string): void {
    if (origin.surface !== 'system' && !principal?.permissions.has(node)) throw CommonError.forbidden();
  }
}
