/** Representations by exact matrices over ℚ or a cyclotomic field. */
import {
  Cyclotomic,
  cyclotomics,
  Fraction,
  IsotypicError,
  Matrix,
  Permutation,
  type PermutationGroup,
  rank,
  rationals,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  either,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
  text,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { GROUP, PERMUTATION } from '../argument-kinds.js';
import { inOneField, jointField } from '../matrices/exact-matrices.js';
import { matrixOperations } from '../matrices/products.js';
import type { LinearAction } from './linear-action.js';
import type { PermutationRepresentation } from './permutation-representation.js';
import type { ExactMatrix, RepresentationBase } from './representation.js';

/**
 * A representation given by one invertible exact matrix for each generator.
 * @example
 * monomialRepresentation(catalogue.cyclic(2), [[1, 0]], [[-1, -1]]).generatorMatrices.length // 1
 */
export class MatrixRepresentation implements RepresentationBase, LinearAction {
  /** One exact matrix for each generator of the group, all over one field. */
  readonly generatorMatrices: readonly ExactMatrix[];

  /** Use `matrixRepresentation`, which checks its arguments. */
  constructor(
    readonly group: PermutationGroup,
    generatorMatrices: readonly ExactMatrix[],
    readonly dimension: number,
    readonly label: string,
    readonly kind: 'matrix' | 'monomial' = 'matrix',
    /** @internal Of which representations it is the tensor product, where that is known. */
    readonly factors?: {
      /** In the order of the basis. */
      readonly pair: readonly [
        MatrixRepresentation | PermutationRepresentation,
        MatrixRepresentation | PermutationRepresentation,
      ];
    },
  ) {
    this.generatorMatrices = inOneField(generatorMatrices);
  }

  /**
   * ρ(g), through a word for g in the generators.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   */
  matrix(g: Permutation): ExactMatrix {
    const matrices = this.generatorMatrices;
    return this.group.factor(g).evaluateIn(matrixOperations(jointField(matrices), this.dimension), matrices);
  }

  toString(): string {
    return this.label;
  }
}

/** An exact entry as users write it. */
export type ExactEntry = number | bigint | string | Fraction | Cyclotomic;

/** A matrix as users write it: rows of integers, fractions, or cyclotomics. */
export type MatrixInput = ExactMatrix | readonly (readonly ExactEntry[])[];

/** Options of {@link matrixRepresentation}; a step of `budget` is a row of a matrix. */
export interface MatrixRepresentationOptions extends WorkOptions {
  readonly label?: string;
  /** Needed only where the group has no generators. */
  readonly dimension?: number;
}

const OPTION_KINDS: OptionKinds<MatrixRepresentationOptions> = {
  ...WORK_OPTION_KINDS,
  label: text,
  dimension: integer(0),
};

const MATRIX_INPUT: Kind = {
  expected: 'an exact matrix over ℚ or the cyclotomic numbers, or rows of integers, fractions and cyclotomics',
  accepts: (v) =>
    v instanceof Matrix
      ? v.field === rationals || v.field === cyclotomics
      : arrayOf(arrayOf({ expected: 'an exact entry', accepts: isEntry })).accepts(v),
  remedy: (v) =>
    typeof v === 'object' && v !== null && 'data' in v ? 'Use numericRepresentation for float matrices.' : undefined,
};

function isEntry(x: unknown): boolean {
  if (typeof x === 'number' || typeof x === 'bigint' || typeof x === 'string') return true;
  return x instanceof Cyclotomic || x instanceof Fraction;
}

/**
 * The representation of G in which generator k acts by `matrices[k]`. That the matrices respect the relations of the
 * group is proved by `checkRepresentation`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when there is not one matrix for each generator, or one has a float entry
 *   (use `numericRepresentation`, or `rationalize`); `SHAPE_MISMATCH`; `SINGULAR` when one is not invertible.
 * @example matrixRepresentation(new PermutationGroup([[1, 0]]), [[[0, 1], [1, 0]]]).dimension // 2
 */
export function matrixRepresentation(
  group: PermutationGroup,
  matrices: readonly MatrixInput[],
  options: MatrixRepresentationOptions = {},
): MatrixRepresentation {
  const where = 'matrixRepresentation';
  checkArgument(where, 'group', group, GROUP);
  checkArgument(where, 'matrices', matrices, arrayOf(MATRIX_INPUT));
  checkOptions(where, options, OPTION_KINDS);
  if (matrices.length !== group.generators.length) {
    const expected = `one matrix for each of the ${group.generators.length} generators of the group`;
    throw invalidArgument(where, expected, matrices.length);
  }
  const meter = new WorkMeter(where, options);
  const exact = matrices.map((m) => readMatrix(where, m));
  const dimension = options.dimension ?? exact[0]?.rows ?? 0;
  exact.forEach((m, k) => {
    meter.step(dimension);
    requireInvertible(where, m, dimension, k, meter);
  });
  const kind = exact.every(isMonomial) ? 'monomial' : 'matrix';
  return new MatrixRepresentation(group, exact, dimension, options.label ?? `matrix[${dimension}]`, kind);
}

function requireInvertible(where: string, m: ExactMatrix, dimension: number, k: number, meter: WorkMeter): void {
  if (m.rows !== dimension || m.cols !== dimension) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `square matrices of size ${dimension}`,
      received: `a ${m.rows}×${m.cols} matrix for generator ${k}`,
    });
  }
  const r = rank(m, { meter });
  if (r === dimension) return;
  throw new IsotypicError('SINGULAR', {
    where,
    expected: 'invertible matrices',
    received: `one of rank ${r} in dimension ${dimension} for generator ${k}`,
    details: { rank: r, generator: k },
  });
}

