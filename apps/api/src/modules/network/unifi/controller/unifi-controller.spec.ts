import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '../../../../config';
import { LocalUnifi, UpstreamsModule } from '../../../../upstreams';
import { Circuits } from '../../../../upstreams/http';
import { UnifiController, UnifiControllerModule, UnifiError } from '.';

const account = { username: 'x', password: 'x' };
const local = { url: 'http://127.0.0.1:9', credentials: account, fingerprint: null, allowSelfSigned: false };
const configured = { UNIFI_URL: 'http://127.0.0.1:9', UNIFI_USERNAME: 'u', UNIFI_PASSWORD: 'pw' };

describe('UnifiController', () => {
  const start = jest.spyOn(LocalUnifi.prototype, 'start');
  const stop = jest.spyOn(LocalUnifi.prototype, 'stop');

  beforeAll(() => Logger.overrideLogger(false));

  beforeEach(() => {
    start.mockReset().mockResolvedValue(local);
    stop.mockReset().mockResolvedValue();
  });

  const newController = (env: Record<string, string>) => new UnifiController(loadConfig(env), new Circuits());

  it('is the configured one, in the demo, too', async () => {
    const controller = newController({ SWITCHYARD_DEMO: 'true', ...configured });
    expect(controller.configured).toBe(true);
    await controller.client();
    await controller.onApplicationShutdown();
    expect(start).not.toHaveBeenCalled();
  });

  it('is missing without settings, which is a 503', async () => {
    const controller = newController({});
    expect(controller.configured).toBe(false);
    await expect(controller.client()).rejects.toEqual(UnifiError.notConfigured());
  });

  it('is simulated in the demo: started once, when it is first asked for, and stopped with the application', async () => {
    const controller = newController({ SWITCHYARD_DEMO: 'true' });
    expect(start).not.toHaveBeenCalled();
    const [one, other] = await Promise.all([controller.client(), controller.client()]);
    await controller.onApplicationShutdown();
    expect(one).toBe(other);
    expect([start.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1]);
  });

  it('answers 502 when the simulated one does not come up, and tries again', async () => {
    const controller = newController({ SWITCHYARD_DEMO: 'true' });
    start.mockRejectedValueOnce(new Error('no port'));
    await expect(controller.client()).rejects.toMatchObject({ code: 'unifi.unreachable', status: 502 });
    await expect(controller.client()).resolves.toBeDefined();
    await controller.onApplicationShutdown();
  });

  it('is what its module gives to others', async () => {
    const imports = [ConfigModule.forRoot(loadConfig({})), UpstreamsModule, UnifiControllerModule];
    const context = await Test.createTestingModule({ imports }).compile();
    expect(context.get(UnifiController).configured).toBe(false);
    await context.close();
  });
});
