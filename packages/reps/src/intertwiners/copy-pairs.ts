/** Copies of one irrep in two representations, side by side. */
import { invalidArgument } from '@isotypic/algebra/internal';
import type { Copies } from '../bases/copies.js';
import type { ExactMultiplicitySpace } from '../bases/multiplicity-space.js';
import type { Representation } from '../representations/kinds.js';

/** The copies of one irrep in X and in Y. */
export type CopyPair = readonly [Copies, Copies];

export type ExactPair = readonly [ExactMultiplicitySpace, ExactMultiplicitySpace];

/**
 * The pairs where both are exact.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations by floats
 */
export function exactPairs(where: string, pairs: readonly CopyPair[], rep: Representation): ExactPair[] {
  return pairs.map(([x, y]): ExactPair => {
    if (x.kind !== 'numeric' && y.kind !== 'numeric') return [x, y];
    throw invalidArgument(
      where,
      'representations by exact matrices',
      `${rep}, which has floats`,
      'Project floats, or make the matrices exact: rationalize(rep, tolerance).',
    );
  });
}
