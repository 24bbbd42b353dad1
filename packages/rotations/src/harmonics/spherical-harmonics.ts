/** Spherical and solid harmonics at points, in float64. */
import type { Float64Layout } from '@isotypic/algebra';
import {
  arrayOf,
  boolean,
  checkArgument,
  checkOptions,
  either,
  integer,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import {
  COMPLEX_CONVENTIONS,
  type ComplexConvention,
  conventionNamed,
  type HarmonicConvention,
  REAL_CONVENTIONS,
  type RealConvention,
} from '../conventions/harmonic-convention.js';
import { complexInReal } from '../conventions/real-and-complex.js';
import { type Points, pointsOf } from './points.js';
import { solidGradient } from './solid-gradients.js';
import { SolidHarmonics } from './solid-recurrence.js';

/** Largest degree evaluated in floats: to here the recurrence is right to a few ulp of the largest value. */
export const MAX_DEGREE = 256;

/**
 * `integral`: orthonormal on the sphere. `component`: ×√(4π), Σₘ Y² = 2l + 1. `norm`: Σₘ Y² = 1 (Schmidt's
 * semi-normalization).
 */
export type HarmonicNormalization = 'integral' | 'component' | 'norm';

/** Options of `sphericalHarmonicGradients`, `sphericalHarmonics`. */
export interface HarmonicOptions {
  /** Whose real harmonics; default `e3nn`. */
  readonly convention?: RealConvention;
  /** Default `integral`. */
  readonly normalization?: HarmonicNormalization;
  /**
   * Whether points are first divided by their length (default true; the origin counts as a point without direction,
   * where harmonics of degree above 0 are 0). False: solid harmonics rˡY, polynomials in the coordinates.
   */
  readonly normalize?: boolean;
}

const OPTION_KINDS: OptionKinds<HarmonicOptions> = {
  convention: oneOf(...REAL_CONVENTIONS),
  normalization: oneOf('integral', 'component', 'norm'),
  normalize: boolean,
};

/**
 * Real spherical harmonics of degree l at N points: N×(2l+1), orders m = −l, …, l; of several degrees, side by side.
 *
 * @param l from 0 to 256, or an array of such degrees
 * @throws {IsotypicError} `INVALID_ARGUMENT`, `SHAPE_MISMATCH` unless points are N×3, `NOT_FINITE`
 * @see Holmes & Featherstone 2002. O(N·l²).
 * @example sphericalHarmonics(1, [[0, 0, 2]], { normalization: 'norm' }).data // Float64Array [0, 0, 1]: (x, y, z)
 */
export function sphericalHarmonics(
  l: number | readonly number[],
  points: Points,
  options: HarmonicOptions = {},
): Float64Layout {
  const { data, convention, columns, largest } = prepare('sphericalHarmonics', l, points, options);
  const rows = data.length / 3;
  const width = columns.length;
  const result = new Float64Array(rows * width);
  const factors = Float64Array.from(columns, (c) => c.factor);
  const sources = Int32Array.from(columns, (c) => c.source);
  const solid = new SolidHarmonics(largest);
  const { values } = solid;
  const direction = new Directions(data, convention, options.normalize ?? true);
  for (let n = 0; n < rows; n++) {
    direction.goTo(n);
    solid.evaluate(direction.X, direction.Y, direction.Z);
    for (let k = 0; k < width; k++) result[n * width + k] = factors[k] * values[sources[k]];
  }
  return { data: result, rows, cols: width };
}

/**
 * The derivatives of real harmonics by x, y, z: N×3(2l+1), column 3k + i the derivative of column k of
 * `sphericalHarmonics` by coordinate i. With `normalize` (the default) those of x ↦ Y(x/|x|), which have no radial
 * part.
 *
 * @throws {IsotypicError} as `sphericalHarmonics`
 * @example
 * const options = { normalize: false, normalization: 'norm' };
 * sphericalHarmonicGradients(1, [[0, 0, 1]], options).data // Float64Array [1, 0, 0, 0, 1, 0, 0, 0, 1]
 */
export function sphericalHarmonicGradients(
  l: number | readonly number[],
  points: Points,
  options: HarmonicOptions = {},
): Float64Layout {
  const { data, convention, columns, largest } = prepare('sphericalHarmonicGradients', l, points, options);
  const normalize = options.normalize ?? true;
  const rows = data.length / 3;
  const width = columns.length;
  const result = new Float64Array(rows * 3 * width);
  const solid = new SolidHarmonics(largest);
  const gradient = new Float64Array(3);
  const direction = new Directions(data, convention, normalize);
  for (let n = 0; n < rows; n++) {
    direction.goTo(n);
    if (direction.length === 0) continue; // no direction, no derivative of it
    solid.evaluate(direction.X, direction.Y, direction.Z);
    const at = [direction.X, direction.Y, direction.Z];
    columns.forEach(({ source, factor, degree }, k) => {
      solidGradient(solid.values, degree, source - degree * degree - degree, gradient);
      // ∇(Y(x/|x|)) = (1/|x|)(∇R − l·R·x/|x|) at the unit vector, R = rˡY being homogeneous of degree l
      const radial = normalize ? degree * solid.values[source] : 0;
      for (let i = 0; i < 3; i++) {
        const derivative = gradient[i] - radial * at[i];
        result[(n * width + k) * 3 + convention.axes[i]] = (factor / direction.length) * derivative;
      }
    });
  }
  return { data: result, rows, cols: 3 * width };
}

/** Complex harmonics, real and imaginary parts apart, each N×(2l+1). */
export interface ComplexHarmonics {
  readonly re: Float64Layout;
  readonly im: Float64Layout;
}

/**
 * Complex spherical harmonics with the Condon–Shortley phase, orthonormal, polar axis z, orders m = −l, …, l:
 * Y_{l,m} = (−1)ᵐ(Y_m + iY_{−m})/√2 for m > 0 in terms of real ones, and Y_{l,−m} = (−1)ᵐ·conj(Y_{l,m}).
 *
 * @throws {IsotypicError} as `sphericalHarmonics`
 * @example complexSphericalHarmonics(1, [[1, 0, 0]]).re.data[2] // −√(3/8π)
 */
export function complexSphericalHarmonics(
  l: number,
  points: Points,
  options: { readonly convention?: ComplexConvention; readonly normalize?: boolean } = {},
): ComplexHarmonics {
  const where = 'complexSphericalHarmonics';
  checkArgument(where, 'l', l, integer(0, MAX_DEGREE));
  checkOptions(where, options, { convention: oneOf(...COMPLEX_CONVENTIONS), normalize: boolean });
  const { normalize = true } = options;
  const real = sphericalHarmonics(l, points, { convention: 'wikipedia', normalize });
  const [re, im] = [new Float64Array(real.data.length), new Float64Array(real.data.length)];
  for (let m = -l; m <= l; m++) {
    for (const [order, x, y] of complexInReal(m)) {
      for (let n = 0; n < real.rows; n++) {
        const center = n * real.cols + l;
        re[center + m] += x * real.data[center + order];
        im[center + m] += y * real.data[center + order];
      }
    }
  }
  return { re: { ...real, data: re }, im: { ...real, data: im } };
}

/** A column of the result: the harmonic it is taken from, and its factor. */
interface Column {
  readonly degree: number;
  readonly source: number;
  readonly factor: number;
}

function prepare(
  where: string,
  l: number | readonly number[],
  points: Points,
  options: HarmonicOptions,
): {
  readonly data: Float64Array;
  readonly convention: HarmonicConvention;
  readonly columns: readonly Column[];
  readonly largest: number;
} {
  const degree = integer(0, MAX_DEGREE);
  checkArgument(where, 'l', l, either(degree, arrayOf(degree, 'an array of such degrees')));
  checkOptions(where, options, OPTION_KINDS);
  const data = pointsOf(where, points, 3);
  const convention = conventionNamed(where, options.convention ?? 'e3nn', 'real');
  const degrees = typeof l === 'number' ? [l] : [...l];
  const columns = degrees.flatMap((degree) =>
    Array.from({ length: 2 * degree + 1 }, (_, k) => ({
      degree,
      source: degree * degree + k,
      factor: scaleOf(options.normalization ?? 'integral', degree) * convention.sign(k - degree),
    })),
  );
  return { data, convention, columns, largest: degrees.reduce((a, b) => Math.max(a, b), 0) };
}

/** From √(4π)·Y to the normalization. */
function scaleOf(normalization: HarmonicNormalization, l: number): number {
  if (normalization === 'component') return 1;
  return normalization === 'norm' ? 1 / Math.sqrt(2 * l + 1) : 1 / Math.sqrt(4 * Math.PI);
}

/** A cursor over points, in a convention's own axes (X, Y, Z), made unit vectors where asked; fields, for speed. */
class Directions {
  X = 0;
  Y = 0;
  Z = 0;
  /** What the point was divided by: its length, or 1. */
  length = 1;

  constructor(
    private readonly data: Float64Array,
    private readonly convention: HarmonicConvention,
    private readonly normalize: boolean,
  ) {}

  goTo(n: number): void {
    const [i, j, k] = this.convention.axes;
    const { data } = this;
    const [x, y, z] = [data[3 * n + i], data[3 * n + j], data[3 * n + k]];
    let length = 1;
    if (this.normalize) {
      const square = x * x + y * y + z * z;
      // Math.hypot is ten times slower, and needed only where squares leave the normal range
      length = square > 1e-290 && square < 1e300 ? Math.sqrt(square) : Math.hypot(x, y, z);
    }
    this.length = length;
    const divisor = length === 0 ? 1 : length;
    this.X = x / divisor;
    this.Y = y / divisor;
    this.Z = z / divisor;
  }
}
