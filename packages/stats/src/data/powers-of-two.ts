/** Exact scaling by powers of two: no sum of squares overflows, and none vanishes that need not. */

/** x·2^exponent, also where 2^exponent alone is beyond float64. Exact unless the result is subnormal or beyond. */
export function timesPowerOfTwo(x: number, exponent: number): number {
  let result = x;
  let left = exponent;
  for (; left > 1000; left -= 1000) result *= 2 ** 1000;
  for (; left < -1000; left += 1000) result *= 2 ** -1000;
  return result * 2 ** left;
}

/** Entries times 2^exponent; the array itself when the exponent is 0. */
export function scaledBy(data: Float64Array, exponent: number): Float64Array {
  return exponent === 0 ? data : data.map((x) => timesPowerOfTwo(x, exponent));
}

/** The size that data are brought to: squares of 2⁹⁶⁰, 2⁶⁰ of which can be added. */
const DATA_EXPONENT = 480;

/** The exponent of zeros: below that of any number, the least of which is 2⁻¹⁰⁷⁴. */
export const ZEROS_EXPONENT = -2000;

/**
 * e such that data of this largest size, divided by 2^e, have squares that can be added: 0 when the largest is between
 * 2⁻⁴⁰⁰ and 2⁴⁸⁰ (squares of data 2⁻¹⁰⁰ times smaller are then still normal numbers), else such that it comes to lie at
 * 2⁴⁸⁰, where the smaller ones keep the most room.
 */
export function dataExponent(largest: number): number {
  if (largest === 0) return ZEROS_EXPONENT;
  if (largest >= 2 ** -400 && largest < 2 ** DATA_EXPONENT) return 0;
  return Math.floor(Math.log2(largest)) - DATA_EXPONENT;
}

/**
 * The same for weights: even, so that √w is scaled exactly too; 0 when the largest is between 2⁻¹⁰⁰ and 2¹⁰⁰, else such
 * that it comes to lie at about 1 (then w·x² stays below 2⁹⁶⁴).
 */
export function weightExponent(weights: Float64Array | undefined): number {
  if (weights === undefined) return 0;
  let largest = 0;
  for (const w of weights) if (w > largest) largest = w;
  if (largest === 0) return ZEROS_EXPONENT;
  if (largest >= 2 ** -100 && largest < 2 ** 100) return 0;
  return 2 * Math.floor(Math.log2(largest) / 2);
}

/** Weights divided by 2^{@link weightExponent}: means, and ratios of sums, are the same. */
export function scaledWeights(weights: Float64Array | undefined): Float64Array | undefined {
  return weights && scaledBy(weights, -weightExponent(weights));
}
