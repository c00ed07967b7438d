import type { CookieOptions } from 'express';

/** A handler's value, which is no stream, with what travels beside it. */
export class Answer<T> {
  readonly cookies: { name: string; value: string; options: CookieOptions }[] = [];
  readonly headers: Record<string, string> = {};

  constructor(readonly value: T) {}

  cookie(name: string, value: string, options: CookieOptions): this {
    this.cookies.push({ name, value, options });
    return this;
  }

  header(name: string, value: string): this {
    this.headers[name] = value;
    return this;
  }
}
