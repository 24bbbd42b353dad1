/** −2 log Λ of nearly singular data against exact rational arithmetic (vectors/hypotheses/likelihood-ratios.py). */
import { catalogue } from '@isotypic/algebra';
import { Float64Matrix } from '@isotypic/numeric';
import { permutationRepresentation } from '@isotypic/reps';
import { compareSymmetries, likelihoodRatioTest, ScatterMatrix } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readVector } from '../support/data.js';

interface Case {
  readonly kind: 'common' | 'sum';
  readonly N: number;
  readonly D: number;
  readonly eps: number;
  readonly offset: number;
  readonly seed: number;
  readonly group: 'cyclic' | 'dihedral' | 'symmetric';
  readonly covariance: string;
  readonly 'mean-and-covariance': string;
}

const cases = readVector<Case[]>('hypotheses/likelihood-ratios.json');

/** The rows that likelihood-ratios.py makes, operation by operation. */
function dataOf({ kind, N, D, eps, offset, seed }: Case): Float64Matrix {
  let state = seed;
  const u = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const X = new Float64Matrix(N, D);
  for (let n = 0; n < N; n++) {
    if (kind === 'common') {
      const b = u() - 0.5;
      for (let j = 0; j < D; j++) X.data[n * D + j] = (u() - 0.5) * eps + b + offset;
    } else {
      let total = 0;
      for (let j = 0; j < D - 1; j++) {
        const x = u() - 0.5 + offset;
        X.data[n * D + j] = x;
        total += x;
      }
      X.data[n * D + D - 1] = total + (u() - 0.5) * eps;
    }
  }
  return X;
}

test('200 sets with condition up to 1e16: within the bound of the exact statistic, never negative', async () => {
  assert.is(cases.length, 200);
  let largest = 0;
  for (const [k, one] of cases.entries()) {
    const X = dataOf(one);
    const scatter = new ScatterMatrix(one.D).push(X);
    const rep = permutationRepresentation(catalogue[one.group](one.D));
    for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
      const { statistic, roundingBound } = await likelihoodRatioTest(scatter, rep, { hypothesis });
      const off = Math.abs(statistic - Number(one[hypothesis]));
      // besides the bound, the reading of thirty digits as one double
      assert.ok(off <= roundingBound + Number.EPSILON * statistic, `case ${k} ${hypothesis}: ${off} ${roundingBound}`);
      assert.ok(statistic >= 0);
      largest = Math.max(largest, roundingBound / Math.max(1, statistic));
    }
  }
  assert.ok(largest < 1e-6, `the bounds say something: ${largest}`);
});

test('compareSymmetries has the same statistics', async () => {
  for (const one of cases.filter(({ N }) => N < 100).slice(0, 20)) {
    const rep = permutationRepresentation(catalogue[one.group](one.D));
    const { rows } = await compareSymmetries(dataOf(one), [rep], { hypothesis: 'covariance' });
    const exact = Number(one.covariance);
    assert.ok(Math.abs((rows[0].statistic ?? Number.NaN) - exact) < 1e-8 * Math.max(1, exact));
  }
});

test.run();
