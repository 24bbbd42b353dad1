/** Whether float32 can hold what a kernel makes of its operands. */

/** What a kernel multiplies with each other, and what it adds to that. */
export interface Terms {
  readonly factors: readonly ArrayLike<number>[];
  readonly addends?: readonly ArrayLike<number>[];
}

/**
 * float32 ends at 2¹²⁸, and loses digits below 2⁻¹²⁶. Between 2⁻¹⁰⁰ and 2¹⁰⁰ for the largest products, 2²⁷ of them can
 * be added, and products 2²⁶ times smaller than the largest keep all their digits.
 */
const RANGE = 100;

/** Why float32 cannot hold the products of the largest entries, or null. */
export function outOfRange({ factors, addends = [] }: Terms): string | null {
  const exponents = factors.map(largestExponent);
  const product = exponents.reduce((sum, x) => sum + x, 0);
  // A factor of zeros makes every product 0.
  const zero = exponents.includes(Number.NEGATIVE_INFINITY);
  for (const exponent of [zero ? 0 : product, ...exponents, ...addends.map(largestExponent)]) {
    if (exponent === Number.NEGATIVE_INFINITY || Math.abs(exponent) <= RANGE) continue;
    return (
      `numbers of size 2^${exponent.toFixed(0)} are outside of the range that float32 products keep ` +
      `their digits in`
    );
  }
  return null;
}

/** log₂ of the largest |x|; −∞ for zeros, NaN where there is a NaN. */
function largestExponent(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (Number.isNaN(size)) return Number.NaN;
    if (size > largest) largest = size;
  }
  return Math.log2(largest);
}
