import { ConnectWiseError } from './connectwise.errors';

export type Literal = string | number | boolean | null | Date;

const PATH = /^[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*$/;
/** Control characters, halves of surrogate pairs, line separators: nothing of this stands in a name. */
const UNSEARCHABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/**
 * A condition of ConnectWise's query grammar. Only the functions below make one, and whatever text they are given stays
 * inside its literal.
 */
export class Condition {
  private constructor(
    readonly text: string,
    /** Needs parentheses within another one. */
    readonly joined: boolean,
  ) {}

  /** For the functions of this file. */
  static built(text: string, joined = false): Condition {
    return new Condition(text, joined);
  }
}

type Comparison = (path: string, value: Literal) => Condition;

const comparison =
  (operator: string): Comparison =>
  (path, value) =>
    Condition.built(`${checked(path)} ${operator} ${literal(value)}`);

export const equal = comparison('=');
export const notEqual = comparison('!=');
export const less = comparison('<');
export const lessOrEqual = comparison('<=');
export const greater = comparison('>');
export const greaterOrEqual = comparison('>=');

/** The text as it is, anywhere in the field: no character of it is a wildcard. */
export const contains = (path: string, text: string): Condition =>
  Condition.built(`${checked(path)} contains ${literal(text)}`);

/** `*` in the pattern stands for anything; not for text of users. */
export const like = (path: string, pattern: string): Condition =>
  Condition.built(`${checked(path)} like ${literal(pattern)}`);

/** One of at least one value. Lists of any length go through `ConnectWiseClient.byIds`, which keeps URLs short. */
export function oneOf(path: string, values: readonly (string | number)[]): Condition {
  if (values.length === 0) throw new Error('A condition needs at least one value');
  return Condition.built(`${checked(path)} in (${values.map(literal).join(',')})`);
}

export const all = (...conditions: readonly Condition[]): Condition => join('and', conditions);
export const any = (...conditions: readonly Condition[]): Condition => join('or', conditions);
export const not = ({ text }: Condition): Condition => Condition.built(`not (${text})`);

function join(word: 'and' | 'or', conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  if (!only) throw new Error('A condition needs at least one part');
  if (conditions.length === 1) return only;
  const parts = conditions.map(({ text, joined }) => (joined ? `(${text})` : text));
  return Condition.built(parts.join(` ${word} `), true);
}

/** Paths come from the code, never from a request. */
function checked(path: string): string {
  if (!PATH.test(path)) throw new Error(`'${path}' is no path of a field`);
  return path;
}

function literal(value: Literal): string {
  if (value === null) return 'null';
  if (value instanceof Date) return `[${value.toISOString().replace(/\.\d+Z$/, 'Z')}]`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoted(value);
  if (!Number.isFinite(value)) throw new Error('A condition takes finite numbers only');
  // ConnectWise knows no exponents.
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 10 });
}

function quoted(text: string): string {
  if (UNSEARCHABLE.test(text)) throw ConnectWiseError.unsearchable();
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
