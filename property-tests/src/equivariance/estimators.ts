/** The laws that estimators of invariant quantities obey. */
import { boolean, callable, checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { ACTION, type Action, type ActionSource } from './actions.js';
import { assertCheck } from './assertions.js';
import { CHECK_OPTION_KINDS, Check, type CheckOptions } from './check.js';
import { identityOperator } from './operators.js';
import type { EquivarianceReport } from './report.js';
import { type Domain, type Part, type Sides, sidesOf } from './spaces.js';
import type { Verified } from './subject.js';

/** An estimator of N samples: numbers in any arrays, tensors, records, or a promise of them. */
export type Estimator = (samples: Float64Array[]) => unknown;

/** `inputs` draws one sample at a time. */
export interface EstimatorOptions extends Omit<CheckOptions, 'batch'> {
  /** Rows of each case (default 6). */
  readonly samples?: number;
  /** Whether each sample may be moved by its own element (default false). */
  readonly individually?: boolean;
}

const { batch: _, ...SHARED } = CHECK_OPTION_KINDS;

const ESTIMATOR_OPTION_KINDS: OptionKinds<EstimatorOptions> = {
  ...SHARED,
  samples: integer(1, 1e6), // rows of each case
  individually: boolean,
};

/**
 * The law of an estimator of something invariant: moving all samples by one element never changes it, and where it is
 * of first moments, moving each sample by its own never does either (`individually`). Judged by what rounding can do to
 * the estimate at these samples, as in `checkEquivariance`; in a report x is all samples, one after another.
 *
 * @param estimator takes N samples as an array of Float64Arrays, or what `as` makes of shape [N, D]
 * @returns the report, when it holds
 * @throws {EquivarianceError} `REFUTED` with `.report`, as `assertEquivariant`
 * @throws {IsotypicError} what `checkEquivariance` refuses
 * @example
 * const rep = permutationRepresentation(catalogue.symmetric(3));
 * const sums = (rows) => rows.map((x) => x[0] + x[1] + x[2]);
 * await assertInvariantEstimator(sums, rep, { individually: true });
 * await assertInvariantEstimator((rows) => rows[0][0], rep) // throws REFUTED
 */
export async function assertInvariantEstimator(
  estimator: Estimator,
  rep: ActionSource,
  options: EstimatorOptions = {},
): Promise<EquivarianceReport> {
  const where = 'assertInvariantEstimator';
  checkArgument(where, 'estimator', estimator, callable);
  checkArgument(where, 'rep', rep, ACTION);
  checkOptions(where, options, ESTIMATOR_OPTION_KINDS);
  const { samples = 6, individually = false, ...rest } = options;
  const sides = sidesOfSamples(where, rep, samples, individually);
  const names = ['estimator(moved samples)', 'estimator(samples)'] as const;
  const check = new Check(where, estimator as Verified, sides, rest, names);
  return assertCheck(where, names.join(' = '), check);
}

/** N samples as one argument of shape [N, D], whose rows move together or each by itself. */
function sidesOfSamples(where: string, rep: ActionSource, samples: number, individually: boolean): Sides {
  const { domain, codomain } = sidesOf(where, rep, 'trivial', 1, ['rep', 'rep']);
  const [one] = domain.parts;
  const all: Part = { ...one, name: 'samples', copies: samples };
  const parts = individually ? rowsOf(one, samples) : [all];
  const argument = { kind: 'moved', part: all, shape: [samples, one.dimension], as: undefined } as const;
  const moved: Domain = { ...domain, dimension: samples * one.dimension, arguments: [argument], parts };
  return { domain: moved, codomain };
}

/** Each sample by itself, under G^N: a generator of it moves one sample by a generator of G. */
function rowsOf({ action, dimension, ...rest }: Part, samples: number): Part[] {
  const still = identityOperator(dimension);
  const { generators, derivations, group, representation } = action!;
  const zero = { data: new Float64Array(dimension ** 2), rows: dimension, cols: dimension };
  const rows = Array.from({ length: samples }, (_, n) => n);
  const names = rows.flatMap((n) =>
    generators.map((_, k) => `${group === undefined ? `g${k}` : group.generators[k]} on sample ${n}`),
  );
  const only = (n: number): Action => ({
    dimension,
    generators: rows.flatMap((m) => generators.map((g) => (m === n ? g : still))),
    derivations: rows.flatMap((m) => derivations.map((d) => (m === n ? d : zero))),
    group: undefined,
    ambient: undefined,
    representation,
    names,
  });
  return rows.map((n) => ({ ...rest, name: `sample ${n}`, offset: n * dimension, dimension, action: only(n) }));
}
