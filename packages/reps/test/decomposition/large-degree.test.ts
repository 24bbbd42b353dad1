/** Components of actions too large for a dense matrix. */
import { actionOnSubsets, catalogue } from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maxDifference, multiply } from './float-checks.js';

const sample = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(1 + i * i));

for (const [name, rep] of Object.entries({
  'cube group': permutationRepresentation(catalogue.rubiksCube()),
  'regular S3': regularRepresentation(catalogue.symmetric(3)),
})) {
  test(`${name}: applying a projector is multiplying by it`, () => {
    const x = sample(rep.dimension);
    for (const c of isotypicDecomposition(rep).components) {
      const dense = multiply(c.projectorFloat(), { data: x, rows: x.length, cols: 1 });
      assert.ok(maxDifference(c.apply(x), dense.data) < 1e-13);
    }
  });
}

test('S100 on 2-subsets: three components of a vector, without a matrix of 4950²', () => {
  const G = catalogue.symmetric(100);
  const rep = permutationRepresentation(G, actionOnSubsets(G, 2).generators);
  const { components } = isotypicDecomposition(rep);
  assert.equal(
    components.map((c) => [c.degree, c.multiplicity, c.type]),
    [
      [1, 1, 'real'],
      [99, 1, 'real'],
      [4850, 1, 'real'],
    ],
  );
  const x = sample(4950);
  const parts = components.map((c) => c.apply(x));
  assert.ok(
    maxDifference(
      x,
      parts.reduce((a, b) => a.map((v, i) => v + b[i])),
    ) < 1e-11,
  );
  assert.ok(maxDifference(components[1].apply(parts[1]), parts[1]) < 1e-11);
  assert.ok(components[1].apply(parts[2]).every((v) => Math.abs(v) < 1e-11));
});

test.run();
