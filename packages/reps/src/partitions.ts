/** Partitions of integers: the labels of the irreps of symmetric groups. */
import type { WorkMeter } from '@isotypic/algebra';

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
