import { Injectable } from '@nestjs/common';
import { CommonError, invalidField, type Actor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { CredentialPermission, MAX_REASON, REVEAL_REASON } from '../credential-store';

/** As much of a type as decides on who may read its secure values. */
export interface GuardedType {
  /** Told to whoever reads values of several types. */
  readonly name?: string;
  readonly permissionScope: string;
  readonly revealReasonRequired: boolean;
}

const IN_HEADER = ['headers', REVEAL_REASON];

/** What a credential type asks of whoever reads its secure values in clear, by whatever way. */
@Injectable()
export class ReadingRules {
  constructor(private readonly config: AppConfig) {}

  /** For changes that make values readable: as {@link assertMayRead}, and the node that routes of readers name. */
  assertMayOpen(actor: Actor, type: GuardedType, reason?: string): void {
    this.assertReader(actor);
    this.assertMayRead(actor, type, reason);
  }

  /** @throws 400 for a reason that is missing where one is required, or too long; 403 without the node of the scope */
  assertMayRead(actor: Actor, type: GuardedType, reason?: string): void {
    this.assertScope(actor, type.permissionScope);
    this.assertReason(type, reason);
  }

  /** @throws 403 without the node that routes of readers name */
  assertReader(actor: Actor): void {
    if (!holds(actor, CredentialPermission.secureValuesRead.id)) throw CommonError.forbidden();
  }

  /** @throws 403 without the node of the scope */
  assertScope(actor: Actor, permissionScope: string): void {
    if (this.missingNode(actor, permissionScope) !== undefined) throw CommonError.forbidden();
  }

  /** The node of the scope when the actor needs it and has not. */
  missingNode(actor: Actor, permissionScope: string): string | undefined {
    return this.nodesOfScope(permissionScope).find((node) => !holds(actor, node));
  }

  /** Where the policy is on, each type asks for a node of its own; else for none. */
  nodesOfScope(permissionScope: string): string[] {
    return this.config.enforceCredentialScopes ? [`${permissionScope}.read`] : [];
  }

  /** @param path where the request has it. @throws 400 for a reason that is missing where one is required, or too long */
  assertReason({ name, revealReasonRequired }: GuardedType, reason?: string, path = IN_HEADER): void {
    const key = String(path.at(-1));
    if (reason !== undefined && reason.length > MAX_REASON) {
      throw invalidField(path, `${key} has at most ${MAX_REASON} characters`);
    }
    if (revealReasonRequired && !reason?.trim()) {
      const type = name === undefined ? 'type of this credential' : `credential type ${name}`;
      throw invalidField(path, `${key} is required by the ${type}`);
    }
  }
}

const holds = ({ principal, origin }: Actor, node: string): boolean =>
  origin.surface === 'system' || (principal?.permissions.has(node) ?? false);
