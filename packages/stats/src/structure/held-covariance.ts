/**
 * A covariance α·I + β·R(Z)R(Z)ᵀ on each component, held by its samples: it is solved by the Gram matrices of their
 * rows (Woodbury 1950), (αI + βRRᵀ)⁻¹ = (I − βR(αI + βRᵀR)⁻¹Rᵀ)/α.
 */
import { IsotypicError } from '@isotypic/algebra';
import {
  cholesky,
  choleskySolve,
  type Float64Layout,
  Float64Matrix,
  logDeterminantOfCholesky,
  product,
  solveLower,
  standardNormals,
} from '@isotypic/numeric/dense';
import { symmetrize } from '@isotypic/numeric/internal';
import { timesPowerOfTwo } from '../data/powers-of-two.js';
import { requireLength } from '../data/size-limit.js';
import { Room } from '../run/room.js';
import type { Operations } from '../run/run.js';
import type { Term } from './basis-rows.js';
import type { SolvedBlocks } from './held-blocks.js';
import { HeldSamples } from './held-samples.js';
import { LowerTriangle } from './lower-triangle.js';
import { addProduct, unitMultiples, vectorsIn } from './row-grams.js';
import { slabCoordinates } from './slabs.js';
import { factorTriangle, solveHermitian, solveTriangle } from './triangle-cholesky.js';

/** Numbers of the products of rows with all samples that are held at a time, 256 MB. */
const PRODUCTS = 2 ** 25;

/** Vectors of samples that are solved for at a time. */
const OWN_VECTORS = 512;

/** α and β of a component. */
export interface Loading {
  readonly identity: number;
  readonly samples: number;
}

/** Of αI + βRᵀR where `inner`, else of the block itself. */
type Factor =
  | { readonly inner: true; readonly L: LowerTriangle }
  | { readonly inner: false; readonly L: Float64Layout };

export class HeldCovariance implements SolvedBlocks {
  readonly holds = 'samples';
  private made: readonly Float64Layout[] | undefined;
  private factors: readonly (Factor | undefined)[] | undefined;

  /** @param grams R(Z)ᵀR(Z) of the components that occur. */
  constructor(
    private readonly Z: HeldSamples,
    private readonly grams: readonly (LowerTriangle | undefined)[],
    private readonly loadings: readonly Loading[],
  ) {}

  get blocks(): readonly Float64Layout[] {
    const { components } = this.Z.structure;
    const numbers = components.reduce((sum, c) => sum + (c.units * c.multiplicity) ** 2, 0);
    requireLength('StructuredCovariance.blocks', 'the blocks', numbers);
    this.made ??= components.map((_, k) => this.block(k));
    return this.made;
  }

  times(k: number, part: Float64Layout): Float64Layout {
    const { identity, samples } = this.loadings[k];
    const image = this.Z.push(k, this.Z.pull(k, part));
    for (let e = 0; e < image.data.length; e++) image.data[e] = samples * image.data[e] + identity * part.data[e];
    return image;
  }

  form(k: number, u: readonly Term[], v: readonly Term[]): number {
    const { identity, samples } = this.loadings[k];
    const left = this.Z.along(k, u);
    const right = u === v ? left : this.Z.along(k, v);
    const own = new Map(u.map(({ a, value }) => [a, value]));
    const dot = v.reduce((sum, { a, value }) => sum + value * (own.get(a) ?? 0), 0);
    return samples * left.reduce((sum, value, n) => sum + value * right[n], 0) + identity * dot;
  }

  timesPowerOfTwo(exponent: number): HeldCovariance {
    const loadings = this.loadings.map(({ identity, samples }) => ({
      identity: timesPowerOfTwo(identity, exponent),
      samples: timesPowerOfTwo(samples, exponent),
    }));
    return new HeldCovariance(this.Z, this.grams, loadings);
  }

  solve(where: string, k: number, part: Float64Layout): Float64Layout {
    const { identity, samples } = this.loadings[k];
    const { inner, L } = this.requireFactors(where)[k] as Factor;
    if (!inner) return choleskySolve(L, part);
    const image = this.Z.push(k, solveHermitian(L, this.Z.pull(k, part)));
    for (let e = 0; e < image.data.length; e++) image.data[e] = (part.data[e] - samples * image.data[e]) / identity;
    return image;
  }

