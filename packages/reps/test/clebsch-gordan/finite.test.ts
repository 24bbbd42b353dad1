import { Cyclotomic, catalogue, cyclotomics, IsotypicError, Matrix, type PermutationGroup } from '@isotypic/algebra';
import { clebschGordan, realIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const groups: [string, PermutationGroup][] = [
  ['S4', catalogue.symmetric(4)],
  ['Q8', catalogue.quaternion()],
  ['C5', catalogue.cyclic(5)],
  ['A5', catalogue.alternating(5)],
  ['A4', catalogue.alternating(4)],
];
const cyc = (M: { field: unknown }): Matrix<Cyclotomic> =>
  M.field === cyclotomics
    ? (M as unknown as Matrix<Cyclotomic>)
    : (M as unknown as Matrix<never>).map(cyclotomics, (x) => Cyclotomic.fromRational(x));

for (const [name, G] of groups) {
  test(`${name}: multiplicities fill the product, injections intertwine exactly, tensors are orthonormal`, () => {
    const irreps = realIrreps(G);
    for (const a of irreps) {
      for (const b of irreps) {
        let dimension = 0;
        for (const c of irreps) {
          const coupling = clebschGordan(a, b, c);
          dimension += coupling.multiplicity * c.degree;
          for (const injection of coupling.injections) {
            const X = cyc(injection);
            G.generators.forEach((_, k) => {
              const [A, B, C] = [a, b, c].map((x) => cyc(x.generatorMatrices[k]));
              const AB = Matrix.build(cyclotomics, X.rows, X.rows, (i, j) =>
                A.at(Math.floor(i / B.rows), Math.floor(j / B.rows)).times(B.at(i % B.rows, j % B.rows)),
              );
              assert.ok(X.times(C).equals(AB.times(X)));
            });
          }
          const tensors = coupling.orthonormal();
          tensors.forEach((S, s) => {
            tensors.forEach((T, t) => {
              for (let k = 0; k < c.degree; k++) {
                for (let l = 0; l < c.degree; l++) {
                  let dot = 0;
                  for (let i = 0; i < S.rows; i++) dot += S.data[i * S.cols + k] * T.data[i * T.cols + l];
                  assert.ok(Math.abs(dot - (s === t && k === l ? 1 : 0)) < 64 * Number.EPSILON);
                }
              }
            });
          });
        }
        assert.is(dimension, a.degree * b.degree, `${a.label} ⊗ ${b.label}`);
      }
    }
  });
}

test('irreps of different groups do not couple', () => {
  const [a] = realIrreps(catalogue.cyclic(3));
  const [b] = realIrreps(catalogue.cyclic(3));
  assert.throws(
    () => clebschGordan(a, b, a),
    (e: unknown) => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT',
  );
});

test.run();
