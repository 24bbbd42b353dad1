/**
 * Equivariance as a property: f(ρ_X(g)x) = ρ_Y(g)f(x) for all x and all g, with counterexamples shrunk to a short word
 * in the generators and a simple x; and the laws that estimators of invariant quantities obey.
 */
import { type Float64Layout, IsotypicError, toFloat64 } from '@isotypic/algebra';
import type { Representation } from '@isotypic/reps';
import fc from 'fast-check';

/** A group acting by float64 matrices, one for each generator. */
export interface FloatAction {
  readonly dimension: number;
  readonly generators: readonly Float64Layout[];
}

/** A representation, or float matrices of one's own. */
export type ActionSource = Representation | FloatAction;

/** A map of vectors, synchronous or not. */
export type VectorMap = (x: Float64Array) => ArrayLike<number> | Promise<ArrayLike<number>>;

export interface EquivarianceOptions {
  /** Cases to try (default 100). */
  readonly runs?: number;
  /** Replays a failure: fast-check prints both with it. */
  readonly seed?: number;
  readonly path?: string;
  /**
   * Bound on ‖f(ρx) − ρf(x)‖∞ relative to max(1, ‖f(x)‖∞). Default 1e-9, for maps of moderate condition in float64;
   * pass what your f's rounding allows.
   */
  readonly tolerance?: number;
  /** Where x comes from (default: finite doubles in [−100, 100], with many zeros and small integers). */
  readonly inputs?: fc.Arbitrary<Float64Array>;
  /** Longest word in the generators (default 12). */
  readonly wordLength?: number;
}

/**
 * Asserts that f intertwines two actions of one group.
 *
 * @param f from vectors of repX's dimension to vectors of repY's.
 * @throws {IsotypicError} `DEGREE_MISMATCH` when the actions have different numbers of generators, and fast-check's
 * error with a shrunk counterexample (x and a word in the generators) when f is not equivariant.
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * await assertEquivariant((x) => x.map((t) => t ** 2), rep, rep);
 */
export async function assertEquivariant(
  f: VectorMap,
  repX: ActionSource,
  repY: ActionSource,
  options: EquivarianceOptions = {},
): Promise<void> {
  const [X, Y] = [actionOf(repX), actionOf(repY)];
  if (X.generators.length !== Y.generators.length) {
    throw new IsotypicError('DEGREE_MISMATCH', {
      where: 'assertEquivariant',
      expected: 'two actions of one group, on the same generators',
      received: `${X.generators.length} and ${Y.generators.length} generators`,
    });
  }
  const tolerance = options.tolerance ?? 1e-9;
  const inputs = options.inputs ?? vectors(X.dimension);
  await fc.assert(
    fc.asyncProperty(inputs, words(X.generators.length, options.wordLength), async (x, word) => {
      const image = await f(Float64Array.from(x));
      if (image.length !== Y.dimension) {
        throw new Error(`f returns ${image.length} numbers, and repY has dimension ${Y.dimension}`);
      }
      const movedFirst = await f(applyWord(X, word, x));
      const movedLast = applyWord(Y, word, Float64Array.from(image));
      const deviation = largestDeviation(movedFirst, movedLast);
      if (!(deviation <= tolerance)) {
        throw new Error(`f(ρ_X(g)x) and ρ_Y(g)f(x) differ by ${deviation.toExponential(2)} of their size`);
      }
    }),
    parameters(options),
  );
}

/** Asserts that f(ρ(g)x) = f(x): equivariance into the trivial action. */
export async function assertInvariant(
  f: VectorMap,
  rep: ActionSource,
  options: EquivarianceOptions = {},
): Promise<void> {
  const X = actionOf(rep);
  const size = (await f(new Float64Array(X.dimension))).length;
  const trivial = { dimension: size, generators: X.generators.map(() => identity(size)) };
  return assertEquivariant(f, X, trivial, options);
}

