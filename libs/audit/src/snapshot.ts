import { masked, secretKeysOf } from './mask-secrets';

const MAX_DEPTH = 8;
const MAX_TEXT = 1_024;
const MAX_ENTRIES = 100;
const MAX_VALUES = 2_000;
const MAX_BYTES = 16_384;
const LEFT_OUT = '…';

/** U+0000 and half a surrogate pair are refused by jsonb and text. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** Text that PostgreSQL stores, cut to `limit` characters with a note of how many are missing. */
export function boundedText(text: string, limit = MAX_TEXT): string {
  const clean = text.replace(UNSTORABLE, '\uFFFD');
  if (clean.length <= limit) return clean;
  const kept = clean.slice(0, limit).replace(UNSTORABLE, '');
  return `${kept}… (+${clean.length - kept.length})`;
}

/**
 * The JSON of a state for the log: secrets masked at any depth, bytes replaced by their length, long texts and lists
 * cut, at most 16 KiB. A state still larger than that leaves only its top-level keys.
 */
export function snapshot(state: object): string {
  const json = JSON.stringify(new Reduction().reduce(state, []));
  const bytes = Buffer.byteLength(json);
  if (bytes <= MAX_BYTES) return json;
  const keys = Object.keys(state)
    .slice(0, MAX_ENTRIES)
    .map((key) => boundedText(key, 64));
  return JSON.stringify({ truncated: true, bytes, keys });
}

/** One walk over one state; it stops looking after {@link MAX_VALUES} values, however large the state is. */
class Reduction {
  #values = 0;

  reduce(value: unknown, ancestors: readonly object[]): unknown {
    this.#values += 1;
    if (typeof value === 'string') return boundedText(value);
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (ArrayBuffer.isView(value)) return `(${value.byteLength} bytes)`;
    if (this.#values > MAX_VALUES || ancestors.length >= MAX_DEPTH || ancestors.includes(value)) return LEFT_OUT;
    return this.#reduceContainer(value, [...ancestors, value]);
  }

  #reduceContainer(value: object, path: readonly object[]): unknown {
    if (Array.isArray(value)) return this.#reduceList(value, path);
    if (value instanceof Set) return this.#reduceList([...value], path);
    const entries: Iterable<[unknown, unknown]> = value instanceof Map ? value : Object.entries(value);
    return this.#reduceRecord(Object.fromEntries([...entries].map(([key, item]) => [String(key), item])), path);
  }

  #reduceList(list: unknown[], path: readonly object[]): unknown[] {
    const kept = list.slice(0, MAX_ENTRIES).map((item) => this.reduce(item, path));
    return list.length > MAX_ENTRIES ? [...kept, `${LEFT_OUT} (+${list.length - MAX_ENTRIES})`] : kept;
  }

  #reduceRecord(record: Record<string, unknown>, path: readonly object[]): Record<string, unknown> {
    const secrets = secretKeysOf(record);
    const entries = Object.entries(record);
    const kept = entries
      .slice(0, MAX_ENTRIES)
      .map(([key, value]) => [boundedText(key, 128), secrets.has(key) ? masked(value) : this.reduce(value, path)]);
    if (entries.length > MAX_ENTRIES) kept.push([LEFT_OUT, entries.length - MAX_ENTRIES]);
    return Object.fromEntries(kept) as Record<string, unknown>;
  }
}
