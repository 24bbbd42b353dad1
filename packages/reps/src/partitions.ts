/** Partitions of integers: the labels of the irreps of symmetric groups. */
import { divisors, type WorkMeter } from '@isotypic/algebra';

/** A partition of n: its parts, weakly decreasing. */
export type Partition = readonly number[];

/** The number of partitions of n, by Euler's pentagonal number theorem, as a double: near enough to refuse by. */
export function partitionCount(n: number): number {
  const counts = [1];
  for (let m = 1; m <= n; m++) {
    let sum = 0;
    for (let k = 1, sign = 1; (k * (3 * k - 1)) / 2 <= m; k++, sign = -sign) {
      sum += sign * (counts[m - (k * (3 * k - 1)) / 2] + (counts[m - (k * (3 * k + 1)) / 2] ?? 0));
    }
    counts.push(sum);
  }
  return counts[n];
}

/** The partitions of n, (n) first, in reverse lexicographic order. A step of the meter is a partition. */
export function partitions(n: number, meter?: WorkMeter): Partition[] {
  const found: number[][] = [];
  const extend = (prefix: number[], rest: number, largest: number): void => {
    if (rest === 0) {
      meter?.step();
      found.push(prefix);
    }
    for (let part = Math.min(rest, largest); part >= 1; part--) extend([...prefix, part], rest - part, part);
  };
  extend([], n, n);
  return found;
}

/** The columns of its diagram as rows. */
export function conjugatePartition(partition: Partition): Partition {
  return Array.from({ length: partition[0] ?? 0 }, (_, j) => partition.filter((part) => part > j).length);
}

/** Partitions in a row; their total size is what they are a multipartition of. */
export type Multipartition = readonly Partition[];

/**
 * The number of ways to write m as total size of `count` partitions, as a double: the coefficients aₘ of
 * Π (1 − xᵏ)^(−count) satisfy m·aₘ = count·Σ σ(k) aₘ₋ₖ, σ(k) the sum of the divisors of k.
 */
export function multipartitionCount(count: number, m: number): number {
  const sigma = Array.from({ length: m }, (_, k) => divisors(k + 1).reduce((sum, d) => sum + d));
  const numbers = [1];
  for (let n = 1; n <= m; n++) {
    let sum = 0;
    for (let k = 1; k <= n; k++) sum += sigma[k - 1] * numbers[n - k];
    numbers.push((count * sum) / n);
  }
  return numbers[m];
}

/** All ways to write m as total size of `count` partitions. */
export function multipartitions(count: number, m: number): Multipartition[] {
  if (count === 1) return partitions(m).map((p) => [p]);
  const found: Multipartition[] = [];
  for (let first = m; first >= 0; first--) {
    const tails = multipartitions(count - 1, m - first);
    for (const p of partitions(first)) for (const tail of tails) found.push([p, ...tail]);
  }
  return found;
}
