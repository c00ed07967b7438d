import type { Company, CompanySummary, Pagination } from '@contract/optima';
import { DemoCompanies } from '../../../../apps/api/src/modules/crm/companies/demo-companies';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface Page {
  readonly data: CompanySummary[];
  readonly pagination: Pagination;
}

const PATH = '/v1/company/companies';
const EVERYTHING = { includeAddress: 'true', includePrimaryContact: 'true', includeAllContacts: 'true' };

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ SWITCHYARD_DEMO: 'true' });
});
afterAll(() => app.stop());

const holder = async (moniker: string): Promise<TestUser> => {
  const [role] = await app.sql<{ permissions: string[] }>('select permissions from roles where moniker = $1', [
    moniker,
  ]);
  return app.user(role?.permissions ?? []);
};

describe('the companies of the demo', () => {
  it('are there after the first start, each recorded, and not again after the next', async () => {
    const { agent } = await app.actor('*');
    const first = (await agent.get<Page>(PATH).query({ rpp: 500 }).expect(200)).body;
    expect(first.pagination.totalRecords).toBe(25);

    const demo = app.nest.get(DemoCompanies, { strict: false });
    await Promise.all([demo.onApplicationBootstrap(), demo.onApplicationBootstrap()]);
    expect((await agent.get<Page>(PATH).query({ rpp: 500 }).expect(200)).body).toEqual(first);

    const [created] = await app.sql(
      `select count(*)::int as rows, count(distinct target_id)::int as companies, min(surface) as surface
       from audit_log where action = 'company.create'`,
    );
    expect(created).toEqual({ rows: 25, companies: 25, surface: 'system' });
  });

  it('have an address and contacts with ids of their own', async () => {
    const { agent } = await app.actor('*');
    const { data } = (await agent.get<Page>(PATH).query({ rpp: 500 }).expect(200)).body;
    const companies = await Promise.all(
      data.map(async ({ id }) => (await agent.get<{ data: Company }>(`${PATH}/${id}`).query(EVERYTHING)).body.data),
    );
    for (const { cw_CompanyId, cw_Identifier, cw_Data } of companies) {
      expect([cw_CompanyId, cw_Identifier]).toEqual([expect.any(Number), expect.any(String)]);
      expect(cw_Data.address?.zip).toMatch(/^\d{5}$/);
      expect(cw_Data.primaryContact).toEqual(cw_Data.allContacts?.[0]);
      expect(cw_Data.primaryContact?.inactive).toBe(false);
    }
    const contacts = companies.flatMap(({ cw_Data }) => cw_Data.allContacts ?? []);
    expect(new Set(contacts.map(({ cwId }) => cwId)).size).toBe(contacts.length);
    for (const { email, phone } of contacts) {
      expect(email).toMatch(/^[a-z]+\.[a-z]+@[a-z]+\.example$/);
      expect(phone).toMatch(/^555-01\d\d$/);
    }
  });

  it('are found without accents', async () => {
    const { agent } = await app.actor('*');
    const { body } = await agent.get<Page>(PATH).query({ search: 'muller prazision' }).expect(200);
    expect(body.data.map(({ name }) => name)).toEqual(['Müller Präzision']);
  });
});

describe('the seeded roles', () => {
  it('let an operator see all of a company', async () => {
    const { agent } = await holder('operator');
    const [{ id } = { id: '' }] = (await agent.get<Page>(PATH).query({ rpp: 1 }).expect(200)).body.data;
    const { body } = await agent.get<{ data: Company }>(`${PATH}/${id}`).query(EVERYTHING).expect(200);
    expect(Object.keys(body.data.cw_Data)).toEqual(['address', 'primaryContact', 'allContacts']);
  });

  it('let a viewer see companies, but nobody who works there', async () => {
    const { agent } = await holder('viewer');
    const [{ id } = { id: '' }] = (await agent.get<Page>(PATH).query({ rpp: 1 }).expect(200)).body.data;
    await agent.get(`${PATH}/${id}`).query({ includeAllContacts: 'true' }).expect(403);
    await agent.get(`${PATH}/${id}`).query({ includeAddress: 'true' }).expect(403);
    const { body } = await agent
      .get<{ data: Company }>(`${PATH}/${id}`)
      .query({ includePrimaryContact: 'true' })
      .expect(200);
    expect(Object.keys(body.data)).toEqual(['id', 'name', 'cw_CompanyId', 'cw_Identifier']);
  });
});
