/** Mean and scatter of samples with twice the digits of a double, gathered row by row: what log-likelihoods rest on. */
import { IsotypicError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  instance,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import {
  addExactGram,
  TWOFOLD_UNIT,
  type Twofold,
  TwofoldMatrix,
  twofoldDividedBy,
  twofoldNegative,
  twofoldPlus,
  twofoldTimes,
} from '@isotypic/numeric/internal';
import { SAMPLE_OPTION_KINDS, VECTOR } from '../data/argument-kinds.js';
import { checkGivenCovariance, GIVEN_COVARIANCE_KINDS, type GivenCovarianceOptions } from '../data/given-covariance.js';
import { dataExponent, scaledBy, timesPowerOfTwo } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { type CheckedSamples, checkSamples, type Samples } from '../data/samples.js';
import { columnMeans } from '../moments/column-means.js';
import type { TotalsJSON } from '../moments/moments-json.js';

/** Options of `ScatterMatrix.push`. A step of the budget is a range of 2048 rows. */
export interface ScatterOptions extends Pick<SampleOptions, 'missing' | 'frequencies'>, WorkOptions {}

const SCATTER_OPTION_KINDS: OptionKinds<ScatterOptions> = {
  ...WORK_OPTION_KINDS,
  missing: SAMPLE_OPTION_KINDS.missing,
  frequencies: SAMPLE_OPTION_KINDS.frequencies,
};

/** What `ScatterMatrix.toJSON` writes. */
export interface ScatterMatrixJSON {
  readonly format: 'isotypic-scatter-matrix';
  readonly version: 1;
  readonly dimension: number;
  readonly count: number;
  /** Everything below is of the data divided by 2^exponent. */
  readonly exponent: number;
  readonly shift: readonly number[];
  /** Sums about the shift and of their products, each a double and what it leaves. */
  readonly sums: TotalsJSON;
  readonly gram: TotalsJSON;
  readonly reach: readonly number[];
  readonly squares: readonly number[];
}

/** Five tables of D² doubles at most: 1.3 GB. */
const LARGEST_DIMENSION = 5792;

/**
 * N, the mean and Σ (x − x̄)(x − x̄)ᵀ of N×D samples, to about 2⁻¹⁰⁰ of the largest deviation: a sum in doubles is off
 * by ε of it, which a log-determinant multiplies by the condition number. Batches may come one after the other, and two
 * scatter matrices of parts of the data may be merged.
 *
 * @example
 * const scatter = new ScatterMatrix(2).push([[1, 2], [3, 5]]).push([[2, 2]]);
 * [scatter.count, ...scatter.mean()]; // [3, 2, 3]
 */
export class ScatterMatrix {
  private rows = 0;
  /** Everything below is of the data divided by 2^exponent. */
  private scale = dataExponent(0);
  private shift: Float64Array;
  private sums: TwofoldMatrix;
  private gram: TwofoldMatrix;
  /** The largest |xⱼ − shiftⱼ| and Σ xⱼ². */
  private reach: Float64Array;
  private squares: Float64Array;

  /** @throws {IsotypicError} `INVALID_ARGUMENT` unless `dimension` is an integer from 1 to 5792 */
  constructor(readonly dimension: number) {
    checkArgument('ScatterMatrix', 'dimension', dimension, integer(1, LARGEST_DIMENSION));
    this.shift = new Float64Array(dimension);
    this.sums = new TwofoldMatrix(1, dimension);
    this.gram = new TwofoldMatrix(dimension, dimension);
    this.reach = new Float64Array(dimension);
    this.squares = new Float64Array(dimension);
  }

  /** The number of samples. */
  get count(): number {
    return this.rows;
  }

  /** @internal */
  get exponent(): number {
    return this.scale;
  }

  /**
   * Adds samples, N×D rows. O(N·D²), about ten times an ordinary Gram matrix.
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`; {@link AbortedError} or {@link BudgetExceededError}, and
   * then nothing has been added
   */
  push(samples: Samples, options: ScatterOptions = {}): this {
    const where = 'ScatterMatrix.push';
    checkOptions(where, options, SCATTER_OPTION_KINDS);
    const { missing, frequencies } = options;
    const checked = checkSamples(where, samples, this.dimension, { missing, frequencies, minimum: 0 });
    const meter = new WorkMeter(where, options);
    if (checked.frequencies === undefined) return this.add(checked, checked.largest, meter);
    return this.merge(repeated(checked, checked.frequencies, meter));
  }

  /**
   * The scatter of a covariance that is known, its entries taken to be rounded to doubles: that is then what rounding
   * may have done to a log-likelihood, and a determinant that it may have moved off 0 is 0.
   *
   * @param covariance D×D. @param mean of the samples, length D. @param samples how many there were, N ≥ 2.
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, `INVALID_ARGUMENT` unless it is symmetric and positive
   * semidefinite.
   * @example
   * const scatter = ScatterMatrix.fromCovariance([[4, 1], [1, 3]], [0, 0], 20);
   * scatter.covariance().at(0, 0) // 3.8: divided by N, which is 20
   */
  static fromCovariance(
    covariance: Samples,
    mean: ArrayLike<number>,
    samples: number,
    options: GivenCovarianceOptions = {},
  ): ScatterMatrix {
    const where = 'ScatterMatrix.fromCovariance';
    checkArgument(where, 'mean', mean, VECTOR);
    checkOptions(where, options, GIVEN_COVARIANCE_KINDS);
    if (mean.length === 0) throw invalidArgument(where, 'a mean of at least one number', mean);
    const made = new ScatterMatrix(mean.length);
    const given = checkGivenCovariance(where, covariance, mean, samples, mean.length, options);
    const D = made.dimension;
    made.rows = samples;
    made.scale = dataExponent(given.largest);
    made.shift = scaledBy(given.mean, -made.scale);
    const moment = scaledBy(given.covariance.data, -2 * made.scale);
    made.gram = TwofoldMatrix.generate(D, D, (i, j) =>
      twofoldTimes({ high: moment[i * D + j], low: 0 }, { high: samples, low: 0 }),
    );
    for (let j = 0; j < D; j++) {
      const variance = moment[j * (D + 1)];
      // Entries are off by ε·√(sᵢᵢsⱼⱼ), and pivots by D times that.
      made.reach[j] = Math.sqrt((variance * Number.EPSILON) / TWOFOLD_UNIT);
      made.squares[j] = samples * (variance / (D * Number.EPSILON) + made.shift[j] ** 2);
    }
    return made;
  }

  /** @internal Every sample twice: exact. */
  doubled(): this {
    this.rows *= 2;
    for (const list of [this.sums.high, this.sums.low, this.gram.high, this.gram.low, this.squares]) {
      for (let k = 0; k < list.length; k++) list[k] *= 2;
    }
    return this;
  }

  /** @internal `push` of checked samples. */
  add(X: Float64Layout, largest: number, meter: WorkMeter): this {
    if (X.rows === 0) return this;
    const exponent = Math.max(this.scale, dataExponent(largest));
    const scaled = { ...X, data: scaledBy(X.data, -exponent) };
    const next = new ScatterMatrix(this.dimension);
    next.adopt(this, exponent);
    if (this.rows === 0) {
      // Near the data, so that deviations from it are not much larger than those from the mean.
      const first = Math.min(X.rows, SHIFT_ROWS);
      next.shift = columnMeans({ ...scaled, rows: first, data: scaled.data.subarray(0, first * X.cols) });
    }
    let done = 0;
    addExactGram(scaled, next.shift, next.sums, next.gram, (rows) => {
      meter.step();
      meter.report('scatter', done, X.rows);
      done += rows;
    });
    for (let at = 0, j = 0; at < scaled.data.length; at++, j = j + 1 === X.cols ? 0 : j + 1) {
      next.reach[j] = Math.max(next.reach[j], Math.abs(scaled.data[at] - next.shift[j]));
      next.squares[j] += scaled.data[at] ** 2;
    }
    next.rows += X.rows;
    return this.adopt(next, exponent);
  }

  /**
   * Adds the samples that another scatter matrix has seen.
   * @throws {IsotypicError} `SHAPE_MISMATCH` when the dimensions differ
   */
  merge(other: ScatterMatrix): this {
    const where = 'ScatterMatrix.merge';
    checkArgument(where, 'other', other, SCATTER);
    if (other.dimension !== this.dimension) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `a scatter matrix of dimension ${this.dimension}`,
        received: `dimension ${other.dimension}`,
      });
    }
    if (other.rows === 0) return this;
    if (this.rows === 0) return this.adopt(other, other.scale);
    const exponent = Math.max(this.scale, other.scale);
    const [a, b] = [this, other].map((part) => new ScatterMatrix(this.dimension).adopt(part, exponent));
    a.addAboutShift(b);
    return this.adopt(a, exponent);
  }

  /** The mean, D numbers, correctly rounded but for the last digit. */
  mean(): Float64Array {
    const mean = this.meanOfScaled();
    return scaledBy(
      Float64Array.from({ length: this.dimension }, (_, j) => mean[j].high + mean[j].low),
      this.scale,
    );
  }

  /** (1/N)·Σ (x − x̄)(x − x̄)ᵀ, D×D, each entry rounded once; infinite where it is beyond a double. */
  covariance(): Float64Matrix {
    const rounded = scaledBy(this.covarianceOfScaled().toFloat64(), 2 * this.scale);
    return Float64Matrix.generate(this.dimension, this.dimension, (i, j) => rounded[i * this.dimension + j]);
  }

  /** @internal The mean of the data divided by 2^exponent. */
  meanOfScaled(): Twofold[] {
    const N = { high: this.rows, low: 0 };
    return Array.from(this.shift, (c, j) => twofoldPlus({ high: c, low: 0 }, twofoldDividedBy(this.sums.at(0, j), N)));
  }

  /** @internal (1/N)·Σ (x − x̄)(x − x̄)ᵀ of the data divided by 2^exponent. */
  covarianceOfScaled(): TwofoldMatrix {
    const N = { high: this.rows, low: 0 };
    const minusMean = Array.from(this.shift, (_, j) => twofoldNegative(twofoldDividedBy(this.sums.at(0, j), N)));
    return TwofoldMatrix.generate(this.dimension, this.dimension, (i, j) =>
      twofoldDividedBy(twofoldPlus(this.gram.at(i, j), twofoldTimes(minusMean[i], this.sums.at(0, j))), N),
    );
  }

  /** @internal Mean of x² in each column, of the data divided by 2^exponent. */
  meanSquares(): Float64Array {
    return this.squares.map((s) => s / this.rows);
  }

  /** @internal The largest deviation from the shift in each column, of the data divided by 2^exponent. */
  reachOfScaled(): Float64Array {
    return this.reach;
  }

  /** Plain numbers, exact to the bit through JSON. */
  toJSON(): ScatterMatrixJSON {
    const totals = ({ high, low }: TwofoldMatrix): TotalsJSON => ({ high: Array.from(high), low: Array.from(low) });
    return {
      format: 'isotypic-scatter-matrix',
      version: 1,
      dimension: this.dimension,
      count: this.rows,
      exponent: this.scale,
      shift: Array.from(this.shift),
      sums: totals(this.sums),
      gram: totals(this.gram),
      reach: Array.from(this.reach),
      squares: Array.from(this.squares),
    };
  }

  /**
   * The scatter matrix that {@link toJSON} wrote.
   * @throws {IsotypicError} `PARSE` for JSON that is not of this format and dimension
   * @example
   * const written = new ScatterMatrix(2).push([[1, 2], [3, 5]]).toJSON();
   * ScatterMatrix.fromJSON(written, 2).push([[2, 2]]).count // 3
   */
  static fromJSON(json: ScatterMatrixJSON, dimension: number): ScatterMatrix {
    const made = new ScatterMatrix(dimension);
    const isList = (list: unknown, length: number) =>
      Array.isArray(list) && list.length === length && list.every((v) => Number.isFinite(v));
    const isTotals = (t: TotalsJSON | undefined, length: number) => isList(t?.high, length) && isList(t?.low, length);
    const isRight =
      typeof json === 'object' &&
      json !== null &&
      json.format === 'isotypic-scatter-matrix' &&
      json.version === 1 &&
      json.dimension === dimension &&
      Number.isSafeInteger(json.count) &&
      json.count >= 0 &&
      Number.isSafeInteger(json.exponent) &&
      [json.shift, json.reach, json.squares].every((list) => isList(list, dimension)) &&
      isTotals(json.sums, dimension) &&
      isTotals(json.gram, dimension ** 2);
    if (!isRight) {
      throw new IsotypicError('PARSE', {
        where: 'ScatterMatrix.fromJSON',
        expected: `json of format 'isotypic-scatter-matrix', version 1, of dimension ${dimension}`,
        received: ['format', 'version', 'dimension']
          .map((key) => `${key} ${String((json as unknown as Record<string, unknown> | null)?.[key])}`)
          .join(', '),
      });
    }
    made.rows = json.count;
    made.scale = json.exponent;
    for (const key of ['shift', 'reach', 'squares'] as const) made[key] = Float64Array.from(json[key]);
    for (const key of ['sums', 'gram'] as const) {
      made[key].high.set(json[key].high);
      made[key].low.set(json[key].low);
    }
    return made;
  }

  /** Another's sums, in units of 2^exponent. */
  private adopt(other: ScatterMatrix, exponent: number): this {
    const by = other.rows === 0 ? 0 : other.scale - exponent;
    const scaled = (M: TwofoldMatrix, power: number): TwofoldMatrix => {
      const made = M.copy();
      for (const part of [made.high, made.low]) part.set(scaledBy(part, power));
      return made;
    };
    this.rows = other.rows;
    this.scale = exponent;
    this.shift = other.shift.map((x) => timesPowerOfTwo(x, by));
    this.sums = scaled(other.sums, by);
    this.gram = scaled(other.gram, 2 * by);
    this.reach = other.reach.map((x) => timesPowerOfTwo(x, by));
    this.squares = other.squares.map((x) => timesPowerOfTwo(x, 2 * by));
    return this;
  }

  /** Adds sums about another shift: with e = shift′ − shift, Σ (d + e)(d + e)ᵀ = Σ ddᵀ + s·eᵀ + e·sᵀ + n·e·eᵀ. */
  private addAboutShift(other: ScatterMatrix): void {
    const n = { high: other.rows, low: 0 };
    const e = Array.from(this.shift, (c, j) => twofoldPlus({ high: other.shift[j], low: 0 }, { high: -c, low: 0 }));
    const moved = e.map((ej, j) => twofoldPlus(other.sums.at(0, j), twofoldTimes(n, ej)));
    for (let i = 0; i < this.dimension; i++) {
      for (let j = 0; j < this.dimension; j++) {
        const cross = twofoldPlus(twofoldTimes(other.sums.at(0, i), e[j]), twofoldTimes(e[i], moved[j]));
        const about = twofoldPlus(other.gram.at(i, j), cross);
        this.gram.set(i, j, twofoldPlus(this.gram.at(i, j), about));
      }
      this.sums.set(0, i, twofoldPlus(this.sums.at(0, i), moved[i]));
      const distance = Math.abs(e[i].high);
      this.reach[i] = Math.max(this.reach[i], other.reach[i] + distance);
      this.squares[i] += other.squares[i];
    }
    this.rows += other.rows;
  }
}

/** Rows as often as they are said to be there: by the binary digits of that, the leading one first. */
function repeated(X: CheckedSamples, frequencies: Float64Array, meter: WorkMeter): ScatterMatrix {
  const total = new ScatterMatrix(X.cols);
  const most = frequencies.reduce((a, b) => Math.max(a, b), 1);
  for (let digit = 2 ** Math.floor(Math.log2(most)); digit >= 1; digit /= 2) {
    total.doubled();
    const rows = [...frequencies.keys()].filter((n) => Math.floor(frequencies[n] / digit) % 2 === 1);
    const data = new Float64Array(rows.length * X.cols);
    rows.forEach((n, at) => {
      data.set(X.data.subarray(n * X.cols, (n + 1) * X.cols), at * X.cols);
    });
    const part = new ScatterMatrix(X.cols).add({ data, rows: rows.length, cols: X.cols }, X.largest, meter);
    total.merge(part);
  }
  return total;
}

/** Rows whose mean is the shift. */
const SHIFT_ROWS = 2048;

export const SCATTER: Kind = instance(ScatterMatrix, 'a ScatterMatrix');
