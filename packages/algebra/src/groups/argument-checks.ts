/** What the public functions about permutation groups refuse before they start. */
import { arrayOf, checkArgument, either, integer, type Kind } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import { Permutation } from '../permutations/permutation.js';

/** From JavaScript an image array may come where a permutation is needed: it is refused, not taken for a non-member. */
export const permutationKind: Kind = {
  expected: 'a Permutation',
  accepts: (v) => v instanceof Permutation,
  remedy: () => 'Permutation.fromImages makes one of an image array, Permutation.fromCycles of a text.',
};

export const permutationsKind: Kind = arrayOf(permutationKind, 'an array of permutations');

/** A permutation, or a group, of the degree of the group that was asked. */
export function checkDegree(where: string, name: string, degree: number, given: { readonly degree: number }): void {
  if (given.degree === degree) return;
  throw new IsotypicError('DEGREE_MISMATCH', {
    where,
    expected: `${name} to be of degree ${degree}`,
    received: given instanceof Permutation ? `degree ${given.degree}: ${given}` : `degree ${given.degree}`,
  });
}

/** A permutation of the degree of the group. */
export function checkActing(where: string, name: string, degree: number, p: Permutation): void {
  checkArgument(where, name, p, permutationKind);
  checkDegree(where, name, degree, p);
}

export function pointKind(degree: number): Kind {
  return integer(0, degree - 1);
}

export function pointsKind(degree: number): Kind {
  return arrayOf(pointKind(degree), `an array of points from 0 to ${degree - 1}`);
}

/** One point or several. */
export function pointOrPointsKind(degree: number): Kind {
  return either(pointKind(degree), pointsKind(degree));
}

/** Two numbers below their bounds, each as [name, value, bound]: quick, for what is asked millions of times. */
export function checkPair(
  where: string,
  a: readonly [string, number, number],
  b: readonly [string, number, number],
): void {
  for (const [name, value, bound] of [a, b]) {
    if (!(Number.isInteger(value) && value >= 0 && value < bound)) checkArgument(where, name, value, pointKind(bound));
  }
}
