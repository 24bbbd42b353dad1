/** Permutation models of one data set, each scored once for its pattern of equal parameters. */
import { IsotypicError, type Permutation, type WorkMeter } from '@isotypic/algebra';
import { checkArgument, integer } from '@isotypic/algebra/internal';
import {
  Float64Matrix,
  logDeterminantOfCholesky,
  type MatrixLike,
  symmetricEigen,
  tryCholesky,
} from '@isotypic/numeric/dense';
import { scaledInverseTrace } from '@isotypic/numeric/internal';
import type { SampleOptions } from '../data/sample-options.js';
import { checkSamples, type Samples } from '../data/samples.js';
import type { SymmetryHypothesis } from '../hypotheses/hypothesis.js';
import { averagedBlock, momentAbout, momentAboutOrbits } from '../hypotheses/model-moment.js';
import { ScatterMatrix } from '../hypotheses/scatter-matrix.js';
import { logDeterminantOf } from '../hypotheses/symmetric-fit.js';
import { averageOver, type Coloring, pointOrbits, symmetricOrbitals } from '../structure/orbital-average.js';
import { type CommutantBlock, commutantBlocks } from './commutant-blocks.js';
import { logPosterior, optimismOf, type PosteriorData, roughPosterior, type SymmetryScore } from './scores.js';

/** A model's pattern is a text of D² colors, and thousands are kept: 2 MB each at 1024 variables. */
const LARGEST_DIMENSION = 1024;

/** Principal axes whose pairs are taken for waves round a circle: ten pairs. */
const CIRCLE_AXES = 5;

/** One symmetry model that was visited. */
export interface FoundSymmetry {
  readonly generators: readonly Permutation[];
  /** What the search maximizes: log posterior, or −½ of the criterion. A difference of log 10 is ten to one. */
  readonly score: number;
  /** Free parameters of mean and covariance. */
  readonly parameters: number;
  /** At its maximum; undefined, as `aic` and `bic`, where N is too small for one. */
  readonly logLikelihood: number | undefined;
  readonly aic: number | undefined;
  readonly bic: number | undefined;
}

/** A group of permutations, and its components where they are known. */
export interface PermutationModel {
  readonly generators: readonly Permutation[];
  readonly blocks?: readonly CommutantBlock[];
}

interface Pattern {
  readonly generators: readonly Permutation[];
  readonly orbitals: Coloring;
  readonly orbits: Coloring;
}

interface Scored extends Pattern {
  readonly score: number;
}

export class ModelScorer {
  private readonly seen = new Map<string, Scored | undefined>();
  /** The covariance about the sample mean, to the last digit of a double. */
  private readonly covariance: Float64Array;
  private readonly mean: Float64Array;
  private readonly posterior: PosteriorData;

  private constructor(
    private readonly scatter: ScatterMatrix,
    private readonly hypothesis: SymmetryHypothesis,
    private readonly kind: SymmetryScore,
    private readonly meter: WorkMeter,
  ) {
    this.covariance = scatter.covarianceOfScaled().toFloat64();
    this.mean = Float64Array.from(scatter.meanOfScaled(), ({ high }) => high);
    const { dimension, count } = scatter;
    const trace = this.covariance.reduce((sum, v, at) => (at % (dimension + 1) === 0 ? sum + v : sum), 0);
    this.posterior = {
      scatter: this.covariance.map((v) => v * count),
      degreesOfFreedom: count - 1,
      scale: ((trace / dimension) * count) / Math.max(1, count - 1),
      dimension,
    };
  }

