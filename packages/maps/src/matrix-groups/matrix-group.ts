/**
 * Matrix groups, given by generators: exact matrices, one-parameter subgroups exp(tA), and roots of such subgroups,
 * exp(2πA/k), whose entries may lie in a cyclotomic field too large to form. Finite or not, compact or not, real or
 * complex.
 */
import { type ExactMatrix, IsotypicError, Matrix, PermutationGroup, rank } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  instance,
  integer,
  invalidArgument,
  type OptionKinds,
  text,
} from '@isotypic/algebra/internal';
import type { LinearAction } from '@isotypic/reps';
import type { Entry } from '../linear/entries.js';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import type { ClassicalFamily } from './classical-family.js';
import { integerWeights, turnMatrix } from './turns.js';

/** A matrix as callers give it: rows of exact entries, or an exact matrix. */
export type MatrixInput = readonly (readonly Entry[])[] | ExactMatrix;

/** A matrix as the constructions of this package give it. */
type AnyMatrix = MatrixInput | SparseMatrix;

/** exp(2π·generator/order): the eigenvalues of `generator` are integer multiples of i. */
export interface TurnInput<M = MatrixInput> {
  readonly generator: M;
  readonly order: number;
}

/** What a matrix group is given by. */
export interface MatrixGroupOptions<M = MatrixInput> {
  readonly dimension: number;
  /** Elements that generate the Lie algebra, as a real Lie algebra. */
  readonly lieAlgebra?: readonly M[];
  /** Invertible matrices that generate the group together with exp of the Lie algebra. */
  readonly discrete?: readonly M[];
  /**
   * Further generators exp(2π·generator/order), for which no cyclotomic field is formed unless their matrix is asked
   * for.
   */
  readonly turns?: readonly TurnInput<M>[];
  readonly name?: string;
}

/** exp(2π·generator/order) with the integers m for which im is an eigenvalue of `generator`. */
export interface Turn {
  readonly generator: SparseMatrix;
  readonly order: number;
  readonly weights: readonly number[];
}

const MATRICES = arrayOf({ expected: 'a matrix', accepts: (v) => typeof v === 'object' && v !== null }, 'matrices');
const OPTION_KINDS: OptionKinds<MatrixGroupOptions> = {
  dimension: integer(1),
  lieAlgebra: MATRICES,
  discrete: MATRICES,
  turns: arrayOf(
    { expected: '{ generator, order }', accepts: (v) => typeof v === 'object' && v !== null && 'order' in v },
    'turns { generator, order }',
  ),
  name: text,
};

/** What constructions of this package know of a group beyond its generators. */
export interface GroupKnowledge {
  /** Recognized as one of the classical groups in its standard form. */
  readonly family?: ClassicalFamily;
  /** The permutation group whose generators' matrices are `discrete`, in order. */
  readonly permutations?: PermutationGroup;
  /** The factors, of a direct product on the direct sum. */
  readonly factors?: readonly MatrixGroup[];
}

/**
 * A group of invertible matrices.
 *
 * @example
 * const rotations = new MatrixGroup({ dimension: 2, lieAlgebra: [[[0, -1], [1, 0]]], name: 'rotations of the plane' });
 * rotations.derivations.length // 1
 */
export class MatrixGroup implements LinearAction {
  readonly dimension: number;
  readonly name: string;
  /** @internal The exact generators, sparse: what the engine works on. */
  readonly algebra: readonly SparseMatrix[];
  /** @internal */
  readonly elements: readonly SparseMatrix[];
  /** @internal */
  readonly turns: readonly Turn[];
  /** What the catalogue has proved of the group; a caller cannot say it. */
  readonly knowledge: GroupKnowledge;
  private lazyKey: string | undefined;
  private lazyGenerators: readonly ExactMatrix[] | undefined;
  private lazyDerivations: readonly ExactMatrix[] | undefined;

