import type * as Contract from '@contract/optima';
import { assertSame, ListOf, Moment, Text } from '@app/contract';
import { PERMISSION_PATTERN } from '@app/kernel';
import type { Role } from './role.entity';

const MAX_NODES = 1000;
const node = { min: 1, max: 200, pattern: PERMISSION_PATTERN };
const title = { min: 1, max: 120, description: 'The name people see.' };
const moniker = {
  pattern: /^[a-z0-9][a-z0-9_-]{0,62}$/,
  description:
    'The name that configuration and clients use; unique. It is none of the reserved path words and does not look like an id.',
};

export class RoleCreateDto implements Contract.RoleCreate {
  @Text(title)
  title: string;

  @Text(moniker)
  moniker: string;

  @ListOf('text', {
    optional: true,
    max: MAX_NODES,
    each: node,
    description: 'Nodes and wildcards the role grants; none when left out.',
  })
  permissions?: string[];
}

export class RoleUpdateDto implements Contract.RoleUpdate {
  @Text({ ...title, optional: true })
  title?: string;

  @Text({ ...moniker, optional: true })
  moniker?: string;

  @ListOf('text', {
    optional: true,
    max: MAX_NODES,
    each: node,
    description: 'Nodes and wildcards the role grants from now on.',
  })
  permissions?: string[];
}

export class RolePermissionsDto implements Contract.RolePermissions {
  @ListOf('text', { min: 1, max: MAX_NODES, each: node, description: 'Nodes and wildcards to add or remove.' })
  permissions: string[];
}

/** A role as its deletion answers it: without its permissions. */
export class DeletedRoleDto implements Contract.DeletedRole {
  @Text()
  id: string;

  @Text()
  title: string;

  @Text()
  moniker: string;

  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;
}

export class RoleDto extends DeletedRoleDto implements Contract.Role {
  @ListOf('text')
  permissions: string[];
}

assertSame<RoleCreateDto, Contract.RoleCreate>();
assertSame<RoleUpdateDto, Contract.RoleUpdate>();
assertSame<RolePermissionsDto, Contract.RolePermissions>();
assertSame<DeletedRoleDto, Contract.DeletedRole>();
assertSame<RoleDto, Contract.Role>();

export const toDeletedRoleDto = ({ id, title, moniker, createdAt, updatedAt }: Role): DeletedRoleDto => ({
  id,
  title,
  moniker,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

export const toRoleDto = (role: Role): RoleDto => {
  const { id, title, moniker, createdAt, updatedAt } = toDeletedRoleDto(role);
  return { id, title, moniker, permissions: role.permissions, createdAt, updatedAt };
};

export const toRoleDtos = (roles: readonly Role[]): RoleDto[] => roles.map(toRoleDto);
