/** Weight sharing: which entries of an equivariant linear layer must be equal. */
import { IsotypicError, orbitals, Permutation, type WorkOptions } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  either,
  integer,
  invalidArgument,
  type Kind,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { PERMUTATION } from '../argument-kinds.js';
import { requireMemory } from '../bases/memory.js';

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
   * @throws {IsotypicError} `OUT_OF_MEMORY` beyond 1.5·10⁸ entries
   */
  colours(): number[][];
  /** biasColours()[out]: likewise for b. */
  biasColours(): number[];
}

const IMAGES = either(PERMUTATION, arrayOf(integer(0)));

const GENERATORS: Kind = {
  expected: 'a list of permutations, one for each generator',
  accepts: (v) => arrayOf(IMAGES).accepts(v),
  remedy: (v) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? 'images' in v
        ? 'Pass its .images.'
        : 'generators' in v
          ? 'Pass group.generators.'
          : undefined
      : undefined,
};

/**
 * The weight sharing of a layer equivariant under a group that permutes inputs and outputs (Ravanbakhsh, Schneider,
 * Póczos 2017): W[in][out] is constant on the orbits of the group on pairs, and such matrices are all of Hom_G.
 * @param inGenerators how each generator permutes the inputs
 * @param outGenerators how the same generators permute the outputs
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless both are lists of permutations, not both empty; `SHAPE_MISMATCH`
 *   when they differ in length; `NOT_A_PERMUTATION`; `DEGREE_MISMATCH`; `OUT_OF_MEMORY` beyond 2²⁹ pairs;
 *   `BUDGET_EXCEEDED`, a step being a pair
 * @example weightSharing([[1, 2, 3, 0], [1, 0, 2, 3]], [[1, 2, 3, 0], [1, 0, 2, 3]]).weights // 2
 */
export function weightSharing(
  inGenerators: readonly (Permutation | readonly number[])[],
  outGenerators: readonly (Permutation | readonly number[])[],
  options: WorkOptions = {},
): WeightSharing {
  const where = 'weightSharing';
  checkArgument(where, 'inGenerators', inGenerators, GENERATORS);
  checkArgument(where, 'outGenerators', outGenerators, GENERATORS);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const read = (p: Permutation | readonly number[]) => (p instanceof Permutation ? p : Permutation.fromImages(p));
  if (inGenerators.length === 0 && outGenerators.length === 0) {
    throw invalidArgument(where, 'at least one generator', 'none', 'Pass the identity of each degree.');
  }
  if (inGenerators.length !== outGenerators.length) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: 'inGenerators and outGenerators to be the same generators, one image of each in both',
      received: `${inGenerators.length} and ${outGenerators.length} of them`,
    });
  }
  const [into, out] = [inGenerators.map(read), outGenerators.map(read)];
  const pairs = orbitals(out, into, options);
  const one = out.map(() => Permutation.identity(1));
  const fixed = orbitals(one, out, options);
  return {
    weights: pairs.rank,
    biases: fixed.rank,
    inDegree: pairs.outDegree,
    outDegree: pairs.inDegree,
    colours() {
      requireMemory('WeightSharing.colours', pairs.outDegree, pairs.inDegree, 'weights and biases are known without.');
      return Array.from({ length: pairs.outDegree }, (_, x) =>
        Array.from({ length: pairs.inDegree }, (_, y) => pairs.labelOf(x, y)),
      );
    },
    biasColours: () => Array.from({ length: fixed.outDegree }, (_, y) => fixed.labelOf(y, 0)),
  };
}
