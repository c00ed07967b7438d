import type { CatalogItem, CatalogItemWithLinks, CatalogTaxonomy, Pagination } from '@contract/optima';
import { CatalogMatches, type Matches } from '../../../../apps/api/src/modules/crm/procurement/catalog-matches';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { make, type TestCatalogItem } from '../../../support/make';

interface Answer<Data> {
  readonly message: string;
  readonly data: Data;
  readonly meta: { readonly pagination: Pagination };
  readonly error?: string;
}

const PATH = '/v1/procurement/items';

let app: TestApp;
let admin: TestUser;
let switchItem: TestCatalogItem;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  const network = { category: 'Technology', category_cw_id: 18, manufacturer: 'Ubiquiti', manufacturer_cw_id: 248 };
  switchItem = await make.catalogItem(app, {
    ...{ cwCatalogId: 123, identifier: 'USW-24', name: 'Übung Switch 24' },
    columns: {
      ...network,
      ...{ subcategory: 'Network-Switch', subcategory_cw_id: 112, description: 'Layer 3 100% managed' },
      ...{ part_number: 'USW_24', vendor_sku: 'SKU\\24', price: 899.99, cost: 650, on_hand: 5, sales_taxable: true },
      ...{ customer_description: 'A switch', vendor_name: 'Dell Direct', vendor_cw_id: 12 },
      ...{ cw_last_updated: '2026-02-25T10:00:00Z', internal_notes: 'two weeks ahead' },
    },
  });
  await make.catalogItem(app, {
    ...{ name: 'Access Point', columns: { ...network, subcategory: 'Network-Wireless', price: 100, on_hand: 0 } },
  });
  await make.catalogItem(app, {
    name: 'Router by name',
    columns: { ...network, manufacturer: 'TP-LINK', manufacturer_cw_id: 1, subcategory: 'Network-Router', price: 50 },
  });
  await make.catalogItem(app, {
    name: 'Camera',
    columns: { ...network, subcategory: 'Surveillance-Camera', price: 250.5, on_hand: 2 },
  });
  await make.catalogItem(app, {
    ...{ cwCatalogId: 3756, identifier: 'Labor & Installation / Field', name: 'Labor' },
    columns: { category: 'Field', subcategory: 'Labor', price: 6_500 },
  });
  await make.catalogItem(app, { name: 'Retired', columns: { inactive: true, category: 'General' } });
  await make.catalogItem(app, { name: 'Vanished', columns: { cw_deleted_at: new Date() } });
});
afterAll(() => app.stop());

const list = (query: Record<string, unknown>, user = admin) =>
  user.agent.get<Answer<CatalogItem[]>>(PATH).query(query).expect(200);

/** Pages of so few matches are read by their ids, others on the way through the items. */
async function withoutIds(this: CatalogMatches, criteria: Parameters<CatalogMatches['lately']>[0]): Promise<Matches> {
  const { version, total } = await this.count(criteria);
  return { version, total };
}

const names = async (query: Record<string, unknown>) => (await list(query)).body.data.map(({ name }) => name);

