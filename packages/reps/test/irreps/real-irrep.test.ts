import {
  Cyclotomic,
  catalogue,
  cyclotomics,
  type ExactMatrix,
  IsotypicError,
  Matrix,
  type PermutationGroup,
  rationals,
} from '@isotypic/algebra';
import { endomorphismUnits, RealIrrep, realIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const groups: [string, PermutationGroup][] = [
  ['S4', catalogue.symmetric(4)],
  ['S5', catalogue.symmetric(5)],
  ['C3', catalogue.cyclic(3)],
  ['C8', catalogue.cyclic(8)],
  ['C15', catalogue.cyclic(15)],
  ['D5', catalogue.dihedral(5)],
  ['Q8', catalogue.quaternion()],
  ['A5', catalogue.alternating(5)],
  ['Dic5', catalogue.dicyclic(5)],
];

for (const [name, G] of groups) {
  test(`${name}: Σ d²/e = |G|, trivial first, degrees ascending`, () => {
    const irreps = realIrreps(G);
    assert.is(irreps[0].isTrivial, true);
    assert.is(irreps.filter((x) => x.isTrivial).length, 1);
    assert.is(
      irreps.reduce((sum, x) => sum + x.degree ** 2 / x.endomorphismDimension, 0),
      Number(G.order),
    );
    for (let i = 1; i < irreps.length; i++) assert.ok(irreps[i - 1].degree <= irreps[i].degree || i === 1);
  });

  test(`${name}: ρ(gh) = ρ(g)ρ(h) exactly, the form is kept, the units commute and anticommute`, () => {
    for (const irrep of realIrreps(G)) {
      for (let k = 0; k < 4; k++) {
        const [g, h] = [G.unrank((G.order * BigInt(k)) / 5n), G.unrank((G.order * BigInt(k + 1)) / 7n)];
        const product = irrep.matrix(g.times(h));
        assert.ok(product.equals(irrep.matrix(g).times(irrep.matrix(h))));
      }
      for (const M of irrep.generatorMatrices) {
        assert.ok(M.transpose().times(irrep.gram).times(M).equals(irrep.gram));
        for (const z of irrep.commutingUnits) assert.ok(z.times(M).equals(M.times(z)));
      }
    }
  });

  test(`${name}: what is found from the matrices alone is what the construction knows`, () => {
    for (const irrep of realIrreps(G)) {
      const found = RealIrrep.fromMatrices(G, irrep.generatorMatrices);
      assert.is(found.type, irrep.type);
      const form = irrep.gram;
      assert.ok(form.scale(form.field.inv(form.at(0, 0))).equals(found.gram));
      irrep.orthogonalMatrices.forEach((M, k) => {
        // The complex structures J and −J are equally right, and give a rotation or its inverse: traces agree.
        const trace = (N: { data: Float64Array; rows: number }): number =>
          Array.from({ length: N.rows }, (_, i) => N.data[i * (N.rows + 1)]).reduce((a, b) => a + b);
        const error = Math.abs(trace(M) - trace(found.orthogonalMatrices[k]));
        assert.ok(error < 8 * Number.EPSILON, `${irrep.label}: ${error}`);
      });
    }
  });

  test(`${name}: the orthonormal normal form is orthogonal and commutes with E_u ⊗ I`, () => {
    for (const irrep of realIrreps(G)) checkNormalForm(irrep);
  });
}

function checkNormalForm(irrep: RealIrrep): void {
  const d = irrep.degree;
  const bound = 16 * d * Number.EPSILON;
  const units = endomorphismUnits(irrep.type);
  const block = d / units.length;
  for (const { data } of irrep.orthogonalMatrices) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        let dot = 0;
        for (let k = 0; k < d; k++) dot += data[k * d + i] * data[k * d + j];
        assert.ok(Math.abs(dot - (i === j ? 1 : 0)) < bound);
      }
    }
    for (const E of units) {
      const at = (i: number, j: number): number =>
        i % block === j % block ? E[Math.floor(i / block)][Math.floor(j / block)] : 0;
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          let left = 0;
          let right = 0;
          for (let k = 0; k < d; k++) {
            left += at(i, k) * data[k * d + j];
            right += data[i * d + k] * at(k, j);
          }
          assert.ok(Math.abs(left - right) < bound, `${irrep.label} does not commute with a unit`);
        }
      }
    }
  }
}

test('a quaternionic irrep from matrices: Q₈ on ℍ by left multiplication', () => {
  const matrices = [
    [
      [0, -1, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, -1],
      [0, 0, 1, 0],
    ],
    [
      [0, 0, -1, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
      [0, -1, 0, 0],
    ],
  ].map((rows) =>
    Matrix.fromRows(
      rationals,
      rows.map((row) => row.map((x) => rationals.fromInteger(x))),
    ),
  );
  const irrep = RealIrrep.fromMatrices(catalogue.quaternion(), matrices);
  assert.is(irrep.type, 'quaternionic');
  checkNormalForm(irrep);
});

test('reducible matrices are refused: two equal copies, two different ones, a complex pair', () => {
  const C2 = catalogue.cyclic(2);
  const C4 = catalogue.cyclic(4);
  const diagonal = (...xs: number[]): ExactMatrix =>
    Matrix.build(rationals, xs.length, xs.length, (i, j) => rationals.fromInteger(i === j ? xs[i] : 0));
  const swap = Matrix.fromRows(
    rationals,
    [
      [0, 1],
      [1, 0],
    ].map((row) => row.map((x) => rationals.fromInteger(x))),
  );
  for (const [G, M] of [
    [C2, diagonal(1, 1)],
    [C2, diagonal(1, -1)],
    [C2, swap],
    [C4, swap],
  ] as [PermutationGroup, ExactMatrix][]) {
    assert.throws(
      () => RealIrrep.fromMatrices(G, [M]),
      (e: unknown) => e instanceof IsotypicError && e.details.reason === 'not irreducible',
    );
  }
  const i = Matrix.fromRows(cyclotomics, [[Cyclotomic.rootOfUnity(4)]]);
  assert.throws(
    () => RealIrrep.fromMatrices(C4, [i, i]),
    (e: unknown) => e instanceof IsotypicError && e.code === 'SHAPE_MISMATCH',
  );
});

test.run();
