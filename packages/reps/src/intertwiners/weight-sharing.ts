/** Weight sharing: which entries of an equivariant linear layer must be equal. */
import { IsotypicError, invalidArgument, orbitals, Permutation } from '@isotypic/algebra';
import { arrayOf, checkArgument } from '@isotypic/algebra/internal';

/** The pattern of an equivariant layer y = xW + b between two permutation actions. */
export interface WeightSharing {
  /** Free weights: the number of orbitals, which is dim Hom_G(in, out). */
  readonly weights: number;
  /** Free biases: the number of orbits on the outputs. */
  readonly biases: number;
  readonly inDegree: number;
  readonly outDegree: number;
  /**
   * colours()[in][out]: a weight from input to output for each color. Numbered by first occurrence, row by row. Rows
   * are inputs, as in layers y = xW for row vectors x; the matrix that acts on columns is the transpose.
   */
  colours(): number[][];
  /** biasColours()[out]: likewise for b. */
  biasColours(): number[];
}

const GENERATORS = arrayOf(
  { expected: 'a permutation', accepts: (v) => v instanceof Permutation || Array.isArray(v) || ArrayBuffer.isView(v) },
  'an array of permutations, or of their image arrays',
);

/**
 * The weight sharing of a layer equivariant under a group that permutes inputs and outputs (Ravanbakhsh, Schneider,
 * Póczos 2017): W[in][out] is constant on the orbits of the group on pairs, and such matrices are all of Hom_G.
 * @param inGenerators how each generator permutes the inputs
 * @param outGenerators how the same generators permute the outputs
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the lists differ in length; `INVALID_ARGUMENT` when they are empty;
 *   `NOT_A_PERMUTATION`, `DEGREE_MISMATCH`.
 * @example weightSharing([[1, 2, 3, 0], [1, 0, 2, 3]], [[1, 2, 3, 0], [1, 0, 2, 3]]).weights // 2
 */
export function weightSharing(
  inGenerators: readonly (Permutation | readonly number[])[],
  outGenerators: readonly (Permutation | readonly number[])[],
): WeightSharing {
  const read = (p: Permutation | readonly number[]) => (p instanceof Permutation ? p : Permutation.fromImages(p));
  checkArgument('weightSharing', 'inGenerators', inGenerators, GENERATORS);
  checkArgument('weightSharing', 'outGenerators', outGenerators, GENERATORS);
  if (inGenerators.length !== outGenerators.length) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where: 'weightSharing',
      expected: 'inGenerators and outGenerators to be the same generators, one action each',
      received: `${inGenerators.length} and ${outGenerators.length} of them`,
    });
  }
  if (inGenerators.length === 0 && outGenerators.length === 0) {
    throw invalidArgument('weightSharing', 'at least one generator', 'none', 'Pass the identity of each degree.');
  }
  const [into, out] = [inGenerators.map(read), outGenerators.map(read)];
  const pairs = orbitals(out, into);
  const fixed = orbitals(
    out.map(() => Permutation.identity(1)),
    out,
  );
  return {
    weights: pairs.rank,
    biases: fixed.rank,
    inDegree: pairs.outDegree,
    outDegree: pairs.inDegree,
    colours: () =>
      Array.from({ length: pairs.outDegree }, (_, x) =>
        Array.from({ length: pairs.inDegree }, (_, y) => pairs.labelOf(x, y)),
      ),
    biasColours: () => Array.from({ length: fixed.outDegree }, (_, y) => fixed.labelOf(y, 0)),
  };
}
