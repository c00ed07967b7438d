import type { Company, CompanySummary, Pagination, PermissionCategory } from '@contract/optima';
import { CompaniesService } from '../../../../apps/api/src/modules/crm/companies';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { make, type TestCompany } from '../../../support/make';

interface Answer<Data> {
  readonly message: string;
  readonly data: Data;
  readonly pagination: Pagination;
  readonly error?: string;
  readonly errors?: { path: (string | number)[]; message: string }[];
}

const PATH = '/v1/company/companies';

const address = { line1: '123 Main St', line2: null, city: 'Springfield', state: 'IL', zip: '62701', country: 'USA' };
const john = {
  ...{ firstName: 'John', lastName: 'Doe', cwId: 456, inactive: false, title: 'IT Manager' },
  ...{ phone: '555-0123', email: 'john.doe@acme.example' },
};
const jane = { ...john, firstName: 'Jane', cwId: 789, title: null, phone: null, email: null };

let app: TestApp;
let admin: TestUser;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
});
afterAll(() => app.stop());

const list = (query: Record<string, unknown>, user = admin) =>
  user.agent.get<Answer<CompanySummary[]>>(PATH).query(query).expect(200);

const names = async (query: Record<string, unknown>) => (await list(query)).body.data.map(({ name }) => name);

describe('GET /v1/company/companies', () => {
  beforeAll(async () => {
    await make.company(app, { name: 'Café Brûlé', cwCompanyId: 12, cwIdentifier: 'CafeBrule' });
    await make.company(app, { name: 'Straße & Söhne', cwCompanyId: 11, cwIdentifier: 'Street' });
    await make.company(app, { name: '100% Öl_Werk \\ Süd', cwCompanyId: 10, cwIdentifier: 'OilWorks' });
    await make.company(app, { name: 'Ångström', cwCompanyId: 9, cwIdentifier: 'Zulu Ltd' });
    await make.company(app, { name: 'Nameless' });
  });

  it('answers a page by name, in the documented shape', async () => {
    const { body, text } = await list({ page: 1, rpp: 2 });
    expect(body.message).toBe('Companies Fetched Successfully!');
    expect(body.data.map(({ name }) => name)).toEqual(['100% Öl_Werk \\ Süd', 'Café Brûlé']);
    const id = expect.stringMatching(/^c/) as string;
    expect(body.data[1]).toEqual({ id, name: 'Café Brûlé', cw_CompanyId: 12, cw_Identifier: 'CafeBrule' });
    expect(Object.keys(body.data[1] ?? {})).toEqual(['id', 'name', 'cw_CompanyId', 'cw_Identifier']);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['status', 'message', 'data', 'pagination', 'successful']);
    expect(body.pagination).toEqual({
      ...{ previousPage: null, currentPage: 1, nextPage: 2 },
      ...{ totalPages: 3, totalRecords: 5, listedRecords: 2 },
    });
  });

  it('shows companies that ConnectWise does not know', async () => {
    const { body } = await list({ search: 'nameless' });
    expect(body.data).toEqual([expect.objectContaining({ cw_CompanyId: null, cw_Identifier: null })]);
  });

  it('answers 30 from the first page on when nothing else is asked for', async () => {
    expect((await list({})).body.pagination).toMatchObject({ currentPage: 1, totalPages: 1, listedRecords: 5 });
  });

  it.each([
    ['cafe brule', ['Café Brûlé']],
    ['CAFÉ', ['Café Brûlé']],
    ['cafe\u0301', ['Café Brûlé']],
    ['strasse', ['Straße & Söhne']],
    ['sohne', ['Straße & Söhne']],
    ['angstrom', ['Ångström']],
    ['zULU', ['Ångström']],
    ['ö', ['100% Öl_Werk \\ Süd', 'Straße & Söhne', 'Ångström']],
    ['oilworks', ['100% Öl_Werk \\ Süd']],
    ['', ['100% Öl_Werk \\ Süd', 'Café Brûlé', 'Nameless', 'Straße & Söhne', 'Ångström']],
  ])('finds %j in names and identifiers', async (search, expected) => {
    const found = await names({ search });
    expect([...found].sort()).toEqual([...expected].sort());
  });

  it.each([
    ['%', 1],
    ['_', 1],
    ['\\', 1],
    ['0% o', 1],
    ['l_w', 1],
    ['c%e', 0],
    ['c_f', 0],
    ['caf\\', 0],
    // What `unaccent` makes wildcards of.
    ['\uff05', 1],
    ['\uff3f', 1],
    ['\uff3c', 1],
    ['c\uff05e', 0],
    // From the name into the identifier.
    ['brule\u001fcafe', 0],
    [`' or '1'='1`, 0],
    [`'; drop table companies; --`, 0],
    ['$1', 0],
    [')', 0],
    ['name:x | y', 0],
  ])('takes %j for the very characters', async (search, count) => {
    expect((await list({ search })).body.pagination.totalRecords).toBe(count);
  });

  it('finds what was renamed by its new name only', async () => {
    const { id } = await make.company(app, { name: 'Before', cwIdentifier: 'RENAMED' });
    await app.sql('update companies set name = $2 where id = $1', [id, 'Àfter']);
    expect(await names({ search: 'after' })).toEqual(['Àfter']);
    expect(await names({ search: 'before' })).toEqual([]);
    await app.sql('delete from companies where id = $1', [id]);
  });

  it('knows the total behind the last page and of nothing', async () => {
    const behind = await list({ page: 1_000_000, rpp: 500 });
    expect(behind.body.data).toEqual([]);
    expect(behind.body.pagination).toMatchObject({ previousPage: 999_999, nextPage: null, totalRecords: 5 });
    const searched = await list({ page: 3, rpp: 1, search: 'sohne' });
    expect(searched.body.pagination).toMatchObject({ totalRecords: 1, totalPages: 1, listedRecords: 0 });
    const nothing = await list({ search: 'nobody at all' });
    expect(nothing.body.pagination).toEqual({
      ...{ previousPage: null, currentPage: 1, nextPage: null },
      ...{ totalPages: 0, totalRecords: 0, listedRecords: 0 },
    });
  });

  it('pages through all matches without a gap or a repetition', async () => {
    const all = await names({ rpp: 500 });
    const pages = await Promise.all([1, 2, 3].map((page) => names({ page, rpp: 2 })));
    expect(pages.flat()).toEqual(all);
  });

  it.each([
    ['page', 0],
    ['page', -1],
    ['page', 1_000_001],
    ['page', 'x'],
    ['page', 1.5],
    ['rpp', 0],
    ['rpp', 501],
    ['rpp', 1e300],
    ['search', 'x'.repeat(201)],
    ['search', '\u0000'],
  ])('refuses %s=%j and names the field', async (field, value) => {
    const { body } = await admin.agent
      .get<Answer<unknown>>(PATH)
      .query({ [field]: value })
      .expect(400);
    expect(body).toMatchObject({ message: 'Validation error', errors: [{ path: [field] }] });
  });

  it('shows only the fields the actor may see, and the paging facts to anyone', async () => {
    const some = await app.actor('company.fetch.many', 'obj.company.name', 'obj.company.cw_Data');
    const { body } = await list({ rpp: 1 }, some);
    expect(body.data).toEqual([{ name: '100% Öl_Werk \\ Süd' }]);
    const none = await list({ rpp: 2 }, await app.actor('company.fetch.many'));
    expect(none.body.data).toEqual([{}, {}]);
    expect(none.body.pagination).toMatchObject({ totalRecords: 5 });
  });

  it('needs its node', async () => {
    await app.agent.get(PATH).expect(401);
    await (await app.actor('company.fetch', 'company.fetch.many.*', 'obj.company.*')).agent.get(PATH).expect(403);
  });
});