describe('GET /v1/procurement/items', () => {
  it('answers a page by name, in the documented shape', async () => {
    const { body, text } = await list({ search: 'switch', rpp: 1 });
    expect(body.message).toBe('Catalog items fetched successfully!');
    const stamp = expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) as string;
    expect(body.data).toEqual([
      {
        ...{ id: switchItem.id, cwCatalogId: 123, identifier: 'USW-24', name: 'Übung Switch 24' },
        ...{ description: 'Layer 3 100% managed', customerDescription: 'A switch', internalNotes: 'two weeks ahead' },
        ...{ category: 'Technology', categoryCwId: 18, subcategory: 'Network-Switch', subcategoryCwId: 112 },
        ...{ manufacturer: 'Ubiquiti', manufactureCwId: 248, partNumber: 'USW_24', vendorName: 'Dell Direct' },
        ...{ vendorSku: 'SKU\\24', vendorCwId: 12, price: 899.99, cost: 650, inactive: false, salesTaxable: true },
        ...{ onHand: 5, cwLastUpdated: '2026-02-25T10:00:00.000Z', createdAt: stamp, updatedAt: stamp },
      },
    ]);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['status', 'message', 'data', 'meta', 'successful']);
    expect(body.meta.pagination).toEqual({
      ...{ previousPage: null, currentPage: 1, nextPage: null, totalPages: 1, totalRecords: 1, listedRecords: 1 },
    });
  });

  it.each([
    [{}, ['Access Point', 'Camera', 'Labor', 'Router by name', 'Übung Switch 24']],
    [
      { includeInactive: true },
      ['Access Point', 'Camera', 'Labor', 'Retired', 'Router by name', 'Vanished', 'Übung Switch 24'],
    ],
    [{ category: 'Technology' }, ['Access Point', 'Camera', 'Router by name', 'Übung Switch 24']],
    [{ category: 'technology' }, []],
    [{ subcategory: 'Network-Switch' }, ['Übung Switch 24']],
    [{ group: 'Network' }, ['Access Point', 'Router by name', 'Übung Switch 24']],
    [{ group: 'Network', category: 'Field' }, []],
    [{ group: 'Labor' }, []],
    [{ manufacturer: 'tp-l' }, ['Router by name']],
    [{ manufacturer: '%' }, []],
    [{ ecosystem: 'Networking' }, ['Access Point', 'Router by name', 'Übung Switch 24']],
    [{ ecosystem: 'Video Surveillance' }, ['Camera']],
    [{ ecosystem: 'Burg/Alarm' }, []],
    [{ ecosystem: 'unknown' }, []],
    [{ inStock: true }, ['Camera', 'Übung Switch 24']],
    [{ inStock: false, category: 'Field' }, ['Labor']],
    [{ minPrice: 250.5, maxPrice: 899.99 }, ['Camera', 'Übung Switch 24']],
    [{ minPrice: 900 }, ['Labor']],
    [{ minPrice: 2, maxPrice: 1 }, []],
    [{ search: 'ubung' }, ['Übung Switch 24']],
    [{ search: 'LAYER 3' }, ['Übung Switch 24']],
    [{ search: 'usw_' }, ['Übung Switch 24']],
    [{ search: 'sku\\' }, ['Übung Switch 24']],
    [{ search: 'ubiq', group: 'Network', inStock: true }, ['Übung Switch 24']],
    [{ search: 'er' }, ['Camera', 'Router by name', 'Übung Switch 24']],
    [{ search: '' }, ['Access Point', 'Camera', 'Labor', 'Router by name', 'Übung Switch 24']],
  ])('finds by %j', async (query, expected) => {
    const { body } = await list(query);
    expect([...body.data.map(({ name }) => name)].sort()).toEqual([...expected].sort());
    expect(body.meta.pagination.totalRecords).toBe(expected.length);
    const byId = jest.spyOn(CatalogMatches.prototype, 'lately').mockImplementation(withoutIds);
    expect((await list(query)).body).toEqual(body);
    byId.mockRestore();
  });

  it.each([
    ['%', 1],
    ['_', 1],
    ['\\', 1],
    ['0% m', 1],
    ['s%h', 0],
    ['managed\u001fusw', 0],
    [`' or '1'='1`, 0],
    [`'; drop table catalog_items; --`, 0],
    ['$1', 0],
    ['")', 0],
  ])('takes %j for the very characters', async (search, count) => {
    expect((await list({ search })).body.meta.pagination.totalRecords).toBe(count);
  });

  it('keeps its totals exact when the catalogue changes', async () => {
    const total = async () => (await list({ category: 'Fresh' })).body.meta.pagination.totalRecords;
    expect(await total()).toBe(0);
    const { id } = await make.catalogItem(app, { columns: { category: 'Fresh' } });
    expect(await total()).toBe(1);
    await app.sql('update catalog_items set inactive = true where id = $1', [id]);
    expect(await total()).toBe(0);
    await app.sql('delete from catalog_items where id = $1', [id]);
    expect(await total()).toBe(0);
  });

  it('pages through all matches without a gap or a repetition, and knows the total behind the last page', async () => {
    const all = await names({});
    const pages = await Promise.all([1, 2, 3].map((page) => names({ page, rpp: 2 })));
    expect(pages.flat()).toEqual(all);
    const behind = await list({ page: 1_000_000, rpp: 500 });
    expect(behind.body.data).toEqual([]);
    expect(behind.body.meta.pagination).toMatchObject({ totalRecords: 5, previousPage: 999_999, nextPage: null });
  });

  it.each([
    ['page', 0],
    ['rpp', 501],
    ['search', 'x'.repeat(201)],
    ['search', '\u0000'],
    ['minPrice', 'cheap'],
    ['inStock', 'perhaps'],
    ['category', ''],
  ])('refuses %s=%j and names the field', async (field, value) => {
    const { body } = await admin.agent
      .get<Answer<unknown>>(PATH)
      .query({ [field]: value })
      .expect(400);
    expect(body).toMatchObject({ message: 'Validation error', errors: [{ path: [field] }] });
  });

  it('shows only the fields the actor may see, and the paging facts to anyone', async () => {
    const some = await app.actor('procurement.catalog.fetch.many', 'obj.catalogItem.name', 'obj.catalogItem.price');
    expect((await list({ search: 'camera' }, some)).body.data).toEqual([{ name: 'Camera', price: 250.5 }]);
    const none = await list({ rpp: 2 }, await app.actor('procurement.catalog.fetch.many'));
    expect(none.body.data).toEqual([{}, {}]);
    expect(none.body.meta.pagination.totalRecords).toBe(5);
    await (await app.actor('procurement.catalog.fetch', 'obj.catalogItem.*')).agent.get(PATH).expect(403);
    await app.agent.get(PATH).expect(401);
  });
});

