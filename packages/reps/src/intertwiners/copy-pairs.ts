/** Copies of one irrep in two representations, side by side. */
import { cyclotomics, rationals } from '@isotypic/algebra';
import type { CopySpace } from '../decomposition/copy-space.js';
import { overField } from '../decomposition/irrep-frame.js';
import { isRationalMatrix } from '../irreps/exact.js';
import type { ExactMatrix } from '../representations/representation.js';

/** The copies of one irrep in X and in Y. */
export type CopyPair = readonly [CopySpace, CopySpace];

/** The matrices over ℚ when all are rational, else over the cyclotomic numbers. */
export function sameField(...matrices: ExactMatrix[]): ExactMatrix[] {
  const exact = matrices;
  const field = exact.every(isRationalMatrix) ? rationals : cyclotomics;
  return exact.map((m) => overField(m, field));
}
