export { VaultModule } from './vault.module';
