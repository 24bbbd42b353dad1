/**
 * The invariant vectors of a permutation action are those constant on its orbits: no decomposition is needed to find
 * them.
 */
import { PermutationGroup } from '@isotypic/algebra';
import { PermutationRepresentation } from '@isotypic/reps';
import type { StructureSource } from './structure-of.js';

const known = new WeakMap<PermutationRepresentation, readonly (readonly number[])[]>();

/**
 * P^G x for a permutation representation, or what was made from one: the average over each orbit, in O(D·generators) at
 * any dimension; undefined for other sources.
 */
export function orbitAverages(source: StructureSource, x: Float64Array): Float64Array | undefined {
  const action = 'representation' in source ? source.representation : source;
  if (!(action instanceof PermutationRepresentation)) return undefined;
  const average = new Float64Array(x.length);
  for (const orbit of orbitsOf(action)) {
    let sum = 0;
    for (const point of orbit) sum += x[point];
    for (const point of orbit) average[point] = sum / orbit.length;
  }
  return average;
}

/** The orbits of an action on its points. Remembered. */
export function orbitsOf(rep: PermutationRepresentation): readonly (readonly number[])[] {
  let orbits = known.get(rep);
  if (orbits === undefined) {
    orbits = new PermutationGroup(rep.images, { degree: rep.dimension }).orbits();
    known.set(rep, orbits);
  }
  return orbits;
}

const labels = new WeakMap<PermutationRepresentation, Int32Array>();

/** The number of its orbit, for each point. Remembered. */
export function orbitLabels(rep: PermutationRepresentation): Int32Array {
  let label = labels.get(rep);
  if (label === undefined) {
    label = new Int32Array(rep.dimension);
    for (const [cell, orbit] of orbitsOf(rep).entries()) for (const point of orbit) label[point] = cell;
    labels.set(rep, label);
  }
  return label;
}
