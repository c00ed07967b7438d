import * as cw from '../../../../apps/api/src/modules/crm/connectwise';
import type { Batch } from '../../../../apps/api/src/modules/crm/connectwise';
import { LONGEST_URL } from '../../../../apps/api/src/modules/crm/connectwise/api';
import { demoCompanies } from '../../../../apps/api/src/modules/crm/companies/demo-company-rows';
import { startTestApp } from '../../../support/app';
import { connectTo, type ConnectWiseFixture, startSimulator } from '../../../support/connectwise';

let fixture: ConnectWiseFixture;

beforeAll(async () => {
  fixture = connectTo(await startSimulator());
});

afterAll(async () => {
  await fixture.close();
  await fixture.server.close();
});

beforeEach(() => void fixture.seen());

async function drain<T>(pages: AsyncGenerator<Batch<T>>): Promise<T[][]> {
  const batches: T[][] = [];
  for await (const { records, refused } of pages) {
    expect(refused).toEqual([]);
    batches.push([...records]);
  }
  return batches;
}

describe('reading records', () => {
  it('gives what the demo knows of its companies and people', async () => {
    const { client } = fixture;
    const company = await client.get(cw.companies, 250);
    const { cwIdentifier, name, cwData } = demoCompanies[0]!;
    expect(company).toMatchObject({
      ...{ id: 250, identifier: cwIdentifier, name, addressLine1: cwData.address?.line1, addressLine2: null },
      ...{ state: 'IL', country: { id: 1, name: 'United States' }, deletedFlag: false },
    });
    expect(company._info.lastUpdated).toBeInstanceOf(Date);
    const contact = await client.get(cw.contacts, company.defaultContact?.id ?? 0);
    expect(contact.company).toEqual({ id: 250, identifier: cwIdentifier, name });
    expect(contact.communicationItems.map(({ communicationType, value }) => [communicationType, value])).toEqual([
      ['Phone', cwData.primaryContact?.phone],
      ['Email', cwData.primaryContact?.email],
    ]);
  });

  it('asks for what the shape names and leaves everything else out', async () => {
    const site = await fixture.client.get(cw.companySites(250), 50);
    expect(site.stateReference).toEqual({ id: 1, identifier: 'IL', name: 'Illinois' });
    const [url] = fixture.seen().slice(-1);
    expect(url).toContain('fields=id,name,addressLine1');
    expect(url).toContain('stateReference/name');
    expect(site).not.toHaveProperty('_info');
  });

  it('pins the model and signs in on every call but the first, which asks for the release', async () => {
    const fresh = connectTo(fixture.server);
    await fresh.client.count(cw.members);
    const [info, call] = fixture.server.simulation.requests;
    expect(info?.url).toBe('/login/companyinfo/switchyard');
    expect(call).toMatchObject({
      url: '/v2025_1/apis/3.0/system/members/count',
      accept: 'application/vnd.connectwise.com+json; version=2025.1',
    });
    await fresh.close();
  });

  it.each(
    Object.entries({
      companies: [cw.companies, 500],
      contacts: [cw.contacts, 2_000],
      sites: [cw.companySites(250), null],
      catalogItems: [cw.catalogItems, 5_000],
      inventory: [cw.inventory(123), null],
      categories: [cw.categories, 3],
      subcategories: [cw.subcategories, 16],
      manufacturers: [cw.manufacturers, 8],
      products: [cw.products, null],
      opportunities: [cw.opportunities, 300],
      statuses: [cw.opportunityStatuses, 9],
      notes: [cw.opportunityNotes(5002), null],
      opportunityContacts: [cw.opportunityContacts(5002), null],
      activities: [cw.activities, null],
      members: [cw.members, 6],
      userDefinedFields: [cw.userDefinedFields, 4],
      locations: [cw.locations, 2],
      departments: [cw.departments, 2],
      configurations: [cw.configurations, null],
    } as const),
  )('reads every record of %s', async (_name, [resource, count]) => {
    const first = await fixture.client.page(resource, { orderBy: 'id' });
    expect(first.refused).toEqual([]);
    expect(first.records.length).toBe(count === null ? first.records.length : Math.min(count, 1_000));
    if (count !== null) expect(await fixture.client.count(resource)).toBe(count);
  });

  it('gives null for a record that is not there, and 404 to who insists', async () => {
    expect(await fixture.client.find(cw.companies, 1)).toBeNull();
    await expect(fixture.client.get(cw.companies, 1)).rejects.toMatchObject({
      code: 'connectwise.notFound',
      status: 404,
    });
  });
});

