import type { Rounds } from '../measure/server-cost';

/** How much is measured. The short form only has to notice gross regressions, on any machine, within a minute. */
export interface Form {
  readonly name: 'short' | 'long';
  readonly compared: Rounds;
  readonly gateRounds: number;
  readonly loginSeconds: number;
  readonly starts: number;
  /** Rows to import, and sealed values to wrap anew. */
  readonly vault: { readonly rows: number; readonly secrets: number };
  /** Items of the catalogue to sync, and changes among them. */
  readonly sync: { readonly items: number; readonly changes: number };
  readonly opportunitySeconds: number;
  /** Requests between two looks at the memory, and how many looks. */
  readonly memory: { readonly requests: number; readonly looks: number } | null;
}

export const long: Form = {
  name: 'long',
  compared: { warmUp: 2_000, requests: 2_000, rounds: 5 },
  gateRounds: 15,
  loginSeconds: 20,
  starts: 3,
  vault: { rows: 10_000, secrets: 100_000 },
  sync: { items: 100_000, changes: 1_000 },
  opportunitySeconds: 60,
  memory: { requests: 10_000, looks: 6 },
};

export const short: Form = {
  name: 'short',
  compared: { warmUp: 600, requests: 300, rounds: 3 },
  gateRounds: 5,
  loginSeconds: 4,
  starts: 1,
  vault: { rows: 2_000, secrets: 10_000 },
  sync: { items: 5_000, changes: 100 },
  opportunitySeconds: 5,
  memory: null,
};
