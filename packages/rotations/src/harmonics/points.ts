/** Points of space, N×3, as functions take them. */
import { type Float64Layout, IsotypicError, invalidArgument } from '@isotypic/algebra';

/** N points: rows of three numbers, or an N×3 matrix in row-major order. */
export type Points = readonly (readonly number[])[] | Float64Layout;

/**
 * The points as one array of 3N numbers.
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless every point has three coordinates, `NOT_FINITE` for NaN or ±∞
 */
export function pointsOf(where: string, points: Points): Float64Array {
  const data = Array.isArray(points) ? flatten(where, points) : matrixData(where, points as Float64Layout);
  const bad = data.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) {
    throw new IsotypicError('NOT_FINITE', {
      where,
      expected: 'points with finite coordinates',
      received: `${data[bad]} in point ${Math.floor(bad / 3)}`,
    });
  }
  return data;
}

function flatten(where: string, points: readonly (readonly number[])[]): Float64Array {
  const data = new Float64Array(3 * points.length);
  points.forEach((p, i) => {
    if (p?.length !== 3) throw shapeMismatch(where, `point ${i} with ${p?.length ?? 'no'} coordinates`);
    data.set(p, 3 * i);
  });
  return data;
}

function matrixData(where: string, points: Float64Layout): Float64Array {
  if (typeof points !== 'object' || points === null || !(points.data instanceof Float64Array)) {
    throw invalidArgument(where, 'points to be rows of three numbers or a Float64Matrix', points);
  }
  if (points.cols !== 3 || points.data.length < 3 * points.rows) {
    throw shapeMismatch(where, `a ${points.rows}×${points.cols} matrix`);
  }
  return points.data.subarray(0, 3 * points.rows);
}

function shapeMismatch(where: string, received: string): IsotypicError {
  return new IsotypicError('SHAPE_MISMATCH', { where, expected: 'points to be N×3', received });
}
