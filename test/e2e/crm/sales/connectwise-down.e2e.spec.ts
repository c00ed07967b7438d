import type { Opportunity, OpportunityNote, OpportunityType } from '@contract/optima';
import { startTestApp } from '../../../support/app';
import { type Answer, linkCompanies, PATH, rowsOf, type SalesFixture, startSales } from './sales-fixture';

const ID = 5_002;
let sales: SalesFixture;

beforeAll(async () => {
  sales = await startSales({ opportunities: 20 });
  await linkCompanies(sales.app, rowsOf(sales.server, 'Company'));
  await sales.sync();
});
afterAll(() => sales.stop());

const agent = () => sales.admin.agent;
const list = () => agent().get<Answer<Opportunity[]>>(PATH).query({ includeClosed: true }).expect(200);
const fetchOne = () => agent().get<Answer<Opportunity>>(`${PATH}/${ID}`).expect(200);

/** Everything that ConnectWise alone can answer. */
const live = {
  refresh: () => agent().post<Answer<never>>(`${PATH}/${ID}/refresh`),
  products: () => agent().get<Answer<never>>(`${PATH}/${ID}/products`),
  sequence: () =>
    agent()
      .patch<Answer<never>>(`${PATH}/${ID}/products/sequence`)
      .send({ orderedIds: [1] }),
  notes: () => agent().get<Answer<never>>(`${PATH}/${ID}/notes`),
  note: () => agent().get<Answer<never>>(`${PATH}/${ID}/notes/1`),
  create: () => agent().post<Answer<never>>(`${PATH}/${ID}/notes`).send({ text: 'x' }),
  update: () => agent().patch<Answer<never>>(`${PATH}/${ID}/notes/1`).send({ text: 'x' }),
  delete: () => agent().delete<Answer<never>>(`${PATH}/${ID}/notes/1`),
  contacts: () => agent().get<Answer<never>>(`${PATH}/${ID}/contacts`),
  unknown: () => agent().get<Answer<never>>(`${PATH}/123456`),
};

/** A success, so that failures in a row are counted anew. */
async function heal(): Promise<void> {
  sales.server.faults.clear();
  await live.contacts().expect(200);
}

function expectNoSecret(text: string): void {
  const { privateKey, publicKey, clientId, company } = sales.server.settings;
  for (const secret of [privateKey, publicKey, clientId, `${company}+`]) expect(text).not.toContain(secret);
}

describe('when ConnectWise fails', () => {
  afterEach(heal);

  it.each([
    ['500', { kind: 'status', status: 500 }],
    ['a broken connection', { kind: 'reset' }],
    ['no JSON', { kind: 'malformed' }],
    ['half an answer', { kind: 'truncated' }],
    ['a page for people', { kind: 'html', status: 503 }],
  ] as const)('shows what is known here, with its age, in spite of %s', async (_case, fault) => {
    // One call of several, so that the others succeed in between.
    sales.server.faults.add({ path: '/sales/activities', fault });
    sales.app.clock.advance(120_000);
    const { body, headers } = await list();
    expect(body.data).toHaveLength(20);
    expect(body.data.map(({ activities }) => activities)).toEqual(body.data.map(() => []));
    expect(Number(headers['x-data-stale'])).toBeGreaterThanOrEqual(120);
    expect(body.data[0]?.company?.cw_Data?.address).toMatchObject({ country: 'United States' });
  });

  it('names the kinds of failure of what only ConnectWise can answer, and no secret', async () => {
    const cases = [
      [{ kind: 'status', status: 500 }, 502, 'ConnectWise answered with a failure of its own'],
      [{ kind: 'reset' }, 502, 'ConnectWise could not be reached'],
      [{ kind: 'malformed' }, 502, 'ConnectWise gave an answer that cannot be read'],
      [{ kind: 'status', status: 401 }, 502, 'ConnectWise refused the credentials of this server'],
      [{ kind: 'status', status: 400 }, 502, 'ConnectWise rejected the request'],
    ] as const;
    for (const [fault, status, message] of cases) {
      sales.server.faults.add({ fault });
      const answer = await live.products().expect(status);
      expect(answer.body).toEqual({ status, message, successful: false });
      expectNoSecret(answer.text);
      await heal();
    }
    expectNoSecret(sales.app.log.join('\n'));
  });

  it('does not take a malformed note for one', async () => {
    const note = rowsOf(sales.server, 'Note').find(({ opportunityId }) => Number(opportunityId) > ID);
    const path = `${PATH}/${String(note?.opportunityId)}/notes`;
    sales.server.faults.add({ path: '/notes', fault: { kind: 'altered', set: { text: 7 } } });
    await agent().get(`${path}/${note?.id}`).expect(502);
    const { body } = await agent().get<Answer<OpportunityNote[]>>(path).expect(200);
    expect(body.data).toEqual([]);
  });

  it('keeps notes readable when the members cannot be asked for', async () => {
    sales.server.faults.add({ path: '/system/members', fault: { kind: 'status', status: 403 } });
    sales.app.clock.advance(11 * 60_000);
    const { opportunityId } = rowsOf(sales.server, 'Note')[0]!;
    const { body } = await agent()
      .get<Answer<OpportunityNote[]>>(`${PATH}/${String(opportunityId)}/notes`)
      .expect(200);
    const { identifier, name, cwMemberId } = body.data[0]!.enteredBy!;
    expect([name, cwMemberId]).toEqual([identifier, null]);
  });

  it('writes nothing to the audit log for what ConnectWise did not do', async () => {
    sales.server.faults.add({ method: 'POST', path: '/notes', fault: { kind: 'status', status: 400 } });
    await live.create().expect(502);
    expect(await sales.app.sql('select 1 from audit_log where action like $1', ['opportunityNote.%'])).toEqual([]);
  });
});