describe('one item', () => {
  it('is fetched by its id or its number in ConnectWise', async () => {
    for (const identifier of [switchItem.id, '123', '0123']) {
      const { body } = await admin.agent.get<Answer<CatalogItem>>(`${PATH}/${identifier}`).expect(200);
      expect(body.data.id).toBe(switchItem.id);
      expect(body.data).not.toHaveProperty('linkedItems');
    }
    const { body } = await admin.agent
      .get<Answer<CatalogItemWithLinks>>(`${PATH}/123`)
      .query({ includeLinkedItems: true })
      .expect(200);
    expect(body.data.linkedItems).toEqual([]);
  });

  it.each(['USW-24', '999999999999', '124', 'nobody', "'", '%25', '-1', '1e3', '123%20'])(
    'is not found as %s',
    async (identifier) => {
      const { body } = await admin.agent.get<Answer<unknown>>(`${PATH}/${identifier}`).expect(404);
      expect(body.error).toBe('CatalogItemNotFound');
    },
  );

  it('shows only the fields the actor may see', async () => {
    const { agent } = await app.actor('procurement.catalog.fetch', 'obj.catalogItem.cost');
    const query = { includeLinkedItems: true };
    expect((await agent.get<Answer<CatalogItem>>(`${PATH}/123`).query(query).expect(200)).body.data).toEqual({
      cost: 650,
    });
    await (await app.actor('procurement.catalog.fetch.many')).agent.get(`${PATH}/123`).expect(403);
  });

  it('cannot ask for its stock where there is no ConnectWise', async () => {
    await admin.agent.post(`${PATH}/123/refresh-inventory`).expect(503);
    await admin.agent.post(`${PATH}/nobody/refresh-inventory`).expect(404);
  });
});

describe('facts of the catalogue', () => {
  const data = async <Data>(path: string, query = {}) =>
    (await admin.agent.get<Answer<Data>>(`/v1/procurement/${path}`).query(query).expect(200)).body.data;

  it('count all items, or the active ones', async () => {
    expect(await data('count')).toEqual({ count: 7 });
    expect(await data('count', { activeOnly: true })).toEqual({ count: 5 });
  });

  it('name what to filter by, in cascades', async () => {
    expect(await data('filters')).toEqual({
      categories: ['Field', 'Technology'],
      subcategories: ['Labor', 'Network-Router', 'Network-Switch', 'Network-Wireless', 'Surveillance-Camera'],
      manufacturers: ['TP-LINK', 'Ubiquiti'],
    });
    expect(await data('filters', { category: 'Field' })).toEqual({
      ...{ categories: ['Field', 'Technology'], subcategories: ['Labor'], manufacturers: [] },
    });
    expect(await data('filters', { subcategory: 'Network-Router' })).toMatchObject({ manufacturers: ['TP-LINK'] });
    expect(await data('filters', { includeInactive: true })).toMatchObject({
      categories: ['Field', 'General', 'Technology'],
    });
  });

  it('show the documented categories before the first sync, and the ecosystems', async () => {
    const { categories, ecosystems } = await data<CatalogTaxonomy>('categories');
    expect(categories).toHaveLength(1);
    expect(categories[0]).toMatchObject({ name: 'Technology', cwId: 18 });
    expect(categories[0]?.entries).toContainEqual({ type: 'subcategory', name: 'GeneralEquip', cwId: 57 });
    expect(categories[0]?.entries).toContainEqual({
      ...{ type: 'group', name: 'Network' },
      subcategories: [
        { name: 'Network-Other', cwId: 174 },
        { name: 'Network-Router', cwId: 119 },
        { name: 'Network-Switch', cwId: 112 },
        { name: 'Network-Wireless', cwId: 111 },
      ],
    });
    expect(ecosystems.map(({ name }) => name)).toEqual(['Networking', 'Video Surveillance', 'Burg/Alarm']);
  });
});
