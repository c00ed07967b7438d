import type { TemplateField } from './template-fields';

/** What became of one WLAN. It names fields and holds no values. */
export interface WlanOutcome {
  readonly id: string;
  /** What differed, was changed, or would be. */
  readonly fields: readonly TemplateField[];
  /** What differs still. */
  readonly left: readonly TemplateField[];
  readonly reason: string | null;
  /** Set before a change is sent and gone when it is done: a run that ended in between left it. `fields` is the plan. */
  readonly pending?: true;
  /** What a run that ended in between had changed already. */
  readonly made?: readonly TemplateField[];
}

/** What became of one site of a run. */
export interface SiteOutcome {
  readonly position: number;
  readonly siteId: string;
  readonly settled: boolean;
  readonly failure: string | null;
  readonly wlans: readonly WlanOutcome[];
}

export type RunKind = 'drift' | 'apply';
export type OutcomeState = 'waiting' | 'missing' | 'failed' | 'equal' | 'differs' | 'unchanged' | 'changed';

type IsVisible = (field: string) => boolean;

/** The outcome as somebody may see it: told by the fields that are visible alone, so that no guess at others is confirmed. */
export function seenOutcome(outcome: SiteOutcome, isVisible: IsVisible): SiteOutcome {
  const wlans = outcome.wlans.map(({ fields, left, ...rest }) => ({
    ...rest,
    fields: fields.filter(isVisible),
    left: left.filter(isVisible),
  }));
  return { ...outcome, wlans };
}

export function stateOf(kind: RunKind, { settled, failure, wlans }: SiteOutcome): OutcomeState {
  if (!settled) return 'waiting';
  if (failure !== null || wlans.some(({ reason }) => reason !== null)) return 'failed';
  if (wlans.length === 0) return 'missing';
  const isOther = wlans.some(({ fields }) => fields.length > 0);
  if (kind === 'drift') return isOther ? 'differs' : 'equal';
  return isOther ? 'changed' : 'unchanged';
}
