import { profileOf, subjectOf } from './oidc-identity';

const TENANT = '11111111-2222-3333-4444-555555555555';
const entra = {
  iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  sub: 'pairwise',
  tid: TENANT,
  oid: 'oid-of-ada',
};
const generic = { iss: 'https://id.example', sub: 'ada' };

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
};

describe('subjectOf', () => {
  it('is the subject of an ordinary issuer, whatever else it claims', () => {
    const claims = { ...generic, tid: TENANT, oid: 'oid-of-ada' };
    expect(subjectOf(claims, [])).toEqual({ issuer: generic.iss, subject: 'ada' });
  });

  it('is tenant and object at Microsoft Entra, where sub differs between applications', () => {
    expect(subjectOf(entra, [])).toEqual({ issuer: entra.iss, subject: `${TENANT}:oid-of-ada` });
    expect(subjectOf({ ...entra, sub: 'in another application' }, [TENANT]).subject).toBe(`${TENANT}:oid-of-ada`);
  });

  it.each([
    ['an allowed tenant', entra, [TENANT, 'another'], 'accepted'],
    ['a tenant that is not listed', entra, ['another'], 'oidc.tenantRefused'],
    ['no tenant although some are listed', generic, [TENANT], 'oidc.tenantRefused'],
    ['a tenant that is no text', { ...entra, tid: [TENANT] }, [TENANT], 'oidc.tenantRefused'],
    ['Entra without oid', { ...entra, oid: undefined }, [], 'oidc.signInRefused'],
    ['Entra without tid', { ...entra, tid: undefined }, [], 'oidc.signInRefused'],
  ])('with %s', (_case, claims, allowed, expected) => {
    expect(codeOf(() => subjectOf(claims, allowed))).toBe(expected);
  });
});

describe('profileOf', () => {
  it('prefers the id_token and fills in from userinfo', () => {
    const userInfo = { sub: 'ada', name: 'Other', email: 'ada@example.com' };
    expect(profileOf({ ...generic, name: 'Ada' }, userInfo)).toEqual({
      name: 'Ada',
      email: 'ada@example.com',
      username: null,
    });
  });

  it.each([
    [{ preferred_username: 'ada@corp.example' }, 'ada@corp.example'],
    [{ preferred_username: 'ada' }, null],
    [{ email: 'ada@example.com', email_verified: true }, 'ada@example.com'],
    [{ email: 'ada@example.com', email_verified: false }, null],
    [{ email: ' ' }, null],
    [{ email: { $ne: 1 } }, null],
  ])('takes from %j the e-mail %s', (claims, email) => {
    expect(profileOf({ ...generic, ...claims }).email).toBe(email);
  });
});
