export { CredentialDto, EmbeddedCompanyDto } from './credential.dto';
export { CredentialReader } from './credential-reader';
export { draftsOf, type CredentialDraft, type DraftPlace } from './credential-drafts';
export { CredentialsModule } from './credentials.module';
export { CredentialsService } from './credentials.service';
export type { FieldValueInput } from './field-values';
