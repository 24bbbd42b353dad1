/** Uniformly random elements: of the group, the same in every type, and with the moments of the uniform law. */
import { toFloat64 } from '@isotypic/algebra';
import {
  type CompactComponent,
  compactDecomposition,
  parseMatrixGroup,
  parseType,
  realForm,
  T,
  V,
} from '@isotypic/maps';
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
  assert.is(compactDecomposition(V.over(realForm(parseMatrixGroup('U(1)')))).randomMatrix, undefined);
  assert.is(compactDecomposition(parseType('V[SO(3)]*V[S(3)]').over()).randomMatrix, undefined);
});

const spinors = realForm(parseMatrixGroup('SU(2)'));

test('SU(2): unitary on spinors, and the Kronecker product on pairs of them', () => {
  const draws = [V, parseType('V*V')].map((t) => compactDecomposition(t.over(spinors)).randomMatrix as Draw);
  for (let seed = 0; seed < 20; seed++) {
    const streams = draws.map(() => randomStream(seed));
    const [R, RR] = draws.map((draw, k) => Float64Matrix.from(draw(() => streams[k].normal())));
    // U = [[α, −β̄], [β, ᾱ]] as [[Re U, −Im U], [Im U, Re U]], α = a + ci and β = b + di
    const [a, b, c, d] = [R.at(0, 0), R.at(1, 0), R.at(2, 0), R.at(3, 0)];
    assert.ok(Math.abs(a ** 2 + b ** 2 + c ** 2 + d ** 2 - 1) < 1e-14);
    const expected = [
      [a, -b, -c, -d],
      [b, a, -d, c],
      [c, d, a, -b],
      [d, -c, b, a],
    ];
    expected.forEach((row, i) => {
      row.forEach((x, j) => {
        assert.ok(Math.abs(R.at(i, j) - x) < 1e-14, `${i}, ${j}: ${R.at(i, j)}, ${x}`);
      });
    });
    RR.data.forEach((x, index) => {
      const [row, col] = [Math.floor(index / 16), index % 16];
      const product = R.at(row >> 2, col >> 2) * R.at(row & 3, col & 3);
      assert.ok(Math.abs(x - product) < 1e-14);
    });
  }
});

test('SU(2): moments of the character 2cos θ are the Catalan numbers, with the law 2/π·sin² θ of the angle', () => {
  const draw = compactDecomposition(V.over(spinors)).randomMatrix as Draw;
  const stream = randomStream(3);
  const draws = 20_000;
  const [moments, squares] = [new Float64Array(9), new Float64Array(9)];
  for (let r = 0; r < draws; r++) {
    const { data } = draw(() => stream.normal());
    // the real form has twice the character
    const character = (data[0] + data[5] + data[10] + data[15]) / 2;
    for (let k = 1; k <= 8; k++) {
      moments[k] += character ** k / draws;
      squares[k] += character ** (2 * k) / draws;
    }
  }
  [0, 1, 0, 2, 0, 5, 0, 14].forEach((catalan, i) => {
    assert.ok(Math.abs(moments[i + 1] - catalan) < 5 * Math.sqrt(squares[i + 1] / draws), `moment ${i + 1}`);
  });
});

test('SU(2): the mean on pairs of spinors is the projector on the invariants', () => {
  const decomposition = compactDecomposition(parseType('V*V').over(spinors));
  const trivial = decomposition.components.find((c) => c.isTrivial);
  assert.ok(trivial);
  const expected = toFloat64((trivial as CompactComponent).projector());
  const stream = randomStream(5);
  const sum = new Float64Array(256);
  for (let r = 0; r < 4000; r++) {
    (decomposition.randomMatrix as Draw)(() => stream.normal()).data.forEach((x, i) => {
      sum[i] += x / 4000;
    });
  }
  // entries are at most 1: five standard errors
  expected.data.forEach((x, i) => {
    assert.ok(Math.abs(sum[i] - x) < 5 / Math.sqrt(4000));
  });
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
