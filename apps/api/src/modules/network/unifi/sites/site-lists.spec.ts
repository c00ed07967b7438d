import type { JsonText } from '@app/contract';
import type { Database } from '@app/database';
import { Client } from 'pg';
import { startAuditProcess, type AuditProcess } from '../../../../../../../test/support/audit';
import { createTestDatabase, type TestDatabase } from '../../../../../../../test/support/database';
import { companyGate } from '../../../crm/companies';
import { unifiSiteGate } from '../unifi.permissions';
import { SiteLists } from './site-lists';
import { SitesRepository } from './sites.repository';

let testDatabase: TestDatabase;
let server: AuditProcess;
let sites: SitesRepository;
let lists: SiteLists;
/** Of another process. */
let elsewhere: Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  server = await startAuditProcess(testDatabase.url);
  sites = new SitesRepository(server.database);
  lists = new SiteLists(server.database);
  elsewhere = new Client(testDatabase.url);
  await elsewhere.connect();
  await elsewhere.query(`insert into companies (id, name) values ('acme', 'Acme'), ('other', 'Other')`);
  await elsewhere.query(
    `insert into unifi_sites (id, name, site_id, controller, company_id)
     values ('one', 'One', 's1', 'default', 'acme'), ('two', 'Zwö', 's2', 'branch', null)`,
  );
});

afterAll(async () => {
  await elsewhere.end();
  await server.app.close();
  await testDatabase.drop();
});

afterEach(() => jest.restoreAllMocks());

const read = (from = lists, controller?: string, keys = unifiSiteGate.fields): Promise<JsonText> =>
  from.read(keys, companyGate.fields, controller);
const parsed = ({ text }: JsonText): { id?: string; name?: string; company?: object | null }[] =>
  JSON.parse(Buffer.from(text).toString()) as { id?: string }[];
/** As somebody finds it who remembers nothing. */
const fresh = (controller?: string) => read(new SiteLists(server.database), controller);

/** Whether the text of the list was sent by PostgreSQL. */
async function isFetched(ask: () => Promise<unknown>): Promise<boolean> {
  const rows = jest.spyOn(server.database, 'rows') as unknown as jest.SpiedFunction<Database['rows']>;
  await ask();
  const answers = await Promise.all(rows.mock.results.map(({ value }) => value as Promise<{ json?: string | null }[]>));
  rows.mockRestore();
  return answers.flat().some(({ json }) => json !== null);
}

describe('a list of sites', () => {
  it('is fetched and encoded once, and then the same bytes', async () => {
    const [first, second] = [await read(), await read()];
    expect(parsed(first)).toMatchObject([
      { id: 'one', name: 'One', company: { id: 'acme', name: 'Acme' } },
      { id: 'two', name: 'Zwö', company: null },
    ]);
    expect(second.text).toBe(first.text);
    expect(await isFetched(() => read())).toBe(false);
  });

  it.each<readonly [string, () => Promise<unknown>]>([
    ['a sync renames a site', () => sites.keep([{ id: 'x', name: 'Uno', siteId: 's1', controller: 'default' }])],
    ['a sync adds one', () => sites.keep([{ id: 'three', name: 'Three', siteId: 's3', controller: 'default' }])],
    ['one is linked', () => sites.setCompany('two', 'acme')],
    ['one is linked to another company', () => sites.setCompany('two', 'other')],
    ['one is unlinked', () => sites.setCompany('one', null)],
    ['another process links one', () => elsewhere.query(`update unifi_sites set company_id = 'acme' where id = 'one'`)],
    ['another process renames a company', () => elsewhere.query(`update companies set name = 'A' where id = 'acme'`)],
    ['a company goes', () => elsewhere.query(`delete from companies where id = 'other'`)],
    ['a site goes', () => elsewhere.query(`delete from unifi_sites where id = 'three'`)],
    [
      'two change in one transaction, one of them back',
      () =>
        elsewhere.query(`begin; update unifi_sites set name = 'x' where id = 'one'; update unifi_sites set name = 'Uno'
          where id = 'one'; update unifi_sites set name = 'Two' where id = 'two'; commit`),
    ],
  ])('is another once %s', async (_case, change) => {
    const before = await read();
    await change();
    const after = await read();
    expect(after.text).not.toBe(before.text);
    expect(parsed(after)).not.toEqual(parsed(before));
    expect(parsed(after)).toEqual(parsed(await fresh()));
  });

  it('is as it was while a change is not committed, or never is', async () => {
    const before = await read();
    for (const end of ['rollback', 'commit']) {
      await elsewhere.query(`begin; update unifi_sites set name = 'Pending' where id = 'one'`);
      expect((await read()).text).toBe(before.text);
      await elsewhere.query(end);
      expect(parsed(await read()).some(({ name }) => name === 'Pending')).toBe(end === 'commit');
    }
  });

  it('is of its own for each set of keys and each controller', async () => {
    const [all, names, branch] = [await read(), await read(lists, undefined, ['name']), await read(lists, 'branch')];
    expect(parsed(names)).toEqual(parsed(all).map(({ name }) => ({ name })));
    expect(names.keys).toEqual(['name']);
    expect(parsed(branch)).toEqual(parsed(all).filter(({ id }) => id === 'two'));
    await sites.setCompany('one', null);
    for (const ask of [() => read(), () => read(lists, undefined, ['name'])]) expect(await isFetched(ask)).toBe(true);
    // What lies at the other controller has not changed.
    expect(await isFetched(() => read(lists, 'branch'))).toBe(false);
    expect(parsed(await read(lists, 'nobody'))).toEqual([]);
  });

  it('is forgotten when so many others were asked for', async () => {
    const before = await read();
    for (let other = 0; other < 64; other += 1) await read(lists, `controller ${other}`);
    const after = await read();
    expect(after.text).not.toBe(before.text);
    expect(after.text).toEqual(before.text);
  });
});
