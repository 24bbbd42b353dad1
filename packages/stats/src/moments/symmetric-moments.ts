/**
 * Sufficient statistics of symmetric Gaussian models, mergeable: count, weights, sums, and per component the projected
 * second moments about the sample mean. O(Σ (m·e)²) numbers whatever N is, so a stream needs constant memory and the
 * parts of a data set may be computed anywhere and merged in any order.
 */
import { AbortedError, IsotypicError, invalidArgument } from '@isotypic/algebra';
import { checkTogether, type SampleOptions, type Samples } from '../data/samples.js';
import type { Float64Layout } from '../dense/layout.js';
import type { Products } from '../dense/products.js';
import { type BackendOption, withProducts } from '../dense/products.js';
import { columnMeans } from '../estimators/mean.js';
import { fromCoordinates, toCoordinates } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { type StructureSource, structureOf, structuresOf } from '../structure/structure-of.js';
import { projectOnUnits } from '../structure/units.js';
import { blocksFromCoordinates, blocksFromGram } from './batch-moments.js';
import { CompensatedSums } from './compensated.js';

/** Rows of x, or rows of x and y that belong together. */
export type Batch = Samples | { readonly x: Samples; readonly y: Samples };

export type PushOptions = SampleOptions & BackendOption;

/** What {@link SymmetricMoments.toJSON} writes: plain numbers, exact to the bit through JSON. */
export interface SymmetricMomentsJSON {
  readonly format: 'isotypic-symmetric-moments';
  readonly version: 1;
  /** Shape of the structure: dimensions and per component [degree, type units, multiplicities]. */
  readonly shape: string;
  readonly count: number;
  readonly weights: readonly [high: number, low: number, squaresHigh: number, squaresLow: number];
  readonly sums: readonly { readonly high: readonly number[]; readonly low: readonly number[] }[];
  readonly comoments: readonly { readonly high: readonly number[]; readonly low: readonly number[] }[];
}

/**
 * Streaming, mergeable moments of samples x ∈ X (and y ∈ Y) under a group.
 *
 * @example
 * const moments = new SymmetricMoments(permutationRepresentation(catalogue.cyclic(2)));
 * for (const batch of [[[1, 2], [3, 4]], [[5, 9]]]) await moments.push(batch);
 * (await covarianceOf(moments)).toRows(); // [[9.25, 6.25], [6.25, 9.25]]
 */
export class SymmetricMoments {
  /** [X] or [X, Y]; aligned: component k is the same irreducible in both. */
  readonly structures: readonly IsotypicStructure[];
  private samples = 0;
  /** Σw and Σw². */
  private readonly weightSums = new CompensatedSums(2);
  /** Σ w·x̂ in pooled coordinates, per space. */
  private readonly sums: readonly CompensatedSums[];
  /** Per component: projection of Σ w (ẑ − mean)(ẑ − mean)ᵀ, z = (x, y), averaged over the pooled coordinates. */
  private readonly comoments: readonly CompensatedSums[];

  constructor(x: StructureSource, y?: StructureSource) {
    this.structures = y === undefined ? [structureOf(x)] : structuresOf('SymmetricMoments', x, y);
    this.sums = this.structures.map((s) => new CompensatedSums(s.dimension));
    this.comoments = this.widths().map((w) => new CompensatedSums(w * w));
  }

  /** Number of rows seen. */
  get count(): number {
    return this.samples;
  }

  /** Σ w; the count when nothing was weighted. */
  get weight(): number {
    return this.weightSums.values()[0];
  }

  /** Σ w²; the count when nothing was weighted. */
  get squaredWeight(): number {
    return this.weightSums.values()[1];
  }

  /**
   * Adds a batch of rows. Two passes over the batch (mean, then centered products), and Chan, Golub and LeVeque's
   * update (1983, eq. 2.1) to join it to what was there; so no digits are lost to a large mean.
   * @throws {IsotypicError} as `checkSamples`; the moments are unchanged then.
   */
  async push(batch: Batch, options: PushOptions = {}): Promise<this> {
    const where = 'SymmetricMoments.push';
    const paired = isPair(batch);
    if (paired !== (this.structures.length === 2)) {
      throw invalidArgument(where, paired ? 'rows of x only' : '{ x, y }, rows of both spaces', batch);
    }
    const parts = paired
      ? [
          { samples: batch.x, dimension: this.structures[0].dimension, name: 'X' },
          { samples: batch.y, dimension: this.structures[1].dimension, name: 'Y' },
        ]
      : [{ samples: batch, dimension: this.structures[0].dimension, name: 'X' }];
    const checked = checkTogether(where, parts, { ...options, minimum: 0 });
    if (checked[0].rows === 0) return this;
    return withProducts(options.backend, async (products) => {
      await this.pushChecked(checked, checked[0].weights, products);
      return this;
    });
  }

