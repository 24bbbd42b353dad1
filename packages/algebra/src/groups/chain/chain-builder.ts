/**
 * How a stabilizer chain is asked for. What needs chains on the way to one (bounds of orders, normal closures) takes
 * the builder as an argument.
 */
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import type { StrongGenerator } from './schreier-tree.js';
import type { StabilizerChain } from './stabilizer-chain.js';

export interface ChainOptions {
  /** The order, proved by other means: the chain is complete when it is met, and needs no further check. */
  readonly order?: bigint;
  /** An upper bound of the order: a chain that meets it is complete, others are verified. */
  readonly atMost?: bigint;
  /** Leave out the verification: the chain's order is then only a lower bound. */
  readonly isUnverified?: boolean;
  /** A chain of the same kind for some of the generators, which is enlarged. */
  readonly begun?: StabilizerChain;
  /** Base points to begin with, redundant or not. */
  readonly base?: readonly number[];
  /** The order in which further points are taken into the base. */
  readonly preference?: readonly number[];
}

/** A stabilizer chain of the group that `generators` generate. One step of the meter is one sift. */
export type ChainBuilder = (
  degree: number,
  generators: readonly StrongGenerator[],
  random: RandomSource,
  meter: WorkMeter,
  options?: ChainOptions,
) => StabilizerChain;
