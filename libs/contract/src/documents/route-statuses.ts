import { needsToken, type RouteSpec } from '../routing/route-spec';
import type { Surface } from '../surfaces/surface';

/** The parts of an operation that imply failures of their own. */
interface Inputs {
  readonly hasInput: boolean;
  readonly hasBody: boolean;
}

/** Every failure status an operation documents; the written contracts follow the same rule. */
export function failureStatuses(surface: Surface, route: RouteSpec, { hasInput, hasBody }: Inputs): number[] {
  // A personal access token may be restricted to reading.
  const isWrite = needsToken(route.access) && route.method !== 'get';
  const isGuarded = isWrite || route.nodeIds.length > 0 || route.when.length > 0 || route.access === 'first-run';
  const statuses = [
    ...(hasInput ? [surface.validationStatus] : []),
    ...(needsToken(route.access) || route.access === 'refresh-token' ? [401] : []),
    ...(isGuarded ? [403] : []),
    ...(hasBody ? [413, 415] : []),
    ...(route.method === 'get' && route.limit === 'exempt' ? [] : [429]),
    ...route.errors,
    500,
    503,
  ];
  return [...new Set(statuses)].sort((a, b) => a - b);
}
