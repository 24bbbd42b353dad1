/** The laws of @isotypic/stats: what is public there, and how it moves. */
import { catalogue } from '@isotypic/algebra';
import type { EquivarianceSpecification } from '@isotypic/property-tests';
import { directSum, permutationRepresentation } from '@isotypic/reps';
import { pseudo } from '../../faults/fault.js';
import type { Right } from '../right.js';

export interface StatisticsLaw extends Right {
  /** Functions of @isotypic/stats, and members of its classes: `Class#method`, `Class.static`, `new Class`. */
  readonly covers: readonly string[];
}

export function law(
  covers: string,
  name: string,
  source: EquivarianceSpecification['in'],
  out: EquivarianceSpecification['out'],
  f: Right['f'],
): StatisticsLaw {
  return { covers: covers.split(/(?<!new) /), name, f, specification: { in: source, out } };
}

/** Types ℝ only, multiplicities 1. */
export const D4 = 'permutation of dihedral(4)';
export const square = permutationRepresentation(catalogue.dihedral(4));

/** Type ℂ, multiplicities 2: the circle of three twice. */
export const C3 = permutationRepresentation(catalogue.cyclic(3));
export const twice = directSum(C3, C3);

/** All rows of a case moved by one element, or two arguments of one. */
export const ROWS = 5;
export const together = `${ROWS}*permutation of dihedral(4)`;
export const rows = (x: Float64Array): number[][] =>
  Array.from({ length: ROWS }, (_, n) => [...x.subarray(4 * n, 4 * n + 4)]);

const draws = pseudo(3);
const drawn = (count: number, dimension: number): number[][] =>
  Array.from({ length: count }, () => Array.from({ length: dimension }, () => 2 * draws() - 1));

/** Samples that stay where they are, beside the one that is moved. */
export const held = drawn(ROWS, 4);
export const heldTwice = drawn(9, 6);
export const others = drawn(ROWS, 4);

/** Samples that the group permutes among themselves: a case beside them is moved as a whole. */
export const orbits = drawn(3, 4).flatMap((x) =>
  [...square.group.elements()].map((g) => x.map((_, i) => x[g.inverse().image(i)])),
);

export const beside = (x: Float64Array, list: readonly number[][] = held): number[][] => [[...x], ...list];

/** A D4-invariant covariance. */
export const INVARIANT = [
  [2, 0.5, 0.25, 0.5],
  [0.5, 2, 0.5, 0.25],
  [0.25, 0.5, 2, 0.5],
  [0.5, 0.25, 0.5, 2],
];