  /**
   * Adds batches as they come (`csvBatches`, Arrow record batches, any async iterable) at constant memory.
   * `onBatch` is called after each with the rows so far: the place to save {@link toJSON} for a later resumption.
   * @throws {IsotypicError} `ABORTED` when the signal fires between batches; what was pushed stays.
   */
  async pushAll(
    batches: AsyncIterable<Batch> | Iterable<Batch>,
    options: Pick<PushOptions, 'missing' | 'backend'> & {
      readonly signal?: AbortSignal;
      readonly onBatch?: (rows: number) => void;
    } = {},
  ): Promise<this> {
    for await (const batch of batches) {
      if (options.signal?.aborted) throw new AbortedError('SymmetricMoments.pushAll', options.signal.reason);
      await this.push(batch, options);
      options.onBatch?.(this.samples);
    }
    return this;
  }

  /** Adds what another has seen. Commutative and associative to rounding. */
  merge(other: SymmetricMoments): this {
    if (other.shape() !== this.shape()) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'SymmetricMoments.merge',
        expected: `moments of shape ${this.shape()}`,
        received: other.shape(),
      });
    }
    if (other.samples === 0) return this;
    this.correctForMeans(other.weight, other.meanCoordinates());
    this.comoments.forEach((c, k) => {
      c.merge(other.comoments[k]);
    });
    this.sums.forEach((s, k) => {
      s.merge(other.sums[k]);
    });
    this.weightSums.merge(other.weightSums);
    this.samples += other.samples;
    return this;
  }

  /** The sample mean of space `which`, in pooled isotypic coordinates. */
  sampleMeanCoordinates(which = 0): Float64Array {
    const W = this.weight;
    return this.sums[which].values().map((s) => s / W);
  }

  /** The invariant mean of space `which` in the original coordinates: the sample mean projected on the fixed space. */
  invariantMean(which = 0): Float64Array {
    const structure = this.structures[which];
    const mean = this.sampleMeanCoordinates(which);
    for (const c of structure.components) {
      if (!c.isTrivial) mean.fill(0, c.offset, c.offset + c.degree * c.multiplicity);
    }
    return fromCoordinates(mean, structure);
  }

  /**
   * Block (a, b) of component k of Σ w (a − center)(b − center)ᵀ: real (e·mₐ)×(e·m_b), structured. `center` is the
   * sample mean, the invariant mean (the sample mean on the trivial component, 0 elsewhere), or 0.
   */
  block(k: number, a: 0 | 1, b: 0 | 1, center: 'sample-mean' | 'invariant-mean' | 'zero'): Float64Layout {
    const component = this.structures[0].components[k];
    const width = this.widths()[k];
    const full = this.comoments[k].values();
    const atZero = center === 'zero' || (center === 'invariant-mean' && !component.isTrivial);
    if (atZero) this.addOuter(k, full, this.meanCoordinates(), this.weight);
    const sizes = this.structures.map((s) => s.components[k].multiplicity * component.units);
    const [r0, c0] = [a === 0 ? 0 : sizes[0], b === 0 ? 0 : sizes[0]];
    const [rows, cols] = [sizes[a], sizes[b]];
    const data = new Float64Array(rows * cols);
    for (let i = 0; i < rows; i++) {
      data.set(full.subarray((r0 + i) * width + c0, (r0 + i) * width + c0 + cols), i * cols);
    }
    return { data, rows, cols };
  }

  toJSON(): SymmetricMomentsJSON {
    const pair = (s: CompensatedSums) => ({ high: Array.from(s.high), low: Array.from(s.low) });
    const w = this.weightSums;
    return {
      format: 'isotypic-symmetric-moments',
      version: 1,
      shape: this.shape(),
      count: this.samples,
      weights: [w.high[0], w.low[0], w.high[1], w.low[1]],
      sums: this.sums.map(pair),
      comoments: this.comoments.map(pair),
    };
  }

  /** @throws {IsotypicError} `PARSE` when the JSON is not of this format, or of other representations. */
  static fromJSON(json: SymmetricMomentsJSON, x: StructureSource, y?: StructureSource): SymmetricMoments {
    const moments = new SymmetricMoments(x, y);
    const sized = (list: unknown, totals: readonly CompensatedSums[]): boolean =>
      Array.isArray(list) &&
      list.length === totals.length &&
      list.every((p, k) => p?.high?.length === totals[k].high.length && p?.low?.length === totals[k].high.length);
    const valid =
      json?.format === 'isotypic-symmetric-moments' &&
      json.version === 1 &&
      json.shape === moments.shape() &&
      sized(json.sums, moments.sums) &&
      sized(json.comoments, moments.comoments);
    if (!valid) {
      throw new IsotypicError('PARSE', {
        where: 'SymmetricMoments.fromJSON',
        expected: `moments, version 1, of shape ${moments.shape()}`,
        received: `format ${json?.format}, version ${json?.version}, shape ${json?.shape}`,
      });
    }
    const fill = (target: CompensatedSums, from: { high: readonly number[]; low: readonly number[] }) => {
      target.high.set(from.high);
      target.low.set(from.low);
    };
    moments.samples = json.count;
    fill(moments.weightSums, {
      high: [json.weights[0], json.weights[2]],
      low: [json.weights[1], json.weights[3]],
    });
    json.sums.forEach((p, k) => {
      fill(moments.sums[k], p);
    });
    json.comoments.forEach((p, k) => {
      fill(moments.comoments[k], p);
    });
    return moments;
  }

  private async pushChecked(
    checked: readonly Float64Layout[],
    weights: Float64Array | undefined,
    products: Products,
  ): Promise<void> {
    const { rows } = checked[0];
    const means = checked.map((M) => columnMeans(M, weights));
    const chunks = { parts: checked, means, weights };
    const grams =
      (await blocksFromGram(chunks, this.structures, products)) ??
      (await blocksFromCoordinates(chunks, this.structures, products));
    const W = weights === undefined ? rows : weights.reduce((a, b) => a + b, 0);
    const W2 = weights === undefined ? rows : weights.reduce((a, b) => a + b * b, 0);
    const meanCoordinates = means.map((mean, k) => toCoordinates(mean, this.structures[k]));
    // Nothing is awaited from here on: two concurrent pushes cannot interleave their updates.
    this.correctForMeans(W, meanCoordinates);
    grams.forEach((gram, k) => {
      this.comoments[k].add(gram);
    });
    this.sums.forEach((s, k) => {
      s.add(meanCoordinates[k], W);
    });
    this.weightSums.add([W, W2]);
    this.samples += rows;
  }

  /** Adds (W·V/(W+V)) δδᵀ, δ the difference of the two means: the between-batches part of the joint moments. */
  private correctForMeans(otherWeight: number, otherMeans: readonly Float64Array[]): void {
    if (this.samples === 0) return;
    const own = this.meanCoordinates();
    const delta = own.map((mean, a) => mean.map((v, i) => otherMeans[a][i] - v));
    const W = this.weight;
    this.structures[0].components.forEach((_, k) => {
      const outer = new Float64Array(this.comoments[k].high.length);
      this.addOuter(k, outer, delta, (W * otherWeight) / (W + otherWeight));
      this.comoments[k].add(outer);
    });
  }

  /** target += c · projection of v vᵀ on component k, v = (v_X, v_Y) in pooled coordinates. */
  private addOuter(k: number, target: Float64Array, v: readonly Float64Array[], c: number): void {
    const { units, pooled } = this.structures[0].components[k];
    const sizes = this.structures.map((s) => s.components[k].multiplicity * units);
    const width = sizes.reduce((a, b) => a + b, 0);
    const row = new Float64Array(width);
    const outer = new Float64Array(width * width);
    for (let s = 0; s < pooled; s++) {
      let at = 0;
      this.structures.forEach((structure, a) => {
        const from = structure.components[k].offset + s * sizes[a];
        row.set(v[a].subarray(from, from + sizes[a]), at);
        at += sizes[a];
      });
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < width; j++) outer[i * width + j] += (c / pooled) * row[i] * row[j];
      }
    }
    projectOnUnits(outer, width / units, width / units, units);
    for (let i = 0; i < outer.length; i++) target[i] += outer[i];
  }

  private meanCoordinates(): Float64Array[] {
    return this.structures.map((_, a) => this.sampleMeanCoordinates(a));
  }

  private widths(): number[] {
    return this.structures[0].components.map((c, k) =>
      this.structures.reduce((sum, s) => sum + s.components[k].multiplicity * c.units, 0),
    );
  }

  private shape(): string {
    return this.structures
      .map((s) => `${s.dimension}:${s.components.map((c) => `${c.degree}/${c.units}x${c.multiplicity}`).join('+')}`)
      .join(' | ');
  }
}

function isPair(batch: Batch): batch is { readonly x: Samples; readonly y: Samples } {
  return typeof batch === 'object' && batch !== null && 'x' in batch && 'y' in batch;
}
