/** Laws that hold for every group and type, over random ones. */
import { catalogue, cosetAction, PermutationGroup, randomSource } from '@isotypic/algebra';
import {
  type EquivariantMaps,
  equivariantMaps,
  invariants,
  MatrixGroup,
  parseMatrixGroup,
  permutationMatrices,
  planeSymmetries,
  Scalar,
  symmetric,
  T,
  type TensorType,
  V,
} from '@isotypic/maps';
import { Float64Matrix, product } from '@isotypic/numeric/dense';
import { realIrreps } from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutSpecialCases } from './bases/without-special-cases.js';

/** A₅ on ℝ³, by an irreducible representation over ℚ(√5). */
const icosahedral = new MatrixGroup({
  dimension: 3,
  discrete: realIrreps(catalogue.alternating(5)).find((x) => x.degree === 3)?.generatorMatrices,
});

const compact = fc.constantFrom(
  parseMatrixGroup('SO(2)'),
  parseMatrixGroup('O(2)'),
  parseMatrixGroup('SO(3)'),
  parseMatrixGroup('SU(2)'),
  parseMatrixGroup('C(3)'),
  planeSymmetries(5),
  symmetric(3),
  permutationMatrices(catalogue.cyclic(4)),
  parseMatrixGroup('Alt(4)'),
  parseMatrixGroup('O(2) wr S(2)'),
);
const types: fc.Arbitrary<TensorType> = fc.constantFrom(
  Scalar,
  V,
  V.dual(),
  T(2),
  T(1, 1),
  V.plus(Scalar),
  V.plus(V),
  V.symmetricPower(2),
  V.alternatingPower(2),
  V.conjugate(),
);
const runs = { numRuns: 12 };
const dim = (group: MatrixGroup, a: TensorType, b: TensorType) =>
  equivariantMaps(a.over(group), b.over(group)).dimension;

test('dim Hom(A, B) = dim Hom(B, A) for compact groups', () => {
  fc.assert(
    fc.property(compact, types, types, (group, a, b) => {
      assert.is(dim(group, a, b), dim(group, b, a));
    }),
    runs,
  );
});

test('Hom is additive, and Hom(A⊗B, C) = Hom(A, B*⊗C)', () => {
  fc.assert(
    fc.property(compact, types, fc.constantFrom(V, Scalar, V.dual()), types, (group, a, b, c) => {
      assert.is(dim(group, a.plus(b), c), dim(group, a, c) + dim(group, b, c));
      assert.is(dim(group, a.times(b), c), dim(group, a, b.dual().times(c)));
      assert.is(dim(group, a, c), invariants(a.to(c).over(group)).dimension);
    }),
    runs,
  );
});

test('every engine finds as many maps as the constraint nullspace', () => {
  fc.assert(
    fc.property(compact, types, types, (group, a, b) => {
      assert.is(
        dim(group, a, b),
        withoutSpecialCases(() => dim(group, a, b)),
      );
    }),
    runs,
  );
});

test('entries in ℚ(√5): the rotations of the icosahedron fix what SO(3) fixes, up to degree 5', () => {
  const so3 = parseMatrixGroup('SO(3)');
  for (let k = 0; k <= 4; k++) {
    assert.is(invariants(T(k).over(icosahedral)).dimension, invariants(T(k).over(so3)).dimension, `T(${k})`);
  }
  assert.is(invariants(V.symmetricPower(6).over(icosahedral)).dimension, 2);
});

const finite = [
  catalogue.symmetric(3),
  catalogue.symmetric(4),
  catalogue.alternating(4),
  catalogue.dihedral(5),
  catalogue.dihedral(6),
  catalogue.frobenius(7, 3),
];

test('Frobenius reciprocity: Hom_G(Ind 1, V) = Hom_H(1, Res V) for random subgroups H and types', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...finite),
      fc.constantFrom(V, T(2), V.symmetricPower(2), V.alternatingPower(2), V.plus(T(2))),
      fc.nat(1000),
      (group, type, seed) => {
        const random = randomSource(seed);
        const subgroup = new PermutationGroup([group.randomElement(random)], { degree: group.degree });
        // the representation induced from the trivial one is that on the cosets, on the same generators
        const cosets = permutationMatrices(cosetAction(group, subgroup));
        const { dimension, generatorMatrices } = type.over(permutationMatrices(group));
        assert.is(
          equivariantMaps(cosets, { dimension, generatorMatrices }).dimension,
          invariants(type.over(permutationMatrices(subgroup))).dimension,
          `${group.order} ${subgroup.order} ${type}`,
        );
      },
    ),
    { numRuns: 40 },
  );
});

