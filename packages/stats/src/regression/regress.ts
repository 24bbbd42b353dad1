/** Fitting a regression under a symmetry together with what its errors are. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal';
import { type Float64Layout, product } from '@isotypic/numeric/dense';
import { symmetrize, traceOf } from '@isotypic/numeric/internal';
import { SAMPLE_OPTION_KINDS } from '../data/argument-kinds.js';
import { scaledBy } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { type CheckedSamples, checkTogether, type Samples } from '../data/samples.js';
import { type EquivariantLeastSquares, LEAST_SQUARES_KINDS, lstsq, lstsqOf } from '../estimators/least-squares.js';
import { MOMENTS, SymmetricMoments } from '../moments/symmetric-moments.js';
import { RUN_OPTION_KINDS, type RunOptions } from '../run/run.js';
import type { StructureSource } from '../structure/structure-of.js';
import { EquivariantRegression, ERRORS } from './equivariant-regression.js';
import type { ErrorModel } from './error-model.js';
import type { TestedComponent } from './tests-of-effect.js';

/** Options of `regression`. */
export interface RegressionOptions extends SampleOptions, RunOptions {
  /** Fit y ≈ A x + b with b ∈ Y^G. Default true. */
  readonly intercept?: boolean;
  /**
   * `invariant` (default): the errors have an invariant covariance, estimated component by component. `scalar`: all
   * have one variance, as in ordinary least squares on the expanded design.
   */
  readonly errors?: 'invariant' | 'scalar';
}

/** Those of moments. */
export type MomentRegressionOptions = Omit<RegressionOptions, keyof SampleOptions>;

const MOMENT_KINDS: OptionKinds<MomentRegressionOptions> = {
  ...RUN_OPTION_KINDS,
  intercept: LEAST_SQUARES_KINDS.intercept,
  errors: ERRORS,
};

const OPTION_KINDS: OptionKinds<RegressionOptions> = { ...SAMPLE_OPTION_KINDS, ...MOMENT_KINDS };

/**
 * The regression of `lstsq` with standard errors, t and F tests, R² and prediction intervals. With weights w the errors
 * have variances proportional to 1/w.
 *
 * @param X N×Dx samples. @param Y N×Dy samples, the same rows.
 * @throws {IsotypicError} as `lstsq`; `SINGULAR` where predictors are linearly dependent on some component, and
 * `TOO_FEW_SAMPLES` where a component has no residual left to estimate its error from.
 * Complexity that of `lstsq` and one more pass over the samples.
 * Source: Andersson 1975 for the model; Muirhead 1982, §10 for its tests.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const C2 = permutationRepresentation(catalogue.cyclic(2));
 * const [north, east] = [borings.map(([n, , s]) => [n, s]), borings.map(([, e, , w]) => [e, w])];
 * const { components, coefficient } = await regression(north, east, C2, C2);
 * components.map((c) => c.degreesOfFreedom); // [26, 27]
 */
export async function regression(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options: RegressionOptions = {},
): Promise<EquivariantRegression> {
  const where = 'regression';
  checkOptions(where, options, OPTION_KINDS);
  const { errors, intercept = true, ...run } = options;
  const fit = await lstsq(X, Y, repX, repY, { ...run, intercept });
  const moments = new SymmetricMoments(repX, repY);
  const [x, y] = checkTogether(
    where,
    [X, Y].map((samples, a) => ({ samples, dimension: moments.structures[a].dimension, name: 'XY'[a] })),
    { missing: options.missing, weights: options.weights, frequencies: options.frequencies },
  );
  const { frequencies } = x;
  const parts = [
    { samples: { data: x.data, rows: x.rows, cols: x.cols }, name: 'X' },
    { samples: residualsOf(x, y, fit), name: 'residuals' },
  ];
  const { backend, signal, budget, onProgress } = run;
  const weights = frequencies ? x.weights?.map((w, n) => w / frequencies[n]) : x.weights;
  await moments.pushParts(where, parts, { weights, frequencies, backend, signal, budget, onProgress });
  return regressionFrom(where, moments, fit, { errors, intercept }, moments.blocks(1, 1, 'zero'));
}

/**
 * The same from moments of pairs that were streamed and merged: with half the digits, as `lstsqOf`.
 * @throws {IsotypicError} as {@link regression}; `NOT_DECIDED` where the residuals are so small that moments do not
 * tell them.
 * @example
 * const C2 = permutationRepresentation(catalogue.cyclic(2));
 * const moments = new SymmetricMoments(C2, C2);
 * await moments.push({ x: borings.map(([n, , s]) => [n, s]), y: borings.map(([, e, , w]) => [e, w]) });
 * (await regressionOf(moments)).components.map((c) => c.degreesOfFreedom); // [26, 27]
 */
export async function regressionOf(
  moments: SymmetricMoments,
  options: MomentRegressionOptions = {},
): Promise<EquivariantRegression> {
  const where = 'regressionOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkOptions(where, options, MOMENT_KINDS);
  const { errors, intercept = true, ...run } = options;
  const fit = await lstsqOf(moments, { ...run, intercept });
  const center = intercept ? 'invariant-mean' : 'zero';
  const total = moments.blocks(1, 1, center);
  const [cross, grams] = [moments.blocks(1, 0, center), moments.blocks(0, 0, center)];
  const [x, y] = moments.scales.exponents;
  const residuals = total.map((YY, k) => {
    const C = { ...fit.blocks[k], data: scaledBy(Float64Array.from(fit.blocks[k].data), x - y) };
    const fitted = product(C, cross[k], { transposeRight: true });
    const square = product(product(C, grams[k]), C, { transposeRight: true });
    const data = YY.data.map((v, at) => {
      const mirror = (at % YY.cols) * YY.cols + Math.floor(at / YY.cols);
      return v - fitted.data[at] - fitted.data[mirror] + square.data[at];
    });
    const R = symmetrize({ ...YY, data });
    if (YY.rows > 0 && traceOf(R) <= LEAST_SHARE * traceOf(YY)) throw tooExact(where, moments, k);
    return R;
  });
  return regressionFrom(where, moments, fit, { errors, intercept }, residuals);
}

