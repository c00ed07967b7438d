export { assertPasswordRule, type FieldPath, type InputPaths } from './account-rules';
export { AccountsService } from './accounts.service';
export { CredentialRevocation, type RevocationReason } from './credential-revocation';
export { Registration, type RegistrationOptions } from './registration.service';
export { UserChanges, type UserChange } from './user-changes';
export { UserDeletionRules, type UserDeletionRule } from './user-deletion-rules';
export {
  byId,
  byLogin,
  type NewUser,
  type UserCredentials,
  type UserInput,
  type UserKey,
  type UserRecord,
} from './user-record';
export { toUserDto, UserDto } from './user.dto';
export { User } from './user.entity';
export { UserError } from './users.errors';
export { userGate, UserPermission } from './users.permissions';
export { UsersModule } from './users.module';
export { UsersService } from './users.service';
