import { startTestApp, type TestApp } from '../../support/app';

interface Answer<Data> {
  readonly data: Data;
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ SWITCHYARD_DEMO: 'true' });
});
afterAll(() => app.stop());

it('the demo has types and credentials to look at, whose secrets are sealed and can be read', async () => {
  const admin = await app.actor('*');
  const types = await admin.agent.get<Answer<{ name: string; credentialCount: number }[]>>('/v1/credential-type');
  expect(types.body.data.map(({ name, credentialCount }) => [name, credentialCount])).toEqual(
    ['AWS', 'BitLocker', 'Login', 'Software licence', 'VPN Config'].map((name) => [name, 5]),
  );
  const listed = await admin.agent.get<Answer<{ id: string }[]>>('/v1/credential-type/login/credentials').expect(200);
  const path = `/v1/credential/credentials/${listed.body.data[0]?.id ?? ''}/secure-values/password`;
  const { value } = (await admin.agent.get<Answer<{ value: string }>>(path).expect(200)).body.data;
  expect(JSON.stringify(await app.sql('table secure_values'))).not.toContain(value);
});

it('operators see credentials, but no secret; viewers see none', async () => {
  const [{ permissions } = { permissions: [] }] = await app.sql<{ permissions: string[] }>(
    `select permissions from roles where moniker = 'operator'`,
  );
  const operator = await app.user(permissions);
  const listed = await operator.agent.get<Answer<{ id: string }[]>>('/v1/credential-type/AWS/credentials').expect(200);
  const path = `/v1/credential/credentials/${listed.body.data[0]?.id ?? ''}`;
  await operator.agent.get(path).expect(200);
  await operator.agent.get(`${path}/secure-values`).expect(403);
  await operator.agent.get(`${path}/fields`).expect(403);
  const [viewer] = await app.sql<{ permissions: string[] }>(`select permissions from roles where moniker = 'viewer'`);
  await (await app.user(viewer?.permissions ?? [])).agent.get(path).expect(403);
});
