export { CredentialSearchModule } from './credential-search.module';
