/** Variances of doubles in exact rationals. */

/** (1/N)·Σ (x − x̄)² of doubles of ordinary size, exact until it is rounded once. */
export function exactCovariance(values: readonly number[]): number {
  // doubles above 2⁻⁶⁰ with 53 bits are integers times 2⁻¹¹³
  const shift = 2 ** 60;
  const integers = values.map((v) => {
    const high = BigInt(Math.floor(v));
    const low = v - Math.floor(v);
    // the fraction has at most 53 bits below its leading one
    return (
      (high << 113n) +
      (BigInt(Math.floor(low * shift)) << 53n) +
      BigInt((low * shift - Math.floor(low * shift)) * 2 ** 53)
    );
  });
  const N = BigInt(values.length);
  const sum = integers.reduce((a, b) => a + b, 0n);
  const squares = integers.reduce((a, b) => a + b * b, 0n);
  // N·Σx² − (Σx)², over N²·2²²⁶
  const numerator = N * squares - sum * sum;
  const scaled = (numerator << 80n) / (N * N) / (1n << 226n);
  return Number(scaled) / 2 ** 80;
}
