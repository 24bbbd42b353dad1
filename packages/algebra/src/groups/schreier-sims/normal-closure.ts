/** Normal closures and commutator subgroups, as stabilizer chains (Seress 2003, §5.4). */
import { commutator, conjugateImages, isIdentityImages } from '../../permutations/images.js';
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import type { ChainBuilder } from '../chain/chain-builder.js';
import { ProductReplacement } from '../chain/product-replacement.js';
import { type StrongGenerator, strongGenerator } from '../chain/schreier-tree.js';
import { StabilizerChain } from '../chain/stabilizer-chain.js';
import { Word } from '../word.js';

export interface GeneratedChain {
  readonly chain: StabilizerChain;
  readonly generators: Uint32Array[];
}

/** Image arrays as generators numbered in their order. */
export function numbered(images: readonly Uint32Array[]): StrongGenerator[] {
  return images.map((g, i) => strongGenerator(g, Word.generator(i)));
}

/**
 * The smallest subgroup that holds `seeds` and is normalized by `generators`.
 *
 * While it grows, random products of conjugates join it (Seress 2003, §2.4): the number of generators stays of the
 * order of the length of subgroup chains. Chains in between are not verified; the last is, and so is its closure,
 * unless its order meets `atMost`, an upper bound. One step of the meter is one sift.
 */
export function normalClosureChain(
  degree: number,
  generators: readonly Uint32Array[],
  seeds: readonly Uint32Array[],
  random: RandomSource,
  meter: WorkMeter,
  build: ChainBuilder,
  atMost?: bigint,
): GeneratedChain {
  const inside: Uint32Array[] = [];
  let conjugators: ProductReplacement | undefined;
  let chain = new StabilizerChain(degree);
  let isVerified = true;
  for (;;) {
    const outside = firstOutside(chain, inside, generators, seeds, meter);
    if (outside === undefined && isVerified) return { chain, generators: inside };
    if (outside !== undefined) {
      inside.push(outside);
      conjugators ??= new ProductReplacement(numbered(generators), random, degree);
      const products = new ProductReplacement(numbered(inside), random, degree);
      for (let k = 0; k < 3; k++) {
        const conjugate = conjugateImages(conjugators.next().images, products.next().images);
        if (!isIdentityImages(conjugate) && !chain.contains(conjugate)) inside.push(conjugate);
      }
    }
    isVerified = outside === undefined;
    chain = build(degree, numbered(inside), random, meter, { isUnverified: !isVerified, atMost, begun: chain });
    if (chain.order === atMost) return { chain, generators: inside };
  }
}

/** A seed, or a conjugate of a generator of the subgroup, that the chain does not have. */
function firstOutside(
  chain: StabilizerChain,
  inside: readonly Uint32Array[],
  generators: readonly Uint32Array[],
  seeds: readonly Uint32Array[],
  meter: WorkMeter,
): Uint32Array | undefined {
  for (const s of seeds) if (!chain.contains(s)) return s;
  for (const s of inside) {
    for (const g of generators) {
      meter.step();
      const conjugate = conjugateImages(g, s);
      if (!chain.contains(conjugate)) return conjugate;
    }
  }
  return undefined;
}

/** The derived subgroup: the normal closure of the commutators of generators. */
export function derivedChain(
  degree: number,
  generators: readonly Uint32Array[],
  random: RandomSource,
  meter: WorkMeter,
  build: ChainBuilder,
): GeneratedChain {
  const commutators = generators.flatMap((a, i) => generators.slice(0, i).map((b) => commutator(a, b)));
  return normalClosureChain(degree, generators, commutators, random, meter, build);
}
