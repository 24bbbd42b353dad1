/** Partitions of integers: counted, and listed. */

/** Partitions of n, parts descending, in reverse lexicographic order. */
export function* partitions(n: number, largest = n): IterableIterator<number[]> {
  if (n === 0) yield [];
  for (let k = Math.min(n, largest); k >= 1; k--) for (const rest of partitions(n - k, k)) yield [k, ...rest];
}

/** p(n), by adding parts of one size after another. */
export function countPartitions(n: number): bigint {
  return coloredPartitions(n, 1n)[n];
}

/**
 * The coefficients of ∏ᵢ (1 − xⁱ)^(−colors) up to xⁿ: partitions whose parts have colors, equal ones in any order.
 * n·cₙ = colors·Σₖ σ(k)·c_{n−k}, from the logarithmic derivative.
 */
export function coloredPartitions(n: number, colors: bigint): bigint[] {
  const sigma = Array.from({ length: n + 1 }, () => 0n);
  for (let d = 1; d <= n; d++) for (let k = d; k <= n; k += d) sigma[k] += BigInt(d);
  const coefficients = [1n];
  for (let m = 1; m <= n; m++) {
    let sum = 0n;
    for (let k = 1; k <= m; k++) sum += sigma[k] * coefficients[m - k];
    coefficients.push((colors * sum) / BigInt(m));
  }
  return coefficients;
}
