import { Injectable } from '@nestjs/common';
import { CommonError, type Actor } from '@app/kernel';
import { ReadingRules, type GuardedType } from '../credential-types';
import { ExportError } from './exports.errors';
import { ExportPermission } from './exports.permissions';

/** Who may export what: the same as for reading secure values one by one. */
@Injectable()
export class ExportRules {
  constructor(private readonly reading: ReadingRules) {}

  /** @throws 403, also for somebody who lost a node since; 400 without a reason where a type requires one */
  assertAllowed(
    actor: Actor,
    { includeSecureValues, reason }: { readonly includeSecureValues: boolean; readonly reason: string | null },
    types: readonly GuardedType[],
  ): void {
    if (!actor.principal?.permissions.has(ExportPermission.export.id)) throw CommonError.forbidden();
    if (!includeSecureValues) return;
    this.assertReads(
      actor,
      types.map(({ permissionScope }) => permissionScope),
    );
    for (const type of types) this.reading.assertReason(type, reason ?? undefined, ['body', 'reason']);
  }

  /** @throws 403 for somebody who may not read secure values of these scopes, naming the node that is missing */
  assertReads(actor: Actor, scopes: readonly string[]): void {
    this.reading.assertReader(actor);
    for (const scope of scopes) {
      const node = this.reading.missingNode(actor, scope);
      if (node !== undefined) throw ExportError.scopeMissing({ node });
    }
  }
}
