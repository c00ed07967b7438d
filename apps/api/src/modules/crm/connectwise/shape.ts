/** What a value from ConnectWise must look like, and the fields to ask for so that it can be read. */
export interface Shape<T> {
  /** Slash paths below the value; none when it is asked for as a whole. */
  readonly paths: readonly string[];
  /** @throws WrongShape naming the place, when the value does not fit */
  readonly read: (value: unknown, path: string) => T;
}

export type Of<S> = S extends Shape<infer T> ? T : never;

/** A value of another type than was agreed on. It never holds the value itself. */
export class WrongShape extends Error {
  constructor(
    readonly path: string,
    readonly expected: string,
  ) {
    super(`${path || 'The record'} is not ${expected}`);
  }
}

const leaf = <T>(expected: string, fits: (value: unknown) => value is T): Shape<T> => ({
  paths: [],
  read(value, path) {
    if (fits(value)) return value;
    throw new WrongShape(path, expected);
  },
});

export const text = leaf('a text', (value): value is string => typeof value === 'string');
export const flag = leaf('true or false', (value): value is boolean => typeof value === 'boolean');
export const decimal = leaf(
  'a number',
  (value): value is number => typeof value === 'number' && Number.isFinite(value),
);
export const integer = leaf('a whole number', (value): value is number => Number.isSafeInteger(value));
/** Handed on as it came. */
export const json = leaf('JSON', (value): value is unknown => value !== undefined);

export const instant: Shape<Date> = {
  paths: [],
  read(value, path) {
    const date = new Date(typeof value === 'string' ? value : NaN);
    if (Number.isNaN(date.getTime())) throw new WrongShape(path, 'a date');
    return date;
  },
};

/** Null, and a key that is missing, are null. */
export const nullable = <T>({ paths, read }: Shape<T>): Shape<T | null> => ({
  paths,
  read: (value, path) => (value === null || value === undefined ? null : read(value, path)),
});

export const withDefault = <T>({ paths, read }: Shape<T>, fallback: T): Shape<T> => ({
  paths,
  read: (value, path) => (value === null || value === undefined ? fallback : read(value, path)),
});

/** A list; empty when it is missing. */
export const listOf = <T>({ paths, read }: Shape<T>): Shape<readonly T[]> => ({
  paths,
  read(value, path) {
    if (value === null || value === undefined) return [];
    if (!Array.isArray(value)) throw new WrongShape(path, 'a list');
    return value.map((element: unknown, place) => read(element, `${path}/${place}`));
  },
});

type Fields<Shapes> = { readonly [Key in keyof Shapes]: Of<Shapes[Key]> };

/** An object with these keys; others are left out. */
export function record<const Shapes extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: Shapes,
): Shape<Fields<Shapes>> {
  const entries = Object.entries(shapes);
  return {
    paths: entries.flatMap(([key, { paths }]) => (paths.length === 0 ? [key] : paths.map((path) => `${key}/${path}`))),
    read(value, path) {
      if (!isObject(value)) throw new WrongShape(path, 'an object');
      const at = (key: string): string => (path ? `${path}/${key}` : key);
      return Object.fromEntries(
        entries.map(([key, shape]) => [key, shape.read(value[key], at(key))]),
      ) as Fields<Shapes>;
    },
  };
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
