/** Cases on which numerical solvers are known to fail. */
import type { Cyclotomic, ExactMatrix, Matrix } from '@isotypic/algebra';
import {
  type Entry,
  embedded,
  equivariantMaps,
  invariants,
  MatrixGroup,
  parseMatrixGroup,
  planeRotations,
  specialOrthogonal,
  T,
  V,
  verifyEquivariantMaps,
} from '@isotypic/maps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { specialCasesAreOn, withoutSpecialCases } from './without-special-cases.js';

/** so(3) in units in which the coordinates have sizes 1, 30 and 1000: D A D⁻¹. */
const units = [1, 30, 1000];
const so3InUnits = new MatrixGroup({
  dimension: 3,
  lieAlgebra: [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([i, j]) =>
    Array.from({ length: 3 }, (_, r) =>
      Array.from({ length: 3 }, (_, c): Entry => {
        if (r === i && c === j) return `-${units[i]}/${units[j]}`;
        return r === j && c === i ? `${units[j]}/${units[i]}` : 0;
      }),
    ),
  ),
  name: 'so(3) in units',
});

test('so(3) in units diag(1, 30, 1000): T₅ has 6 invariants', () => {
  const maps = invariants(T(5).over(so3InUnits));
  assert.is(maps.dimension, 6);
  assert.equal(verifyEquivariantMaps(maps).notProved, []);
});

test('so(3) by generators of sizes 1, 30 and 1000', () => {
  const scaled = new MatrixGroup({
    dimension: 3,
    lieAlgebra: [
      [
        [0, -1, 0],
        [1, 0, 0],
        [0, 0, 0],
      ],
      [
        [0, 0, -30],
        [0, 0, 0],
        [30, 0, 0],
      ],
      [
        [0, 0, 0],
        [0, 0, -1000],
        [0, 1000, 0],
      ],
    ],
  });
  assert.is(invariants(T(5).over(scaled)).dimension, 6);
});

test('a generator of so(2) scaled by 10⁻⁶: T₄ has 6 invariants', () => {
  const slow = new MatrixGroup({
    dimension: 2,
    lieAlgebra: [
      [
        [0, '-1/1000000'],
        ['1/1000000', 0],
      ],
    ],
  });
  assert.is(invariants(T(4).over(slow)).dimension, 6);
});

test('C(10⁷): T₂ has 2 invariants, and no field of degree 4·10⁶ is formed', () => {
  const maps = invariants(T(2).over(planeRotations(10_000_000)));
  assert.is(maps.dimension, 2);
  assert.equal(verifyEquivariantMaps(maps).proved.length, 3);
});

test('C(k) as turns and as cyclotomic matrices have the same invariants', () => {
  for (const k of [1, 2, 3, 4, 5, 6, 8]) {
    const turns = planeRotations(k);
    const matrices = new MatrixGroup({ dimension: 2, discrete: turns.generatorMatrices });
    for (let order = 0; order <= 4; order++) {
      const fast = invariants(T(order).over(turns));
      const slow = withoutSpecialCases(() => invariants(T(order).over(matrices)));
      assert.is(fast.dimension, slow.dimension, `C(${k}), T(${order})`);
      fast.basis().forEach((map, i) => {
        assert.ok((map.toMatrix() as Matrix<unknown>).equals(slow.basis()[i].toMatrix() as Matrix<unknown>));
      });
    }
  }
});

