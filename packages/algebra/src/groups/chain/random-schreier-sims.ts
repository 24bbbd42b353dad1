/**
 * Randomized Schreier–Sims (Leon 1980; Seress 2003, §4.5): random elements are sifted, what does not sift enlarges the
 * chain, and when nothing new comes the chain is verified. A chain that verification finds wanting is enlarged by the
 * residue that it found, so the answer never depends on chance.
 */
import type { RandomSource } from '../../random.js';
import { specialCasesAreOn } from '../special-cases.js';
import { Word } from '../word.js';
import { abelianOrder, generateAbelian } from './abelian-order.js';
import { signOrderBound, wreathOrderBound } from './order-bound.js';
import { ProductReplacement } from './product-replacement.js';
import { SchreierTree, type StrongGenerator, strongGenerator } from './schreier-tree.js';
import { keepShallow } from './shallow-tree.js';
import { StabilizerChain } from './stabilizer-chain.js';
import { findMissing, verificationCost } from './verify-chain.js';

export interface SchreierSimsOptions {
  /** The order, proved by other means: the chain is complete when it is met, and needs no further check. */
  readonly order?: bigint;
  /** A proved upper bound of the order: the same. */
  readonly orderBound?: bigint;
  /** Leave out the verification: the chain's order is then only a lower bound. */
  readonly isUnverified?: boolean;
  /** Base points to begin with, redundant or not. */
  readonly base?: readonly number[];
}

/** So many random elements in a row must sift before the chain is worth verifying, and so many where that is dear. */
const CALM = 6;
const LONG_CALM = 30;

/** A verified stabilizer chain of the group that `generators` generate. */
export function schreierSims(
  degree: number,
  generators: readonly StrongGenerator[],
  random: RandomSource,
  options: SchreierSimsOptions = {},
): StabilizerChain {
  const chain = new StabilizerChain(degree);
  for (const point of options.base ?? []) chain.levels.push(new SchreierTree(degree, point, chain.budget));
  const enlarge = (images: Uint32Array, word: Word): boolean => {
    if (!siftAndInstall(chain, images, word)) return false;
    for (const level of chain.levels) keepShallow(level, random);
    return true;
  };
  for (const g of generators) enlarge(g.images.slice(), g.word);
  const bound = options.order ?? options.orderBound;
  const source = new ProductReplacement(generators, random, degree);
  const scratch = new Uint32Array(degree);
  const upperBounds = new UpperBounds(degree, generators, random);
  for (let calmNeeded = CALM; ; ) {
    for (let calm = 0; calm < calmNeeded; ) {
      if (bound !== undefined && chain.order === bound) return chain;
      const { images, word } = source.next();
      scratch.set(images);
      if (enlarge(scratch, word)) calm = 0;
      else calm++;
    }
    if (options.isUnverified) return chain;
    if (options.order !== undefined) {
      if (chain.order === options.order) return chain;
      continue;
    }
    if (upperBounds.areMetBy(chain)) return chain;
    if (isDear(chain) && calmNeeded < LONG_CALM) {
      calmNeeded = LONG_CALM;
      continue;
    }
    const missing = findMissing(chain, generators, random);
    if (missing === undefined) return chain;
    enlarge(missing.images.slice(), missing.word);
  }
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
  ) {
    this.images = generators.map((g) => g.images);
  }

  areMetBy(chain: StabilizerChain): boolean {
    if (!specialCasesAreOn()) return false;
    // The signs' bound is met only near products of symmetric groups, whose bases are nearly as long as their degrees.
    if (this.degree <= 3 * chain.levels.length + 6) {
      this.bySigns ??= signOrderBound(this.degree, this.images);
      if (chain.order === this.bySigns) return true;
    }
    if (!isDear(chain)) return false;
    this.byStructure ??= generateAbelian(this.images)
      ? abelianOrder(this.images)
      : wreathOrderBound(this.degree, this.images, this.random);
    return chain.order === this.byStructure;
  }
}

/**
 * Sifts `images` (destroyed); a residue becomes a strong generator, whose word is kept if one is given. Says whether
 * the chain grew.
 */
export function siftAndInstall(chain: StabilizerChain, images: Uint32Array, word?: Word): boolean {
  const trace: number[] = [];
  const { level, isMember } = chain.siftInPlace(images, 0, word && trace);
  if (isMember) return false;
  const residue = word === undefined ? Word.identity : residueWord(chain, trace, word);
  install(chain, strongGenerator(images.slice(), residue), level);
  return true;
}

/** The word of what is left of an element, whose word is `word`, when it has been divided at the levels of `trace`. */
function residueWord(chain: StabilizerChain, trace: readonly number[], word: Word): Word {
  const divisor = trace.reduce(
    (product, point, l) => product.times(chain.levels[l].transversalWord(point)),
    Word.identity,
  );
  return divisor.inverse().times(word);
}

/**
 * Adds a strong generator that fixes the base points before `level`; levels whose orbit it does not enlarge stay as
 * they are.
 */
export function install(chain: StabilizerChain, generator: StrongGenerator, level: number): void {
  if (level === chain.levels.length) {
    chain.levels.push(new SchreierTree(chain.degree, chooseBasePoint(chain, generator.images), chain.budget));
  }
  for (let l = 0; l < level; l++) if (enlarges(chain.levels[l], generator)) chain.levels[l].extend(generator);
  chain.levels[level].extend(generator);
}

function enlarges(level: SchreierTree, { images, inverse }: StrongGenerator): boolean {
  return level.orbit.some((x) => !level.contains(images[x]) || !level.contains(inverse[x]));
}

/** A moved point, by preference in the orbit of the last base point: that keeps the orbits of the stabilizers long. */
function chooseBasePoint(chain: StabilizerChain, images: Uint32Array): number {
  const preferred = chain.preference?.find((x) => images[x] !== x);
  if (preferred !== undefined) return preferred;
  const last = chain.levels[chain.levels.length - 1];
  const inside = last?.orbit.find((x) => images[x] !== x);
  return inside ?? images.findIndex((x, i) => x !== i);
}
