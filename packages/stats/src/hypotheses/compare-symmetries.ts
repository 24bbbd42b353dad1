/** Several symmetries of the same data side by side. */
import { IsotypicError, WorkMeter } from '@isotypic/algebra';
import { checkArgument, checkOptions, type Kind, type OptionKinds } from '@isotypic/algebra/internal';
import { SAMPLE_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import type { SampleOptions } from '../data/sample-options.js';
import { checkSamples, type Samples } from '../data/samples.js';
import { chiSquaredTail } from '../laws/chi-squared.js';
import { RUN_OPTION_KINDS, type RunOptions } from '../run/run.js';
import { covarianceParameters, meanParameters } from '../structure/isotypic-structure.js';
import { noSymmetry } from '../structure/special-structures.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';
import { HYPOTHESIS, type SymmetryHypothesis } from './hypothesis.js';
import { saddlepointTail } from './null-law.js';
import { ScatterMatrix } from './scatter-matrix.js';
import { singularText } from './singular.js';
import { minimumSamplesOf } from './small-samples.js';
import { type FitProblem, fitSymmetry, ratioOf, type SymmetricFit } from './symmetric-fit.js';

/**
 * One row of the comparison. Where N is too small for the symmetry, `fit` is undefined and `minimum` says how many it
 * takes.
 */
export interface ComparedSymmetry {
  /** Index in the list of representations; −1 for no symmetry. */
  readonly index: number;
  readonly fit: SymmetricFit | undefined;
  /** Where the data lie in a proper subspace, so that there is no determinant: on which component and variables. */
  readonly singular: string | undefined;
  readonly minimum: number;
  /** −2 log Λ against no symmetry, its degrees of freedom and χ² p-value; undefined when either has no maximum. */
  readonly statistic: number | undefined;
  readonly degreesOfFreedom: number;
  readonly pValue: number | undefined;
  /** P(T > statistic) for the law of T at this N, as `likelihoodRatioTest` has it: the p-value to go by. */
  readonly saddlepointPValue: number | undefined;
}

/** Options of `compareSymmetries`. */
export interface CompareOptions extends Pick<SampleOptions, 'missing'>, RunOptions {
  /** Default `mean-and-covariance`. */
  readonly hypothesis?: SymmetryHypothesis;
}

const COMPARE_OPTION_KINDS: OptionKinds<CompareOptions> = {
  missing: SAMPLE_OPTION_KINDS.missing,
  ...RUN_OPTION_KINDS,
  hypothesis: HYPOTHESIS,
};

const REPRESENTATIONS: Kind = {
  expected: 'an array of representations, at least one',
  accepts: (v) => Array.isArray(v) && v.length > 0 && v.every((rep) => STRUCTURE.accepts(rep)),
  remedy: (v) => (STRUCTURE.accepts(v) ? 'Write [rep].' : undefined),
};

/**
 * Fits each symmetry and no symmetry to the same data.
 *
 * @returns the rows, no symmetry last, and the index of the row with the least BIC and AIC.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const reps = [catalogue.cyclic(4), catalogue.dihedral(4)].map((G) => permutationRepresentation(G));
 * const { rows, bestByBic } = await compareSymmetries(borings, reps);
 * rows.length; // 3
 */
export async function compareSymmetries(
  X: Samples,
  reps: readonly StructureSource[],
  options: CompareOptions = {},
): Promise<{ readonly rows: readonly ComparedSymmetry[]; readonly bestByBic: number; readonly bestByAic: number }> {
  const where = 'compareSymmetries';
  checkArgument(where, 'reps', reps, REPRESENTATIONS);
  checkOptions(where, options, COMPARE_OPTION_KINDS);
  const hypothesis = options.hypothesis ?? 'mean-and-covariance';
  const structures = reps.map(structureOf);
  const D = structures[0].dimension;
  const samples = checkSamples(where, X, D, options);
  const all = [...structures, noSymmetry(D)];
  const meter = new WorkMeter(where, options);
  const scatter = new ScatterMatrix(D).add(samples, samples.largest, meter);
  const minima = all.map((s) => minimumSamplesOf(s.components, hypothesis === 'covariance' ? 'free' : 'invariant'));
  const attempts = all.map((structure, k) =>
    samples.rows < minima[k] ? {} : attempt({ where, scatter, structure, hypothesis, meter }),
  );
  const fits = attempts.map(({ fit }) => fit);
  const free = fits[all.length - 1];
  const freeParameters = D + (D * (D + 1)) / 2;
  const rows = all.map((structure, k): ComparedSymmetry => {
    const fit = fits[k];
    const mean = hypothesis === 'covariance' ? D : meanParameters(structure);
    const degreesOfFreedom = freeParameters - mean - covarianceParameters(structure);
    const statistic =
      fit === undefined || free === undefined ? undefined : ratioOf(where, samples.rows, fit, free).statistic;
    const isTested = statistic !== undefined && degreesOfFreedom > 0;
    const models = {
      null: structure.components,
      alternative: all[all.length - 1].components,
      samples: samples.rows,
      hypothesis,
    };
    return {
      index: k === structures.length ? -1 : k,
      fit,
      singular: attempts[k].singular,
      minimum: minima[k],
      statistic,
      degreesOfFreedom,
      pValue: isTested ? chiSquaredTail(statistic, degreesOfFreedom) : undefined,
      saddlepointPValue: isTested ? saddlepointTail(statistic, degreesOfFreedom, models) : undefined,
    };
  });
  const best = (score: (fit: SymmetricFit) => number) =>
    rows.reduce((b, row, k) => {
      if (row.fit === undefined) return b;
      const known = rows[b]?.fit;
      return known === undefined || score(row.fit) < score(known) ? k : b;
    }, -1);
  return { rows, bestByBic: best((f) => f.bic), bestByAic: best((f) => f.aic) };
}

/** The fit, or why the data have none. */
function attempt(problem: FitProblem): { readonly fit?: SymmetricFit; readonly singular?: string } {
  try {
    return { fit: fitSymmetry(problem) };
  } catch (error) {
    if (!(error instanceof IsotypicError) || error.code !== 'NOT_POSITIVE_DEFINITE') throw error;
    return { singular: singularText(error) };
  }
}
