/** Readers of what controllers write: versions differ in types, and leave fields out. None of them throws. */

export type Raw = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null for what is missing, empty or no text; a number counts as its text. */
export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Numbers come as texts at times, and as an empty text when there is none. */
export function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

export const flag = (value: unknown): boolean => value === true || value === 'true' || value === 1;

export const anything = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export const texts = (value: unknown): readonly string[] =>
  anything(value).flatMap((element) => {
    const read = text(element);
    return read === null ? [] : [read];
  });

export const objects = (value: unknown): readonly Raw[] => anything(value).filter(isObject);

export const object = (value: unknown): Raw => (isObject(value) ? value : {});

const camelCase = (key: string): string => key.replace(/[_-]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The keys of an object in camel case, its values as they came. */
export const camelCased = (raw: Raw): Raw =>
  Object.fromEntries(Object.entries(raw).map(([key, value]) => [camelCase(key), value]));
