import { badRequest } from '../http/api-error';
import { isFields } from '../../fields';
import { rowPath, valueAt } from '../records/row';
import type { Condition, Literal } from './parse-condition';

type Comparison = Extract<Condition, { kind: 'comparison' }>;

export function matches(condition: Condition, record: unknown): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => matches(part, record));
    case 'or':
      return condition.parts.some((part) => matches(part, record));
    case 'not':
      return !matches(condition.part, record);
    case 'comparison':
      return compare(condition, valueAt(record, rowPath(condition.path)) ?? null);
  }
}

/** True when one element of the array that the paths begin with (`communicationItems/value`) fulfils all of it. */
export function childMatches(condition: Condition, record: unknown): boolean {
  const [first] = comparisonsOf(condition);
  const array = first?.path.split('/')[0] ?? '';
  const children = valueAt(record, array);
  return Array.isArray(children) && children.some((child: unknown) => matches(condition, { [array]: child }));
}

export function comparisonsOf(condition: Condition): Comparison[] {
  if (condition.kind === 'comparison') return [condition];
  return condition.kind === 'not' ? comparisonsOf(condition.part) : condition.parts.flatMap(comparisonsOf);
}

/** @throws ApiError 400 for a path that the records do not have; `sample` is any of them */
export function checkPaths(condition: Condition, sample: unknown): void {
  for (const { path } of comparisonsOf(condition)) checkPath(path, sample);
}

export function checkPath(path: string, sample: unknown): void {
  let current = sample;
  for (const key of rowPath(path).split('/')) {
    if (!isFields(current)) return;
    if (!(key in current)) throw badRequest(`'${path}' is not a field of this resource`);
    current = current[key];
  }
}

function compare({ operator, values }: Comparison, actual: unknown): boolean {
  const [expected = null] = values;
  switch (operator) {
    case 'in':
      return values.some((value) => order(actual, value) === 0);
    case 'contains':
      return textOf(actual).includes(textOf(expected));
    case 'like':
      return likePattern(textOf(expected)).test(textOf(actual));
    case '=':
      return order(actual, expected) === 0;
    case '!=':
      return order(actual, expected) !== 0;
    case '<':
      return (order(actual, expected) ?? 0) < 0;
    case '<=':
      return (order(actual, expected) ?? 1) <= 0;
    case '>':
      return (order(actual, expected) ?? 0) > 0;
    case '>=':
      return (order(actual, expected) ?? -1) >= 0;
  }
}

/** Letters count the same in both cases, as in the database below ConnectWise. */
const textOf = (value: unknown): string =>
  (typeof value === 'string' || typeof value === 'number' ? String(value) : '').toLowerCase();

/** Negative, 0 or positive; null when the two cannot be compared. */
function order(actual: unknown, expected: Literal): number | null {
  if (actual === null || expected === null) return actual === expected ? 0 : null;
  if (expected instanceof Date) {
    return typeof actual === 'string' ? new Date(actual).getTime() - expected.getTime() : null;
  }
  if (typeof expected === 'string')
    return typeof actual === 'string' ? collate(textOf(actual), textOf(expected)) : null;
  if (typeof actual !== typeof expected) return null;
  return Number(actual) - Number(expected);
}

const collate = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function likePattern(pattern: string): RegExp {
  const source = pattern
    .split(/[*%]+/)
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
    .join('[^]*');
  return new RegExp(`^${source}$`);
}
