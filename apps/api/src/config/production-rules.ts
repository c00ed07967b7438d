import { MasterKey } from '@app/crypto';
import type { AppSettings } from './app-config';
import type { EnvReader } from './env-reader';
import { unifiVariable } from './unifi-settings';

/**
 * Starts every secret that this repository publishes (demo logins, example files), so that one rule keeps all of them
 * out of production.
 */
const DEMO_SECRET_PREFIX = 'switchyard-demo';

const REQUIRED = {
  DATABASE_URL: 'is required in production: a PostgreSQL URL, postgres://user:password@host/database',
  PUBLIC_URL: 'is required in production: the URL that clients reach this server at, https://switchyard.example.com',
  SWITCHYARD_MASTER_KEY: 'is required in production: 32 random bytes as base64 or as 64 hex digits',
} as const;

const SECRETS = [
  'DATABASE_URL',
  'REDIS_URL',
  'MQTT_URL',
  'SMTP_URL',
  'METRICS_TOKEN',
  'SWITCHYARD_ADMIN_PASSWORD',
  'SWITCHYARD_SETUP_TOKEN',
  'OIDC_CLIENT_SECRET',
  'CW_PRIVATE_KEY',
] as const;

/** Whoever has it becomes the administrator of a new installation. */
const SHORTEST_SETUP_TOKEN = 16;

/** What production asks for on top of well-formed values. */
export function checkProduction(reader: EnvReader, settings: AppSettings): void {
  for (const [variable, message] of Object.entries(REQUIRED)) {
    if (!reader.isSet(variable)) reader.report(variable, message);
  }
  for (const variable of [...SECRETS, ...unifiSecrets(settings)]) {
    if (reader.text(variable)?.includes(DEMO_SECRET_PREFIX)) {
      reader.report(variable, 'is a published demo secret, which production refuses: choose one of your own');
    }
  }
  if (settings.demo) reader.report('SWITCHYARD_DEMO', 'must not be set in production');
  if (reader.isSet('SWITCHYARD_RATE_LIMIT_FACTOR')) {
    reader.report('SWITCHYARD_RATE_LIMIT_FACTOR', 'must not be set in production');
  }
  for (const [variable, url] of urlsOfUpstreams(settings)) {
    if (!url.toLowerCase().startsWith('http:')) continue;
    reader.report(variable, 'must start with https:// in production: what signs in there travels with the calls');
  }
  if (settings.setupToken && settings.setupToken.length < SHORTEST_SETUP_TOKEN) {
    reader.report('SWITCHYARD_SETUP_TOKEN', `must have at least ${SHORTEST_SETUP_TOKEN} characters in production`);
  }
  if (settings.masterKey && isGuessable(settings.masterKey)) {
    reader.report('SWITCHYARD_MASTER_KEY', 'is guessable, which production refuses: use 32 random bytes');
  }
}

const urlsOfUpstreams = ({ connectWise, unifi }: AppSettings): (readonly [variable: string, url: string])[] => [
  ...(connectWise ? [['CW_URL', connectWise.url] as const] : []),
  ...unifi.map(({ name, url }) => [unifiVariable(name, 'URL'), url] as const),
];

const unifiSecrets = ({ unifi }: AppSettings): string[] =>
  unifi.flatMap(({ name }) => [unifiVariable(name, 'PASSWORD'), unifiVariable(name, 'API_KEY')]);

/** 32 random bytes hold about 30 different ones; a key of zeros, a repeated word or a counted alphabet holds few. */
function isGuessable(text: string): boolean {
  const masterKey = MasterKey.parse(text);
  return masterKey.versions.some((version) => new Set(masterKey.bytes(version)).size < 16);
}
