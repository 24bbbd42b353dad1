/** Representations by exact matrices over ℚ or a cyclotomic field. */
import {
  Cyclotomic,
  cyclotomics,
  type Field,
  type GroupOperations,
  IsotypicError,
  inverse,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rank,
  rationals,
} from '@isotypic/algebra';
import type Fraction from 'fraction.js';
import { isRationalList, isRationalMatrix, overCyclotomics } from '../matrices/exact-matrices.js';
import type { ExactMatrix, ExactRepresentation } from './representation.js';

/** A representation given by one invertible exact matrix for each generator. */
export class MatrixRepresentation implements ExactRepresentation {
  /** Use `matrixRepresentation`, which checks its arguments. */
  constructor(
    readonly group: PermutationGroup,
    readonly generatorMatrices: readonly ExactMatrix[],
    readonly dimension: number,
    readonly label: string,
    readonly kind: 'matrix' | 'monomial' = 'matrix',
  ) {}

  matrix(g: Permutation): ExactMatrix {
    const word = this.group.factor(g);
    return isRationalList(this.generatorMatrices)
      ? word.evaluateIn(matrixOperations(rationals, this.dimension), this.generatorMatrices)
      : word.evaluateIn(matrixOperations(cyclotomics, this.dimension), this.generatorMatrices.map(overCyclotomics));
  }

  toString(): string {
    return this.label;
  }
}

/** Matrices as a group to evaluate words in. */
export function matrixOperations<T>(field: Field<T>, dimension: number): GroupOperations<Matrix<T>> {
  return {
    one: Matrix.identity(field, dimension),
    times: (a, b) => a.times(b),
    inverse: (a) => inverse(a),
  };
}

/** A matrix as users write it: rows of integers, fractions, or cyclotomics. */
export type MatrixInput = ExactMatrix | readonly (readonly (number | bigint | string | Fraction | Cyclotomic)[])[];

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
  options: { readonly label?: string; readonly dimension?: number } = {},
): MatrixRepresentation {
  const where = 'matrixRepresentation';
  if (matrices.length !== group.generators.length) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: `one matrix for each of the ${group.generators.length} generators of the group`,
      received: `${matrices.length}`,
    });
  }
  let exact = matrices.map((m) => readMatrix(where, m));
  const dimension = options.dimension ?? exact[0]?.rows ?? 0;
  for (const [k, m] of exact.entries()) {
    if (m.rows !== dimension || m.cols !== dimension) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `square matrices of size ${dimension}`,
        received: `a ${m.rows}×${m.cols} matrix for generator ${k}`,
      });
    }
    const r = isRationalMatrix(m) ? rank(m) : rank(m);
    if (r < dimension) {
      throw new IsotypicError('SINGULAR', {
        where,
        expected: 'invertible matrices',
        received: `one of rank ${r} in dimension ${dimension} for generator ${k}`,
        details: { rank: r, generator: k },
      });
    }
  }
  if (!isRationalList(exact)) exact = exact.map(overCyclotomics);
  const kind = exact.every(isMonomial) ? 'monomial' : 'matrix';
  return new MatrixRepresentation(group, exact, dimension, options.label ?? `matrix[${dimension}]`, kind);
}

/**
 * A monomial representation: generator k sends eᵢ to signs[k][i]·e_{images[k](i)}.
 * @throws {IsotypicError} as `matrixRepresentation`; `INVALID_ARGUMENT` when a sign is not 1 or −1.
 */
export function monomialRepresentation(
  group: PermutationGroup,
  images: readonly (Permutation | readonly number[])[],
  signs: readonly (readonly number[])[],
): MatrixRepresentation {
  const matrices = images.map((p, k) => {
    const image: ArrayLike<number> = 'images' in p ? p.images : p;
    const n = image.length;
    if (signs[k]?.length !== n || !signs[k].every((s) => s === 1 || s === -1)) {
      throw new IsotypicError('INVALID_ARGUMENT', {
        where: 'monomialRepresentation',
        expected: `${n} signs 1 or -1 for generator ${k}`,
        received: `${signs[k]}`,
      });
    }
    const rows = Array.from({ length: n }, () => new Array<number>(n).fill(0));
    for (let i = 0; i < n; i++) rows[image[i]][i] = signs[k][i];
    return rows;
  });
  return matrixRepresentation(group, matrices, { label: `monomial[${matrices[0]?.length ?? 0}]` });
}

/** The sign of the permutations of the group's points, as a representation of dimension 1. */
export function signRepresentation(group: PermutationGroup): MatrixRepresentation {
  return matrixRepresentation(
    group,
    group.generators.map((g) => [[g.sign()]]),
    { label: 'sign', dimension: 1 },
  );
}

function isMonomial(matrix: ExactMatrix): boolean {
  const { field, rows, cols } = overCyclotomics(matrix);
  const entries = overCyclotomics(matrix).entries;
  const minusOne = field.neg(field.one);
  for (let i = 0; i < rows; i++) {
    const row = entries.slice(i * cols, (i + 1) * cols).filter((x) => !field.isZero(x));
    if (row.length !== 1 || !(field.eql(row[0], field.one) || field.eql(row[0], minusOne))) return false;
  }
  return true;
}

function readMatrix(where: string, input: MatrixInput): ExactMatrix {
  if (input instanceof Matrix) return input;
  const rows = input as readonly (readonly (number | bigint | string | Fraction | Cyclotomic)[])[];
  const cyclotomic = rows.some((row) => row.some((x) => (typeof x === 'string' ? x.includes('E') : isCyclotomic(x))));
  if (!cyclotomic)
    return Matrix.fromRows(
      rationals,
      rows.map((row) => row.map((x) => readFraction(where, x))),
    );
  return Matrix.fromRows(
    cyclotomics,
    rows.map((row) =>
      row.map((x) => {
        if (isCyclotomic(x)) return x;
        return typeof x === 'string' ? cyclotomics.parse(x) : Cyclotomic.fromRational(readFraction(where, x));
      }),
    ),
  );
}

function isCyclotomic(x: unknown): x is Cyclotomic {
  return typeof x === 'object' && x !== null && 'conductor' in x;
}

function readFraction(where: string, x: number | bigint | string | Fraction | Cyclotomic): Fraction {
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