  /**
   * @throws {IsotypicError} `SHAPE_MISMATCH` for a matrix that is not dimension × dimension; `SINGULAR` for a discrete
   *   generator without inverse; `INVALID_ARGUMENT` for an entry that is not exact, or a turn whose generator has other
   *   eigenvalues than integer multiples of i
   */
  constructor(options: MatrixGroupOptions);
  /** @internal */
  constructor(options: MatrixGroupOptions<AnyMatrix>, knowledge?: GroupKnowledge);
  constructor(options: MatrixGroupOptions<AnyMatrix>, knowledge: GroupKnowledge = {}) {
    const where = 'MatrixGroup';
    checkArgument(where, 'options', options, {
      expected: 'an object',
      accepts: (v) => typeof v === 'object' && v !== null,
    });
    checkOptions(where, options, OPTION_KINDS);
    checkArgument(where, 'option dimension', options.dimension, OPTION_KINDS.dimension);
    checkOptions(where, knowledge, KNOWLEDGE_KINDS);
    const { dimension } = options;
    this.dimension = dimension;
    this.algebra = (options.lieAlgebra ?? []).map((A) => readMatrix(where, A, dimension));
    this.elements = (options.discrete ?? []).map((h) => readMatrix(where, h, dimension));
    for (const [k, h] of this.elements.entries()) checkInvertible(where, k, h);
    this.turns = (options.turns ?? []).map(({ generator, order }) => {
      checkArgument(where, 'the order of a turn', order, integer(1));
      const A = readMatrix(where, generator, dimension);
      return { generator: A, order, weights: integerWeights(where, A) };
    });
    this.knowledge = knowledge;
    this.name = options.name ?? describeGenerators(this);
  }

  /** The matrices of the discrete generators, then those of the turns. @throws {IsotypicError} `CONDUCTOR_BUDGET` */
  get generatorMatrices(): readonly ExactMatrix[] {
    this.lazyGenerators ??= [
      ...this.elements.map((h) => h.toDense()),
      ...this.turns.map((t) => turnMatrix(t.generator, t.weights, t.order).toDense()),
    ];
    return this.lazyGenerators;
  }

  /** The elements given of the Lie algebra. */
  get derivations(): readonly ExactMatrix[] {
    this.lazyDerivations ??= this.algebra.map((A) => A.toDense());
    return this.lazyDerivations;
  }

  /** Whether all generators are real. */
  isReal(): boolean {
    return [...this.algebra, ...this.elements].every((m) => m.values.every((x) => x.isReal()));
  }

  /**
   * Whether the group is given by finitely many matrices of permutations with signs, and no one-parameter subgroups.
   */
  isMonomial(): boolean {
    return this.algebra.length === 0 && this.turns.length === 0 && this.elements.every((h) => h.signedPermutation());
  }

  /** The generators as text: equal exactly for groups given by equal matrices. Caches are keyed by it. */
  get contentKey(): string {
    this.lazyKey ??= [
      this.dimension,
      ...this.algebra.map((A) => `A${A.toKey()}`),
      ...this.elements.map((h) => `h${h.toKey()}`),
      ...this.turns.map((t) => `t${t.order}:${t.generator.toKey()}`),
    ].join('|');
    return this.lazyKey;
  }

  toString(): string {
    return this.name;
  }
}

function readMatrix(where: string, given: AnyMatrix, dimension: number): SparseMatrix {
  if (Array.isArray(given)) return SparseMatrix.fromRows(where, given, dimension);
  const matrix = given instanceof Matrix ? SparseMatrix.fromDense(given as ExactMatrix) : given;
  if (!(matrix instanceof SparseMatrix)) throw invalidArgument(where, 'matrices as rows of exact entries', given);
  if (matrix.rows === dimension && matrix.cols === dimension) return matrix;
  throw new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: `matrices of ${dimension} rows and columns`,
    received: `one of ${matrix.rows}×${matrix.cols}`,
  });
}

function checkInvertible(where: string, k: number, h: SparseMatrix): void {
  if (h.signedPermutation() !== null) return;
  const found = rank(h.toDense() as Matrix<unknown>);
  if (found === h.rows) return;
  throw new IsotypicError('SINGULAR', {
    where,
    expected: 'invertible matrices as discrete generators',
    received: `generator ${k}, a ${h.rows}×${h.rows} matrix of rank ${found}`,
    remedy: 'Elements of the Lie algebra belong into lieAlgebra.',
    details: { rank: found },
  });
}

function describeGenerators(group: MatrixGroup): string {
  const parts = [
    ...(group.algebra.length > 0 ? [`${group.algebra.length} of the Lie algebra`] : []),
    ...(group.elements.length + group.turns.length > 0
      ? [`${group.elements.length + group.turns.length} discrete`]
      : []),
  ];
  return `a group of ${group.dimension}×${group.dimension} matrices (${parts.join(', ') || 'trivial'})`;
}

export const MATRIX_GROUP = instance(MatrixGroup, 'a MatrixGroup', (v) =>
  v instanceof PermutationGroup ? 'permutationMatrices(group) makes one.' : 'parseMatrixGroup reads names.',
);

const KNOWLEDGE_KINDS: OptionKinds<GroupKnowledge> = {
  family: {
    expected: 'a classical family',
    accepts: (v) => typeof v === 'object' && v !== null && 'kind' in v && 'n' in v,
  },
  permutations: instance(PermutationGroup, 'a permutation group'),
  factors: arrayOf(MATRIX_GROUP, 'an array of MatrixGroups'),
};
