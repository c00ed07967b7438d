import type { PermissionSet } from '@app/kernel';
import { ECOFLOW_FLAGS, WITH_ANY_FLAG } from './ecoflow-flags.permissions';

export type EcoflowFlag = keyof typeof ECOFLOW_FLAGS;

/** Flags by name; an absent one is false. */
export type EcoflowFlags = Partial<Record<EcoflowFlag, boolean>>;

const entries = Object.entries(ECOFLOW_FLAGS) as [EcoflowFlag, readonly string[]][];

const managed: ReadonlySet<string> = new Set(Object.values(ECOFLOW_FLAGS).flat());

/** The flags whose nodes are all held, each as `true`; the others are left out. */
export const grantedFlags = (held: PermissionSet): EcoflowFlags =>
  Object.fromEntries(entries.filter(([, nodes]) => held.covers(nodes)).map(([flag]) => [flag, true]));

function nodesOf(flags: EcoflowFlags): readonly string[] {
  if (flags.administrator) return ECOFLOW_FLAGS.administrator;
  const nodes = entries.filter(([flag]) => flags[flag]).flatMap(([, granted]) => granted);
  return nodes.length > 0 ? [...nodes, ...WITH_ANY_FLAG] : [];
}

/**
 * A role's nodes once its flags are exactly the given ones. Nodes that no flag stands for stay untouched, as do the
 * own-account nodes, which are given with any flag but taken with none: every role may hold them.
 */
export const withFlags = (permissions: readonly string[], flags: EcoflowFlags): string[] => [
  ...new Set([...permissions.filter((node) => !managed.has(node)), ...nodesOf(flags)]),
];
