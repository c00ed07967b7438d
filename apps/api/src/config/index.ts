export * from './app-config';

export { ConfigModule } from './config.module';
export { ConfigError } from './config-error';
export { loadConfig } from './load-config';
export { DEFAULT_UNIFI_CONTROLLER } from './unifi-settings';
