/** Normal closures and commutator subgroups, as stabiliser chains (Seress 2003, §5.4). */
import { compose, conjugateImages, invertImages, isIdentityImages } from '../permutations/images.js';
import type { RandomSource } from '../random.js';
import { schreierSims } from './random-schreier-sims.js';
import { type StrongGenerator, strongGenerator } from './schreier-tree.js';
import type { StabilizerChain } from './stabilizer-chain.js';
import { Word } from './word.js';

export interface GeneratedChain {
  readonly chain: StabilizerChain;
  readonly generators: Uint32Array[];
}

/** Image arrays as generators numbered in their order. */
export function numbered(images: readonly Uint32Array[]): StrongGenerator[] {
  return images.map((g, i) => strongGenerator(g, Word.generator(i)));
}

/** The smallest subgroup that holds `seeds` and is normalised by `generators`. */
export function normalClosureChain(
  degree: number,
  generators: readonly Uint32Array[],
  seeds: readonly Uint32Array[],
  random: RandomSource,
): GeneratedChain {
  const inside: Uint32Array[] = [];
  const candidates = seeds.filter((s) => !isIdentityImages(s));
  let chain = schreierSims(degree, [], random);
  // Each round either closes or enlarges the group; conjugates of a candidate outside join at the end of the round.
  for (let queue = candidates; queue.length > 0; ) {
    const added: Uint32Array[] = [];
    for (const s of queue) {
      if (chain.contains(s)) continue;
      inside.push(s);
      added.push(s);
      chain = schreierSims(degree, numbered(inside), random);
    }
    queue = added.flatMap((s) => generators.map((g) => conjugateImages(g, s)));
  }
  return { chain, generators: inside };
}

/** a·b·a⁻¹·b⁻¹ */
export function commutator(a: Uint32Array, b: Uint32Array): Uint32Array {
  return compose(compose(a, b), invertImages(compose(b, a)));
}

/** The derived subgroup: the normal closure of the commutators of generators. */
export function derivedChain(degree: number, generators: readonly Uint32Array[], random: RandomSource): GeneratedChain {
  const commutators = generators.flatMap((a, i) => generators.slice(0, i).map((b) => commutator(a, b)));
  return normalClosureChain(degree, generators, commutators, random);
}
