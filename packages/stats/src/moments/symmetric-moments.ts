/**
 * Sufficient statistics of symmetric Gaussian models, mergeable: count, weights, sums, and per component the projected
 * second moments about the sample mean. O(Σ (m·e)²) numbers whatever N is, so a stream needs constant memory and the
 * parts of a data set may be computed anywhere and merged in any order.
 */
import { WorkMeter } from '@isotypic/algebra';
import {
  callable,
  checkArgument,
  checkOptions,
  instance,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import type { SpacePair } from '@isotypic/numeric';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { BATCHES, SAMPLE_OPTION_KINDS, STRUCTURE, VECTOR } from '../data/argument-kinds.js';
import type { GivenCovarianceOptions } from '../data/given-covariance.js';
import { scaledBy, timesPowerOfTwo } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { type CheckedSamples, checkTogether, readTogether, type Samples } from '../data/samples.js';
import { requireLength } from '../data/size-limit.js';
import { once } from '../run/once.js';
import { RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { fromCoordinates } from '../structure/equivariant-blocks.js';
import { requireSameStructures } from '../structure/fingerprint.js';
import { invariantPart } from '../structure/invariant-part.js';
import { type IsotypicStructure, keepTrivial } from '../structure/isotypic-structure.js';
import { type StructureSource, structureOf, structuresOf } from '../structure/structure-of.js';
import { type GivenSums, sumsOfGiven } from './given-sums.js';
import {
  centeredBlocks,
  copyOfSums,
  emptySums,
  joinSums,
  MOMENT_CENTERS,
  type MomentCenter,
  type MomentSums,
  meansAboutShift,
} from './moment-sums.js';
import { readSums, type SymmetricMomentsJSON, writeSums } from './moments-json.js';
import { jointWidth } from './second-moments.js';

/** As the backend, loaded with the first rows. */
const batchMoments = /* @__PURE__ */ once(() => import('./batch-moments.js'));

/** The second moments of every pair of spaces. */
const ALL_PAIRS: Readonly<Record<1 | 2, readonly SpacePair[]>> = {
  1: [[0, 0]],
  2: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
};

/** Rows of x, or rows of x and y that belong together. */
export type Batch = Samples | { readonly x: Samples; readonly y: Samples };

/** Options of `push`. */
export type PushOptions = SampleOptions & RunOptions;

const CENTER: Kind = oneOf(...MOMENT_CENTERS);

const PUSH_OPTION_KINDS: OptionKinds<PushOptions> = { ...SAMPLE_OPTION_KINDS, ...RUN_OPTION_KINDS };

/** Options of a stream of batches. A step of the budget is a batch. */
export interface StreamOptions extends Pick<PushOptions, 'missing'>, RunOptions {
  /** Called after each batch with the rows so far: the place to save {@link SymmetricMoments.toJSON}. */
  readonly onBatch?: (rows: number) => void;
}

const STREAM_OPTION_KINDS: OptionKinds<StreamOptions> = {
  missing: SAMPLE_OPTION_KINDS.missing,
  onBatch: callable,
  ...RUN_OPTION_KINDS,
};

/**
 * The units of {@link SymmetricMoments.block}: data are multiples of 2^exponents[space], weights of 2^weightExponent.
 */
export interface MomentScales {
  readonly exponents: readonly number[];
  readonly weightExponent: number;
  /** Σw in units of 2^weightExponent. */
  readonly weight: number;
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
  private readonly sums: MomentSums;

  constructor(x: StructureSource, y?: StructureSource) {
    const where = 'SymmetricMoments';
    checkArgument(where, 'x', x, STRUCTURE);
    if (y !== undefined) checkArgument(where, 'y', y, STRUCTURE);
    this.structures = y === undefined ? [structureOf(x)] : structuresOf(where, x, y);
    const numbers = this.structures[0].components.reduce((sum, _, k) => sum + jointWidth(this.structures, k) ** 2, 0);
    requireLength(where, 'the second moments', numbers);
    this.sums = emptySums(this.structures);
  }

  /** What a space may be: 0 for x, 1 for y where there is one. */
  private get space(): Kind {
    return integer(0, this.structures.length - 1);
  }

  /** Number of rows seen. */
  get count(): number {
    return this.sums.count;
  }

  /** Σ w; the count when nothing was weighted; ∞ beyond float64's range. */
  get weight(): number {
    return timesPowerOfTwo(this.sums.weights.values()[0], this.sums.weightExponent);
  }

  /**
   * (Σ w)²/Σ w², Kish's effective sample size: the number of equally weighted rows whose mean has the same variance;
   * the count when nothing was weighted. Source: Kish, Survey Sampling (1965), §11.2.
   */
  get effectiveCount(): number {
    const [W, W2] = this.sums.weights.values();
    return this.sums.count === 0 ? 0 : W * (W / W2);
  }

  /** How {@link block} is to be read. */
  get scales(): MomentScales {
    const { exponents, weightExponent, weights } = this.sums;
    return { exponents, weightExponent, weight: weights.values()[0] };
  }

  /**
   * Adds a batch of rows. Two passes over the batch (mean, then centered products), and Chan, Golub and LeVeque's
   * update to join it to what was there; so no digits are lost to a large mean, nor to a large or small scale.
   * @throws {IsotypicError} as `checkSamples`; the moments are unchanged then.
   */
  async push(batch: Batch, options: PushOptions = {}): Promise<this> {
    const where = 'SymmetricMoments.push';
    checkOptions(where, options, PUSH_OPTION_KINDS);
    return this.pushParts(where, this.partsOf(where, batch, 'batch'), options);
  }

  /** @internal Adds rows for a function that calls them otherwise; its options were checked. Other pairs stay zero. */
  async pushParts(
    where: string,
    parts: readonly { readonly samples: Samples; readonly name: string }[],
    options: PushOptions,
    pairs: readonly SpacePair[] = ALL_PAIRS[this.structures.length as 1 | 2],
  ): Promise<this> {
    const sized = parts.map((part, a) => ({ ...part, dimension: this.structures[a].dimension }));
    const reading = { ...options, minimum: 0 };
    const read = readTogether(where, sized, reading);
    if (read[0].rows === 0) return this;
    const { sumsOfBatch } = await batchMoments();
    return withOperations(watched(where, options).backend, async (operations) => {
      const sumsOf = (batch: readonly CheckedSamples[]) =>
        sumsOfBatch(batch, this.structures, this.sums, operations, pairs);
      // Ordinary numbers need no look of their own; others are read to be refused, dropped or scaled.
      let sums = options.missing === 'drop' ? undefined : await sumsOf(read);
      if (sums === undefined) {
        const checked = checkTogether(where, sized, reading);
        sums = checked[0].rows === 0 ? undefined : await sumsOf(checked);
      }
      // Nothing is awaited in here: two concurrent pushes cannot interleave their updates.
      if (sums !== undefined) joinSums(this.structures, this.sums, sums);
      return this;
    });
  }

  /**
   * Adds batches as they come (`csvBatches`, Arrow record batches, any async iterable) at constant memory.
   * @throws {IsotypicError} `ABORTED` when the signal fires, `BUDGET_EXCEEDED` after `budget` batches, with
   * `details.known` the number of rows that these moments hold; what was pushed stays.
   */
  async pushAll(batches: AsyncIterable<Batch> | Iterable<Batch>, options: StreamOptions = {}): Promise<this> {
    const where = 'SymmetricMoments.pushAll';
    checkArgument(where, 'batches', batches, BATCHES);
    checkOptions(where, options, STREAM_OPTION_KINDS);
    const { missing, backend, signal, onProgress, budget } = options;
    const meter = new WorkMeter(where, { signal, onProgress, budget });
    let at = 0;
    for await (const batch of batches) {
      meter.step(1, () => this.count);
      const parts = this.partsOf(where, batch, `batches (number ${at++})`);
      await this.pushParts(where, parts, { missing, backend, signal });
      meter.report('rows', this.count);
      options.onBatch?.(this.count);
    }
    return this;
  }

  /**
   * Adds what another has seen. Commutative and associative to rounding.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for moments of another action, or of the same one in another basis.
   */
  merge(other: SymmetricMoments): this {
    const where = 'SymmetricMoments.merge';
    checkArgument(where, 'other', other, MOMENTS);
    requireSameStructures(where, this.structures, other.structures);
    if (other.count > 0) joinSums(this.structures, this.sums, copyOfSums(other.sums, this.structures));
    return this;
  }

  /**
   * The moments of samples of which only mean and covariance are known.
   *
   * @param covariance D×D. @param mean of the samples, length D. @param samples how many there were, N ≥ 2.
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, `INVALID_ARGUMENT` unless the matrix is symmetric and
   * positive semidefinite.
   * @example
   * const rep = permutationRepresentation(catalogue.cyclic(2));
   * const moments = await SymmetricMoments.fromCovariance([[4, 1], [1, 3]], [0, 0], 20, rep);
   * (await covarianceOf(moments, { center: 'sample-mean' })).toRows(); // [[3.5, 1], [1, 3.5]]
   */
  static async fromCovariance(
    covariance: Samples,
    mean: ArrayLike<number>,
    samples: number,
    rep: StructureSource,
    options: GivenCovarianceOptions & RunOptions = {},
  ): Promise<SymmetricMoments> {
    const where = 'SymmetricMoments.fromCovariance';
    checkArgument(where, 'mean', mean, VECTOR);
    checkArgument(where, 'rep', rep, STRUCTURE);
    const made = new SymmetricMoments(rep);
    // a room of its own, which most programs do not enter
    const { sumsOfCovariance } = await import('./covariance-sums.js');
    const known = { covariance, mean, samples };
    joinSums(made.structures, made.sums, await sumsOfCovariance(where, made.structures[0], known, options));
    return made;
  }

  /**
   * The moments of rows that were summed elsewhere, by a query for example. Sums about a shift that is the mean to a
   * hundredth of the spread lose no digits; see `planMoments` of `@isotypic/sql`.
   *
   * @param y the second space, for sums of x and y together.
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, `INVALID_ARGUMENT` for sums that no rows have.
   * @example
   * const rep = permutationRepresentation(catalogue.cyclic(2));
   * const products = [[1, 1], [1, 1]]; // of the rows (1, 2) and (2, 3), less (1, 2)
   * const sums = { count: 2, weight: 2, squaredWeight: 2, shift: [1, 2], sums: [1, 1], products };
   * SymmetricMoments.fromSums(rep, sums).invariantMean(); // Float64Array [2, 2]
   */
  static fromSums(x: StructureSource, sums: GivenSums, y?: StructureSource): SymmetricMoments {
    const moments = new SymmetricMoments(x, y);
    const read = sumsOfGiven('SymmetricMoments.fromSums', moments.structures, sums);
    if (read !== undefined) joinSums(moments.structures, moments.sums, read);
    return moments;
  }

  /** The invariant mean of space `which` in the original coordinates: the sample mean projected on the fixed space. */
  invariantMean(which: 0 | 1 = 0): Float64Array {
    checkArgument('SymmetricMoments.invariantMean', 'which', which, this.space);
    const structure = this.structures[which];
    const deviation = keepTrivial(meansAboutShift(this.sums)[which], structure);
    const mean = fromCoordinates(deviation, structure).map((v, i) => this.sums.shifts[which][i] + v);
    // Constant on the orbits but for rounding so far.
    const invariant = structure.representation === undefined ? mean : invariantPart(mean, structure.representation);
    return scaledBy(invariant, this.sums.exponents[which]);
  }

  /** @internal The sample mean of space `which`, without symmetry. */
  sampleMean(which: 0 | 1 = 0): Float64Array {
    const structure = this.structures[which];
    const mean = fromCoordinates(meansAboutShift(this.sums)[which], structure);
    return scaledBy(
      mean.map((v, i) => this.sums.shifts[which][i] + v),
      this.sums.exponents[which],
    );
  }

  /**
   * Block (a, b) of component k of Σ w (a − center)(b − center)ᵀ: real (e·mₐ)×(e·m_b), structured. `center` is the
   * sample mean, the invariant mean (the sample mean on the trivial component, 0 elsewhere), or 0. In the units of
   * {@link scales}: to be multiplied by 2^(weightExponent + exponents[a] + exponents[b]), which is 1 for data and
   * weights of ordinary size.
   */
  block(k: number, a: 0 | 1, b: 0 | 1, center: MomentCenter): Float64Layout {
    const where = 'SymmetricMoments.block';
    checkArgument(where, 'k', k, integer(0, this.structures[0].components.length - 1));
    checkArgument(where, 'a', a, this.space);
    checkArgument(where, 'b', b, this.space);
    checkArgument(where, 'center', center, CENTER);
    return this.blocks(a, b, center)[k];
  }

  /** @internal {@link block} of every component, for callers whose arguments were checked; or about known means. */
  blocks(a: 0 | 1, b: 0 | 1, center: MomentCenter | readonly Float64Array[]): Float64Layout[] {
    return centeredBlocks(this.structures, this.sums, [a, b], center);
  }

  private partsOf(where: string, batch: Batch, name: string): { samples: Samples; name: string }[] {
    const paired = isPair(batch);
    if (paired !== (this.structures.length === 2)) {
      const expected = paired ? `${name} to be rows of x only` : `${name} to be { x, y }, rows of both spaces`;
      throw invalidArgument(where, expected, batch);
    }
    return paired
      ? [
          { samples: batch.x, name: `x of ${name}` },
          { samples: batch.y, name: `y of ${name}` },
        ]
      : [{ samples: batch, name }];
  }

  /** Plain numbers, exact to the bit through JSON, with fingerprints of the action and the basis. */
  toJSON(): SymmetricMomentsJSON {
    return writeSums(this.structures, this.sums);
  }

  /**
   * The moments that {@link toJSON} wrote.
   * @throws {IsotypicError} `PARSE` when the JSON is not of this format, or of version 1, which does not say of which
   * action it is; `INVALID_ARGUMENT` for moments of another action, of other generators, or in another basis.
   */
  static fromJSON(json: SymmetricMomentsJSON, x: StructureSource, y?: StructureSource): SymmetricMoments {
    const moments = new SymmetricMoments(x, y);
    readSums('SymmetricMoments.fromJSON', json, moments.structures, moments.sums);
    return moments;
  }
}

/** Where moments are asked for. */
export const MOMENTS: Kind = instance(SymmetricMoments, 'a SymmetricMoments', (v) =>
  v !== null && typeof v === 'object' && 'format' in v
    ? 'Pass SymmetricMoments.fromJSON(json, rep).'
    : 'new SymmetricMoments(rep) collects those of samples that are pushed.',
);

function isPair(batch: Batch): batch is { readonly x: Samples; readonly y: Samples } {
  return typeof batch === 'object' && batch !== null && 'x' in batch && 'y' in batch;
}
