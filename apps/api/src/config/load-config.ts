import { resolve } from 'node:path';
import { MasterKey } from '@app/crypto';
import { AppConfig, environments, logLevels, processRoles, type AppSettings, type OidcSettings } from './app-config';
import { ConfigError } from './config-error';
import { EnvReader, type Env } from './env-reader';
import { readCorsOrigins, readPublicUrl, readTrustProxy } from './network-settings';
import { checkProduction } from './production-rules';
import { readUnifiRounds } from './unifi-rounds';
import { readUnifi } from './unifi-settings';

/**
 * Parses and checks an environment. Pure but for the working directory that a relative `DATA_DIR` stands on.
 * @throws ConfigError naming every variable that is missing or wrong
 */
export function loadConfig(env: Env): AppConfig {
  const reader = new EnvReader(env);
  const settings = readSettings(reader);
  if (settings.environment === 'production') checkProduction(reader, settings);
  if (reader.problems.length > 0) throw new ConfigError(reader.problems);
  return new AppConfig(settings);
}

function readSettings(reader: EnvReader): AppSettings {
  const environment = reader.oneOf('NODE_ENV', environments, 'development');
  const demo = reader.flag('SWITCHYARD_DEMO', false);
  return {
    environment,
    demo,
    role: reader.oneOf('SWITCHYARD_ROLE', processRoles, 'all'),
    logLevel: reader.oneOf('LOG_LEVEL', logLevels, environment === 'test' ? 'warn' : 'info'),
    host: reader.text('HOST') ?? (environment === 'production' ? '0.0.0.0' : '127.0.0.1'),
    port: reader.integer('PORT', { min: 0, max: 65_535 }, 3000),
    configuredPublicUrl: readPublicUrl(reader),
    trustProxy: readTrustProxy(reader),
    corsOrigins: readCorsOrigins(reader),
    dataDir: resolve(reader.text('DATA_DIR') ?? 'data'),
    databaseUrl: reader.url('DATABASE_URL', ['postgres', 'postgresql']),
    redisUrl: reader.url('REDIS_URL', ['redis', 'rediss']),
    mqttUrl: reader.url('MQTT_URL', ['mqtt', 'mqtts', 'ws', 'wss']),
    smtpUrl: reader.url('SMTP_URL', ['smtp', 'smtps']),
    metricsToken: reader.text('METRICS_TOKEN'),
    masterKey: readMasterKey(reader),
    admin: reader.group({ login: 'SWITCHYARD_ADMIN_LOGIN', password: 'SWITCHYARD_ADMIN_PASSWORD' }),
    signup: reader.flag('SWITCHYARD_SIGNUP', false),
    setupToken: reader.text('SWITCHYARD_SETUP_TOKEN'),
    gateWrites: reader.flag('SWITCHYARD_GATE_WRITES', true),
    rateLimitFactor: reader.factor('SWITCHYARD_RATE_LIMIT_FACTOR', 1),
    revealsPerMinute: reader.integer('SWITCHYARD_REVEALS_PER_MINUTE', { min: 1, max: 1_000_000 }, 120),
    enforceCredentialScopes: reader.flag('SWITCHYARD_CREDENTIAL_SCOPES', false),
    syncMinutes: reader.integer('SWITCHYARD_SYNC_MINUTES', { min: 0, max: 1_440 }, environment === 'test' ? 0 : 15),
    unifiRounds: readUnifiRounds(reader, environment),
    oidc: readOidc(reader),
    ...readUpstreams(reader),
  };
}

function readMasterKey(reader: EnvReader): string | null {
  const text = reader.text('SWITCHYARD_MASTER_KEY');
  if (text === null) return null;
  try {
    MasterKey.parse(text);
    return text;
  } catch {
    reader.report('SWITCHYARD_MASTER_KEY', 'must be 32 bytes as base64 or as 64 hex digits, or a list 1:<key>,2:<key>');
    return null;
  }
}

function readOidc(reader: EnvReader): OidcSettings | null {
  const allowedTenants = reader.list('OIDC_ALLOWED_TENANTS');
  const client = reader.group({
    issuer: 'OIDC_ISSUER',
    clientId: 'OIDC_CLIENT_ID',
    clientSecret: 'OIDC_CLIENT_SECRET',
  });
  reader.url('OIDC_ISSUER', ['https', 'http']);
  if (client === null && allowedTenants.length > 0) {
    reader.report('OIDC_ISSUER', 'is required when OIDC_ALLOWED_TENANTS is set');
  }
  return client && { ...client, allowedTenants };
}

function readUpstreams(reader: EnvReader): Pick<AppSettings, 'connectWise' | 'unifi'> {
  reader.url('CW_URL', ['https', 'http']);
  return {
    connectWise: reader.group({
      url: 'CW_URL',
      company: 'CW_COMPANY',
      publicKey: 'CW_PUBLIC_KEY',
      privateKey: 'CW_PRIVATE_KEY',
      clientId: 'CW_CLIENT_ID',
    }),
    unifi: readUnifi(reader),
  };
}
