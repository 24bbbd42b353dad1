/** Second moments of doubles by whole numbers: every double near 10⁸ is a multiple of 2^−40. */

const BITS = 40;

const toInteger = (x: number): bigint => {
  const scaled = x * 2 ** BITS; // exact: a power of two
  if (!Number.isInteger(scaled)) throw new Error(`${x} is no multiple of 2^-${BITS}`);
  return BigInt(scaled);
};

/** a/b as a double, right to 2^−60. */
function ratio(a: bigint, b: bigint): number {
  const sign = a < 0n ? -1 : 1;
  const size = a < 0n ? -a : a;
  const shift = BigInt(Math.max(0, 64 + b.toString(2).length - size.toString(2).length));
  return (sign * Number((size << shift) / b)) / 2 ** Number(shift);
}

/** (1/N) Σ (uᵀx − mean)² for each of the integer vectors u, exactly, then rounded. */
export function exactVariances(rows: readonly (readonly number[])[], forms: readonly (readonly number[])[]): number[] {
  const N = BigInt(rows.length);
  const integers = rows.map((row) => row.map(toInteger));
  return forms.map((form) => {
    const u = form.map(BigInt);
    let [sum, squares] = [0n, 0n];
    for (const row of integers) {
      let value = 0n;
      for (let j = 0; j < row.length; j++) value += u[j] * row[j];
      sum += value;
      squares += value * value;
    }
    return ratio(N * squares - sum * sum, (N * N) << BigInt(2 * BITS));
  });
}
