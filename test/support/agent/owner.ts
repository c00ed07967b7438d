const BEAVER_ROOTS = ['oauth2', 'user', 'integration', 'device', 'entity', 'dashboard'];
const BEAVER_API_ROOTS = ['oauth2', 'integration', 'device', 'entity', 'dashboard', 'public'];
const OUTSIDE = [
  /^\/$/,
  /^\/(health|console|run|socket\.io|socket\.ecoflow|websocket|public)(\/|$)/,
  /^\/metrics$/,
  /^\/liberty-api\.json$/,
  /^\/api(\/|\/json|\/yaml|\/test|\/test\/.*|\/openapi.*)?$/,
];

/** True for what the server answers outside the five contracts: documentation, health, sockets, flow routes. */
export const isOutsideContracts = (path: string): boolean => OUTSIDE.some((pattern) => pattern.test(path));

const isBeaver = (root: string, next: string, roots: readonly string[]): boolean =>
  roots.includes(root) && !(root === 'dashboard' && next === 'status');

function ownerBelowApiV1(root: string, next: string): string {
  if (root === 'user') return ['register', 'status'].includes(next) ? 'beaver' : 'flowfuse';
  return isBeaver(root, next, BEAVER_API_ROOTS) ? 'beaver' : 'flowfuse';
}

/**
 * Whose error shape a path without an operation has. Written anew and not taken from the product, so that the two check
 * each other.
 */
export function ownerOfUnknownPath(path: string): string {
  const [, first = '', second = '', third = '', fourth = ''] = path.toLowerCase().split('/');
  if (first === 'v1') return 'optima';
  if (first === 'systemapi') return 'ecoflow';
  if (first === 'api') return second === 'v1' ? ownerBelowApiV1(third, fourth) : 'liberty';
  return isBeaver(first, second, BEAVER_ROOTS) ? 'beaver' : 'ecoflow';
}
