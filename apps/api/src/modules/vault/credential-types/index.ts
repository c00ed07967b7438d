export { CredentialType } from './credential-type.entity';
export { FieldDefinitionDto } from './credential-type.dto';
export { CredentialTypeError } from './credential-types.errors';
export { CredentialTypesModule } from './credential-types.module';
export { credentialTypeGate, CredentialTypePermission } from './credential-types.permissions';
export { CredentialTypesService, type CredentialTypeInput } from './credential-types.service';
export { ReadingRules, type GuardedType } from './reading-rules';
export { MAX_DEPTH } from './definition-rules';
export { definitionsAt, VALUE_TYPES, type FieldDefinition, type ValueType } from './field-definition';
