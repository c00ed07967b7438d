import { badRequest } from '../http/api-error';

/** A literal holds a value; a word is a field, an operator's name or a keyword; a sign is all the rest. */
export type Token =
  | { readonly kind: 'literal'; readonly value: string | number | Date }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string };

const SPACE = /\s+/y;
const NUMBER = /-?\d+(?:\.\d+)?(?![\w/])/y;
const WORD = /[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*/y;
const SIGN = /<=|>=|!=|[=<>(),]/y;
const INSTANT = /\[([^[\]]*)\]/y;
const STRING = /"((?:[^"\\\p{Cc}]|\\["\\])*)"/uy;
const SINGLE_QUOTED = /'((?:[^'\\\p{Cc}]|\\['\\])*)'/uy;

/** @throws ApiError 400 at the first character that belongs to no token */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = place;
    const found = pattern.exec(text);
    if (!found) return undefined;
    place = pattern.lastIndex;
    return found[1] ?? found[0];
  };
  const next = (): Token | undefined => {
    const quoted = match(STRING) ?? match(SINGLE_QUOTED);
    if (quoted !== undefined) return { kind: 'literal', value: unescape(quoted) };
    const instant = match(INSTANT);
    if (instant !== undefined) return { kind: 'literal', value: readInstant(instant) };
    const number = match(NUMBER);
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    const word = match(WORD);
    if (word !== undefined) return { kind: 'word', text: word };
    const sign = match(SIGN);
    return sign === undefined ? undefined : { kind: 'sign', text: sign };
  };
  match(SPACE);
  while (place < text.length) {
    const token = next();
    if (!token) throw badRequest(`Unexpected character at position ${place + 1}`);
    tokens.push(token);
    match(SPACE);
  }
  return tokens;
}

const unescape = (text: string): string => text.replace(/\\(.)/g, '$1');

function readInstant(text: string): Date {
  const date = new Date(/[zZ]|[+-]\d\d:\d\d$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (Number.isNaN(date.getTime())) throw badRequest(`'${text}' is no date`);
  return date;
}
