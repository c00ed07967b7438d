declare module 'pg/lib/utils' {
  /** A value as PostgreSQL's text format has it. @throws for an object that refers to itself */
  export function prepareValue(value: unknown): Buffer | string | null;
}
