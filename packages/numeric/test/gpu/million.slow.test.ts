import { gramOf, openBackend, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('a Gram matrix of 10⁶ rows on float32 tiles is right to 1e-6 of Σ|x||y|', async () => {
  const X = standardNormals(1_000_000, 4, 1).map((x) => x + 1);
  const backend = await openBackend({ kind: 'gpu', engine: 'webasm' });
  const G = await backend.gram(X);
  const exact = gramOf(X);
  const size = gramOf(X.map(Math.abs));
  G.data.forEach((x, e) => {
    assert.ok(Math.abs(x - exact.data[e]) <= 1e-6 * size.data[e]);
  });
  await backend.close();
});
test.run();