const sample = (rows: number, cols: number, seed: number) =>
  Float64Matrix.generate(rows, cols, (i, j) => Math.sin(seed + 1.7 * i * i + 0.9 * j));
const inner = (a: Float64Matrix, b: Float64Matrix) => a.data.reduce((sum, x, i) => sum + x * b.data[i], 0);
const distance = (a: Float64Matrix, b: Float64Matrix) =>
  Math.sqrt(a.data.reduce((sum, x, i) => sum + (x - b.data[i]) ** 2, 0));
const real = compact.filter((group) => group.isReal());

function projectionLaws(maps: EquivariantMaps, orthonormal: boolean): void {
  const [rows, cols] = [maps.codomain.dimension, maps.domain.dimension];
  const [A, B] = [sample(rows, cols, 1), sample(rows, cols, 2)];
  const P = maps.project(A);
  // LAPACK's promise: residuals below 30·n·ε times the norms
  const bound = 30 * rows * cols * Number.EPSILON * (A.norm() + 1) * (B.norm() + 1);
  assert.ok(distance(maps.project(P), P) <= bound);
  assert.ok(Math.abs(inner(P, B) - inner(A, maps.project(B))) <= bound);
  if (!orthonormal) return;
  const Q = maps.orthonormalBasis();
  const G = product(Q, Q, { transposeLeft: true });
  assert.ok(distance(G, Float64Matrix.identity(maps.dimension)) <= 30 * rows * cols * Number.EPSILON);
  const viaBasis = product(Q, product(Q, new Float64Matrix(rows * cols, 1, A.data), { transposeLeft: true }));
  assert.ok(distance(new Float64Matrix(rows, cols, viaBasis.data), P) <= bound);
}

test('projection is idempotent and self-adjoint, and that of the orthonormal basis', () => {
  fc.assert(
    fc.property(real, types, types, (group, a, b) => {
      const maps = equivariantMaps(a.over(group), b.over(group));
      projectionLaws(maps, maps.codomain.dimension * maps.domain.dimension < 500);
    }),
    runs,
  );
});

test('apply is linear, and multiplies as its matrix does', () => {
  fc.assert(
    fc.property(real, types, types, (group, a, b) => {
      const maps = equivariantMaps(a.over(group), b.over(group));
      const coefficients = Float64Array.from({ length: maps.dimension }, (_, k) => Math.cos(3 * k + 1));
      const W = maps.apply(coefficients);
      const x = Float64Array.from({ length: maps.domain.dimension }, (_, i) => Math.sin(i * i + 1));
      const y = W.times(x);
      const dense = product(W.toFloat64(), new Float64Matrix(x.length, 1, x));
      const bound = 30 * (1 + maps.dimension) * x.length * Number.EPSILON * (1 + W.toFloat64().norm());
      for (let i = 0; i < y.length; i++) assert.ok(Math.abs(y[i] - dense.data[i]) <= bound);
      const doubled = maps.apply(coefficients.map((c) => 2 * c)).times(x);
      for (let i = 0; i < y.length; i++) assert.ok(Math.abs(doubled[i] - 2 * y[i]) <= 2 * bound);
    }),
    runs,
  );
});

test('composition: a map A → B after one B → A is an equivariant map', () => {
  fc.assert(
    fc.property(real, types, types, (group, a, b) => {
      const forth = equivariantMaps(a.over(group), b.over(group));
      const back = equivariantMaps(b.over(group), a.over(group));
      const ones = (n: number) => Float64Array.from({ length: n }, (_, k) => 1 / (k + 1));
      const M = product(back.apply(ones(back.dimension)).toFloat64(), forth.apply(ones(forth.dimension)).toFloat64());
      const end = equivariantMaps(a.over(group), a.over(group));
      assert.ok(distance(end.project(M), M) <= 1e-12 * (1 + M.norm()));
    }),
    runs,
  );
});

test.run();
