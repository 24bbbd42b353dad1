/**
 * Classes of the wreath product K ≀ Sym(m) in its imprimitive action (James & Kerber 1981, §4.2). To each cycle of blocks
 * belongs its cycle product, up to conjugacy in K; elements are conjugate when, for each length and each class of K, they
 * have equally many cycles of that length with product in that class.
 */
import { compose, identityImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import { minimalBlockSystem } from '../blocks.js';
import { blockAction } from '../order-bound.js';
import type { PermutationGroup } from '../permutation-group.js';
import { type UnorderedClasses, unorderedClasses } from './conjugacy-classes.js';
import { factorial, partitions } from './symmetric-classes.js';

/** The class list when the group is all of K ≀ Sym(m) for a minimal block system; else undefined. */
export function wreathClasses(group: PermutationGroup, options: WorkOptions): UnorderedClasses | undefined {
  if (!group.isTransitive()) return undefined;
  const blocks = minimalBlockSystem(group.degree, group.generators, group.orbit(0));
  if (blocks === null) return undefined;
  const m = blocks.length;
  const generators = group.generators.map((g) => g.images);
  const { twists, frame } = blockAction(generators, blocks);
  const k = blocks[0].length;
  const like = group.constructor as new (generators: readonly Permutation[]) => PermutationGroup;
  const base = new like(twists.flat().map(Permutation.fromTrustedImages));
  if (base.order ** BigInt(m) * factorial(m) !== group.order) return undefined;

  const inner = unorderedClasses(base, options);
  const types = multipartitions(m, inner.sizes.length);
  const indices = new Map(types.map((type, i) => [keyOf(type), i]));
  const blockOf = new Int32Array(group.degree);
  const coordinate = new Int32Array(group.degree);
  frame.forEach((points, j) => {
    points.forEach((x, i) => {
      blockOf[x] = j;
      coordinate[x] = i;
    });
  });
  return {
    representatives: types.map((type) => representative(type, inner.representatives, frame, group.degree)),
    sizes: types.map((type) => group.order / centralizerOrder(type, base.order, inner.sizes)),
    indexOf(p) {
      const type: number[][] = inner.sizes.map(() => []);
      const seen = new Uint8Array(m);
      for (let start = 0; start < m; start++) {
        if (seen[start] === 1) continue;
        let product = identityImages(k);
        let length = 0;
        for (let j = start; seen[j] === 0; length++) {
          seen[j] = 1;
          const next = frame[j].map((x) => p.images[x]);
          product = compose(
            Uint32Array.from(next, (x) => coordinate[x]),
            product,
          );
          j = blockOf[next[0]];
        }
        type[inner.indexOf(Permutation.fromTrustedImages(product))].push(length);
      }
      for (const parts of type) parts.sort((a, b) => b - a);
      return indices.get(keyOf(type)) as number;
    },
  };
}

const keyOf = (type: readonly (readonly number[])[]): string => type.map((parts) => parts.join()).join(';');

/** All ways to give each of `colours` classes a partition, of total size m. */
function multipartitions(m: number, colours: number): number[][][] {
  if (colours === 0) return m === 0 ? [[]] : [];
  const all: number[][][] = [];
  for (let size = m; size >= 0; size--) {
    const rest = multipartitions(m - size, colours - 1);
    if (rest.length === 0) continue;
    for (const parts of partitions(size)) for (const others of rest) all.push([parts, ...others]);
  }
  return all;
}

function representative(
  type: readonly (readonly number[])[],
  inner: readonly Permutation[],
  frame: readonly (readonly number[])[],
  degree: number,
): Permutation {
  const images = new Uint32Array(degree);
  let j = 0;
  type.forEach((parts, colour) => {
    for (const length of parts) {
      for (let step = 0; step < length; step++) {
        const isLast = step === length - 1;
        const target = frame[isLast ? j : j + step + 1];
        frame[j + step].forEach((x, i) => {
          images[x] = target[isLast ? inner[colour].images[i] : i];
        });
      }
      j += length;
    }
  });
  return Permutation.fromTrustedImages(images);
}

/** ∏ over classes c of K and lengths l of (l·|C_K(c)|)^a·a!, a the number of such cycles. */
function centralizerOrder(type: readonly (readonly number[])[], order: bigint, sizes: readonly bigint[]): bigint {
  let product = 1n;
  type.forEach((parts, colour) => {
    let run = 0;
    parts.forEach((length, i) => {
      run = i > 0 && parts[i - 1] === length ? run + 1 : 1;
      product *= BigInt(length) * (order / sizes[colour]) * BigInt(run);
    });
  });
  return product;
}
