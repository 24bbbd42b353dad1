/**
 * Regression under a symmetry with what its estimates are off by: standard errors, tests, R² and prediction intervals.
 * The errors are normal with an invariant covariance, or all of one variance, as ordinary least squares on the expanded
 * design has them.
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { choleskySolve, type Float64Layout, Float64Matrix, product } from '@isotypic/numeric/dense';
import { projectOnUnits, symmetrize } from '@isotypic/numeric/internal';
import { timesPowerOfTwo } from '../data/powers-of-two.js';
import { checkVector } from '../data/vectors.js';
import { DEFAULT_LEVEL, type Interval, type IntervalOptions, LEVEL } from '../estimators/intervals.js';
import type { EquivariantLeastSquares } from '../estimators/least-squares.js';
import { studentTail } from '../laws/beta.js';
import { studentQuantile } from '../laws/quantiles.js';
import type { MomentScales } from '../moments/symmetric-moments.js';
import { componentOf, toCoordinates } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { scaledCholesky } from '../structure/scaled-cholesky.js';
import { type ErrorModel, type ErrorVariance, errorVariance } from './error-model.js';
import { type RegressionTest, type TestedComponent, testOf } from './tests-of-effect.js';

/** An estimate with its standard error and t test against 0. */
export interface EstimateTest {
  readonly estimate: number;
  readonly standardError: number;
  /** Of t: exact where one isotypic component of one copy has a part in it, else Satterthwaite's. */
  readonly degreesOfFreedom: number;
  /** estimate/standardError; NaN where symmetry makes both 0. */
  readonly t: number;
  readonly pValue: number;
  readonly interval: Interval;
}

/** What the regression says of one isotypic component of Y. */
export interface RegressionComponent {
  readonly label: string;
  /** Real parameters of the map there, and without the intercept. */
  readonly parameters: number;
  /** e·ν: of the χ² laws of its residual variances. */
  readonly degreesOfFreedom: number;
  /** The residual variance along each of the copies. */
  readonly variances: readonly number[];
  /** 1 − residual/total sum of squares, about the invariant mean where there is an intercept. */
  readonly rSquared: number;
  /** That the predictors have no part in this component; undefined where they can have none. */
  readonly test: RegressionTest | undefined;
}

/** A predicted response. */
export interface Prediction {
  readonly mean: Float64Array;
  /** Of the mean. */
  readonly standardErrors: Float64Array;
  /** For the mean of the responses at x. */
  readonly meanIntervals: readonly Interval[];
  /** For one response at x, of weight 1. */
  readonly intervals: readonly Interval[];
}

/** What is known of the samples, in units of powers of two. */
export interface RegressionData {
  readonly structures: readonly [X: IsotypicStructure, Y: IsotypicStructure];
  readonly scales: MomentScales;
  readonly fit: EquivariantLeastSquares;
  readonly hasIntercept: boolean;
  /** Gₖ. */
  readonly grams: readonly Float64Layout[];
  /** x̄, invariant, in the original coordinates. */
  readonly mean: Float64Array;
  readonly errors: ErrorModel;
  readonly tested: readonly TestedComponent[];
  readonly residual: number;
  readonly total: number;
}

/**
 * A regression that was fitted; {@link regression} makes one.
 * @example
 * const C2 = permutationRepresentation(catalogue.cyclic(2));
 * const [north, east] = [borings.map(([n, , s]) => [n, s]), borings.map(([, e, , w]) => [e, w])];
 * const found = await regression(north, east, C2, C2);
 * found.rSquared > 0.5 // true
 */
export class EquivariantRegression {
  /** A, b and what `lstsq` says besides. */
  readonly fit: EquivariantLeastSquares;
  /** 1 − residual/total sum of squares; about the invariant mean of Y where there is an intercept. */
  readonly rSquared: number;
  /** That of the variances: each sum divided by its degrees of freedom. */
  readonly adjustedRSquared: number;
  readonly components: readonly RegressionComponent[];
  /** That no predictor has a part in any component; undefined where there are no parameters but the intercept. */
  readonly test: RegressionTest | undefined;
  private readonly inverses: readonly Float64Layout[];

