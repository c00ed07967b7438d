import { startTestApp, type TestApp, type TestUser } from '../../support/app';

/** What a list without pages holds at most. */
const MOST = 10_000;

let app: TestApp;
let admin: TestUser;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  await app.sql(
    `insert into users (id, login, name) select 'u' || n, 'many-' || n, 'Many' from generate_series(1, $1::int) n`,
    [MOST + 1],
  );
  await app.sql(
    `insert into roles (id, title, moniker) select 'r' || n, 'Many', 'many-' || n from generate_series(1, $1::int) n`,
    [MOST + 1],
  );
  await app.sql(`insert into user_roles (user_id, role_id) select id, 'r1' from users where id like 'u%'`);
  await app.sql(`insert into user_roles (user_id, role_id) select 'u1', id from roles where id <> 'r1'`);
  await app.sql(
    `insert into teams (id, name, slug) select 't' || n, 'Many', 'many-' || n from generate_series(1, $1::int) n`,
    [MOST + 1],
  );
  await app.sql(`insert into team_members (team_id, user_id, role) select 't1', id, 10 from users where id <> $1`, [
    admin.id,
  ]);
  await app.sql(`insert into team_members (team_id, user_id, role) select id, $1, 50 from teams`, [admin.id]);
  await app.sql(
    `insert into team_invitations (id, team_id, invitor_id, email, role, expires_at)
     select 'i' || n, 't1', $1, n || '@example.com', 10, now() + interval '1 day' from generate_series(1, $2::int) n`,
    [admin.id, MOST + 1],
  );
  await app.sql(
    `insert into personal_access_tokens (id, user_id, name, token_hash)
     select 'p' || n, $1, 'many', sha256(n::text::bytea) from generate_series(1, $2::int) n`,
    [admin.id, MOST + 1],
  );
}, 60_000);
afterAll(() => app.stop());

type Body = Record<string, unknown>;
const list = (key: string) => (body: Body) => body[key] as unknown[];

it.each([
  ['/v1/user/users', list('data')],
  ['/v1/role', list('data')],
  ['/v1/role/many-1/users', list('data')],
  ['/v1/user/users/u1/roles', list('data')],
  ['/admin/users/usernames', list('payload')],
  ['/role', list('payload')],
  ['/api/v1/user/teams', list('teams')],
  ['/api/v1/teams/t1/members', list('members')],
  ['/api/v1/teams/t1/invitations', list('invitations')],
  ['/api/v1/user/tokens', list('tokens')],
])(
  '%s holds no more than 10,000',
  async (path, itemsOf) => {
    const { body } = await admin.agent.get<Body>(path).expect(200);
    expect(itemsOf(body)).toHaveLength(MOST);
  },
  60_000,
);

it('/api/v1/teams holds a page of 1,000 unless told', async () => {
  const { body } = await admin.agent.get<Body>('/api/v1/teams').expect(200);
  expect(list('teams')(body)).toHaveLength(1_000);
});

it.each(['/v1/user/users?rpp=501', '/v1/user/users?page=1000001', '/api/v1/teams?limit=1001', '/v1/audit?limit=201'])(
  'GET %s is refused: nobody asks for more than a page',
  async (path) => {
    const { body } = await admin.agent.get<Body>(path).expect(400);
    expect(JSON.stringify(body)).toMatch(/rpp|page|limit/);
  },
);

it.each(['/v1/user/@me', '/v1/nowhere', '/api/v1/user', '/users', '/user', '/api/auth/user', '/api/v1/user/tokens'])(
  'no cache may keep what %s answers',
  async (path) => {
    for (const agent of [admin.agent, app.agent]) {
      const { headers } = await agent.get(path);
      expect(headers['cache-control']).toBe('no-store');
    }
  },
);
