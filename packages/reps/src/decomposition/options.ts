/** What a decomposition may be asked. */
import type { WorkOptions } from '@isotypic/algebra';
import { arrayOf, instance, integer, type OptionKinds, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import { ComplexIrrep } from '../irreps/complex-irrep.js';
import { RealIrrep } from '../irreps/real-irrep.js';

/** Options of {@link isotypicDecomposition}; a step of `budget` is a row or relation that is looked at. */
export interface DecompositionOptions extends WorkOptions {
  /** The irreps to look for, when the caller has them; otherwise those of the group, or those found. */
  readonly irreps?: readonly RealIrrep[];
  /** Of the random choices. Default: 0; the same seed gives the same bytes. */
  readonly seed?: number;
}

const REAL_IRREP = instance(RealIrrep, 'a real irrep', (value) =>
  value instanceof ComplexIrrep ? 'realIrreps(group) lists those over the reals.' : undefined,
);

export const DECOMPOSITION_OPTION_KINDS: OptionKinds<DecompositionOptions> = {
  ...WORK_OPTION_KINDS,
  irreps: arrayOf(REAL_IRREP),
  seed: integer(),
};