/** Of the sum of squares: what is left of it below this share has less than six digits, ε/1e-10. */
const LEAST_SHARE = 1e-10;

function tooExact(where: string, { structures }: SymmetricMoments, k: number): IsotypicError {
  return new IsotypicError('NOT_DECIDED', {
    where,
    expected: `residuals above ${LEAST_SHARE} of the sum of squares, on component ${structures[1].components[k].label}`,
    received: 'smaller ones, which moments do not tell from rounding',
    remedy: 'Pass the samples to regression.',
  });
}

/** y − A x − b. */
function residualsOf(x: CheckedSamples, y: CheckedSamples, fit: EquivariantLeastSquares): Float64Layout {
  const fitted = product(x, fit.coefficients, { transposeRight: true });
  const data = fitted.data.map((v, at) => y.data[at] - v - fit.intercept[at % y.cols]);
  return { data, rows: y.rows, cols: y.cols };
}

function regressionFrom(
  where: string,
  moments: SymmetricMoments,
  fit: EquivariantLeastSquares,
  options: { readonly errors?: 'invariant' | 'scalar'; readonly intercept: boolean },
  residuals: readonly Float64Layout[],
): EquivariantRegression {
  const [X, Y] = moments.structures as [(typeof moments.structures)[0], (typeof moments.structures)[0]];
  const { scales, count } = moments;
  const [ex, ey] = scales.exponents;
  const grams = moments
    .blocks(0, 0, options.intercept ? 'invariant-mean' : 'zero')
    .map((G, k) => times(G, X.components[k].pooled));
  const tested = Y.components.map((component, k): TestedComponent => {
    const R = times(residuals[k], component.pooled);
    const C = { ...fit.blocks[k], data: scaledBy(Float64Array.from(fit.blocks[k].data), ex - ey) };
    const H = product(product(C, grams[k]), C, { transposeRight: true });
    const { rank, of } = fit.ranks[k];
    if (component.multiplicity > 0 && rank < of) throw dependent(where, component.label, rank, of);
    const vectors = count * component.pooled - (component.multiplicity > 0 ? rank : 0) - lostTo(component, options);
    const residualTrace = traceOf(R);
    const parameters = component.units * component.multiplicity * rank;
    const totalTrace = residualTrace + traceOf(H);
    return { component, residual: R, explained: H, residualTrace, totalTrace, vectors, rank, parameters };
  });
  const sum = (part: (c: TestedComponent) => number) => tested.reduce((total, c) => total + part(c), 0);
  const data = { residual: sum((c) => c.residualTrace), total: sum((c) => c.totalTrace) };
  const errors = errorModel(where, tested, { ...options, samples: count, residual: data.residual, fit });
  const mean = moments.invariantMean(0);
  return new EquivariantRegression(where, {
    structures: [X, Y],
    scales,
    fit,
    hasIntercept: options.intercept,
    grams,
    mean,
    errors,
    tested,
    ...data,
  });
}

function lostTo({ isTrivial }: TestedComponent['component'], { intercept }: { readonly intercept: boolean }): number {
  return isTrivial && intercept ? 1 : 0;
}

/** S, by components or as one variance. */
function errorModel(
  where: string,
  tested: readonly TestedComponent[],
  given: {
    readonly errors?: 'invariant' | 'scalar';
    readonly samples: number;
    readonly residual: number;
    readonly fit: EquivariantLeastSquares;
  },
): ErrorModel {
  const { samples, fit } = given;
  const isScalar = given.errors === 'scalar';
  const lacking = tested.find(
    ({ component, vectors }) => component.multiplicity > 0 && vectors < component.multiplicity,
  );
  if (isScalar ? fit.degreesOfFreedom < 1 : lacking !== undefined) {
    throw new IsotypicError('TOO_FEW_SAMPLES', {
      where,
      expected: `residuals to estimate errors from${isScalar ? '' : `, on component ${lacking?.component.label}`}`,
      received: `${samples} samples for ${fit.parameters} parameters`,
      remedy: isScalar ? 'Take more samples, or fewer predictors.' : "Take more samples, or { errors: 'scalar' }.",
      details: { samples },
    });
  }
  const variance = given.residual / fit.degreesOfFreedom;
  const components = tested.map(({ component, residual, vectors }) => ({
    component,
    vectors,
    covariance: isScalar
      ? { ...residual, data: residual.data.map((_, at) => (at % (residual.cols + 1) === 0 ? variance : 0)) }
      : times(residual, 1 / vectors),
  }));
  return { components, pooled: isScalar ? fit.degreesOfFreedom : undefined, samples };
}

function times(M: Float64Layout, c: number): Float64Layout {
  return { ...M, data: M.data.map((v) => c * v) };
}

function dependent(where: string, label: string, rank: number, of: number): IsotypicError {
  return new IsotypicError('SINGULAR', {
    where,
    expected: `predictors that are not linearly dependent, on component ${label}`,
    received: `rank ${rank} of ${of}`,
    remedy: 'Leave some out, or take more samples; lstsq has the solution of least norm, without standard errors.',
    details: { rank },
  });
}
