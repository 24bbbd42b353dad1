/** A group as a wreath product K ≀ T on a system of blocks, with coordinates, and its elements there. */
import { compose, identityImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { factorial } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import { blockAction } from '../actions/block-action.js';
import { minimalBlockSystem } from '../actions/blocks.js';
import type { Group } from '../group.js';

/** G = K ≀ T on a system of blocks, with coordinates. */
export interface WreathForm {
  readonly degree: number;
  readonly order: bigint;
  /** frame[j][i] is point i of block j: K acts on 0…|block|−1, and T carries frames to frames. */
  readonly frame: readonly (readonly number[])[];
  readonly base: Group;
  readonly top: Group;
  readonly blockOf: Int32Array;
  readonly coordinate: Int32Array;
}

/**
 * K ≀ T on a system of blocks, from a minimal one upwards: the first with T = Sym(m), whose classes are counted in
 * closed form, else the first of all. C₂ ≀ C₂ ≀ S₃₀ is D₄ ≀ S₃₀ to it.
 */
export function wreathForm(group: Group, meter: WorkMeter): WreathForm | undefined {
  if (!group.isTransitive()) return undefined;
  let first: WreathForm | undefined;
  let blocks = minimalBlockSystem(group.degree, group.generators, group.orbit(0), meter);
  while (blocks !== null) {
    const system = coordinatesOn(group, blocks);
    const { base, top } = system;
    const all = base.orderWithin(meter) ** BigInt(blocks.length) * top.orderWithin(meter);
    if (all === group.orderWithin(meter)) {
      if (top.order === factorial(top.degree)) return system;
      first ??= system;
    }
    const finer: readonly number[][] = blocks;
    const ofBlocks = minimalBlockSystem(top.degree, top.generators, top.orbit(0), meter);
    blocks = ofBlocks === null ? null : ofBlocks.map((some) => some.flatMap((j) => finer[j]));
  }
  return first;
}

function coordinatesOn(group: Group, blocks: readonly (readonly number[])[]): WreathForm {
  const { degree, order } = group;
  const { top, twists, frame } = blockAction(
    group.generators.map((g) => g.images),
    blocks,
  );
  const T = group.acting(top, blocks.length);
  const K = group.acting(twists.flat(), blocks[0].length);
  const blockOf = new Int32Array(degree);
  const coordinate = new Int32Array(degree);
  frame.forEach((points, j) => {
    points.forEach((x, i) => {
      blockOf[x] = j;
      coordinate[x] = i;
    });
  });
  return { degree, order, frame, base: K, top: T, blockOf, coordinate };
}

/** What p makes of block j when it comes back to it, and the blocks on the way. */
export function cycleProduct(
  { frame, blockOf, coordinate }: WreathForm,
  p: Permutation,
  start: number,
): { product: Permutation; cycle: number[] } {
  let product = identityImages(frame[0].length);
  const cycle: number[] = [];
  let j = start;
  do {
    cycle.push(j);
    const next = frame[j].map((x) => p.images[x]);
    product = compose(
      Uint32Array.from(next, (x) => coordinate[x]),
      product,
    );
    j = blockOf[next[0]];
  } while (j !== start);
  return { product: Permutation.fromTrustedImages(product), cycle };
}

/** The element that carries blocks along the cycles, frame to frame, and has the given products. */
export function withCycleProducts(
  { degree, frame }: WreathForm,
  cycles: readonly (readonly number[])[],
  products: readonly Permutation[],
): Permutation {
  const images = new Uint32Array(degree);
  cycles.forEach((cycle, z) => {
    cycle.forEach((j, step) => {
      const isLast = step === cycle.length - 1;
      const target = frame[cycle[isLast ? 0 : step + 1]];
      frame[j].forEach((x, i) => {
        images[x] = target[isLast ? products[z].images[i] : i];
      });
    });
  });
  return Permutation.fromTrustedImages(images);
}
