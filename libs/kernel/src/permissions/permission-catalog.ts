import type { PermissionCategory, PermissionNode } from './permission-node';

/** Every node and category of the product, filled while the `*.permissions.ts` files load. Append-only. */
export class PermissionCatalog {
  private readonly nodesById = new Map<string, PermissionNode>();
  private readonly categoriesByKey = new Map<string, PermissionCategory>();
  private readonly fieldsByScope = new Map<string, string[]>();

  addCategory(category: PermissionCategory): void {
    const known = this.categoriesByKey.get(category.key);
    if (known && known.name !== category.name)
      throw new Error(`Permission category "${category.key}" is defined twice`);
    this.categoriesByKey.set(category.key, category);
  }

  add(node: PermissionNode): void {
    if (this.nodesById.has(node.id)) throw new Error(`Permission node "${node.id}" is defined twice`);
    this.nodesById.set(node.id, node);
    if (!node.scope) return;
    const fields = this.fieldsByScope.get(node.scope) ?? [];
    fields.push(node.id.slice(node.scope.length + 1));
    this.fieldsByScope.set(node.scope, fields);
  }

  get(id: string): PermissionNode | undefined {
    return this.nodesById.get(id);
  }

  nodes(): PermissionNode[] {
    return [...this.nodesById.values()];
  }

  categories(): PermissionCategory[] {
    return [...this.categoriesByKey.values()];
  }

  /** The gated keys of a scope in the order they were defined; throws for a scope nobody registered. */
  fields(scope: string): readonly string[] {
    const fields = this.fieldsByScope.get(scope);
    if (!fields) throw new Error(`Field gate "${scope}" is not registered`);
    return fields;
  }
}

/** The one registry of the process. */
export const permissionCatalog = new PermissionCatalog();
