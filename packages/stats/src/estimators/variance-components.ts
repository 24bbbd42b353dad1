/**
 * How the variance of symmetric data is shared by the isotypic components, and the correlation within a class of
 * variables that this amounts to. The estimates of the components are independent, each a multiple of χ² where its
 * multiplicity is 1.
 */
import { checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal';
import { structuredEigen, traceOf } from '@isotypic/numeric/internal';
import { PermutationRepresentation } from '@isotypic/reps';
import { timesPowerOfTwo } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import type { Samples } from '../data/samples.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import type { RunOptions } from '../run/run.js';
import { pointOrbits } from '../structure/orbital-average.js';
import type { StructureSource } from '../structure/structure-of.js';
import {
  BLOCK_ESTIMATE_KINDS,
  COVARIANCE_OPTION_KINDS,
  type CovarianceOptions,
  covarianceBlocks,
  momentsOf,
} from './covariance.js';
import {
  DEFAULT_LEVEL,
  type Interval,
  type IntervalOptions,
  LEVEL,
  ratioInterval,
  varianceInterval,
} from './intervals.js';
import { unitBlocks } from './linear-functions.js';
import { vectorsPerCoordinate } from './normalization.js';

/** One isotypic component. */
export interface VarianceComponent {
  readonly label: string;
  /** d, and the number of copies m. */
  readonly degree: number;
  readonly multiplicity: number;
  readonly isTrivial: boolean;
  /** The variances along the principal copies, descending: each belongs to d dimensions. */
  readonly variances: readonly number[];
  /** The variance of one dimension, with one copy: its χ² interval, exact for normal data; undefined with more. */
  readonly interval: Interval | undefined;
  /** d·Σ variances: the part of the total variance that lies here. */
  readonly total: number;
  /** `total` divided by the total variance; NaN where nothing varies. */
  readonly share: number;
  readonly shareInterval: Interval;
  /** Of the χ² law of `total`: n·d with one copy, else Satterthwaite's. */
  readonly degreesOfFreedom: number;
}

/** The mean correlation of two variables of a set that the group permutes transitively. */
export interface IntraclassCorrelation {
  readonly value: number;
  readonly interval: Interval;
  /** Whether the interval is exact for normal data: compound symmetry, where all pairs have one covariance. */
  readonly isExact: boolean;
}

/** Variances by component with their shares. */
export interface VarianceComponents {
  readonly total: number;
  readonly components: readonly VarianceComponent[];
  /** Where the group permutes all variables transitively, two at least, and they vary. */
  readonly intraclass: IntraclassCorrelation | undefined;
}

/** Options of {@link varianceComponents}: estimates are unbiased. */
export interface ComponentOptions extends SampleOptions, RunOptions, IntervalOptions {
  readonly center?: CovarianceOptions['center'];
}

/** Those of moments. */
export type MomentComponentOptions = Pick<ComponentOptions, 'center' | 'level'>;

const MOMENT_OPTION_KINDS: OptionKinds<MomentComponentOptions> = {
  center: BLOCK_ESTIMATE_KINDS.center,
  level: LEVEL,
};

const { normalization, ...SHARED_KINDS } = COVARIANCE_OPTION_KINDS;

const OPTION_KINDS: OptionKinds<ComponentOptions> = { ...SHARED_KINDS, level: LEVEL };

/**
 * The variance in each isotypic component, its share of the total, and for transitive permutations the intraclass
 * correlation. About the invariant mean (the default) that is McGraw & Wong's ICC(1), about the sample mean ICC(C, 1).
 *
 * Intervals of variances are χ², those of shares and correlations F: exact for normal data with two components of one
 * copy each, else with Satterthwaite's degrees of freedom. With weights n is Kish's effective number.
 *
 * @throws {IsotypicError} as `cov`; `TOO_FEW_SAMPLES` for fewer than two samples.
 * Source: McGraw & Wong 1996, Psychological Methods 1; Satterthwaite 1946, Biometrics Bulletin 2.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const S4 = permutationRepresentation(catalogue.symmetric(4));
 * const { intraclass } = await varianceComponents(borings, S4, { center: 'sample-mean' });
 * intraclass.value.toFixed(4); // '0.8582'
 */
export async function varianceComponents(
  X: Samples,
  rep: StructureSource,
  options: ComponentOptions = {},
): Promise<VarianceComponents> {
  const where = 'varianceComponents';
  checkOptions(where, options, OPTION_KINDS);
  return componentsOfMoments(where, await momentsOf(where, X, rep, options), options);
}

/**
 * The same from moments that were streamed and merged.
 *
 * @example
 * const moments = new SymmetricMoments(permutationRepresentation(catalogue.symmetric(2)));
 * await moments.push([[1, 2], [3, 4], [5, 9]]);
 * varianceComponentsOf(moments).components.map((c) => c.total) // [15.5, 3]
 */
export function varianceComponentsOf(
  moments: SymmetricMoments,
  options: MomentComponentOptions = {},
): VarianceComponents {
  const where = 'varianceComponentsOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkOptions(where, options, MOMENT_OPTION_KINDS);
  return componentsOfMoments(where, moments, options);
}

function componentsOfMoments(
  where: string,
  moments: SymmetricMoments,
  { center, level = DEFAULT_LEVEL }: MomentComponentOptions,
): VarianceComponents {
  const structure = moments.structures[0];
  const found = unitBlocks(covarianceBlocks(where, moments, 0, 0, { normalization: 'unbiased', center }));
  const { blocks } = found;
  const inUnits = (variance: number): number => timesPowerOfTwo(variance, found.exponent);
  const counts = vectorsPerCoordinate(moments, center);
  const present = structure.components.flatMap((component, k) => {
    if (component.multiplicity === 0) return [];
    const C = blocks[k];
    const square = C.data.reduce((sum, x) => sum + x * x, 0);
    // The trace of the component, and its variance by Wishart's moments.
    return [
      { component, k, total: component.pooled * traceOf(C), variance: (2 * component.pooled * square) / counts[k] },
    ];
  });
  const total = present.reduce((sum, c) => sum + c.total, 0);
  const shareOf = (own: (typeof present)[number]) => {
    const share = own.total / total;
    // summed, for a difference would lose a small rest
    const others = present.filter((c) => c !== own);
    const rest = {
      total: others.reduce((sum, c) => sum + c.total, 0),
      variance: others.reduce((sum, c) => sum + c.variance, 0),
    };
    // Where one of the two does not vary, nothing is uncertain; where neither does, nothing is shared.
    if (present.length === 1 || !isVarying(own) || !isVarying(rest))
      return { share, interval: [share, share] as const };
    const df = [own, rest].map((part) => (2 * part.total ** 2) / part.variance) as [number, number];
    const [low, high] = ratioInterval(own.total / rest.total, df, level);
    return { share, interval: [low / (1 + low), high / (1 + high)] as const };
  };
  const components = present.map((own): VarianceComponent => {
    const { label, degree, multiplicity, isTrivial, units } = own.component;
    const degreesOfFreedom = (2 * own.total ** 2) / own.variance;
    const { share, interval } = shareOf(own);
    const { values } = structuredEigen(blocks[own.k], units);
    return {
      label,
      degree,
      multiplicity,
      isTrivial,
      variances: Array.from(values, (v) => inUnits(Math.max(0, v))),
      interval:
        multiplicity === 1 ? varianceInterval(inUnits(own.total / degree), counts[own.k] * degree, level) : undefined,
      total: inUnits(own.total),
      share,
      shareInterval: interval,
      degreesOfFreedom: multiplicity === 1 ? counts[own.k] * degree : degreesOfFreedom,
    };
  });
  return { total: inUnits(total), components, intraclass: intraclassOf(moments, components) };
}

const isVarying = ({ total, variance }: { readonly total: number; readonly variance: number }): boolean =>
  total > 0 && variance > 0;

/** With 1/D·Σᵢⱼσᵢⱼ = share·tr Σ for the one trivial copy, the mean correlation is (D·share − 1)/(D − 1). */
function intraclassOf(
  { structures: [{ representation, dimension: D }] }: SymmetricMoments,
  components: readonly VarianceComponent[],
): IntraclassCorrelation | undefined {
  if (!(representation instanceof PermutationRepresentation) || D < 2) return undefined;
  if (pointOrbits(D, representation.images).count !== 1) return undefined;
  const trivial = components.find((c) => c.isTrivial);
  if (trivial === undefined || Number.isNaN(trivial.share)) return undefined;
  const of = (share: number) => (D * share - 1) / (D - 1);
  const [low, high] = trivial.shareInterval;
  return { value: of(trivial.share), interval: [of(low), of(high)], isExact: components.length === 2 };
}
