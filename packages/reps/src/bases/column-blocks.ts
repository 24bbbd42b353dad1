/**
 * Orthonormal columns on one orbit as operators: rows are positions in the orbit, columns coordinates of some copies.
 */
import type { OrbitalCombination } from '../orbitals/orbital-apply.js';
import { basisPoints, orbitalOf } from '../orbitals/point-basis.js';
import { carryForward } from '../orbitals/short-transversal.js';
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
 * The commonest orbital is written as the all-ones matrix minus the others, and only the pairs (pᵢ, x) of these are
 * kept, beside U: those of the base point, carried to each pᵢ. Cost: O(degree · (degree + points − largest valency) +
 * points) for a product.
 */
export class ProjectorColumns implements ColumnBlock {
  private readonly points: Int32Array;
  /** For each pᵢ the x of the orbitals that are not the commonest, orbital by orbital. */
  private readonly near: Int32Array;
  /** Where each of these orbitals ends among the x of one pᵢ, and what its coefficient has over the commonest's. */
  private readonly ends: Int32Array;
  private readonly weights: Float64Array;
  private readonly common: number;
  private readonly coefficients: Float64Array;
  private readonly factor: Float64Array;

  constructor(
    private readonly projector: OrbitalCombination<number>,
    readonly width: number,
  ) {
    const { label } = projector;
    this.coefficients = Float64Array.from(projector.coefficients);
    this.points = basisPoints(projector, width);
    const { commonest, kept, valencies } = keptOrbitals(projector);
    this.common = this.coefficients[commonest];
    this.weights = Float64Array.from(kept, (k) => this.coefficients[k] - this.common);
    let end = 0;
    const starts = new Int32Array(valencies.length).fill(-1);
    this.ends = Int32Array.from(kept, (k) => {
      starts[k] = end;
      end += valencies[k];
      return end;
    });
    this.near = new Int32Array(width * end);
    const around = new Int32Array(end); // of the base point
    const next = starts.slice();
    for (let x = 0; x < label.length; x++) if (starts[label[x]] >= 0) around[next[label[x]]++] = x;
    const gram = new Float64Array(width * width);
    this.points.forEach((p, i) => {
      this.near.set(carryForward(projector.transversal, p, around), i * end);
      for (let j = 0; j < width; j++) {
        gram[i * width + j] = this.coefficients[orbitalOf(projector, p, this.points[j])];
      }
    });
    this.factor = reverseCholesky(gram, width);
  }

  /** Bytes that are kept for a projector and its columns. */
  static bytesOf(projector: OrbitalCombination<number>, width: number): number {
    const { kept, valencies } = keptOrbitals(projector);
    return 4 * width * kept.reduce((sum, k) => sum + valencies[k], 0) + 8 * width * width;
  }

  addTimes(c: Float64Array, y: Float64Array): void {
    const { width, near, ends, weights } = this;
    const w = solveUpperTransposed(this.factor, width, Float64Array.from(c));
    const all = this.common * w.reduce((sum, v) => sum + v, 0);
    for (let x = 0; x < y.length; x++) y[x] += all;
    for (let i = 0, at = 0; i < width; i++) {
      const start = at;
      for (let k = 0; k < ends.length; k++) {
        const value = weights[k] * w[i];
        for (const end = start + ends[k]; at < end; at++) y[near[at]] += value;
      }
    }
  }

  transposeTimes(x: Float64Array): Float64Array {
    const { width, near, ends, weights } = this;
    let total = 0;
    for (let j = 0; j < x.length; j++) total += x[j];
    const product = new Float64Array(width).fill(this.common * total);
    for (let i = 0, at = 0; i < width; i++) {
      const start = at;
      for (let k = 0; k < ends.length; k++) {
        let sum = 0;
        for (const end = start + ends[k]; at < end; at++) sum += x[near[at]];
        product[i] += weights[k] * sum;
      }
    }
    return solveUpper(this.factor, width, product);
  }

  row(x: number): Float64Array {
    const row = Float64Array.from(this.points, (p) => this.coefficients[orbitalOf(this.projector, p, x)]);
    return solveUpper(this.factor, this.width, row); // (P[x, p] U⁻ᵀ)ᵀ = U⁻¹ P[p, x]
  }
}

/** The commonest orbital, and those whose coefficients are others than its. */
function keptOrbitals({ label, coefficients }: OrbitalCombination<number>): {
  readonly commonest: number;
  readonly kept: readonly number[];
  readonly valencies: readonly number[];
} {
  const valencies = coefficients.map(() => 0);
  for (const k of label) valencies[k]++;
  const commonest = valencies.reduce((best, valency, k) => (valency > valencies[best] ? k : best), 0);
  const kept = valencies.flatMap((_, k) => (coefficients[k] === coefficients[commonest] ? [] : [k]));
  return { commonest, kept, valencies };
}
