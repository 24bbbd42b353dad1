/**
 * A change of basis x̂ = Qᵀx as a sum of small ones, and what is made of it: what the pipeline knows of a symmetry.
 * Coordinates are in blocks: component k takes `width` lines of `pooled` coordinates each, the coordinate s of line i
 * at offset + i·pooled + s. Pooled coordinates are further samples of one vector of `width` numbers.
 */
import type { Float64Layout } from '../matrix/layout.js';
import { type Factors, throughFactors } from './factors.js';

export interface PooledComponent {
  readonly offset: number;
  readonly width: number;
  readonly pooled: number;
}

/** Q restricted to some variables: the coordinates that they alone make. */
export interface Summand {
  /** The variables. */
  readonly points: Int32Array;
  /** Their coordinates, as many. */
  readonly coordinates: Int32Array;
  /** Orthogonal, points × coordinates. Equal summands share one object. */
  readonly matrix: Float64Layout;
  /**
   * Where the points are an abelian group, product of cyclic ones of these orders, listed in their lexicographic order,
   * and every coordinate is a combination of a character and its conjugate.
   */
  readonly cycles?: readonly number[];
  /** The matrix in sparse steps, where it has such. */
  readonly factors?: Factors;
}

export interface ChangeOfBasis {
  readonly dimension: number;
  readonly components: readonly PooledComponent[];
  /** Every variable and every coordinate occurs in exactly one. */
  readonly summands: readonly Summand[];
}

/** Rows in the original coordinates, and their change of basis. */
export interface SampleSpace {
  readonly rows: Float64Layout;
  readonly basis: ChangeOfBasis;
  /** Taken off every row before anything is rotated. */
  readonly shift?: Float64Array | undefined;
  /** Taken off after the shift: what one number for each variable cannot say of a mean far from zero. */
  readonly deviation?: Float64Array | undefined;
}

const ONE: Float64Layout = { data: Float64Array.of(1), rows: 1, cols: 1 };

/** The basis whose coordinates are the variables, in the components given. */
export function unchangedBasis(dimension: number, components: ChangeOfBasis['components']): ChangeOfBasis {
  const summands = Array.from({ length: dimension }, (_, j) => ({
    points: Int32Array.of(j),
    coordinates: Int32Array.of(j),
    matrix: ONE,
  }));
  return { dimension, components, summands };
}

/** x̂ of one vector x. */
export function coordinatesOf(x: ArrayLike<number>, { dimension, summands }: ChangeOfBasis): Float64Array {
  const out = new Float64Array(dimension);
  for (const { points, coordinates, matrix, factors } of summands) {
    const n = points.length;
    const own = new Float64Array(n);
    for (let i = 0; i < n; i++) own[i] = x[points[i]];
    const image = factors === undefined ? timesTransposed(own, matrix.data) : throughFactors(own, factors);
    for (let j = 0; j < n; j++) out[coordinates[j]] = image[j];
  }
  return out;
}

/** Σ_i x_i M[i, ·] of a square matrix, zeros left out. */
function timesTransposed(x: Float64Array, M: Float64Array): Float64Array {
  const n = x.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const value = x[i];
    if (value !== 0) for (let j = 0; j < n; j++) out[j] += value * M[i * n + j];
  }
  return out;
}

/** x of the coordinates x̂. */
export function vectorOf(x: ArrayLike<number>, { dimension, summands }: ChangeOfBasis): Float64Array {
  const out = new Float64Array(dimension);
  for (const { points, coordinates, matrix } of summands) {
    const { data } = matrix;
    const n = points.length;
    const own = new Float64Array(n);
    for (let j = 0; j < n; j++) own[j] = x[coordinates[j]];
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += data[i * n + j] * own[j];
      out[points[i]] = sum;
    }
  }
  return out;
}
