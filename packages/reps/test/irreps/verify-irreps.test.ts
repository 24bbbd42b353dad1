import { catalogue, IsotypicError, Matrix, type PermutationGroup, rationals } from '@isotypic/algebra';
import { ComplexIrrep, irreps, RealIrrep, realIrreps, verifyIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const groups: [string, PermutationGroup][] = [
  ['S5', catalogue.symmetric(5)],
  ['Q8', catalogue.quaternion()],
  ['A5', catalogue.alternating(5)],
  ['A6', catalogue.alternating(6)],
  ['A4', catalogue.alternating(4)],
  ['D9', catalogue.dihedral(9)],
  ['C12', catalogue.cyclic(12)],
  ['full icosahedral', catalogue.icosahedral()],
];

for (const [name, G] of groups) {
  test(`${name}: the irreps over ℂ and over ℝ are proven`, () => {
    assert.is(verifyIrreps(irreps(G)).sumOfSquares, G.order);
    assert.is(verifyIrreps(realIrreps(G)).sumOfSquares, G.order);
  });

  test(`${name}: unitary matrices are unitary and multiply as the group does`, () => {
    for (const irrep of irreps(G)) {
      const d = irrep.degree;
      const [g, h] = [G.generators[0], G.unrank(G.order - 1n)];
      const [A, B, C] = [g, h, g.times(h)].map((x) => irrep.unitaryMatrix(x));
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          let [re, im, norm] = [0, 0, 0];
          for (let k = 0; k < d; k++) {
            const [a, b] = [i * d + k, k * d + j];
            re += A.re.data[a] * B.re.data[b] - A.im.data[a] * B.im.data[b];
            im += A.re.data[a] * B.im.data[b] + A.im.data[a] * B.re.data[b];
            norm += A.re.data[a] * A.re.data[j * d + k] + A.im.data[a] * A.im.data[j * d + k];
          }
          const bound = 8 * d * Number.EPSILON;
          assert.ok(Math.abs(re - C.re.data[i * d + j]) + Math.abs(im - C.im.data[i * d + j]) < bound);
          assert.ok(Math.abs(norm - (i === j ? 1 : 0)) < bound);
        }
      }
    }
  });
}

test('a wrong list is refused: an irrep missing, one twice, a wrong type, no homomorphism', () => {
  const G = catalogue.symmetric(4);
  const list = [...realIrreps(G)];
  const code = (bad: readonly RealIrrep[]): string | undefined => {
    try {
      verifyIrreps(bad);
    } catch (e) {
      return e instanceof IsotypicError ? e.code : undefined;
    }
    return undefined;
  };
  assert.is(code(list.slice(1)), 'REFUTED');
  assert.is(code([...list.slice(0, 4), list[3]]), 'REFUTED');
  const { generatorMatrices } = list[3];
  const lie = new RealIrrep({ group: G, degree: 3, type: 'complex', generatorMatrices: () => generatorMatrices });
  assert.is(code([...list.slice(0, 4), lie]), 'REFUTED');
  const negated = new RealIrrep({
    group: G,
    degree: 3,
    generatorMatrices: () =>
      generatorMatrices.map((M) => (M as Matrix<unknown>).scale(rationals.fromInteger(2)) as never),
  });
  assert.is(code([negated]), 'REFUTED');
});

test('a reducible representation is no irrep', () => {
  const G = catalogue.cyclic(2);
  const reducible = new ComplexIrrep({
    group: G,
    degree: 2,
    label: 'two copies',
    indicator: 1,
    isTrivial: false,
    generatorMatrices: () => [Matrix.identity(rationals, 2)],
  });
  assert.throws(
    () => verifyIrreps([reducible]),
    (e: unknown) => e instanceof IsotypicError,
  );
});

test.run();
