import { badRequest } from '../http/api-error';
import { tokenize, type Token } from './tokens';

export type Literal = string | number | boolean | null | Date;
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'like' | 'in';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'comparison';
      readonly path: string;
      readonly operator: Operator;
      readonly values: readonly Literal[];
    };

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=']);
const WORD_OPERATORS = new Set(['contains', 'like', 'in']);
const KEYWORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const DEEPEST = 50;

/** @throws ApiError 400 unless the text is a condition from its first character to its last */
export const parseCondition = (text: string): Condition => new Parser(tokenize(text)).parse();

class Parser {
  private place = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Condition {
    const condition = this.alternatives();
    if (this.place < this.tokens.length) throw this.unexpected();
    return condition;
  }

  private alternatives(): Condition {
    return this.joined('or', () => this.joined('and', () => this.negation()));
  }

  private joined(kind: 'and' | 'or', part: () => Condition): Condition {
    const parts = [part()];
    while (this.takeWord(kind)) parts.push(part());
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind, parts };
  }

  private negation(): Condition {
    return this.takeWord('not') ? { kind: 'not', part: this.term() } : this.term();
  }

  private term(): Condition {
    if (!this.takeSign('(')) return this.comparison();
    this.depth += 1;
    if (this.depth > DEEPEST) throw badRequest('The condition is nested too deeply');
    const condition = this.alternatives();
    if (!this.takeSign(')')) throw this.unexpected();
    this.depth -= 1;
    return condition;
  }

  private comparison(): Condition {
    const path = this.take('word').text;
    const negated = this.takeWord('not');
    const operator = this.operator(negated);
    const values = operator === 'in' ? this.list() : [this.literal()];
    if ((operator === 'contains' || operator === 'like') && typeof values[0] !== 'string') {
      throw badRequest(`'${operator}' takes a text`);
    }
    const comparison: Condition = { kind: 'comparison', path, operator, values };
    return negated ? { kind: 'not', part: comparison } : comparison;
  }

  private operator(wordsOnly: boolean): Operator {
    const token = this.tokens[this.place];
    const text = token && token.kind !== 'literal' ? token.text.toLowerCase() : '';
    if (!WORD_OPERATORS.has(text) && (wordsOnly || !COMPARISONS.has(text))) throw this.unexpected();
    this.place += 1;
    return text as Operator;
  }

  private list(): Literal[] {
    if (!this.takeSign('(')) throw this.unexpected();
    const values = [this.literal()];
    while (this.takeSign(',')) values.push(this.literal());
    if (!this.takeSign(')')) throw this.unexpected();
    return values;
  }

  private literal(): Literal {
    const token = this.tokens[this.place];
    if (token?.kind === 'literal') {
      this.place += 1;
      return token.value;
    }
    const keyword = token?.kind === 'word' ? KEYWORDS.get(token.text.toLowerCase()) : undefined;
    if (keyword === undefined) throw this.unexpected();
    this.place += 1;
    return keyword;
  }

  private take(kind: 'word'): { readonly text: string } {
    const token = this.tokens[this.place];
    if (token?.kind !== kind) throw this.unexpected();
    this.place += 1;
    return token;
  }

  private takeWord(text: string): boolean {
    return this.takeIf((token) => token.kind === 'word' && token.text.toLowerCase() === text);
  }

  private takeSign(text: string): boolean {
    return this.takeIf((token) => token.kind === 'sign' && token.text === text);
  }

  private takeIf(fits: (token: Token) => boolean): boolean {
    const token = this.tokens[this.place];
    if (!token || !fits(token)) return false;
    this.place += 1;
    return true;
  }

  private unexpected(): Error {
    const token = this.tokens[this.place];
    const text = token ? String(token.kind === 'literal' ? token.value : token.text) : 'the end';
    return badRequest(`The condition is malformed at ${text}`);
  }
}
