import { isAbsolute } from 'node:path';
import { ConfigError } from './config-error';
import { loadConfig } from './load-config';

const MASTER_KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256)).toString('base64');

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:hunter2@db/switchyard',
  PUBLIC_URL: 'https://ops.example.com/',
  SWITCHYARD_MASTER_KEY: MASTER_KEY,
};

/** The variables that loadConfig complains about, in order. */
function rejected(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.variable);
    throw error;
  }
}

describe('loadConfig', () => {
  it('needs nothing outside production', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      environment: 'development',
      production: false,
      demo: false,
      role: 'all',
      logLevel: 'info',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      secure: false,
      trustProxy: false,
      corsOrigins: [],
      databaseUrl: null,
      signup: false,
      gateWrites: true,
      rateLimitFactor: 1,
      syncMinutes: 15,
      unifiRounds: { syncMinutes: 60, snapshotMinutes: 5, historyDays: 30 },
      oidc: null,
      connectWise: null,
      unifi: [],
      admin: null,
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
  });

  it('treats an empty value as unset', () => {
    expect(loadConfig({ PORT: '', OIDC_ISSUER: ' ', NODE_ENV: '' })).toMatchObject({ port: 3000, oidc: null });
  });

  it('derives the public URL from the bound port when the system chose it', () => {
    const config = loadConfig({ PORT: '0', HOST: '::1' });
    config.listensOn(41_234);
    expect(config.publicUrl).toBe('http://[::1]:41234');
    expect(config.address).toBe('http://[::1]:41234');
  });

  it('keeps a configured public URL whatever port is bound', () => {
    const config = loadConfig({ PUBLIC_URL: 'https://ops.example.com/sub/', PORT: '0' });
    config.listensOn(41_234);
    expect(config.publicUrl).toBe('https://ops.example.com/sub');
    expect(config.secure).toBe(true);
  });

  it('never offers a wildcard address as a destination', () => {
    expect(loadConfig({ HOST: '0.0.0.0' }).publicUrl).toBe('http://localhost:3000');
  });

  it('reads every upstream group', () => {
    const config = loadConfig({
      OIDC_ISSUER: 'https://login.example.com',
      OIDC_CLIENT_ID: 'switchyard',
      OIDC_CLIENT_SECRET: 's',
      OIDC_ALLOWED_TENANTS: 'a, b',
      CW_URL: 'https://cw.example.com',
      CW_COMPANY: 'acme',
      CW_PUBLIC_KEY: 'p',
      CW_PRIVATE_KEY: 'k',
      CW_CLIENT_ID: 'c',
      UNIFI_URL: 'https://unifi.example.com',
      UNIFI_USERNAME: 'u',
      UNIFI_PASSWORD: 'pw',
      SWITCHYARD_ADMIN_LOGIN: 'root',
      SWITCHYARD_ADMIN_PASSWORD: 'pw',
    });
    expect(config.oidc).toEqual({
      issuer: 'https://login.example.com',
      clientId: 'switchyard',
      clientSecret: 's',
      allowedTenants: ['a', 'b'],
    });
    expect(config.connectWise).toMatchObject({ company: 'acme', privateKey: 'k' });
    expect(config.unifi).toMatchObject([{ name: 'default', credentials: { username: 'u' } }]);
    expect(config.admin).toEqual({ login: 'root', password: 'pw' });
  });

  it('reads a master key, and several with their versions for a rotation', () => {
    expect(loadConfig({ SWITCHYARD_MASTER_KEY: MASTER_KEY }).masterKey).toBe(MASTER_KEY);
    const list = `1:${MASTER_KEY},2:${Buffer.from(MASTER_KEY, 'base64').reverse().toString('hex')}`;
    expect(loadConfig({ ...production, SWITCHYARD_MASTER_KEY: list }).masterKey).toBe(list);
  });

  it.each([
    ['none', false],
    ['2', 2],
    ['loopback, 10.0.0.0/8, fd00::/8', ['loopback', '10.0.0.0/8', 'fd00::/8']],
  ])('reads TRUST_PROXY=%s', (text, expected) => {
    expect(loadConfig({ TRUST_PROXY: text }).trustProxy).toEqual(expected);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '3000x'],
    ['NODE_ENV', 'staging'],
    ['LOG_LEVEL', 'loud'],
    ['SWITCHYARD_ROLE', 'boss'],
    ['SWITCHYARD_SIGNUP', 'maybe'],
    ['SWITCHYARD_RATE_LIMIT_FACTOR', '0'],
    ['SWITCHYARD_MASTER_KEY', 'short'],
    ['SWITCHYARD_MASTER_KEY', `1:${MASTER_KEY},1:${MASTER_KEY}`],
    ['SWITCHYARD_MASTER_KEY', `1:${MASTER_KEY},2:short`],
    ['SWITCHYARD_MASTER_KEY', `0:${MASTER_KEY}`],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://a.example.com/'],
    ['PUBLIC_URL', 'ops.example.com'],
    ['PUBLIC_URL', 'https://ops.example.com/?a=1'],
    ['DATABASE_URL', 'mysql://db/switchyard'],
    ['REDIS_URL', 'localhost:6379'],
    ['MQTT_URL', 'http://broker'],
    ['SMTP_URL', 'mail.example.com'],
  ])('refuses %s=%s', (variable, text) => {
    expect(rejected({ [variable]: text })).toEqual([variable]);
  });

  it('names the missing members of a group', () => {
    expect(rejected({ OIDC_ISSUER: 'https://login.example.com' })).toEqual(['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']);
    expect(rejected({ OIDC_ALLOWED_TENANTS: 'a' })).toEqual(['OIDC_ISSUER']);
    expect(rejected({ SWITCHYARD_ADMIN_LOGIN: 'root' })).toEqual(['SWITCHYARD_ADMIN_PASSWORD']);
  });

  it('reports several problems at once, with what is allowed and without the values', () => {
    const load = () => loadConfig({ PORT: 'secret-port', LOG_LEVEL: 'secret-level' });
    expect(load).toThrow(/PORT must be a whole number from 0 to 65535/);
    expect(load).toThrow(/LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent/);
    expect(load).not.toThrow(/secret/);
  });

  describe('in production', () => {
    it('accepts a complete environment', () => {
      expect(loadConfig(production)).toMatchObject({
        production: true,
        host: '0.0.0.0',
        publicUrl: 'https://ops.example.com',
      });
    });

    it.each(['sixteen-letters-', 'a-token-of-our-own'])('accepts the set-up token %s', (token) => {
      expect(loadConfig({ ...production, SWITCHYARD_SETUP_TOKEN: token }).setupToken).toBe(token);
    });

    it('requires a database, a public URL and a master key', () => {
      expect(rejected({ NODE_ENV: 'production' })).toEqual(['DATABASE_URL', 'PUBLIC_URL', 'SWITCHYARD_MASTER_KEY']);
    });

    it.each([
      ['SWITCHYARD_DEMO', 'true'],
      ['SWITCHYARD_RATE_LIMIT_FACTOR', '1'],
      ['METRICS_TOKEN', 'switchyard-demo'],
      ['DATABASE_URL', 'postgres://app:switchyard-demo-db@db/switchyard'],
      ['SWITCHYARD_MASTER_KEY', Buffer.alloc(32).toString('hex')],
      ['SWITCHYARD_MASTER_KEY', `1:${MASTER_KEY},2:${Buffer.alloc(32).toString('hex')}`],
      ['SWITCHYARD_SETUP_TOKEN', 'fifteen-letters'],
      ['SWITCHYARD_MASTER_KEY', Buffer.from('switchyardswitchyardswitchyard!!').toString('base64')],
    ])('refuses %s=%s', (variable, text) => {
      expect(rejected({ ...production, [variable]: text })).toEqual([variable]);
    });

    it('sends the keys of ConnectWise over TLS only', () => {
      const keys = { CW_COMPANY: 'acme', CW_PUBLIC_KEY: 'p', CW_PRIVATE_KEY: 'k', CW_CLIENT_ID: 'c' };
      expect(rejected({ ...production, ...keys, CW_URL: 'http://cw.example.com' })).toEqual(['CW_URL']);
      expect(loadConfig({ ...production, ...keys, CW_URL: 'https://cw.example.com' }).connectWise).not.toBeNull();
    });
  });
});
