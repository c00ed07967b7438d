/** The part of the package that is used here; it brings no types. */
declare module 'cookie' {
  /** The names and decoded values of a `Cookie` header. */
  export function parse(header: string): Record<string, string | undefined>;
}
