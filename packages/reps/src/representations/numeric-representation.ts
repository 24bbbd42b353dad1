/** Representations by float64 matrices, as users have them: rotations read from a file, irreps from another library. */
import {
  type Float64Layout,
  IsotypicError,
  type Permutation,
  type PermutationGroup,
  type Word,
} from '@isotypic/algebra';
import { distanceFloat, identityFloat, multiplyFloat, transposeFloat } from '../matrices/float-matrices.js';
import { presentation } from './relators.js';
import type { RepresentationBase } from './representation.js';

const EPS = 2 ** -52;

/** A representation by orthogonal float64 matrices that were found to satisfy the relations of the group. */
export class NumericRepresentation implements RepresentationBase {
  readonly kind = 'numeric';
  private readonly memo = new WeakMap<Word, Float64Layout>();

  /** Use `numericRepresentation`, which checks its arguments. */
  constructor(
    readonly group: PermutationGroup,
    readonly generatorMatrices: readonly Float64Layout[],
    readonly dimension: number,
    /** How far the generators' entries may be from those of an exact orthogonal representation. */
    readonly tolerance: number,
    readonly label: string,
  ) {}

  /**
   * ρ(g), through a word for g in the generators; its error grows with the length of the word.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   */
  matrix(g: Permutation): Float64Layout {
    return this.evaluate(this.group.factor(g));
  }

  evaluate(word: Word): Float64Layout {
    return word.evaluateIn(orthogonalOperations(this.dimension), this.generatorMatrices, this.memo);
  }

  toString(): string {
    return this.label;
  }
}

/** Orthogonal matrices as a group: the inverse is the transpose. */
function orthogonalOperations(n: number) {
  return { one: identityFloat(n), times: multiplyFloat, inverse: transposeFloat };
}

export interface NumericOptions {
  /**
   * Largest error of an entry of the given matrices. The default, 16·dimension·2⁻⁵², allows for matrices that were
   * computed by a few products; pass a larger one for matrices read with fewer digits.
   */
  readonly tolerance?: number;
}

/** A float matrix as users have it. */
export type FloatMatrixInput = Float64Layout | readonly (readonly number[])[];

/**
 * The representation of G in which generator k acts by the orthogonal matrix `matrices[k]`. Orthogonality and the
 * relations of the group are checked: an entry of AᵀA is a sum of n products, so it is within 2n·tolerance of its exact
 * value, and the product of L letters is within L·n·tolerance of its own. Multiplicities in its decomposition are
 * exact.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a wrong number of matrices; `SHAPE_MISMATCH`; `NOT_FINITE`;
 *   `INVALID_ARGUMENT` with `details.defect` when a matrix is not orthogonal; `NOT_A_HOMOMORPHISM` with
 *   `details.relator`; `NOT_DECIDED` when a relation is too long for the tolerance to mean anything.
 */
export function numericRepresentation(
  group: PermutationGroup,
  matrices: readonly FloatMatrixInput[],
  options: NumericOptions = {},
): NumericRepresentation {
  const where = 'numericRepresentation';
  if (matrices.length !== group.generators.length || matrices.length === 0) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: `one matrix for each of the ${group.generators.length} generators of the group`,
      received: `${matrices.length}`,
    });
  }
  const read = matrices.map((m, k) => readFloatMatrix(where, m, k));
  const n = read[0].rows;
  const tolerance = options.tolerance ?? 16 * n * EPS;
  const one = identityFloat(n);
  for (const [k, A] of read.entries()) {
    if (A.rows !== n || A.cols !== n) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `square matrices of size ${n}`,
        received: `a ${A.rows}×${A.cols} matrix for generator ${k}`,
      });
    }
    const defect = distanceFloat(multiplyFloat(transposeFloat(A), A), one);
    if (defect > 2 * n * tolerance) {
      throw new IsotypicError('INVALID_ARGUMENT', {
        where,
        expected: `orthogonal matrices, up to ${tolerance.toExponential(1)} in each entry`,
        received: `AᵀA off the identity by ${defect.toExponential(1)} for generator ${k}`,
        remedy:
          'Pass { tolerance } for matrices with fewer digits, or an orthonormal basis: orthogonalize(group, matrices).',
        details: { defect, generator: k },
      });
    }
  }
  const rep = new NumericRepresentation(group, read, n, tolerance, `numeric[${n}]`);
  for (const { left, right } of presentation(group)) {
    const letters = Number(left.length + right.length);
    const allowed = Math.max(1, letters) * n * tolerance;
    if (allowed > 0.1) {
      throw new IsotypicError('NOT_DECIDED', {
        where,
        expected: 'relations short enough for the tolerance',
        received: `one of ${letters} letters`,
        remedy: 'Make the matrices exact with rationalize(matrix, tolerance).',
      });
    }
    const defect = distanceFloat(rep.evaluate(left), rep.evaluate(right));
    if (defect <= allowed) continue;
    const relator = left.times(right.inverse());
    const text = letters <= 60 ? `${relator}` : `a word of ${letters} letters`;
    throw new IsotypicError('NOT_A_HOMOMORPHISM', {
      where,
      expected: `matrices that satisfy the relations of the group within ${allowed.toExponential(1)}`,
      received: `the relation ${text} = 1 broken by ${defect.toExponential(1)}`,
      details: { relator: text, defect },
    });
  }
  return rep;
}

