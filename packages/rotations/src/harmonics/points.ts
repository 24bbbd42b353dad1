/** Points of space, N×3, or of the plane, N×2, as functions take them. */
import { type Float64Layout, IsotypicError } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';

/** N points: rows of coordinates, or an N×3 (N×2) matrix in row-major order. */
export type Points = readonly (readonly number[])[] | Float64Layout;

/**
 * The points as one array, coordinate by coordinate.
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless every point has `width` coordinates, `NOT_FINITE` for NaN or ±∞
 */
export function pointsOf(where: string, points: Points, width: 2 | 3): Float64Array {
  const data = Array.isArray(points)
    ? flatten(where, points, width)
    : matrixData(where, points as Float64Layout, width);
  const bad = data.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) {
    throw new IsotypicError('NOT_FINITE', {
      where,
      expected: 'points with finite coordinates',
      received: `${data[bad]} in point ${Math.floor(bad / width)}`,
    });
  }
  return data;
}

function flatten(where: string, points: readonly (readonly number[])[], width: number): Float64Array {
  const data = new Float64Array(width * points.length);
  points.forEach((p, i) => {
    if (p?.length !== width) throw shapeMismatch(where, width, `point ${i} with ${p?.length ?? 'no'} coordinates`);
    data.set(p, width * i);
  });
  return data;
}

function matrixData(where: string, points: Float64Layout, width: number): Float64Array {
  if (typeof points !== 'object' || points === null || !(points.data instanceof Float64Array)) {
    throw invalidArgument(
      where,
      `points to be rows of ${width === 3 ? 'three' : 'two'} numbers or a Float64Matrix`,
      points,
    );
  }
  if (points.cols !== width || points.data.length < width * points.rows) {
    throw shapeMismatch(where, width, `a ${points.rows}×${points.cols} matrix`);
  }
  return points.data.subarray(0, width * points.rows);
}

function shapeMismatch(where: string, width: number, received: string): IsotypicError {
  return new IsotypicError('SHAPE_MISMATCH', { where, expected: `points to be N×${width}`, received });
}
