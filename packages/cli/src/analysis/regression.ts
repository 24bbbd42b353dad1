/** The regression of response columns on the symmetric ones that respects the group. */
import { IsotypicError, type PermutationGroup } from '@isotypic/algebra';
import { intertwiners, multiple, permutationRepresentation, trivialRepresentation } from '@isotypic/reps';
import { lstsq, meanParameters, structureOf } from '@isotypic/stats';
import type { SampleTable } from '../data/read-samples.js';
import type { Regression } from './analysis.js';

/**
 * Fits responses on predictors with an invariant intercept. `action` says how the group moves the responses: like the
 * predictors, or not at all; by default like the predictors where there are as many.
 */
export async function regress(
  predictors: SampleTable,
  responses: SampleTable,
  group: PermutationGroup,
  action: 'same' | 'trivial' | undefined,
): Promise<Regression> {
  const chosen = action ?? (responses.cols === predictors.cols ? 'same' : 'trivial');
  if (chosen === 'same' && responses.cols !== predictors.cols) {
    throw new IsotypicError('DEGREE_MISMATCH', {
      where: 'isotypic analyze --response-action same',
      expected: `as many responses as predictors, ${predictors.cols}`,
      received: String(responses.cols),
      remedy: 'Leave the option out, or name all the responses in the order of the predictors.',
    });
  }
  const X = permutationRepresentation(group);
  const Y = chosen === 'same' ? X : multiple(responses.cols, trivialRepresentation(group));
  const fit = await lstsq(predictors, responses, X, Y, { intercept: true });
  const [N, Dx, Dy] = [predictors.rows, predictors.cols, responses.cols];
  return {
    predictors: predictors.columns,
    responses: responses.columns,
    action: chosen,
    parameters: { free: Dy * (Dx + 1), symmetric: intertwiners(X, Y).dimension + meanParameters(structureOf(Y)) },
    coefficients: Array.from({ length: Dy }, (_, i) => [...fit.coefficients.data.subarray(i * Dx, (i + 1) * Dx)]),
    intercept: [...fit.intercept],
    rank: fit.rank,
    residual: Math.sqrt(fit.residual / (N * Dy)),
    spread: spread(responses),
  };
}

/** Root mean square of a table about its column means. */
function spread({ data, rows, cols }: SampleTable): number {
  const means = new Float64Array(cols);
  data.forEach((x, n) => {
    means[n % cols] += x / rows;
  });
  return Math.sqrt(data.reduce((sum, x, n) => sum + (x - means[n % cols]) ** 2, 0) / data.length);
}
