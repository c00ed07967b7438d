/** Readers of what controllers write: versions differ in types, and leave fields out. None of them throws. */

export type Raw = Readonly<Record<string, unknown>>;

const TRUE = new Set(['true', '1', 'yes', 'on']);

export const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null for what is missing, empty or no text; a number counts as its text. */
export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Numbers come as texts at times, and as an empty text when there is none. What is counted here comes in whole ones. */
export function integer(value: unknown): number | null {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return null;
  const read = Number(value);
  return Number.isFinite(read) ? Math.trunc(read) : null;
}

/** False for what is missing or says nothing. */
export const flag = (value: unknown): boolean =>
  value === true || value === 1 || (typeof value === 'string' && TRUE.has(value.trim().toLowerCase()));

export const anything = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export const texts = (value: unknown): readonly string[] =>
  anything(value).flatMap((element) => {
    const read = text(element);
    return read === null ? [] : [read];
  });

export const integers = (value: unknown): readonly number[] =>
  anything(value).flatMap((element) => integer(element) ?? []);

export const objects = (value: unknown): readonly Raw[] => anything(value).filter(isObject);

export const object = (value: unknown): Raw => (isObject(value) ? value : {});

const camelCase = (key: string): string => key.replace(/[_-]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The keys of an object in camel case, its values as they came. */
export const camelCased = (raw: Raw): Raw =>
  Object.fromEntries(Object.entries(raw).map(([key, value]) => [camelCase(key), value]));
