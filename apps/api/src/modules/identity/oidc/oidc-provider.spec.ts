import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { loadConfig } from '../../../config';
import { LocalOidc } from '../../../upstreams';
import { OidcProviders } from './oidc-provider';

const dataSource = { options: { url: 'postgres://localhost/switchyard' } } as DataSource;
const settings = { issuer: 'http://127.0.0.1:4000', clientId: 'switchyard', clientSecret: 'x', allowedTenants: [] };

const configured = {
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'secret',
};

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://user:password@db.example/switchyard',
  PUBLIC_URL: 'https://switchyard.example.com',
  SWITCHYARD_MASTER_KEY: randomBytes(32).toString('hex'),
};

describe('OidcProviders', () => {
  const start = jest.spyOn(LocalOidc.prototype, 'start');
  const stop = jest.spyOn(LocalOidc.prototype, 'stop');

  beforeAll(() => Logger.overrideLogger(false));

  beforeEach(() => {
    start.mockReset().mockResolvedValue(settings);
    stop.mockReset().mockResolvedValue();
  });

  const providers = (env: Record<string, string>) => new OidcProviders(loadConfig(env), dataSource);

  it.each([
    ['production', { ...production, ...configured }],
    ['demo', { SWITCHYARD_DEMO: 'true', ...configured }],
  ])('takes the configured one in %s', async (_case, env) => {
    expect(await providers(env).current()).toMatchObject({ issuer: 'https://id.example', knowsOurUsers: false });
    expect(start).not.toHaveBeenCalled();
  });

  it('has none in production that is not configured', async () => {
    await expect(providers(production).current()).rejects.toMatchObject({ status: 503 });
    expect(start).not.toHaveBeenCalled();
  });

  it('starts the local one once, when it is first asked for, and stops it with the application', async () => {
    const demo = providers({ SWITCHYARD_DEMO: 'true' });
    expect(start).not.toHaveBeenCalled();

    const both = await Promise.all([demo.current(), demo.current()]);
    await demo.onApplicationShutdown();

    expect(both[0]).toEqual({ ...settings, knowsOurUsers: true });
    expect([start.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1]);
  });

  it('answers 503 when it does not come up, and tries again', async () => {
    const demo = providers({ SWITCHYARD_DEMO: 'true' });
    start.mockRejectedValueOnce(new Error('no port'));

    await expect(demo.current()).rejects.toMatchObject({ status: 503 });
    expect(await demo.current()).toMatchObject({ issuer: settings.issuer });
  });
});
