import type { Opportunity, OpportunityType, Pagination } from '@contract/optima';
import { opportunityGate } from '../../../../apps/api/src/modules/crm/sales/sales.permissions';
import { type Answer, linkCompanies, PATH, rowsOf, type SalesFixture, startSales } from './sales-fixture';

type Listed = Answer<Opportunity[]> & { readonly meta: { readonly pagination: Pagination } };

const idOf = (reference: unknown): number => (reference as { id: number }).id;

let sales: SalesFixture;
let unlinked: number;

beforeAll(async () => {
  sales = await startSales();
  const companies = rowsOf(sales.server, 'Company');
  const [first] = rowsOf(sales.server, 'Opportunity');
  unlinked = idOf(first?.company);
  await linkCompanies(
    sales.app,
    companies.filter(({ id }) => id !== unlinked),
  );
  await sales.sync();
});
afterAll(() => sales.stop());
beforeEach(() => void sales.seen());

const list = (query: Record<string, unknown> = {}, user = sales.admin) =>
  user.agent.get<Listed>(PATH).query(query).expect(200);

const all = async () => (await list({ rpp: 100, includeClosed: true })).body.data;
const fetchOne = (identifier: string | number, user = sales.admin) =>
  user.agent.get<Answer<Opportunity>>(`${PATH}/${identifier}`);

describe('GET /v1/sales/opportunities', () => {
  it('answers open ones, newest first, in the documented shape', async () => {
    const { body, text, headers } = await list({ rpp: 5 });
    expect(body.message).toBe('Opportunities fetched successfully!');
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['status', 'message', 'data', 'meta', 'successful']);
    const ids = body.data.map(({ cwOpportunityId }) => cwOpportunityId);
    expect(ids).toEqual([...ids].sort((one, other) => other - one));
    expect(body.data.every(({ closedFlag }) => !closedFlag)).toBe(true);
    expect(Object.keys(body.data[0] ?? {})).toEqual(opportunityGate.fields);
    expect(headers['x-data-stale']).toBeUndefined();
    const open = rowsOf(sales.server, 'Opportunity').filter(({ closedDate }) => closedDate === null).length;
    expect(body.meta.pagination).toEqual({
      ...{ previousPage: null, currentPage: 1, nextPage: 2, totalPages: Math.ceil(open / 5) },
      ...{ totalRecords: open, listedRecords: 5 },
    });
  });

  it('shows what ConnectWise has, with the activities as they are now', async () => {
    const found = await all();
    expect(found).toHaveLength(60);
    const activities = rowsOf(sales.server, 'Activity');
    for (const row of rowsOf(sales.server, 'Opportunity')) {
      const shown = found.find(({ cwOpportunityId }) => cwOpportunityId === row.id)!;
      const own = activities.filter(({ opportunity }) => idOf(opportunity) === row.id);
      expect(shown).toMatchObject({
        ...{ name: row.name, notes: row.notes, type: row.type, rating: row.rating, customerPO: row.customerPO },
        location: { id: row.locationId, name: row.locationId === 1 ? 'Murray' : 'Paducah' },
        department: { id: row.businessUnitId, name: row.businessUnitId === 5 ? 'Sales' : 'Field Services' },
        closedFlag: row.closedDate !== null,
        expectedCloseDate: new Date(String(row.expectedCloseDate)).toISOString(),
        site: { id: idOf(row.site), name: 'Main Office' },
      });
      expect(shown.primarySalesRep).not.toHaveProperty('_info');
      expect(shown.activities.map(({ cwActivityId }) => cwActivityId).sort()).toEqual(own.map(({ id }) => id).sort());
    }
  });

  it('shows customers that are known here, with address and contacts as they are now', async () => {
    const found = await all();
    for (const row of rowsOf(sales.server, 'Opportunity')) {
      const { company, companyId } = found.find(({ cwOpportunityId }) => cwOpportunityId === row.id)!;
      const expected = idOf(row.company) === unlinked ? [null, undefined] : [companyId, idOf(row.company)];
      expect([companyId && company!.id!, company?.cw_CompanyId]).toEqual(expected);
    }
    const { company } = found.find((shown) => shown.company !== null)!;
    const row = rowsOf(sales.server, 'Company').find(({ id }) => id === company!.cw_CompanyId)!;
    const people = rowsOf(sales.server, 'Contact').filter((person) => idOf(person.company) === row.id);
    expect(company!.cw_Data!.address).toMatchObject({ line1: row.addressLine1, zip: row.zip });
    expect(company!.cw_Data!.allContacts!.map(({ cwId }) => cwId)).toEqual(people.map(({ id }) => id));
    expect(company!.cw_Data!.allContacts![0]).toMatchObject({
      firstName: people[0]!.firstName,
      email: expect.stringContaining('@') as string,
    });
  });

  it.each([1, 30, 100])('asks ConnectWise once per kind of record for %s rows', async (rpp) => {
    const { body } = await list({ rpp, includeClosed: true });
    expect(body.data).toHaveLength(Math.min(rpp, 60));
    const kinds = sales.seen().map((call) => call.split('?')[0]);
    expect(kinds.sort()).toEqual(['GET company/companies', 'GET company/contacts', 'GET sales/activities']);
  });

  it('asks ConnectWise nothing for no rows', async () => {
    const { body } = await list({ search: 'nothing is called that' });
    expect(body.data).toEqual([]);
    expect(body.meta.pagination).toMatchObject({ totalRecords: 0, totalPages: 0, listedRecords: 0 });
    expect(sales.seen()).toEqual([]);
  });

  it('finds by any part of the name, and closed ones only when told', async () => {
    const found = await all();
    const closed = found.find(({ closedFlag }) => closedFlag);
    const search = (closed?.name ?? '').slice(2).toUpperCase();
    const idsOf = ({ body }: { body: Listed }) => body.data.map(({ id }) => id);
    expect(idsOf(await list({ search, includeClosed: true }))).toContain(closed?.id);
    expect(idsOf(await list({ search }))).not.toContain(closed?.id);
    expect((await list({ search: '%' })).body.data).toEqual([]);
  });

  it('pages through all without a gap or a repetition', async () => {
    const found = await all();
    const pages = await Promise.all([1, 2, 3].map((page) => list({ page, rpp: 20, includeClosed: true })));
    expect(pages.flatMap(({ body }) => body.data.map(({ id }) => id))).toEqual(found.map(({ id }) => id));
  });

  it.each([
    ['page', 0],
    ['page', 'x'],
    ['rpp', 101],
    ['rpp', 1.5],
    ['search', 'x'.repeat(201)],
    ['search', '\u0000'],
    ['includeClosed', 'perhaps'],
  ])('refuses %s=%j and names the field', async (field, value) => {
    const { body } = await sales.admin.agent
      .get<Listed>(PATH)
      .query({ [field]: value })
      .expect(400);
    expect(body.errors?.map(({ path }) => path)).toEqual([[field]]);
  });

  it('shows the keys that the caller may see, also of the company, and refuses who may not list', async () => {
    const some = await sales.app.actor(
      ...['sales.opportunity.fetch.many', 'obj.opportunity.name', 'obj.opportunity.company', 'obj.company.name'],
    );
    const { body } = await list({ rpp: 100 }, some);
    const linked = body.data.find(({ company }) => company !== null);
    expect(Object.keys(linked ?? {})).toEqual(['name', 'company']);
    expect(Object.keys(linked?.company ?? {})).toEqual(['name']);
    const nothing = await sales.app.actor('sales.opportunity.fetch.many');
    expect((await list({ rpp: 1 }, nothing)).body.data).toEqual([{}]);
    await (await sales.app.actor('sales.opportunity.fetch')).agent.get(PATH).expect(403);
    await sales.app.agent.get(PATH).expect(401);
  });
});

