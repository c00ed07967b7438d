import type * as Contract from '@contract/ecoflow';
import { assertSame, Flag, Nested, Text } from '@app/contract';
import { PermissionSet } from '@app/kernel';
import { EcoflowPermissionFlagsDto, grantedFlags } from '../ecoflow-flags';
import type { Role } from './role.entity';

export class EcoflowRoleCreateDto implements Contract.EcoflowRoleCreate {
  @Text({ min: 1, max: 120 })
  roleName: string;

  @Text({ min: 1, max: 64, optional: true, nullable: true, description: 'Id of the role to copy.' })
  roleLike?: string | null;
}

export class EcoflowRoleUpdateDto implements Contract.EcoflowRoleUpdate {
  @Text({ min: 1, max: 64 })
  id: string;

  @Nested(() => EcoflowPermissionFlagsDto)
  permissions: EcoflowPermissionFlagsDto;
}

export class EcoflowRoleDto implements Contract.EcoflowRole {
  @Text()
  _id: string;

  @Text()
  name: string;

  @Flag({ description: 'True for the role that grants everything.' })
  isDefault: boolean;

  @Nested(() => EcoflowPermissionFlagsDto)
  permissions: EcoflowPermissionFlagsDto;
}

assertSame<EcoflowRoleCreateDto, Contract.EcoflowRoleCreate>();
assertSame<EcoflowRoleUpdateDto, Contract.EcoflowRoleUpdate>();
assertSame<EcoflowRoleDto, Contract.EcoflowRole>();

const toEcoflowRoleDto = ({ id, title, permissions }: Role): EcoflowRoleDto => {
  const granted = new PermissionSet(permissions);
  return { _id: id, name: title, isDefault: granted.all, permissions: grantedFlags(granted) };
};

export const toEcoflowRoleDtos = (roles: readonly Role[]): EcoflowRoleDto[] => roles.map(toEcoflowRoleDto);
