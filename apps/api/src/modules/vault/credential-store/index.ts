export { Credential } from './credential.entity';
export { CredentialStoreModule } from './credential-store.module';
export { CredentialError } from './credentials.errors';
export { credentialCategory, credentialGate, CredentialPermission } from './credentials.permissions';
export { SecureValueStore, type NewSecureValue, type SealedValue } from './secure-value-store';
export { MAX_REASON, REVEAL_REASON, revealReasonHeader } from './reveal-reason';
