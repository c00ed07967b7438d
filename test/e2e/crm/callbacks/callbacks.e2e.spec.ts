import { Client } from 'pg';
import { until } from '../../../support/until';
import { runSync } from '../../../support/syncs';
import { rowsOf } from '../sales/sales-fixture';
import {
  catchOne,
  contentOf,
  registered,
  signed,
  startWithCallbacks,
  tell,
  type CallbackFixture,
  type Content,
  type Told,
} from './callback-fixture';

let fixture: CallbackFixture;
let token: string;
let companyId: number;
let caught: Told;
let content: Content;

beforeAll(async () => {
  fixture = await startWithCallbacks();
  const { app, server } = fixture;
  const admin = await app.actor('*');
  for (const resource of ['companies', 'catalog', 'opportunities', 'members']) await runSync(app, admin, resource);
  token = await fixture.token();
  companyId = Number(rowsOf(server, 'Company')[0]?.id);
  caught = await catchOne(server, companyId);
  content = contentOf(caught);
});

afterAll(() => fixture.stop());

afterEach(async () => {
  fixture.server.faults.clear();
  await settled();
});

/** Resolves when everything that was told is read. */
const settled = () =>
  until(async () => {
    const [row] = await fixture.app.sql<{ busy: boolean }>(
      `select exists (select from connectwise_hints)
         or exists (select from jobs where kind = 'connectwise.read-hinted' and state in ('queued', 'running')) as busy`,
    );
    return row?.busy === false;
  });

const company = async (id: number) => {
  const [row] = await fixture.app.sql<{ name: string; gone: boolean; updated_at: Date }>(
    'select name, cw_deleted_at is not null as gone, updated_at from companies where cw_company_id = $1',
    [id],
  );
  return row;
};

/** Reads of companies since the last call of this. */
const reads = () =>
  fixture.server.simulation.requests
    .splice(0)
    .filter(({ method, url }) => method === 'GET' && url.includes('/company/companies')).length;

/** Of all hints that wait. */
const marks = async () =>
  (await fixture.app.sql<{ mark: string }>('select mark from connectwise_hints')).map(({ mark }) => mark);

const send = (changes: Partial<Content>) => signed(content.Metadata.key_url, { ...content, ...changes });

describe('a change in ConnectWise', () => {
  it('of a company, an item, an opportunity or a member is here soon, without a sync', async () => {
    const { app, server } = fixture;
    const [item] = rowsOf(server, 'CatalogItem');
    const [opportunity] = rowsOf(server, 'Opportunity');
    const [member] = rowsOf(server, 'Member');
    server.simulation.changeAsPerson('Company', companyId, { name: 'Renamed there', city: 'Elsewhere' });
    if (item) server.simulation.world.setOnHand(item, 4_711);
    server.simulation.changeAsPerson('CatalogItem', Number(item?.id), { description: 'Another item', price: 12.5 });
    server.simulation.changeAsPerson('Opportunity', Number(opportunity?.id), { name: 'Another quote' });
    server.simulation.changeAsPerson('Member', Number(member?.id), { lastName: 'Remarried' });
    await until(async () => (await company(companyId))?.name === 'Renamed there');
    await until(async () => {
      const [row] = await app.sql(
        'select name, price::float, on_hand::int from catalog_items where cw_catalog_id = $1',
        [item?.id],
      );
      return row?.name === 'Another item' && row.price === 12.5 && row.on_hand === 4_711;
    });
    await until(async () => {
      const [row] = await app.sql('select name from opportunities where cw_opportunity_id = $1', [opportunity?.id]);
      return row?.name === 'Another quote';
    });
    await until(async () => {
      const [row] = await app.sql('select last_name from cw_members where cw_member_id = $1', [member?.id]);
      return row?.last_name === 'Remarried';
    });
    const [syncs] = await app.sql(`select count(*)::int as count from jobs where kind like 'sync.%'`);
    expect(syncs).toEqual({ count: 4 });
  });

  it('that adds a record adds it here, and one that deletes it marks it and drops nothing', async () => {
    const { app, server } = fixture;
    const { simulation } = server;
    const collection = simulation.world.collections.find(({ path }) => path === 'company/companies');
    if (!collection) throw new Error('The simulator has no companies');
    const { id } = simulation.changes.add(collection, {
      ...rowsOf(server, 'Company')[0],
      identifier: 'new',
      name: 'New',
    });
    await until(async () => (await company(id))?.name === 'New');
    const row = collection.store.get(id);
    if (row) simulation.changes.remove(collection, row);
    await until(async () => (await company(id))?.gone);
    const quotes = simulation.world.collections.find(({ path }) => path === 'sales/opportunities');
    const quote = quotes && [...quotes.store.after(0)].at(-1);
    if (!quotes || !quote) throw new Error('The simulator has no opportunities');
    simulation.changes.remove(quotes, quote);
    await until(async () => {
      const [kept] = await app.sql('select deleted_at from opportunities where cw_opportunity_id = $1', [quote.id]);
      return kept?.deleted_at instanceof Date;
    });
  });

  it('is read again when ConnectWise fails meanwhile', async () => {
    const { server } = fixture;
    server.faults.add({ fault: { kind: 'status', status: 503 }, path: 'company/companies', times: 2 });
    server.simulation.changeAsPerson('Company', companyId, { name: 'After a failure' });
    await until(async () => (await company(companyId))?.name === 'After a failure', { deadlineMs: 30_000 });
  });

  it('that cannot be kept costs none of the others', async () => {
    const { app, server } = fixture;
    const [, other] = rowsOf(server, 'Company');
    server.faults.add({ fault: { kind: 'latency', ms: 200 }, path: 'company/companies', times: 1 });
    server.simulation.changeAsPerson('Company', companyId, { name: 'nul \u0000 inside' });
    server.simulation.changeAsPerson('Company', Number(other?.id), { name: 'Kept all the same' });
    await until(async () => (await company(Number(other?.id)))?.name === 'Kept all the same');
    await settled();
    expect((await company(companyId))?.name).toBe('After a failure');
    expect(app.log.join('')).toContain(`${String(companyId)} could not be brought up to date`);
    server.simulation.changeAsPerson('Company', companyId, { name: 'Clean' });
    await until(async () => (await company(companyId))?.name === 'Clean');
  });
});

