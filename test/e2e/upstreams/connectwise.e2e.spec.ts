import { demoCompanies } from '../../../apps/api/src/modules/crm/companies/demo-company-rows';
import { startConnectWise, type RunningConnectWise } from '../../../apps/upstreams/src/connectwise';
import { type Json, linksOf, PlainClient } from './connectwise-client';

const faults: unknown[] = [];
let server: RunningConnectWise;
let client: PlainClient;

beforeAll(async () => {
  server = await startConnectWise({}, (fault) => faults.push(fault));
  client = new PlainClient(server);
});

afterAll(async () => {
  await server.close();
  expect(faults).toEqual([]);
});

describe('the way in', () => {
  it('tells the release of a company before anybody signs in, and null for an unknown one', async () => {
    const info = async (company: string) => (await fetch(`${server.url}/login/companyinfo/${company}`)).json();
    expect(await info('switchyard')).toMatchObject({ Codebase: 'v2025_1/', CompanyID: 'switchyard', IsCloud: true });
    expect(await info('nobody')).toBeNull();
  });

  it.each([
    ['no credentials', { authorization: '' }],
    ['another key', { authorization: `Basic ${Buffer.from('switchyard+public:wrong').toString('base64')}` }],
    ['no client id', { clientId: '' }],
  ])('answers 401 to %s', async (_case, headers) => {
    expect(await client.get('/company/companies', {}, headers)).toMatchObject({
      status: 401,
      body: { code: 'Unauthorized', message: expect.any(String), errors: null },
    });
  });

  it('answers 404 in its own words for an unknown record and an unknown resource', async () => {
    expect(await client.get('/company/companies/1')).toMatchObject({ status: 404, body: { code: 'NotFound' } });
    expect(await client.get('/company/nothing')).toMatchObject({ status: 404, body: { code: 'NotFound' } });
    expect(await client.get('/sales/opportunities/1/notes')).toMatchObject({ status: 404, body: { code: 'NotFound' } });
  });
});

