/** Which irreps a decomposition looks for: those listed for the group, or those found inside the representations. */
import { AbortedError, IsotypicError, randomSource, WorkMeter } from '@isotypic/algebra';
import { abelianSource } from '../constituents/abelian-source.js';
import { type Constituents, constituents } from '../constituents/constituents.js';
import { LISTING_BUDGET } from '../irreps/irrep-listing.js';
import { realIrrepsWithin } from '../irreps/lists/real-irreps.js';
import { type OrbitEdges, orbitEdges } from '../orbitals/orbit-edges.js';
import { orbitTrees } from '../orbitals/orbit-tree.js';
import type { Representation } from '../representations/kinds.js';
import type { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { DecompositionOptions } from './options.js';

/** Up to this order the irreps of the group are made; beyond it, those that occur are found in the representations. */
const LISTED_ORDER = 2000n;

/** Irreps to look for, with what is known of them on the orbits when they were found there. */
export type IrrepSource = Pick<Constituents, 'irreps'> & Partial<Constituents>;

/**
 * Irreps that include all that occur. Groups small enough have theirs listed; abelian groups have characters on their
 * orbits; for others, permutation representations are split by their centralizer algebras. The order of a group is not
 * asked for where an orbit shows that it is large: a stabilizer chain on 10⁵ points costs more than all the rest.
 */
export function irrepsFor(
  where: string,
  reps: readonly Representation[],
  options: DecompositionOptions,
  meter: WorkMeter,
): IrrepSource {
  const { group } = reps[0];
  // a list has a budget of its own where the caller gave none
  const listing = options.budget === undefined ? new WorkMeter(where, { ...options, budget: LISTING_BUDGET }) : meter;
  const actions = reps.filter((rep) => rep.kind === 'permutation');
  if (actions.length < reps.length) {
    // Of a large group many irreps are far larger than the representation, and their matrices far to seek.
    const largest = reps.reduce((most, rep) => Math.max(most, rep.dimension), 0);
    return { irreps: realIrrepsWithin(group, listing).filter((irrep) => irrep.degree <= largest) };
  }
  const orbits = new Map<string, OrbitEdges>();
  for (const rep of actions) for (const orbit of orbitsOf(rep)) orbits.set(orbit.signature, orbit);
  const hasOrderUpTo = (bound: bigint): boolean =>
    [...orbits.values()].every(({ tree }) => BigInt(tree.points.length) <= bound) && group.order <= bound;
  if (group.isAbelian() && !hasOrderUpTo(LISTED_ORDER)) return abelianSource(group, [...orbits.values()]);
  if (hasOrderUpTo(LISTED_ORDER)) {
    try {
      return { irreps: realIrrepsWithin(group, listing) };
    } catch (error) {
      if (!(error instanceof IsotypicError) || error.code !== 'NOT_DECIDED') throw error;
    }
  }
  try {
    return constituents(group, [...orbits.values()], randomSource(options.seed), meter);
  } catch (error) {
    if (!(error instanceof IsotypicError) || error.code !== 'NOT_DECIDED') throw error;
    if (hasOrderUpTo(LISTED_ORDER) || !hasOrderUpTo(20_000n)) throw error;
    try {
      return { irreps: realIrrepsWithin(group, listing) };
    } catch (second) {
      if (second instanceof AbortedError) throw second;
      throw error; // the first refusal says what stands in the way; the second only that the group is large
    }
  }
}

export function orbitsOf(rep: PermutationRepresentation): OrbitEdges[] {
  const position = new Int32Array(rep.dimension);
  return orbitTrees(rep.images, rep.dimension).map((tree) => orbitEdges(tree, rep.images, position));
}
