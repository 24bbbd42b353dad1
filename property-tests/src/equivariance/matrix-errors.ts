/** How far a matrix is from intertwining two actions, and two vectors from each other. */
import { type Float64Layout, IsotypicError } from '@isotypic/algebra';
import { checkArgument, type Kind } from '@isotypic/algebra/internal';
import { type ActionSource, checkedAction, type FloatAction } from './actions.js';

/**
 * max over generators of ‖A ρ_X(g) − ρ_Y(g) A‖_F / ‖A‖_F: 0 for an exactly equivariant A, and for A = 0.
 * @throws {IsotypicError} `DEGREE_MISMATCH`; `SHAPE_MISMATCH` unless A maps repX to repY; `INVALID_ARGUMENT`
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(2));
 * equivarianceError(Float64Matrix.from([[1, 2], [2, 1]]), rep, rep) // 0
 */
export function equivarianceError(A: Float64Layout, repX: ActionSource, repY: ActionSource): number {
  const where = 'equivarianceError';
  checkArgument(where, 'A', A, LAYOUT);
  const [X, Y] = [checkedAction(where, 'repX', repX), checkedAction(where, 'repY', repY)];
  requireSameGenerators(where, X, Y);
  if (A.rows !== Y.dimension || A.cols !== X.dimension) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `A of shape ${Y.dimension}×${X.dimension}, from repX to repY`,
      received: `${A.rows}×${A.cols}`,
    });
  }
  const size = norm(A.data);
  if (size === 0) return 0;
  return X.generators.reduce((worst, g, k) => Math.max(worst, norm(commutator(A, g, Y.generators[k])) / size), 0);
}

const LAYOUT: Kind = {
  expected: 'a float64 matrix { data, rows, cols }',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { data, rows, cols } = v as Partial<Float64Layout>;
    return data instanceof Float64Array && data.length === (rows ?? 0) * (cols ?? 0);
  },
};

/** Scaled by the largest entry, so that squares neither overflow nor vanish. */
function norm(data: ArrayLike<number>): number {
  let [largest, sum] = [0, 0];
  for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i]));
  if (largest === 0) return 0;
  for (let i = 0; i < data.length; i++) sum += (data[i] / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Aρ_X − ρ_Y A. */
function commutator(A: Float64Layout, X: Float64Layout, Y: Float64Layout): Float64Array {
  const { rows, cols } = A;
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += A.data[i * cols + k] * X.data[k * cols + j];
      for (let k = 0; k < rows; k++) sum -= Y.data[i * rows + k] * A.data[k * cols + j];
      data[i * cols + j] = sum;
    }
  }
  return data;
}

/**
 * max |aᵢ − bᵢ| / max(1, max |bᵢ|); infinite for different lengths or NaN.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless a and b are arrays of numbers
 * @example
 * largestDeviation([1, 2], [1, 4]) // 0.5
 */
export function largestDeviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  checkArgument('largestDeviation', 'a', a, NUMBERS);
  checkArgument('largestDeviation', 'b', b, NUMBERS);
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let [far, size] = [0, 1];
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i] - b[i]);
    if (Number.isNaN(d)) return Number.POSITIVE_INFINITY;
    far = Math.max(far, d);
    size = Math.max(size, Math.abs(b[i]));
  }
  return far / size;
}

const NUMBERS: Kind = {
  expected: 'an array of numbers',
  accepts: (v) =>
    (Array.isArray(v) && v.every((x) => typeof x === 'number')) ||
    (ArrayBuffer.isView(v) && !(v instanceof DataView) && !(v instanceof BigInt64Array)),
};

function requireSameGenerators(where: string, X: FloatAction, Y: FloatAction): void {
  if (X.generators.length === Y.generators.length) return;
  throw new IsotypicError('DEGREE_MISMATCH', {
    where,
    expected: 'repX and repY to be two actions of one group, on the same generators',
    received: `${X.generators.length} and ${Y.generators.length} generators`,
  });
}
