/** Representations by float64 matrices, as users have them: rotations read from a file, irreps from another library. */
import {
  type Float64Layout,
  type GroupOperations,
  IsotypicError,
  type Permutation,
  type PermutationGroup,
  type Word,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  finite,
  invalidArgument,
  type Kind,
  type OptionKinds,
  text,
  WORK_OPTION_KINDS,
  wordsOf,
} from '@isotypic/algebra/internal';
import { Float64Matrix, product as floatProduct, tryCholesky } from '@isotypic/numeric/dense';
import { GROUP } from '../argument-kinds.js';
import { ObjectCache } from '../caches.js';
import { distanceFloat } from '../matrices/float-matrices.js';
import { presentation } from './relators.js';
import type { RepresentationBase } from './representation.js';

const EPS = 2 ** -52;

/**
 * A representation by orthogonal float64 matrices that were found to satisfy the relations of the group.
 * @example
 * const half = Float64Matrix.from([[-1, 0], [0, -1]]);
 * numericRepresentation(catalogue.cyclic(2), [half]).kind // 'numeric'
 */
export class NumericRepresentation implements RepresentationBase {
  readonly kind = 'numeric';

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
    return evaluatorOf(this)(this.group.factor(g));
  }

  toString(): string {
    return this.label;
  }
}

/** Values of words in the generators of each representation. */
const valuesOf = new ObjectCache<NumericRepresentation, WeakMap<Word, Float64Layout>>();

/**
 * The value of words in the generators, as a part of a larger piece of work; a step is a product, n² of them. What was
 * multiplied once is kept with the representation.
 */
export function evaluatorOf(rep: NumericRepresentation, meter?: WorkMeter): (word: Word) => Float64Layout {
  const operations = orthogonalOperations(rep.dimension, meter);
  const values = valuesOf.getOrMake(rep, () => new WeakMap());
  return (word) => word.evaluateIn(operations, rep.generatorMatrices, values);
}

/** Orthogonal matrices as a group: the inverse is the transpose. */
export function orthogonalOperations(n: number, meter?: WorkMeter): GroupOperations<Float64Layout> {
  return {
    one: Float64Matrix.identity(n),
    times: (A, B) => {
      meter?.step(n * n);
      return floatProduct(A, B);
    },
    inverse: (A) => Float64Matrix.from(A).transpose(),
  };
}

/**
 * Options of {@link numericRepresentation}; a step of `budget` is the product of two matrices, n² of them for n rows.
 */
export interface NumericOptions extends WorkOptions {
  /**
   * Largest error of an entry of the given matrices. The default, 16·dimension·2⁻⁵², allows for matrices that were
   * computed by a few products; pass a larger one for matrices read with fewer digits.
   */
  readonly tolerance?: number;
  /** What it is called in messages and reports. Default `numeric[dimension]`. */
  readonly label?: string;
}

const NUMERIC_OPTION_KINDS: OptionKinds<NumericOptions> = {
  ...WORK_OPTION_KINDS,
  tolerance: finite(0),
  label: text,
};

/** A float matrix as users have it. */
export type FloatMatrixInput = Float64Layout | readonly (readonly number[])[];

const NUMBER: Kind = { expected: 'a number', accepts: (v) => typeof v === 'number' };

/** Rows of numbers, or row-major numbers with their shape. */
export const FLOAT_MATRIX: Kind = {
  expected: 'a matrix of floats: rows of numbers, or { data, rows, cols }',
  accepts: (v) => (Array.isArray(v) ? v.length > 0 && arrayOf(arrayOf(NUMBER)).accepts(v) : isLayout(v)),
  remedy: (v) => {
    if (Array.isArray(v) && typeof v[0] === 'number') return 'Write rows: [[1, 0], [0, 1]].';
    if (typeof v !== 'object' || v === null) return undefined;
    if ('field' in v) return 'For exact matrices there is matrixRepresentation.';
    if ('generatorMatrices' in v) return 'Its matrices are exact already.';
    return 'generators' in v ? 'numericRepresentation(group, matrices) makes a representation of a group.' : undefined;
  },
};

