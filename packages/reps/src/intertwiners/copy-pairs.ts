/** Copies of one irrep in two representations, side by side. */
import type { CopySpace } from '../decomposition/copy-space.js';

/** The copies of one irrep in X and in Y. */
export type CopyPair = readonly [CopySpace, CopySpace];
