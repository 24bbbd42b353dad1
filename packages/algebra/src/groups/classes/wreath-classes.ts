/**
 * Classes of the wreath product K ≀ T, first of all K ≀ Sym(m), in its imprimitive action (James & Kerber 1981, §4.2).
 * To each cycle of blocks belongs its cycle product, up to conjugacy in K; elements are conjugate when, for each length
 * and each class of K, they have equally many cycles of that length with product in that class.
 */
import { compose, identityImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import { minimalBlockSystem } from '../actions/blocks.js';
import { blockAction } from '../chain/order-bound.js';
import type { PermutationGroup } from '../permutation-group.js';
import type { ClassForm, UnorderedClasses } from './class-form.js';
import { classForm } from './conjugacy-classes.js';
import { coloredPartitions, factorial, partitions } from './symmetric-classes.js';
import { classesOverTop } from './wreath-top-classes.js';

/** G = K ≀ T on a system of blocks, with coordinates. */
export interface WreathForm {
  readonly degree: number;
  readonly order: bigint;
  /** frame[j][i] is point i of block j: K acts on 0…|block|−1, and T carries frames to frames. */
  readonly frame: readonly (readonly number[])[];
  readonly base: PermutationGroup;
  readonly top: PermutationGroup;
  readonly blockOf: Int32Array;
  readonly coordinate: Int32Array;
}

/** The classes when the group is all of K ≀ T for a minimal block system; else undefined. */
export function wreathClasses(group: PermutationGroup, options: WorkOptions): ClassForm | undefined {
  const wreath = wreathForm(group);
  if (wreath === undefined) return undefined;
  const inner = classForm(wreath.base, options);
  const m = wreath.frame.length;
  if (wreath.top.order !== factorial(m)) return classesOverTop(wreath, inner, options);
  return { atLeast: coloredPartitions(m, inner.atLeast)[m], list: () => classesOverSymmetric(wreath, inner.list()) };
}

/**
 * K ≀ T on a system of blocks, from a minimal one upwards: the first with T = Sym(m), whose classes are counted in
 * closed form, else the first of all. C₂ ≀ C₂ ≀ S₃₀ is D₄ ≀ S₃₀ to it.
 */
function wreathForm(group: PermutationGroup): WreathForm | undefined {
  if (!group.isTransitive()) return undefined;
  let first: WreathForm | undefined;
  let blocks = minimalBlockSystem(group.degree, group.generators, group.orbit(0));
  while (blocks !== null) {
    const system = coordinatesOn(group, blocks);
    const { base, top } = system;
    if (base.order ** BigInt(blocks.length) * top.order === group.order) {
      if (top.order === factorial(top.degree)) return system;
      first ??= system;
    }
    const finer: readonly number[][] = blocks;
    const ofBlocks = minimalBlockSystem(top.degree, top.generators, top.orbit(0));
    blocks = ofBlocks === null ? null : ofBlocks.map((some) => some.flatMap((j) => finer[j]));
  }
  return first;
}

function coordinatesOn(group: PermutationGroup, blocks: readonly (readonly number[])[]): WreathForm {
  const { degree, order } = group;
  const { top, twists, frame } = blockAction(
    group.generators.map((g) => g.images),
    blocks,
  );
  const like = group.constructor as new (generators: readonly Permutation[]) => PermutationGroup;
  const T = new like(top.map(Permutation.fromTrustedImages));
  const K = new like(twists.flat().map(Permutation.fromTrustedImages));
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

function classesOverSymmetric(wreath: WreathForm, inner: UnorderedClasses): UnorderedClasses {
  const { frame, base, order } = wreath;
  const m = frame.length;
  const types = multipartitions(m, inner.sizes.length);
  const indices = new Map(types.map((type, i) => [keyOf(type), i]));
  return {
    sizes: types.map((type) => order / centralizerOrder(type, base.order, inner.sizes)),
    representative(i) {
      // The cycles of each color one after another, on blocks in their order.
      const cycles: number[][] = [];
      const colors: number[] = [];
      let next = 0;
      types[i].forEach((parts, color) => {
        for (const length of parts) {
          cycles.push(Array.from({ length }, () => next++));
          colors.push(color);
        }
      });
      return withCycleProducts(
        wreath,
        cycles,
        colors.map((c) => inner.representative(c)),
      );
    },
    indexOf(p) {
      const type: number[][] = inner.sizes.map(() => []);
      const seen = new Uint8Array(m);
      for (let start = 0; start < m; start++) {
        if (seen[start] === 1) continue;
        const { product, cycle } = cycleProduct(wreath, p, start);
        for (const j of cycle) seen[j] = 1;
        type[inner.indexOf(product)].push(cycle.length);
      }
      for (const parts of type) parts.sort((a, b) => b - a);
      return indices.get(keyOf(type)) as number;
    },
  };
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

const keyOf = (type: readonly (readonly number[])[]): string => type.map((parts) => parts.join()).join(';');

/** All ways to give each of `colors` classes a partition, of total size m. */
function multipartitions(m: number, colors: number): number[][][] {
  if (colors === 0) return m === 0 ? [[]] : [];
  const all: number[][][] = [];
  for (let size = m; size >= 0; size--) {
    const rest = multipartitions(m - size, colors - 1);
    if (rest.length === 0) continue;
    for (const parts of partitions(size)) for (const others of rest) all.push([parts, ...others]);
  }
  return all;
}

/** ∏ over classes c of K and lengths l of (l·|C_K(c)|)^a·a!, a the number of such cycles. */
function centralizerOrder(type: readonly (readonly number[])[], order: bigint, sizes: readonly bigint[]): bigint {
  let product = 1n;
  type.forEach((parts, color) => {
    let run = 0;
    parts.forEach((length, i) => {
      run = i > 0 && parts[i - 1] === length ? run + 1 : 1;
      product *= BigInt(length) * (order / sizes[color]) * BigInt(run);
    });
  });
  return product;
}
