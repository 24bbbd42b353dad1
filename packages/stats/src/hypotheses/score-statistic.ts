/** Rao's score statistic of a symmetry model against none: it needs the fit of the model only. */
import { Float64Matrix, frobeniusNorm, product, solveLower } from '@isotypic/numeric/dense';
import { scaledInverseTrace, type TwofoldMatrix, twofoldCholesky } from '@isotypic/numeric/internal';
import { pooledBasis } from '../structure/isotypic-structure.js';
import { type MomentBlock, modelBlocks, momentOf } from './model-moment.js';
import { restricted, restrictedMoment, type Support } from './support.js';
import type { FitProblem } from './symmetric-fit.js';

/**
 * N/2·tr (Σ̂⁻¹S − I)² + N·(x̄ − μ̂)ᵀΣ̂⁻¹(x̄ − μ̂), S the second moment about μ̂ and Σ̂ its average over the group: the
 * score in the covariance (Nagao 1973, Ann. Statist. 1) and in the mean. It exists as soon as Σ̂ does, which takes far
 * fewer samples than the model without symmetry. O(D³).
 */
export function scoreStatistic(
  problem: FitProblem,
  support?: Support,
): { readonly value: number; readonly bound: number } {
  const { scatter, structure, hypothesis, meter } = problem;
  const N = scatter.count;
  const moment = momentOf(scatter, structure, hypothesis);
  const whole = support === undefined ? moment : restrictedMoment(moment, support.variables);
  const S = asDoubles(whole.matrix);
  const offset = Float64Matrix.generate(whole.offset.length, 1, (i) => whole.offset[i].high);
  let [value, bound] = [0, 0];
  const blocks = modelBlocks(scatter, moment, structure, meter).map((block) =>
    support === undefined ? block : restricted(block, support.variables),
  );
  const whitened = blocks.map((block) => {
    const { L } = twofoldCholesky(block.matrix, () => meter.step(0));
    return { factor: asDoubles(L), trace: scaledInverseTrace(L.doubles()), bases: basesOf(block, S.rows, problem) };
  });
  const rows = whitened.flatMap(({ factor, bases, trace }) =>
    bases.map((Q) => ({ half: solveLower(factor, product(Q, S, { transposeLeft: true })), Q, factor, trace })),
  );
  rows.forEach(({ half, trace, Q, factor }, a) => {
    rows.forEach((other, b) => {
      const C = solveLower(other.factor, product(other.Q, half, { transposeLeft: true, transposeRight: true }));
      const size = frobeniusNorm(C);
      const off = frobeniusNorm(a === b ? C.map((x, i, j) => x - (i === j ? 1 : 0)) : C);
      value += (N / 2) * off * off;
      // What each solve with L and each product leave: (n + 1)·ε of their operands, times the condition.
      bound += N * off * size * (S.rows + 4) * Number.EPSILON * Math.max(trace, other.trace);
    });
    const z = solveLower(factor, product(Q, offset, { transposeLeft: true }));
    value += N * frobeniusNorm(z) ** 2;
  });
  return { value, bound };
}

function asDoubles(M: TwofoldMatrix): Float64Matrix {
  const data = M.toFloat64();
  return Float64Matrix.generate(M.rows, M.cols, (i, j) => data[i * M.cols + j]);
}

/** The columns of the basis that share a block: one set for each pooled coordinate. */
function basesOf({ component, matrix }: MomentBlock, D: number, { structure }: FitProblem): Float64Matrix[] {
  if (component === undefined) return [Float64Matrix.identity(D)];
  const { data, cols } = pooledBasis(structure);
  return Array.from({ length: component.pooled }, (_, s) =>
    Float64Matrix.generate(D, matrix.rows, (i, c) => data[i * cols + component.offset + s * matrix.rows + c]),
  );
}
