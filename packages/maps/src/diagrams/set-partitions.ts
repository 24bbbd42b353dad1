/** Set partitions: the orbits of S(n) on tuples, and the change between them and diagrams. */

/**
 * A partition of 0…k−1 as its restricted growth string: the block of each element, blocks numbered by first element.
 */
export type SetPartition = readonly number[];

/** All partitions of k elements into at most `most` blocks, in lexicographic order of their strings. */
export function setPartitions(k: number, most: number): SetPartition[] {
  let found: number[][] = [[]];
  for (let i = 0; i < k; i++) {
    found = found.flatMap((s) => {
      const blocks = s.length === 0 ? 0 : Math.max(...s) + 1;
      return Array.from({ length: Math.min(blocks + 1, most) }, (_, b) => [...s, b]);
    });
  }
  return found;
}

/** The elements of each block. */
export function blocksOf(partition: SetPartition): number[][] {
  const blocks: number[][] = [];
  partition.forEach((b, i) => {
    if (b === blocks.length) blocks.push([]);
    blocks[b].push(i);
  });
  return blocks;
}

/**
 * For a partition π, all coarser ones σ ≥ π with the Möbius function μ(π, σ) = ∏ (−1)^{b−1}(b−1)! over the blocks of σ,
 * b the number of blocks of π in it (Rota 1964). With O_π the indicator of tuples equal exactly within blocks, D_π of
 * those equal at least there: D_π = Σ_{σ≥π} O_σ, O_π = Σ_{σ≥π} μ(π, σ) D_σ.
 */
export function coarsenings(partition: SetPartition): { readonly partition: SetPartition; readonly mobius: number }[] {
  const blocks = partition.length === 0 ? 0 : Math.max(...partition) + 1;
  return setPartitions(blocks, Number.POSITIVE_INFINITY).map((merge) => {
    let mobius = 1;
    for (const block of blocksOf(merge)) for (let j = 1; j < block.length; j++) mobius *= -j;
    return { partition: partition.map((b) => merge[b]), mobius };
  });
}
