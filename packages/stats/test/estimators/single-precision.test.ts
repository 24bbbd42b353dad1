// Covariances on gpu backends: as right as float32 products are, as structured as in float64.
import { type EngineName, openBackend } from '@isotypic/numeric';
import { cov } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testSamples } from '../support/data.js';
import { HAND_MADE } from '../support/structures.js';

for (const engine of ['cpu', 'webasm'] as EngineName[]) {
  for (const { name, structure, matrices } of HAND_MADE) {
    const D = structure.dimension;
    const even = testSamples(300, D, 6);
    // One direction a thousand times as long: a component far above the others.
    const uneven = even.map((x) => x.map((v) => v + 1000 * x[0]));

    test(`${engine}, ${name}: covariance`, async () => {
      const backend = await openBackend({ kind: 'gpu', engine });
      for (const X of [even, uneven]) {
        const got = await cov(X, structure, { backend });
        const want = await cov(X, structure);
        let trace = 0;
        for (let i = 0; i < D; i++) trace += want.at(i, i);
        // 20·2⁻²⁴ of Σ|x||y| in a Gram matrix, and 2·(D + 4)·2⁻²⁴ where coordinates are rounded first.
        const bound = (20 + 2 * (D + 4)) * 2 ** -24 * trace;
        got.data.forEach((v, i) => {
          assert.ok(Math.abs(v - want.data[i]) <= bound, `entry ${i}: ${v}, not ${want.data[i]}`);
        });
        for (const M of matrices) {
          for (let i = 0; i < D; i++) {
            for (let j = 0; j < D; j++) {
              let [left, right] = [0, 0];
              for (let k = 0; k < D; k++) {
                left += M[i * D + k] * got.at(k, j);
                right += got.at(i, k) * M[k * D + j];
              }
              assert.ok(Math.abs(left - right) <= 1e-12 * trace, 'equivariant');
            }
          }
        }
      }
      await backend.close();
    });
  }
}

test.run();
