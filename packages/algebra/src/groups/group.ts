/**
 * What algorithms need of a permutation group. They import this and no class: a subgroup of a group, or an action of
 * it, is made by the group itself, together with what has been proved about it.
 */
import type { Permutation } from '../permutations/permutation.js';
import type { RandomSource } from '../random.js';
import type { WorkMeter } from '../work.js';
import type { StabilizerChain } from './chain/stabilizer-chain.js';
import type { Incidence } from './structure/incidence.js';
import type { Word } from './word.js';

/** Facts that have been proved about a group when it is made. */
export interface KnownFacts {
  readonly order?: bigint;
  /** Makes a verified stabilizer chain, in words of the generators. */
  readonly chain?: () => StabilizerChain;
  /** The same group on fewer points. */
  readonly reduction?: Reduction;
}

/** A permutation group, as algorithms see it. */
export interface Group {
  readonly degree: number;
  readonly generators: readonly Permutation[];
  readonly seed: number;
  readonly order: bigint;
  /** The verified stabilizer chain. */
  readonly chain: StabilizerChain;
  /** @internal What the group is, where its generators show it without a chain. */
  readonly structure: Structure | undefined;
  /**
   * @internal Makes order, membership and random elements quick from now on. One step of the meter is one sift, here
   * and below.
   */
  ready(meter: WorkMeter): this;
  /** @internal The chain, where it has been built. */
  readonly knownChain: StabilizerChain | undefined;
  /** @internal */
  orderWithin(meter: WorkMeter): bigint;
  /** @internal */
  chainWithin(meter: WorkMeter): StabilizerChain;
  /** @internal */
  structureWithin(meter: WorkMeter): Structure | undefined;
  /** @internal A chain whose base begins with `base`, redundant points included; others are taken as preferred. */
  chainThrough(base: readonly number[], meter: WorkMeter, preference?: readonly number[]): StabilizerChain;
  contains(p: Permutation): boolean;
  factor(p: Permutation): Word;
  orbit(point: number): number[];
  orbits(): number[][];
  isTransitive(): boolean;
  isAbelian(): boolean;
  isTrivial(): boolean;
  randomElement(random?: RandomSource): Permutation;
  /** @internal G′, found once. */
  derivedWithin(meter: WorkMeter): this;
  /** @internal The subgroup with the given generators, of the same seed. */
  subgroup(generators: readonly (Permutation | Uint32Array)[], known?: KnownFacts): this;
  /** @internal The group that acts on `degree` points by the given images of generators, of the same seed. */
  acting(images: readonly Uint32Array[], degree: number, known?: KnownFacts): this;
}

export type GiantKind = 'symmetric' | 'alternating';

/** What a group of large degree is: a giant, a direct product, or a group on fewer points in disguise. */
export type Structure =
  | { readonly kind: 'giant'; readonly giant: GiantKind }
  | { readonly kind: 'direct product'; readonly factors: readonly DirectFactor[] }
  | Reduction;

/** The group acts on the vertices of an incidence; generator k there is the image of generator k. */
export interface Reduction {
  readonly kind: 'reduction';
  readonly incidence: Incidence;
  readonly onVertices: Group;
}

/** A factor of a direct product, alone in moving its points. */
export interface DirectFactor {
  readonly points: readonly number[];
  readonly group: Group;
  /** The numbers of its generators among those of the product. */
  readonly generators: readonly number[];
}

/** The same group on fewer points, where one is found. */
export function reductionOf(group: Group, meter: WorkMeter): Reduction | undefined {
  const structure = group.structureWithin(meter);
  return structure?.kind === 'reduction' ? structure : undefined;
}
