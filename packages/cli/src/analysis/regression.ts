/** The regression of response columns on the symmetric ones that respects the group. */
import { IsotypicError } from '@isotypic/algebra';
import { type ExactRepresentation, intertwiners, multiple, trivialRepresentation } from '@isotypic/reps';
import { lstsq, lstsqOf, meanParameters, type SymmetricMoments, structureOf } from '@isotypic/stats';
import type { Gathered } from '../data/gather.js';
import type { Regression } from './analysis.js';

type Action = Regression['action'];

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
  { rows, pairs, columns, responses, counts }: Gathered,
  [X, Y]: readonly [ExactRepresentation, ExactRepresentation],
  action: Action,
): Promise<Regression> {
  const moments = pairs as SymmetricMoments;
  const fit =
    rows === undefined
      ? await lstsqOf(moments, { intercept: true })
      : await lstsq(rows.samples, rows.responses, X, Y, { intercept: true });
  const [N, Dx, Dy] = [counts.used, columns.length, responses.length];
  return {
    predictors: columns,
    responses,
    action,
    parameters: { free: Dy * (Dx + 1), symmetric: intertwiners(X, Y).dimension + meanParameters(structureOf(Y)) },
    coefficients: Array.from({ length: Dy }, (_, i) => [...fit.coefficients.data.subarray(i * Dx, (i + 1) * Dx)]),
    intercept: [...fit.intercept],
    rank: fit.rank,
    residual: Math.sqrt(fit.residual / (N * Dy)),
    spread: spread(moments, N * Dy),
  };
}

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
