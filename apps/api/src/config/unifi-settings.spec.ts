import { ConfigError } from './config-error';
import { loadConfig } from './load-config';

const key = { UNIFI_API_KEY: 'k' };
const first = { UNIFI_URL: 'https://unifi.example.com', ...key };
const branch = {
  UNIFI_NORTH_OFFICE_URL: 'https://north.example.com:8443',
  UNIFI_NORTH_OFFICE_USERNAME: 'u',
  UNIFI_NORTH_OFFICE_PASSWORD: 'secret-pw',
};
const production = {
  ...{ NODE_ENV: 'production', DATABASE_URL: 'postgres://db/switchyard', PUBLIC_URL: 'https://ops.example.com' },
  SWITCHYARD_MASTER_KEY: Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64'),
};

/** The variables that are reported for it, each once. */
function rejected(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).not.toContain('secret-pw');
    return error.problems.map(({ variable }) => variable);
  }
  return [];
}

describe('the settings of UniFi controllers', () => {
  it('are none without a URL', () => {
    expect(loadConfig({}).unifi).toEqual([]);
  });

  it('have an account or an API key, and a certificate to expect', () => {
    const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
    expect(loadConfig({ ...first, UNIFI_FINGERPRINT: fingerprint }).unifi).toEqual([
      {
        ...{ name: 'default', url: 'https://unifi.example.com', credentials: { apiKey: 'k' }, allowSelfSigned: false },
        fingerprint: 'ab'.repeat(32),
      },
    ]);
    expect(loadConfig({ ...first, UNIFI_ALLOW_SELF_SIGNED: 'true' }).unifi).toMatchObject([{ allowSelfSigned: true }]);
  });

  it('are those of further controllers, which a list names, with or without a default one', () => {
    const north = {
      ...{ name: 'north-office', url: 'https://north.example.com:8443', fingerprint: null, allowSelfSigned: false },
      credentials: { username: 'u', password: 'secret-pw' },
    };
    const env = { ...branch, UNIFI_CONTROLLERS: 'north-office' };
    expect(loadConfig(env).unifi).toEqual([north]);
    expect(loadConfig({ ...first, ...env }).unifi).toMatchObject([{ name: 'default' }, north]);
    expect(loadConfig({ ...first, ...branch }).unifi).toMatchObject([{ name: 'default' }]);
  });

  it.each([
    ['an API key without a URL', key, ['UNIFI_URL']],
    ['an account without a URL', { UNIFI_USERNAME: 'u', UNIFI_PASSWORD: 'pw' }, ['UNIFI_URL']],
    ['both', { ...first, UNIFI_USERNAME: 'u' }, ['UNIFI_API_KEY']],
    ['half a fingerprint', { ...first, UNIFI_FINGERPRINT: 'ab' }, ['UNIFI_FINGERPRINT']],
    [
      'a fingerprint of what has none',
      { ...first, UNIFI_URL: 'http://u', UNIFI_FINGERPRINT: 'ab'.repeat(32) },
      ['UNIFI_FINGERPRINT'],
    ],
    ['a listed one that nothing is set of', { UNIFI_CONTROLLERS: 'branch' }, ['UNIFI_BRANCH_URL']],
    [
      'a listed one without a way in',
      { UNIFI_CONTROLLERS: 'branch', UNIFI_BRANCH_URL: 'https://b' },
      ['UNIFI_BRANCH_USERNAME', 'UNIFI_BRANCH_PASSWORD'],
    ],
    [
      'a listed one without its URL',
      { ...branch, UNIFI_CONTROLLERS: 'north-office', UNIFI_NORTH_OFFICE_URL: '' },
      ['UNIFI_NORTH_OFFICE_URL'],
    ],
    [
      'a listed one with no URL at all',
      { ...branch, UNIFI_CONTROLLERS: 'north-office', UNIFI_NORTH_OFFICE_URL: 'north' },
      ['UNIFI_NORTH_OFFICE_URL'],
    ],
    ['a name with a space', { UNIFI_CONTROLLERS: 'north office' }, ['UNIFI_CONTROLLERS']],
    ['the name of the default one', { ...first, UNIFI_CONTROLLERS: 'default' }, ['UNIFI_CONTROLLERS']],
    ['a name twice', { ...branch, UNIFI_CONTROLLERS: 'north-office,north-office' }, ['UNIFI_CONTROLLERS']],
    [
      'one controller under two names',
      { ...first, ...branch, UNIFI_CONTROLLERS: 'north-office', UNIFI_NORTH_OFFICE_URL: 'https://UNIFI.example.com/' },
      ['UNIFI_NORTH_OFFICE_URL'],
    ],
  ])('refuse %s', (_case, env, variables) => {
    expect(rejected(env as Record<string, string>)).toEqual(variables);
  });

  it('refuse more controllers than a process can serve', () => {
    const names = Array.from({ length: 51 }, (_, index) => `c${index}`);
    const urls = names.flatMap((name) => [
      [`UNIFI_${name.toUpperCase()}_URL`, `https://${name}`],
      [`UNIFI_${name.toUpperCase()}_API_KEY`, 'k'],
    ]);
    const env = Object.fromEntries(urls) as Record<string, string>;
    expect(rejected({ ...env, UNIFI_CONTROLLERS: names.join(',') })).toEqual(['UNIFI_CONTROLLERS']);
    expect(loadConfig({ ...env, UNIFI_CONTROLLERS: names.slice(1).join(',') }).unifi).toHaveLength(50);
  });

  it('are sent over TLS only, and are no published secrets, in production', () => {
    const env = { ...production, ...branch, UNIFI_CONTROLLERS: 'north-office' };
    expect(loadConfig(env).unifi).toHaveLength(1);
    expect(rejected({ ...env, UNIFI_NORTH_OFFICE_URL: 'http://north' })).toEqual(['UNIFI_NORTH_OFFICE_URL']);
    expect(rejected({ ...env, UNIFI_NORTH_OFFICE_PASSWORD: 'switchyard-demo-password' })).toEqual([
      'UNIFI_NORTH_OFFICE_PASSWORD',
    ]);
    expect(rejected({ ...production, ...first, UNIFI_URL: 'http://unifi' })).toEqual(['UNIFI_URL']);
    expect(rejected({ ...production, ...first, UNIFI_API_KEY: 'switchyard-demo-key' })).toEqual(['UNIFI_API_KEY']);
  });
});