describe('GET /v1/company/companies/:identifier', () => {
  let acme: TestCompany;
  let bare: TestCompany;

  beforeAll(async () => {
    const cwData = { address, primaryContact: john, allContacts: [john, jane] };
    acme = await make.company(app, { name: 'Acme Corp', cwCompanyId: 12345, cwIdentifier: 'AcmeCorp', cwData });
    bare = await make.company(app, { name: 'Bare Corp' });
  });

  const fetch = (query: Record<string, unknown>, { id } = acme, user = admin) =>
    user.agent.get<Answer<Company>>(`${PATH}/${id}`).query(query);
  const dataOf = async (query: Record<string, unknown>, company = acme, user = admin) =>
    (await fetch(query, company, user).expect(200)).body.data.cw_Data;

  it('answers an empty cw_Data when nothing is asked for', async () => {
    const { body } = await fetch({}).expect(200);
    expect(body.message).toBe('Company Fetched Successfully!');
    const { id } = acme;
    expect(body.data).toEqual({ id, name: 'Acme Corp', cw_CompanyId: 12345, cw_Identifier: 'AcmeCorp', cw_Data: {} });
    expect(Object.keys(body.data)).toEqual(['id', 'name', 'cw_CompanyId', 'cw_Identifier', 'cw_Data']);
  });

  it('adds what each flag asks for, and all of it together', async () => {
    expect(await dataOf({ includeAddress: 'true' })).toEqual({ address });
    expect(await dataOf({ includePrimaryContact: 'true' })).toEqual({ primaryContact: john });
    expect(await dataOf({ includeAllContacts: 'true' })).toEqual({ allContacts: [john, jane] });
    const all = { includeAddress: 'true', includePrimaryContact: 'true', includeAllContacts: 'true' };
    expect(await dataOf(all)).toEqual({ address, primaryContact: john, allContacts: [john, jane] });
  });

  it('says what a company does not have', async () => {
    const all = { includeAddress: 'true', includePrimaryContact: 'true', includeAllContacts: 'true' };
    expect(await dataOf(all, bare)).toEqual({ address: null, primaryContact: null, allContacts: [] });
  });

  it.each(['false', '1', 'TRUE', 'True', '', ' true', 'true ', 'undefined'])(
    'takes %j for no flag, whether or not the node is held',
    async (text) => {
      const flags = { includeAddress: text, includePrimaryContact: text, includeAllContacts: text };
      const reader = await app.actor('company.fetch', 'obj.company.*');
      expect(await dataOf(flags)).toEqual({});
      expect(await dataOf(flags, acme, reader)).toEqual({});
    },
  );

  it.each(['includeAddress=true&includeAddress=true', 'includeAllContacts[]=true', 'includeAddress[a]=true'])(
    'shows nothing for %s without the node',
    async (query) => {
      const reader = await app.actor('company.fetch', 'obj.company.*');
      const { status, text } = await reader.agent.get(`${PATH}/${acme.id}?${query}`);
      expect([200, 400]).toContain(status);
      expect(text).not.toContain('Springfield');
      expect(text).not.toContain('Doe');
    },
  );

  it('asks for a node of its own for the address and for all contacts', async () => {
    const plain = await app.actor('company.fetch', 'obj.company.*');
    await fetch({ includeAddress: 'true' }, acme, plain).expect(403);
    await fetch({ includeAllContacts: 'true' }, acme, plain).expect(403);
    expect(await dataOf({ includePrimaryContact: 'true' }, acme, plain)).toEqual({ primaryContact: john });

    const addressee = await app.actor('company.fetch', 'company.fetch.address', 'obj.company.*');
    expect(await dataOf({ includeAddress: 'true' }, acme, addressee)).toEqual({ address });
    await fetch({ includeAddress: 'true', includeAllContacts: 'true' }, acme, addressee).expect(403);

    const contactor = await app.actor('company.fetch', 'company.fetch.contacts', 'obj.company.*');
    expect(await dataOf({ includeAllContacts: 'true' }, acme, contactor)).toEqual({ allContacts: [john, jane] });
    await fetch({ includeAddress: 'true' }, acme, contactor).expect(403);
  });

  it('shows only the fields the actor may see', async () => {
    const some = await app.actor('company.fetch', 'obj.company.cw_CompanyId');
    expect((await fetch({ includePrimaryContact: 'true' }, acme, some).expect(200)).body.data).toEqual({
      cw_CompanyId: 12345,
    });
    expect((await fetch({}, acme, await app.actor('company.fetch')).expect(200)).body.data).toEqual({});
  });

  it('knows companies by their own id only', async () => {
    for (const identifier of ['12345', 'AcmeCorp', 'Acme%20Corp', acme.id.toUpperCase(), `${acme.id}x`, '%25', "'"]) {
      const { body } = await admin.agent.get<Answer<unknown>>(`${PATH}/${identifier}`).expect(404);
      expect(body).toMatchObject({ error: 'CompanyNotFound', successful: false, status: 404 });
    }
    await admin.agent.get(`${PATH}/%00`).expect(400);
  });

  it('needs its node before it says whether a company exists', async () => {
    await app.agent.get(`${PATH}/${acme.id}`).expect(401);
    const { agent } = await app.actor('company.fetch.many', 'company.fetch.*', 'obj.company.*');
    await agent.get(`${PATH}/${acme.id}`).expect(403);
    await agent.get(`${PATH}/nobody`).expect(403);
  });
});