describe('the data', () => {
  it('begins with the companies and people of the demo', async () => {
    const { body } = await client.get('/company/companies', { pageSize: '25' });
    const { body: contacts } = await client.get('/company/contacts', { conditions: 'id < 5000', pageSize: '1000' });
    expect(body.map((company: Json) => [company.id, company.identifier, company.name, company.city])).toEqual(
      demoCompanies.map(({ cwCompanyId, cwIdentifier, name, cwData }) => [
        ...[cwCompanyId, cwIdentifier, name, cwData.address?.city],
      ]),
    );
    const people = demoCompanies.flatMap(({ cwCompanyId, cwData }) =>
      (cwData.allContacts ?? []).map((person) => ({ ...person, company: cwCompanyId })),
    );
    expect(
      contacts.map(
        ({ id, firstName, lastName, title, inactiveFlag, company, communicationItems: [phone, email] }: Json) => ({
          ...{ cwId: id, firstName, lastName, title, inactive: inactiveFlag, company: company.id },
          ...{ phone: phone.value, email: email.value },
        }),
      ),
    ).toEqual(people);
    expect(body.map((company: Json) => company.defaultContact.id)).toEqual(
      demoCompanies.map(({ cwData }) => cwData.primaryContact?.cwId),
    );
  });

  it.each([
    ['/company/companies', 500],
    ['/company/contacts', 2_000],
    ['/procurement/catalog', 5_000],
    ['/sales/opportunities', 300],
    ['/system/members', 6],
  ])('has as many records of %s as were asked for', async (path, count) => {
    expect((await client.get(`${path}/count`)).body).toEqual({ count });
  });

  it('is the same for the same seed', async () => {
    const other = await startConnectWise({}, () => undefined);
    const paths = ['/company/contacts?page=40', '/procurement/catalog?page=99', '/sales/opportunities?page=3'];
    for (const path of paths) {
      expect((await new PlainClient(other).get(path)).body).toEqual((await client.get(path)).body);
    }
    await other.close();
  });

  it('is consistent: what points somewhere points to something', async () => {
    const opportunities = (await client.get('/sales/opportunities', { pageSize: '1000' })).body;
    const companies = new Set(await client.ids('/company/companies', ''));
    const members = new Set(await client.ids('/system/members', ''));
    const contacts = new Map<number, number>();
    for (const page of ['1', '2']) {
      const { body } = await client.get('/company/contacts', { page, pageSize: '1000', fields: 'id,company/id' });
      for (const { id, company } of body) contacts.set(id, company.id);
    }
    expect(opportunities).toHaveLength(300);
    for (const { company, contact, primarySalesRep } of opportunities) {
      expect(companies).toContain(company.id);
      expect(members).toContain(primarySalesRep.id);
      expect(contacts.get(contact.id)).toBe(company.id);
    }
    for (const { company, site } of opportunities.slice(0, 20)) {
      expect((await client.get(`/company/companies/${company.id}/sites/${site.id}`)).status).toBe(200);
    }
    const opportunityIds = new Set(opportunities.map(({ id }: Json) => id));
    const products = (await client.get('/procurement/products', { pageSize: '1000' })).body;
    for (const { opportunity } of products) expect(opportunityIds).toContain(opportunity.id);
    expect(products.filter(({ quantityCancelled }: Json) => quantityCancelled > 0).length).toBeGreaterThan(20);
  });

  it('sorts its catalogue into the documented categories', async () => {
    const { body } = await client.get('/procurement/subcategories/', { conditions: 'category/id = 18' });
    expect(body).toEqual(expect.arrayContaining([expect.objectContaining({ id: 112, name: 'Network-Switch' })]));
    expect((await client.get('/procurement/categories/18/subcategories/')).body).toEqual(body);
    const { body: items } = await client.get('/procurement/catalog', {
      conditions: 'manufacturer/id = 259 AND subcategory/name like "Network-*"',
    });
    expect(items).toHaveLength(25);
    for (const { category, manufacturer } of items) expect([category.id, manufacturer.name]).toEqual([18, 'TP-Link']);
  });

  it('counts what is on hand by item and by identifier', async () => {
    const item = (await client.get('/procurement/catalog/123')).body;
    await fetch(`${server.url}/control/on-hand/123`, {
      method: 'PUT',
      body: '{"onHand":7}',
      headers: { 'content-type': 'application/json' },
    });
    expect((await client.get('/procurement/catalog/123/inventory')).body).toMatchObject([
      { onHand: 7, catalogItem: { id: 123, identifier: item.identifier } },
    ]);
    const path = `/procurement/catalog/${encodeURIComponent(item.identifier)}/quantityOnHand`;
    expect((await client.get(path)).body).toEqual({ count: 7 });
    const labor = encodeURIComponent('Labor & Installation - Field');
    expect((await client.get(`/procurement/catalog/${labor}/quantityOnHand`)).body).toEqual({ count: 0 });
  });

  it('tells by warehouse bin what lies there, page by page, as it does by item', async () => {
    const bins = (await client.get('/procurement/warehouseBins', { fields: 'id,warehouse/name' })).body;
    expect(bins).toEqual([
      { id: 1, warehouse: { name: 'Murray' } },
      { id: 2, warehouse: { name: 'Paducah' } },
      { id: 3, warehouse: { name: 'Paducah' } },
    ]);
    const totals = new Map<number, number>();
    const conditions = 'catalogItem/id >= 200 and catalogItem/id < 260';
    for (const bin of [1, 2]) {
      const path = `/procurement/warehouseBins/${bin}/inventoryOnHand`;
      for (let pageId: number | undefined = 0; pageId !== undefined;) {
        const query: Record<string, string> = { conditions, pageId: String(pageId), pageSize: '20' };
        const { body } = await client.get(path, query, { 'pagination-type': 'forward-only' });
        const places = body as {
          id: number;
          warehouseBin: { id: number };
          catalogItem: { id: number };
          onHand: number;
        }[];
        for (const { warehouseBin, catalogItem, onHand } of places) {
          expect(warehouseBin.id).toBe(bin);
          totals.set(catalogItem.id, (totals.get(catalogItem.id) ?? 0) + onHand);
        }
        pageId = places.at(-1)?.id;
      }
      expect((await client.get(`${path}/count`, { conditions })).body.count).toBeGreaterThan(20);
    }
    for (let id = 200; id < 260; id += 1) {
      const { body } = await client.get(`/procurement/catalog/${id}/inventory`);
      const total = (body as { onHand: number }[]).reduce((sum, { onHand }) => sum + onHand, 0);
      expect([id, totals.get(id) ?? 0]).toEqual([id, total]);
    }
    expect((await client.get('/procurement/warehouseBins/3/inventoryOnHand')).body).toEqual([]);
    expect((await client.get('/procurement/warehouseBins/99/inventoryOnHand')).status).toBe(404);
  });

  it('generates a hundred thousand items as cheaply as they are read', async () => {
    const large = await startConnectWise({ catalogItems: 100_000 }, () => undefined);
    const plain = new PlainClient(large);
    expect((await plain.get('/procurement/catalog/100000')).body.id).toBe(100_000);
    const { body } = await plain.get(
      '/procurement/catalog',
      { pageId: '99000', pageSize: '1000', fields: 'id' },
      { 'pagination-type': 'forward-only' },
    );
    expect([body.length, body[999]]).toEqual([1_000, { id: 100_000 }]);
    await large.close();
  });
});

