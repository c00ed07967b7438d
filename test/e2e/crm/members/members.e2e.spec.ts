import { MemberDirectory } from '../../../../apps/api/src/modules/crm/members';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { runSync } from '../../../support/syncs';

const MEMBERS = 6;

let server: RunningConnectWise;
let app: TestApp;
let admin: TestUser;

beforeAll(async () => {
  server = await startSimulator({ companies: 20, contacts: 40, catalogItems: 10, opportunities: 2 });
  app = await startTestApp(environmentOf(server));
  admin = await app.actor('*');
});
afterAll(async () => {
  await app.stop();
  await server.close();
});
afterEach(() => server.faults.clear());

const sync = (mode: 'full' | 'incremental' = 'full') => runSync(app, admin, 'members', { mode });
const named = (...identifiers: string[]) => app.nest.get(MemberDirectory, { strict: false }).named(identifiers);
/** Questions for members since the last call of this. */
const asked = (): string[] =>
  server.simulation.requests
    .splice(0)
    .map(({ url }) => decodeURIComponent(url))
    .filter((url) => url.includes('system/members'));
const members = () => server.simulation.world.collections.find(({ resource }) => resource === 'Member');

describe('members that no sync has met', () => {
  it('are asked for once for all who ask meanwhile, and kept', async () => {
    const answers = await Promise.all([
      named('JRoberts', 'TNGUYEN', 'Nobody9', 'jroberts'),
      named('tnguyen', 'jroberts'),
      named('nobody9'),
    ]);
    const names = asked().flatMap((url) => [...url.matchAll(/"([^"]*)"/g)].map(([, name]) => name));
    expect(names.sort()).toEqual(['jroberts', 'nobody9', 'tnguyen']);
    expect([...answers[0].keys()].sort()).toEqual(['jroberts', 'tnguyen']);
    expect(answers[1].get('tnguyen')).toMatchObject({ cwMemberId: 18, firstName: 'Thuy', inactive: false });
    expect(answers[2].size).toBe(0);
    expect(await app.sql('select cw_member_id from cw_members order by 1')).toEqual([
      { cw_member_id: 15 },
      { cw_member_id: 18 },
    ]);
    await named('jroberts', 'tnguyen', 'NOBODY9');
    expect(asked()).toEqual([]);
    app.clock.advance(11 * 60_000);
    await named('jroberts', 'nobody9');
    expect(asked().map((url) => /identifier in \([^)]*\)/.exec(url)?.[0])).toEqual(['identifier in ("nobody9")']);
  });

  it('are not asked for with what no member can be called', async () => {
    expect((await named('much-too-long-for-a-member', 'line\u2028break', '')).size).toBe(0);
    expect(asked().filter((url) => /much|line/.test(url))).toEqual([]);
    const quote = await named('") or ("a"="a', 'back\\slash');
    expect(quote.size).toBe(0);
    expect(asked()).toHaveLength(1);
  });

  it('are as good as unknown while ConnectWise fails, which is not asked again for each of them', async () => {
    server.faults.add({ fault: { kind: 'status', status: 400 }, path: 'system/members' });
    expect((await named('mkowal', 'jroberts')).has('jroberts')).toBe(true);
    expect((await named('mkowal')).size).toBe(0);
    expect(asked()).toHaveLength(1);
    server.faults.clear();
    app.clock.advance(31_000);
    expect((await named('mkowal')).get('mkowal')?.cwMemberId).toBe(17);
    expect(asked()).toHaveLength(1);
  });
});

describe('a sync of members', () => {
  it('keeps everybody once, and then only what has changed', async () => {
    expect(await sync()).toMatchObject({
      ...{ mode: 'full', state: 'succeeded', problems: [] },
      counts: { read: MEMBERS, created: MEMBERS - 3, updated: 0, unchanged: 3, removed: 0, refused: 0 },
    });
    expect((await sync()).counts).toMatchObject({ created: 0, updated: 0, unchanged: MEMBERS });
    await app.sql(`update syncs set watermark = now() where resource = 'members'`);
    server.simulation.changeAsPerson('Member', 16, { lastName: 'Robinson-Hale', inactiveFlag: true });
    expect(await sync('incremental')).toMatchObject({ mode: 'incremental', counts: { read: 1, updated: 1 } });
    expect((await named('crobinso')).get('crobinso')).toMatchObject({ lastName: 'Robinson-Hale', inactive: true });
  });

  it('is heard of by the memory at once', async () => {
    expect((await named('tnguyen')).get('tnguyen')?.lastName).toBe('Nguyen');
    server.simulation.changeAsPerson('Member', 18, { lastName: 'Tran' });
    await sync();
    expect((await named('tnguyen')).get('tnguyen')?.lastName).toBe('Tran');
    expect(asked().some((url) => url.includes('identifier in'))).toBe(false);
  });

  it('marks who is gone, whom the directory then takes for inactive, and unmarks who comes back', async () => {
    const store = members()?.store;
    const row = store?.get(17);
    if (!store || !row) throw new Error('The simulator has no such member');
    store.remove(17);
    expect((await sync()).counts).toMatchObject({ read: MEMBERS - 1, removed: 1 });
    expect((await named('mkowal')).get('mkowal')).toMatchObject({ cwMemberId: 17, inactive: true });
    store.replace(row);
    expect((await sync()).counts).toMatchObject({ updated: 1, removed: 0 });
    expect((await named('mkowal')).get('mkowal')?.inactive).toBe(false);
  });

  it('reports a member that cannot be read, and goes on with the others', async () => {
    server.faults.add({ fault: { kind: 'altered', every: 3, set: { identifier: 5 } }, path: 'system/members' });
    const run = await sync();
    expect(run).toMatchObject({ state: 'succeeded', counts: { read: MEMBERS, refused: 2, removed: 0 } });
    expect(run.problems[0]).toEqual({ cwId: 10, message: 'identifier is not a text' });
  });

  it('gives an identifier to who has it now', async () => {
    server.simulation.changeAsPerson('Member', 19, { identifier: 'tnguyen', inactiveFlag: false });
    server.simulation.changeAsPerson('Member', 18, { inactiveFlag: true });
    await sync();
    expect((await named('TNguyen')).get('tnguyen')).toMatchObject({ cwMemberId: 19, inactive: false });
  });
});
