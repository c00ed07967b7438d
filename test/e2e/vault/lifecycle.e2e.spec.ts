import type { CredentialLifecycle, CredentialTypePolicy } from '@contract/optima';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany, type TestCredential, type TestCredentialType } from '../../support/make';

interface Answer<Data> {
  readonly data: Data;
}

const DAY_MS = 86_400_000;
const REASON = 'x-reveal-reason';

let app: TestApp;
let admin: TestUser;
let company: TestCompany;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  company = await make.company(app);
});
afterAll(() => app.stop());

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const rowsOf = (user: TestUser) =>
  app.sql('select action, target_type, target_id, before, after from audit_log where actor_id = $1 order by seq', [
    user.id,
  ]);

const credentialOf = (type: TestCredentialType, options: object = {}) =>
  make.credential(admin.agent, { typeId: type.id, companyId: company.id, ...options });

describe('the policy of a credential type', () => {
  const pathOf = (identifier: string) => `/v1/credential-type/${identifier}/policy`;
  const policyOf = async (identifier: string, user = admin) =>
    (await user.agent.get<Answer<CredentialTypePolicy>>(pathOf(identifier)).expect(200)).body.data;

  it('asks for nothing until it is set, by id or name, and is on record', async () => {
    const type = await make.credentialType(admin.agent);
    const none = { revealReasonRequired: false, rotateAfterDays: null };
    expect(await policyOf(type.id)).toEqual(none);
    const user = await app.actor('credential_type.fetch', 'credential_type.update');
    const strict = { revealReasonRequired: true, rotateAfterDays: 90 };
    const { body } = await user.agent.put<Answer<object>>(pathOf(type.name.toUpperCase())).send(strict).expect(200);
    expect(body.data).toEqual(strict);
    expect(await policyOf(type.id, user)).toEqual(strict);
    const row = { action: 'credential_type.policy.update', target_type: 'credential_type', target_id: type.id };
    expect(await rowsOf(user)).toEqual([{ ...row, before: none, after: strict }]);
  });

  it('survives a change of the type, which leaves it as it is', async () => {
    const type = await make.credentialType(admin.agent);
    const policy = { revealReasonRequired: true, rotateAfterDays: 7 };
    await admin.agent.put(pathOf(type.id)).send(policy).expect(200);
    await admin.agent.patch(`/v1/credential-type/${type.id}`).send({ icon: 'key' }).expect(200);
    expect(await policyOf(type.id)).toEqual(policy);
  });

  it.each([
    [{ revealReasonRequired: true }, 'rotateAfterDays'],
    [{ rotateAfterDays: 1 }, 'revealReasonRequired'],
    [{ revealReasonRequired: 'yes', rotateAfterDays: 1 }, 'revealReasonRequired'],
    [{ revealReasonRequired: true, rotateAfterDays: 0 }, 'rotateAfterDays'],
    [{ revealReasonRequired: true, rotateAfterDays: 36_501 }, 'rotateAfterDays'],
    [{ revealReasonRequired: true, rotateAfterDays: 1.5 }, 'rotateAfterDays'],
  ])('is not %j', async (sent, field) => {
    const type = await make.credentialType(admin.agent);
    const { body } = await admin.agent.put(pathOf(type.id)).send(sent).expect(400);
    expect(body).toMatchObject({ errors: [{ path: [field] }] });
  });

  it('asks for its nodes, and for a type', async () => {
    const type = await make.credentialType(admin.agent);
    const policy = { revealReasonRequired: false, rotateAfterDays: null };
    await (await app.actor('credential_type.update')).agent.get(pathOf(type.id)).expect(403);
    await (await app.actor('credential_type.fetch')).agent.put(pathOf(type.id)).send(policy).expect(403);
    for (const call of [admin.agent.get(pathOf('nothing')), admin.agent.put(pathOf('nothing')).send(policy)]) {
      expect((await call.expect(404)).body).toMatchObject({ error: 'CredentialTypeNotFound' });
    }
  });

  it('makes the documented routes for secure values ask for a reason, and again for none', async () => {
    const type = await make.credentialType(admin.agent);
    const { id } = await credentialOf(type);
    const require = (revealReasonRequired: boolean) =>
      admin.agent.put(pathOf(type.id)).send({ revealReasonRequired, rotateAfterDays: null }).expect(200);
    const user = await app.actor('credential.fetch', 'credential.secure_values.read');
    const paths = ['', '/password'].map((rest) => `/v1/credential/credentials/${id}/secure-values${rest}`);
    await require(true);
    for (const path of paths) {
      for (const reason of ['', '   ']) {
        const { body } = await user.agent.get(path).set(REASON, reason).expect(400);
        expect(body).toMatchObject({ errors: [{ path: [REASON] }] });
      }
      await user.agent.get(path).expect(400);
      await user.agent.get(path).set(REASON, 'Ticket 4711').expect(200);
    }
    expect(await rowsOf(user)).toMatchObject(paths.map(() => ({ after: { reason: 'Ticket 4711' } })));
    await require(false);
    for (const path of paths) await user.agent.get(path).expect(200);
  });
});

