import { ValidateBy, type ValidationOptions } from 'class-validator';

const MAX_DEPTH = 32;

function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return true;
  if (depth === MAX_DEPTH) return false;
  return Object.entries(value).every(([key, inner]) => !key.includes('\u0000') && isStorable(inner, depth + 1));
}

/** A text or JSON value that PostgreSQL can store: no U+0000, at most 32 levels deep. */
export const IsStorable = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isStorable',
      validator: {
        validate: (value: unknown) => isStorable(value),
        defaultMessage: () => '$property must not contain U+0000 or nest deeper than 32 levels',
      },
    },
    options,
  );
