import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface User {
  id: string;
  name: string;
  email: string | null;
  login: string;
  image: string | null;
  roles: string[];
  createdAt: string;
  updatedAt: string;
}

interface Answer<Data> {
  message: string;
  data: Data;
  pagination?: { totalRecords: number; totalPages: number; listedRecords: number; nextPage: number | null };
  error?: string;
  errors?: { path: (string | number)[]; message: string }[];
}

const PASSWORD = 'New-Secret2!';

describe('users on the Optima surface', () => {
  let app: TestApp;
  let admin: TestUser;

  beforeAll(async () => {
    app = await startTestApp();
    admin = await app.actor('*');
  });
  afterAll(() => app.stop());

  const create = async (body: object) => {
    const { body: answer } = await admin.agent.post<Answer<User>>('/v1/user/users').send(body).expect(201);
    return answer.data;
  };
  const newUser = (login: string, more: object = {}) => create({ login, name: login, ...more });

  it('keeps only what was written in the answer of a write, whatever else the body names', async () => {
    const target = await newUser('written-only', { email: 'written-only@example.com' });
    const writer = await app.actor('user.write.other', 'obj.user.name');
    const { body } = await writer.agent
      .patch<Answer<User>>(`/v1/user/users/${target.id}`)
      .send({ image: 'https://example.com/a.png', email: 0, login: 0, createdAt: 0 })
      .expect(200);
    expect(Object.keys(body.data).sort()).toEqual(['id', 'image', 'name']);
  });

  describe('creating', () => {
    it('stores login and e-mail in lower case and keeps roles in the given order', async () => {
      const user = await create({
        login: 'Jane.Doe',
        name: 'Jane Doe',
        email: 'Jane.Doe@Example.com',
        password: PASSWORD,
        roles: ['viewer', 'operator'],
      });
      expect(user).toMatchObject({
        login: 'jane.doe',
        email: 'jane.doe@example.com',
        name: 'Jane Doe',
        image: null,
        roles: ['viewer', 'operator'],
      });
    });

    it('takes the id of a role as well, and a repeated role once', async () => {
      const [viewer] = await app.sql<{ id: string }>(`select id from roles where moniker = 'viewer'`);
      expect(await newUser('by-role-id', { roles: [viewer?.id, 'viewer'] })).toMatchObject({ roles: ['viewer'] });
    });

    it.each([
      ['a reserved login', { login: 'usernames', name: 'x' }, ['login']],
      ['a login like an id', { login: 'ckx0000000000000000000001', name: 'x' }, ['login']],
      ['a login with a space', { login: 'jane doe', name: 'x' }, ['login']],
      ['a weak password', { login: 'weak', name: 'x', password: 'password1' }, ['password']],
      ['an unknown role', { login: 'unknown-role', name: 'x', roles: ['viewer', 'captain'] }, ['roles']],
      ['a bad e-mail', { login: 'bad-email', name: 'x', email: 'nobody' }, ['email']],
      ['no name', { login: 'nameless' }, ['name']],
    ])('refuses %s with 400', async (_what, body, path) => {
      const { body: answer } = await admin.agent.post<Answer<never>>('/v1/user/users').send(body).expect(400);
      expect(answer.errors).toMatchObject([{ path }]);
    });

    it('tells a taken login from a taken e-mail, in any case', async () => {
      await newUser('taken', { email: 'taken@example.com' });
      const login = await admin.agent.post<Answer<never>>('/v1/user/users').send({ login: 'TAKEN', name: 'x' });
      const email = await admin.agent
        .post<Answer<never>>('/v1/user/users')
        .send({ login: 'not-taken', name: 'x', email: 'Taken@Example.com' });
      expect([login.status, login.body.error]).toEqual([409, 'LoginTaken']);
      expect([email.status, email.body.error]).toEqual([409, 'EmailTaken']);
    });

    it('asks for user.roles.other when roles are chosen', async () => {
      const actor = await app.actor('user.create.other', 'role.read');
      await actor.agent.post('/v1/user/users').send({ login: 'with-roles', name: 'x', roles: [] }).expect(403);
      await actor.agent.post('/v1/user/users').send({ login: 'without-roles', name: 'x' }).expect(201);
    });

    it('refuses roles that grant more than the actor holds', async () => {
      const actor = await app.actor('user.create.other', 'user.roles.other', 'user.read');
      const body = { login: 'escalated', name: 'x', roles: ['admin'] };
      await actor.agent.post('/v1/user/users').send(body).expect(403);
      expect(await app.sql(`select 1 from users where login = 'escalated'`)).toEqual([]);
    });

    it('writes an audit row without the password', async () => {
      const { id } = await newUser('audited', { password: PASSWORD });
      const [row] = await app.sql<{ action: string; actor_id: string; after: object }>(
        'select action, actor_id, after from audit_log where target_id = $1',
        [id],
      );
      expect(row).toMatchObject({ action: 'user.create', actor_id: admin.id, after: { login: 'audited' } });
      expect(JSON.stringify(row)).not.toContain('argon2');
    });
  });

  describe('changing', () => {
    const patch = (id: string, body: object, agent = admin.agent) =>
      agent.patch<Answer<User>>(`/v1/user/users/${id}`).send(body);

    it('replaces roles and permissions and leaves the rest', async () => {
      const { id, login, createdAt } = await newUser('changed', { roles: ['operator', 'viewer'] });
      const body = {
        name: 'Changed',
        image: 'https://example.com/a.jpg',
        roles: ['viewer'],
        permissions: ['audit.read'],
      };
      const { body: answer } = await patch(id, body).expect(200);
      expect(answer.data).toMatchObject({
        id,
        login,
        createdAt,
        name: 'Changed',
        image: body.image,
        roles: ['viewer'],
      });
      const [row] = await app.sql('select permissions from users where id = $1', [id]);
      expect(row).toEqual({ permissions: ['audit.read'] });
      const { body: bare } = await patch(id, { image: null, roles: [] }).expect(200);
      expect(bare.data).toMatchObject({ image: null, roles: [], name: 'Changed' });
    });

    it('counts new roles on the very next request', async () => {
      const { id, agent } = await app.actor('obj.user.*');
      await agent.get('/v1/user/@me').expect(403);
      await patch(id, { roles: ['viewer'] }).expect(200);
      await agent.get('/v1/user/@me').expect(200);
      await patch(id, { roles: [] }).expect(200);
      await agent.get('/v1/user/@me').expect(403);
    });

    it('words the refusal of roles and of permissions as documented', async () => {
      const { id } = await newUser('refused');
      const actor = await app.actor('user.write.other');
      const roles = await patch(id, { roles: [] }, actor.agent).expect(403);
      expect(roles.body).toMatchObject({
        message: 'You do not have permission to modify roles on another user.',
        error: 'InsufficientPermission',
      });
      const permissions = await patch(id, { permissions: [] }, actor.agent).expect(403);
      expect(permissions.body).toMatchObject({
        message: 'You do not have permission to modify permissions on another user.',
        error: 'InsufficientPermission',
      });
    });

    it('refuses to touch whoever holds more than the actor', async () => {
      const { id } = await newUser('stronger', { roles: ['operator'] });
      const actor = await app.actor('user.write.other', 'user.roles.other');
      await patch(id, { name: 'x' }, actor.agent).expect(403);
      await patch(id, { roles: [] }, actor.agent).expect(403);
    });

    it('refuses to make somebody stronger than the actor, oneself included', async () => {
      const { id } = await newUser('weaker');
      const actor = await app.actor('user.write.other', 'user.permissions.other');
      await patch(id, { permissions: ['audit.read'] }, actor.agent).expect(403);
      await patch(actor.id, { permissions: ['*'] }, actor.agent).expect(403);
      await patch(id, { permissions: ['user.write.other'] }, actor.agent).expect(200);
    });

    it.each([
      [{ image: 'javascript:alert(1)' }, ['image']],
      [{ permissions: ['a.*.b'] }, ['permissions']],
      [{ roles: ['captain'] }, ['roles']],
      [{ name: '' }, ['name']],
    ])('refuses %j with 400', async (body, path) => {
      const { id } = await newUser(`bad-${String(path[0])}`);
      const { body: answer } = await patch(id, body).expect(400);
      expect(answer.errors).toMatchObject([{ path }]);
    });

    it('keeps the written fields in the answer and gates the others', async () => {
      const { id } = await newUser('gated-write');
      const actor = await app.actor('user.write.other', 'obj.user.login');
      const { body } = await patch(id, { name: 'Written' }, actor.agent).expect(200);
      expect(body.data).toEqual({ id, login: 'gated-write', name: 'Written' });
    });
  });

  describe('fetching and deleting', () => {
    it.each([
      ['get', ''],
      ['patch', ''],
      ['delete', ''],
      ['get', '/roles'],
      ['post', '/check-permission'],
    ] as const)('answers 404 to %s of an unknown user%s', async (method, path) => {
      const request = admin.agent.request<Answer<never>>(method, `/v1/user/users/ckx0000000000000000000009${path}`);
      if (method !== 'get' && method !== 'delete') request.send({ permissions: ['a'] });
      const { body } = await request.expect(404);
      expect(body).toMatchObject({
        message: "User with identifier 'ckx0000000000000000000009' was not found.",
        error: 'UserNotFound',
      });
    });

    it('lists roles with their permissions, in the order of assignment', async () => {
      const { id } = await newUser('with-two-roles', { roles: ['operator', 'viewer'] });
      const { body } = await admin.agent.get<Answer<{ moniker: string }[]>>(`/v1/user/users/${id}/roles`).expect(200);
      expect(body.data.map(({ moniker }) => moniker)).toEqual(['operator', 'viewer']);
    });

    it('tests what another user holds by roles and directly', async () => {
      const { id } = await newUser('tested', { roles: ['viewer'] });
      await admin.agent
        .patch(`/v1/user/users/${id}`)
        .send({ permissions: ['company.*'] })
        .expect(200);
      const permissions = ['user.read', 'company.fetch', 'company.*', 'company', 'user.read', 'credential.write'];
      const { body } = await admin.agent
        .post<Answer<{ results: { permission: string; hasPermission: boolean }[] }>>(
          `/v1/user/users/${id}/check-permission`,
        )
        .send({ permissions })
        .expect(200);
      expect(body.data.results.map(({ permission }) => permission)).toEqual(permissions);
      expect(body.data.results.map(({ hasPermission }) => hasPermission)).toEqual([
        ...[true, true, true, false, true, false],
      ]);
    });

    it('lists the users of a role with role ids', async () => {
      const { data: role } = (
        await admin.agent.post<Answer<{ id: string }>>('/v1/role').send({ title: 'Crew', moniker: 'crew' }).expect(201)
      ).body;
      await newUser('crew-2', { roles: ['crew'] });
      await newUser('crew-1', { roles: ['crew'] });
      const { body } = await admin.agent.get<Answer<User[]>>('/v1/role/crew/users').expect(200);
      expect(body.data.map(({ login, roles }) => ({ login, roles }))).toEqual([
        { login: 'crew-1', roles: [role.id] },
        { login: 'crew-2', roles: [role.id] },
      ]);
      await admin.agent.get('/v1/role/nobody/users').expect(404);
    });

    it('deletes a user, answers it as it was, and refuses its token at once', async () => {
      const user = await app.actor('user.read');
      const { body } = await admin.agent.delete<Answer<User>>(`/v1/user/users/${user.id}`).expect(200);
      expect(body.data).toMatchObject({ id: user.id, login: user.login });
      await admin.agent.get(`/v1/user/users/${user.id}`).expect(404);
      await user.agent.get('/v1/user/@me').expect(401);
    });

    it('refuses to delete the only owner of a team, and names it, but disables one', async () => {
      const [owner, heir] = [await app.actor('team.create', 'team.read'), await app.actor('team.read')];
      const { body: team } = await owner.agent.post<{ id: string }>('/api/v1/teams').send({ name: 'Orphans' });
      const removal = () => admin.agent.delete<{ message: string; error: string }>(`/v1/user/users/${owner.id}`);

      const { body } = await removal().expect(409);
      expect(body.error).toBe('SoleOwner');
      expect(body.message).toContain('"Orphans"');
      await owner.agent.get(`/api/v1/teams/${team.id}`).expect(200);
      await admin.agent.patch(`/admin/users/${owner.login}/ToggleUser`).send({ isActiveUser: false }).expect(200);

      const join = 'insert into team_members (team_id, user_id, role) values ($1, $2, $3)';
      await app.sql(join, [team.id, heir.id, 50]);
      await removal().expect(200);
      await heir.agent.get(`/api/v1/teams/${team.id}`).expect(200);
    });

    it('refuses to delete oneself, a stronger user and the permanent administrator', async () => {
      await admin.agent.delete(`/v1/user/users/${admin.id}`).expect(409);
      const actor = await app.actor('user.delete.other');
      await actor.agent.delete(`/v1/user/users/${admin.id}`).expect(403);
      const permanent = await app.actor('user.read');
      await app.sql('update users set permanent = true where id = $1', [permanent.id]);
      await admin.agent.delete(`/v1/user/users/${permanent.id}`).expect(409);
    });
  });
});