/**
 * A monomial representation: generator k sends eᵢ to `signs[k][i]` · e_j with j = `images[k](i)`.
 * @throws {IsotypicError} as `matrixRepresentation`; `INVALID_ARGUMENT` when a sign is not 1 or −1.
 * @example
 * monomialRepresentation(catalogue.cyclic(2), [[1, 0]], [[-1, -1]]).dimension // 2
 */
export function monomialRepresentation(
  group: PermutationGroup,
  images: readonly (Permutation | readonly number[])[],
  signs: readonly (readonly number[])[],
): MatrixRepresentation {
  const where = 'monomialRepresentation';
  checkArgument(where, 'group', group, GROUP);
  checkArgument(where, 'images', images, arrayOf(either(PERMUTATION, arrayOf(integer(0)))));
  checkArgument(where, 'signs', signs, arrayOf(arrayOf({ expected: '1 or −1', accepts: (s) => s === 1 || s === -1 })));
  const matrices = images.map((p, k) => {
    const image = (p instanceof Permutation ? p : Permutation.fromImages(p)).images;
    const n = image.length;
    if (signs[k]?.length !== n) {
      throw invalidArgument(where, `${n} signs 1 or -1 for generator ${k}`, `${signs[k]?.length ?? 'none'}`);
    }
    const entries = new Array<Fraction>(n * n).fill(rationals.zero);
    for (let i = 0; i < n; i++) entries[image[i] * n + i] = rationals.fromInteger(signs[k][i]);
    return new Matrix(rationals, n, n, entries);
  });
  return matrixRepresentation(group, matrices, { label: `monomial[${matrices[0]?.rows ?? 0}]` });
}

/**
 * The sign of the permutations of the group's points, as a representation of dimension 1.
 * @example signRepresentation(catalogue.symmetric(3)).dimension // 1
 */
export function signRepresentation(group: PermutationGroup): MatrixRepresentation {
  checkArgument('signRepresentation', 'group', group, GROUP);
  return matrixRepresentation(
    group,
    group.generators.map((g) => [[g.sign()]]),
    { label: 'sign', dimension: 1 },
  );
}

/** One entry in each row and column, 1 or −1. */
export function isMonomial(matrix: ExactMatrix): boolean {
  const { field, rows, cols, entries } = matrix;
  const minusOne = field.neg(field.one);
  for (let i = 0; i < rows; i++) {
    const row = entries.slice(i * cols, (i + 1) * cols).filter((x) => !field.isZero(x));
    if (row.length !== 1 || !(field.eql(row[0], field.one) || field.eql(row[0], minusOne))) return false;
  }
  return true;
}

function readMatrix(where: string, input: MatrixInput): ExactMatrix {
  if (input instanceof Matrix) return input;
  const cyclotomic = input.some((row) =>
    row.some((x) => (typeof x === 'string' ? x.includes('E') : x instanceof Cyclotomic)),
  );
  const entry = cyclotomic ? readCyclotomic : readFraction;
  const rows = input.map((row) => row.map((x) => entry(where, x)));
  return Matrix.fromRows(cyclotomic ? cyclotomics : rationals, rows);
}

function readCyclotomic(where: string, x: ExactEntry): Cyclotomic {
  if (x instanceof Cyclotomic) return x;
  return typeof x === 'string' ? cyclotomics.parse(x) : Cyclotomic.fromRational(readFraction(where, x));
}

function readFraction(where: string, x: ExactEntry): Fraction {
  if (typeof x === 'number' && !Number.isInteger(x)) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: 'exact entries: integers, fractions or cyclotomics',
      received: `the float ${x}`,
      remedy: 'Use numericRepresentation for float matrices, or rationalize(matrix, tolerance) to make them exact.',
    });
  }
  if (typeof x === 'string') return rationals.parse(x);
  return typeof x === 'number' || typeof x === 'bigint' ? rationals.fromInteger(x) : (x as Fraction);
}
