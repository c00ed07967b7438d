import cuid from '@bugsnag/cuid';

/** A new cuid-shaped identifier: `c` and 24 lower-case letters or digits, never purely numeric. Not a secret. */
export const newId = (): string => cuid();

const CUID = /^c[a-z0-9]{24}$/;

/** True when the text has the shape of an identifier made by {@link newId}. Names that look like one are refused. */
export const isId = (text: string): boolean => CUID.test(text);

const RESERVED = new Set(['@me', 'usernames', 'nodes', 'count', 'company', 'create']);

/** True when a name would shadow a literal path segment of a documented route. */
export const isReservedName = (name: string): boolean => RESERVED.has(name.toLowerCase());
