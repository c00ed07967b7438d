export { Role } from './role.entity';
export { RoleDto, toRoleDtos } from './role.dto';
export { toEcoflowRoleDtos } from './role.ecoflow.dto';
export { RoleChanges, type RoleChange } from './role-changes';
export { roleGate, RolePermission } from './roles.permissions';
export { RoleError } from './roles.errors';
export { RolesModule } from './roles.module';
export { RolesService } from './roles.service';
export { SeededRole } from './seeded-roles';
