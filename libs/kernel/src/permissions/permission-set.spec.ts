import { PERMISSION_PATTERN, PermissionSet } from './permission-set';

describe('PermissionSet', () => {
  const cases: [held: string[], asked: string, granted: boolean][] = [
    [['*'], 'anything.at.all', true],
    [['role.read'], 'role.read', true],
    [['role.read'], 'role', false],
    [['role.read'], 'role.read.more', false],
    [['role.*'], 'role.read', true],
    [['role.*'], 'role.read.deep', true],
    [['role.*'], 'role', false],
    [['unifi.site.wifi.*'], 'unifi.site.wifi-limits', false],
    [['unifi.site.wifi.*'], 'unifi.site.wifi', false],
    [['unifi.site.*'], 'unifi.sites.fetch', false],
    [['company.*'], 'company.*', true],
    [['company.*'], 'company.fetch.*', true],
    [['company.fetch.*'], 'company.*', false],
    [['company.fetch', 'company.create'], 'company.*', false],
    [['role.*'], '*', false],
    [[], 'role.read', false],
  ];

  it.each(cases)('%j grants %s: %s', (held, asked, granted) => {
    expect(new PermissionSet(held).has(asked)).toBe(granted);
  });

  it('covers a list only when every entry is granted', () => {
    const set = new PermissionSet(['role.*', 'user.read']);
    expect(set.covers(['role.read', 'user.read'])).toBe(true);
    expect(set.covers(['role.read', 'user.write'])).toBe(false);
    expect(set.covers([])).toBe(true);
  });

  it('compiles the allowed keys of a gate once', () => {
    const set = new PermissionSet(['obj.role.id', 'obj.role.title']);
    const allowed = set.allowedFields('obj.role', ['id', 'title', 'permissions']);
    expect(allowed).toEqual(['id', 'title']);
    expect(set.allowedFields('obj.role', ['id', 'title', 'permissions'])).toBe(allowed);
  });
});

describe('PERMISSION_PATTERN', () => {
  it.each(['*', 'role.read', 'a-b.c_d', 'role.*'])('accepts %s', (text) => expect(text).toMatch(PERMISSION_PATTERN));
  it.each(['', '.', 'role.', '*.read', 'role.*.read', 'röle', 'a b', 'role.**'])('refuses %j', (text) =>
    expect(text).not.toMatch(PERMISSION_PATTERN),
  );
});
