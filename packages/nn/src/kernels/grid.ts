/**
 * The points of a filter: k or k×k or k×k×k of them, the center in the origin. Pixel i of an image is at
 * x = i mod k − (k−1)/2, y = −(⌊i/k⌋ − (k−1)/2), so that row 0 is at the top; z goes with the first axis, downwards.
 */
import type { Float64Layout } from '@isotypic/algebra';

/** Points at which kernels are sampled. */
export interface KernelPoints {
  readonly dimension: 0 | 2 | 3;
  readonly count: number;
  /** Coordinates up to one factor, point by point. */
  readonly coordinates: ArrayLike<number>;
  radius(p: number): number;
  /** Where a matrix that keeps the points takes them; undefined where none is known to. */
  readonly images?: (matrix: Float64Layout) => Int32Array;
}

export class Grid implements KernelPoints {
  /** Number of points. */
  readonly count: number;
  /** Twice the coordinates: integers, point by point. */
  readonly coordinates: Int32Array;

  constructor(
    readonly dimension: 0 | 2 | 3,
    readonly size: number,
    readonly dilation: number,
  ) {
    this.count = size ** dimension;
    this.coordinates = new Int32Array(this.count * dimension);
    for (let p = 0; p < this.count; p++) {
      for (let axis = 0, rest = p; axis < dimension; axis++, rest = Math.floor(rest / size)) {
        const steps = 2 * (rest % size) - (size - 1);
        this.coordinates[p * dimension + axis] = axis === 0 ? steps : -steps;
      }
    }
  }

  /** |x|² of a point in units of (dilation/2)²: an integer. */
  squaredRadius(p: number): number {
    let sum = 0;
    for (let axis = 0; axis < this.dimension; axis++) sum += this.coordinates[p * this.dimension + axis] ** 2;
    return sum;
  }

  radius(p: number): number {
    return (Math.sqrt(this.squaredRadius(p)) * this.dilation) / 2;
  }

  /** Where a matrix that permutes the axes and turns them round takes the points. */
  images(matrix: Float64Layout): Int32Array {
    const { dimension: d, size, count, coordinates } = this;
    const images = new Int32Array(count);
    for (let p = 0; p < count; p++) {
      let index = 0;
      for (let axis = d - 1; axis >= 0; axis--) {
        let x = 0;
        for (let j = 0; j < d; j++) x += matrix.data[axis * d + j] * coordinates[p * d + j];
        index = index * size + ((axis === 0 ? x : -x) + size - 1) / 2;
      }
      images[p] = index;
    }
    return images;
  }
}

/** Any points of the plane or of space, N×d. */
export class ScatteredPoints implements KernelPoints {
  readonly count: number;

  constructor(
    readonly dimension: 2 | 3,
    readonly coordinates: Float64Array,
  ) {
    this.count = coordinates.length / dimension;
  }

  radius(p: number): number {
    return Math.hypot(...this.coordinates.subarray(p * this.dimension, (p + 1) * this.dimension));
  }
}
