/** Columns whose spreads are too far apart for one covariance matrix of doubles. */
import { IsotypicError } from '@isotypic/algebra';
import type { ScatterMatrix } from '@isotypic/stats';
import type { Gathered } from './gather.js';

/** Fourth powers of this are within float64: errors of variances are made of squares of variances. */
const FARTHEST = 1e75;

/** @throws {IsotypicError} `INVALID_ARGUMENT` where a variance, or its error, would vanish beside another one */
export function checkSizes(gathered: Gathered): void {
  const { columns, scatter } = gathered;
  // of rows with weights nothing has looked at the spreads: a covariance beyond doubles is refused where it is made
  if (scatter === undefined) return;
  const spreads = spreadsOf(scatter, columns);
  const varying = [...columns.keys()].filter((j) => spreads[j] > 0).sort((a, b) => spreads[a] - spreads[b]);
  if (varying.length === 0) return;
  const [least, most] = [varying[0], varying[varying.length - 1]];
  if (spreads[most] === Infinity || spreads[most] / spreads[least] <= FARTHEST) return;
  const named = [least, most].map((j) => `${columns[j]} with a spread of ${spreads[j].toExponential(0)}`);
  throw new IsotypicError('INVALID_ARGUMENT', {
    where: 'isotypic analyze',
    expected: 'columns whose spreads are less than 1e75 apart, as float64 holds their variances together',
    received: named.join(' beside '),
    remedy:
      `Multiply ${columns[least]}, and the columns that the group moves it to, by a power of ten, ` +
      'or leave them out with --columns.',
  });
}

/** Standard deviations; where a variance is below all doubles, the largest deviation; 0 of a constant column. */
function spreadsOf(scatter: ScatterMatrix, columns: readonly string[]): number[] {
  const S = scatter.covariance();
  const spreads = columns.map((_, j) => Math.sqrt(S.at(j, j)));
  if (spreads.every((s) => s > 0)) return spreads;
  const { reach, shift, exponent } = scatter.toJSON();
  // a mean of equal numbers is off by some ε of them
  return spreads.map((s, j) => (s > 0 || reach[j] <= 2 ** -40 * Math.abs(shift[j]) ? s : reach[j] * 2 ** exponent));
}