function readFloatMatrix(where: string, input: FloatMatrixInput, k: number): Float64Layout {
  let layout: Float64Layout;
  if (Array.isArray(input)) {
    const rows = input as readonly (readonly number[])[];
    const cols = rows[0]?.length ?? 0;
    if (rows.some((row) => row.length !== cols)) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `rows of ${cols} entries`,
        received: `rows of different lengths in matrix ${k}`,
      });
    }
    layout = { data: Float64Array.from(rows.flat()), rows: rows.length, cols };
  } else layout = input as Float64Layout;
  if (!layout.data.every(Number.isFinite)) {
    throw new IsotypicError('NOT_FINITE', { where, expected: 'finite entries', received: `NaN or ∞ in matrix ${k}` });
  }
  return layout;
}

/**
 * Matrices of the same representation in an orthonormal basis of its invariant form F = mean ρ(g)ᵀρ(g): RAR⁻¹ with
 * F = RᵀR. The mean is taken level by level along the stabilizer chain, so that no group is enumerated.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when the matrices are far from any representation.
 * @example
 * const G = catalogue.cyclic(2);
 * const skew = { rows: 2, cols: 2, data: [1, 1, 0, -1] };
 * numericRepresentation(G, orthogonalize(G, [skew]).matrices, { tolerance: 1e-12 }).dimension // 2
 */
export function orthogonalize(
  group: PermutationGroup,
  matrices: readonly FloatMatrixInput[],
): { readonly matrices: Float64Layout[]; readonly change: Float64Layout } {
  const where = 'orthogonalize';
  const read = matrices.map((m, k) => readFloatMatrix(where, m, k));
  const n = read[0]?.rows ?? 0;
  const operations = {
    one: identityFloat(n),
    times: multiplyFloat,
    inverse: (A: Float64Layout) => solveFloat(where, A, identityFloat(n)),
  };
  const memo = new Map<Word, Float64Layout>();
  // g = u₀u₁…: ρ(g)ᵀρ(g) is averaged over the first factor first, since it stands innermost.
  let F = identityFloat(n);
  for (const level of group.chain.levels) {
    const sum: Float64Layout = { data: new Float64Array(n * n), rows: n, cols: n };
    for (const x of level.orbit) {
      const u = level.transversalWord(x).evaluateIn(operations, read, memo);
      const conjugated = multiplyFloat(transposeFloat(u), multiplyFloat(F, u));
      for (let i = 0; i < sum.data.length; i++) sum.data[i] += conjugated.data[i] / level.orbit.length;
    }
    F = sum;
  }
  const R = cholesky(where, F);
  const inverseR = solveFloat(where, R, identityFloat(n));
  return { matrices: read.map((A) => multiplyFloat(R, multiplyFloat(A, inverseR))), change: R };
}

/** The upper triangular R with F = RᵀR. */
function cholesky(where: string, F: Float64Layout): Float64Layout {
  const n = F.rows;
  const R = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i <= j; i++) {
      let sum = F.data[i * n + j];
      for (let k = 0; k < i; k++) sum -= R[k * n + i] * R[k * n + j];
      if (i < j) R[i * n + j] = sum / R[i * n + i];
      else if (sum > 0) R[j * n + j] = Math.sqrt(sum);
      else {
        throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
          where,
          expected: 'matrices of a finite group',
          received: `an invariant form that is not positive at pivot ${j}`,
          details: { pivot: j },
        });
      }
    }
  }
  return { data: R, rows: n, cols: n };
}

/** X with AX = B, by Gaussian elimination with partial pivoting. */
export function solveFloat(where: string, A: Float64Layout, B: Float64Layout): Float64Layout {
  const n = A.rows;
  const a = A.data.slice();
  const b = B.data.slice();
  const m = B.cols;
  for (let j = 0; j < n; j++) {
    let pivot = j;
    for (let i = j + 1; i < n; i++) if (Math.abs(a[i * n + j]) > Math.abs(a[pivot * n + j])) pivot = i;
    if (a[pivot * n + j] === 0) {
      throw new IsotypicError('SINGULAR', {
        where,
        expected: 'an invertible matrix',
        received: `rank ${j} of ${n}`,
        details: { rank: j },
      });
    }
    for (let k = 0; k < n; k++) [a[j * n + k], a[pivot * n + k]] = [a[pivot * n + k], a[j * n + k]];
    for (let k = 0; k < m; k++) [b[j * m + k], b[pivot * m + k]] = [b[pivot * m + k], b[j * m + k]];
    for (let i = 0; i < n; i++) {
      if (i === j) continue;
      const factor = a[i * n + j] / a[j * n + j];
      if (factor === 0) continue;
      for (let k = j; k < n; k++) a[i * n + k] -= factor * a[j * n + k];
      for (let k = 0; k < m; k++) b[i * m + k] -= factor * b[j * m + k];
    }
  }
  for (let i = 0; i < n; i++) for (let k = 0; k < m; k++) b[i * m + k] /= a[i * n + i];
  return { data: b, rows: n, cols: m };
}
