import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface AuditRecord {
  readonly sequence: number;
  readonly message: string;
  readonly actor: { readonly id: string; readonly login: string } | null;
  readonly target: { readonly type: string; readonly id: string; readonly name: string | null } | null;
}

interface AuditList {
  readonly data: AuditRecord[];
  readonly meta: { readonly nextCursor: string | null };
}

interface Entry {
  readonly action: string;
  readonly message: string;
  readonly at?: string;
  readonly actor?: readonly [id: string, login: string];
  readonly target?: readonly [id: string, name: string];
}

let app: TestApp;
let reader: TestUser;

beforeAll(async () => {
  app = await startTestApp();
  reader = await app.actor('audit.read');
});

afterAll(() => app.stop());

async function write({ action, message, at, actor, target }: Entry): Promise<void> {
  await app.sql(
    `insert into audit_log (at, actor_id, actor_login, surface, action, target_type, target_id, target_name, message,
       request_id, address)
     values (coalesce($1::timestamptz, clock_timestamp()), $2, $3, 'system', $4, $5, $6, $7, $8, 'test', '')`,
    [at ?? null, actor?.[0] ?? null, actor?.[1] ?? null, action, target ? 'thing' : null, target?.[0] ?? null].concat([
      target?.[1] ?? null,
      message,
    ]),
  );
}

const list = async (query: Readonly<Record<string, unknown>>): Promise<AuditList> =>
  (await reader.agent.get<AuditList>('/v1/audit').query(query).expect(200)).body;

const messages = async (query: Readonly<Record<string, unknown>>): Promise<string[]> =>
  (await list(query)).data.map(({ message }) => message);

describe('what is recorded', () => {
  it('shows who did what to what, before and after, with the id of the request', async () => {
    const author = await app.actor('role.create', 'role.delete', 'obj.role.*');
    const requestId = randomUUID();
    const { body: created } = await author.agent
      .post<{ data: { id: string } }>('/v1/role')
      .set('x-request-id', requestId)
      .send({ title: 'Auditors', moniker: 'auditors' })
      .expect(201);
    await author.agent.delete(`/v1/role/${created.data.id}`).expect(200);

    const { data } = await list({ target: created.data.id });
    const facts = { title: 'Auditors', moniker: 'auditors', permissions: [] };
    const target = { type: 'role', id: created.data.id, name: 'auditors' };
    const actor = { id: author.id, login: author.login };
    expect(data).toMatchObject([
      { action: 'role.delete', actor, target, before: facts, after: null, surface: 'optima' },
      { action: 'role.create', actor, target, before: null, after: facts, level: 'info', requestId },
    ]);
  });
});

describe('filters', () => {
  const ada = ['ckaaaaaaaaaaaaaaaaaaaaaaa', 'filter-ada'] as const;
  const bob = ['ckbbbbbbbbbbbbbbbbbbbbbbb', 'filter-bob'] as const;
  const apple = ['ckccccccccccccccccccccccc', 'Green apple'] as const;
  const pear = ['not a cuid', 'pear'] as const;

  beforeAll(async () => {
    await write({ action: 'fruit.eat', message: 'one', at: '2020-01-01T00:00:00Z', actor: ada, target: apple });
    await write({ action: 'fruit.peel.half', message: 'two', at: '2020-01-02T00:00:00Z', actor: bob, target: pear });
    await write({ action: 'fruit', message: 'three', at: '2020-01-03T00:00:00Z', target: ['pear', 'same'] });
    await write({ action: 'fruits.eat', message: 'four', at: '2020-01-04T00:00:00Z', actor: ada });
  });

  it.each([
    [{ actor: ada[0] }, ['four', 'one']],
    [{ actor: 'FILTER-ADA' }, ['four', 'one']],
    [{ actor: 'filter-nobody' }, []],
    [{ action: 'fruit.eat' }, ['one']],
    [{ action: 'fruit' }, ['three']],
    [{ action: 'fruit.*' }, ['two', 'one']],
    [{ action: 'fruit.peel.*' }, ['two']],
    [{ target: apple[0] }, ['one']],
    [{ target: 'Green apple' }, ['one']],
    [{ target: 'pear' }, ['three', 'two']],
    [{ target: 'not a cuid' }, ['two']],
    [{ from: '2020-01-02T00:00:00Z', to: '2020-01-03T00:00:00Z' }, ['two']],
    [{ to: '2020-01-03T00:00:00.001Z' }, ['three', 'two', 'one']],
    [{ actor: 'filter-ada', action: 'fruit.*' }, ['one']],
    [{ target: 'pear', action: 'fruit.*', from: '2020-01-01T00:00:00Z' }, ['two']],
    [{ actor: ada[0], target: 'pear' }, []],
  ])('%j finds %j', async (query, expected) => {
    expect(await messages(query)).toEqual(expected);
  });

  it.each([
    { cursor: 'abc' },
    { cursor: '9223372036854775808' },
    { cursor: 'a+b' },
    { limit: 0 },
    { limit: 201 },
    { limit: 'many' },
    { action: 'role.*.read' },
    { action: '*' },
    { from: 'yesterday' },
    { to: '2026-02-30T00:00:00Z' },
    { actor: '' },
    { target: 'x'.repeat(201) },
  ])('%j is refused', async (query) => {
    await reader.agent.get('/v1/audit').query(query).expect(400);
  });
});

