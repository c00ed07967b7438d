import { SignJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { AccessTokens, Sessions } from '../../../../apps/api/src/modules/identity/sessions';
import { SigningKeys } from '../../../../apps/api/src/modules/identity/sessions/signing-keys.service';
import { startTestApp, type TestApp } from '../../../support/app';

const DAY_MS = 24 * 3600 * 1000;

describe('access tokens and their signing keys', () => {
  let app: TestApp;
  const origin = { requestId: 'test', address: '127.0.0.1', userAgent: 'test', surface: 'optima' };

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const keyIds = async () =>
    (await app.sql<{ id: string }>('select id from signing_keys order by created_at desc')).map(({ id }) => id);

  it('signs with a new key after 30 days and still accepts what the former one signed', async () => {
    const before = await app.actor('user.read');
    const first = decodeProtectedHeader(before.token).kid;
    app.clock.advance(30 * DAY_MS + 1000);
    const after = await app.actor('user.read');
    expect(decodeProtectedHeader(after.token).kid).not.toBe(first);
    expect(await app.nest.get(AccessTokens).verify(before.token)).toMatchObject({ sub: before.id });
    await after.agent.get('/v1/user/@me').expect(200);
  });

  it('keeps two keys, and drops the older of them when its tokens have expired', async () => {
    app.clock.advance(30 * DAY_MS + 1000);
    await app.actor('user.read');
    app.clock.advance(30 * DAY_MS + 1000);
    const { token } = await app.actor('user.read');
    const ids = await keyIds();
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(decodeProtectedHeader(token).kid);
  });

  it('refuses a token that it has accepted before once its key is retired', async () => {
    const { token } = await app.actor('user.read');
    const tokens = app.nest.get(AccessTokens);
    expect(await tokens.verify(token)).not.toBeNull();
    for (let rotation = 0; rotation < 2; rotation += 1) {
      app.clock.advance(30 * DAY_MS + 1000);
      await app.actor('user.read');
    }
    expect(await tokens.verify(token)).toBeNull();
  });

  it('finds a key that another process has just made', async () => {
    await app.actor('user.read');
    const other = await startTestApp({ DATABASE_URL: app.databaseUrl });
    other.clock.advance(app.clock.now().getTime() - Date.now());
    try {
      const { token } = await other.actor('user.read');
      app.clock.advance(30 * DAY_MS + 1000);
      other.clock.advance(30 * DAY_MS + 1000);
      await app.agent.as(token).get('/v1/user/@me').expect(200);
      const fresh = await other.actor('user.read');
      expect(decodeProtectedHeader(fresh.token).kid).not.toBe(decodeProtectedHeader(token).kid);
      app.clock.advance(2000);
      await app.agent.as(fresh.token).get('/v1/user/@me').expect(200);
    } finally {
      await other.stop();
    }
  });

  it('keeps the secrets sealed and records each rotation', async () => {
    const [key] = await app.sql<{ sealed_secret: string }>('select sealed_secret from signing_keys limit 1');
    expect(key?.sealed_secret).toMatch(/^swx1\./);
    const rows = await app.sql(`select 1 from audit_log where action = 'signing-key.rotate'`);
    expect(rows.length).toBeGreaterThanOrEqual(4);
  });

  it('refuses tokens of another algorithm, issuer, audience or key, each by that alone', async () => {
    const { id, token } = await app.actor('user.read');
    const kid = decodeProtectedHeader(token).kid ?? '';
    const { secret } = (await app.nest.get(SigningKeys).find(kid)) ?? { secret: Buffer.alloc(0) };
    const { sid, sub } = decodeJwt(token);
    expect(sub).toBe(id);
    const made = (alter: (jwt: SignJWT) => SignJWT, { alg = 'HS256', keyId = kid, key = secret } = {}) =>
      alter(
        new SignJWT({ sid })
          .setProtectedHeader({ alg, kid: keyId })
          .setSubject(id)
          .setIssuer('switchyard')
          .setAudience('switchyard-api')
          .setExpirationTime('1h'),
      ).sign(key);
    const same = (jwt: SignJWT) => jwt;
    await app.agent
      .as(await made(same))
      .get('/v1/user/@me')
      .expect(200);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
    const presented = [
      await made(same, { key: Buffer.alloc(32, 1) }),
      await made((jwt) => jwt.setIssuer('elsewhere')),
      await made((jwt) => jwt.setAudience('elsewhere')),
      await made((jwt) => jwt.setSubject('another')),
      await made((jwt) => jwt.setExpirationTime(Math.floor(Date.now() / 1000) - 1)),
      await made(same, { alg: 'HS512', key: Buffer.concat([secret, secret]) }),
      await made(same, { keyId: 'unknown' }),
      unsigned,
      `${token}x`,
      token.slice(0, -2),
      'a.b.c',
      '',
    ];
    for (const value of presented) await app.agent.as(value).get('/v1/user/@me').expect(401);
  });

  it('ends a session at once, and with it its access token', async () => {
    const { id, token } = await app.actor('user.read');
    const { sid } = (await app.nest.get(AccessTokens).verify(token)) ?? {};
    await app.agent.as(token).get('/v1/user/@me').expect(200);
    await app.nest.get(Sessions).end({ principal: null, origin }, sid ?? '');
    await app.agent.as(token).get('/v1/user/@me').expect(401);
    expect(await app.sql(`select 1 from audit_log where action = 'auth.logout' and target_id = $1`, [id])).toHaveLength(
      1,
    );
  });
});