describe('reading many', () => {
  it('goes through everything by id, with conditions and without orderBy', async () => {
    const batches = await drain(fixture.client.pages(cw.contacts, { where: cw.greater('id', 4_100), pageSize: 700 }));
    const ids = batches.flat().map(({ id }) => id);
    expect(batches.map(({ length }) => length)).toEqual([700, 700, ids.length - 1_400]);
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
    const calls = fixture.server.simulation.requests.filter(({ url }) => url.includes('contacts'));
    expect(calls.every(({ forwardOnly, url }) => forwardOnly && !url.includes('orderBy'))).toBe(true);
    expect(calls).toHaveLength(4);
  });

  it('misses nothing that stays while others write', async () => {
    const seen: number[] = [];
    for await (const { records } of fixture.client.pages(cw.opportunityNotes(5002), { pageSize: 1 })) {
      seen.push(...records.map(({ id }) => id));
      if (seen.length < 3) await fixture.client.create(cw.opportunityNotes(5002), { text: `Note ${seen.length}` });
    }
    const { records } = await fixture.client.page(cw.opportunityNotes(5002), { orderBy: 'id' });
    expect(seen).toEqual(records.map(({ id }) => id));
  });

  it('finds by lists of ids in URLs that stay short', async () => {
    const ids = Array.from({ length: 600 }, (_, place) => 1_300 + place);
    const { records } = await fixture.client.byIds(cw.catalogItems, [...ids, 1_300, 999_999]);
    expect(records.map(({ id }) => id)).toEqual(ids);
    const calls = fixture.server.simulation.requests.filter(({ url }) => url.includes('/catalog?'));
    expect(calls.length).toBeGreaterThan(2);
    expect(calls.length).toBeLessThan(6);
    for (const { url } of calls) expect((fixture.server.url + url).length).toBeLessThanOrEqual(LONGEST_URL);
  });

  it('finds by another field, over as many pages as there are, narrowed by a condition', async () => {
    const where = cw.equal('inactiveFlag', false);
    const options = { path: 'company/id', where, pageSize: 10 };
    const { records } = await fixture.client.byIds(cw.contacts, [250, 251, 253, 300, 301, 302, 303], options);
    const { records: everybody } = await fixture.client.page(cw.contacts, {
      where: cw.all(where, cw.oneOf('company/id', [250, 251, 253, 300, 301, 302, 303])),
      orderBy: 'id',
    });
    expect(everybody.length).toBeGreaterThan(20);
    expect(records).toEqual(everybody);
    expect(await fixture.client.byIds(cw.contacts, [])).toEqual({ records: [], refused: [] });
  });

  it('looks into lists and custom fields', async () => {
    const whereChild = cw.all(
      cw.like('communicationItems/value', 'john.doe@*'),
      cw.equal('communicationItems/communicationType', 'Email'),
    );
    const { records } = await fixture.client.page(cw.contacts, { whereChild });
    expect(records.map(({ id }) => id)).toEqual([4_000]);
    const whereCustomField = cw.all(cw.equal('caption', 'Install Priority'), cw.equal('value', 'Rush'));
    expect(await fixture.client.count(cw.opportunities, { whereCustomField })).toBeGreaterThan(10);
  });

  it('refuses a search that no URL holds', async () => {
    const where = cw.contains('name', 'x'.repeat(2_000));
    await expect(fixture.client.page(cw.companies, { where })).rejects.toMatchObject({
      ...{ code: 'connectwise.tooLong', status: 400 },
    });
  });
});