function isLayout(v: unknown): boolean {
  if (typeof v !== 'object' || v === null || !('data' in v && 'rows' in v && 'cols' in v)) return false;
  const { data, rows, cols } = v as Partial<Float64Layout>;
  return (
    Number.isSafeInteger(rows) &&
    Number.isSafeInteger(cols) &&
    arrayOf(NUMBER).accepts(data) &&
    data?.length === (rows as number) * (cols as number)
  );
}

/**
 * The representation of G in which generator k acts by the orthogonal matrix `matrices[k]`. Orthogonality and the
 * relations of the group are checked: an entry of AᵀA is a sum of n products, so it is within 2n·tolerance of its exact
 * value, and the product of L letters is within L·n·tolerance of its own. Multiplicities in its decomposition are
 * exact.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a wrong number of matrices; `SHAPE_MISMATCH`; `NOT_FINITE`;
 *   `INVALID_ARGUMENT` with `details.defect` when a matrix is not orthogonal; `NOT_A_HOMOMORPHISM` with
 *   `details.relator`; `NOT_DECIDED` when a relation is too long for the tolerance to mean anything.
 * @example
 * const [c, s] = [Math.cos(Math.PI / 3), Math.sin(Math.PI / 3)];
 * numericRepresentation(catalogue.cyclic(6), [[[c, -s], [s, c]]]).dimension // 2
 */
export function numericRepresentation(
  group: PermutationGroup,
  matrices: readonly FloatMatrixInput[],
  options: NumericOptions = {},
): NumericRepresentation {
  const where = 'numericRepresentation';
  checkArgument(where, 'group', group, GROUP);
  checkArgument(where, 'matrices', matrices, arrayOf(FLOAT_MATRIX));
  checkOptions(where, options, NUMERIC_OPTION_KINDS);
  if (matrices.length !== group.generators.length || matrices.length === 0) {
    const expected = `one matrix for each of the ${group.generators.length} generators of the group`;
    throw invalidArgument(where, expected, matrices.length);
  }
  const read = matrices.map((m, k) => readFloatMatrix(where, m, k));
  const n = read[0].rows;
  const tolerance = options.tolerance ?? 16 * n * EPS;
  const meter = new WorkMeter(where, options);
  read.forEach((A, k) => {
    meter.step(n * n);
    requireOrthogonal(where, A, n, tolerance, k);
  });
  const rep = new NumericRepresentation(group, read, n, tolerance, options.label ?? `numeric[${n}]`);
  requireRelations(where, rep, meter);
  return rep;
}

function requireOrthogonal(where: string, A: Float64Layout, n: number, tolerance: number, k: number): void {
  if (A.rows !== n || A.cols !== n) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `square matrices of size ${n}`,
      received: `a ${A.rows}×${A.cols} matrix for generator ${k}`,
    });
  }
  const defect = distanceFloat(floatProduct(A, A, { transposeLeft: true }), Float64Matrix.identity(n));
  if (defect <= 2 * n * tolerance) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: `orthogonal matrices, up to ${tolerance.toExponential(1)} in each entry`,
    received: `AᵀA off the identity by ${defect.toExponential(1)} for generator ${k}`,
    remedy:
      'Pass { tolerance } for matrices with fewer digits, or an orthonormal basis: orthogonalize(group, matrices).',
    details: { defect, generator: k },
  });
}

// An orthogonal matrix of order m ≤ 62 other than 1 is off 1 by at least 2 sin(π/m) > 0.1 in norm: a relation that may
// be off by more says nothing
const LARGEST_ERROR = 0.1;

