/**
 * Randomized Schreier–Sims (Leon 1980; Seress 2003, §4.5): random elements are sifted, what does not sift enlarges the
 * chain, and when nothing new comes the chain is verified. A chain that verification finds wanting is enlarged by the
 * residue that it found, so the answer never depends on chance.
 */

import { refuted } from '../../certificate.js';
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import type { ChainOptions } from '../chain/chain-builder.js';
import { ProductReplacement } from '../chain/product-replacement.js';
import { SchreierTree, type StrongGenerator } from '../chain/schreier-tree.js';
import { keepShallow } from '../chain/shallow-tree.js';
import { StabilizerChain } from '../chain/stabilizer-chain.js';
import { specialCasesAreOn } from '../special-cases.js';
import type { Word } from '../word.js';
import { abelianOrder, generateAbelian } from './abelian-order.js';
import { siftAndInstall } from './install.js';
import { signOrderBound, wreathOrderBound } from './order-bound.js';
import { fixesAllThatFix } from './regular.js';
import { findMissing, verificationCost } from './verify-chain.js';

/** So many random elements in a row must sift before the chain is worth verifying, and so many where that is dear. */
const CALM = 6;
const LONG_CALM = 30;
/** Where the order is known a chain is completed by chance, and its order proved only after so many in a row: 2⁻²⁰⁰. */
const PATIENT_CALM = 200;

/** A verified stabilizer chain of the group that `generators` generate. */
export function schreierSims(
  degree: number,
  generators: readonly StrongGenerator[],
  random: RandomSource,
  meter: WorkMeter,
  options: ChainOptions = {},
): StabilizerChain {
  return growChain(degree, generators, random, meter, options, Number.POSITIVE_INFINITY).chain;
}

/**
 * Large primitive groups have bases of fewer than 9·log₂ n points, unless they are of the kind that `findStructure`
 * looks for (Liebeck 1984); those of the sporadic groups among them have at most 8 (Co₃ on 276 points). What is longer
 * shows it after about as many sifts.
 */
const SHORT_BASE = 8;

/** The same where its base has at most eight points; what there is of a longer one is not complete. */
export function shortChain(
  degree: number,
  generators: readonly StrongGenerator[],
  random: RandomSource,
  meter: WorkMeter,
  order: bigint | undefined,
): { chain: StabilizerChain; isComplete: boolean } {
  return growChain(degree, generators, random, meter, { order }, SHORT_BASE);
}

/** Grows a chain until it is verified, or has more than so many levels. */
function growChain(
  degree: number,
  generators: readonly StrongGenerator[],
  random: RandomSource,
  meter: WorkMeter,
  options: ChainOptions,
  mostLevels: number,
): { chain: StabilizerChain; isComplete: boolean } {
  const chain = options.begun ?? new StabilizerChain(degree, options.preference);
  for (const point of options.base ?? []) chain.levels.push(new SchreierTree(degree, point, chain.budget));
  const enlarge = (images: Uint32Array, word: Word): boolean => {
    if (!siftAndInstall(chain, images, word)) return false;
    for (const level of chain.levels) keepShallow(level, random, meter);
    return true;
  };
  for (const g of generators) enlarge(g.images.slice(), g.word);
  if (isRegularOnOneLevel(chain, generators, meter)) return { chain, isComplete: true };
  const source = new ProductReplacement(generators, random, degree);
  const scratch = new Uint32Array(degree);
  const upperBounds = new UpperBounds(degree, generators, random, meter);
  const enough = options.order ?? options.atMost;
  for (let calmNeeded = CALM; ; ) {
    for (let calm = 0; calm < calmNeeded; ) {
      if (enough !== undefined && chain.order === enough) return { chain, isComplete: true };
      meter.step();
      const { images, word } = source.next();
      scratch.set(images);
      if (enlarge(scratch, word)) calm = 0;
      else calm++;
      if (chain.levels.length > mostLevels) return { chain, isComplete: false };
    }
    if (options.isUnverified) return { chain, isComplete: true };
    if (options.order === undefined && upperBounds.areMetBy(chain)) return { chain, isComplete: true };
    const patience = options.order !== undefined ? PATIENT_CALM : isDear(chain) ? LONG_CALM : CALM;
    if (calmNeeded < patience) {
      calmNeeded = patience;
      continue;
    }
    const missing = findMissing(chain, generators, random, meter);
    if (missing === undefined) {
      if (options.order === undefined) return { chain, isComplete: true };
      throw refuted('PermutationGroup', `a group of the order it was given, ${options.order}`, `order ${chain.order}`);
    }
    enlarge(missing.images.slice(), missing.word);
  }
}

/**
 * Is the stabilizer of the only base point proved trivial? Then nothing is missing, and no random element is needed.
 */
function isRegularOnOneLevel(
  { degree, levels }: StabilizerChain,
  generators: readonly StrongGenerator[],
  meter: WorkMeter,
): boolean {
  if (levels.length !== 1) return false;
  const images = generators.map((g) => g.images);
  return fixesAllThatFix(degree, images, levels[0].basePoint, meter);
}

/** Elementary steps of Schreier's lemma above which a bound from the block structure is worth its own price. */
const DEAR = 1e5;
/** Groups with shorter bases are far below every wreath product of their degree. */
const LONG = 12;

/** Would a proof by Schreier generators be long? */
function isDear(chain: StabilizerChain): boolean {
  return chain.levels.length > LONG && verificationCost(chain) > DEAR;
}

/** Upper bounds of the order of the group, each found once: a chain whose order meets one is complete. */
class UpperBounds {
  private readonly images: readonly Uint32Array[];
  private bySigns: bigint | undefined;
  private byStructure: bigint | undefined;

  constructor(
    private readonly degree: number,
    generators: readonly StrongGenerator[],
    private readonly random: RandomSource,
    private readonly meter: WorkMeter,
  ) {
    this.images = generators.map((g) => g.images);
  }

  areMetBy(chain: StabilizerChain): boolean {
    // The signs' bound is met only near products of symmetric groups, whose bases are nearly as long as their degrees.
    const isTransitive = chain.levels[0]?.orbit.length === this.degree;
    const isLong = this.degree <= (isTransitive ? chain.levels.length + 2 : 3 * chain.levels.length + 6);
    const isDearToVerify = isDear(chain);
    if (!(isLong || isDearToVerify) || !specialCasesAreOn()) return false;
    if (isLong) {
      this.bySigns ??= signOrderBound(this.degree, this.images);
      if (chain.order === this.bySigns) return true;
    }
    if (!isDearToVerify) return false;
    this.byStructure ??= generateAbelian(this.images)
      ? abelianOrder(this.images)
      : wreathOrderBound(this.degree, this.images, this.random, this.meter, schreierSims);
    return chain.order === this.byStructure;
  }
}
