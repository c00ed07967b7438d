export * from './app-config';

export { ConfigModule } from './config.module';
export { loadConfig } from './load-config';
