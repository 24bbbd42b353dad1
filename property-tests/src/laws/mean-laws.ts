/** The laws of the invariant mean: the fixed vector closest to the samples. */
import fc from 'fast-check';
import type { Rows } from '../arbitraries/data-sets.js';
import { apply, distance, largest } from '../arithmetic.js';
import type { LawSuite } from './law.js';
import { bound, movedEach, movedTogether, moves, type Space, within } from './moves.js';

export function meanLaws(
  suite: LawSuite,
  mean: (X: Rows) => Promise<Float64Array>,
  { dimension: D, generators, fixed }: Space,
  data: fc.Arbitrary<Rows>,
): void {
  const most = (X: Rows, factor = 1) => bound((X.length + D) * D, factor * largest(X));
  suite.forAllAsync('the mean is fixed by the group', [data], async (X) => {
    const mu = await mean(X);
    return within(
      generators.reduce((worst, g) => Math.max(worst, distance(apply(g, mu), mu)), 0),
      most(X),
    );
  });
  suite.forAllAsync('the mean is the fixed vector closest to the samples', [data], async (X) => {
    const plain = Array.from({ length: D }, (_, i) => X.reduce((sum, x) => sum + x[i] / X.length, 0));
    return within(distance(await mean(X), apply(fixed, plain)), most(X));
  });
  suite.forAllAsync('the mean stays when samples are moved together', [data, moves(generators)], async (X, words) => {
    return within(distance(await mean(movedTogether(X, generators, words)), await mean(X)), most(X, 8));
  });
  suite.forAllAsync('the mean stays when each sample is moved', [data, moves(generators)], async (X, words) => {
    return within(distance(await mean(movedEach(X, generators, words)), await mean(X)), most(X, 8));
  });
  suite.forAllAsync('the mean does not look at the order of samples', [data, fc.nat(7)], async (X, k) => {
    const turned = [...X.slice(k % X.length), ...X.slice(0, k % X.length)].reverse();
    return within(distance(await mean(turned), await mean(X)), most(X));
  });
  suite.forAllAsync('mean(−2X) = −2·mean(X)', [data], async (X) => {
    const scaled = X.map((x) => x.map((v) => -2 * v));
    return within(
      distance(
        await mean(scaled),
        (await mean(X)).map((v) => -2 * v),
      ),
      most(X, 4),
    );
  });
}
