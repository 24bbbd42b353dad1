/** The laws that estimators of invariant quantities obey. */
import {
  boolean,
  callable,
  checkArgument,
  checkOptions,
  integer,
  type Kind,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { ARBITRARY } from '../arguments.js';
import { LAW_OPTION_KINDS, type LawOptions, lawParameters } from '../laws/options.js';
import { type ActionSource, applyWord, checkedAction } from './actions.js';
import { vectors, WORD_LENGTH, words } from './arbitraries.js';
import { RunningScale, refutation, vectorOf } from './verdict.js';

const TOLERANCE: Kind = {
  expected: 'a finite number from 0 on',
  accepts: (v) => typeof v === 'number' && v >= 0 && v < Number.POSITIVE_INFINITY,
};

/** Errors of an estimator of condition 1e6 in float64 stay below it. */
const DEFAULT_TOLERANCE = 1e-9;

/** An estimator that turns N×D samples into a vector or a flattened matrix. */
export type Estimator = (samples: Float64Array[]) => ArrayLike<number> | Promise<ArrayLike<number>>;

export interface EstimatorOptions extends LawOptions {
  /** Bound on the deviation relative to the size of the estimates in the run (default 1e-9). */
  readonly tolerance?: number;
  /** Where samples come from (default: finite doubles in [−100, 100], with many zeros and small integers). */
  readonly inputs?: fc.Arbitrary<Float64Array>;
  /** Longest word in the generators (default 12). */
  readonly wordLength?: number;
  /** Rows of each sample (default 6). */
  readonly samples?: number;
  /** Whether each sample may be moved by its own element (default false). */
  readonly individually?: boolean;
}

const ESTIMATOR_OPTION_KINDS: OptionKinds<EstimatorOptions> = {
  ...LAW_OPTION_KINDS,
  tolerance: TOLERANCE,
  inputs: ARBITRARY,
  wordLength: WORD_LENGTH,
  samples: integer(1, 1e6), // rows of each case
  individually: boolean,
};

/**
 * The law of an estimator of something invariant: moving every sample by its own group element never changes it (for
 * first moments, `individually`), and moving all of them by one never does (for all).
 * @throws {IsotypicError} as `assertEquivariant`
 */
export async function assertInvariantEstimator(
  estimator: Estimator,
  rep: ActionSource,
  options: EstimatorOptions = {},
): Promise<void> {
  const where = 'assertInvariantEstimator';
  checkArgument(where, 'estimator', estimator, callable);
  const X = checkedAction(where, 'rep', rep);
  checkOptions(where, options, ESTIMATOR_OPTION_KINDS);
  const { samples: N = 6, individually = false, tolerance = DEFAULT_TOLERANCE } = options;
  const inputs = options.inputs ?? vectors(X.dimension);
  const scale = new RunningScale();
  const estimate = async (rows: Float64Array[]) => vectorOf(await estimator(rows), 'estimator(samples)', undefined);
  await report(
    where,
    'estimator(moved samples) = estimator(samples)',
    fc.asyncProperty(
      fc.array(inputs, { minLength: N, maxLength: N }),
      fc.array(words(X.generators.length, options.wordLength), { minLength: N, maxLength: N }),
      async (rows, moves) => {
        const moved = rows.map((x, n) => applyWord(X, moves[individually ? n : 0], x));
        const before = await estimate(rows.map((x) => x.slice()));
        const after = vectorOf(await estimator(moved), 'estimator(moved samples)', before.length);
        scale.compare(after, before, tolerance, 'estimator(moved samples)', 'estimator(samples)');
      },
    ),
    options,
    ([rows, moves]) => ({
      shown: `samples ${rows.map(show).join(', ')}, moved by ${moves.map(showWord).join(', ')}`,
      details: { rows, moves },
    }),
  );
}

/** Runs a property and throws what refutes it, in our words. */
async function report<T extends [unknown, ...unknown[]]>(
  where: string,
  expected: string,
  property: fc.IAsyncProperty<T>,
  options: LawOptions,
  explain: (counterexample: T) => { readonly shown: string; readonly details: Readonly<Record<string, unknown>> },
): Promise<void> {
  const result = await fc.check(property, lawParameters(options, 100));
  if (!result.failed) return;
  const { counterexample, errorInstance, seed, counterexamplePath: path, numRuns: runs, numShrinks: shrinks } = result;
  if (counterexample === null) throw errorInstance;
  const { shown, details } = explain(counterexample);
  throw refutation(where, expected, errorInstance, shown, { seed, path, runs, shrinks }, details);
}

const show = (x: ArrayLike<number>): string => `[${Array.from(x).join(', ')}]`;

const showWord = (word: readonly number[]): string => (word.length === 0 ? '1' : word.map((k) => `g${k}`).join(' '));
