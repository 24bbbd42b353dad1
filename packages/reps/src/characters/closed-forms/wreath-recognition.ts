/** Recognizes wreath products H ≀ S_m in their imprimitive action: by order, from block systems. */
import type { PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { BlockFrames, mayHaveFullBase } from '../block-frames.js';

/** One cycle on the blocks: its length and the class of the product along it. */
export interface CycleType {
  readonly length: number;
  readonly classIndex: number;
}

/**
 * G as H ≀ S_m, by its order |H|^m m!, H the action of a block's stabilizer on the block; points may be fixed. Block
 * systems of more than `largestBlockCount` blocks are not looked at.
 */
export function recognizeWreathProduct(
  group: PermutationGroup,
  meter: WorkMeter,
  largestBlockCount = group.degree,
): BlockFrames | undefined {
  const [moved, ...others] = group.orbits().filter((orbit) => orbit.length > 1);
  if (moved === undefined || others.length > 0 || !mayHaveFullBase(moved.length, group.order)) return undefined;
  const { base: constituent } = new BlockFrames(group, [moved]);
  for (const blocks of principalBlockSystems(constituent, meter)) {
    if (blocks.length < 2 || blocks.length > largestBlockCount || blocks[0].length < 2) continue;
    const frames = new BlockFrames(
      group,
      blocks.map((block) => block.map((i) => moved[i])),
    );
    let order = 1n;
    for (let i = 1; i <= blocks.length; i++) order *= BigInt(i) * frames.base.order;
    if (order === group.order) return frames;
  }
  return undefined;
}

/** For each point x, the finest block system in which x and the first point share a block; the trivial one left out. */
function principalBlockSystems(group: PermutationGroup, meter: WorkMeter): number[][][] {
  const systems = new Map<string, number[][]>();
  for (let x = 1; x < group.degree; x++) {
    meter.step(0);
    const blocks = group.blockSystem([0, x]);
    if (blocks !== null) systems.set(blocks.join('|'), blocks);
  }
  return [...systems.values()].sort((a, b) => b.length - a.length);
}