  logDeterminant(where: string): number {
    const { components } = this.Z.structure;
    return this.requireFactors(where).reduce((sum, factor, k) => {
      if (factor === undefined) return sum;
      const { multiplicity, units, pooled } = components[k];
      if (!factor.inner) return sum + pooled * logDeterminantOfCholesky(factor.L);
      const rest = (multiplicity * units - factor.L.order) * Math.log(this.loadings[k].identity);
      const logs = factor.L.diagonal().reduce((total, v) => total + Math.log(v), 0);
      return sum + pooled * (rest + 2 * units * logs);
    }, 0);
  }

  /** (x − center)ᵀΣ⁻¹(x − center) of rows. @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` */
  async squaredLengths(
    where: string,
    rows: Float64Layout,
    center: Float64Array,
    operations: Operations,
  ): Promise<Float64Array> {
    const factors = this.requireFactors(where);
    if (this.areHeld(rows, center) && factors.every((factor) => factor?.inner ?? true)) return this.ownLengths(factors);
    const x = new HeldSamples(this.Z.structure, rows, center, undefined);
    const out = new Float64Array(rows.rows);
    const { components } = this.Z.structure;
    const perRow = components.reduce((sum, { pooled }, k) => sum + pooled * this.productsWith(k, factors[k]), 0);
    const height = Math.max(1, Math.floor(PRODUCTS / Math.max(1, perRow)));
    for (let from = 0; from < rows.rows; from += height) {
      const range = [from, Math.min(rows.rows, from + height)] as const;
      const along = await this.productsOf(x, range, factors, operations);
      factors.forEach((factor, k) => {
        if (factor !== undefined) this.addLengths(out, from, k, along[k], factor);
      });
    }
    return out;
  }

  /** Whether these are the samples themselves, less the same. */
  private areHeld({ data, rows }: Float64Layout, center: Float64Array): boolean {
    const { Z } = this;
    const isSame = data === Z.rows.data && rows === Z.rows.rows && Z.roots === undefined;
    return isSame && center.every((v, j) => v === (Z.center?.[j] ?? 0));
  }

  /** Of the samples themselves, whose products with all of them are known: the Gram matrices. */
  private ownLengths(factors: readonly (Factor | undefined)[]): Float64Array {
    const out = new Float64Array(this.Z.rows.rows);
    this.grams.forEach((K, k) => {
      const factor = factors[k];
      if (K === undefined || factor === undefined) return;
      const { pooled } = this.Z.structure.components[k];
      const step = pooled * Math.ceil(OWN_VECTORS / pooled);
      const squares = K.diagonal();
      for (let from = 0; from < K.size; from += step) {
        const to = Math.min(K.size, from + step);
        const images = new Float64Matrix(to - from, K.order);
        for (let r = from; r < to; r++) images.data.set(K.line(r), (r - from) * K.order);
        this.addLengths(out, from / pooled, k, { images, squares: squares.subarray(from, to) }, factor);
      }
    });
    return out;
  }

  /** Numbers that are held of each vector. */
  private productsWith(k: number, factor: Factor | undefined): number {
    if (factor === undefined) return 0;
    const { multiplicity, units } = this.Z.structure.components[k];
    return factor.inner ? this.Z.columns(k) : multiplicity * units;
  }

  /** Of rows, by components: their products with all samples, or themselves where the block has a factor. */
  private async productsOf(
    x: HeldSamples,
    [from, to]: readonly [number, number],
    factors: readonly (Factor | undefined)[],
    operations: Operations,
  ): Promise<Along[]> {
    const along = this.Z.structure.components.map(({ pooled }, k): Along => {
      const vectors = (to - from) * pooled;
      const images = new Float64Matrix(vectors, this.productsWith(k, factors[k]));
      return { images, squares: new Float64Array(vectors) };
    });
    // what is made for each slab and component again
    const [ofLeft, ofRight, ofRows, ofSamples, ofMultiples] = [0, 0, 0, 0, 0].map(() => new Room());
    for (const slab of this.Z.slabs) {
      const left = await slabCoordinates(x, [from, to], slab, operations, ofLeft);
      const right = await slabCoordinates(this.Z, [0, this.Z.rows.rows], slab, operations, ofRight);
      slab.components.forEach((c, k) => {
        const factor = factors[k];
        if (factor === undefined || c.multiplicity === 0) return;
        const { images, squares } = along[k];
        const v = vectorsIn(left, c, slab.points.length, ofRows);
        if (factor.inner) {
          addSquares(squares, v);
          const z = unitMultiples(vectorsIn(right, c, slab.points.length, ofSamples), c.units, ofMultiples);
          addProduct(images, v, z);
        } else placeCopies(images, v, slab.copies[k], c.units);
      });
    }
    return along;
  }

