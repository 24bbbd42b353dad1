/**
 * Equivariance as a property: f(ρ_X(g)x) = ρ_Y(g)f(x) for all x and all g, with counterexamples shrunk to a short word
 * in the generators and a simple x; and the laws that estimators of invariant quantities obey.
 */
import { type Float64Layout, IsotypicError } from '@isotypic/algebra';
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
import { type ActionSource, applyWord, checkedAction, type FloatAction } from './actions.js';
import { vectors, WORD_LENGTH, words } from './arbitraries.js';
import { imageOf, RunningScale, refutation, type VectorMap, vectorOf } from './verdict.js';

export interface EquivarianceOptions extends LawOptions {
  /**
   * Bound on ‖f(ρx) − ρf(x)‖∞ relative to the size of f in the run. Default 1e-9, for maps of moderate condition in
   * float64; pass what your f's rounding allows.
   */
  readonly tolerance?: number;
  /** Where x comes from (default: finite doubles in [−100, 100], with many zeros and small integers). */
  readonly inputs?: fc.Arbitrary<Float64Array>;
  /** Longest word in the generators (default 12). */
  readonly wordLength?: number;
}

const TOLERANCE: Kind = {
  expected: 'a finite number from 0 on',
  accepts: (v) => typeof v === 'number' && v >= 0 && v < Number.POSITIVE_INFINITY,
};

const EQUIVARIANCE_OPTION_KINDS: OptionKinds<EquivarianceOptions> = {
  ...LAW_OPTION_KINDS,
  tolerance: TOLERANCE,
  inputs: ARBITRARY,
  wordLength: WORD_LENGTH,
};

/** Errors of a float64 map of condition 1e6 stay below it. */
const DEFAULT_TOLERANCE = 1e-9;

/** Draws that the scale of f is first taken from: enough that one is away from the zeros of f. */
const SCALE_DRAWS = 16;

/**
 * Asserts that f intertwines two actions of one group.
 *
 * @param f from vectors of repX's dimension to vectors of repY's; its results are copied before it is called again.
 * @throws {IsotypicError} `REFUTED` with a shrunk counterexample when f is not equivariant, throws, returns another
 * length
 *   or is not finite (`details.reason` tells them apart, beside x, word, seed and path); `DEGREE_MISMATCH` when the
 *   actions have different numbers of generators; `INVALID_ARGUMENT`.
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * await assertEquivariant((x) => x.map((t) => t ** 2), rep, rep);
 * await assertEquivariant((x) => x.map((t, i) => 1e-12 * t * i), rep, rep) // throws REFUTED
 */
export async function assertEquivariant(
  f: VectorMap,
  repX: ActionSource,
  repY: ActionSource,
  options: EquivarianceOptions = {},
): Promise<void> {
  const where = 'assertEquivariant';
  checkArgument(where, 'f', f, callable);
  const [X, Y] = [checkedAction(where, 'repX', repX), checkedAction(where, 'repY', repY)];
  checkOptions(where, options, EQUIVARIANCE_OPTION_KINDS);
  requireSameGenerators(where, X, Y);
  await holds(where, f, X, Y.dimension, (word, y) => applyWord(Y, word, y), 'ρ_Y(g)f(x)', options);
}

/**
 * Asserts that f(ρ(g)x) = f(x): equivariance into the trivial action.
 * @throws {IsotypicError} as `assertEquivariant`
 */
export async function assertInvariant(
  f: VectorMap,
  rep: ActionSource,
  options: EquivarianceOptions = {},
): Promise<void> {
  const where = 'assertInvariant';
  checkArgument(where, 'f', f, callable);
  const X = checkedAction(where, 'rep', rep);
  checkOptions(where, options, EQUIVARIANCE_OPTION_KINDS);
  await holds(where, f, X, undefined, (_, y) => y, 'f(x)', options);
}

/** f(ρ_X(g)x) = moved(g, f(x)), for drawn x and g. */
async function holds(
  where: string,
  f: VectorMap,
  X: FloatAction,
  length: number | undefined,
  moved: (word: readonly number[], y: Float64Array) => Float64Array,
  right: string,
  options: EquivarianceOptions,
): Promise<void> {
  const { tolerance = DEFAULT_TOLERANCE, inputs = vectors(X.dimension) } = options;
  const scale = new RunningScale();
  for (const x of fc.sample(inputs, { numRuns: SCALE_DRAWS, seed: options.seed ?? 0 })) {
    await imageOf(f, x, 'x', length).then((y) => scale.see(y), ignored);
  }
  await report(
    where,
    `f(ρ_X(g)x) = ${right}`,
    fc.asyncProperty(inputs, words(X.generators.length, options.wordLength), async (x, word) => {
      const image = await imageOf(f, x, 'x', length);
      const movedFirst = await imageOf(f, applyWord(X, word, x), 'ρ_X(g)x', image.length);
      scale.compare(movedFirst, moved(word, image), tolerance, 'f(ρ_X(g)x)', right);
    }),
    options,
    ([x, word]) => ({ shown: `x = ${show(x)}, g = ${showWord(word)}`, details: { x, word } }),
  );
}

