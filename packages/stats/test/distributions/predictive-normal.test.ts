import { catalogue } from '@isotypic/algebra';
import { regularRepresentation } from '@isotypic/reps';
import { EquivariantNormal, PredictiveNormal } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

for (const { name, structure, matrices } of HAND_MADE) {
  const D = structure.dimension;
  const [y] = testSamples(1, D, 1);

  for (const kind of ['copies', 'blocks'] as const) {
    test(`${name}: ${kind}: the law is normal with these moments, and moves with the group`, async () => {
      const head = new PredictiveNormal(structure, kind);
      const [theta] = testSamples(1, head.parameters.total, 7);
      const { mean, covariance } = await head.moments(theta);
      assert.equal(Array.from(mean), theta.slice(0, D));
      const zero = await EquivariantNormal.from(structure, new Float64Array(D), covariance);
      const centered = y.map((v, i) => v - mean[i]);
      const [density] = await head.logProb([y], [theta]);
      assert.ok(Math.abs(density - (await zero.logProb([centered]))[0]) < 1e-10 * Math.abs(density));
      for (const M of matrices.slice(0, 4)) {
        const move = (x: readonly number[]) => x.map((_, i) => x.reduce((s, v, j) => s + M[i * D + j] * v, 0));
        const moved = [...move(theta.slice(0, D)), ...theta.slice(D)];
        const [image] = await head.logProb([move(y)], [moved]);
        assert.ok(Math.abs(image - density) < 1e-11 * Math.abs(density));
      }
    });
  }

  test(`${name}: full: p(ρ(g)y | Sym²(ρ)(g)θ) = p(y | θ)`, async () => {
    const head = new PredictiveNormal(structure, 'full');
    const [theta] = testSamples(1, head.parameters.total, 9);
    const [density] = await head.logProb([y], [theta]);
    for (const M of matrices.slice(0, 4)) {
      const move = (x: readonly number[]) => x.map((_, i) => x.reduce((s, v, j) => s + M[i * D + j] * v, 0));
      const moved = [...move(theta.slice(0, D)), ...symmetricSquare(M, theta.slice(D), D)];
      const [image] = await head.logProb([move(y)], [moved]);
      assert.ok(Math.abs(image - density) < 1e-10 * Math.abs(density));
    }
  });

  test(`${name}: draws follow the law`, async () => {
    const head = new PredictiveNormal(structure, 'full');
    const [theta] = testSamples(1, head.parameters.total, 9).map((row) => row.map((v) => v / 4));
    const { mean, covariance } = await head.moments(theta);
    const N = 400;
    const draws = await head.sample(
      Array.from({ length: N }, () => theta),
      { seed: 3 },
    );
    const average = Float64Array.from({ length: D }, (_, i) => {
      let sum = 0;
      for (let n = 0; n < N; n++) sum += draws.at(n, i) / N;
      return sum;
    });
    for (let i = 0; i < D; i++) {
      assert.ok(Math.abs(average[i] - mean[i]) < 6 * Math.sqrt(covariance.at(i, i) / N));
    }
  });
}

test('the parameter representation acts on the parameters as the law demands', async () => {
  const rep = regularRepresentation(catalogue.symmetric(3));
  for (const kind of ['copies', 'blocks', 'full'] as const) {
    const head = new PredictiveNormal(rep, kind);
    const space = head.parameterRepresentation();
    assert.is(space.dimension, head.parameters.total);
    const [theta] = testSamples(1, space.dimension, 5);
    const [y] = testSamples(1, 6, 6);
    const [density] = await head.logProb([y], [theta]);
    for (const g of rep.group.generators) {
      const apply = (M: { at(i: number, j: number): { toString(): string } }, x: number[]) =>
        x.map((_, i) => x.reduce((s, v, j) => s + Number(M.at(i, j).toString()) * v, 0));
      const [image] = await head.logProb([apply(rep.matrix(g), y)], [apply(space.matrix(g), theta)]);
      assert.ok(Math.abs(image - density) < 1e-10 * Math.abs(density));
    }
  }
});

/** The coordinates of M S Mᵀ on the monomials, S the symmetric tensor with the given ones: straight from e_i e_j. */
function symmetricSquare(M: Float64Array, c: readonly number[], D: number): number[] {
  const index = (i: number, j: number): number => (i <= j ? i * D - (i * (i - 1)) / 2 + j - i : index(j, i));
  const out = new Array<number>(c.length).fill(0);
  let at = 0;
  for (let i = 0; i < D; i++) {
    for (let j = i; j < D; j++) {
      const v = c[at++];
      // (Σ_a M_ai e_a)(Σ_b M_bj e_b)
      for (let a = 0; a < D; a++) {
        if (M[a * D + i] === 0) continue;
        for (let b = 0; b < D; b++) out[index(a, b)] += v * M[a * D + i] * M[b * D + j];
      }
    }
  }
  return out;
}

test.run();
