/** Estimators of @isotypic/stats: all samples moved by one element, or one of them by its own. */
import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { cov, crossCov, EquivariantNormal, irrepNorms, lstsq, mean, reynolds, varMean } from '@isotypic/stats';
import { pseudo } from '../faults/fault.js';
import { type Right, right } from './right.js';

const rep = permutationRepresentation(catalogue.dihedral(4));
const D4 = 'permutation of dihedral(4)';
const N = 5;
const draws = pseudo(3);
const fixed = Array.from({ length: N }, () => Array.from({ length: 4 }, () => 2 * draws() - 1));
const rows = (x: Float64Array) => Array.from({ length: N }, (_, n) => [...x.subarray(4 * n, 4 * n + 4)]);
const together = `${N}*permutation of dihedral(4)`;
const normal = EquivariantNormal.fit(fixed, rep);

export const estimators: readonly Right[] = [
  right('mean, samples moved together', together, 'trivial', (x: Float64Array) => mean(rows(x), rep)),
  right('varMean', together, 'trivial', async (x: Float64Array) => (await varMean(rows(x), rep)).variance),
  right('cov, one sample moved', D4, 'trivial', (x: Float64Array) => cov([[...x], ...fixed], rep)),
  right('cov, samples moved together', together, 'trivial', (x: Float64Array) => cov(rows(x), rep)),
  right('crossCov, one pair moved', [D4, D4], 'trivial', (x: Float64Array, y: Float64Array) =>
    crossCov([[...x], ...fixed], [[...y], ...fixed], rep, rep),
  ),
  right('lstsq, one pair moved', [D4, D4], 'trivial', async (x: Float64Array, y: Float64Array) => {
    const { coefficients } = await lstsq([[...x], ...fixed], [[...y], ...fixed], rep, rep, { intercept: false });
    return coefficients;
  }),
  right('reynolds', D4, 'trivial', (x: Float64Array) => reynolds(x, rep)),
  right('irrepNorms', D4, 'trivial', (x: Float64Array) => irrepNorms([[...x]], rep)),
  right('logProb of EquivariantNormal', D4, 'trivial', async (x: Float64Array) => (await normal).logProb([[...x]])),
];
