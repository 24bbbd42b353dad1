// lstsq on gpu backends: float64 results from float32 products, for every type of component.
import { type EngineName, openBackend } from '@isotypic/numeric';
import { lstsq } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviation, testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

for (const engine of ['cpu', 'webasm'] as EngineName[]) {
  for (const { name, structure } of HAND_MADE) {
    const D = structure.dimension;
    const X = testSamples(400, D, 6);
    const Y = testSamples(400, D, 5).map((y, n) => y.map((v, i) => v + 3 * X[n][i] + 1));

    test(`${engine}, ${name}: as in float64 to 1e-10, from single-precision products`, async () => {
      const backend = await openBackend({ kind: 'gpu', engine });
      for (const options of [{}, { ridge: 2.5 }, { intercept: true }, { weights: X.map((_, n) => 1 + (n % 3)) }]) {
        const got = await lstsq(X, Y, structure, structure, { ...options, backend });
        const want = await lstsq(X, Y, structure, structure, options);
        assert.ok(got.refinements > 0, 'refined');
        assert.is(want.refinements, 0);
        assert.ok(deviation(got.coefficients.data, want.coefficients.data) < 1e-10);
        assert.ok(deviation(got.intercept, want.intercept) < 1e-10);
        assert.ok(Math.abs(got.residual - want.residual) < 1e-10 * want.residual);
        assert.equal(got.ranks, want.ranks);
        assert.is(got.parameters, want.parameters);
      }
      await backend.close();
    });

    test(`${engine}, ${name}: noise-free data are fitted to rounding`, async () => {
      const backend = await openBackend({ kind: 'gpu', engine });
      const truth = (await lstsq(X, Y, structure, structure)).coefficients;
      const clean = X.map((x) => Array.from({ length: D }, (_, i) => x.reduce((s, v, j) => s + truth.at(i, j) * v, 0)));
      const { coefficients, residual, refinements } = await lstsq(X, clean, structure, structure, { backend });
      assert.ok(refinements > 0);
      assert.ok(deviation(coefficients.data, truth.data) < 1e-12);
      assert.ok(Math.sqrt(residual) < 1e-12 * Math.sqrt(400 * D));
      await backend.close();
    });

    test(`${engine}, ${name}: rank-deficient and ill-conditioned data are left to float64`, async () => {
      const backend = await openBackend({ kind: 'gpu', engine });
      const flat = X.map((x) => x.map(() => x[0]));
      // Columns that all but agree: condition 10⁸ in the Gram matrix.
      const near = X.map((x) => x.map((v) => x[0] + 1e-4 * v));
      for (const samples of D > 1 ? [flat, near] : [flat]) {
        const got = await lstsq(samples, Y, structure, structure, { backend });
        const want = await lstsq(samples, Y, structure, structure);
        if (D > 1) assert.is(got.refinements, 0);
        assert.equal(got.ranks, want.ranks);
        assert.ok(deviation(got.coefficients.data, want.coefficients.data) < 1e-10);
      }
      await backend.close();
    });
  }
}

test.run();
