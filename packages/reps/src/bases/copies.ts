/** The spaces of copies there are, told apart by their `kind`. */
import type { MatrixCopies } from './matrix-copies.js';
import type { NumericCopies } from './numeric-copies.js';
import type { PermutationCopies } from './permutation-copies.js';

export type Copies = PermutationCopies | MatrixCopies | NumericCopies;
