import type { ConfigProblem } from './config-error';

export type Env = Readonly<Record<string, string | undefined>>;

/** A group of variables that mean something only together: all of them read, or null when none is set. */
export type Group<Key extends string> = Record<Key, string> | null;

const TRUE = new Set(['true', '1', 'yes', 'on']);
const FALSE = new Set(['false', '0', 'no', 'off']);

/**
 * Reads typed values out of an environment and collects what is wrong instead of throwing. A variable that is empty
 * counts as unset, as compose files and unit files pass `NAME=` for "no value".
 */
export class EnvReader {
  readonly problems: ConfigProblem[] = [];

  constructor(private readonly env: Env) {}

  report(variable: string, message: string): void {
    this.problems.push({ variable, message });
  }

  isSet(variable: string): boolean {
    return this.text(variable) !== null;
  }

  text(variable: string): string | null {
    return this.env[variable]?.trim() || null;
  }

  oneOf<Choice extends string>(variable: string, choices: readonly Choice[], fallback: Choice): Choice {
    const text = this.text(variable);
    if (text === null) return fallback;
    const choice = choices.find((candidate) => candidate === text.toLowerCase());
    if (choice === undefined) this.report(variable, `must be one of ${choices.join(', ')}`);
    return choice ?? fallback;
  }

  flag(variable: string, fallback: boolean): boolean {
    const text = this.text(variable)?.toLowerCase();
    if (text === undefined) return fallback;
    if (TRUE.has(text)) return true;
    if (!FALSE.has(text)) this.report(variable, 'must be true or false');
    return false;
  }

  integer(variable: string, range: { min: number; max: number }, fallback: number): number {
    const text = this.text(variable);
    if (text === null) return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value;
    this.report(variable, `must be a whole number from ${range.min} to ${range.max}`);
    return fallback;
  }

  /** A finite number greater than zero. */
  factor(variable: string, fallback: number): number {
    const text = this.text(variable);
    if (text === null) return fallback;
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    this.report(variable, 'must be a number greater than 0');
    return fallback;
  }

  /** A URL with one of the schemes (`['http', 'https']`), returned as it was written. */
  url(variable: string, schemes: readonly string[]): string | null {
    const text = this.text(variable);
    if (text === null) return null;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url && schemes.includes(url.protocol.slice(0, -1))) return text;
    this.report(variable, `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
    return null;
  }

  /** Comma-separated values without the empty ones. */
  list(variable: string): string[] {
    return (this.text(variable) ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  /** Reads variables that need each other: setting only some of them is a problem of the missing ones. */
  group<Key extends string>(variables: Record<Key, string>): Group<Key> {
    const entries = Object.entries<string>(variables);
    const present = entries.filter(([, variable]) => this.isSet(variable)).map(([, variable]) => variable);
    if (present.length === 0) return null;
    for (const [, variable] of entries) {
      if (!this.isSet(variable)) this.report(variable, `is required when ${present.join(' or ')} is set`);
    }
    return Object.fromEntries(entries.map(([key, variable]) => [key, this.text(variable) ?? ''])) as Record<
      Key,
      string
    >;
  }
}
