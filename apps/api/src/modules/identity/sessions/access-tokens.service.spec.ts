import { Clock } from '@app/kernel';
import { SignJWT } from 'jose';
import { AccessTokens } from './access-tokens.service';
import type { SigningKeys, SigningSecret } from './signing-keys.service';

const LIFETIME = 60;

/** The tokens of a process that knows one key, which can be retired. */
function tokensWithOneKey() {
  const key: SigningSecret = { id: 'k1', secret: Buffer.alloc(64, 1), signsUntil: Infinity };
  let retired = false;
  let lost = false;
  const keys: Pick<SigningKeys, 'current' | 'find'> = {
    current: () => Promise.resolve(key),
    find: (id) =>
      lost
        ? Promise.reject(new Error('The database is gone'))
        : Promise.resolve(id === key.id && !retired ? key : undefined),
  };
  return {
    tokens: new AccessTokens(keys as SigningKeys, new Clock()),
    key,
    retire: () => (retired = true),
    lose: () => (lost = true),
  };
}

/** What a product with our key might sign, but for another purpose. */
const signedElsewhere = (secret: Buffer, { alg = 'HS256', issuer = 'switchyard', audience = 'switchyard-api' } = {}) =>
  new SignJWT({ sid: 's1' })
    .setProtectedHeader({ alg, kid: 'k1' })
    .setSubject('u1')
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime('1h')
    .sign(secret);

describe('AccessTokens', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z'), doNotFake: ['nextTick', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('accepts a token again and again until it expires', async () => {
    const { tokens } = tokensWithOneKey();
    const token = await tokens.sign('u1', 's1', LIFETIME);
    expect(await tokens.verify(token)).toMatchObject({ sub: 'u1', sid: 's1' });
    jest.setSystemTime(Date.now() + LIFETIME * 1000 - 1);
    expect(await tokens.verify(token)).toMatchObject({ sub: 'u1', sid: 's1' });
    jest.setSystemTime(Date.now() + 1);
    expect(await tokens.verify(token)).toBeNull();
  });

  it('refuses a token that it has accepted once its key is retired', async () => {
    const { tokens, retire } = tokensWithOneKey();
    const token = await tokens.sign('u1', 's1', LIFETIME);
    expect(await tokens.verify(token)).not.toBeNull();
    retire();
    expect(await tokens.verify(token)).toBeNull();
  });

  it.each([{ alg: 'HS512' }, { issuer: 'elsewhere' }, { audience: 'elsewhere' }])(
    'refuses a token of our key with %o',
    async (difference) => {
      const { tokens, key } = tokensWithOneKey();
      expect(await tokens.verify(await signedElsewhere(key.secret))).not.toBeNull();
      expect(await tokens.verify(await signedElsewhere(key.secret, difference))).toBeNull();
    },
  );

  it('does not take unreadable keys for a bad token', async () => {
    const { tokens, lose } = tokensWithOneKey();
    const token = await tokens.sign('u1', 's1', LIFETIME);
    lose();
    await expect(tokens.verify(token)).rejects.toThrow('database');
  });

  it('remembers nothing of a token that it refused', async () => {
    const { tokens } = tokensWithOneKey();
    const token = await tokens.sign('u1', 's1', LIFETIME);
    const forged = `${token.slice(0, -4)}AAAA`;
    expect(await tokens.verify(forged)).toBeNull();
    expect(await tokens.verify(forged)).toBeNull();
    expect(await tokens.verify(token)).not.toBeNull();
  });
});
