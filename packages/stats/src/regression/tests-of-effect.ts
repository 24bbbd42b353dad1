/** Tests that predictors have no part in a response: Fisher's F, and Wilks' Λ where there are several copies. */
import { type Float64Layout, logDeterminantOfCholesky, tryCholesky } from '@isotypic/numeric/dense';
import { determinantFactors, tailOfDeterminants } from '../hypotheses/null-law.js';
import { fisherTail } from '../laws/beta.js';
import type { StructureComponent } from '../structure/isotypic-structure.js';
import type { ErrorModel } from './error-model.js';

/** One component of Y: its sums of squares, and over how many vectors. */
export interface TestedComponent {
  readonly component: StructureComponent;
  /** Residual sum of squares R, and that of the fitted part H, real (e·m)×(e·m). */
  readonly residual: Float64Layout;
  readonly explained: Float64Layout;
  /** Parts of the whole sums of squares, d/e·tr. */
  readonly residualTrace: number;
  readonly totalTrace: number;
  /** Vectors over 𝔽 for R and for H: ν and the rank. */
  readonly vectors: number;
  readonly rank: number;
  /** e·m·rank. */
  readonly parameters: number;
}

/** A test of one component of a regression. */
export interface RegressionTest {
  /** `F` where it is one; `wilks`: −2 log Λ, Λ^(2/N) the product of all (|R|/|R + H|)^d, determinants over 𝔽. */
  readonly kind: 'F' | 'wilks';
  readonly statistic: number;
  /** The parameters that are tested: of F the numerator's, of −2 log Λ those of its χ² limit. */
  readonly degreesOfFreedom: number;
  /** The denominator's, of F. */
  readonly residualDegrees: number | undefined;
  /** Exact for F, by the saddlepoint approximation for Λ. */
  readonly pValue: number;
}

/**
 * Exact with one copy, and with one variance for all errors; else Wilks' Λ, whose law is a product of Γ functions
 * (Muirhead 1982, §10.5). Undefined where there are no parameters, or the residuals are 0.
 */
export function testOf(components: readonly TestedComponent[], errors: ErrorModel): RegressionTest | undefined {
  const tested = components.filter(({ parameters }) => parameters > 0);
  if (tested.length === 0) return undefined;
  const parameters = tested.reduce((sum, c) => sum + c.parameters, 0);
  const [only] = tested;
  const isF = errors.pooled !== undefined || (tested.length === 1 && only.component.multiplicity === 1);
  return isF ? fisherTest(tested, parameters, errors) : wilksTest(tested, parameters, errors);
}

function fisherTest(
  tested: readonly TestedComponent[],
  parameters: number,
  { components, pooled }: ErrorModel,
): RegressionTest | undefined {
  const [{ component, vectors, residualTrace }] = tested;
  const residualDegrees = pooled ?? component.units * vectors;
  const variance =
    pooled === undefined
      ? residualTrace / residualDegrees
      : (components.find(({ covariance }) => covariance.rows > 0)?.covariance.data[0] ?? 0);
  const explained = tested.reduce((sum, c) => sum + c.totalTrace - c.residualTrace, 0);
  const statistic = Math.max(0, explained / parameters / variance);
  if (!Number.isFinite(statistic)) return undefined;
  const pValue = fisherTail(statistic, parameters, residualDegrees);
  return { kind: 'F', statistic, degreesOfFreedom: parameters, residualDegrees, pValue };
}

function wilksTest(
  tested: readonly TestedComponent[],
  parameters: number,
  { samples }: ErrorModel,
): RegressionTest | undefined {
  let statistic = 0;
  const factors = tested.flatMap(({ component, residual, explained, vectors, rank }) => {
    const [within, total] = [logDeterminant(residual), logDeterminant(sum(residual, explained))];
    statistic += samples * component.pooled * (total - within);
    const term = { component, divisor: 1, rate: samples * component.degree };
    return [
      ...determinantFactors({ ...term, vectors, power: 1 }),
      ...determinantFactors({ ...term, vectors: vectors + rank, power: -1 }),
    ];
  });
  if (!Number.isFinite(statistic)) return undefined;
  const pValue = tailOfDeterminants(statistic, parameters, factors);
  return { kind: 'wilks', statistic, degreesOfFreedom: parameters, residualDegrees: undefined, pValue };
}

function logDeterminant(M: Float64Layout): number {
  const factor = tryCholesky(M);
  return 'L' in factor ? logDeterminantOfCholesky(factor.L) : Number.NaN;
}

function sum(A: Float64Layout, B: Float64Layout): Float64Layout {
  return { ...A, data: A.data.map((v, at) => v + B.data[at]) };
}
