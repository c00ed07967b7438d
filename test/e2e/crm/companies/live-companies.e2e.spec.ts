import type { Company } from '@contract/optima';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { make, type TestCompany } from '../../../support/make';

interface Answer<Data> {
  readonly data: Data;
  readonly error?: string;
}

const PATH = '/v1/company/companies';
const EVERYTHING = { includeAddress: 'true', includePrimaryContact: 'true', includeAllContacts: 'true' };

let server: RunningConnectWise;
let app: TestApp;
let admin: TestUser;
let acme: TestCompany;
let local: TestCompany;

beforeAll(async () => {
  server = await startSimulator({ companies: 30, contacts: 80, catalogItems: 10, opportunities: 2 });
  app = await startTestApp(environmentOf(server));
  admin = await app.actor('*');
  acme = await make.company(app, { name: 'Old name', cwCompanyId: 250, cwIdentifier: 'old' });
  local = await make.company(app, { name: 'Only here', cwData: { allContacts: [] } });
});

afterAll(async () => {
  await app.stop();
  await server.close();
});

afterEach(() => server.faults.clear());

const fetch = (query: Record<string, string> = {}, { id } = acme, user = admin) =>
  user.agent.get<Answer<Company>>(`${PATH}/${id}`).query(query).expect(200);

describe('a company while ConnectWise answers', () => {
  it('is what ConnectWise says now, and is kept', async () => {
    const { body, headers } = await fetch(EVERYTHING);
    expect(headers).not.toHaveProperty('x-data-stale');
    expect(body.data).toMatchObject({ id: acme.id, name: 'Acme Corporation', cw_Identifier: 'AcmeCorp' });
    expect(body.data.cw_Data.address).toEqual({
      ...{
        line1: '123 Main St',
        line2: null,
        city: 'Springfield',
        state: 'IL',
        zip: '62701',
        country: 'United States',
      },
    });
    expect(body.data.cw_Data.primaryContact).toMatchObject({ firstName: 'John', lastName: 'Doe', inactive: false });
    expect(body.data.cw_Data.allContacts).toHaveLength(2);
    const [row] = await app.sql<{ cw_data: object }>('select cw_data from companies where id = $1', [acme.id]);
    expect(row?.cw_data).toEqual(body.data.cw_Data);
  });

  it('follows a change, and is marked when it is gone', async () => {
    server.simulation.changeAsPerson('Company', 250, { city: 'Elsewhere' });
    expect((await fetch({ includeAddress: 'true' })).body.data.cw_Data.address?.city).toBe('Elsewhere');
    const ghost = await make.company(app, { name: 'Ghost', cwCompanyId: 99_999 });
    expect((await fetch({}, ghost)).body.data.name).toBe('Ghost');
    const [row] = await app.sql('select cw_deleted_at is not null as marked from companies where id = $1', [ghost.id]);
    expect(row).toEqual({ marked: true });
  });

  it('is not set back by a look that began before a change and ended after it', async () => {
    await app.sql(`update companies set name = 'Newer', cw_last_updated = now() + interval '1 hour' where id = $1`, [
      acme.id,
    ]);
    await app.sql(`update companies set cw_data = cw_data - 'allContacts' where id = $1`, [acme.id]);
    const { body } = await fetch(EVERYTHING);
    expect(body.data).toMatchObject({ name: 'Newer', cw_Identifier: 'AcmeCorp' });
    expect(body.data.cw_Data.allContacts).toHaveLength(2);
    await app.sql('update companies set cw_last_updated = null where id = $1', [acme.id]);
    expect((await fetch()).body.data.name).toBe('Acme Corporation');
  });

  it('is not asked for when ConnectWise does not know it', async () => {
    server.simulation.requests.length = 0;
    const { body, headers } = await fetch(EVERYTHING, local);
    expect(body.data).toMatchObject({ name: 'Only here', cw_Data: { allContacts: [] } });
    expect(headers).not.toHaveProperty('x-data-stale');
    expect(server.simulation.requests).toEqual([]);
  });

  it('asks for contacts only when they are asked for', async () => {
    server.simulation.requests.length = 0;
    await fetch({ includeAddress: 'true' });
    expect(server.simulation.requests.map(({ url }) => url.includes('contacts'))).toEqual([false]);
  });
});

describe('configurations', () => {
  const configurations = ({ id } = acme, user = admin) =>
    user.agent.get<Answer<{ id: number; company: { id: number } }[]>>(`${PATH}/${id}/configurations`);

  it('are those of ConnectWise, without its links', async () => {
    const { body } = await configurations().expect(200);
    const stored = server.simulation.world.collections.find(({ path }) => path === 'company/configurations');
    const ids = [...(stored?.store.after(0) ?? [])].filter((row) => (row.company as { id: number }).id === 250);
    expect(body.data.map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
    expect(JSON.stringify(body)).not.toContain('_href');
  });

  it('are none of a company that ConnectWise does not know, and need their nodes', async () => {
    expect((await configurations(local).expect(200)).body.data).toEqual([]);
    await configurations({ id: 'nobody', name: '' }).expect(404);
    await configurations(acme, await app.actor('company.fetch')).expect(403);
    await configurations(acme, await app.actor('company.fetch.configurations')).expect(403);
    await configurations(acme, await app.actor('company.fetch', 'company.fetch.configurations')).expect(200);
  });
});

describe('on-hand numbers', () => {
  it('are refreshed on demand, with one row of audit for a change', async () => {
    const item = await make.catalogItem(app, { cwCatalogId: 5, columns: { on_hand: 500 } });
    const row = server.simulation.world.catalog.get(5);
    if (!row) throw new Error('The simulator has no item 5');
    server.simulation.world.setOnHand(row, 7);
    const path = `/v1/procurement/items/${item.id}/refresh-inventory`;
    const refresh = async () => (await admin.agent.post<Answer<{ onHand: number }>>(path).expect(200)).body.data.onHand;
    expect([await refresh(), await refresh()]).toEqual([7, 7]);
    const audit = await app.sql(`select before, after from audit_log where action = 'catalog.inventory.refresh'`);
    expect(audit).toEqual([{ before: { onHand: 500 }, after: { onHand: 7 } }]);
    const gone = await make.catalogItem(app, { cwCatalogId: 777 });
    await admin.agent.post(`/v1/procurement/items/${gone.id}/refresh-inventory`).expect(404);
  });
});

describe('while ConnectWise is slow or down', () => {
  it('a company is what was known last, and says how old that is', async () => {
    await app.sql(`update companies set cw_refreshed_at = now() - interval '1 hour' where id = $1`, [acme.id]);
    server.faults.add({ fault: { kind: 'silence' } });
    const { body, headers } = await fetch(EVERYTHING);
    expect(body.data.cw_Data.address?.city).toBe('Elsewhere');
    expect(headers['x-data-stale']).toBe('true');
    expect(Number(headers.age)).toBeGreaterThan(3_500);
    expect((await fetch({}, local)).headers).not.toHaveProperty('x-data-stale');
  });

  it('configurations and stock answer that it could not be asked', async () => {
    server.faults.add({ fault: { kind: 'status', status: 500 } });
    await admin.agent.get(`${PATH}/${acme.id}/configurations`).expect(502);
    const [item] = await app.sql<{ id: string }>('select id from catalog_items where cw_catalog_id = 5');
    const { status } = await admin.agent.post(`/v1/procurement/items/${item?.id ?? ''}/refresh-inventory`);
    expect([502, 503]).toContain(status);
    expect((await fetch()).headers['x-data-stale']).toBe('true');
  });
});
