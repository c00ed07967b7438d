import { Injectable } from '@nestjs/common';
import { RouteTable, type ServedRoute } from '@app/contract';
import { permissionCatalog } from '@app/kernel';
import {
  toPermissionCategoryDto,
  toPermissionDefinitionDto,
  type PermissionCategoryDto,
  type PermissionDefinitionDto,
} from './permission.dto';
import { PermissionError } from './permissions.errors';

const nodesNamedBy = ({ spec }: ServedRoute): string[] => [
  ...spec.nodeIds,
  ...spec.when.flatMap(({ nodes }) => nodes.map(({ id }) => id)),
  ...[spec.gate, spec.gateWrite].flatMap((gate) => gate?.fields.map((field) => `${gate.scope}.${field}`) ?? []),
];

/** The registry as `/v1/permissions*` documents it. Where a node is used is read from the routes that are served. */
@Injectable()
export class PermissionRegistry {
  constructor(private readonly routes: RouteTable) {}

  /** Every category by key, in the order the areas registered them. */
  categories(): Record<string, PermissionCategoryDto> {
    const nodes = this.nodesByCategory();
    return Object.fromEntries(
      permissionCatalog
        .categories()
        .map((category) => [category.key, toPermissionCategoryDto(category, nodes.get(category.key) ?? [])]),
    );
  }

  /** @throws 404 `permission.categoryNotFound` */
  category(key: string): PermissionCategoryDto {
    const categories = this.categories();
    const category = Object.hasOwn(categories, key) ? categories[key] : undefined;
    if (!category) throw PermissionError.categoryNotFound({ category: key });
    return category;
  }

  nodes(): PermissionDefinitionDto[] {
    const usedIn = this.operationsByNode();
    return permissionCatalog.nodes().map((node) => toPermissionDefinitionDto(node, usedIn.get(node.id) ?? []));
  }

  private nodesByCategory(): Map<string, PermissionDefinitionDto[]> {
    const byCategory = new Map<string, PermissionDefinitionDto[]>();
    for (const definition of this.nodes()) {
      const key = permissionCatalog.get(definition.node)?.category ?? '';
      byCategory.set(key, [...(byCategory.get(key) ?? []), definition]);
    }
    return byCategory;
  }

  private operationsByNode(): Map<string, string[]> {
    const operations = new Map<string, string[]>();
    for (const route of this.routes.routes()) {
      const operation = `${route.spec.method.toUpperCase()} ${route.path}`;
      for (const node of new Set(nodesNamedBy(route))) {
        operations.set(node, [...(operations.get(node) ?? []), operation]);
      }
    }
    return operations;
  }
}
