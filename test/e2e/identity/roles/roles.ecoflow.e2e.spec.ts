import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface EcoflowRole {
  _id: string;
  name: string;
  isDefault: boolean;
  permissions: Record<string, boolean>;
}

interface Answer<Payload = EcoflowRole[]> {
  payload: Payload;
}

describe('roles on the EcoFlow surface', () => {
  let app: TestApp;
  let admin: TestUser;

  beforeAll(async () => {
    app = await startTestApp();
    admin = await app.actor('*');
  });
  afterAll(() => app.stop());

  const create = async (roleName: string, roleLike?: string | null) => {
    const { body } = await admin.agent.post<Answer>('/role').send({ roleName, roleLike }).expect(200);
    const created = body.payload.filter(({ name }) => name === roleName).at(-1);
    if (!created) throw new Error(`${roleName} is not among the roles`);
    return created;
  };
  const patch = (id: string, permissions: object, agent = admin.agent) =>
    agent.patch<Answer>('/role').send({ id, permissions });
  const nodesOf = async (id: string) =>
    (await app.sql<{ permissions: string[] }>('select permissions from roles where id = $1', [id]))[0]?.permissions;

  it.each(['', '/systemApi'])(
    'lists all roles at %s/role, the one that grants everything as default',
    async (mount) => {
      const { body } = await admin.agent.get<Answer>(`${mount}/role`).expect(200);
      const administrator = body.payload.find(({ isDefault }) => isDefault);
      expect(administrator?.name).toBe('Administrator');
      expect(Object.values(administrator?.permissions ?? {})).toEqual(Array(31).fill(true));
    },
  );

  it('creates an empty role with a moniker of its own, twice', async () => {
    const first = await create('Night shift');
    const second = await create('Night shift', null);
    expect(first).toEqual({ _id: first._id, name: 'Night shift', isDefault: false, permissions: {} });
    const monikers = await app.sql<{ moniker: string }>(
      `select moniker from roles where title = 'Night shift' order by moniker`,
    );
    expect(monikers.map(({ moniker }) => moniker)).toEqual(['night-shift', 'night-shift-2']);
    expect(second._id).not.toBe(first._id);
  });

  it('copies another role', async () => {
    const auditor = await create('Auditor');
    await patch(auditor._id, { auditLogs: true }).expect(200);
    expect((await create('Auditor too', auditor._id)).permissions).toEqual({ auditLogs: true });
    await admin.agent.post('/role').send({ roleName: 'x', roleLike: 'nobody' }).expect(400);
  });

  it('fetches one role as a list', async () => {
    const { _id, name } = await create('Single');
    const { body } = await admin.agent.get<Answer>(`/role/${_id}`).expect(200);
    expect(body.payload).toEqual([{ _id, name, isDefault: false, permissions: {} }]);
    await admin.agent.get('/role/ckx0000000000000000000009').expect(404);
  });

  it('changes only the nodes that flags stand for', async () => {
    const { _id } = await create('Mixed');
    await app.sql(`update roles set permissions = '{company.fetch,audit.read}' where id = $1`, [_id]);
    const { body } = await patch(_id, { flowEditor: true }).expect(200);
    expect(body.payload.find((role) => role._id === _id)?.permissions).toEqual({ flowEditor: true });
    expect(await nodesOf(_id)).toEqual([
      ...['company.fetch', 'flow.edit', 'flow.deploy'],
      ...['user.read', 'user.write', 'server.status.read'],
    ]);
    await patch('ckx0000000000000000000009', {}).expect(404);
    await patch(_id, { flowEditor: 'yes' }).expect(400);
  });

  it('refuses flags that the actor does not hold, to grant and to take', async () => {
    const actor = await app.actor('role.modify', 'role.create', 'role.delete', 'user.*', 'server.status.read');
    const { _id } = await create('Guarded');
    await patch(_id, { auditLogs: true }, actor.agent).expect(403);
    await patch(_id, { auditLogs: true }).expect(200);
    await patch(_id, {}, actor.agent).expect(403);
    await actor.agent.delete(`/role/${_id}`).expect(403);
    await actor.agent.post('/role').send({ roleName: 'Copied', roleLike: _id }).expect(403);
    expect(await nodesOf(_id)).toContain('audit.read');
  });

  it('deletes a role, takes it from everybody and answers the others', async () => {
    const { _id } = await create('Deleted');
    const holder = await app.actor('user.read');
    await app.sql('insert into user_roles (user_id, role_id) values ($1, $2)', [holder.id, _id]);
    const { body } = await admin.agent.delete<Answer>(`/role/${_id}`).expect(200);
    expect(body.payload.map((role) => role._id)).not.toContain(_id);
    expect(await app.sql('select 1 from user_roles where role_id = $1', [_id])).toEqual([]);
    await admin.agent.delete(`/role/${_id}`).expect(404);
  });

  it('keeps the default role', async () => {
    const [role] = await app.sql<{ id: string }>(`select id from roles where moniker = 'admin'`);
    await admin.agent.delete(`/role/${String(role?.id)}`).expect(409);
  });

  it.each([
    ['get', '/role', ['role.read']],
    ['post', '/role', ['role.read', 'role.list']],
    ['patch', '/role', ['role.read', 'role.list']],
    ['get', '/role/admin', ['role.list']],
    ['delete', '/role/admin', ['role.read', 'role.list']],
  ] as const)('%s %s is refused to a holder of %j only', async (method, path, nodes) => {
    const actor = await app.actor(...nodes);
    await actor.agent.request(method, path).expect(403);
  });
});