/** The relations of a presentation, each within the error that its letters can make. */
function requireRelations(where: string, rep: NumericRepresentation, meter: WorkMeter): void {
  const { group, dimension: n, tolerance } = rep;
  const evaluate = evaluatorOf(rep, meter);
  const identity = Float64Matrix.identity(n);
  for (const relator of presentation(group, meter)) {
    const letters = Number(relator.length);
    const allowed = Math.max(1, letters) * n * tolerance;
    if (allowed > LARGEST_ERROR) {
      throw new IsotypicError('NOT_DECIDED', {
        where,
        expected: 'relations short enough for the tolerance',
        received: `one of ${letters} letters`,
        remedy: 'Make the matrices exact with rationalize(matrix, tolerance).',
      });
    }
    const defect = distanceFloat(evaluate(relator), identity);
    if (defect <= allowed) continue;
    const text = letters <= 60 ? `${relator}` : `a word of ${letters} letters`;
    throw new IsotypicError('NOT_A_HOMOMORPHISM', {
      where,
      expected: `matrices that satisfy the relations of the group within ${allowed.toExponential(1)}`,
      received: `the relation ${text} = 1 broken by ${defect.toExponential(1)}`,
      details: { relator: text, defect },
    });
  }
}

function readFloatMatrix(where: string, input: FloatMatrixInput, k: number): Float64Layout {
  const layout = 'data' in input ? input : fromRows(where, input, k);
  const data = Float64Array.from(layout.data); // a copy: products are kept, and the caller's array may change
  if (!data.every(Number.isFinite)) {
    throw new IsotypicError('NOT_FINITE', { where, expected: 'finite entries', received: `NaN or ∞ in matrix ${k}` });
  }
  return { data, rows: layout.rows, cols: layout.cols };
}

function fromRows(where: string, rows: readonly (readonly number[])[], k: number): Float64Layout {
  const cols = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== cols)) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `rows of ${cols} entries`,
      received: `rows of different lengths in matrix ${k}`,
    });
  }
  return { data: Float64Array.from(rows.flat()), rows: rows.length, cols };
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
  options: WorkOptions = {},
): { readonly matrices: Float64Layout[]; readonly change: Float64Layout } {
  const where = 'orthogonalize';
  checkArgument(where, 'group', group, GROUP);
  checkArgument(where, 'matrices', matrices, arrayOf(FLOAT_MATRIX));
  checkOptions(where, options, WORK_OPTION_KINDS);
  if (matrices.length !== group.generators.length || matrices.length === 0) {
    const expected = `one matrix for each of the ${group.generators.length} generators of the group`;
    throw invalidArgument(where, expected, matrices.length);
  }
  const meter = new WorkMeter(where, options);
  const read = matrices.map((m, k) => readFloatMatrix(where, m, k));
  const n = read[0]?.rows ?? 0;
  const operations = {
    one: Float64Matrix.identity(n),
    times: (A: Float64Layout, B: Float64Layout) => {
      meter.step(n * n);
      return floatProduct(A, B);
    },
    inverse: (A: Float64Layout) => solveFloat(where, A, Float64Matrix.identity(n)),
  };
  const memo = new Map<Word, Float64Layout>();
  // g = u₀u₁…: ρ(g)ᵀρ(g) is averaged over the first factor first, since it stands innermost.
  let F: Float64Layout = Float64Matrix.identity(n);
  const words = wordsOf(group.chain, group.generators);
  group.chain.levels.forEach((level, l) => {
    const sum: Float64Layout = { data: new Float64Array(n * n), rows: n, cols: n };
    for (const x of level.orbit) {
      meter.step(n * n);
      const u = words.transversalWord(l, x).evaluateIn(operations, read, memo);
      const conjugated = floatProduct(u, floatProduct(F, u), { transposeLeft: true });
      for (let i = 0; i < sum.data.length; i++) sum.data[i] += conjugated.data[i] / level.orbit.length;
    }
    F = sum;
  });
  const R = formRoot(where, F);
  const inverseR = solveFloat(where, R, Float64Matrix.identity(n));
  return { matrices: read.map((A) => floatProduct(R, floatProduct(A, inverseR))), change: R };
}

/** The upper triangular R with F = RᵀR. */
function formRoot(where: string, F: Float64Layout): Float64Layout {
  const result = tryCholesky(F, { relativeTolerance: 0 });
  if ('L' in result) return result.L.transpose();
  throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
    where,
    expected: 'matrices of a finite group',
    received: `an invariant form that is not positive at pivot ${result.pivot}`,
    details: { pivot: result.pivot },
  });
}

/** X with AX = B, by Gaussian elimination with partial pivoting. */
function solveFloat(where: string, A: Float64Layout, B: Float64Layout): Float64Layout {
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
