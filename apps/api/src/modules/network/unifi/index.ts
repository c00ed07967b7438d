export { UnifiModule } from './unifi.module';
