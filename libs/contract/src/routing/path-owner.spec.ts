import { ownerOf } from './path-owner';

const owner = (path: string, method = 'GET') => {
  const { surface, dialect, path: rewritten } = ownerOf(method, path);
  return [surface, dialect, rewritten ?? path].join(' ');
};

describe('ownerOf', () => {
  const cases: [path: string, expected: string][] = [
    ['/v1/role', 'optima documented /v1/role'],
    ['/V1/role', 'optima documented /V1/role'],
    ['/api/auth/token', 'liberty documented /api/auth/token'],
    ['/api/v1/user/teams', 'flowfuse documented /api/v1/user/teams'],
    ['/api/v1/user/tokens', 'flowfuse documented /api/v1/user/tokens'],
    ['/api/v1/user', 'flowfuse compatible /api/v1/user'],
    ['/api/v1/user/', 'flowfuse compatible /api/v1/user/'],
    ['/api/v1/oauth2/token', 'beaver compatible /oauth2/token'],
    ['/api/v1/user/register', 'beaver compatible /user/register'],
    ['/api/v1/user/status', 'beaver compatible /user/status'],
    ['/api/v1/dashboard/dashboards', 'beaver compatible /dashboard/dashboards'],
    ['/api/v1/dashboard/status', 'flowfuse documented /api/v1/dashboard/status'],
    ['/api/v1/public/ping.svg', 'beaver compatible /public/ping.svg'],
    ['/oauth2/token', 'beaver documented /oauth2/token'],
    ['/user', 'beaver documented /user'],
    ['/dashboard/status', 'ecoflow documented /dashboard/status'],
    ['/dashboard/dashboards', 'beaver documented /dashboard/dashboards'],
    ['/users/login', 'ecoflow documented /users/login'],
    ['/unknown', 'ecoflow documented /unknown'],
    ['/systemApi/role', 'ecoflow compatible /role'],
    ['/SYSTEMAPI/Role/Abc', 'ecoflow compatible /Role/Abc'],
    ['/systemApi/auth/users/login', 'ecoflow compatible /users/login'],
    ['/systemApi/dashboard/status', 'ecoflow compatible /dashboard/status'],
  ];
  it.each(cases)('%s belongs to %s', (path, expected) => expect(owner(path)).toBe(expected));

  it('takes the shared profile for Beaver only when it is read', () => {
    expect(owner('/api/v1/user', 'PUT')).toBe('flowfuse documented /api/v1/user');
  });

  it.each([
    '/systemApi',
    '/systemApi/',
    '/systemApi/v1/user/@me',
    '/systemApi/api/v1/user',
    '/systemApi/oauth2/token',
    '/systemApi/user/status',
    '/systemApi/dashboard/dashboards',
    '/systemApi/../v1/role',
    '/systemApi//v1/role',
    '/systemApi/%2e%2e/v1/role',
    '/systemApi/%76%31/role',
    '/systemApi/auth/role',
    '/systemApi%2Frole',
  ])('opens no other surface through %s', (path) => expect(owner(path)).toBe('ecoflow compatible /systemApi'));

  it('keeps the encoding of what follows the mount', () => {
    expect(owner('/systemApi/role/a%2Fb')).toBe('ecoflow compatible /role/a%2Fb');
    expect(owner('/%73ystemApi/role')).toBe('ecoflow compatible /role');
  });

  it('survives a broken percent encoding', () => {
    expect(owner('/v1/role/%zz')).toBe('optima documented /v1/role/%zz');
  });
});
