import { catalogue, Matrix, PermutationGroup, rationals, toFloat64 } from '@isotypic/algebra';
import {
  directSum,
  endomorphismUnits,
  exteriorPower,
  isotypicDecomposition,
  isotypicDecompositions,
  matrixRepresentation,
  multiple,
  permutationRepresentation,
  regularRepresentation,
  symmetricPower,
  tensorProduct,
  verifyDecomposition,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maxDifference, normalFormErrors } from './float-checks.js';

const EPS = 2 ** -52;

test('the natural representation of S4 is trivial plus the standard one, with the projectors J/4 and 1 − J/4', () => {
  const decomposition = isotypicDecomposition(permutationRepresentation(catalogue.symmetric(4)));
  assert.equal(
    decomposition.components.map((c) => [c.degree, c.multiplicity, c.type, c.isTrivial]),
    [
      [1, 1, 'real', true],
      [3, 1, 'real', false],
    ],
  );
  const J = Matrix.build(rationals, 4, 4, () => rationals.parse('1/4'));
  assert.ok((decomposition.components[0].projector() as Matrix<unknown>).equals(J as Matrix<unknown>));
  const rest = Matrix.identity(rationals, 4).minus(J);
  assert.ok((decomposition.components[1].projector() as Matrix<unknown>).equals(rest as Matrix<unknown>));
});

const families = {
  'regular C1': regularRepresentation(catalogue.cyclic(1)),
  'regular C7': regularRepresentation(catalogue.cyclic(7)),
  'regular C12': regularRepresentation(catalogue.cyclic(12)),
  'natural C9': permutationRepresentation(catalogue.cyclic(9)),
  'regular S3': regularRepresentation(catalogue.symmetric(3)),
  'regular S4': regularRepresentation(catalogue.symmetric(4)),
  'pairs of S4': tensorProduct(
    permutationRepresentation(catalogue.symmetric(4)),
    permutationRepresentation(catalogue.symmetric(4)),
  ),
  '2·natural + regular of S3': directSum(
    multiple(2, permutationRepresentation(catalogue.symmetric(3))),
    regularRepresentation(catalogue.symmetric(3)),
  ),
  'Λ² of the natural representation of S5': exteriorPower(permutationRepresentation(catalogue.symmetric(5)), 2),
  'quadratic forms on S4': symmetricPower(permutationRepresentation(catalogue.symmetric(4)), 2),
};

for (const [name, rep] of Object.entries(families)) {
  test(`${name}: verified exactly, and the float basis is in normal form`, () => {
    const decomposition = isotypicDecomposition(rep);
    verifyDecomposition(decomposition);
    const { orthogonality, blocks } = normalFormErrors(decomposition);
    // Each entry of QᵀQ is a sum of `dimension` products of entries with a relative error of a few ε.
    assert.ok(orthogonality <= 8 * EPS * Math.sqrt(rep.dimension), `orthogonality ${orthogonality}`);
    assert.ok(blocks <= 16 * EPS * Math.sqrt(rep.dimension), `blocks ${blocks}`);
  });

  test(`${name}: exact projectors are idempotent, equivariant, and add up to 1`, () => {
    const { components } = isotypicDecomposition(rep);
    let sum: Float64Array = new Float64Array(rep.dimension ** 2);
    for (const component of components) {
      const P = component.projector() as Matrix<unknown>;
      assert.ok(P.times(P).equals(P));
      assert.ok(P.transpose().equals(P));
      const { field } = P;
      assert.ok(field.eql(P.trace(), field.fromInteger(component.multiplicity * component.degree)));
      sum = sum.map((x, i) => x + toFloat64(component.projector()).data[i]);
    }
    const identity = toFloat64(Matrix.identity(rationals, rep.dimension));
    assert.ok(maxDifference(sum, identity.data) <= 8 * EPS);
  });
}

test('two representations decomposed together list the same irreps, with multiplicity 0 where one is missing', () => {
  const G = catalogue.symmetric(4);
  const [x, y] = isotypicDecompositions([permutationRepresentation(G), regularRepresentation(G)]);
  assert.equal(
    x.components.map((c) => c.label),
    y.components.map((c) => c.label),
  );
  x.components.forEach((c, k) => {
    assert.is(c.irrep, y.components[k].irrep);
  });
  assert.equal(
    x.components.filter((c) => c.multiplicity > 0).map((c) => [c.degree, c.multiplicity]),
    [
      [1, 1],
      [3, 1],
    ],
  );
  assert.equal(
    y.components.map((c) => c.multiplicity),
    [1, 1, 2, 3, 3],
  );
});

test('in the normal form the commuting units are E_u ⊗ 1: they commute with every block', () => {
  for (const { irrep, type, degree } of isotypicDecomposition(regularRepresentation(catalogue.cyclic(5))).components) {
    const units = endomorphismUnits(type);
    const s = degree / units.length;
    for (const E of units) {
      const unit = Array.from({ length: degree }, (_, r) =>
        Array.from({ length: degree }, (_, c) => (r % s === c % s ? E[Math.floor(r / s)][Math.floor(c / s)] : 0)),
      );
      for (const { data } of irrep.orthogonalMatrices) {
        for (let i = 0; i < degree; i++) {
          for (let j = 0; j < degree; j++) {
            let commutator = 0;
            for (let k = 0; k < degree; k++) {
              commutator += unit[i][k] * data[k * degree + j] - data[i * degree + k] * unit[k][j];
            }
            assert.ok(Math.abs(commutator) <= 4 * EPS);
          }
        }
      }
    }
  }
});

test('an incomplete list of irreps is noticed', () => {
  const rep = regularRepresentation(catalogue.symmetric(3));
  const [trivial] = isotypicDecomposition(rep).components;
  try {
    isotypicDecomposition(rep, { irreps: [trivial.irrep] });
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code?: string }).code, 'INVALID_ARGUMENT');
  }
});

test('a group given without generators has only the trivial irrep', () => {
  const G = new PermutationGroup([], { degree: 3 });
  const decomposition = isotypicDecomposition(permutationRepresentation(G));
  assert.is(`${decomposition}`, '3·trivial');
});

test('matrices that are not orthogonal decompose exactly, and the orthonormal basis is refused', () => {
  const G = new PermutationGroup([[1, 0]]);
  const rep = matrixRepresentation(G, [
    [
      [1, 1],
      [0, -1],
    ],
  ]);
  const decomposition = isotypicDecomposition(rep);
  verifyDecomposition(decomposition);
  const P = decomposition.components[0].projector() as Matrix<unknown>;
  assert.ok(P.times(P).equals(P));
  assert.throws(() => decomposition.orthonormalBasis(), /orthogonal matrices/);
});

test.run();