  /** @internal */
  constructor(
    where: string,
    private readonly data: RegressionData,
  ) {
    const { fit, residual, total, tested, errors, structures, hasIntercept } = data;
    this.fit = fit;
    this.rSquared = 1 - residual / total;
    const free = fit.degreesOfFreedom + fit.parameters;
    const means = hasIntercept
      ? structures[1].components.reduce((m, c) => m + (c.isTrivial ? c.multiplicity : 0), 0)
      : 0;
    this.adjustedRSquared = 1 - residual / fit.degreesOfFreedom / (total / (free - means));
    this.inverses = data.grams.map((G, k) =>
      structures[1].components[k].multiplicity === 0 ? G : inverseOf(where, G, structures[0].components[k].label),
    );
    const { exponents, weightExponent } = data.scales;
    this.components = tested
      .map(
        (c, k): RegressionComponent => ({
          label: c.component.label,
          parameters: c.parameters,
          degreesOfFreedom: errors.pooled ?? c.component.units * c.vectors,
          variances: Array.from({ length: c.component.multiplicity }, (_, i) => {
            const { data: S, cols } = errors.components[k].covariance;
            return timesPowerOfTwo(S[i * c.component.units * (cols + 1)], 2 * exponents[1] + weightExponent);
          }),
          rSquared: 1 - c.residualTrace / c.totalTrace,
          test: testOf([c], errors),
        }),
      )
      .filter((_, k) => structures[1].components[k].multiplicity > 0);
    this.test = testOf(tested, errors);
  }

  /**
   * The coefficient of predictor j in response i. O(Σ (e·m)³) for the component blocks.
   * @throws {IsotypicError} `INVALID_ARGUMENT` outside the matrix
   */
  coefficient(i: number, j: number, options: IntervalOptions = {}): EstimateTest {
    const where = 'EquivariantRegression.coefficient';
    const [X, Y] = this.data.structures;
    checkArgument(where, 'i', i, integer(0, Y.dimension - 1));
    checkArgument(where, 'j', j, integer(0, X.dimension - 1));
    checkOptions(where, options, LEVEL_KINDS);
    const [p, q] = [rowOf(Y, i), rowOf(X, j)];
    const forms = this.formsOf(p, q);
    const { exponents } = this.data.scales;
    return this.tested(this.fit.coefficients.at(i, j), forms, exponents[1] - exponents[0], options);
  }

  /**
   * The intercept of response i; zero with error 0 where none was fitted.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless i is a response
   */
  interceptOf(i: number, options: IntervalOptions = {}): EstimateTest {
    const where = 'EquivariantRegression.interceptOf';
    const [X, Y] = this.data.structures;
    checkArgument(where, 'i', i, integer(0, Y.dimension - 1));
    checkOptions(where, options, LEVEL_KINDS);
    const { scales, mean, hasIntercept } = this.data;
    const p = rowOf(Y, i);
    const m = toCoordinates(scaled(mean, -scales.exponents[0]), X);
    const forms = hasIntercept
      ? this.formsOf(p, m, (k) => X.components[k].isTrivial).map((K, k) => this.plusMean(K, p, k))
      : Y.components.map(({ multiplicity, units }) => new Float64Matrix(multiplicity * units, multiplicity * units));
    return this.tested(this.fit.intercept[i], forms, scales.exponents[1], options);
  }

  /**
   * The response at x, length Dx, with intervals for its mean and for a single one.
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`
   */
  predict(x: ArrayLike<number>, options: IntervalOptions = {}): Prediction {
    const where = 'EquivariantRegression.predict';
    checkOptions(where, options, LEVEL_KINDS);
    const [X, Y] = this.data.structures;
    const given = checkVector(where, x, X.dimension);
    const { coefficients, intercept } = this.fit;
    const { exponents, weightExponent } = this.data.scales;
    const shift = this.data.hasIntercept ? this.data.mean : new Float64Array(X.dimension);
    const q = toCoordinates(
      scaled(
        given.map((v, j) => v - shift[j]),
        -exponents[0],
      ),
      X,
    );
    const means = product(coefficients, { data: given, rows: given.length, cols: 1 }).data.map(
      (v, i) => v + intercept[i],
    );
    const deviation = ({ variance }: ErrorVariance) => timesPowerOfTwo(Math.sqrt(variance), exponents[1]);
    const found = Array.from(means, (mean, i) => {
      const p = rowOf(Y, i);
      const ofMean = this.formsOf(p, q).map((K, k) => (this.data.hasIntercept ? this.plusMean(K, p, k) : K));
      const ofOne = ofMean.map((K, k) => plus(K, outer(Y, p, k), 2 ** weightExponent));
      const [mu, one] = [ofMean, ofOne].map((forms) => errorVariance(this.data.errors, forms));
      return {
        error: deviation(mu),
        mean: around(mean, deviation(mu), mu.degreesOfFreedom, options),
        one: around(mean, deviation(one), one.degreesOfFreedom, options),
      };
    });
    return {
      mean: means,
      standardErrors: Float64Array.from(found, ({ error }) => error),
      meanIntervals: found.map(({ mean }) => mean),
      intervals: found.map(({ one }) => one),
    };
  }

