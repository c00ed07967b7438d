import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';

interface Role {
  readonly id: string;
  readonly title: string;
  readonly moniker: string;
  readonly permissions: string[];
}

interface Envelope<T> {
  readonly data: T;
}

const PASSWORD = 'Correct-Horse-7!';
/** What the documented client introduces itself with. */
const CLIENT = { client_id: 'iab', client_secret: 'milesight*iab' };

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.stop());

const auditOf = (action: string, target: string) =>
  app.sql<{ before: Partial<Role> | null; after: Partial<Role> | null }>(
    'select before, after from audit_log where action = $1 and target_id = $2 order by seq',
    [action, target],
  );

async function createRole(permissions: string[] = []): Promise<Role> {
  const admin = await app.user(['*']);
  const moniker = `role-${randomUUID().slice(0, 8)}`;
  const { body } = await admin.agent
    .post<Envelope<Role>>('/v1/role')
    .send({ title: moniker, moniker, permissions })
    .expect(201);
  return body.data;
}

describe('first registrations at once', () => {
  it('makes exactly one administrator, whatever mount they use', async () => {
    const fresh = await startTestApp();
    try {
      const paths = ['/user/register', '/api/v1/user/register', '/user/register', '/api/v1/user/register'];
      const answers = await Promise.all(
        paths.map((path, index) =>
          fresh.agent
            .post(path)
            .send({ email: `racer${index}@example.com`, nickname: `Racer ${index}`, password: PASSWORD }),
        ),
      );

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
      expect(await fresh.sql('select id from users')).toHaveLength(1);
      const admins = await fresh.sql(
        `select 1 from user_roles u join roles r on r.id = u.role_id where r.moniker = 'admin'`,
      );
      expect(admins).toHaveLength(1);
    } finally {
      await fresh.stop();
    }
  });
});

describe('two writers on one role', () => {
  it('keeps both changes, and each audit row continues the one before', async () => {
    const role = await createRole();
    const writers = await Promise.all([app.user(['*']), app.user(['*'])]);
    const nodes = Array.from({ length: 20 }, (_, index) => `race.node${index}`);
    await Promise.all(
      nodes.map((node, index) =>
        writers[index % 2]!.agent.post(`/v1/role/${role.id}/permissions`)
          .send({ permissions: [node] })
          .expect(200),
      ),
    );

    const [stored] = await app.sql<{ permissions: string[] }>('select permissions from roles where id = $1', [role.id]);
    expect([...(stored?.permissions ?? [])].sort()).toEqual([...nodes].sort());
    const rows = await app.sql<{ before: Partial<Role>; after: Partial<Role> }>(
      `select before, after from audit_log where target_id = $1 and action <> 'role.create' order by seq`,
      [role.id],
    );
    expect(rows).toHaveLength(nodes.length);
    for (const [index, row] of rows.slice(1).entries()) {
      expect([...(row.before.permissions ?? [])].sort()).toEqual([...(rows[index]?.after.permissions ?? [])].sort());
    }
  });

  it('lets the later of two titles stand, with both in the audit log', async () => {
    const role = await createRole();
    const [first, second] = await Promise.all([app.user(['*']), app.user(['*'])]);
    await Promise.all([
      first.agent.patch(`/v1/role/${role.id}`).send({ title: 'First' }).expect(200),
      second.agent.patch(`/v1/role/${role.id}`).send({ title: 'Second' }).expect(200),
    ]);

    const [stored] = await app.sql<{ title: string }>('select title from roles where id = $1', [role.id]);
    const rows = await app.sql<{ after: Partial<Role> }>(
      `select after from audit_log where target_id = $1 and action <> 'role.create' order by seq`,
      [role.id],
    );
    expect(rows.map(({ after }) => after.title).sort()).toEqual(['First', 'Second']);
    expect(rows.at(-1)?.after.title).toBe(stored?.title);
  });

  it('deletes a role once when two ask for it', async () => {
    const role = await createRole();
    const [first, second] = await Promise.all([app.user(['*']), app.user(['*'])]);
    const answers = await Promise.all([
      first.agent.delete(`/v1/role/${role.id}`),
      second.agent.delete(`/v1/role/${role.id}`),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await auditOf('role.delete', role.id)).toHaveLength(1);
  });

  it('creates one of two roles with the same moniker', async () => {
    const admin = await app.user(['*']);
    const body = { title: 'Twin', moniker: `twin-${randomUUID().slice(0, 8)}`, permissions: [] };
    const answers = await Promise.all([1, 2].map(() => admin.agent.post('/v1/role').send(body)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('a role deleted while its holder is signed in', () => {
  it('takes its nodes from the holder on the next request', async () => {
    const role = await createRole(['role.read', 'role.list']);
    const holder = await app.user([]);
    await app.sql('insert into user_roles (user_id, role_id) values ($1, $2)', [holder.id, role.id]);
    const bare = app.agent.as(holder.token);
    await bare.get('/v1/role').expect(200);

    await (await app.user(['*'])).agent.delete(`/v1/role/${role.id}`).expect(200);

    await bare.get('/v1/role').expect(403);
  });

  it('narrows what a gate shows on the next request', async () => {
    const role = await createRole(['role.read', 'obj.role.title']);
    const shown = await createRole();
    const holder = await app.user([]);
    await app.sql('insert into user_roles (user_id, role_id) values ($1, $2)', [holder.id, role.id]);
    const bare = app.agent.as(holder.token);
    const admin = await app.user(['*']);
    const seen = async () => (await bare.get<Envelope<Role>>(`/v1/role/${shown.id}`).expect(200)).body.data;
    expect(await seen()).toEqual({ title: shown.title });

    await admin.agent
      .delete(`/v1/role/${role.id}/permissions`)
      .send({ permissions: ['obj.role.title'] })
      .expect(200);

    expect(await seen()).toEqual({});
  });
});

describe('a refresh token', () => {
  interface Tokens {
    readonly accessToken: string;
    readonly refreshToken: string;
  }

  const refresh = (token: string) => app.agent.post<Envelope<Tokens>>('/v1/auth/refresh').set('x-refresh-token', token);

  /** Signs in where a refresh token comes in the body. */
  async function signIn(): Promise<Tokens> {
    const email = `${randomUUID()}@example.com`;
    const login = `u-${randomUUID().slice(0, 8)}`;
    const admin = await app.user(['*']);
    await admin.agent.post('/v1/user/users').send({ login, name: login, email, password: PASSWORD }).expect(201);
    const { body } = await app.agent
      .post<Envelope<{ access_token: string; refresh_token: string }>>('/oauth2/token')
      .type('form')
      .send({ ...CLIENT, grant_type: 'password', username: login, password: PASSWORD })
      .expect(200);
    return { accessToken: body.data.access_token, refreshToken: body.data.refresh_token };
  }

  it('gives two tabs that refresh at once the same successor', async () => {
    const { refreshToken } = await signIn();
    const answers = await Promise.all([refresh(refreshToken).expect(201), refresh(refreshToken).expect(201)]);

    expect(new Set(answers.map(({ body }) => body.data.refreshToken)).size).toBe(1);
  });

  it('ends the session for everybody when it is used again later', async () => {
    const { refreshToken } = await signIn();
    const { body } = await refresh(refreshToken).expect(201);
    app.clock.advance(31_000);

    await refresh(refreshToken).expect(401);

    await refresh(body.data.refreshToken).expect(401);
    await app.agent.as(body.data.accessToken).get('/users/isAuthenticated').expect(401);
  });
});
