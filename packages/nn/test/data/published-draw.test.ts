/** The draw of the regression example is that of PyTorch and NumPy, from which EMLP's errors were published. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { vectors } from '../vectors.js';

interface Drawn {
  readonly x: { readonly data: Float64Array };
  readonly y: { readonly data: Float64Array };
}
interface Expected {
  readonly own: number[][];
  readonly targets: Record<string, { readonly mean: number; readonly variance: number }>;
}

test('published-draw.mjs: inputs of PyTorch, split by NumPy', async () => {
  const path = new URL('../../examples/published-draw.mjs', import.meta.url).href; // from dist-test/data
  const { publishedParticles } = (await import(path)) as {
    publishedParticles: (samples: number) => Record<string, Drawn>;
  };
  const [drawn, expected] = [publishedParticles(100), vectors<Expected>('emlp-particle-draw')];
  // float32, whose logarithms and cosines PyTorch has within a few units in the last place
  const inputs = expected.own.flat();
  inputs.forEach((value, i) => {
    assert.ok(Math.abs(drawn.own.x.data[i] - value) <= 8 * 2 ** -24 * Math.max(1, Math.abs(value)), `input ${i}`);
  });
  for (const [name, { mean, variance }] of Object.entries(expected.targets)) {
    const y = drawn[name].y.data;
    const average = y.reduce((a, b) => a + b, 0) / y.length;
    const spread = y.reduce((a, b) => a + (b - average) ** 2, 0) / y.length;
    // another order or another sample would show in the third digit
    assert.ok(Math.abs(average - mean) < 1e-6, `${name}: mean ${average}`);
    assert.ok(Math.abs(spread - variance) < 1e-5, `${name}: variance ${spread}`);
  }
});

test.run();