describe('writing', () => {
  it('creates, changes, replaces and deletes a note', async () => {
    const notes = cw.opportunityNotes(5_004);
    const { id } = await fixture.client.create(notes, { text: 'Call back', flagged: false });
    const changed = await fixture.client.patch(notes, id, [cw.replaceField('flagged', true)]);
    expect(changed).toMatchObject({ id, text: 'Call back', flagged: true, type: null, enteredBy: 'JDoe' });
    expect(await fixture.client.replace(notes, id, { text: 'Anew' })).toMatchObject({ text: 'Anew', flagged: false });
    await fixture.client.remove(notes, id);
    await expect(fixture.client.remove(notes, id)).rejects.toMatchObject({ status: 404 });
  });

  it.each(['/text', 'type/id', ''])('sends no change of %j, which would do nothing', async (path) => {
    const call = fixture.client.patch(cw.opportunityNotes(5_004), 1, [cw.replaceField(path, 'x')]);
    await expect(call).rejects.toThrow('is no field');
  });

  it('names the fields that ConnectWise rejects', async () => {
    await expect(fixture.client.create(cw.opportunityNotes(5_004), { text: '' })).rejects.toMatchObject({
      ...{ code: 'connectwise.rejected', status: 502 },
      details: { upstreamStatus: 400, upstreamCode: 'InvalidObject', upstreamFields: ['text'] },
    });
  });
});

describe('the forecast of an opportunity', () => {
  it('is read, reordered item by item, and replaced under new ids', async () => {
    const { client, forecasts } = fixture;
    const before = await forecasts.get(5_010);
    const [first] = before.records;
    expect(first).toMatchObject({ opportunity: { id: 5_010 }, catalogItem: { id: 3_756 }, sequenceNumber: 1 });
    const sequence = [cw.replaceField('sequenceNumber', 9)];
    expect(await client.patch(cw.forecastItems(5_010), first!.id, sequence)).toMatchObject({ sequenceNumber: 9 });
    expect((await forecasts.get(5_010)).records.at(-1)?.id).toBe(first!.id);
    const after = await forecasts.replace(5_010, before.raw);
    expect(after.records.map(({ productDescription }) => productDescription)).toEqual(
      before.records.map(({ productDescription }) => productDescription),
    );
    expect(after.records.map(({ id }) => id)).not.toContain(first!.id);
    await expect(forecasts.get(1)).rejects.toMatchObject({ status: 404 });
  });

  it('is the same in both shapes', async () => {
    const server = await startSimulator({ forecastShape: 'array' });
    const other = connectTo(server);
    const [list, object] = await Promise.all([other.forecasts.get(5_011), fixture.forecasts.get(5_011)]);
    expect(list.records).toEqual(object.records);
    await other.close();
    await server.close();
  });
});

it('sums what is on hand over the warehouses', async () => {
  const stock = fixture.server.simulation.world;
  stock.setOnHand(stock.catalog.get(123)!, 7);
  expect(await fixture.onHand(123)).toBe(7);
  expect(await fixture.onHand(3_756)).toBe(0);
  await expect(fixture.onHand(1_000_000)).rejects.toMatchObject({ status: 404 });
});

it('is what the application connects to when it is configured', async () => {
  const { company, publicKey, privateKey, clientId } = fixture.server.settings;
  const app = await startTestApp({
    ...{ CW_URL: fixture.server.url, CW_COMPANY: company, CW_CLIENT_ID: clientId },
    ...{ CW_PUBLIC_KEY: publicKey, CW_PRIVATE_KEY: privateKey },
  });
  const { client } = await app.nest.get(cw.ConnectWise, { strict: false }).connection();
  expect((await client.get(cw.companies, 250)).name).toBe('Acme Corporation');
  await app.stop();
  await expect(client.get(cw.companies, 250)).rejects.toMatchObject({ code: 'connectwise.unreachable' });
});
