export { EffectivePermissions } from './effective-permissions.service';
export { GrantsModule } from './grants.module';
export { EVERYBODY } from './ordinary-user.permissions';
