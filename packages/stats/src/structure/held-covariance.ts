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
import type { Operations } from '../run/run.js';
import type { HeldBlocks } from './held-blocks.js';
import { HeldSamples } from './held-samples.js';
import { forms, type Room } from './row-grams.js';

/** Chunks of rows that all samples pass at once: 256 MB, and as much again. */
const CHUNKS = 8;

/** α and β of a component. */
export interface Loading {
  readonly identity: number;
  readonly samples: number;
}

/** Of αI + βRᵀR where `inner`, else of the block itself. */
interface Factor {
  readonly inner: boolean;
  readonly L: Float64Layout;
}

export class HeldCovariance implements HeldBlocks {
  readonly holds = 'samples';
  private made: readonly Float64Layout[] | undefined;
  private factors: readonly (Factor | undefined)[] | undefined;

  /** @param grams R(Z)ᵀR(Z) of the components that occur. */
  constructor(
    private readonly Z: HeldSamples,
    private readonly grams: readonly (Float64Layout | undefined)[],
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

  entry(k: number, a: number, b: number): number {
    const { identity, samples } = this.loadings[k];
    const [left, right] = [this.Z.line(k, a), this.Z.line(k, b)];
    return samples * left.reduce((sum, v, n) => sum + v * right[n], 0) + (a === b ? identity : 0);
  }

  timesPowerOfTwo(exponent: number): HeldCovariance {
    const loadings = this.loadings.map(({ identity, samples }) => ({
      identity: timesPowerOfTwo(identity, exponent),
      samples: timesPowerOfTwo(samples, exponent),
    }));
    return new HeldCovariance(this.Z, this.grams, loadings);
  }

  /** C_k⁻¹·part. @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` */
  solve(where: string, k: number, part: Float64Layout): Float64Layout {
    const { identity, samples } = this.loadings[k];
    const { inner, L } = this.requireFactors(where)[k] as Factor;
    if (!inner) return choleskySolve(L, part);
    const image = this.Z.push(k, choleskySolve(L, this.Z.pull(k, part)));
    for (let e = 0; e < image.data.length; e++) image.data[e] = (part.data[e] - samples * image.data[e]) / identity;
    return image;
  }

  /** log det Σ. @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` */
  logDeterminant(where: string): number {
    const { components } = this.Z.structure;
    return this.requireFactors(where).reduce((sum, factor, k) => {
      if (factor === undefined) return sum;
      const { multiplicity, units, pooled } = components[k];
      const rest = factor.inner ? (multiplicity * units - factor.L.rows) * Math.log(this.loadings[k].identity) : 0;
      return sum + pooled * (rest + logDeterminantOfCholesky(factor.L));
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
    const { structure } = this.Z;
    const x = new HeldSamples(structure, rows, center, undefined);
    const wanted = factors.map((factor) => factor !== undefined);
    const out = new Float64Array(rows.rows);
    const [height, tall] = [this.Z.rowsOfChunks(1), this.Z.rowsOfChunks(CHUNKS)];
    const [room, otherRoom]: Room[] = [new Map(), new Map()];
    for (let from = 0; from < rows.rows; from += tall) {
      const count = Math.min(tall, rows.rows - from);
      const left = await forms(x, [from, from + count], wanted, operations, room);
      const vectors = left.map((form, k) => form && this.firstColumns(form, k));
      const along = vectors.map((v, k) => (v && factors[k]?.inner ? new Float64Matrix(v.rows, this.Z.columns(k)) : v));
      for (let start = 0; start < this.Z.rows.rows; start += height) {
        const end = Math.min(this.Z.rows.rows, start + height);
        const right = await forms(this.Z, [start, end], wanted, operations, otherRoom);
        along.forEach((target, k) => {
          const [v, z] = [vectors[k], right[k]];
          if (target === undefined || target === v || v === undefined || z === undefined) return;
          const { units, pooled } = structure.components[k];
          placeColumns(target, product(v, z, { transposeRight: true }), start * units * pooled);
        });
      }
      vectors.forEach((v, k) => {
        if (v !== undefined) this.addLengths(out, from, k, v, along[k] as Float64Layout, factors[k] as Factor);
      });
    }
    return out;
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

  private factorOf(where: string, K: Float64Layout, k: number): Factor {
    const { label, multiplicity, units } = this.Z.structure.components[k];
    const { identity, samples } = this.loadings[k];
    const width = multiplicity * units;
    if (identity > 0 && K.rows < width) {
      const data = K.data.map((v, e) => samples * v + (e % (K.cols + 1) === 0 ? identity : 0));
      return { inner: true, L: cholesky({ ...K, data }) };
    }
    const rank = `, of rank at most ${K.rows} of ${width}`;
    try {
      if (K.rows >= width) return { inner: false, L: cholesky(this.block(k)) };
    } catch (error) {
      if (!(error instanceof IsotypicError) || error.code !== 'NOT_POSITIVE_DEFINITE') throw error;
    }
    throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
      where,
      expected: 'a covariance whose determinant is not 0',
      received: `a singular block at component ${label}${K.rows < width ? rank : ''}`,
      remedy: 'Take more samples than the multiplicity, or pass { shrinkage }, a Gaussian also { prior }.',
    });
  }

  /** The pooled coordinates themselves: the first of the e columns of each form. */
  private firstColumns(form: Float64Layout, k: number): Float64Layout {
    const { units } = this.Z.structure.components[k];
    if (units === 1) return form;
    const { cols } = form;
    const rows = form.rows / units;
    const made = new Float64Matrix(rows, cols);
    for (let r = 0; r < rows; r++)
      made.data.set(form.data.subarray(r * units * cols, (r * units + 1) * cols), r * cols);
    return made;
  }

  private addLengths(
    out: Float64Array,
    from: number,
    k: number,
    vectors: Float64Layout,
    along: Float64Layout,
    { inner, L }: Factor,
  ): void {
    const { pooled } = this.Z.structure.components[k];
    const { identity, samples } = this.loadings[k];
    const whitened = solveLower(L, Float64Matrix.from(along).transpose());
    for (let r = 0; r < vectors.rows; r++) {
      let squares = 0;
      for (let i = 0; i < whitened.rows; i++) squares += whitened.data[i * whitened.cols + r] ** 2;
      let own = 0;
      if (inner) for (let j = 0; j < vectors.cols; j++) own += vectors.data[r * vectors.cols + j] ** 2;
      out[from + Math.floor(r / pooled)] += inner ? (own - samples * squares) / identity : squares;
    }
  }
}

function placeColumns(target: Float64Layout, { data, rows, cols }: Float64Layout, col: number): void {
  for (let r = 0; r < rows; r++) target.data.set(data.subarray(r * cols, (r + 1) * cols), r * target.cols + col);
}
