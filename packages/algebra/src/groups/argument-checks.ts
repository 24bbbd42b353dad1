/** What the public methods of a permutation group refuse before they start. */
import { IsotypicError, invalidArgument } from '../errors.js';
import { Permutation } from '../permutations/permutation.js';

/** From JavaScript an image array may come where a permutation is needed: it is refused, not taken for a non-member. */
export function checkPermutation(where: string, p: Permutation): void {
  if (!(p instanceof Permutation)) {
    throw invalidArgument(where, 'a Permutation', p, 'Permutation.fromImages makes one of an image array.');
  }
}

/** A permutation, or a group, of the degree of the group that was asked. */
export function checkDegree(where: string, degree: number, given: { readonly degree: number }): void {
  if (given.degree === degree) return;
  throw new IsotypicError('DEGREE_MISMATCH', {
    where,
    expected: `degree ${degree}`,
    received: given instanceof Permutation ? `degree ${given.degree}: ${given}` : `degree ${given.degree}`,
  });
}

export function checkPoint(where: string, degree: number, point: number): void {
  if (!Number.isInteger(point) || point < 0 || point >= degree) {
    throw invalidArgument(where, `a point in 0…${degree - 1}`, point);
  }
}

export function checkPoints(where: string, degree: number, points: readonly number[]): void {
  if (!Array.isArray(points) && !ArrayBuffer.isView(points)) throw invalidArgument(where, 'an array of points', points);
  for (const point of points) checkPoint(where, degree, point);
}