describe('conditions', () => {
  it.each([
    ['id = 250', [250]],
    ['id in (250, 252) or id=260', [250, 252, 260]],
    ['identifier = "acmecorp"', [250]],
    ['name contains "Brûlé"', [255]],
    ['name like "Gran*"', [262]],
    ['name like "%Spa"', [270]],
    ['id < 255 AND not name like "*a*"', [253]],
    ['id < 260 and addressLine2 = null and state != "IL"', [252, 255, 256, 258]],
    ['id < 252 and addressLine2 != null', [251]],
    ['(id = 250 OR id = 251) AND country/name = "United States" AND deletedFlag = False', [250, 251]],
    ['id = 250 and lastUpdated > [2099-01-01T00:00:00Z]', []],
    ['id = 250 and lastUpdated < [2099-01-01T00:00:00Z]', [250]],
    ['id < 253 and id not in (250, 251)', [252]],
    ['id < 252 and name not contains "acme"', [251]],
    ['name = "no \\"such\\" \\\\ name"', []],
  ])('%s', async (condition, ids) => {
    expect(await client.ids('/company/companies', condition)).toEqual(ids);
  });

  it('look into arrays and custom fields', async () => {
    const byEmail = 'communicationItems/value like "john.doe@*" AND communicationItems/communicationType="Email"';
    expect((await client.get('/company/contacts', { childConditions: byEmail })).body).toMatchObject([{ id: 4000 }]);
    const crossed = 'communicationItems/value like "john.doe@*" AND communicationItems/communicationType="Phone"';
    expect((await client.get('/company/contacts', { childConditions: crossed })).body).toEqual([]);
    const rush = { customFieldConditions: 'caption="Install Priority" AND value = "Rush"', pageSize: '1000' };
    const { body } = await client.get('/sales/opportunities', rush);
    expect(body.length).toBeGreaterThan(10);
    expect(body.every(({ customFields }: Json) => customFields[1].value === 'Rush')).toBe(true);
  });

  it.each([
    'id =',
    'id = 1 2',
    '(id = 1',
    'id ~ 1',
    'name = "open',
    'name = "a" or',
    'id in ()',
    'lastUpdated > [yesterday]',
    'nosuchfield = 1',
    'company/nosuch = 1 and',
    'name contains 5',
    'name = "tab\there"',
  ])('refuses %s with 400', async (conditions) => {
    expect(await client.get('/company/companies', { conditions })).toMatchObject({
      status: 400,
      body: { code: 'ConnectWiseApi', message: expect.any(String) },
    });
  });

  it("refuse 'in' over children", async () => {
    const childConditions = 'communicationItems/id in (1)';
    expect((await client.get('/company/contacts', { childConditions })).status).toBe(400);
  });
});

describe('lists', () => {
  it('page through with links, the first and last without those that lead nowhere', async () => {
    const first = await client.get('/company/companies', { pageSize: '200', conditions: 'id > 0' });
    expect(first.body).toHaveLength(200);
    expect(Object.keys(linksOf(first)).sort()).toEqual(['last', 'next']);
    expect(linksOf(first).next?.searchParams.get('conditions')).toBe('id > 0');
    const last = await client.get('/company/companies', { pageSize: '200', page: '3' });
    expect(last.body).toHaveLength(100);
    expect(Object.keys(linksOf(last)).sort()).toEqual(['first', 'prev']);
    expect((await client.get('/company/companies')).body).toHaveLength(25);
    expect((await client.get('/company/contacts', { pageSize: '5000' })).body).toHaveLength(1_000);
  });

  it('go forward only by id, with a next link even when nothing follows', async () => {
    const header = { 'pagination-type': 'forward-only' };
    const page = await client.get('/company/companies', { pageSize: '300', page: '9' }, header);
    expect(page.body.map(({ id }: Json) => id)).toEqual(Array.from({ length: 300 }, (_, place) => 250 + place));
    expect(linksOf(page).next?.searchParams.get('pageId')).toBe('549');
    const rest = await client.get('/company/companies', { pageSize: '300', pageId: '749' }, header);
    expect([rest.body, linksOf(rest).next?.searchParams.get('pageId')]).toEqual([[], '749']);
    expect((await client.get('/company/companies', { orderBy: 'name' }, header)).status).toBe(400);
  });

  it('are sorted and cut to the fields asked for', async () => {
    const query = { orderBy: 'city desc, id', conditions: 'id < 275', fields: 'id,city,country/name,types/name' };
    const { body } = await client.get('/company/companies', query);
    expect(body[0]).toEqual({
      ...{ id: 266, city: 'Wichita', country: { name: 'United States' } },
      types: [{ name: 'Client' }],
    });
    const cities = body.map(({ city }: Json) => city);
    expect(cities).toEqual([...cities].sort().reverse());
  });

  it.each([{ page: '0' }, { pageSize: 'many' }, { orderBy: 'nosuch' }])('refuse %j', async (query) => {
    expect((await client.get('/company/companies', query as Json)).status).toBe(400);
  });
});