  private tested(
    estimate: number,
    forms: readonly Float64Layout[],
    exponent: number,
    options: IntervalOptions,
  ): EstimateTest {
    const { variance, degreesOfFreedom } = errorVariance(this.data.errors, forms);
    const standardError = timesPowerOfTwo(Math.sqrt(variance), exponent);
    const t = estimate / standardError;
    return {
      estimate,
      standardError,
      degreesOfFreedom,
      t,
      pValue: Number.isFinite(t) ? studentTail(t, degreesOfFreedom) : Number.isNaN(t) ? 1 : 0,
      interval: around(estimate, standardError, degreesOfFreedom, options),
    };
  }

  /** MₖGₖ⁻¹Mₖᵀ for Mₖ the projection of Σₛ pₛqₛᵀ, on the components that `isUsed` names. */
  private formsOf(p: Float64Array, q: Float64Array, isUsed: (k: number) => boolean = () => true): Float64Matrix[] {
    const [X, Y] = this.data.structures;
    return Y.components.map((cy, k) => {
      const [P, Q] = [componentOf(p, cy), componentOf(q, X.components[k])];
      if (P.rows === 0 || Q.rows === 0 || !isUsed(k)) return new Float64Matrix(P.rows, P.rows);
      const M = product(P, Q, { transposeRight: true });
      projectOnUnits(M.data, cy.multiplicity, X.components[k].multiplicity, cy.units);
      return symmetrize(product(product(M, this.inverses[k]), M, { transposeRight: true }));
    });
  }

  /** With ppᵀ/W on the trivial component, the error of the mean of the responses. */
  private plusMean(K: Float64Matrix, p: Float64Array, k: number): Float64Matrix {
    const [, Y] = this.data.structures;
    return Y.components[k].isTrivial ? plus(K, outer(Y, p, k), 1 / this.data.scales.weight) : K;
  }
}

const LEVEL_KINDS: OptionKinds<IntervalOptions> = { level: LEVEL };

/** The errors of a regression. */
export const ERRORS = oneOf('invariant', 'scalar');

function around(
  x: number,
  error: number,
  degreesOfFreedom: number,
  { level = DEFAULT_LEVEL }: IntervalOptions,
): Interval {
  if (error === 0) return [x, x];
  const reach = studentQuantile(1 - level, degreesOfFreedom) * error;
  return [x - reach, x + reach];
}

/** Σₛ pₛpₛᵀ on component k, projected on the matrices over 𝔽. */
function outer({ components }: IsotypicStructure, p: Float64Array, k: number): Float64Matrix {
  const { multiplicity, units } = components[k];
  const P = componentOf(p, components[k]);
  const K = product(P, P, { transposeRight: true });
  projectOnUnits(K.data, multiplicity, multiplicity, units);
  return K;
}

function plus(K: Float64Matrix, L: Float64Matrix, c: number): Float64Matrix {
  return new Float64Matrix(
    K.rows,
    K.cols,
    K.data.map((v, at) => v + c * L.data[at]),
  );
}

function rowOf({ basis }: IsotypicStructure, i: number): Float64Array {
  return Float64Array.from(basis.data.subarray(i * basis.cols, (i + 1) * basis.cols));
}

const scaled = (x: Float64Array, exponent: number): Float64Array => x.map((v) => timesPowerOfTwo(v, exponent));

function inverseOf(where: string, G: Float64Layout, label: string): Float64Layout {
  if (G.rows === 0) return G;
  const factor = scaledCholesky(G);
  if (factor === undefined) {
    throw new IsotypicError('SINGULAR', {
      where,
      expected: `predictors that are not linearly dependent, on component ${label}`,
      received: 'some that are, to half the digits of a double',
      remedy: 'Leave one of them out, or take lstsq, which has the solution of least norm but no standard errors.',
    });
  }
  return factor.divide(choleskySolve(factor.L, Float64Matrix.identity(G.rows)));
}
