/** True when two object types accept each other's values, taking optional properties as required. */
type Same<A, B> = [Required<A>] extends [Required<B>] ? ([Required<B>] extends [Required<A>] ? true : false) : false;

/**
 * Proves at compile time that a DTO class and the type generated from the contract's YAML are the same, both ways:
 * `implements` alone lets missing optional and extra properties pass. One line per DTO; does nothing at run time.
 */
export const assertSame = <A, B>(..._proof: Same<A, B> extends true ? [] : ['the DTO and the contract differ']): void =>
  undefined;
