import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { loadConfig } from '../../../config';
import { LocalConnectWise, UpstreamMetrics } from '../../../upstreams';
import { ProcessRateBudget, realTime } from '../../../upstreams/http';
import { ConnectWise } from './connectwise.service';

const configured = {
  ...{ CW_URL: 'https://127.0.0.1:9', CW_COMPANY: 'acme', CW_CLIENT_ID: 'id' },
  ...{ CW_PUBLIC_KEY: 'public', CW_PRIVATE_KEY: 'private' },
};

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://user:password@db.example/switchyard',
  PUBLIC_URL: 'https://switchyard.example.com',
  SWITCHYARD_MASTER_KEY: randomBytes(32).toString('hex'),
};

const local = { url: 'http://127.0.0.1:9', company: 'x', publicKey: 'x', privateKey: 'x', clientId: 'x' };

describe('ConnectWise', () => {
  const start = jest.spyOn(LocalConnectWise.prototype, 'start');
  const stop = jest.spyOn(LocalConnectWise.prototype, 'stop');

  beforeAll(() => Logger.overrideLogger(false));

  beforeEach(() => {
    start.mockReset().mockResolvedValue(local);
    stop.mockReset().mockResolvedValue();
  });

  const newConnectWise = (env: Record<string, string>) =>
    new ConnectWise(
      loadConfig(env),
      new ProcessRateBudget(realTime, { perMinute: 600, burst: 10 }),
      new UpstreamMetrics(),
    );

  it.each([
    ['production', { ...production, ...configured }],
    ['demo', { SWITCHYARD_DEMO: 'true', ...configured }],
  ])('is the configured one in %s', async (_case, env) => {
    const connectWise = newConnectWise(env);
    expect(connectWise.configured).toBe(true);
    await connectWise.connection();
    await connectWise.onApplicationShutdown();
    expect(start).not.toHaveBeenCalled();
  });

  it.each([
    ['production', production],
    ['development', { NODE_ENV: 'development' }],
  ])('is missing in %s without settings, which is a 503', async (_case, env) => {
    const connectWise = newConnectWise(env);
    expect(connectWise.configured).toBe(false);
    await expect(connectWise.connection()).rejects.toMatchObject({ code: 'connectwise.notConfigured', status: 503 });
    expect(start).not.toHaveBeenCalled();
  });

  it('is simulated in the demo: started once, when it is first asked for, and stopped with the application', async () => {
    const connectWise = newConnectWise({ SWITCHYARD_DEMO: 'true' });
    expect(start).not.toHaveBeenCalled();
    const both = await Promise.all([connectWise.connection(), connectWise.connection()]);
    await connectWise.onApplicationShutdown();
    expect(both[0]).toBe(both[1]);
    expect([start.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1]);
  });

  it('answers 502 when the simulated one does not come up, and tries again', async () => {
    const connectWise = newConnectWise({ SWITCHYARD_DEMO: 'true' });
    start.mockRejectedValueOnce(new Error('no port'));
    await expect(connectWise.connection()).rejects.toMatchObject({ code: 'connectwise.unreachable', status: 502 });
    await expect(connectWise.connection()).resolves.toBeDefined();
    await connectWise.onApplicationShutdown();
  });
});
