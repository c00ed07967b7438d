import type { AuditRecord, Role, User } from '@contract/optima';
import type { BeaverTokenAnswer } from '@contract/beaver';
import type { EcoflowRole } from '@contract/ecoflow';
import type { LibertyToken } from '@contract/liberty';
import { startTestApp, type TestApp } from '../../support/app';

interface Answer<Data> {
  data: Data;
}

const ADMIN = { login: 'root', password: 'First-Day-2026!' };
const HELPER = { login: 'helper', password: 'Second-Day-2026!' };
const NODES = ['role.read', 'obj.role.id', 'obj.role.title'];

/** The main job: what the first administrator does on the first day, over four surfaces. */
describe('the first day', () => {
  let app: TestApp;
  let token: string;

  beforeAll(async () => {
    app = await startTestApp({ SWITCHYARD_ADMIN_LOGIN: ADMIN.login, SWITCHYARD_ADMIN_PASSWORD: ADMIN.password });
  });
  afterAll(() => app.stop());

  it('signs in on one surface and creates a role with three nodes and a user who has it', async () => {
    const signedIn = await app.agent
      .post<BeaverTokenAnswer>('/oauth2/token')
      .type('form')
      .send({
        grant_type: 'password',
        username: ADMIN.login,
        password: ADMIN.password,
        client_id: 'iab',
        client_secret: 'milesight*iab',
      })
      .expect(200);
    token = signedIn.body.data.access_token;
    const admin = app.agent.as({ token, patterns: ['*'] });
    const role = await admin
      .post<Answer<Role>>('/v1/role')
      .send({ title: 'Helper', moniker: 'helper', permissions: NODES })
      .expect(201);
    expect(role.body.data.permissions).toEqual(NODES);
    await admin
      .post<Answer<User>>('/v1/user/users')
      .send({ login: HELPER.login, name: 'Helping Hand', password: HELPER.password, roles: ['helper'] })
      .expect(201);
  });

  it('lets that user in on another surface, who sees exactly what the role grants', async () => {
    const { body } = await app.agent
      .post<LibertyToken>('/api/auth/token?pool=default&mode=session&type=database')
      .send({ user: HELPER.login, password: HELPER.password })
      .expect(200);
    const helper = app.agent.as({ token: body.access_token, patterns: NODES });
    const fetched = await helper.get<Answer<Role>>('/v1/role/helper').expect(200);
    expect(Object.keys(fetched.body.data).sort()).toEqual(['id', 'title']);
    await helper.get('/v1/role').expect(403);
    await helper
      .patch('/v1/role/helper')
      .send({ permissions: ['*'] })
      .expect(403);
    await helper.get('/role').expect(403);
    await helper.get('/api/v1/user/teams').expect(403);
    const wire = await helper.get<{ payload: EcoflowRole[] }>(`/systemApi/role/${fetched.body.data.id}`).expect(200);
    expect(wire.body.payload.map(({ name }) => name)).toEqual(['Helper']);
  });

  it('takes effect on the very next request when the role changes', async () => {
    const admin = app.agent.as({ token, patterns: ['*'] });
    const { body } = await app.agent
      .post<{ payload: string }>('/users/login')
      .send({ username: HELPER.login, password: HELPER.password })
      .expect(200);
    const helper = app.agent.as(body.payload);
    await helper.get('/v1/role/helper').expect(200);
    await admin
      .delete('/v1/role/helper/permissions')
      .send({ permissions: ['role.read'] })
      .expect(200);
    await helper.get('/v1/role/helper').expect(403);
  });

  it('stands in the audit log, in order and sealed', async () => {
    const admin = app.agent.as({ token, patterns: ['*'] });
    const { body } = await admin.get<Answer<AuditRecord[]>>('/v1/audit?limit=200').expect(200);
    const actions = body.data.map(({ action }) => action).reverse();
    const story = [
      'user.create',
      'auth.login',
      'role.create',
      'user.create',
      'auth.login',
      'auth.login',
      'role.modify',
    ];
    expect(actions.filter((action) => story.includes(action)).slice(-story.length)).toEqual(story);
    const report = await admin.post<Answer<{ ok: boolean; open: number }>>('/v1/audit/verify').expect(200);
    expect(report.body.data).toMatchObject({ ok: true, open: 0 });
  });
});