describe('GET /v1/sales/opportunities/count', () => {
  const count = async (query: Record<string, unknown>) =>
    (await sales.admin.agent.get<Answer<{ count: number }>>(`${PATH}/count`).query(query).expect(200)).body;

  it('counts all, or the open ones, and is no identifier', async () => {
    const open = rowsOf(sales.server, 'Opportunity').filter(({ closedDate }) => closedDate === null).length;
    expect(await count({})).toMatchObject({ message: 'Opportunity count fetched successfully!', data: { count: 60 } });
    expect((await count({ openOnly: true })).data.count).toBe(open);
    expect(open).toBeLessThan(60);
    expect(sales.seen()).toEqual([]);
    await (await sales.app.actor('sales.opportunity.fetch')).agent.get(`${PATH}/count`).expect(403);
  });
});

describe('GET /v1/sales/opportunities/{identifier}', () => {
  it('answers by our id and by the one in ConnectWise, with the whole site', async () => {
    const listed = (await all()).find(({ company }) => company !== null);
    sales.seen();
    const { body } = await fetchOne(listed?.id ?? '').expect(200);
    expect(body.message).toBe('Opportunity fetched successfully!');
    const kinds = sales.seen().map((call) => call.split('?')[0]?.replace(/\d+/g, 'N'));
    expect(kinds.sort()).toEqual([
      ...['GET company/companies', 'GET company/companies/N/sites/N', 'GET company/contacts', 'GET sales/activities'],
    ]);
    const site = rowsOf(sales.server, 'Site').find(({ id }) => id === listed?.site?.id);
    expect(body.data.site).toMatchObject({
      ...{ id: site?.id, name: site?.name, primaryAddressFlag: site?.primaryAddressFlag },
      address: { line1: site?.addressLine1, state: (site?.stateReference as { name: string }).name },
    });
    expect({ ...body.data, site: null }).toEqual({ ...listed, site: null });
    const byCwId = await fetchOne(listed?.cwOpportunityId ?? 0).expect(200);
    expect(byCwId.body.data).toEqual(body.data);
  });

  it('fetches one that is not known here from ConnectWise, and keeps it', async () => {
    const { changes, world } = sales.server.simulation;
    const collection = world.collections.find(({ resource }) => resource === 'Opportunity')!;
    const [template] = rowsOf(sales.server, 'Opportunity');
    const { id: _id, ...fields } = template!;
    const row = changes.add(collection, { ...fields, name: 'Brand new \u0000 \ud800 offer' });
    const first = await fetchOne(row.id).expect(200);
    expect(first.body.data).toMatchObject({ cwOpportunityId: row.id, name: 'Brand new  \ufffd offer' });
    expect((await fetchOne(first.body.data.id).expect(200)).body.data.id).toBe(first.body.data.id);
    await sales.app.sql('delete from opportunities where cw_opportunity_id = $1', [row.id]);
    world.opportunities.remove(row.id);
  });

  it.each(['nobody-at-all', '999999', '99999999999', '0', '2147483648', 'ckx0000000000000000000001'])(
    'does not find %s',
    async (identifier) => {
      const { body } = await fetchOne(identifier).expect(404);
      expect(body).toMatchObject({
        error: 'OpportunityNotFound',
        message: `Opportunity with identifier '${identifier}' was not found.`,
      });
    },
  );

  it('is gated by the same fields, and needs its node', async () => {
    const some = await sales.app.actor('sales.opportunity.fetch', 'obj.opportunity.id', 'obj.opportunity.site');
    const { body } = await fetchOne(5_002, some).expect(200);
    expect(Object.keys(body.data)).toEqual(['id', 'site']);
    await fetchOne(5_002, await sales.app.actor('sales.opportunity.fetch.many')).expect(403);
  });
});

