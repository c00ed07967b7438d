import { ValidateBy, type ValidationOptions } from 'class-validator';

const MAX_DEPTH = 32;

/** U+0000 and half a surrogate pair have no place in UTF-8 as PostgreSQL keeps it, and would be altered when sealed. */
const isText = (value: string): boolean => !/\0|\p{Surrogate}/u.test(value);

function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === MAX_DEPTH) return false;
  return Object.entries(value).every(([key, inner]) => isText(key) && isStorable(inner, depth + 1));
}

/** A text or JSON value that PostgreSQL can store: no U+0000 or half a surrogate pair, at most 32 levels deep. */
export const IsStorable = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isStorable',
      validator: {
        validate: (value: unknown) => isStorable(value),
        defaultMessage: () =>
          '$property must not contain U+0000 or half a surrogate pair, or nest deeper than 32 levels',
      },
    },
    options,
  );
