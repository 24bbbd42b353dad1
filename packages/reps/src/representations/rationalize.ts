/** From floats to fractions. */
import { Fraction, IsotypicError, Matrix, rationals, WorkMeter } from '@isotypic/algebra';
import { checkArgument, either, instance, type Kind } from '@isotypic/algebra/internal';
import { fractionOfDouble } from '../matrices/fraction-of-double.js';
import { requireHomomorphism } from './check-representation.js';
import { type MatrixRepresentation, matrixRepresentation } from './matrix-representation.js';
import { FLOAT_MATRIX, type FloatMatrixInput, NumericRepresentation } from './numeric-representation.js';

/** A denominator beyond this is no discovery: about every float has such a fraction within 10⁻¹². */
const LARGEST_DENOMINATOR = 10_000n;

const TOLERANCE: Kind = {
  expected: 'a number from 0 to below 0.5, beyond which every entry is near an integer',
  accepts: (v) => typeof v === 'number' && v >= 0 && v < 0.5,
};

/**
 * The representation by the simplest fractions within `tolerance` of its entries, proved to be one by the relations of
 * the group: a guess that passes is no longer a guess.
 * @throws {IsotypicError} `NOT_DECIDED` when an entry has no fraction of denominator ≤ 10⁴ within the tolerance;
 *   `NOT_A_HOMOMORPHISM`, with `details.relator`, when the fractions break a relation.
 */
export function rationalize(rep: NumericRepresentation, tolerance: number): MatrixRepresentation;
/**
 * One matrix of the simplest fractions within `tolerance` of the entries: those of least denominator, and among them of
 * least numerator. A tolerance below half an ulp of an entry counts as that.
 * @throws {IsotypicError} `NOT_DECIDED` when an entry has no fraction of denominator ≤ 10⁴ within the tolerance.
 * @example rationalize([[0.5, -0.3333333333333333]], 1e-12).toString() // '1/2 -1/3'
 */
export function rationalize(matrix: FloatMatrixInput, tolerance: number): Matrix<Fraction>;
export function rationalize(
  input: FloatMatrixInput | NumericRepresentation,
  tolerance: number,
): Matrix<Fraction> | MatrixRepresentation {
  const kind = either(instance(NumericRepresentation, 'a numeric representation'), FLOAT_MATRIX);
  checkArgument('rationalize', 'matrix', input, kind);
  checkArgument('rationalize', 'tolerance', tolerance, TOLERANCE);
  if (!(input instanceof NumericRepresentation)) return simplestMatrix(input, tolerance);
  const { group, generatorMatrices, dimension } = input;
  const rep = matrixRepresentation(
    group,
    generatorMatrices.map((M) => simplestMatrix(M, tolerance)),
    { dimension },
  );
  requireHomomorphism('rationalize', rep, new WorkMeter('rationalize'));
  return rep;
}

function simplestMatrix(matrix: FloatMatrixInput, tolerance: number): Matrix<Fraction> {
  const rows = 'data' in matrix ? matrix.rows : matrix.length;
  const cols = 'data' in matrix ? matrix.cols : (matrix[0]?.length ?? 0);
  const at = (i: number, j: number) => ('data' in matrix ? matrix.data[i * cols + j] : matrix[i][j]);
  return Matrix.build(rationals, rows, cols, (i, j) => simplestNear(at(i, j), tolerance, i, j));
}

function simplestNear(x: number, tolerance: number, row: number, column: number): Fraction {
  if (Number.isFinite(x)) {
    // a double is within 2⁻⁵³ of itself of what was rounded to it
    const radius = fractionOfDouble(Math.max(tolerance, Math.abs(x) * 2 ** -53));
    const center = fractionOfDouble(Math.abs(x));
    const found = simplestBetween(rationals.sub(center, radius), rationals.add(center, radius));
    if (found.d <= LARGEST_DENOMINATOR) return x < 0 ? rationals.neg(found) : found;
  }
  throw new IsotypicError('NOT_DECIDED', {
    where: 'rationalize',
    expected: `fractions of denominator at most ${LARGEST_DENOMINATOR} within ${tolerance}`,
    received: `${x} at row ${row}, column ${column}`,
    remedy: 'The entry is irrational or too coarse: use numericRepresentation.',
  });
}

/**
 * The fraction of least denominator, then least numerator, in [low, high], high > 0: the continued fractions of the
 * ends as far as they agree, and then the next integer (Knuth, TAOCP 2, §4.5.3, exercise 39).
 */
function simplestBetween(low: Fraction, high: Fraction): Fraction {
  if (!rationals.isZero(low) && low.s < 0n) return rationals.zero;
  let [n, d, m, e] = [low.n, low.d, high.n, high.d]; // n/d ≤ m/e
  let [p0, q0, p1, q1] = [0n, 1n, 1n, 0n]; // convergents
  for (;;) {
    const whole = n % d === 0n ? n / d : n / d + 1n; // ⌈n/d⌉
    if (whole * e <= m) return new Fraction(whole * p1 + p0, whole * q1 + q0);
    const common = n / d; // ⌊n/d⌋ = ⌊m/e⌋
    [p0, q0, p1, q1] = [p1, q1, common * p1 + p0, common * q1 + q0];
    [n, d, m, e] = [e, m - common * e, d, n - common * d]; // 1/(m/e − common) ≤ 1/(n/d − common)
  }
}
