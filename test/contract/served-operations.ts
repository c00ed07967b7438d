import type { ContractDocuments } from '@app/contract';

export interface ServedOperation {
  readonly operationId: string;
  readonly 'x-surface': string;
  readonly 'x-access'?: string;
  readonly 'x-permissions'?: readonly string[];
  readonly 'x-permissions-when'?: readonly { when: string; nodes: readonly string[] }[];
  readonly 'x-field-gate'?: string;
  readonly 'x-field-gate-write'?: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema?: object }> }>>;
}

/** `GET /v1/role/{identifier}`. */
export type OperationKey = string;

/** Every operation of the generated document under its method and path. */
export function servedOperations({ all }: ContractDocuments): ReadonlyMap<OperationKey, ServedOperation> {
  return new Map(
    Object.entries(all.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [OperationKey, ServedOperation] => [
        `${method.toUpperCase()} ${path}`,
        operation as ServedOperation,
      ]),
    ),
  );
}

/** Every node that an operation asks for, always or sometimes. */
export const nodesOf = (operation: ServedOperation): string[] => [
  ...(operation['x-permissions'] ?? []),
  ...(operation['x-permissions-when'] ?? []).flatMap(({ nodes }) => nodes),
];
