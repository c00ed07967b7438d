import { PrincipalSource } from '@app/kernel';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { until } from '../../../support/until';

interface Token {
  id: string;
  name: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  readOnly: boolean;
  adminOptIn: boolean;
  teams: { id: string; name: string }[];
  token: string;
}

const HOUR_MS = 3_600_000;
const path = '/api/v1/user/tokens';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const create = async ({ agent }: TestUser, body: object = { name: 'deploy' }) =>
  (await agent.post<Token>(path).send(body).expect(200)).body;

const stored = async (id: string) => {
  const [row] = await app.sql<{ last_used_at: Date | null }>(
    'select last_used_at from personal_access_tokens where id = $1',
    [id],
  );
  return row;
};

describe('personal access tokens', () => {
  it('shows the value once, keeps its hash only, and lists without it', async () => {
    const user = await app.actor('team.read');
    const expiresAt = app.clock.now().getTime() + HOUR_MS;
    const made = await create(user, { name: 'deploy', expiresAt });
    expect(made).toMatchObject({ name: 'deploy', expiresAt: new Date(expiresAt).toISOString(), lastUsedAt: null });

    const { body } = await user.agent.get<{ tokens: Token[]; count: number }>(path).expect(200);
    expect(body.count).toBe(1);
    expect(body.tokens[0]).not.toHaveProperty('token');
    const dump = await app.sql<{ row: string }>('select t::text as row from personal_access_tokens t');
    expect(dump.every(({ row }) => !row.includes(made.token))).toBe(true);
  });

  it('acts with the nodes of its owner, and stops with the owner', async () => {
    const user = await app.actor('team.read');
    const { token } = await create(user);
    const pat = app.agent.as(token);
    await pat.get('/api/v1/user/teams').expect(200);
    await pat.get('/api/v1/teams').expect(403);
    await app.sql('update users set active = false where id = $1', [user.id]);
    await pat.get('/api/v1/user/teams').expect(401);
  });

  it('cannot make or change tokens, but revoke them', async () => {
    const user = await app.actor('team.read');
    const { id, token } = await create(user);
    const pat = app.agent.as(token);
    const refused = await pat.post<{ code: string }>(path).send({ name: 'second' }).expect(403);
    expect(refused.body.code).toBe('pat_cannot_create_pat');
    await pat.put(`${path}/${id}`).send({}).expect(403);
    await pat.delete(`${path}/${id}`).expect(204);
    await pat.get(path).expect(401);
    const actions = await app.sql<{ action: string }>(
      'select action from audit_log where target_id = $1 order by seq',
      [id],
    );
    expect(actions.map(({ action }) => action)).toEqual(['user.pat.created', 'user.pat.deleted']);
  });

  it('is deleted when it is used after its expiry', async () => {
    const user = await app.actor('team.read');
    const { id, token } = await create(user, { name: 'short', expiresAt: app.clock.now().getTime() + 60_000 });
    app.clock.advance(61_000);
    const { body } = await user.agent.get<{ count: number }>(path).expect(200);
    expect(body.count).toBe(0);
    await app.agent.as(token).get(path).expect(401);
    expect(await stored(id)).toBeUndefined();
  });

  it('refuses an expiry in the past and a stranger, and forgets the expiry that is left out', async () => {
    const [user, stranger] = [await app.actor('team.read'), await app.actor('team.read')];
    const past = app.clock.now().getTime() - 1;
    await user.agent.post(path).send({ name: 'late', expiresAt: past }).expect(400);
    const { id } = await create(user, { name: 'deploy', expiresAt: app.clock.now().getTime() + HOUR_MS });
    await stranger.agent.put(`${path}/${id}`).send({}).expect(404);
    await stranger.agent.delete(`${path}/${id}`).expect(404);
    const { body } = await user.agent.put<Token>(`${path}/${id}`).send({ scope: 'a' }).expect(200);
    expect(body.expiresAt).toBeNull();
  });

  it('writes the last use at most once a minute', async () => {
    const user = await app.actor('team.read');
    const { id, token } = await create(user);
    const use = () => app.agent.as(token).get(path).expect(200);
    const stamped = async (after?: Date) => {
      const at = (await stored(id))?.last_used_at;
      return at && (!after || at > after) ? at : undefined;
    };
    await use();
    const first = await until(() => stamped());
    await use();
    app.clock.advance(61_000);
    await use();
    const second = await until(() => stamped(first));
    expect(second.getTime() - first.getTime()).toBeGreaterThanOrEqual(60_000);
  });

  it('only reads when it is read-only', async () => {
    const user = await app.actor('team.read', 'team.create');
    const made = await create(user, { name: 'reader', readOnly: true });
    expect(made.readOnly).toBe(true);
    const pat = app.agent.as(made.token);
    await pat.get('/api/v1/user/teams').expect(200);
    await pat.post('/api/v1/teams').send({ name: 'No' }).expect(403);
    await pat.delete(`${path}/${made.id}`).expect(403);
    await pat.patch('/api/v1/user/invitations/cnowhere').expect(403);
    await pat.delete('/api/v1/user/invitations/cnowhere').expect(403);
  });

  it('opts in to administration only for holders of *', async () => {
    const user = await app.actor('team.read');
    const refused = await user.agent.post<{ code: string }>(path).send({ name: 'a', adminOptIn: true }).expect(403);
    expect(refused.body.code).toBe('unauthorized');
    const { id } = await create(user);
    await user.agent.put(`${path}/${id}`).send({ adminOptIn: true }).expect(403);
  });

  it("acts as an ordinary user without an administrator's opt-in", async () => {
    const [admin, stranger] = [await app.actor('*'), await app.actor('team.create', 'team.read')];
    const { body: foreign } = await stranger.agent.post<{ id: string }>('/api/v1/teams').send({ name: 'Foreign' });
    const made = await create(admin, { name: 'ordinary' });
    expect(made.adminOptIn).toBe(false);
    const pat = app.agent.as(made.token);
    await pat.get('/api/v1/teams').expect(403);
    await pat.get('/v1/role').expect(403);
    await pat.get(`/api/v1/teams/${foreign.id}`).expect(404);
    await admin.agent.get(`/api/v1/teams/${foreign.id}`).expect(200);

    const { body: own } = await pat.post<{ id: string }>('/api/v1/teams').send({ name: 'Own' }).expect(200);
    await pat.put(`/api/v1/teams/${own.id}`).send({ name: 'Still own' }).expect(200);
    await pat.get('/api/v1/user/teams').expect(200);

    await admin.agent.put<Token>(`${path}/${made.id}`).send({ adminOptIn: true }).expect(200);
    await pat.get('/api/v1/teams').expect(200);
    await admin.agent.put<Token>(`${path}/${made.id}`).send({ adminOptIn: false }).expect(200);
    await pat.get('/api/v1/teams').expect(403);
  });

  it('keeps the nodes that its administrator has beside *', async () => {
    const admin = await app.actor('*', 'role.read', 'role.list');
    const { token } = await create(admin);
    await app.agent
      .as({ token, patterns: ['role.read', 'role.list'] })
      .get('/v1/role')
      .expect(200);
    await app.agent.as(token).get('/v1/user/users').expect(403);
  });

  it('reaches only its teams, and ends with the last of them', async () => {
    const user = await app.actor('team.read', 'team.create', 'team.delete');
    const team = async (name: string) =>
      (await user.agent.post<{ id: string }>('/api/v1/teams').send({ name }).expect(200)).body.id;
    const [mine, other] = [await team('Mine'), await team('Other')];
    const refused = await user.agent
      .post<{ code: string }>(path)
      .send({ name: 'x', teamIds: [mine, 'cnowhere'] })
      .expect(400);
    expect(refused.body.code).toBe('invalid_team');
    const { id, token, teams } = await create(user, { name: 'narrow', teamIds: [mine] });
    expect(teams).toEqual([{ id: mine, name: 'Mine' }]);
    const pat = app.agent.as(token);
    const { body } = await pat.get<{ teams: { id: string }[] }>('/api/v1/user/teams').expect(200);
    expect(body.teams.map((reached) => reached.id)).toEqual([mine]);
    await pat.get(`/api/v1/teams/${mine}`).expect(200);
    await pat.get(`/api/v1/teams/${other}`).expect(403);
    const { body: kept } = await user.agent.put<Token>(`${path}/${id}`).send({ readOnly: true }).expect(200);
    expect(kept).toMatchObject({ readOnly: true, teams });
    await user.agent.delete(`/api/v1/teams/${mine}`).expect(200);
    await pat.get('/api/v1/user/teams').expect(401);
  });

  it('reaches all teams again when its restriction is lifted', async () => {
    const user = await app.actor('team.read', 'team.create');
    const { body: team } = await user.agent.post<{ id: string }>('/api/v1/teams').send({ name: 'One' }).expect(200);
    const { body: second } = await user.agent.post<{ id: string }>('/api/v1/teams').send({ name: 'Two' }).expect(200);
    const { id, token } = await create(user, { name: 'narrow', teamIds: [team.id] });
    await app.agent.as(token).get(`/api/v1/teams/${second.id}`).expect(403);
    await user.agent.put<Token>(`${path}/${id}`).send({ teamIds: [] }).expect(200);
    await app.agent.as(token).get(`/api/v1/teams/${second.id}`).expect(200);
    const { body } = await user.agent.get<{ tokens: Token[] }>(path).expect(200);
    expect(body.tokens).toMatchObject([{ id, readOnly: false, adminOptIn: false, teams: [] }]);
  });

  it('is unknown to the guard when it only looks like one', async () => {
    const principals = app.nest.get(PrincipalSource, { strict: false });
    await expect(principals.authenticate(`ffpat_${'A'.repeat(43)}`)).resolves.toBeNull();
  });
});
