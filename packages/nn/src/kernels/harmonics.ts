/** The angular part: harmonics of the circle and of the sphere at points, and how they turn. */
import type { Float64Layout } from '@isotypic/algebra';
import { sphericalHarmonics, wignerD } from '@isotypic/rotations';
import { determinant3, powerOf } from '../fields/compact-representation.js';

/** How many harmonics there are of a frequency. */
export function harmonicCount(dimension: 0 | 2 | 3, frequency: number): number {
  if (frequency === 0) return 1;
  return dimension === 3 ? 2 * frequency + 1 : 2;
}

/**
 * Harmonics at N points, harmonic by harmonic: cos ft, sin ft of the plane, of space the real spherical ones in escnn's
 * order with Σ Y² = 2f + 1. At the origin 0 unless f = 0. Points with integer coordinates give integer polynomials, so
 * that a harmonic that vanishes at a point is 0 there.
 */
export function harmonicsAt(dimension: 0 | 2 | 3, frequency: number, points: ArrayLike<number>): Float64Array {
  if (frequency === 0) return new Float64Array(dimension === 0 ? 1 : points.length / dimension).fill(1);
  const count = points.length / dimension;
  const rows = harmonicCount(dimension, frequency);
  const values = new Float64Array(rows * count);
  if (dimension === 3) {
    const solid = sphericalHarmonics(
      frequency,
      { data: Float64Array.from(points), rows: count, cols: 3 },
      {
        convention: 'escnn',
        normalization: 'component',
        normalize: false,
      },
    );
    for (let p = 0; p < count; p++) {
      const radius = Math.sqrt(points[3 * p] ** 2 + points[3 * p + 1] ** 2 + points[3 * p + 2] ** 2);
      if (radius === 0) continue;
      for (let q = 0; q < rows; q++) values[q * count + p] = solid.data[p * rows + q] / radius ** frequency;
    }
    return values;
  }
  for (let p = 0; p < count; p++) {
    const [x, y] = [points[2 * p], points[2 * p + 1]];
    const radius = Math.sqrt(x * x + y * y);
    if (radius === 0) continue;
    const [re, im] = powerOf(x, y, frequency);
    values[p] = re / radius ** frequency;
    values[count + p] = im / radius ** frequency;
  }
  return values;
}

/** The matrix D with Y(gx) = D·Y(x), row-major. */
export function harmonicMatrix(dimension: 0 | 2 | 3, frequency: number, g: Float64Layout): Float64Array {
  if (frequency === 0) return Float64Array.of(1);
  const { data } = g;
  if (dimension === 3) {
    const rows = [0, 1, 2].map((i) => Array.from(data.subarray(3 * i, 3 * i + 3)));
    const parity = frequency % 2 === 0 ? 1 : -1;
    return wignerD(frequency, rows, { convention: 'escnn', ...(determinant3(data) < 0 ? { parity } : {}) }).data;
  }
  const [re, im] = powerOf(data[0], data[2], frequency);
  const sign = data[0] * data[3] - data[1] * data[2] > 0 ? 1 : -1;
  return Float64Array.of(re, -sign * im, im, sign * re);
}
