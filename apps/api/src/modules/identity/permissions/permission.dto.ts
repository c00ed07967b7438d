import type * as Contract from '@contract/optima';
import { assertSame, Flag, ListOf, Text } from '@app/contract';
import { PERMISSION_PATTERN, type PermissionCategory, type PermissionNode } from '@app/kernel';

export class PermissionDefinitionDto implements Contract.PermissionDefinition {
  @Text({ description: 'Dotted name that roles and users hold.' })
  node: string;

  @Text()
  description: string;

  @ListOf('text', { description: 'The operations that ask for it.' })
  usedIn: string[];

  @ListOf('text', { optional: true, description: 'Nodes it makes sense with; absent when there are none.' })
  dependencies?: string[];
}

export class PermissionCategoryDto implements Contract.PermissionCategory {
  @Text()
  name: string;

  @Text()
  description: string;

  @ListOf(() => PermissionDefinitionDto)
  permissions: PermissionDefinitionDto[];
}

export class PermissionCheckDto implements Contract.PermissionCheck {
  @ListOf('text', {
    min: 1,
    max: 1000,
    each: { min: 1, max: 200, pattern: PERMISSION_PATTERN },
    description: 'Nodes or wildcards to test. A wildcard is held when a held pattern covers it.',
  })
  permissions: string[];
}

export class PermissionCheckResultDto implements Contract.PermissionCheckResult {
  @Text()
  permission: string;

  @Flag()
  hasPermission: boolean;
}

export class PermissionCheckReportDto implements Contract.PermissionCheckReport {
  @ListOf(() => PermissionCheckResultDto, { description: 'In the order of the request, repetitions included.' })
  results: PermissionCheckResultDto[];
}

assertSame<PermissionDefinitionDto, Contract.PermissionDefinition>();
assertSame<PermissionCategoryDto, Contract.PermissionCategory>();
assertSame<PermissionCheckDto, Contract.PermissionCheck>();
assertSame<PermissionCheckReportDto, Contract.PermissionCheckReport>();

export const toPermissionDefinitionDto = (node: PermissionNode, usedIn: string[]): PermissionDefinitionDto => ({
  node: node.id,
  description: node.description,
  usedIn,
  ...(node.dependencies.length > 0 && { dependencies: [...node.dependencies] }),
});

export const toPermissionCategoryDto = (
  { name, description }: PermissionCategory,
  permissions: PermissionDefinitionDto[],
): PermissionCategoryDto => ({ name, description, permissions });

export const toPermissionCheckReportDto = (
  { permissions }: PermissionCheckDto,
  holds: (node: string) => boolean,
): PermissionCheckReportDto => ({
  results: permissions.map((permission) => ({ permission, hasPermission: holds(permission) })),
});
