import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import type { Actor } from '@app/kernel';
import { CredentialTypeError, CredentialTypesService, ReadingRules, type CredentialType } from '../credential-types';
import { LifecycleRepository } from './lifecycle.repository';

/** What a type asks of whoever reads or keeps its secure values. */
export interface TypePolicy {
  readonly revealReasonRequired: boolean;
  /** Null for a type whose values may grow old. */
  readonly rotateAfterDays: number | null;
}

const policyOf = ({ revealReasonRequired, rotateAfterDays }: CredentialType): TypePolicy => ({
  revealReasonRequired,
  rotateAfterDays,
});

@Injectable()
export class TypePoliciesService {
  constructor(
    private readonly types: CredentialTypesService,
    private readonly lifecycles: LifecycleRepository,
    private readonly rules: ReadingRules,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** @param identifier id or name. @throws 404 */
  get(identifier: string): Promise<TypePolicy> {
    return this.transactions.run(async () => policyOf(await this.types.pin(identifier)));
  }

  /** Whoever does away with the reason could as well read without one. @throws 403, 404 */
  set(actor: Actor, identifier: string, { revealReasonRequired, rotateAfterDays }: TypePolicy): Promise<TypePolicy> {
    return this.transactions.run(async () => {
      const type = await this.lock(identifier);
      const before = policyOf(type);
      const relaxes = before.revealReasonRequired && !revealReasonRequired;
      if (relaxes)
        this.rules.assertMayOpen(actor, { permissionScope: type.permissionScope, revealReasonRequired: false });
      Object.assign(type, { revealReasonRequired, rotateAfterDays });
      const after = policyOf(await this.lifecycles.saveType(type));
      await this.audit.record(actor, {
        action: 'credential_type.policy.update',
        target: { type: 'credential_type', id: type.id, name: type.name },
        message: `The policy of credential type ${type.name} was changed`,
        level: relaxes ? 'warning' : 'info',
        before,
        after,
      });
      return after;
    });
  }

  private async lock(identifier: string): Promise<CredentialType> {
    const { id } = await this.types.get(identifier);
    const type = await this.lifecycles.lockType(id);
    if (!type) throw CredentialTypeError.notFound({ identifier });
    return type;
  }
}
