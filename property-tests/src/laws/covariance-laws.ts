/** The laws of the covariance about the invariant mean: the equivariant matrix closest to the plain second moment. */
import type { Float64Layout } from '@isotypic/algebra';
import fc from 'fast-check';
import type { Rows } from '../arbitraries/data-sets.js';
import { addTo, apply, crossSum, distance, dot, largest, multiply, norm, transposed } from '../arithmetic.js';
import type { LawSuite } from './law.js';
import { bound, movedEach, movedTogether, moves, type Space, within } from './moves.js';

export function covarianceLaws(
  suite: LawSuite,
  estimate: (X: Rows) => Promise<Float64Layout>,
  { dimension: D, generators, fixed, commutant }: Space,
  data: fc.Arbitrary<Rows>,
): void {
  const cov = async (X: Rows): Promise<Float64Layout> => {
    const S = await estimate(X);
    if (S.rows !== D || S.cols !== D) throw new Error(`a ${S.rows}×${S.cols} matrix where ${D}×${D} is expected`);
    return S;
  };
  const most = (X: Rows, factor = 1) => bound((X.length + D) * D * D, factor * largest(X) ** 2);
  suite.forAllAsync('the covariance is symmetric', [data], async (X) => {
    const S = await cov(X);
    return within(distance(S.data, transposed(S).data), most(X));
  });
  const direction = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: D, maxLength: D });
  suite.forAllAsync('xᵀSx ≥ 0', [data, direction], async (X, x) => {
    return within(-dot(x, apply(await cov(X), x)), most(X, Math.max(1, dot(x, x))));
  });
  suite.forAllAsync('the covariance commutes with the group', [data], async (X) => {
    const S = await cov(X);
    const error = (g: Float64Layout) => distance(multiply(S, g).data, multiply(g, S).data);
    return within(
      generators.reduce((worst, g) => Math.max(worst, error(g)), 0),
      most(X),
    );
  });
  suite.forAllAsync('the covariance is the equivariant matrix closest to the plain one', [data], async (X) => {
    const plainMean = Array.from({ length: D }, (_, i) => X.reduce((sum, x) => sum + x[i] / X.length, 0));
    const mu = apply(fixed, plainMean);
    const centered = X.map((x) => x.map((v, i) => v - mu[i]));
    const difference = crossSum(centered, centered).data.map((v) => v / X.length);
    addTo(difference, -1, (await cov(X)).data);
    const error = (B: Float64Layout) => Math.abs(dot(difference, B.data)) / norm(B.data);
    return within(
      commutant.reduce((worst, B) => Math.max(worst, error(B)), 0),
      most(X),
    );
  });
  suite.forAllAsync(
    'the covariance stays when samples are moved together',
    [data, moves(generators)],
    async (X, words) => {
      return within(distance((await cov(movedTogether(X, generators, words))).data, (await cov(X)).data), most(X, 8));
    },
  );
  suite.forAllAsync('the covariance stays when each sample is moved', [data, moves(generators)], async (X, words) => {
    return within(distance((await cov(movedEach(X, generators, words))).data, (await cov(X)).data), most(X, 8));
  });
  suite.forAllAsync('the covariance does not look at the order of samples', [data], async (X) => {
    return within(distance((await cov([...X].reverse())).data, (await cov(X)).data), most(X));
  });
  suite.forAllAsync('fixed vectors shift nothing, and cov(−2X) = 4·cov(X)', [data, direction], async (X, x) => {
    const shift = apply(fixed, x);
    const changed = X.map((row) => row.map((v, i) => -2 * (v + shift[i])));
    const right = (await cov(X)).data.map((v) => 4 * v);
    return within(distance((await cov(changed)).data, right), most([...X, ...changed], 4));
  });
}
