import type { CwCallbackEntry } from '../connectwise';

/** What an entry of ConnectWise has to say so that it calls this server for every record of a type. */
export interface WantedEntry {
  readonly type: string;
  readonly url: string;
  readonly level: 'owner';
  readonly objectId: number;
  readonly inactiveFlag: boolean;
}

export interface CallbackPlan {
  readonly add: readonly WantedEntry[];
  readonly change: readonly { readonly id: number; readonly entry: WantedEntry }[];
  readonly remove: readonly { readonly id: number; readonly type: string }[];
}

/** At the level `owner`, 1 means everything. */
const EVERYTHING = 1;

export const wantedEntry = (type: string, url: string): WantedEntry => ({
  ...{ type, url, level: 'owner', objectId: EVERYTHING, inactiveFlag: false },
});

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const fits = (entry: CwCallbackEntry, { type, url, level, objectId }: WantedEntry): boolean =>
  same(entry.type, type) &&
  same(entry.level, level) &&
  entry.url === url &&
  entry.objectId === objectId &&
  !entry.inactiveFlag;

/**
 * What to do so that each wanted entry is there once. Only entries that point to `endpoint` are ours: those of other
 * programs, and of another Switchyard, are none of our business.
 */
export function planCallbacks(
  present: readonly CwCallbackEntry[],
  wanted: readonly WantedEntry[],
  endpoint: string,
): CallbackPlan {
  const ours = present.filter(({ url }) => url === endpoint || url.startsWith(`${endpoint}?`));
  const chosen = wanted.map((entry) => {
    const ofType = ours.filter(({ type }) => same(type, entry.type));
    return { entry, kept: ofType.find((candidate) => fits(candidate, entry)) ?? ofType[0] };
  });
  const kept = new Set(chosen.flatMap(({ kept: one }) => one?.id ?? []));
  return {
    add: chosen.filter((one) => !one.kept).map(({ entry }) => entry),
    change: chosen.flatMap(({ entry, kept: one }) => (one && !fits(one, entry) ? [{ id: one.id, entry }] : [])),
    remove: ours.filter(({ id }) => !kept.has(id)).map(({ id, type }) => ({ id, type })),
  };
}
