import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '../../../../config';
import { RedisModule } from '../../../../redis';
import { LocalUnifi, UpstreamMetrics, UpstreamsModule } from '../../../../upstreams';
import { UnifiController, UnifiControllerModule, UnifiError } from '.';

const account = { username: 'x', password: 'x' };
const local = {
  name: 'default',
  url: 'http://127.0.0.1:9',
  credentials: account,
  fingerprint: null,
  allowSelfSigned: false,
};
const site = { controller: 'default' };
const configured = { UNIFI_URL: 'http://127.0.0.1:9', UNIFI_USERNAME: 'u', UNIFI_PASSWORD: 'pw' };

describe('UnifiController', () => {
  const start = jest.spyOn(LocalUnifi.prototype, 'start');
  const stop = jest.spyOn(LocalUnifi.prototype, 'stop');

  beforeAll(() => Logger.overrideLogger(false));

  beforeEach(() => {
    start.mockReset().mockResolvedValue(local);
    stop.mockReset().mockResolvedValue();
  });

  const newController = (env: Record<string, string>) => new UnifiController(loadConfig(env), new UpstreamMetrics());

  it('is the configured one, in the demo, too', async () => {
    const controller = newController({ SWITCHYARD_DEMO: 'true', ...configured });
    expect(controller.configured).toBe(true);
    await controller.client(site);
    await controller.onApplicationShutdown();
    expect(start).not.toHaveBeenCalled();
  });

  it('is missing without settings, which is a 503', async () => {
    const controller = newController({});
    expect(controller.configured).toBe(false);
    await expect(controller.client(site)).rejects.toEqual(UnifiError.notConfigured());
  });

  it('is one of several, each with a connection of its own, and named in its failures', async () => {
    const other = { UNIFI_CONTROLLERS: 'branch', UNIFI_BRANCH_URL: 'http://127.0.0.1:10', UNIFI_BRANCH_API_KEY: 'k' };
    const controller = newController({ ...configured, ...other });
    expect(controller.names).toEqual(['default', 'branch']);
    const branch = await controller.client({ controller: 'branch' });
    expect(await controller.client({ controller: 'branch' })).toBe(branch);
    expect(await controller.client(site)).not.toBe(branch);
    await expect(branch.selfSites()).rejects.toMatchObject({ message: expect.stringContaining('controller branch ') });
    await expect(controller.client({ controller: 'former' })).rejects.toMatchObject({
      ...{ status: 503, message: 'The UniFi controller former is not configured' },
    });
    await controller.onApplicationShutdown();
  });

  it('is simulated in the demo: started once, when it is first asked for, and stopped with the application', async () => {
    const controller = newController({ SWITCHYARD_DEMO: 'true' });
    expect(start).not.toHaveBeenCalled();
    const [one, other] = await Promise.all([controller.client(site), controller.client(site)]);
    await controller.onApplicationShutdown();
    expect(one).toBe(other);
    expect([start.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1]);
  });

  it('answers 502 when the simulated one does not come up, and tries again', async () => {
    const controller = newController({ SWITCHYARD_DEMO: 'true' });
    start.mockRejectedValueOnce(new Error('no port'));
    await expect(controller.client(site)).rejects.toMatchObject({ code: 'unifi.unreachable', status: 502 });
    await expect(controller.client(site)).resolves.toBeDefined();
    await controller.onApplicationShutdown();
  });

  it('is what its module gives to others', async () => {
    const imports = [ConfigModule.forRoot(loadConfig({})), RedisModule, UpstreamsModule, UnifiControllerModule];
    const context = await Test.createTestingModule({ imports }).compile();
    expect(context.get(UnifiController).configured).toBe(false);
    await context.close();
  });
});
