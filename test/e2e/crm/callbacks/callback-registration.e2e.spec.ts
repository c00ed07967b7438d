import { startTestApp, type TestApp } from '../../../support/app';
import { environmentOf } from '../../../support/connectwise';
import { until } from '../../../support/until';
import { rowsOf } from '../sales/sales-fixture';
import { PATH, registered, startWithCallbacks, type CallbackFixture } from './callback-fixture';

const JOB = 'connectwise.register-callbacks';
const TYPES = ['Company', 'Member', 'Opportunity', 'ProductCatalog'];

// Every process that is started takes its time on a busy machine, and most tests start some.
jest.setTimeout(180_000);

let fixture: CallbackFixture;

beforeAll(async () => {
  fixture = await startWithCallbacks();
  await registered(fixture);
});

afterAll(() => fixture.stop());

afterEach(() => fixture.server.faults.clear());

const runs = async (state = 'succeeded'): Promise<number> => {
  const [row] = await fixture.app.sql<{ count: number }>(
    'select count(*)::int as count from jobs where kind = $1 and state = $2',
    [JOB, state],
  );
  return row?.count ?? 0;
};

/** Another process starts on the same database and registers, too. */
async function startsAgain(work: (app: TestApp) => Promise<void> = async () => undefined): Promise<void> {
  const before = await runs();
  const again = await fixture.startAnother();
  try {
    await until(async () => (await runs()) > before, { what: 'the registration at start', deadlineMs: 60_000 });
    await work(again);
  } finally {
    await again.stop();
  }
}

const audits = () =>
  fixture.app.sql<{ actor_login: string | null; after: object }>(
    `select actor_login, after from audit_log where action = 'connectwise.callbacks' order by seq`,
  );

const without = (entries: readonly object[]) => entries.map((entry) => ({ ...entry, id: undefined, _info: undefined }));

describe('at start', () => {
  it('ConnectWise is told to call for every change of what is synced', () => {
    const entries = fixture.entries();
    expect(entries.map(({ type }) => type).sort()).toEqual(TYPES);
    for (const entry of entries) {
      expect(entry).toMatchObject({ level: 'owner', objectId: 1, inactiveFlag: false });
      expect(entry.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/connectwise\/callbacks\?token=[\w-]{43}&recordId=$/);
      expect(String(entry.url).startsWith(`${fixture.publicUrl}${PATH}?`)).toBe(true);
    }
  });

  it('which is on record, without the secret of the address', async () => {
    await until(async () => (await runs()) === 1);
    const [only, ...others] = await audits();
    expect(others).toEqual([]);
    expect(only?.actor_login).toBeNull();
    expect(only?.after).toMatchObject({ changed: [], removed: [] });
    expect([...(only?.after as { added: string[] }).added].sort()).toEqual(TYPES);
    expect(JSON.stringify(only)).not.toContain(await fixture.token());
  });

  it('of another process, or again, nothing is added and nothing is recorded', async () => {
    const before = fixture.entries();
    await startsAgain();
    await startsAgain();
    expect(fixture.entries()).toEqual(before);
    expect(await audits()).toHaveLength(1);
  });

  it('what is missing, switched off, old or double is mended, and what is not ours is left alone', async () => {
    const { callbacks } = fixture.server.simulation.world;
    const [company, item, quote] = ['Company', 'ProductCatalog', 'Opportunity'].map((type) =>
      fixture.entries().find((entry) => entry.type === type),
    );
    if (!company || !item || !quote) throw new Error('Not everything is registered');
    const wanted = without(fixture.entries()).map((entry) => JSON.stringify(entry));
    callbacks.remove(company.id);
    callbacks.replace({ ...item, inactiveFlag: true, url: `${fixture.publicUrl}${PATH}?token=old&recordId=` });
    callbacks.insert({ ...quote });
    callbacks.insert({ ...quote, type: 'ticket' });
    const foreign = callbacks.insert({ ...quote, url: 'https://elsewhere.example.com/hook?recordId=' });
    await startsAgain();
    const ours = fixture.entries().filter(({ id }) => id !== foreign.id);
    const found = without(ours).map((entry) => JSON.stringify(entry));
    expect(found.sort()).toEqual(wanted.sort());
    expect(fixture.entries()).toContainEqual(foreign);
    expect((await audits()).at(-1)?.after).toMatchObject({
      ...{ added: ['Company'], changed: ['ProductCatalog'], removed: ['Opportunity', 'ticket'] },
    });
    callbacks.remove(foreign.id);
  });

  it('a hint that an earlier process left is read', async () => {
    const { app, server } = fixture;
    const [first] = rowsOf(server, 'Company');
    await app.sql('delete from connectwise_hints');
    await app.sql(`insert into connectwise_hints (resource, cw_id) values ('companies', $1)`, [first?.id]);
    await app.sql(`insert into connectwise_hints (resource, cw_id) values ('no-more', 1)`);
    await startsAgain(async () => {
      await until(async () => (await app.sql('select from connectwise_hints')).length === 0);
    });
    const [row] = await app.sql('select name from companies where cw_company_id = $1', [first?.id]);
    expect(row).toEqual({ name: first?.name });
  });
});

describe('a ConnectWise that does not let us', () => {
  it('keeps nobody from starting; what was done is on record, and the rest is done later', async () => {
    const { app, server } = fixture;
    for (const { id } of fixture.entries()) server.simulation.world.callbacks.remove(id);
    const denied = { kind: 'status', status: 403, code: 'Denied' } as const;
    server.faults.add({ fault: denied, path: 'system/callbacks', method: 'POST', times: 2 });
    const again = await fixture.startAnother();
    try {
      await until(async () => (await runs('failed')) === 1, { what: 'the failure', deadlineMs: 60_000 });
      await again.agent.get('/v1/user/@me').expect(401);
      const lines = [...again.log, ...app.log].join('');
      expect(lines).toContain('Callbacks could not be registered with ConnectWise now, but later');
    } finally {
      await again.stop();
    }
    server.faults.clear();
    await startsAgain();
    expect(await registered(fixture)).toHaveLength(TYPES.length);
  });
});

it('without an address that ConnectWise could reach, nothing is registered', async () => {
  const before = fixture.entries();
  const silent = await startTestApp(environmentOf(fixture.server));
  try {
    expect(await silent.sql('select from jobs where kind = $1', [JOB])).toEqual([]);
    expect(await silent.sql('select from job_schedules where kind = $1', [JOB])).toEqual([]);
    expect(fixture.entries()).toEqual(before);
  } finally {
    await silent.stop();
  }
});
