import type * as Contract from '@contract/optima';
import { assertSame, Flag, FreeForm, Integer, Moment } from '@app/contract';
import type { Lifecycle } from './lifecycle.service';
import { STALE_REASONS, type StaleReason } from './stale-reasons';
import type { TypePolicy } from './type-policies.service';

/** The schema of {@link StaleReason}s. */
export const staleReasonList = { type: 'array', items: { type: 'string', enum: [...STALE_REASONS] } };

export class CredentialLifecycleDto implements Contract.CredentialLifecycle {
  @Moment({ nullable: true })
  expiresAt: string | null;

  @Moment({ nullable: true, description: 'When the newest current secure value was set; null without one.' })
  lastRotatedAt: string | null;

  @Integer({ nullable: true, description: 'By the policy of the type.' })
  rotateAfterDays: number | null;

  @Flag({ description: 'Whether there is any reason.' })
  stale: boolean;

  @FreeForm(staleReasonList, { description: 'An expiry counts as soon 30 days ahead.' })
  reasons: StaleReason[];
}

export class CredentialExpiryDto implements Contract.CredentialExpiry {
  @Moment({ nullable: true, description: 'Null for a credential that does not expire.' })
  expiresAt: string | null;
}

export class CredentialTypePolicyDto implements Contract.CredentialTypePolicy, TypePolicy {
  @Flag({ description: 'Whether secure values are only read with the header `x-reveal-reason`.' })
  revealReasonRequired: boolean;

  @Integer({
    min: 1,
    max: 36_500,
    nullable: true,
    description: 'Days after which a secure value is due to be replaced; null for never.',
  })
  rotateAfterDays: number | null;
}

assertSame<CredentialLifecycleDto, Contract.CredentialLifecycle>();
assertSame<CredentialExpiryDto, Contract.CredentialExpiry>();
assertSame<CredentialTypePolicyDto, Contract.CredentialTypePolicy>();

export const toCredentialLifecycleDto = ({
  expiresAt,
  lastRotatedAt,
  rotateAfterDays,
  reasons,
}: Lifecycle): CredentialLifecycleDto => ({
  expiresAt: expiresAt?.toISOString() ?? null,
  lastRotatedAt: lastRotatedAt?.toISOString() ?? null,
  rotateAfterDays,
  stale: reasons.length > 0,
  reasons,
});
