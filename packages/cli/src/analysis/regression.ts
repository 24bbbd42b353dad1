/** The regression of response columns on the symmetric ones that respects the group. */
import { IsotypicError } from '@isotypic/algebra';
import { type ExactRepresentation, intertwiners, multiple, trivialRepresentation } from '@isotypic/reps';
import {
  type EquivariantLeastSquares,
  type EquivariantRegression,
  lstsq,
  lstsqOf,
  meanParameters,
  type RegressionTest,
  regression,
  regressionOf,
  type SymmetricMoments,
  structureOf,
} from '@isotypic/stats';
import type { Gathered } from '../data/gather.js';
import type { EffectTest, Regression, RegressionErrors } from './analysis.js';

type Action = Regression['action'];

/** Responses of a file of a plan or of moments: their columns, and how the group moves them. */
export interface NamedResponse {
  readonly columns: readonly string[];
  readonly action: Action;
}

/** How the group moves the responses: like the predictors where there are as many, else not at all. */
export function responseAction(predictors: number, responses: number, action: Action | undefined): Action {
  const chosen = action ?? (responses === predictors ? 'same' : 'trivial');
  if (chosen === 'same' && responses !== predictors) {
    throw new IsotypicError('DEGREE_MISMATCH', {
      where: 'isotypic analyze --response-action same',
      expected: `as many responses as predictors, ${predictors}`,
      received: String(responses),
      remedy: 'Leave the option out, or name all the responses in the order of the predictors.',
    });
  }
  return chosen;
}

/** The representation on so many responses. */
export const responseRepresentation = (
  predictors: ExactRepresentation,
  responses: number,
  action: Action,
): ExactRepresentation =>
  action === 'same' ? predictors : multiple(responses, trivialRepresentation(predictors.group));

/**
 * Fits responses on predictors with an invariant intercept: from the rows where they are kept, else from the moments,
 * which have half the digits where the predictors are nearly dependent.
 */
export async function regress(
  { rows, pairs, columns, responses }: Pick<Gathered, 'rows' | 'pairs' | 'columns' | 'responses'>,
  [X, Y]: readonly [ExactRepresentation, ExactRepresentation],
  action: Action,
): Promise<Regressed> {
  const moments = pairs as SymmetricMoments;
  const { fit, found, ...told } = await fitOf(rows, moments, [X, Y]);
  const [Dx, Dy] = [columns.length, responses.length];
  const weight = moments.weight;
  const regression: Regression = {
    predictors: columns,
    responses,
    action,
    parameters: { free: Dy * (Dx + 1), symmetric: intertwiners(X, Y).dimension + meanParameters(structureOf(Y)) },
    coefficients: Array.from({ length: Dy }, (_, i) => [...fit.coefficients.data.subarray(i * Dx, (i + 1) * Dx)]),
    intercept: [...fit.intercept],
    rank: fit.rank,
    ...told,
    residual: Math.sqrt(fit.residual / (weight * Dy)),
    spread: spread(moments, weight * Dy),
  };
  return { regression, found };
}

/** A regression as data, and with what predicts; undefined where its errors cannot be told. */
export interface Regressed {
  readonly regression: Regression;
  readonly found: EquivariantRegression | undefined;
}

interface Fitted extends Pick<Regression, 'errors' | 'unavailable'> {
  readonly fit: EquivariantLeastSquares;
  readonly found?: EquivariantRegression;
}

/** With errors where these can be told: predictors that are not dependent, and residuals that are left. */
async function fitOf(
  rows: Gathered['rows'],
  moments: SymmetricMoments,
  [X, Y]: readonly [ExactRepresentation, ExactRepresentation],
): Promise<Fitted> {
  const { weights, frequencies } = rows ?? {};
  try {
    const found =
      rows === undefined
        ? await regressionOf(moments)
        : await regression(rows.samples, rows.responses, X, Y, { weights, frequencies });
    return { fit: found.fit, found, errors: errorsOf(found) };
  } catch (error) {
    if (!(error instanceof IsotypicError) || !WITHOUT_ERRORS.has(error.code)) throw error;
    const fit =
      rows === undefined
        ? await lstsqOf(moments, { intercept: true })
        : await lstsq(rows.samples, rows.responses, X, Y, { intercept: true, weights, frequencies });
    return { fit, unavailable: `no standard errors: they need ${error.expected}` };
  }
}

const WITHOUT_ERRORS: ReadonlySet<string> = new Set(['SINGULAR', 'TOO_FEW_SAMPLES', 'NOT_DECIDED']);

/** Coefficients whose errors are told: more are read by nobody, and each takes a product of blocks. */
const MOST_COEFFICIENTS = 2500;

function errorsOf(found: EquivariantRegression): RegressionErrors | undefined {
  const { rows, cols } = found.fit.coefficients;
  if (rows * cols > MOST_COEFFICIENTS) return undefined;
  const tested = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (_, j) => found.coefficient(i, j)),
  );
  const intercepts = Array.from({ length: rows }, (_, i) => found.interceptOf(i));
  return {
    coefficients: tested.map((row) => row.map(({ standardError }) => standardError)),
    intercept: intercepts.map(({ standardError }) => standardError),
    pValues: tested.map((row) => row.map(({ pValue }) => pValue)),
    interceptPValues: intercepts.map(({ pValue }) => pValue),
    rSquared: found.rSquared,
    adjustedRSquared: found.adjustedRSquared,
    components: found.components.map(({ test, ...component }) => ({ ...component, test: effectOf(test) })),
    test: effectOf(found.test),
  };
}

const effectOf = (test: RegressionTest | undefined): EffectTest | null =>
  test === undefined ? null : { ...test, residualDegrees: test.residualDegrees ?? null };

/** Root mean square of the responses about their means: the projection on a commutant keeps the trace. */
function spread(moments: SymmetricMoments, numbers: number): number {
  const trace = moments.structures[1].components.reduce((sum, { pooled, multiplicity, units }, k) => {
    const { data } = moments.block(k, 1, 1, 'sample-mean');
    const width = multiplicity * units;
    let part = 0;
    for (let i = 0; i < width; i++) part += data[i * width + i];
    return sum + pooled * part;
  }, 0);
  const { exponents, weightExponent } = moments.scales;
  return Math.sqrt(trace / numbers) * 2 ** (exponents[1] + weightExponent / 2);
}