describe('what others may know of companies', () => {
  it('is the name behind an id, and that an id is unknown', async () => {
    const companies = app.nest.get(CompaniesService, { strict: false });
    const [one, two] = [await make.company(app, { name: 'One' }), await make.company(app, { name: 'Two' })];
    const found = await companies.references([one.id, two.id, one.id, 'nobody']);
    expect([...found]).toEqual(expect.arrayContaining([[one.id, one] as const, [two.id, two] as const]));
    expect(found.size).toBe(2);
    expect(await companies.references([])).toEqual(new Map());
    await expect(companies.get('nobody')).rejects.toMatchObject({ code: 'company.notFound', status: 404 });
  });

  it('is unique in ConnectWise: the id, and the identifier whatever its case', async () => {
    await make.company(app, { cwCompanyId: 77, cwIdentifier: 'Unique' });
    await expect(make.company(app, { cwCompanyId: 77 })).rejects.toThrow('companies_cw_company_id_key');
    await expect(make.company(app, { cwIdentifier: 'uNIQUE' })).rejects.toThrow('companies_cw_identifier_key');
  });
});

describe('the nodes of companies', () => {
  it('are listed in their category, with what they depend on', async () => {
    const { body } = await admin.agent.get<Answer<PermissionCategory>>('/v1/permissions/company').expect(200);
    expect(body.data.name).toBe('Company Permissions');
    const byNode = new Map(body.data.permissions.map((permission) => [permission.node, permission]));
    for (const node of ['company.fetch.address', 'company.fetch.contacts']) {
      expect(byNode.get(node)?.dependencies).toEqual(['company.fetch']);
    }
    expect(byNode.get('company.fetch.many')?.usedIn).toEqual(['GET /v1/company/companies']);
  });
});
