import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { MemberDirectory } from '../../../../apps/api/src/modules/crm/members';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { describeWith } from '../../../support/services';
import { runSync } from '../../../support/syncs';
import { until } from '../../../support/until';

const REDIS_PORT = 6379;

describeWith('redis', 'the members that two processes remember', () => {
  const keyPrefix = `switchyard-test-${randomBytes(6).toString('hex')}:`;
  const redis = new Redis(REDIS_PORT, '127.0.0.1');
  let server: RunningConnectWise;
  let first: TestApp;
  let second: TestApp;

  beforeAll(async () => {
    server = await startSimulator({ companies: 20, contacts: 40, catalogItems: 10, opportunities: 2 });
    const env = {
      ...environmentOf(server),
      REDIS_URL: `redis://127.0.0.1:${REDIS_PORT}?keyPrefix=${keyPrefix}`,
    };
    first = await startTestApp(env);
    second = await startTestApp({ ...env, DATABASE_URL: first.databaseUrl });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await server.close();
    const keys = await redis.keys(`${keyPrefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  });

  it('are forgotten by both when a sync has found a change', async () => {
    const lastName = async (app: TestApp) =>
      (await app.nest.get(MemberDirectory, { strict: false }).named(['mkowal'])).get('mkowal')?.lastName;
    expect([await lastName(first), await lastName(second)]).toEqual(['Kowal', 'Kowal']);
    server.simulation.changeAsPerson('Member', 17, { lastName: 'Nowak' });
    await runSync(first, await first.actor('*'), 'members', { mode: 'full' });
    await until(async () => (await lastName(first)) === 'Nowak' && (await lastName(second)) === 'Nowak');
  });
});
