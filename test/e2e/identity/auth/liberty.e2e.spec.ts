import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { deriveKey, MasterKey } from '@app/crypto';
import { startTestApp, type TestApp } from '../../../support/app';
import { libertyLogin, PASSWORD, storeUser, type StoredUser } from './sign-in';

interface UserList {
  readonly items: readonly Record<string, unknown>[];
  readonly status: string;
}

describe('Liberty', () => {
  let app: TestApp;
  let user: StoredUser;
  let admin: StoredUser;

  beforeAll(async () => {
    app = await startTestApp();
    user = await storeUser(app);
    admin = await storeUser(app, ['*']);
  });
  afterAll(() => app.stop());

  const encrypt = async (text: string) => {
    const { body } = await app.agent
      .post<{ encrypted: string }>('/api/fmw/encrypt')
      .send({ plain_text: text })
      .expect(200);
    return body.encrypted;
  };

  /** The format as its document describes it, written out a second time. */
  const decrypt = (text: string): string => {
    const master = deriveKey(app.nest.get(MasterKey), 'enc-format').toString('base64url');
    const box = Buffer.from(text.replace(/^ENC:/, ''), 'base64');
    const key = pbkdf2Sync(master, box.subarray(0, 64), 2145, 32, 'sha512');
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(64, 80)).setAuthTag(box.subarray(80, 96));
    return Buffer.concat([decipher.update(box.subarray(96)), decipher.final()]).toString();
  };

  it('encrypts text of the body, else of the query, in the documented format', async () => {
    expect(decrypt(await encrypt('s3cret ä'))).toBe('s3cret ä');
    const { body } = await app.agent
      .post<{ encrypted: string }>('/api/fmw/encrypt?plain_text=query')
      .send({})
      .expect(200);
    expect(decrypt(body.encrypted)).toBe('query');
    const both = await app.agent
      .post<{ encrypted: string }>('/api/fmw/encrypt?plain_text=query')
      .send({ plain_text: 'body' })
      .expect(200);
    expect(decrypt(both.body.encrypted)).toBe('body');
  });

  it('needs no body for the query, leaves ENC: text alone and asks for one of both', async () => {
    const { body } = await app.agent.post<{ encrypted: string }>('/api/fmw/encrypt?plain_text=x').expect(200);
    expect(await encrypt(body.encrypted)).toBe(body.encrypted);
    const { body: failure } = await app.agent.post('/api/fmw/encrypt').send({}).expect(422);
    expect(failure).toMatchObject({ detail: [{ loc: ['body', 'plain_text'], type: 'value_error.missing' }] });
  });

  it('signs in with an encrypted password, and refuses a damaged one', async () => {
    const { body } = await libertyLogin(app.agent, user.login, await encrypt(PASSWORD)).expect(200);
    expect(body.message).toBe('Authentication successful');
    await libertyLogin(app.agent, user.login, 'ENC:damaged').expect(400);
    expect((await libertyLogin(app.agent, user.login, null)).body.message).toBe('passwordError');
  });

  it('admits administrators only in mode framework', async () => {
    expect((await libertyLogin(app.agent, user.login, PASSWORD, '?mode=framework')).body.message).toBe('loginError');
    expect((await libertyLogin(app.agent, admin.login, PASSWORD, '?mode=framework&pool=default')).body.status).toBe(
      'success',
    );
    expect((await libertyLogin(app.agent, user.login, PASSWORD, '?mode=session')).body.status).toBe('success');
  });

  it('never takes a name for an identity: type oidc without an id_token is refused', async () => {
    expect((await libertyLogin(app.agent, user.login, '', '?type=oidc')).body.message).toBe('loginError');
    expect((await libertyLogin(app.agent, user.login, PASSWORD, '?type=oidc')).body.message).toBe('loginError');
  });

  it('knows one pool of users', async () => {
    await libertyLogin(app.agent, user.login, PASSWORD, '?pool=elsewhere').expect(404);
    await libertyLogin(app.agent, user.login, PASSWORD, '?mode=everything').expect(422);
  });

  it('shows the own user with a masked password, others only to who may read them', async () => {
    const self = await app.user(['user.read'], { login: 'self', name: 'Self', email: 'self@example.com' });
    const { body } = await self.agent.get<UserList>('/api/auth/user?user=SELF').expect(200);
    expect(body.items[0]).toMatchObject({
      USR_ID: 'self',
      USR_NAME: 'Self',
      USR_PASSWORD: 'ENC:...',
      USR_ADMIN: 'N',
    });
    await self.agent.get(`/api/auth/user?user=${user.login}`).expect(403);
    const reader = await app.actor('user.read.other');
    const other = await reader.agent.get<UserList>(`/api/auth/user?user=${admin.login}`).expect(200);
    expect(other.body.items[0]).toMatchObject({ USR_ID: admin.login, USR_ADMIN: 'Y', USR_READONLY: 'N' });
  });

  it('answers no items for an unknown user and for one whom the mode does not admit', async () => {
    const reader = await app.actor('user.read.other');
    const nobody = { items: [], status: 'error' };
    expect((await reader.agent.get('/api/auth/user?user=nobody').expect(200)).body).toEqual(nobody);
    expect((await reader.agent.get(`/api/auth/user?user=${user.login}&mode=framework`)).body).toEqual(nobody);
  });
});
