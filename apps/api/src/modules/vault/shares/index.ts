export { CredentialSharesModule } from './credential-shares.module';
