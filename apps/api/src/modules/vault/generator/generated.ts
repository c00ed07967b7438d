/** A new secret and how hard it is to guess for whoever knows the policy it was made by. */
export interface Generated {
  readonly value: string;
  /** Binary logarithm of the number of equally likely values, rounded down to two decimals. */
  readonly entropyBits: number;
}

const SIGNIFICANT_BITS = 53;

/** Binary logarithm of a number that may be too large for a float. */
function log2(count: bigint): number {
  const excess = Math.max(0, count.toString(2).length - SIGNIFICANT_BITS);
  return excess + Math.log2(Number(count >> BigInt(excess)));
}

/** @param count how many values were possible, all equally likely */
export const entropyOf = (count: bigint): number => Math.floor(log2(count) * 100) / 100;
