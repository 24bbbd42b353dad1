/** From floats to fractions. */
import { Fraction, IsotypicError, invalidArgument, Matrix, rationals } from '@isotypic/algebra';
import { checkRepresentation } from './check-representation.js';
import { type MatrixRepresentation, matrixRepresentation } from './matrix-representation.js';
import type { FloatMatrixInput, NumericRepresentation } from './numeric-representation.js';

/** A denominator beyond this is no discovery: about every float has such a fraction within 10⁻¹². */
const LARGEST_DENOMINATOR = 10_000n;

/**
 * The representation by the simplest fractions within `tolerance` of its entries, proved to be one by the relations of
 * the group: a guess that passes is no longer a guess.
 * @throws {IsotypicError} `NOT_DECIDED` when an entry has no fraction of denominator ≤ 10⁴ within the tolerance;
 *   `NOT_A_HOMOMORPHISM`, with `details.relator`, when the fractions break a relation.
 */
export function rationalize(rep: NumericRepresentation, tolerance: number): MatrixRepresentation;
/**
 * One matrix of the simplest fractions within `tolerance` of the entries.
 * @throws {IsotypicError} `NOT_DECIDED` when an entry has no fraction of denominator ≤ 10⁴ within the tolerance.
 * @example rationalize([[0.5, -0.3333333333333333]], 1e-12).toString() // '1/2 -1/3'
 */
export function rationalize(matrix: FloatMatrixInput, tolerance: number): Matrix<Fraction>;
export function rationalize(
  input: FloatMatrixInput | NumericRepresentation,
  tolerance: number,
): Matrix<Fraction> | MatrixRepresentation {
  if (!(tolerance >= 0 && tolerance < 0.5)) {
    throw invalidArgument('rationalize', 'a tolerance in [0, 0.5)', tolerance);
  }
  if (!('group' in input)) return simplestMatrix(input, tolerance);
  const { group, generatorMatrices, dimension } = input;
  const rep = matrixRepresentation(
    group,
    generatorMatrices.map((M) => simplestMatrix(M, tolerance)),
    { dimension },
  );
  checkRepresentation(rep);
  return rep;
}

function simplestMatrix(matrix: FloatMatrixInput, tolerance: number): Matrix<Fraction> {
  const rows = 'data' in matrix ? matrix.rows : matrix.length;
  const cols = 'data' in matrix ? matrix.cols : (matrix[0]?.length ?? 0);
  const at = (i: number, j: number) => ('data' in matrix ? matrix.data[i * cols + j] : matrix[i][j]);
  return Matrix.build(rationals, rows, cols, (i, j) => simplestNear(at(i, j), tolerance, i, j));
}

/** The first convergent of the continued fraction that is close enough. */
function simplestNear(x: number, tolerance: number, row: number, column: number): Fraction {
  let [n0, d0, n1, d1] = [0n, 1n, 1n, 0n];
  let rest = x;
  while (Number.isFinite(rest)) {
    const whole = BigInt(Math.floor(rest));
    [n0, d0, n1, d1] = [n1, d1, whole * n1 + n0, whole * d1 + d0];
    if (d1 > LARGEST_DENOMINATOR) break;
    if (Math.abs(Number(n1) / Number(d1) - x) <= tolerance) return new Fraction(n1, d1);
    rest = 1 / (rest - Math.floor(rest));
  }
  throw new IsotypicError('NOT_DECIDED', {
    where: 'rationalize',
    expected: `fractions of denominator at most ${LARGEST_DENOMINATOR} within ${tolerance}`,
    received: `${x} at row ${row}, column ${column}`,
    remedy: 'The entry is irrational or too coarse: use numericRepresentation.',
  });
}