  static create(
    X: Samples | ScatterMatrix,
    hypothesis: SymmetryHypothesis,
    kind: SymmetryScore,
    options: SampleOptions,
    meter: WorkMeter,
  ): ModelScorer {
    const where = 'findSymmetry';
    const scorer = new ModelScorer(scatterOf(where, X, options, meter), hypothesis, kind, meter);
    if (kind === 'posterior' && !(scorer.posterior.scale > 0)) {
      throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
        where,
        expected: 'at least two samples that differ, for a posterior of their covariance',
        received: `${scorer.samples} with variance 0`,
      });
    }
    return scorer;
  }

  get samples(): number {
    return this.scatter.count;
  }

  get dimension(): number {
    return this.scatter.dimension;
  }

  get visited(): number {
    return this.seen.size;
  }

  /** The best models, best first; for the search itself `best` is cheaper. */
  ranking(limit = 10): FoundSymmetry[] {
    return this.best(limit).map((scored) => this.describe(scored));
  }

  best(limit: number): Scored[] {
    const found = [...this.seen.values()].filter((f) => f !== undefined);
    return found.sort((a, b) => b.score - a.score).slice(0, limit);
  }

  /** The variables so that each is followed by the one not yet named that it is most correlated with. */
  correlatedOrder(): number[] {
    const D = this.dimension;
    const like = (i: number, j: number) =>
      this.covariance[i * D + j] / Math.sqrt(this.covariance[i * (D + 1)] * this.covariance[j * (D + 1)]) || 0;
    const order = [0];
    const rest = new Set(Array.from({ length: D - 1 }, (_, i) => i + 1));
    while (rest.size > 0) {
      const last = order[order.length - 1];
      const next = [...rest].reduce((best, j) => (like(last, j) > like(last, best) ? j : best));
      rest.delete(next);
      order.push(next);
    }
    return order;
  }

  /**
   * Orders of the variables round a circle, one for each two of the first principal axes: on a circulant covariance
   * these are cosine and sine of k times the place, so that the angle of a variable's two loadings tells its place.
   */
  circularOrders(): number[][] {
    const D = this.dimension;
    const { vectors } = symmetricEigen({ data: this.covariance, rows: D, cols: D });
    const axes = Math.min(CIRCLE_AXES, D);
    const orders: number[][] = [];
    for (let a = 0; a < axes; a++) {
      for (let b = 0; b < a; b++) {
        const angle = (i: number) => Math.atan2(vectors.data[i * D + D - 1 - a], vectors.data[i * D + D - 1 - b]);
        orders.push(Array.from({ length: D }, (_, i) => i).sort((i, j) => angle(i) - angle(j)));
      }
    }
    return orders;
  }

  /** A model's score; undefined where it has none, which the data are too few for. */
  score({ generators, blocks }: PermutationModel): number | undefined {
    const pattern = this.patternOf(generators);
    const key = pattern.orbitals.colors.join();
    if (this.seen.has(key)) return this.seen.get(key)?.score;
    const score = this.scoreOf(pattern, blocks);
    this.seen.set(key, score === undefined ? undefined : { ...pattern, score });
    return score;
  }

  /** About the score under the posterior, without the group's components. */
  roughScore({ generators }: PermutationModel): number {
    const { orbitals } = this.patternOf(generators);
    return roughPosterior(this.posterior, averageOver(this.posterior.scatter, orbitals), orbitals.count);
  }

  /**
   * About the score of a group on relabeled variables, its point i being variable labels[i]: for looking at many
   * labelings of one group, whose classes of pairs are found once. O(D³) for the determinant alone.
   */
  roughLabelings(generators: readonly Permutation[]): (labels: ArrayLike<number>) => number {
    const D = this.dimension;
    const { scatter } = this.posterior;
    const { colors, count } = symmetricOrbitals(D, generators);
    const sizes = new Float64Array(count);
    for (let i = 0; i < D; i++) for (let j = i; j < D; j++) sizes[colors[i * D + j]]++;
    const means = new Float64Array(count);
    const invariant = new Float64Array(D * D);
    return (labels) => {
      means.fill(0);
      for (let i = 0; i < D; i++) {
        const row = labels[i] * D;
        for (let j = i; j < D; j++) means[colors[i * D + j]] += scatter[row + labels[j]];
      }
      for (let c = 0; c < count; c++) means[c] /= sizes[c];
      for (let at = 0; at < D * D; at++) invariant[at] = means[colors[at]];
      return roughPosterior(this.posterior, invariant, count);
    };
  }

  /** What `ranking` says of the model of given generators; undefined where it has no score. */
  found(generators: readonly Permutation[]): FoundSymmetry | undefined {
    this.score({ generators });
    const scored = this.seen.get(this.patternOf(generators).orbitals.colors.join());
    return scored === undefined ? undefined : this.describe(scored);
  }

  private patternOf(generators: readonly Permutation[]): Pattern {
    const D = this.dimension;
    return {
      generators: generators.filter((g) => !g.isIdentity()),
      orbitals: symmetricOrbitals(D, generators),
      orbits: pointOrbits(D, generators),
    };
  }

  private scoreOf(pattern: Pattern, known: readonly CommutantBlock[] | undefined): number | undefined {
    const blocks = () => known ?? commutantBlocks(this.dimension, pattern.generators);
    if (this.kind === 'posterior') {
      const invariant = averageOver(this.posterior.scatter, pattern.orbitals);
      const score = logPosterior(this.posterior, blocks(), invariant);
      const unit = this.posterior.degreesOfFreedom * this.dimension * this.scatter.exponent * Math.LN2;
      return Number.isFinite(score) ? score - unit : undefined;
    }
    const logLikelihood = this.logLikelihood(pattern);
    if (logLikelihood === undefined) return undefined;
    if (this.kind === 'aicc') {
      const score = logLikelihood - optimismOf(blocks(), this.samples, this.hypothesis) / 2;
      return Number.isFinite(score) ? score : undefined;
    }
    const each = this.kind === 'bic' ? Math.log(this.samples) : 2;
    return logLikelihood - (each * this.parameters(pattern)) / 2;
  }

  private describe(scored: Scored): FoundSymmetry {
    const logLikelihood = this.logLikelihood(scored);
    const parameters = this.parameters(scored);
    const criterion = (each: number) =>
      logLikelihood === undefined ? undefined : each * parameters - 2 * logLikelihood;
    return {
      generators: scored.generators,
      score: scored.score,
      parameters,
      logLikelihood,
      aic: criterion(2),
      bic: criterion(Math.log(this.samples)),
    };
  }

  private parameters({ orbitals, orbits }: Pattern): number {
    return orbitals.count + (this.hypothesis === 'mean-and-covariance' ? orbits.count : this.dimension);
  }

  private logLikelihood({ orbitals, orbits }: Pattern): number | undefined {
    const D = this.dimension;
    const logDet = this.logDeterminant(orbitals, orbits);
    const scale = 2 * D * this.scatter.exponent * Math.LN2;
    return logDet === undefined ? undefined : (-this.samples / 2) * (D * Math.log(2 * Math.PI) + logDet + scale + D);
  }

  /**
   * log det of the model's estimate; undefined where the data lie in a proper subspace. In doubles where N times what
   * rounding does, n(n + 1)·ε·tr R⁻¹ as in `fitSymmetry`, is far below the differences that scores decide by.
   */
  private logDeterminant(orbitals: Coloring, orbits: Coloring): number | undefined {
    const D = this.dimension;
    let moment = this.covariance;
    if (this.hypothesis === 'mean-and-covariance') {
      const mu = averageOver(this.mean, orbits);
      const delta = this.mean.map((v, i) => v - mu[i]);
      moment = moment.map((v, at) => v + delta[Math.floor(at / D)] * delta[at % D]);
    }
    const factor = tryCholesky({ data: averageOver(moment, orbitals), rows: D, cols: D });
    if ('L' in factor) {
      const bound = this.samples * D * (D + 3) * Number.EPSILON * scaledInverseTrace(factor.L);
      if (bound < FINE_SCORE) return logDeterminantOfCholesky(factor.L);
    }
    const { scatter, hypothesis, meter } = this;
    const exact = hypothesis === 'covariance' ? momentAbout(scatter, undefined) : momentAboutOrbits(scatter, orbits);
    const found = logDeterminantOf(averagedBlock(scatter, exact.matrix, orbitals), D, meter);
    return found.dependency === undefined ? found.value : undefined;
  }
}

function scatterOf(where: string, X: Samples | ScatterMatrix, options: SampleOptions, meter: WorkMeter): ScatterMatrix {
  const D = X instanceof ScatterMatrix ? X.dimension : Float64Matrix.from(X as MatrixLike, { where, name: 'X' }).cols;
  checkArgument(where, 'the number of columns of X', D, integer(1, LARGEST_DIMENSION));
  if (X instanceof ScatterMatrix) return X;
  const samples = checkSamples(where, X, D, options);
  return new ScatterMatrix(D).add(samples, samples.largest, meter);
}

/** Scores are compared to this: a Bayes factor is read to a per mille at best. */
const FINE_SCORE = 1e-3;
