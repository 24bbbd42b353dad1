/** How samples are moved: by one word for all, or a word each; in a representation, or in several at once. */

import type { Float64Layout } from '@isotypic/algebra';
import fc from 'fast-check';
import type { Rows } from '../arbitraries/data-sets.js';
import { apply } from '../arithmetic.js';
import type { Verdict } from './law.js';

/** A representation in floats, as the laws of estimators need it. */
export interface Space {
  readonly dimension: number;
  readonly generators: readonly Float64Layout[];
  /** The projector onto fixed vectors. */
  readonly fixed: Float64Layout;
  /** A basis of the equivariant maps of the space to itself. */
  readonly commutant: readonly Float64Layout[];
}

/** Words in the generators, one for each sample; rows beyond them begin again. */
export const moves = (generators: readonly Float64Layout[]): fc.Arbitrary<number[][]> =>
  generators.length === 0
    ? fc.constant([[]])
    : fc.array(fc.array(fc.nat(generators.length - 1), { maxLength: 6 }), { minLength: 1, maxLength: 6 });

const act = (generators: readonly Float64Layout[], word: readonly number[], x: readonly number[]): number[] =>
  word.reduceRight((y, k) => apply(generators[k], y), [...x]);

export const movedTogether = (rows: Rows, generators: readonly Float64Layout[], words: readonly number[][]): Rows =>
  rows.map((x) => act(generators, words[0], x));

export const movedEach = (rows: Rows, generators: readonly Float64Layout[], words: readonly number[][]): Rows =>
  rows.map((x, n) => act(generators, words[n % words.length], x));

const EPS = 2 ** -52;

/** LAPACK's residual ratio: what rounding makes of N·D terms of a size is at most 30 times that many ulp. */
export const bound = (count: number, size: number): number => 30 * count * EPS * size;

export const within = (error: number, most: number): Verdict =>
  error <= most || `off by ${error.toExponential(2)}, where rounding makes ${most.toExponential(2)}`;
