import { isFields } from '../../fields';

/** One record as ConnectWise answers it. */
export interface Row {
  readonly id: number;
  readonly [field: string]: unknown;
}

/** What stands at a slash path (`company/id`); undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const key of path.split('/')) {
    if (!isFields(current)) return undefined;
    current = current[key];
  }
  return current;
}

/** The path that a condition means: the time of the last change stands in `_info`, but is asked for without it. */
export const rowPath = (path: string): string => (path === 'lastUpdated' ? '_info/lastUpdated' : path);
