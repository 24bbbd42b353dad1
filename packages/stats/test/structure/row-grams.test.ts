// Gram matrices of rows by slabs of coordinates, against those of all coordinates at once.
import { catalogue, Permutation } from '@isotypic/algebra';
import { product, standardNormals } from '@isotypic/numeric';
import { multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withOperations } from '../../dist/run/run.js';
import { HeldSamples } from '../../dist/structure/held-samples.js';
import { LowerTriangle } from '../../dist/structure/lower-triangle.js';
import { rowGrams } from '../../dist/structure/row-grams.js';
import { slabsOf } from '../../dist/structure/slabs.js';
import { structureOf } from '../../dist/structure/structure-of.js';

/** A reflection of a row of n points: orbits of two points, one of one. */
const rows = (n: number) =>
  permutationRepresentation(catalogue.cyclic(2), [
    Permutation.fromImages(Uint32Array.from({ length: n }, (_, i) => n - 1 - i)),
  ]);

const CASES = [
  ['C₅ on itself, four times', multiple(4, regularRepresentation(catalogue.cyclic(5)))],
  ['S₃ on itself, three times', multiple(3, regularRepresentation(catalogue.symmetric(3)))],
  ['the quaternions on themselves, six times', multiple(6, regularRepresentation(catalogue.quaternion(8)))],
  ['2201 points and their reflection', rows(2201)],
  [
    'three cycles of 2100 points, which are transformed row by row',
    multiple(3, permutationRepresentation(catalogue.cyclic(2100))),
  ],
] as const;

for (const [name, rep] of CASES) {
  test(`Gram matrices of rows, slab by slab: ${name}`, async () => {
    const S = structureOf(rep);
    const D = S.dimension;
    const X = standardNormals(5, D, 1);
    const center = standardNormals(1, D, 2).data;
    const roots = Float64Array.of(1, 0.5, 2, 1, 3);
    const wanted = S.components.map(({ multiplicity }, k) => multiplicity > 0 && k < 6);
    for (const variables of [1, Math.ceil(D / 3), D]) {
      const slabs = slabsOf(S, variables);
      const all = slabs.flatMap(({ points }) => Array.from(points)).sort((a, b) => a - b);
      assert.equal(
        all,
        Array.from({ length: D }, (_, i) => i),
      );
      const Z = new HeldSamples(S, X, center, roots, variables * X.rows);
      const grams = await withOperations(undefined, (operations) => rowGrams(Z, wanted, operations));
      grams.forEach((K, k) => {
        if (K === undefined) return;
        const R = Z.matrix(k);
        const want = product(R, R, { transposeRight: true });
        const size = Math.max(...want.data);
        K.hermitian().data.forEach((v, e) => {
          // sums of the same products in other orders
          assert.ok(Math.abs(v - want.data[e]) <= 1e-13 * size, `component ${k}, entry ${e}: ${v}, ${want.data[e]}`);
        });
        const H = K.hermitian();
        for (let r = 0; r < K.size; r++) assert.equal(K.line(r), H.row(K.units * r));
        assert.is(K.trace() > 0, true);
        assert.equal(LowerTriangle.of(K.hermitian(), K.units).diagonal(), K.diagonal());
      });
    }
  });
}

test('slabs are cut where copies allow it', () => {
  const S = structureOf(rows(2201));
  const slabs = slabsOf(S, 300);
  assert.ok(slabs.length >= 7 && slabs.every(({ points }) => points.length <= 300));
  for (const [k, { multiplicity }] of S.components.entries()) {
    const copies = slabs.flatMap((slab) => Array.from(slab.copies[k])).sort((a, b) => a - b);
    assert.equal(
      copies,
      Array.from({ length: multiplicity }, (_, i) => i),
    );
  }
});

test.run();