/** The failure is found again, and told, in the run itself. */
const ignored = () => undefined;

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

/** An estimator that turns N×D samples into a vector or a flattened matrix. */
export type Estimator = (samples: Float64Array[]) => ArrayLike<number> | Promise<ArrayLike<number>>;

export interface EstimatorOptions extends EquivarianceOptions {
  /** Rows of each sample (default 6). */
  readonly samples?: number;
  /** Whether each sample may be moved by its own element (default false). */
  readonly individually?: boolean;
}

const ESTIMATOR_OPTION_KINDS: OptionKinds<EstimatorOptions> = {
  ...EQUIVARIANCE_OPTION_KINDS,
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

function requireSameGenerators(where: string, X: FloatAction, Y: FloatAction): void {
  if (X.generators.length === Y.generators.length) return;
  throw new IsotypicError('DEGREE_MISMATCH', {
    where,
    expected: 'repX and repY to be two actions of one group, on the same generators',
    received: `${X.generators.length} and ${Y.generators.length} generators`,
  });
}

/**
 * max over generators of ‖A ρ_X(g) − ρ_Y(g) A‖_F / ‖A‖_F: 0 for an exactly equivariant A, and for A = 0.
 * @throws {IsotypicError} `DEGREE_MISMATCH`; `SHAPE_MISMATCH` unless A maps repX to repY; `INVALID_ARGUMENT`
 */
export function equivarianceError(A: Float64Layout, repX: ActionSource, repY: ActionSource): number {
  const where = 'equivarianceError';
  checkArgument(where, 'A', A, LAYOUT);
  const [X, Y] = [checkedAction(where, 'repX', repX), checkedAction(where, 'repY', repY)];
  requireSameGenerators(where, X, Y);
  if (A.rows !== Y.dimension || A.cols !== X.dimension) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `A of shape ${Y.dimension}×${X.dimension}, from repX to repY`,
      received: `${A.rows}×${A.cols}`,
    });
  }
  const size = norm(A.data);
  if (size === 0) return 0;
  return X.generators.reduce((worst, g, k) => Math.max(worst, norm(commutator(A, g, Y.generators[k])) / size), 0);
}

const LAYOUT: Kind = {
  expected: 'a float64 matrix { data, rows, cols }',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { data, rows, cols } = v as Partial<Float64Layout>;
    return data instanceof Float64Array && data.length === (rows ?? 0) * (cols ?? 0);
  },
};

/** Scaled by the largest entry, so that squares neither overflow nor vanish. */
function norm(data: ArrayLike<number>): number {
  let [largest, sum] = [0, 0];
  for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i]));
  if (largest === 0) return 0;
  for (let i = 0; i < data.length; i++) sum += (data[i] / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Aρ_X − ρ_Y A. */
function commutator(A: Float64Layout, X: Float64Layout, Y: Float64Layout): Float64Array {
  const { rows, cols } = A;
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += A.data[i * cols + k] * X.data[k * cols + j];
      for (let k = 0; k < rows; k++) sum -= Y.data[i * rows + k] * A.data[k * cols + j];
      data[i * cols + j] = sum;
    }
  }
  return data;
}

/**
 * max |aᵢ − bᵢ| / max(1, max |bᵢ|); infinite for different lengths or NaN.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless a and b are arrays of numbers
 */
export function largestDeviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  checkArgument('largestDeviation', 'a', a, NUMBERS);
  checkArgument('largestDeviation', 'b', b, NUMBERS);
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let [far, size] = [0, 1];
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i] - b[i]);
    if (Number.isNaN(d)) return Number.POSITIVE_INFINITY;
    far = Math.max(far, d);
    size = Math.max(size, Math.abs(b[i]));
  }
  return far / size;
}

const NUMBERS: Kind = {
  expected: 'an array of numbers',
  accepts: (v) =>
    (Array.isArray(v) && v.every((x) => typeof x === 'number')) ||
    (ArrayBuffer.isView(v) && !(v instanceof DataView) && !(v instanceof BigInt64Array)),
};
