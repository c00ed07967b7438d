import type { UnifiSite, UnifiSiteWithCompany } from '@contract/optima';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { make, type TestCompany } from '../../../support/make';
import { environmentOf, startController } from '../../../support/unifi';

interface Answer<Data> {
  readonly message: string;
  readonly data: Data;
  readonly error?: string;
  readonly errors?: { path: string[]; message: string }[];
}

const SITES = 6;

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;
let acme: TestCompany;
let office: UnifiSite;

beforeAll(async () => {
  controller = await startController({ sites: SITES });
  app = await startTestApp(environmentOf(controller));
  admin = await app.actor('*');
  acme = await make.company(app, { name: 'Acme Corp' });
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

const sync = (user = admin) => user.agent.post<Answer<UnifiSite[]>>('/v1/unifi/sites/sync');
const list = (user = admin) => user.agent.get<Answer<UnifiSiteWithCompany[]>>('/v1/unifi/sites').expect(200);
const post = (id: string, verb: 'link' | 'unlink', body?: object, user = admin) =>
  user.agent.post<Answer<UnifiSite>>(`/v1/unifi/site/${id}/${verb}`).send(body);
const ofCompany = (id: string, user = admin) =>
  user.agent.get<Answer<UnifiSite[]>>(`/v1/company/companies/${id}/unifi/sites`);
const audited = (action: string) =>
  app.sql<{ message: string; before: object | null; after: Record<string, unknown>; actor_id: string }>(
    'select message, before, after, actor_id from audit_log where action = $1 order by seq',
    [action],
  );

describe('POST /v1/unifi/sites/sync', () => {
  it('takes over the sites of the controller, by name, with one audit row', async () => {
    expect((await list()).body.data).toEqual([]);
    const { body } = await sync().expect(200);
    expect(body.message).toBe('UniFi Sites Synced Successfully!');
    expect(body.data).toHaveLength(SITES);
    expect(body.data.map(({ siteId }) => siteId).sort()).toEqual(
      controller.simulation.state.sites.map(({ name }) => name).sort(),
    );
    const found = body.data.find(({ name }) => name.startsWith('Acme Corporation'));
    office = found ?? office;
    expect(office).toMatchObject({ companyId: null });
    expect(office).not.toHaveProperty('company');
    expect(await audited('unifi.site.sync')).toMatchObject([
      { message: `UniFi sites were synced: ${SITES} added, 0 renamed`, actor_id: admin.id },
    ]);
  });

  it('changes nothing, and records nothing, when nothing is new', async () => {
    const before = (await list()).text;
    await sync().expect(200);
    expect((await list()).text).toBe(before);
    expect(await audited('unifi.site.sync')).toHaveLength(1);
  });

  it('renames what is known, and keeps what is gone, with its company', async () => {
    const gone = { id: 'cgone00000000000000000001', siteId: 'vanished' };
    await app.sql('insert into unifi_sites (id, name, site_id, company_id) values ($1, $2, $3, $4)', [
      ...[gone.id, 'Vanished', gone.siteId, acme.id],
    ]);
    await app.sql(`update unifi_sites set name = 'Former name', company_id = $2 where id = $1`, [office.id, acme.id]);
    const { body } = await sync().expect(200);
    const known = (id: string) => body.data.find((site) => site.id === id);
    expect(known(office.id)).toMatchObject({ name: office.name, siteId: office.siteId, companyId: acme.id });
    expect(known(gone.id)).toMatchObject({ name: 'Vanished', companyId: acme.id });
    expect((await audited('unifi.site.sync')).at(-1)?.after).toEqual({ added: [], renamed: [office.name] });
    await app.sql('delete from unifi_sites where id = $1', [gone.id]);
    await app.sql('update unifi_sites set company_id = null');
  });

  it('may run several times at once', async () => {
    await app.sql('delete from unifi_sites where id <> $1', [office.id]);
    const answers = await Promise.all(Array.from({ length: 4 }, () => sync().expect(200)));
    expect(answers.map(({ body }) => body.data.length)).toEqual([SITES, SITES, SITES, SITES]);
  });

  it('shows only the keys that the caller may see, with the id', async () => {
    const { body } = await sync(await app.actor('unifi.access', 'unifi.sites.sync', 'obj.unifiSite.name')).expect(200);
    expect(Object.keys(body.data[0] ?? {})).toEqual(['id', 'name']);
  });
});

describe('links', () => {
  it('join a site and a company, once', async () => {
    const { body } = await post(office.id, 'link', { companyId: acme.id }).expect(200);
    expect(body.message).toBe('UniFi Site Linked to Company Successfully!');
    expect(body.data).toMatchObject({ id: office.id, companyId: acme.id });
    await post(office.id, 'link', { companyId: acme.id }).expect(200);
    expect(await audited('unifi.site.link')).toMatchObject([
      { before: { companyId: null }, after: { companyId: acme.id }, actor_id: admin.id },
    ]);
    const listed = (await list()).body.data.find(({ id }) => id === office.id);
    expect(listed?.company).toEqual({ id: acme.id, name: 'Acme Corp' });
    const { body: linked } = await ofCompany(acme.id).expect(200);
    expect(linked.message).toBe('Company UniFi Sites Fetched Successfully!');
    expect(linked.data.map(({ id }) => id)).toEqual([office.id]);
  });

  it('show of the company what the caller may see of companies', async () => {
    const blind = await app.actor(
      'unifi.access',
      'unifi.sites.fetch.many',
      'obj.unifiSite.company',
      'obj.company.name',
    );
    const shown = (await list(blind)).body.data.map(({ company }) => company);
    expect(shown.filter((company) => company !== null)).toEqual([{ name: 'Acme Corp' }]);
  });

  it('are taken away, once, and the company has none any more', async () => {
    const { body } = await post(office.id, 'unlink').expect(200);
    expect(body).toMatchObject({
      message: 'UniFi Site Unlinked from Company Successfully!',
      data: { id: office.id, companyId: null },
    });
    await post(office.id, 'unlink').expect(200);
    expect(await audited('unifi.site.unlink')).toHaveLength(1);
    expect((await ofCompany(acme.id).expect(200)).body.data).toEqual([]);
  });

  it.each([[{}], [{ companyId: '' }], [{ companyId: 5 }], [{ companyId: 'nobody' }]])(
    'refuse %j and name the field',
    async (body) => {
      const { body: answer } = await post(office.id, 'link', body).expect(400);
      expect(answer.errors?.[0]?.path).toEqual(['companyId']);
    },
  );

  it('need a site that there is', async () => {
    expect((await post('nobody', 'link', { companyId: acme.id }).expect(404)).body.error).toBe('UnifiSiteNotFound');
    await post('nobody', 'unlink').expect(404);
    expect((await ofCompany('nobody').expect(404)).body.error).toBe('CompanyNotFound');
  });

  it('end when the company goes, and the site stays', async () => {
    const passing = await make.company(app, { name: 'Passing' });
    await post(office.id, 'link', { companyId: passing.id }).expect(200);
    await app.sql('delete from companies where id = $1', [passing.id]);
    const { body } = await admin.agent.get<Answer<UnifiSite>>(`/v1/unifi/site/${office.id}`).expect(200);
    expect(body).toMatchObject({ message: 'UniFi Site Fetched Successfully!', data: { companyId: null } });
  });
});

describe('POST /v1/unifi/sites/create', () => {
  const create = (body: object, user = admin) =>
    user.agent.post<Answer<UnifiSite>>('/v1/unifi/sites/create').send(body);

  it('makes a site on the controller and here, and answers 200', async () => {
    const { body } = await create({ description: '  New Office Site ' }).expect(200);
    expect(body.message).toBe('UniFi Site Created Successfully!');
    expect(body.data).toMatchObject({ name: 'New Office Site', companyId: null });
    const { sites } = controller.simulation.state;
    expect(sites.find(({ name }) => name === body.data.siteId)?.desc).toBe('New Office Site');
    expect(await audited('unifi.site.create')).toMatchObject([{ after: { name: 'New Office Site' } }]);
    expect((await sync().expect(200)).body.data.filter(({ siteId }) => siteId === body.data.siteId)).toHaveLength(1);
  });

  it.each([[{}], [{ description: '' }], [{ description: '   ' }], [{ description: 7 }]])('refuses %j', async (body) => {
    expect((await create(body).expect(400)).body.errors?.[0]?.path).toEqual(['description']);
  });

  it('leaves no row of what the controller refused', async () => {
    controller.faults.add({
      fault: { kind: 'status', status: 400, code: 'api.err.SiteLimit' },
      method: 'POST',
      times: 1,
    });
    const { body } = await create({ description: 'Refused' }).expect(502);
    expect(body.message).toContain('api.err.SiteLimit');
    expect(await audited('unifi.site.create')).toHaveLength(1);
    expect(await app.sql(`select 1 from unifi_sites where name = 'Refused'`)).toEqual([]);
  });
});

describe('sites', () => {
  it.each([
    ['get', '/v1/unifi/sites', ['unifi.sites.fetch.many']],
    ['get', '/v1/unifi/site/x', ['unifi.sites.fetch']],
    ['get', '/v1/company/companies/x/unifi/sites', ['company.fetch']],
    ['post', '/v1/unifi/sites/sync', ['unifi.sites.sync']],
    ['post', '/v1/unifi/site/x/unlink', ['unifi.sites.link']],
  ] as const)('%s %s needs unifi.access beside its own nodes', async (method, path, nodes) => {
    await (await app.actor(...nodes)).agent[method](path).expect(403);
    await (await app.actor('unifi.access')).agent[method](path).expect(403);
    await app.agent[method](path).expect(401);
  });

  it('show nothing to whoever holds no field', async () => {
    const { body } = await list(await app.actor('unifi.access', 'unifi.sites.fetch.many'));
    expect(new Set(body.data.map((site) => JSON.stringify(site)))).toEqual(new Set(['{}']));
  });

  it('are open to the seeded roles, without what is secret', async () => {
    const roles = await app.sql<{ moniker: string; permissions: string[] }>(
      `select moniker, permissions from roles where moniker in ('operator', 'viewer') order by moniker`,
    );
    expect(roles.map(({ moniker }) => moniker)).toEqual(['operator', 'viewer']);
    for (const { permissions } of roles) {
      const held = await app.actor(...permissions);
      await list(held);
      await held.agent.get(`/v1/unifi/site/${office.id}/wifi`).expect(200);
      for (const field of ['passphrase', 'privatePreSharedKeys', 'saePsk', '*']) {
        expect(permissions).not.toContain(`unifi.site.wifi.read.${field}`);
      }
      expect(permissions.filter((node) => node.startsWith('unifi.site.wifi.read.'))).toHaveLength(54);
    }
  });
});

describe('two thousand sites', () => {
  const MANY = 2_000;
  const LONGEST_MS = 10_000;

  it('are synced within ten seconds, and listed whole', async () => {
    const large = await startController({ sites: MANY });
    const msp = await startTestApp(environmentOf(large));
    try {
      const user = await msp.actor('*');
      const started = performance.now();
      const { body } = await sync(user).expect(200);
      expect(performance.now() - started).toBeLessThan(LONGEST_MS);
      expect(body.data).toHaveLength(MANY);
      expect((await list(user)).body.data).toHaveLength(MANY);
    } finally {
      await msp.stop();
      await large.close();
    }
  });
});
