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

describe('the list of users', () => {
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

  const list = (query: Record<string, unknown>) =>
    admin.agent.get<Answer<User[]>>('/v1/user/users').query(query).expect(200);
  const logins = async (query: Record<string, unknown>) =>
    (await list({ search: 'listed', ...query })).body.data.map(({ login }) => login);

  beforeAll(async () => {
    await newUser('listed-1', { name: 'Zoe Listed', roles: ['operator', 'viewer'] });
    await newUser('listed-2', { name: 'Adam Listed', email: 'a_b%c@example.com' });
    await newUser('listed-3', { name: 'Mia Listed' });
    await app.sql(`update users set active = false where login = 'listed-3'`);
  });

  it('answers every match without paging facts when no page is asked for', async () => {
    const { body } = await list({});
    const [{ total } = { total: 0 }] = await app.sql<{ total: number }>('select count(*)::int as total from users');
    expect(body.data).toHaveLength(total);
    expect(body.pagination).toBeUndefined();
  });

  it.each([
    ['name', ['listed-2', 'listed-3', 'listed-1']],
    ['-name', ['listed-1', 'listed-3', 'listed-2']],
    ['login', ['listed-1', 'listed-2', 'listed-3']],
    ['-login', ['listed-3', 'listed-2', 'listed-1']],
    ['createdAt', ['listed-1', 'listed-2', 'listed-3']],
    ['-createdAt', ['listed-3', 'listed-2', 'listed-1']],
  ])('sorts by %s', async (sort, expected) => {
    expect(await logins({ sort })).toEqual(expected);
  });

  it('sorts by name unless told otherwise, and shows the monikers of roles', async () => {
    const { body } = await list({ search: 'LISTED' });
    expect(body.data.map(({ name }) => name)).toEqual(['Adam Listed', 'Mia Listed', 'Zoe Listed']);
    expect(body.data[2]?.roles).toEqual(['operator', 'viewer']);
  });

  it.each([
    [true, ['listed-2', 'listed-1']],
    [false, ['listed-3']],
  ])('filters by active=%s', async (active, expected) => {
    expect(await logins({ active })).toEqual(expected);
  });

  it('searches name, login and e-mail for the very characters', async () => {
    expect(await logins({ search: 'zoe l' })).toEqual(['listed-1']);
    expect(await logins({ search: 'A_B%C@' })).toEqual(['listed-2']);
    expect(await logins({ search: 'l%d' })).toEqual([]);
    expect(await logins({ search: '\\' })).toEqual([]);
  });

  it('searches each of them by itself, and a changed one at once', async () => {
    const renamed = await newUser('other-4', { name: 'Ida Former' });
    expect(await logins({ search: 'Formerother-4' })).toEqual([]);
    await admin.agent.patch(`/v1/user/users/${renamed.id}`).send({ name: 'Ida Présent' }).expect(200);
    expect(await logins({ search: 'former' })).toEqual([]);
    expect(await logins({ search: 'PRÉSENT' })).toEqual(['other-4']);
  });

  it('says where a page stands', async () => {
    const { body } = await list({ search: 'listed', page: 2, rpp: 2 });
    expect(body.data.map(({ login }) => login)).toEqual(['listed-1']);
    expect(body.pagination).toEqual({
      previousPage: 1,
      currentPage: 2,
      nextPage: null,
      totalPages: 2,
      totalRecords: 3,
      listedRecords: 1,
    });
  });

  it('knows the total behind the last page and of nothing', async () => {
    const behind = await list({ search: 'listed', page: 9, rpp: 2 });
    expect(behind.body.pagination).toMatchObject({ totalRecords: 3, listedRecords: 0, nextPage: null });
    const nothing = await list({ search: 'nobody at all', rpp: 2 });
    expect(nothing.body.pagination).toMatchObject({ totalRecords: 0, totalPages: 0, listedRecords: 0 });
  });

  it.each([{ page: 0 }, { rpp: 501 }, { sort: 'password' }, { active: 'maybe' }, { search: '' }])(
    'refuses %j',
    async (query) => {
      await admin.agent.get('/v1/user/users').query(query).expect(400);
    },
  );

  it('shows only the fields the actor may see', async () => {
    const actor = await app.actor('user.read.other', 'user.list.other', 'obj.user.login');
    const { body } = await actor.agent.get<Answer<object[]>>('/v1/user/users').query({ search: 'listed-1' });
    expect(body.data).toEqual([{ login: 'listed-1' }]);
  });

  it('needs both nodes', async () => {
    const actor = await app.actor('user.read.other');
    await actor.agent.get('/v1/user/users').expect(403);
  });
});
