import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface Team {
  id: string;
  name: string;
  slug: string;
  memberCount: number;
  role: number;
}

interface Failure {
  code: string;
  error: unknown;
}

const everything = ['team.*', 'team.member.*'];
let app: TestApp;
let owner: TestUser;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.user(everything, { login: 'olive', email: 'olive@example.com', name: 'Olive' });
});
afterAll(() => app.stop());

const create = async (user: TestUser, body: object) =>
  (await user.agent.post<Team>('/api/v1/teams').send(body).expect(200)).body;

async function join(team: Team, user: TestUser, role: number): Promise<void> {
  await owner.agent.post(`/api/v1/teams/${team.id}/invitations`).send({ user: user.login, role }).expect(200);
  const { body } = await user.agent.get<{ invitations: { id: string }[] }>('/api/v1/user/invitations').expect(200);
  await user.agent.patch(`/api/v1/user/invitations/${body.invitations[0]!.id}`).expect(200);
}

describe('teams', () => {
  it('belong to whoever makes them, under a slug of their name', async () => {
    const team = await create(owner, { name: 'Night Shift' });
    expect(team).toMatchObject({ slug: 'night-shift', memberCount: 1, type: { id: 'starter' } });
    expect((await create(owner, { name: 'Night  shift!' })).slug).toBe('night-shift-2');
    const own = await owner.agent.get<{ count: number; teams: Team[] }>('/api/v1/user/teams').expect(200);
    expect(own.body.teams.find(({ id }) => id === team.id)).toMatchObject({ role: 50, memberCount: 1 });
    const bySlug = await owner.agent.get<Team>('/api/v1/teams/slug/Night-Shift').expect(200);
    expect(bySlug.body.id).toBe(team.id);
  });

  it('refuses reserved and taken slugs, addresses as names and unknown types', async () => {
    await create(owner, { name: 'Taken', slug: 'Taken' });
    const refused = async (body: object) =>
      (await owner.agent.post<Failure>('/api/v1/teams').send(body).expect(400)).body.code;
    expect(await refused({ name: 'x', slug: 'taken' })).toBe('invalid_slug');
    expect(await refused({ name: 'x', slug: 'create' })).toBe('invalid_slug');
    expect(await refused({ name: 'x', type: 'gold' })).toBe('invalid_team_type');
    expect(await refused({ name: 'http://x' })).toBe('FST_ERR_VALIDATION');
    const check = (slug: string) => owner.agent.post<Failure>('/api/v1/teams/check-slug').send({ slug });
    await check('free-one').expect(200);
    expect((await check('TAKEN').expect(409)).body.code).toBe('invalid_slug');
  });

  it('are renamed by owners, as the document shows it', async () => {
    const team = await create(owner, { name: 'Before' });
    const body = { name: 'My Development Team', slug: '' };
    const changed = await owner.agent.put<Team>(`/api/v1/teams/${team.id}`).send(body).expect(200);
    expect(changed.body).toMatchObject({ name: 'My Development Team', slug: 'before' });
    await owner.agent.put(`/api/v1/teams/${team.id}`).send({ slug: 'taken' }).expect(400);
    const [row] = await app.sql<{ before: object }>(
      `select before from audit_log where action = 'team.modify' and target_id = $1`,
      [team.id],
    );
    expect(row?.before).toEqual({ name: 'Before', slug: 'before' });
  });

  it('do not exist for strangers, and need node and role of members', async () => {
    const team = await create(owner, { name: 'Private' });
    const [stranger, viewer, nodeless] = [
      await app.user(everything),
      await app.user(everything),
      await app.actor('team.read'),
    ];
    await stranger.agent.get(`/api/v1/teams/${team.id}`).expect(404);
    await stranger.agent.put(`/api/v1/teams/${team.id}`).send({ name: 'Mine' }).expect(404);
    await join(team, viewer, 10);
    await join(team, nodeless, 50);
    await viewer.agent.get(`/api/v1/teams/${team.id}`).expect(200);
    const refused = await viewer.agent.put<Failure>(`/api/v1/teams/${team.id}`).send({ name: 'Mine' }).expect(403);
    expect(refused.body).toEqual({ code: 'unauthorized', error: 'unauthorized' });
    await nodeless.agent.put(`/api/v1/teams/${team.id}`).send({ name: 'Mine' }).expect(403);
    await viewer.agent.get('/api/v1/teams/cnobodyknows').expect(404);
  });

  it('are all seen by administrators, as administrators', async () => {
    const team = await create(owner, { name: 'Watched' });
    const admin = await app.actor('*');
    const { body } = await admin.agent.get(`/api/v1/teams/${team.id}/user`).expect(200);
    expect(body).toEqual({ role: 99, permissions: {} });
    await admin.agent.delete(`/api/v1/teams/${team.id}`).expect(200);
    await owner.agent.get(`/api/v1/teams/${team.id}`).expect(404);
  });

  it('are listed page by page', async () => {
    for (const name of ['Page one', 'Page two', 'Page 3%']) await create(owner, { name });
    const list = async (query: object) =>
      (
        await owner.agent
          .get<{ meta: { next_cursor?: string }; count: number; teams: Team[] }>('/api/v1/teams')
          .query({ ...query })
          .expect(200)
      ).body;
    const first = await list({ limit: 2, query: 'page' });
    expect([first.count, first.teams.length]).toEqual([3, 2]);
    const last = await list({ limit: 2, query: 'page', cursor: first.meta.next_cursor });
    expect([last.count, last.teams.length, last.meta]).toEqual([3, 1, {}]);
    expect((await list({ query: '3%' })).count).toBe(1);
    await owner.agent.get('/api/v1/teams').query({ limit: 0 }).expect(400);
  });
});