describe('when ConnectWise is silent', () => {
  it('shows what is known here after a short wait, and answers 504 for the rest', async () => {
    sales.server.faults.add({ fault: { kind: 'silence' } });
    let answered = false;
    const pending = live.products().then(({ status, body }) => {
      answered = true;
      return { status, body };
    });
    const [listed, one] = await Promise.all([list(), fetchOne()]);
    expect(answered).toBe(false);
    expect(Number(listed.headers['x-data-stale'])).toBeGreaterThan(0);
    expect(Number(one.headers['x-data-stale'])).toBeGreaterThan(0);
    expect(one.body.data).toMatchObject({ cwOpportunityId: ID, activities: [], site: { name: 'Main Office' } });
    expect(Object.keys(one.body.data.site ?? {})).toEqual(['id', 'name']);
    const types = await agent().get<Answer<OpportunityType[]>>('/v1/sales/opportunity-types').expect(200);
    expect(types.body.data.map(({ id }) => id)).toEqual(expect.arrayContaining([51, 24]));
    expect(await pending).toEqual({
      status: 504,
      body: { status: 504, message: 'ConnectWise did not answer in time', successful: false },
    });
    await heal();
  }, 30_000);
});

describe('when ConnectWise is gone', () => {
  beforeAll(() => sales.server.close());

  it('answers each live part with 502 or 503, named and without a secret, and the rest from here', async () => {
    const statuses = new Set<number>();
    for (const call of Object.values(live)) {
      const { status, body, text } = await call();
      statuses.add(status);
      expect(body.message).toMatch(/^ConnectWise /);
      expectNoSecret(text);
    }
    expect([...statuses].sort()).toEqual([502, 503]);
    const { headers, body } = await list();
    expect(Number(headers['x-data-stale'])).toBeGreaterThan(0);
    expect(body.data).toHaveLength(20);
    await fetchOne();
    await agent().get(`${PATH}/count`).expect(200);
  });
});

describe('without a ConnectWise', () => {
  it('serves what is known here, knows nothing else, and says why', async () => {
    const app = await startTestApp();
    const admin = await app.actor('*');
    const { body } = await admin.agent.get<Answer<Opportunity[]>>(PATH).expect(200);
    expect(body.data).toEqual([]);
    await admin.agent.get(`${PATH}/456`).expect(404);
    await admin.agent.get(`${PATH}/456/products`).expect(404);
    const refused = await admin.agent.post<Answer<never>>(`${PATH}/456/refresh`).expect(503);
    expect(refused.body.message).toBe('ConnectWise is not configured');
    const types = await admin.agent.get<Answer<OpportunityType[]>>('/v1/sales/opportunity-types').expect(200);
    expect(types.body.data.map(({ id }) => id)).toEqual([51, 24]);
    await app.stop();
  });
});
