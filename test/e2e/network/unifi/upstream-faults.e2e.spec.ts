import type { UnifiNetwork, UnifiWifiLimits } from '@contract/optima';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { realTime } from '../../../../apps/api/src/upstreams/http';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';
import { selfSignedCertificate } from '../../../support/unifi/certificate';

interface Answer<Data> {
  readonly status: number;
  readonly message: string;
  readonly data: Data;
  readonly successful: boolean;
}

const SITE = 'csite0000000000000000001';
const PATH = `/v1/unifi/site/${SITE}`;
const ADD_SITE = `insert into unifi_sites (id, name, site_id) values ('${SITE}', 'Office', 'default')`;

const running: { close(): Promise<void> }[] = [];

afterEach(async () => {
  jest.restoreAllMocks();
  for (const each of running.splice(0).reverse()) await each.close();
});

async function startSimulator(options: Parameters<typeof startController>[0] = {}): Promise<RunningUnifi> {
  const controller = await startController(options);
  running.push(controller);
  return controller;
}

async function startApp(env: Record<string, string>): Promise<{ app: TestApp; admin: TestUser }> {
  const app = await startTestApp(env);
  running.push({ close: () => app.stop() });
  await app.sql(ADD_SITE);
  return { app, admin: await app.actor('*') };
}

const networksFor = ({ agent }: TestUser) => agent.get<Answer<UnifiNetwork[]>>(`${PATH}/networks`);

describe('a controller that does not answer', () => {
  it('is a 504 in the words of the surface, for reading and for writing', async () => {
    const controller = await startSimulator();
    const { app, admin } = await startApp(environmentOf(controller));
    await networksFor(admin).expect(200);
    const inTime = realTime.timeout;
    jest.spyOn(realTime, 'timeout').mockImplementation((ms) => inTime(Math.min(ms, 50)));
    controller.faults.add({ path: 'networkconf', fault: { kind: 'silence' } });
    const { body } = await networksFor(admin).expect(504);
    expect(body).toEqual({ status: 504, message: 'The UniFi controller did not answer in time', successful: false });
    controller.faults.add({ path: 'usergroup', fault: { kind: 'halfOpen' } });
    await admin.agent.post(`${PATH}/speed-profiles`).send({ name: 'Slow' }).expect(504);
    const [row] = await app.sql(`select level from audit_log where action = 'unifi.speedProfile.create'`);
    expect(row).toEqual({ level: 'warning' });
  });
});

describe('a controller that shows another certificate than the pinned one', () => {
  it('is sent nothing, says why, and is used again once the new one is pinned', async () => {
    const [first, second] = [selfSignedCertificate(), selfSignedCertificate()];
    const controller = await startController({ tls: first });
    const env = { ...environmentOf(controller), UNIFI_FINGERPRINT: first.fingerprint };
    const { app, admin } = await startApp(env);
    await networksFor(admin).expect(200);
    await controller.close();
    const renewed = await startSimulator({ tls: second, port: Number(new URL(controller.url).port) });
    for (let call = 0; call < 8; call += 1) {
      const { body } = await networksFor(admin).expect(502);
      expect(body.message).toBe(
        'The UniFi controller shows a certificate that is not trusted, so that nothing was sent to it',
      );
    }
    await admin.agent.post(`${PATH}/speed-profiles`).send({ name: 'Slow' }).expect(502);
    expect(renewed.simulation.requests).toEqual([]);
    expect(app.log.join('\n')).not.toContain(renewed.settings.password);

    const configured = await startApp({ ...env, UNIFI_FINGERPRINT: second.fingerprint });
    await networksFor(configured.admin).expect(200);
  });
});

describe('the end of the product', () => {
  it('leaves no session on the controller', async () => {
    const controller = await startSimulator();
    const app = await startTestApp(environmentOf(controller));
    await app.sql(ADD_SITE);
    await networksFor(await app.actor('*')).expect(200);
    expect(controller.simulation.sessions.count).toBe(1);
    await app.stop();
    expect(controller.simulation.sessions.count).toBe(0);
  });
});

describe('a controller before AP groups', () => {
  it('has the radios of each WLAN group', async () => {
    const controller = await startSimulator({ flavour: 'legacy', version: '5.14.23' });
    const { admin } = await startApp(environmentOf(controller));
    const { body } = await admin.agent.get<Answer<UnifiWifiLimits[]>>(`${PATH}/wifi-limits`).expect(200);
    // The WLAN is on both bands that this version knows.
    const shown = body.data.flatMap(({ radios }) => radios.filter(({ band }) => band !== '6g'));
    const isCorporateOn = shown.map(({ wlanNames }) => wlanNames.includes('Corporate'));
    expect(isCorporateOn.length).toBeGreaterThan(2);
    expect(isCorporateOn).toEqual([false, ...isCorporateOn.slice(1).map(() => true)]);
  });
});