describe('members', () => {
  it('keep an owner', async () => {
    const team = await create(owner, { name: 'Owned' });
    const member = (id: string) => `/api/v1/teams/${team.id}/members/${id}`;
    await owner.agent.put(member(owner.id)).send({ role: 10 }).expect(403);
    await owner.agent.delete(member(owner.id)).expect(400);
    const second = await app.user(everything);
    await join(team, second, 30);
    await owner.agent.put(member(second.id)).send({ role: 50 }).expect(200);
    await owner.agent.delete(member(owner.id)).expect(200);
    await second.agent.delete(member(second.id)).expect(400);
    await second.agent.put(member(second.id)).send({ role: 7 }).expect(400);
  });

  it('keep an owner when two of them leave at once', async () => {
    const team = await create(owner, { name: 'Raced' });
    const second = await app.user(everything);
    await join(team, second, 50);
    const answers = await Promise.all(
      [owner, second].map(({ agent, id }) => agent.delete(`/api/v1/teams/${team.id}/members/${id}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('leave by themselves, but remove others only as owners with the node', async () => {
    const team = await create(owner, { name: 'Leaving' });
    const [plain, other] = [await app.actor('team.read'), await app.user(everything)];
    await join(team, plain, 50);
    await join(team, other, 30);
    await plain.agent.delete(`/api/v1/teams/${team.id}/members/${other.id}`).expect(403);
    await other.agent.delete(`/api/v1/teams/${team.id}/members/${plain.id}`).expect(403);
    await other.agent.delete(`/api/v1/teams/${team.id}/members/${other.id}`).expect(200);
    await owner.agent.delete(`/api/v1/teams/${team.id}/members/${other.id}`).expect(404);
    const { body } = await owner.agent
      .get<{ count: number; members: { username: string; role: number }[] }>(`/api/v1/teams/${team.id}/members`)
      .expect(200);
    expect(body.members.map(({ username }) => username).sort()).toEqual([owner.login, plain.login].sort());
  });

  it('are shown to viewers and above', async () => {
    const team = await create(owner, { name: 'Shown' });
    const guest = await app.user(everything);
    await join(team, guest, 5);
    await guest.agent.get(`/api/v1/teams/${team.id}/members`).expect(403);
    const { body } = await guest.agent.get(`/api/v1/teams/${team.id}/user`).expect(200);
    expect(body).toEqual({ role: 5, permissions: {} });
  });
});

describe('the account', () => {
  it('answers the profile of both clients', async () => {
    const { body, headers } = await owner.agent.get<Record<string, unknown>>('/api/v1/user').expect(200);
    expect(body).toMatchObject({
      username: 'olive',
      admin: false,
      data: { user_id: owner.id, nickname: 'Olive', email: 'olive@example.com' },
      request_id: headers['x-request-id'],
    });
    const refused = await app.agent.get<Record<string, unknown>>('/api/v1/user').expect(401);
    expect(refused.body).toMatchObject({ code: 'unauthorized', status: 'Failed', error_code: 'authentication_failed' });
  });

  it('tells anybody what the installation offers', async () => {
    const { body } = await app.agent.get('/api/v1/settings').expect(200);
    expect(body).toEqual({ 'user:signup': false, 'user:reset-password': false, email: false });
  });
});
