import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { MemberDirectory } from '../../../../apps/api/src/modules/crm/members';
import { MembersRepository } from '../../../../apps/api/src/modules/crm/members/members.repository';
import { SharedMembers } from '../../../../apps/api/src/modules/crm/members/shared-members';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { describeWith } from '../../../support/services';
import { runSync } from '../../../support/syncs';
import { TcpProxy } from '../../../support/tcp-proxy';
import { until } from '../../../support/until';

const REDIS_PORT = 6379;

describeWith('redis', 'the members that two processes remember', () => {
  const keyPrefix = `switchyard-test-${randomBytes(6).toString('hex')}:`;
  const hash = `${keyPrefix}cw-members:1`;
  const redis = new Redis(REDIS_PORT, '127.0.0.1');
  const proxy = new TcpProxy(REDIS_PORT);
  let server: RunningConnectWise;
  let first: TestApp;
  /** Meets Redis through the proxy. */
  let second: TestApp;

  const redisUrl = (port: number) => `redis://127.0.0.1:${port}?keyPrefix=${keyPrefix}`;
  const deleteKeys = async (pattern: string) => {
    const keys = await redis.keys(keyPrefix + pattern);
    if (keys.length > 0) await redis.del(...keys);
  };
  const shared = (app: TestApp) => app.nest.get(SharedMembers, { strict: false });
  const lastName = async (app: TestApp, identifier: string) =>
    (await app.nest.get(MemberDirectory, { strict: false }).named([identifier])).get(identifier)?.lastName;
  const stored = async () => Object.keys(await redis.hgetall(hash));
  const member = (key: string) => ({
    ...{ key, cwMemberId: 1, identifier: key, firstName: 'Any', lastName: 'Body', inactive: false },
  });
  /** As if `key` was remembered by any process just now. */
  const seed = async (key: string, text = JSON.stringify(member(key))) => {
    await redis.hset(hash, key, text);
    await redis.pexpire(hash, 10 * 60_000);
  };

  beforeAll(async () => {
    await proxy.open();
    server = await startSimulator({ companies: 20, contacts: 40, catalogItems: 10, opportunities: 2 });
    const env = environmentOf(server);
    first = await startTestApp({ ...env, REDIS_URL: redisUrl(REDIS_PORT) });
    second = await startTestApp({ ...env, DATABASE_URL: first.databaseUrl, REDIS_URL: redisUrl(proxy.port) });
    await runSync(first, await first.actor('*'), 'members', { mode: 'full' });
  });
  beforeEach(async () => {
    // Beyond what a process remembers by itself.
    for (const app of [first, second]) app.clock.advance(11 * 60_000);
    await deleteKeys('cw-members*');
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await server.close();
    await proxy.cut();
    await deleteKeys('*');
    await redis.quit();
  });

  it('are forgotten by both when a sync has found a change', async () => {
    expect([await lastName(first, 'mkowal'), await lastName(second, 'mkowal')]).toEqual(['Kowal', 'Kowal']);
    server.simulation.changeAsPerson('Member', 17, { lastName: 'Nowak' });
    await runSync(first, await first.actor('*'), 'members', { mode: 'full' });
    await until(
      async () => (await lastName(first, 'mkowal')) === 'Nowak' && (await lastName(second, 'mkowal')) === 'Nowak',
    );
  });

  it('are known to a process that has never looked for them, for no longer than a process remembers them', async () => {
    expect(await lastName(first, 'jroberts')).toBe('Roberts');
    await until(async () => (await stored()).includes('jroberts'));
    const rows = jest.spyOn(second.nest.get(MembersRepository, { strict: false }), 'byIdentifiers');
    expect(await lastName(second, 'jroberts')).toBe('Roberts');
    expect(rows).not.toHaveBeenCalled();
    const left = await redis.pttl(hash);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(10 * 60_000);
  });

  it('are not kept when something has changed since they were looked for', async () => {
    const generation = async () => (await shared(first).recall(['late']))?.generation ?? 'none';
    const before = await generation();
    await shared(second).forget(['other']);
    await shared(first).remember(before, [member('late')]);
    expect(await stored()).toEqual([]);
    await shared(first).remember(await generation(), [member('late')]);
    expect(await stored()).toEqual(['late']);
  });

  it('make room for others', async () => {
    await redis.hset(hash, ...Array.from({ length: 10_000 }, (_, place) => [`filler${place}`, '{}']).flat());
    await shared(first).remember('0', [member('room')]);
    expect(await stored()).toEqual(['room']);
  });

  it('are forgotten as a whole once Redis can be told of a change that it missed', async () => {
    await seed('jroberts');
    await seed('tnguyen');
    await proxy.cut();
    await shared(second).forget(['jroberts']);
    await proxy.open();
    await until(async () => (await stored()).length === 0);
    expect((await shared(second).recall(['jroberts']))?.members.size).toBe(0);
  });

  it.each([
    ['is no JSON', '{'],
    ['is nothing', 'null'],
    ['is of somebody else', JSON.stringify(member('other'))],
    ['lacks something', JSON.stringify({ ...member('jroberts'), cwMemberId: undefined })],
  ])('are looked for here when what Redis holds %s', async (_case, text) => {
    await seed('jroberts', text);
    expect(await lastName(first, 'jroberts')).toBe('Roberts');
    await until(async () => (await redis.hget(hash, 'jroberts'))?.includes('Roberts') ?? false);
  });

  it('are looked for here when Redis holds no such hash', async () => {
    await redis.set(hash, 'a text');
    expect(await lastName(first, 'jroberts')).toBe('Roberts');
  });

  it('are as old as the oldest that Redis remembers, by its clock', async () => {
    await seed('jroberts');
    await redis.pexpire(hash, 4 * 60_000);
    const recalled = await shared(first).recall(['jroberts']);
    const age = first.clock.now().getTime() - (recalled?.members.get('jroberts')?.at ?? 0);
    expect(Math.round(age / 60_000)).toBe(6);
  });
});
