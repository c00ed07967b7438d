import type { Type } from '@nestjs/common';
import { CommonError, type FieldIssue } from '@app/kernel';
import { validateSync, type ValidationError } from 'class-validator';
import { propertiesOf, type DeclaredProperty } from './property-registry';
import { rememberRules } from './remembered-rules';

rememberRules();

type Source = 'body' | 'query';

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_NESTING = 16;

function parseText({ reads }: DeclaredProperty, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (reads === 'number') return value.trim() === '' ? value : Number(value);
  if (reads === 'boolean') return { true: true, false: false, '1': true, '0': false }[value] ?? value;
  return value;
}

/** Query strings carry one value where a list has one item. */
const asList = (value: unknown): unknown => (value === undefined || Array.isArray(value) ? value : [value]);

function read(property: DeclaredProperty, value: unknown, source: Source, depth: number): unknown {
  const { nested, list } = property;
  const raw = source === 'query' ? parseText(property, list ? asList(value) : value) : value;
  if (!nested || depth >= MAX_NESTING) return raw;
  if (Array.isArray(raw))
    return raw.map((item: unknown) => (isPlainObject(item) ? instantiate(nested(), item, source, depth + 1) : item));
  return isPlainObject(raw) ? instantiate(nested(), raw, source, depth + 1) : raw;
}

/** A DTO instance with the declared properties only; unknown keys are left behind, as every documented server does. */
function instantiate(type: Type<object>, plain: Record<string, unknown>, source: Source, depth = 0): object {
  const instance = new type() as Record<string, unknown>;
  for (const property of propertiesOf(type) ?? []) {
    if (!Object.hasOwn(plain, property.name)) continue;
    const value = read(property, plain[property.name], source, depth);
    if (value !== undefined) instance[property.name] = value;
  }
  return instance;
}

function issuesOf(errors: readonly ValidationError[], path: (string | number)[]): FieldIssue[] {
  return errors.flatMap(({ property, value, constraints, children }) => {
    const at = [...path, /^\d+$/.test(property) ? Number(property) : property];
    const own = Object.entries(constraints ?? {}).map(([code, message]) =>
      value === undefined
        ? { path: at, message: `${property} is required`, code: 'required' }
        : { path: at, message, code },
    );
    return [...own.slice(0, 1), ...issuesOf(children ?? [], at)];
  });
}

/**
 * The validated DTO of a request body or query.
 * @throws 400 `common.validation` with one issue per rejected field, its path starting with the source
 */
export function validateInput<T extends object>(type: Type<T>, value: unknown, source: Source): T {
  const plain = value ?? {};
  if (!isPlainObject(plain)) {
    throw CommonError.validation({ issues: [{ path: [source], message: 'must be a JSON object', code: 'isObject' }] });
  }
  const instance = instantiate(type, plain, source) as T;
  const errors = validateSync(instance, { stopAtFirstError: true });
  if (errors.length > 0) throw CommonError.validation({ issues: issuesOf(errors, [source]) });
  return instance;
}