  /** Rows of standard normals by components, N×D, to coordinates of draws: √α·z + √β·R(Z)·z′. */
  draws(noise: Float64Matrix, seed: number | undefined): Float64Matrix {
    const { components, dimension } = this.Z.structure;
    const out = new Float64Matrix(noise.rows, dimension);
    const perRow = components.reduce((sum, { pooled }, k) => sum + pooled * this.Z.columns(k), 0);
    // numbers of a stream of their own
    const more = standardNormals(noise.rows, perRow, (seed ?? 0) + 0x5eed);
    for (let n = 0; n < noise.rows; n++) {
      let next = n * perRow;
      components.forEach(({ offset, pooled, multiplicity, units }, k) => {
        if (multiplicity === 0) return;
        const { identity, samples } = this.loadings[k];
        const size = this.Z.columns(k) * pooled;
        const z = { data: more.data.subarray(next, next + size), rows: this.Z.columns(k), cols: pooled };
        next += size;
        const image = this.Z.push(k, z);
        const at = n * dimension + offset;
        for (let e = 0; e < multiplicity * units * pooled; e++) {
          out.data[at + e] = Math.sqrt(identity) * noise.data[at + e] + Math.sqrt(samples) * image.data[e];
        }
      });
    }
    return out;
  }

  private block(k: number): Float64Layout {
    const { identity, samples } = this.loadings[k];
    const W = this.Z.matrix(k);
    const C = product(W, W, { transposeLeft: true });
    for (let e = 0; e < C.data.length; e++) C.data[e] *= samples;
    for (let i = 0; i < C.rows; i++) C.data[i * (C.cols + 1)] += identity;
    return symmetrize(C);
  }

  private requireFactors(where: string): readonly (Factor | undefined)[] {
    this.factors ??= this.grams.map((K, k) => K && this.factorOf(where, K, k));
    return this.factors;
  }

  private factorOf(where: string, K: LowerTriangle, k: number): Factor {
    const { label, multiplicity, units } = this.Z.structure.components[k];
    const { identity, samples } = this.loadings[k];
    const width = multiplicity * units;
    if (identity > 0 && K.order < width) {
      const L = new LowerTriangle(K.size, units);
      for (let e = 0; e < L.numbers.length; e++) L.numbers[e] = samples * K.numbers[e];
      for (let r = 0; r < L.size; r++) L.numbers[L.rowStart(r) + units * r] += identity;
      if (factorTriangle(L)) return { inner: true, L };
    }
    const rank = `, of rank at most ${K.order} of ${width}`;
    try {
      if (K.order >= width) return { inner: false, L: cholesky(this.block(k)) };
    } catch (error) {
      if (!(error instanceof IsotypicError) || error.code !== 'NOT_POSITIVE_DEFINITE') throw error;
    }
    throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
      where,
      expected: 'a covariance whose determinant is not 0',
      received: `a singular block at component ${label}${K.order < width ? rank : ''}`,
      remedy: 'Take more samples than the multiplicity, or pass { shrinkage }, a Gaussian also { prior }.',
    });
  }

  private addLengths(out: Float64Array, from: number, k: number, { images, squares }: Along, factor: Factor): void {
    const { pooled } = this.Z.structure.components[k];
    const { identity, samples } = this.loadings[k];
    const right = images.transpose();
    const whitened = factor.inner ? solveTriangle(factor.L, right) : solveLower(factor.L, right);
    for (let r = 0; r < images.rows; r++) {
      let length = 0;
      for (let i = 0; i < whitened.rows; i++) length += whitened.data[i * whitened.cols + r] ** 2;
      out[from + Math.floor(r / pooled)] += factor.inner ? (squares[r] - samples * length) / identity : length;
    }
  }
}

/** Of the vectors of a component: what a factor is to be applied to, and their squared lengths. */
interface Along {
  readonly images: Float64Matrix;
  readonly squares: Float64Array;
}

function addSquares(target: Float64Array, { data, rows, cols }: Float64Layout): void {
  for (let r = 0; r < rows; r++) for (let e = r * cols; e < (r + 1) * cols; e++) target[r] += data[e] ** 2;
}

/** Copies of a slab to their places among all. */
function placeCopies(target: Float64Layout, { data, rows, cols }: Float64Layout, copies: Int32Array, units: number) {
  for (let r = 0; r < rows; r++) {
    copies.forEach((copy, i) => {
      const from = r * cols + i * units;
      target.data.set(data.subarray(from, from + units), r * target.cols + copy * units);
    });
  }
}
