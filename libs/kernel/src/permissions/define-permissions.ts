import type { PermissionCategory, PermissionNode } from './permission-node';
import { permissionCatalog } from './permission-catalog';

interface NodeDefinition {
  description: string;
  dependencies?: PermissionNode[];
  /** The dotted rest of the node when it is not the key itself: `readOther: { node: 'read.other', ... }`. */
  node?: string;
  family?: boolean;
}

type Nodes<Key extends string> = Readonly<Record<Key, PermissionNode>>;

/**
 * Registers the route nodes of an area and returns them as frozen, typed objects.
 *
 * @example
 * export const Role = definePermissions('role', roleCategory, { read: { description: 'Fetch a role' } });
 * Role.read.id // 'role.read'
 */
export function definePermissions<Key extends string>(
  prefix: string,
  category: PermissionCategory,
  definitions: Record<Key, NodeDefinition>,
): Nodes<Key> {
  permissionCatalog.addCategory(category);
  const nodes = {} as Record<Key, PermissionNode>;
  for (const key of Object.keys(definitions) as Key[]) {
    const { description, dependencies = [], node = key, family } = definitions[key];
    nodes[key] = Object.freeze({
      id: `${prefix}.${node}`,
      category: category.key,
      description,
      dependencies: dependencies.map((dependency) => dependency.id),
      ...(family && { family }),
    });
    permissionCatalog.add(nodes[key]);
  }
  return Object.freeze(nodes);
}

/** A registered field gate: the scope and the keys it covers, in the order of the documented object. */
export interface FieldGate {
  readonly scope: string;
  readonly fields: readonly string[];
}

/** Registers one node per gated key of an object: `defineFieldGate('obj.role', category, ['id', 'title'])`. */
export function defineFieldGate(scope: string, category: PermissionCategory, fields: readonly string[]): FieldGate {
  permissionCatalog.addCategory(category);
  for (const field of fields) {
    permissionCatalog.add(
      Object.freeze({
        id: `${scope}.${field}`,
        category: category.key,
        description: `See the field "${field}" of ${scope}`,
        dependencies: [],
        scope,
      }),
    );
  }
  return Object.freeze({ scope, fields: Object.freeze([...fields]) });
}
