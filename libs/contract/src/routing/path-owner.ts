import type { Dialect, SurfaceName } from '../surfaces/surface';

/** Whose contract answers a path, and the path its controllers know it by. */
export interface PathOwner {
  readonly surface: SurfaceName;
  readonly dialect: Dialect;
  /** Present when a client-compatible mount was rewritten. Keeps the case and encoding of what followed the mount. */
  readonly path?: string;
}

const BEAVER_ROOTS = new Set(['oauth2', 'user', 'integration', 'device', 'entity', 'dashboard']);
const BEAVER_USER_ROUTES = new Set(['register', 'status']);
const ECOFLOW_ROOTS = new Set([
  ...['directoriesstatus', 'init', 'users', 'admin', 'schema', 'server', 'setup', 'role', 'module', 'flows'],
  ...['dashboard', 'backuprestore', 'exports', 'auditlogs'],
]);

/** No controller answers it: where a request goes that a mount does not know. */
const UNKNOWN = '/systemApi';

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const after = (path: string, segments: number): string => {
  let index = 0;
  for (let count = 0; count < segments; count += 1) index = path.indexOf('/', index + 1);
  return index < 0 ? UNKNOWN : path.slice(index);
};

/**
 * Which surface owns a path. The path is decoded and lower-cased once for the decision only; what is routed on stays as
 * it was sent, so an encoded slash in a name never becomes a path separator.
 *
 * @param method upper-case HTTP method
 * @param path path without the query
 */
export function ownerOf(method: string, path: string): PathOwner {
  const segments = decode(path).toLowerCase().split('/');
  const [, first = '', second = '', third = ''] = segments;
  if (first === 'v1') return { surface: 'optima', dialect: 'documented' };
  if (first === 'api')
    return second === 'v1' ? ownerOfPlatformApi(method, path, segments) : { surface: 'liberty', dialect: 'documented' };
  if (first === 'systemapi') return ownerOfSystemApi(path, second, third);
  if (isBeaver(first, second)) return { surface: 'beaver', dialect: 'documented' };
  return { surface: 'ecoflow', dialect: 'documented' };
}

const isBeaver = (root: string, next: string): boolean =>
  BEAVER_ROOTS.has(root) && !(root === 'dashboard' && next === 'status');

function ownerOfPlatformApi(method: string, path: string, [, , , root = '', next = '', ...rest]: string[]): PathOwner {
  const isUserRoute = root === 'user' && BEAVER_USER_ROUTES.has(next);
  if (isUserRoute || root === 'public' || (root !== 'user' && isBeaver(root, next))) {
    return { surface: 'beaver', dialect: 'compatible', path: after(path, 2) };
  }
  const isProfile = root === 'user' && next === '' && rest.length === 0 && (method === 'GET' || method === 'HEAD');
  return { surface: 'flowfuse', dialect: isProfile ? 'compatible' : 'documented' };
}

function ownerOfSystemApi(path: string, root: string, next: string): PathOwner {
  const owner = { surface: 'ecoflow', dialect: 'compatible' } as const;
  if (root === 'auth' && next === 'users') return { ...owner, path: after(path, 2) };
  const known = ECOFLOW_ROOTS.has(root) && (root !== 'dashboard' || next === 'status');
  return known ? { ...owner, path: after(path, 1) } : { ...owner, path: UNKNOWN };
}
