import { MASK, isSecretKey, masked, secretKeysOf } from './mask-secrets';

describe('isSecretKey', () => {
  it.each([
    'password',
    'passwordHash',
    'previous_password_hash',
    'PASSWD',
    'x_passphrase',
    'passphrase',
    'token',
    'accessToken',
    'refreshToken',
    'refresh',
    'client_secret',
    'clientSecret',
    'apiKey',
    'api-key',
    'private_key',
    'privatePreSharedKeys',
    'saePsk',
    'wpa.psk',
    'Authorization',
    'Set-Cookie',
    'DB_PWD',
    'pin',
  ])('masks %s', (key) => {
    expect(isSecretKey(key)).toBe(true);
  });

  it.each([
    'login',
    'email',
    'tokenId',
    'passwordChangedAt',
    'secretName',
    'pinned',
    'spinner',
    'credentialTypeId',
    'name',
  ])('shows %s', (key) => {
    expect(isSecretKey(key)).toBe(false);
  });
});

describe('secretKeysOf', () => {
  it('covers the value of a field that is secure or named like a secret', () => {
    expect(secretKeysOf({ fieldId: 'seed', secure: true, value: 'x' })).toContain('value');
    expect(secretKeysOf({ name: 'DB_PASSWORD', value: 'x' })).toContain('value');
    expect(secretKeysOf({ fieldId: 'password', value: 'x' })).toContain('value');
    expect(secretKeysOf({ fieldId: 'username', secure: false, value: 'x' })).toEqual(new Set());
  });
});

describe('masked', () => {
  it('shows whether something is set, and nothing else', () => {
    expect([null, undefined, true, false, ''].map(masked)).toEqual([null, undefined, true, false, '']);
    expect(['x', 1234, { a: 1 }, ['x']].map(masked)).toEqual([MASK, MASK, MASK, MASK]);
  });
});
