import { Database } from '@app/database';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface Created {
  readonly data: { readonly id: string };
}

const MANAGER = ['role.*', 'obj.role.*', 'user.*', 'obj.user.*', 'server.status.read', 'audit.read'];

let app: TestApp;
let admin: TestUser;
let manager: TestUser;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  manager = await app.actor(...MANAGER);
});
afterAll(() => app.stop());

let created = 0;
async function roleOf(...permissions: string[]): Promise<string> {
  created += 1;
  const role = { title: 'Shared', moniker: `shared-${created}`, permissions };
  return (await admin.agent.post<Created>('/v1/role').send(role).expect(201)).body.data.id;
}

const give = (role: string, { id }: Pick<TestUser, 'id'>) =>
  app.sql('insert into user_roles (user_id, role_id) values ($1, $2)', [id, role]);

const nodesOf = async (role: string) =>
  (await app.sql<{ permissions: string[] }>('select permissions from roles where id = $1', [role]))[0]?.permissions;

/** Everything that changes what a role grants, or ends it. */
const changes: Record<string, (role: string) => ReturnType<TestUser['agent']['patch']>> = {
  'PATCH /v1/role/{identifier}': (role) => manager.agent.patch(`/v1/role/${role}`).send({ permissions: [] }),
  'POST /v1/role/{identifier}/permissions': (role) =>
    manager.agent.post(`/v1/role/${role}/permissions`).send({ permissions: ['role.read'] }),
  'DELETE /v1/role/{identifier}/permissions': (role) =>
    manager.agent.delete(`/v1/role/${role}/permissions`).send({ permissions: ['user.read'] }),
  'DELETE /v1/role/{identifier}': (role) => manager.agent.delete(`/v1/role/${role}`),
  'PATCH /role': (role) => manager.agent.patch('/role').send({ id: role, permissions: { auditLogs: true } }),
  'DELETE /role/{id}': (role) => manager.agent.delete(`/role/${role}`),
};

describe.each(Object.entries(changes))('%s', (_operation, change) => {
  it('is refused while a holder of the role may do more than the actor', async () => {
    const role = await roleOf('user.read');
    await give(role, manager);
    await give(role, await app.actor('company.fetch'));
    await change(role).expect(403);
    expect(await nodesOf(role)).toEqual(['user.read']);
  });

  it('is refused while a holder may do more by another role', async () => {
    const [role, other] = [await roleOf('user.read'), await roleOf('company.fetch')];
    const holder = await app.actor('user.read');
    await give(role, holder);
    await give(other, holder);
    await change(role).expect(403);
    expect(await nodesOf(role)).toEqual(['user.read']);
  });

  it('is allowed when the actor covers every holder, others do not count', async () => {
    const [role, other] = [await roleOf('user.read'), await roleOf('company.fetch')];
    await give(role, await app.actor('role.read', 'user.list.other'));
    await give(other, await app.actor('company.fetch'));
    await change(role).expect(200);
    expect(await nodesOf(role)).not.toEqual(['user.read']);
  });
});

it('a title may change whoever holds the role', async () => {
  const role = await roleOf('user.read');
  await give(role, admin);
  await manager.agent
    .patch(`/v1/role/${role}`)
    .send({ title: 'Renamed', permissions: ['user.read'] })
    .expect(200);
});

it('takes as many statements for a thousand holders as for one', async () => {
  const rows = jest.spyOn(app.nest.get(Database), 'rows');
  const statementsFor = async (holders: number) => {
    const role = await roleOf('user.read');
    await app.sql(
      `with holders as (
         insert into users (id, login, name) select 'many-' || $1 || n, 'many-' || $1 || n, 'Many' from generate_series(1, $2::int) n
         returning id)
       insert into user_roles (user_id, role_id) select id, $1 from holders`,
      [role, holders],
    );
    rows.mockClear();
    await manager.agent.delete(`/v1/role/${role}`).expect(200);
    return rows.mock.calls.map(([{ name }]) => name).filter((name) => /^(grants|roles)-/.test(name));
  };
  const forOne = await statementsFor(1);
  expect(forOne).toContain('grants-of-holders');
  expect(await statementsFor(1000)).toEqual(forOne);
  rows.mockRestore();
});

describe.each(['admin', 'operator', 'viewer'])('the seeded role %s', (moniker) => {
  const conflict = { status: 409, error: 'SeededRole' };

  it('cannot be deleted', async () => {
    const [{ id } = { id: '' }] = await app.sql<{ id: string }>('select id from roles where moniker = $1', [moniker]);
    expect((await admin.agent.delete(`/v1/role/${moniker}`).expect(409)).body).toMatchObject(conflict);
    await admin.agent.delete(`/role/${id}`).expect(409);
    await admin.agent.get(`/v1/role/${moniker}`).expect(200);
  });

  it('keeps its moniker, which may be sent along', async () => {
    const rename = admin.agent.patch(`/v1/role/${moniker}`).send({ moniker: `my-${moniker}` });
    expect((await rename.expect(409)).body).toMatchObject(conflict);
    await admin.agent.patch(`/v1/role/${moniker}`).send({ moniker, title: 'Another title' }).expect(200);
  });
});

it('a change of some permissions shows the whole list only to those who may see it', async () => {
  const role = await roleOf('user.read', 'user.write');
  const path = `/v1/role/${role}/permissions`;
  const nodes = ['role.modify', 'user.read', 'user.write', 'obj.role.title'];
  const [blind, seeing] = [await app.actor(...nodes), await app.actor(...nodes, 'obj.role.permissions')];
  const body = { permissions: ['user.write'] };
  const shown = { id: role, title: 'Shared' };
  expect((await blind.agent.delete(path).send(body).expect(200)).body).toMatchObject({ data: shown });
  expect((await blind.agent.post(path).send(body).expect(200)).body).toHaveProperty('data', shown);
  expect((await seeing.agent.post(path).send(body).expect(200)).body).toHaveProperty('data', {
    ...shown,
    permissions: ['user.read', 'user.write'],
  });
});

it('a seeded role may grant other nodes', async () => {
  await admin.agent
    .patch('/v1/role/operator')
    .send({ permissions: ['user.read', 'audit.read'] })
    .expect(200);
  await admin.agent
    .delete('/v1/role/operator/permissions')
    .send({ permissions: ['audit.read'] })
    .expect(200);
});
