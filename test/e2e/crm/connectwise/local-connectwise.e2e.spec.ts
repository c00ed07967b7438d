import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { createLogger } from '../../../../apps/api/src/http';
import { companies, ConnectWiseError } from '../../../../apps/api/src/modules/crm/connectwise';
import { ProcessRateBudget, realTime } from '../../../../apps/api/src/upstreams/http';
import { connect } from '../../../../apps/api/src/modules/crm/connectwise/connect';
import { LocalConnectWise } from '../../../../apps/api/src/upstreams';
import { until } from '../../../support/until';

const root = resolve(__dirname, '../../../..');
const modulePath = resolve(root, 'dist/apps/upstreams/src/main.js');

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['apps/api/bin/build.mjs'], { cwd: root });
});

const logger = createLogger({ demo: false, logLevel: 'silent' });
const read = async (settings: Awaited<ReturnType<LocalConnectWise['start']>>) => {
  const { client, close } = connect(settings, {
    budget: new ProcessRateBudget(realTime, { perMinute: 600, burst: 10 }),
  });
  try {
    return (await client.get(companies, 250)).name;
  } finally {
    await close();
  }
};

it('is a process of its own, which takes only who knows the credentials, and comes back when it dies', async () => {
  const local = new LocalConnectWise({ logger, modulePath });
  const settings = await local.start();
  expect(await read(settings)).toBe('Acme Corporation');
  const refused = ConnectWiseError.refused().code;
  await expect(read({ ...settings, privateKey: 'switchyard-demo-private' })).rejects.toMatchObject({ code: refused });

  const firstPid = local.pid ?? 0;
  process.kill(firstPid, 'SIGKILL');
  await until(() => local.pid !== firstPid);
  expect(await until(() => read(settings).catch(() => null))).toBe('Acme Corporation');
  await local.stop();
  expect(local.pid).toBeNull();
});
