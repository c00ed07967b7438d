import type { Actor } from '@app/kernel';
import { AccessError } from './access.errors';

/**
 * The no-escalation rule: nobody touches a user or role whose effective nodes, before or after, are not covered by the
 * actor's own. Called by services with every set involved; work of the product itself passes.
 *
 * @throws 403 `access.escalation`
 */
export function assertCovers(actor: Actor, ...patternSets: readonly Iterable<string>[]): void {
  if (actor.origin.surface === 'system') return;
  const held = actor.principal?.permissions;
  if (!held || !patternSets.every((patterns) => held.covers(patterns))) throw AccessError.escalation();
}
