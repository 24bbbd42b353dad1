/** Uniformly random elements: of the group, the same in every type, and with the moments of the uniform law. */
import { toFloat64 } from '@isotypic/algebra';
import { compactDecomposition, parseMatrixGroup, parseType, realForm, T, V } from '@isotypic/maps';
import { type Float64Layout, Float64Matrix, product, randomStream } from '@isotypic/numeric/dense';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

type Draw = (normal: () => number) => Float64Layout;

function drawerFor(name: string, k: number): Draw {
  const draw = compactDecomposition(T(k).over(parseMatrixGroup(name))).randomMatrix;
  assert.ok(draw);
  return draw as Draw;
}

for (const name of ['SO(2)', 'SO(3)', 'O(3)', 'SO(4)', 'O(1)']) {
  test(`${name}: orthogonal, of the right determinants, and R ⊗ R on tensors`, () => {
    const [onVectors, onTensors] = [drawerFor(name, 1), drawerFor(name, 2)];
    const signs = new Set<number>();
    for (let seed = 0; seed < 30; seed++) {
      const [a, b] = [randomStream(seed), randomStream(seed)];
      const R = Float64Matrix.from(onVectors(() => a.normal()));
      const RR = onTensors(() => b.normal());
      const n = R.rows;
      const gram = product(R.transpose(), R);
      gram.data.forEach((x, i) => {
        assert.ok(Math.abs(x - Number(i % (n + 1) === 0)) < 1e-14);
      });
      signs.add(Math.round(determinant(R.toRows())));
      RR.data.forEach((x, index) => {
        const [row, col] = [Math.floor(index / n ** 2), index % n ** 2];
        const expected = R.at(Math.floor(row / n), Math.floor(col / n)) * R.at(row % n, col % n);
        assert.ok(Math.abs(x - expected) < 1e-14);
      });
    }
    assert.equal([...signs].sort(), name.startsWith('O') ? [-1, 1] : [1]);
  });
}

test('their mean is the projector on the invariants, within the error of the draws', () => {
  for (const [name, k] of [
    ['SO(2)', 2],
    ['SO(3)', 2],
    ['SO(3)', 3],
    ['O(3)', 3],
    ['SO(4)', 2],
  ] as const) {
    const decomposition = compactDecomposition(T(k).over(parseMatrixGroup(name)));
    const trivial = decomposition.components.find((c) => c.isTrivial);
    const D = decomposition.dimension ** 2;
    const expected = trivial === undefined ? new Float64Array(D) : toFloat64(trivial.projector()).data;
    const [sum, squares] = [new Float64Array(D), new Float64Array(D)];
    const stream = randomStream(11);
    const draws = 2000;
    for (let r = 0; r < draws; r++) {
      (decomposition.randomMatrix as Draw)(() => stream.normal()).data.forEach((x, i) => {
        sum[i] += x / draws;
        squares[i] += (x * x) / draws;
      });
    }
    // six standard errors, for at most 729 entries at once: 0.04; a polar angle uniform on SO(3) would be 1/6 off
    expected.forEach((x, i) => {
      assert.ok(Math.abs(sum[i] - x) <= 6 * Math.sqrt(squares[i] / draws) + 1e-12);
    });
  }
});

test('a product of groups draws from each, and others from none', () => {
  const both = compactDecomposition(parseType('V[SO(3)]*V[O(2)]').over());
  const stream = randomStream(2);
  assert.is((both.randomMatrix as Draw)(() => stream.normal()).rows, 6);
  assert.is(compactDecomposition(V.over(realForm(parseMatrixGroup('SU(2)')))).randomMatrix, undefined);
  assert.is(compactDecomposition(parseType('V[SO(3)]*V[S(3)]').over()).randomMatrix, undefined);
});

/** By the first row. */
function determinant(rows: readonly (readonly number[])[]): number {
  if (rows.length === 0) return 1;
  return rows[0].reduce((sum, x, j) => {
    const minor = rows.slice(1).map((row) => row.filter((_, k) => k !== j));
    return sum + (-1) ** j * x * determinant(minor);
  }, 0);
}

test.run();
