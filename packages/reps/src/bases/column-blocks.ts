/**
 * Orthonormal columns on one orbit as operators: rows are positions in the orbit, columns coordinates of some copies.
 */

import { pairRow } from '../orbitals/centralizer-algebra.js';
import type { OrbitalCombination } from '../orbitals/orbital-apply.js';
import { basisPoints } from '../orbitals/point-basis.js';
import { reverseCholesky, solveUpper, solveUpperTransposed } from './dense-factors.js';

export interface ColumnBlock {
  readonly width: number;
  /** y += Z c. */
  addTimes(c: Float64Array, y: Float64Array): void;
  /** Zᵀx. */
  transposeTimes(x: Float64Array): Float64Array;
  /** Row x of Z. */
  row(x: number): Float64Array;
}

/** Columns written out. */
export class DenseColumns implements ColumnBlock {
  constructor(
    /** Row-major, points × width. */
    private readonly data: Float64Array,
    readonly width: number,
  ) {}

  addTimes(c: Float64Array, y: Float64Array): void {
    const { data, width } = this;
    for (let x = 0, at = 0; x < y.length; x++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += data[at++] * c[j];
      y[x] += sum;
    }
  }

  transposeTimes(x: Float64Array): Float64Array {
    const { data, width } = this;
    const product = new Float64Array(width);
    for (let i = 0, at = 0; i < x.length; i++) {
      for (let j = 0; j < width; j++) product[j] += data[at++] * x[i];
    }
    return product;
  }

  row(x: number): Float64Array {
    return this.data.slice(x * this.width, (x + 1) * this.width);
  }
}

/**
 * The orthonormal basis Z = P[·, p]·U⁻ᵀ of the image of an orbital projector P, where p are points at which P's columns
 * are a basis and UUᵀ = P[p, p]: (P[·, p])ᵀP[·, p] = P[p, p]. U is upper triangular, so that Z is what Gram and Schmidt
 * make of the cardinal basis of the same points in its order, the basis in which the irrep found there has its normal
 * form.
 *
 * Only the orbitals of the pairs (pᵢ, x) are kept, a byte each, and U. Cost: O(degree · points) for a product.
 */
export class ProjectorColumns implements ColumnBlock {
  private readonly points: Int32Array;
  /** orbitals[i·n + x] is the orbital of (pᵢ, x). */
  private readonly orbitals: Uint8Array;
  private readonly coefficients: Float64Array;
  private readonly factor: Float64Array;
  private readonly n: number;

  constructor(
    projector: OrbitalCombination<number>,
    readonly width: number,
  ) {
    this.n = projector.label.length;
    this.coefficients = Float64Array.from(projector.coefficients);
    this.points = basisPoints(projector, width);
    this.orbitals = new Uint8Array(width * this.n);
    this.points.forEach((p, i) => {
      this.orbitals.set(pairRow(projector.transversal, projector.label, p), i * this.n);
    });
    const gram = new Float64Array(width * width);
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) gram[i * width + j] = this.entry(i, this.points[j]);
    }
    this.factor = reverseCholesky(gram, width);
  }

  /** P(pᵢ, x). */
  private entry(i: number, x: number): number {
    return this.coefficients[this.orbitals[i * this.n + x]];
  }

  addTimes(c: Float64Array, y: Float64Array): void {
    const { n, width, orbitals, coefficients } = this;
    const w = solveUpperTransposed(this.factor, width, Float64Array.from(c));
    const scaled = new Float64Array(coefficients.length);
    for (let i = 0; i < width; i++) {
      for (let k = 0; k < scaled.length; k++) scaled[k] = coefficients[k] * w[i];
      for (let x = 0, at = i * n; x < n; x++) y[x] += scaled[orbitals[at++]];
    }
  }

  transposeTimes(x: Float64Array): Float64Array {
    const { n, width, orbitals, coefficients } = this;
    const product = new Float64Array(width);
    const sums = new Float64Array(coefficients.length);
    for (let i = 0; i < width; i++) {
      sums.fill(0);
      for (let j = 0, at = i * n; j < n; j++) sums[orbitals[at++]] += x[j];
      for (let k = 0; k < sums.length; k++) product[i] += coefficients[k] * sums[k];
    }
    return solveUpper(this.factor, width, product);
  }

  row(x: number): Float64Array {
    const row = Float64Array.from({ length: this.width }, (_, i) => this.entry(i, x));
    return solveUpper(this.factor, this.width, row); // (P[x, p] U⁻ᵀ)ᵀ = U⁻¹ P[p, x]
  }
}
