import { permissionCatalog } from '@app/kernel';
import type { Operation } from '../../support/agent';

interface ConditionalNodes {
  /** As documented, e.g. `body.roles present`. */
  readonly when: string;
  readonly nodes: readonly string[];
}

/** What a written operation asks of its caller. */
export interface OperationAccess {
  readonly mode: 'nodes' | 'signed-in' | 'anyone' | 'refresh-token' | 'refresh-cookie' | 'first-run';
  readonly nodes: readonly string[];
  readonly conditions: readonly ConditionalNodes[];
}

export function accessOf({ definition }: Operation): OperationAccess {
  return {
    mode: definition['x-access'] as OperationAccess['mode'],
    nodes: definition['x-permissions'] as string[],
    conditions: (definition['x-permissions-when'] ?? []) as unknown as ConditionalNodes[],
  };
}

export const needsToken = (operation: Operation): boolean => ['nodes', 'signed-in'].includes(accessOf(operation).mode);

/** Every registered node but those given: whoever holds them lacks nothing else. */
export const everythingBut = (withheld: readonly string[]): string[] =>
  permissionCatalog
    .nodes()
    .map(({ id }) => id)
    .filter((id) => id !== '*' && !withheld.includes(id));