describe('the lifecycle of a credential', () => {
  const pathOf = ({ id }: { id: string }) => `/v1/credential/credentials/${id}/lifecycle`;
  const lifecycleOf = async (credential: TestCredential, user = admin) =>
    (await user.agent.get<Answer<CredentialLifecycle>>(pathOf(credential)).expect(200)).body.data;
  const expire = (credential: { id: string }, expiresAt: unknown, user = admin) =>
    user.agent.put<Answer<CredentialLifecycle>>(pathOf(credential)).send({ expiresAt });
  const rotate = ({ id }: TestCredential, value: string) =>
    admin.agent
      .patch(`/v1/credential/credentials/${id}`)
      .send({ fields: [{ fieldId: 'password', value }] })
      .expect(200);
  const age = ({ id }: TestCredential, days: number) =>
    app.sql('update secure_values set created_at = $2 where credential_id = $1', [id, inDays(-days)]);

  it('says when the newest value was set, and nothing of what never happens', async () => {
    const credential = await credentialOf(await make.credentialType(admin.agent));
    const before = await lifecycleOf(credential);
    expect(before).toMatchObject({ expiresAt: null, rotateAfterDays: null, stale: false, reasons: [] });
    await age(credential, 400);
    await rotate(credential, 'Rotated-1852');
    const after = await lifecycleOf(credential);
    expect(Date.parse(after.lastRotatedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before.lastRotatedAt ?? ''));
    expect(after.stale).toBe(false);
  });

  it('knows no rotation of a credential without secure values', async () => {
    const fields = [{ id: 'host', name: 'Host', required: true, secure: false, valueType: 'plain_text' as const }];
    const type = await make.credentialType(admin.agent, { fields });
    const credential = await credentialOf(type, { values: { host: 'a' } });
    expect(await lifecycleOf(credential)).toMatchObject({ lastRotatedAt: null, stale: false });
  });

  it('sets an expiry and removes it, on record', async () => {
    const credential = await credentialOf(await make.credentialType(admin.agent));
    const user = await app.actor('credential.fetch', 'credential.update');
    const expiresAt = inDays(60);
    const { data } = (await expire(credential, expiresAt, user).expect(200)).body;
    expect(data).toMatchObject({ expiresAt, stale: false, reasons: [] });
    expect((await expire(credential, '2030-01-01T02:00:00+02:00', user).expect(200)).body.data.expiresAt).toBe(
      '2030-01-01T00:00:00.000Z',
    );
    expect((await expire(credential, null, user).expect(200)).body.data.expiresAt).toBeNull();
    const row = { action: 'credential.lifecycle.update', target_type: 'credential', target_id: credential.id };
    const moments = [null, expiresAt, '2030-01-01T00:00:00.000Z', null];
    expect(await rowsOf(user)).toEqual(
      [1, 2, 3].map((index) => ({
        ...row,
        before: { expiresAt: moments[index - 1] },
        after: { expiresAt: moments[index] },
      })),
    );
  });

  it('is stale by its expiry, and by the age of its oldest value once the type has a policy', async () => {
    const type = await make.credentialType(admin.agent);
    const credential = await credentialOf(type);
    await expire(credential, inDays(-1)).expect(200);
    expect(await lifecycleOf(credential)).toMatchObject({ stale: true, reasons: ['expired'] });
    await expire(credential, inDays(29)).expect(200);
    expect(await lifecycleOf(credential)).toMatchObject({ stale: true, reasons: ['expires_soon'] });
    const policy = { revealReasonRequired: false, rotateAfterDays: 90 };
    await admin.agent.put(`/v1/credential-type/${type.id}/policy`).send(policy).expect(200);
    await age(credential, 91);
    expect((await lifecycleOf(credential)).reasons).toEqual(['expires_soon', 'rotation_due']);
    await rotate(credential, 'Rotated-1852');
    expect((await lifecycleOf(credential)).reasons).toEqual(['expires_soon']);
  });

  it.each(['', 'tomorrow', '2026-02-30T00:00:00Z', '2026-W05', '+275760-09-13T00:00:00Z', 5, undefined])(
    'refuses to expire at %j and names the field',
    async (expiresAt) => {
      const credential = await credentialOf(await make.credentialType(admin.agent));
      const { body } = await expire(credential, expiresAt).expect(400);
      expect(body).toMatchObject({ errors: [{ path: ['expiresAt'] }] });
    },
  );

  it('asks for its nodes, and for a credential', async () => {
    const credential = await credentialOf(await make.credentialType(admin.agent));
    await (await app.actor('credential.update')).agent.get(pathOf(credential)).expect(403);
    await expire(credential, null, await app.actor('credential.update')).expect(403);
    await expire(credential, null, await app.actor('credential.fetch')).expect(403);
    const nobody = { id: 'nobody' };
    for (const call of [admin.agent.get(pathOf(nobody)), expire(nobody, null)]) {
      expect((await call.expect(404)).body).toMatchObject({ error: 'CredentialNotFound' });
    }
  });

  // The last test of the file, since no session survives it.
  it('grows old with the clock of the product', async () => {
    const type = await make.credentialType(admin.agent);
    const credential = await credentialOf(type);
    const policy = { revealReasonRequired: false, rotateAfterDays: 90 };
    await admin.agent.put(`/v1/credential-type/${type.id}/policy`).send(policy).expect(200);
    await expire(credential, inDays(90)).expect(200);
    app.clock.advance(91 * DAY_MS);
    const later = await lifecycleOf(credential, await app.actor('credential.fetch'));
    expect(later).toMatchObject({ rotateAfterDays: 90, reasons: ['expired', 'rotation_due'] });
  });
});
