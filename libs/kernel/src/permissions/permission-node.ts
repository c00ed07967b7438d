/**
 * One permission, as an object: guards, field gates, the document, `/v1/permissions*` and the console all derive from it.
 * Made by `definePermissions` only; a node is never a string literal outside `*.permissions.ts`.
 */
export interface PermissionNode {
  /** Dotted name, e.g. `role.read`. */
  readonly id: string;
  /** Key of the category it is listed under, e.g. `role`. */
  readonly category: string;
  readonly description: string;
  /** Nodes that make sense only together with this one; informative. */
  readonly dependencies: readonly string[];
  /** The field-gate scope it belongs to (`obj.role`), absent for route nodes. */
  readonly scope?: string;
  /** True for a family such as `database.pool.<alias>`, registered once as a pattern. */
  readonly family?: boolean;
}

export interface PermissionCategory {
  /** Key in `GET /v1/permissions`, camelCase. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
}