test('SU(2) in a rotated basis: the projector is a projector, and hermitian', () => {
  // U = [[3, 4i], [4i, 3]]/5 is unitary
  const field = (specialOrthogonal(2).derivations[0] as Matrix<unknown>).field;
  assert.is(field.name, 'ℚ');
  const U: Entry[][] = [
    ['3/5', '4/5*E(4)'],
    ['4/5*E(4)', '3/5'],
  ];
  const inverse: Entry[][] = [
    ['3/5', '-4/5*E(4)'],
    ['-4/5*E(4)', '3/5'],
  ];
  const [u, v] = [U, inverse].map(
    (rows) => new MatrixGroup({ dimension: 2, discrete: [rows] }).generatorMatrices[0] as Matrix<Cyclotomic>,
  );
  const rotated = new MatrixGroup({
    dimension: 2,
    lieAlgebra: parseMatrixGroup('SU(2)').derivations.map((A) => {
      const a = (A as Matrix<never>).map(u.field, (x) => u.field.parse(String(A.field.print(x))));
      return u.times(a).times(v) as ExactMatrix;
    }),
  });
  const type = T(1).plus(T(0, 1));
  const maps = equivariantMaps(type.over(rotated), type.over(rotated));
  assert.is(maps.dimension, 4);
  assert.equal(verifyEquivariantMaps(maps).notProved, []);
  const { re, im } = maps.complexOrthonormalBasis();
  const n = re.rows;
  const P = { re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < re.cols; k++) {
        P.re[i * n + j] += re.at(i, k) * re.at(j, k) + im.at(i, k) * im.at(j, k);
        P.im[i * n + j] += im.at(i, k) * re.at(j, k) - re.at(i, k) * im.at(j, k);
      }
    }
  }
  let [square, hermitian] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let [r, s] = [0, 0];
      for (let k = 0; k < n; k++) {
        r += P.re[i * n + k] * P.re[k * n + j] - P.im[i * n + k] * P.im[k * n + j];
        s += P.re[i * n + k] * P.im[k * n + j] + P.im[i * n + k] * P.re[k * n + j];
      }
      square = Math.max(square, Math.abs(r - P.re[i * n + j]), Math.abs(s - P.im[i * n + j]));
      hermitian = Math.max(
        hermitian,
        Math.abs(P.re[i * n + j] - P.re[j * n + i]),
        Math.abs(P.im[i * n + j] + P.im[j * n + i]),
      );
    }
  }
  assert.ok(square < 30 * n * 2.3e-16, `P² − P = ${square}`); // LAPACK's ratio below 30
  assert.ok(hermitian < 30 * n * 2.3e-16, `P − Pᴴ = ${hermitian}`);
});

if (specialCasesAreOn) {
  test('T₇ of SO(3) has 36 invariants, T₈ has 91', () => {
    assert.is(invariants(T(7).over(specialOrthogonal(3))).dimension, 36);
    const maps = invariants(T(8).over(specialOrthogonal(3)));
    assert.is(maps.dimension, 91);
    assert.is(maps.basis().length, 91);
    assert.ok(maps.basis().every((map) => map.nonZeros === 81));
  });
}

if (specialCasesAreOn) {
  test('T₆ of the cube’s faces has 1968 invariants', () => {
    assert.is(invariants(T(6).over(parseMatrixGroup('Cube'))).dimension, 1968);
  });
}

test('T₄ of Z(8) has 512 invariants', () => {
  assert.is(invariants(T(4).over(parseMatrixGroup('Z(8)'))).dimension, 512);
});

test('two embeddings of one name never share a basis', () => {
  const [about, other] = [
    [0, 1],
    [1, 2],
  ].map((axes) => embedded(specialOrthogonal(2), 3, axes, 'SO(2) in R^3'));
  const [a, b] = [about, other].map((g) =>
    invariants(T(1).over(g))
      .basis()
      .map((m) => m.entries()),
  );
  assert.equal(
    a.map((entries) => entries.map((e) => e.row)),
    [[2]],
  );
  assert.equal(
    b.map((entries) => entries.map((e) => e.row)),
    [[0]],
  );
  // and where both occur they are two groups, not one
  const both = V.of(about).times(V.of(other)).over();
  assert.is(both.groups.size, 2);
  assert.is(invariants(both).dimension, 1);
});

test('a representation that is not orthogonal: its dual is not its conjugate', () => {
  const shear = new MatrixGroup({
    dimension: 2,
    discrete: [
      [
        [1, 10],
        [0, 1],
      ],
    ],
  });
  assert.is(equivariantMaps(T(1).over(shear), T(1).over(shear)).dimension, 2);
  // V → V* : W h = h⁻ᵀ W
  const toDual = equivariantMaps(T(1).over(shear), T(0, 1).over(shear));
  assert.equal(verifyEquivariantMaps(toDual).notProved, []);
  assert.is(invariants(T(1).over(shear)).basis()[0].entries()[0].row, 0);
  assert.is(invariants(T(0, 1).over(shear)).basis()[0].entries()[0].row, 1);
});

test.run();