describe('POST /v1/sales/opportunities/{identifier}/refresh', () => {
  const refresh = (identifier: string | number, user = sales.admin) =>
    user.agent.post<Answer<Opportunity>>(`${PATH}/${identifier}/refresh`);

  it('brings what ConnectWise changed, under the same id, and records who asked for it', async () => {
    const before = (await fetchOne(5_003).expect(200)).body.data;
    sales.server.simulation.changeAsPerson('Opportunity', 5_003, { name: 'Renamed', locationId: 77 });
    expect((await fetchOne(5_003).expect(200)).body.data.name).toBe(before.name);
    const { body } = await refresh(before.id).expect(200);
    expect(body.message).toBe('Opportunity refreshed from ConnectWise successfully!');
    expect(body.data).toMatchObject({ id: before.id, name: 'Renamed', location: { id: 77, name: '' } });
    expect(body.data.createdAt).toBe(before.createdAt);
    expect((await list({ search: 'renamed', includeClosed: true })).body.data.map(({ id }) => id)).toEqual([before.id]);
    const rows = await sales.app.sql('select target_id, actor_id from audit_log where action = $1', [
      'opportunity.refresh',
    ]);
    expect(rows).toEqual([{ target_id: before.id, actor_id: sales.admin.id }]);
  });

  it('answers 404 for one that ConnectWise lost, which is then gone here as well', async () => {
    await fetchOne(5_004).expect(200);
    sales.server.simulation.world.opportunities.remove(5_004);
    expect((await refresh(5_004).expect(404)).body.error).toBe('OpportunityNotFound');
    await fetchOne(5_004).expect(404);
    expect((await all()).map(({ cwOpportunityId }) => cwOpportunityId)).not.toContain(5_004);
    await refresh('nobody-at-all').expect(404);
  });

  it('keeps only the id for who may see nothing, and needs its node', async () => {
    const { body } = await refresh(5_005, await sales.app.actor('sales.opportunity.refresh')).expect(200);
    expect(Object.keys(body.data)).toEqual(['id']);
    await refresh(5_005, await sales.app.actor('sales.opportunity.fetch')).expect(403);
  });
});

describe('GET /v1/sales/opportunity-types', () => {
  const TYPES = '/v1/sales/opportunity-types';

  it('lists the canonical statuses with what ConnectWise adds, by name', async () => {
    const { body } = await sales.admin.agent.get<Answer<OpportunityType[]>>(TYPES).expect(200);
    expect(body.message).toBe('Opportunity Types Fetched Successfully!');
    expect(body.data.map(({ id }) => id)).toEqual([51, 24, 43, 46, 49, 58, 29, 53, 59]);
    expect(body.data[0]).toEqual({
      ...{ id: 51, name: '00. FutureLead', wonFlag: false, lostFlag: false, closedFlag: false, inactiveFlag: false },
      ...{ defaultFlag: false, enteredBy: 'crobinso', dateEntered: '2023-07-11T23:13:19Z' },
      _info: { lastUpdated: '2024-04-28T15:03:57Z', updatedBy: 'crobinso' },
      ...{ connectWiseId: '070f72a3-70d0-ef11-b2e0-000c29c55070', optimaEquivalency: [35, 36] },
    });
    expect(body.data.find(({ id }) => id === 29)).toMatchObject({
      wonFlag: true,
      closedFlag: true,
      connectWiseId: null,
    });
    expect(body.data.find(({ id }) => id === 24)?.defaultFlag).toBe(true);
    await (await sales.app.actor('sales.opportunity.fetch')).agent.get(TYPES).expect(403);
  });
});
