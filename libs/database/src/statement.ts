/** A prepared statement: PostgreSQL parses and plans it once per connection and is then sent its name only. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const MAX_IDENTIFIER_BYTES = 63;
const textsByName = new Map<string, string>();

/**
 * Declares a prepared statement, once, at module level. A name stands for one text in the whole process, since a
 * connection refuses a known name with another text: anything variable belongs into `$1`, never into the text.
 * Name the columns instead of `*`: a prepared `*` fails on open connections once a migration adds a column.
 */
export const statement = (name: string, text: string): Statement => {
  if (Buffer.byteLength(name) > MAX_IDENTIFIER_BYTES) throw new Error(`Statement name "${name}" is too long`);
  const known = textsByName.get(name);
  if (known !== undefined && known !== text) throw new Error(`Statement "${name}" is declared twice`);
  textsByName.set(name, text);
  return Object.freeze({ name, text });
};
