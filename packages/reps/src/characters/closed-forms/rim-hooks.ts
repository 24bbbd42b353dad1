/** Rim hooks of partitions. */
import type { Partition } from '../../partitions.js';

/** A partition with a rim hook of the given length taken away, and the sign (−1)^(rows of the hook − 1). */
export interface RimHookRemoval {
  readonly partition: number[];
  readonly sign: 1 | -1;
}

/**
 * All ways to remove a rim hook of length l: on the beta numbers β_i = λ_i + (r − i), replace one b by b − l ≥ 0 that
 * is not among them; the sign counts the beta numbers jumped over.
 */
export function rimHookRemovals(partition: Partition, l: number): RimHookRemoval[] {
  const rows = partition.length;
  const beta = partition.map((part, i) => part + rows - 1 - i);
  const present = new Set(beta);
  const removals: RimHookRemoval[] = [];
  for (const b of beta) {
    if (b < l || present.has(b - l)) continue;
    const jumped = beta.filter((x) => x > b - l && x < b).length;
    const moved = beta.map((x) => (x === b ? b - l : x)).sort((x, y) => y - x);
    const parts = moved.map((x, i) => x - (rows - 1 - i)).filter((part) => part > 0);
    removals.push({ partition: parts, sign: jumped % 2 === 0 ? 1 : -1 });
  }
  return removals;
}
