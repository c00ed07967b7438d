/** Why a credential needs attention. */
export const STALE_REASONS = ['expired', 'expires_soon', 'rotation_due'] as const;
export type StaleReason = (typeof STALE_REASONS)[number];

/** Dates of a credential that decide whether it is stale. */
export interface LifecycleDates {
  readonly expiresAt: Date | null;
  /** When the oldest of its current secure values was set. */
  readonly oldestSecureValueAt: Date | null;
  readonly rotateAfterDays: number | null;
}

/** How soon an expiry counts, unless asked otherwise. */
export const EXPIRES_SOON_DAYS = 30;

const DAY_MS = 86_400_000;

export const inDays = (moment: Date, days: number): Date => new Date(moment.getTime() + days * DAY_MS);

/** The same rules as the statement of the report; empty for a credential that needs none. */
export function staleReasons(
  { expiresAt, oldestSecureValueAt, rotateAfterDays }: LifecycleDates,
  now: Date,
  withinDays = EXPIRES_SOON_DAYS,
): StaleReason[] {
  const reasons: StaleReason[] = [];
  if (expiresAt && expiresAt <= now) reasons.push('expired');
  else if (expiresAt && expiresAt <= inDays(now, withinDays)) reasons.push('expires_soon');
  const isOld = oldestSecureValueAt && rotateAfterDays !== null && inDays(oldestSecureValueAt, rotateAfterDays) <= now;
  return isOld ? [...reasons, 'rotation_due'] : reasons;
}