/** An estimator that turns N×D samples into a vector or a flattened matrix. */
export type Estimator = (samples: Float64Array[]) => ArrayLike<number> | Promise<ArrayLike<number>>;

/**
 * The law of an estimator of something invariant: moving every sample by its own group element never changes it (for
 * first moments), and moving all of them by one never does (for all).
 *
 * @param individually whether each sample may be moved by its own element.
 */
export async function assertInvariantEstimator(
  estimator: Estimator,
  rep: ActionSource,
  options: EquivarianceOptions & { readonly samples?: number; readonly individually?: boolean } = {},
): Promise<void> {
  const X = actionOf(rep);
  const N = options.samples ?? 6;
  const tolerance = options.tolerance ?? 1e-9;
  const word = words(X.generators.length, options.wordLength);
  await fc.assert(
    fc.asyncProperty(
      fc.array(options.inputs ?? vectors(X.dimension), { minLength: N, maxLength: N }),
      fc.array(word, { minLength: N, maxLength: N }),
      async (samples, moves) => {
        const moved = samples.map((x, n) => applyWord(X, moves[options.individually ? n : 0], x));
        const deviation = largestDeviation(await estimator(moved), await estimator(samples));
        if (!(deviation <= tolerance)) {
          throw new Error(`the estimate moves by ${deviation.toExponential(2)} of its size`);
        }
      },
    ),
    parameters(options),
  );
}

/** max over generators of ‖A ρ_X(g) − ρ_Y(g) A‖_F / ‖A‖_F: 0 for an exactly equivariant A. */
export function equivarianceError(A: Float64Layout, repX: ActionSource, repY: ActionSource): number {
  const [X, Y] = [actionOf(repX), actionOf(repY)];
  const size = Math.hypot(...A.data);
  let worst = 0;
  X.generators.forEach((g, k) => {
    const [left, right] = [product(A, g), product(Y.generators[k], A)];
    worst = Math.max(worst, Math.hypot(...left.data.map((v, i) => v - right.data[i])));
  });
  return size === 0 ? worst : worst / size;
}

/** The float64 action of a representation. */
export function actionOf(source: ActionSource): FloatAction {
  if ('generators' in source) return source;
  const generators = source.kind === 'numeric' ? source.generatorMatrices : source.generatorMatrices.map(toFloat64);
  return { dimension: source.dimension, generators };
}

/** Vectors that shrink to zeros and small integers. */
export function vectors(dimension: number): fc.Arbitrary<Float64Array> {
  const entry = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true }),
  );
  return fc.array(entry, { minLength: dimension, maxLength: dimension }).map((x) => Float64Array.from(x, (v) => v + 0));
}

/** Words in t generators; the empty word is the identity. */
export function words(generators: number, maxLength = 12): fc.Arbitrary<number[]> {
  return generators === 0 ? fc.constant([]) : fc.array(fc.nat(generators - 1), { maxLength });
}

/** ρ(g_1)ρ(g_2)…x for the word g_1 g_2 …: the last letter first. */
export function applyWord(action: FloatAction, word: readonly number[], x: Float64Array): Float64Array {
  return word.reduceRight((v, k) => product(action.generators[k], { data: v, rows: v.length, cols: 1 }).data, x);
}

/** max |aᵢ − bᵢ| / max(1, max |bᵢ|); infinite for different lengths or NaN. */
export function largestDeviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
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

function parameters(options: EquivarianceOptions): fc.Parameters<unknown> {
  return {
    numRuns: options.runs ?? 100,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.path === undefined ? {} : { path: options.path }),
  };
}

function product(A: Float64Layout, B: Float64Layout): Float64Layout {
  const data = new Float64Array(A.rows * B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < A.cols; k++) {
      const a = A.data[i * A.cols + k];
      if (a === 0) continue;
      for (let j = 0; j < B.cols; j++) data[i * B.cols + j] += a * B.data[k * B.cols + j];
    }
  }
  return { data, rows: A.rows, cols: B.cols };
}

function identity(n: number): Float64Layout {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { data, rows: n, cols: n };
}
