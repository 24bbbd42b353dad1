/** A statistic of nested models beside its laws. */
import { chiSquaredTail } from '../laws/chi-squared.js';
import type { StructureComponent } from '../structure/isotypic-structure.js';
import type { SymmetryHypothesis } from './hypothesis.js';
import { type NestedModels, saddlepointTail } from './null-law.js';
import { expectedLogDeterminant } from './small-samples.js';
import { parametersOf, type SymmetricFit } from './symmetric-fit.js';

/** A likelihood ratio with its p-values. */
export interface LikelihoodRatio {
  readonly hypothesis: SymmetryHypothesis;
  readonly samples: number;
  /** `score` where N is too small for the alternative and a randomization p-value was asked for. */
  readonly kind: 'likelihood-ratio' | 'score';
  /** −2 log Λ; or Rao's score statistic, which has the same limit law. */
  readonly statistic: number;
  /** What rounding may have done to the statistic, at most. */
  readonly roundingBound: number;
  /**
   * Difference of the numbers of free parameters, exact. At 0 the hypothesis restricts nothing, and nothing is tested.
   */
  readonly degreesOfFreedom: number;
  /** The dimension of the space that was tested on: D, or less with `support: 'data'`. */
  readonly dimension: number;
  /**
   * P(χ²_df > statistic); undefined where nothing was tested, or where N is too small for the limit law to be asked.
   */
  readonly pValue: number | undefined;
  /** df / E[−2 log Λ], the expectation exact under the null hypothesis for this N. */
  readonly bartlettFactor: number | undefined;
  /** P(χ²_df > statistic·bartlettFactor): closer to its nominal size when N is small. */
  readonly bartlettPValue: number | undefined;
  /** P(T > statistic) for the law of T at this N, by its saddlepoint approximation: the p-value to go by. */
  readonly saddlepointPValue: number | undefined;
  /** (1 + #{statistic* ≥ statistic})/(1 + randomizations); undefined when none were asked for. */
  readonly randomizationPValue: number | undefined;
  /** Which p-value to go by, and why, where they say different things. */
  readonly advice: string | undefined;
  readonly null: SymmetricFit;
  /** Undefined for a score test: the larger model has no maximum. */
  readonly alternative: SymmetricFit | undefined;
}

/** What the data say, before it is compared with any law. */
export type Observed = Pick<LikelihoodRatio, 'kind' | 'statistic' | 'roundingBound' | 'null' | 'alternative'>;

/** From here on the two laws say different things: a p-value is read to a factor of two. */
const DISAGREEMENT = 2;

/** The statistic beside its laws. */
export function withLaws(
  observed: Observed,
  models: NestedModels & { readonly dimension: number },
): Omit<LikelihoodRatio, 'hypothesis' | 'samples' | 'randomizationPValue'> {
  const { null: inNull, alternative: inLarge, samples: N, hypothesis, dimension } = models;
  const freeOf = (components: readonly StructureComponent[]): number => {
    const { mean, covariance } = parametersOf(components, hypothesis, dimension);
    return mean + covariance;
  };
  const degreesOfFreedom = freeOf(inLarge) - freeOf(inNull);
  const common = { ...observed, degreesOfFreedom, dimension };
  const none = {
    pValue: undefined,
    bartlettFactor: undefined,
    bartlettPValue: undefined,
    saddlepointPValue: undefined,
  };
  if (degreesOfFreedom === 0) {
    return { ...common, ...none, advice: 'The hypothesis restricts nothing here: nothing was tested.' };
  }
  if (observed.kind === 'score') {
    const advice = `With ${N} samples of ${dimension} variables only the randomization p-value has a meaning.`;
    return { ...common, ...none, advice };
  }
  const expected = N * (expectedLogDeterminant(inNull, N, hypothesis) - expectedLogDeterminant(inLarge, N, hypothesis));
  const bartlettFactor = degreesOfFreedom / expected;
  const pValue = chiSquaredTail(observed.statistic, degreesOfFreedom);
  const bartlettPValue = chiSquaredTail(observed.statistic * bartlettFactor, degreesOfFreedom);
  const saddlepointPValue = saddlepointTail(observed.statistic, degreesOfFreedom, models);
  const disagree = Math.max(pValue, saddlepointPValue) > DISAGREEMENT * Math.min(pValue, saddlepointPValue);
  const advice = disagree
    ? `Go by the saddlepoint p-value: the χ² law is the limit for many samples, and ${N} are few here.`
    : undefined;
  return { ...common, pValue, bartlettFactor, bartlettPValue, saddlepointPValue, advice };
}