describe('cursors', () => {
  const kinds = ['walk.left', 'walk.right'];
  const target = ['ckddddddddddddddddddddddd', 'walked'] as const;
  const step = (count: number, label: string) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        write({ action: kinds[index % 2] ?? '', message: `${label} ${index}`, actor: ['ckeeeee', 'walker'], target }),
      ),
    );

  it.each([{ action: 'walk.*' }, { actor: 'walker' }, { target: 'walked' }, {}])(
    'meet each record of %j once while others are added',
    async (filter) => {
      await step(25, 'old');
      const [start] = await app.sql<{ count: number }>(
        filter.action || filter.actor || filter.target
          ? `select count(*)::int as count from audit_log where action like 'walk.%'`
          : 'select count(*)::int as count from audit_log',
      );
      const seen: number[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const { data, meta } = await list({ ...filter, limit: 7, ...(cursor && { cursor }) });
        seen.push(...data.map(({ sequence }) => sequence));
        cursor = meta.nextCursor;
        await step(3, 'new');
      }
      expect(seen).toHaveLength(start?.count ?? -1);
      expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
    },
  );

  it('end with null, also when the last page is full', async () => {
    const only = { action: 'walk.end' };
    await write({ ...only, message: 'last' });
    expect((await list({ ...only, limit: 1 })).meta.nextCursor).toBeNull();
  });
});

describe('access', () => {
  const routes = [
    ['get', '/v1/audit', 'audit.read', 'audit.verify'],
    ['post', '/v1/audit/verify', 'audit.verify', 'audit.read'],
    ['get', '/auditLogs', 'audit.read', 'audit.verify'],
    ['get', '/auditLogs/1', 'audit.read', 'audit.verify'],
    ['get', '/systemApi/auditLogs', 'audit.read', 'audit.verify'],
  ] as const;

  it.each(routes)('%s %s needs %s', async (method, path, node, other) => {
    await app.agent.request(method, path).expect(401);
    await app.agent.as('not-a-token').request(method, path).expect(401);
    await (await app.actor(other, 'role.*')).agent.request(method, path).expect(403);
    await (await app.actor(node)).agent.request(method, path).expect(200);
  });
});

describe('verification', () => {
  interface Report {
    readonly data: { readonly ok: boolean; readonly sealed: number; readonly firstBroken?: number };
  }

  const verify = async (verifier: TestUser) => (await verifier.agent.post<Report>('/v1/audit/verify').expect(200)).body;

  /** As somebody who owns the database could. */
  const tamper = (message: string, seq: number) =>
    app.sql(`
      alter table audit_log disable trigger audit_log_append_only;
      update audit_log set message = '${message}' where seq = ${seq};
      alter table audit_log enable always trigger audit_log_append_only;
    `);

  it('proves a whole log and finds the record that was changed, without recording itself', async () => {
    const verifier = await app.actor('audit.verify');
    await write({ action: 'chain.link', message: 'true' });
    const [record] = (await list({ action: 'chain.link' })).data;
    const seq = record?.sequence ?? 0;
    const size = () => app.sql('select count(*)::int as count from audit_log');
    const before = await size();

    const { data: whole } = await verify(verifier);
    expect(whole.ok).toBe(true);
    expect(whole).not.toHaveProperty('firstBroken');
    expect(whole.sealed).toBeGreaterThan(0);
    expect(await size()).toEqual(before);

    await tamper('false', seq);
    expect((await verify(verifier)).data).toMatchObject({ ok: false, firstBroken: seq });

    await tamper('true', seq);
    expect((await verify(verifier)).data.ok).toBe(true);
  });

  it('still reports when the end of the chain is broken, where nothing can be sealed', async () => {
    const verifier = await app.actor('audit.verify');
    await verify(verifier);
    await app.sql(`
      alter table audit_head disable trigger user;
      update audit_head set signature = decode('00', 'hex');
      alter table audit_head enable trigger user;
    `);
    expect((await verify(verifier)).data.ok).toBe(false);
  });
});