describe('a callback', () => {
  it('is a hint: neither its state of the record nor its word of a deletion is believed', async () => {
    const { app } = fixture;
    reads();
    const entity = JSON.stringify({ id: companyId, name: 'As the callback says' });
    await tell(app, token, await send({ Entity: entity, Action: 'deleted' })).expect(202);
    await until(() => reads() > 0);
    await settled();
    expect(await company(companyId)).toMatchObject({ name: 'Clean', gone: false });
  });

  it('may come again and again, and changes nothing then', async () => {
    const { app } = fixture;
    const before = await company(companyId);
    for (let time = 0; time < 3; time += 1) await tell(app, token, caught).expect(202);
    await settled();
    expect(await company(companyId)).toEqual(before);
  });

  it.each<[string, Partial<Content>]>([
    ['of a type that is not synced', { Type: 'ticket' }],
    ['of no record', { ID: 0 }],
    ['of a record that no id can name', { ID: 2 ** 31 }],
  ])('%s is taken and ignored', async (_case, changes) => {
    reads();
    await tell(fixture.app, token, await send(changes)).expect(202);
    expect(await fixture.app.sql('select * from connectwise_hints')).toEqual([]);
    expect(reads()).toBe(0);
  });

  it('of a record that is neither there nor here is read and forgotten', async () => {
    await tell(fixture.app, token, await send({ ID: 987_654 })).expect(202);
    await settled();
    expect(await company(987_654)).toBeUndefined();
  });

  it('is read once for many of the same time', async () => {
    const { app, server } = fixture;
    const release = await holdCompany();
    reads();
    await tell(app, token, caught).expect(202);
    await until(() => server.simulation.requests.some(({ url }) => url.includes('/company/companies')));
    const told = Array.from({ length: 50 }, () => tell(app, token, caught).expect(202));
    await Promise.all(told);
    const before = await marks();
    server.simulation.changeAsPerson('Company', companyId, { name: 'The last of many' });
    await until(async () => String(await marks()) !== String(before));
    expect(await marks()).toHaveLength(1);
    await release();
    await until(async () => (await company(companyId))?.name === 'The last of many');
    await settled();
    expect(reads()).toBeLessThanOrEqual(3);
    const [jobs] = await app.sql(
      `select count(*)::int as audited from audit_log where action like 'job.%' and target_name like 'connectwise.%'`,
    );
    expect(jobs).toEqual({ audited: 0 });
  });
});

/** Lets nobody write the company until it is let go. */
async function holdCompany() {
  const client = new Client(fixture.app.databaseUrl);
  await client.connect();
  await client.query('begin');
  await client.query('select from companies where cw_company_id = $1 for update', [companyId]);
  return async () => {
    await client.query('commit');
    await client.end();
  };
}

it('every process takes callbacks, and one of them reads', async () => {
  const { app, startAnother } = fixture;
  const second = await startAnother();
  try {
    await registered(fixture);
    reads();
    await Promise.all([app, second, app, second].map((each) => tell(each, token, caught).expect(202)));
    await settled();
    const runs = await app.sql(
      `select state from jobs where kind = 'connectwise.read-hinted' and state <> 'succeeded'`,
    );
    expect(runs).toEqual([]);
    expect(reads()).toBeGreaterThan(0);
  } finally {
    await second.stop();
  }
});
