import {
  Cyclotomic,
  catalogue,
  cyclotomics,
  Fraction,
  finiteField,
  finiteMatrixGroup,
  IsotypicError,
  Matrix,
  Permutation,
  primeField,
  rationals,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const rational = (rows: readonly (readonly (number | string)[])[]): Matrix<Fraction> =>
  Matrix.fromRows(
    rationals,
    rows.map((row) => row.map((x) => new Fraction(x))),
  );
const cyclotomic = (rows: readonly (readonly (number | string)[])[]): Matrix<Cyclotomic> =>
  Matrix.fromRows(
    cyclotomics,
    rows.map((row) => row.map((x) => Cyclotomic.parse(`${x}`))),
  );
const square = <T>(n: number, entry: (i: number, j: number) => T): T[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => entry(i, j)));

/** The simple reflections of a root system as matrices on the simple roots. */
function reflections(cartan: readonly (readonly number[])[]): Matrix<Fraction>[] {
  const n = cartan.length;
  return cartan.map((row, k) => rational(square(n, (i, j) => (i === j ? 1 : 0) - (i === k ? row[j] : 0))));
}

const E8 = [
  [2, 0, -1, 0, 0, 0, 0, 0],
  [0, 2, 0, -1, 0, 0, 0, 0],
  [-1, 0, 2, -1, 0, 0, 0, 0],
  [0, -1, -1, 2, -1, 0, 0, 0],
  [0, 0, 0, -1, 2, -1, 0, 0],
  [0, 0, 0, 0, -1, 2, -1, 0],
  [0, 0, 0, 0, 0, -1, 2, -1],
  [0, 0, 0, 0, 0, 0, -1, 2],
];

test('orders of groups of the literature', () => {
  const golden = '(1+sqrt(5))/2';
  const icosahedral = [
    cyclotomic([
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]),
    cyclotomic([
      ['1/2', `-${golden}/2`, `1/(2*${golden})`],
      [`${golden}/2`, `1/(2*${golden})`, '-1/2'],
      [`1/(2*${golden})`, '1/2', `${golden}/2`],
    ]),
  ];
  const clifford = [
    cyclotomic([
      ['1/sqrt(2)', '1/√2'],
      ['1/√2', '-1/√2'],
    ]),
    cyclotomic([
      [1, 0],
      [0, 'E(4)'],
    ]),
  ];
  const known: [string, { readonly group: { readonly order: bigint } }, bigint][] = [
    [
      'a turn by a third',
      finiteMatrixGroup([
        rational([
          [0, -1],
          [1, -1],
        ]),
      ]),
      3n,
    ],
    [
      'GL(2, Z) of the hexagon',
      finiteMatrixGroup([
        rational([
          [0, -1],
          [1, 1],
        ]),
        rational([
          [0, 1],
          [1, 0],
        ]),
      ]),
      12n,
    ],
    ['W(E8)', finiteMatrixGroup(reflections(E8)), 696729600n],
    ['turns of the icosahedron', finiteMatrixGroup(icosahedral), 60n],
    ['Clifford group of a qubit, with phases', finiteMatrixGroup(clifford), 192n],
    [
      'quaternions',
      finiteMatrixGroup([
        cyclotomic([
          ['E(4)', 0],
          [0, '-E(4)'],
        ]),
        cyclotomic([
          [0, 1],
          [-1, 0],
        ]),
      ]),
      8n,
    ],
  ];
  for (const [name, { group }, order] of known) assert.is(group.order, order, name);
  const over = (q: number) =>
    [
      [
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ],
      [
        [finiteField(q).primitiveElement, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      [
        [1, 1, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ].map((rows) => Matrix.fromRows(finiteField(q), rows));
  assert.is(finiteMatrixGroup(over(2)).group.order, 168n);
  assert.is(finiteMatrixGroup(over(4)).group.order, 181440n);
  assert.is(finiteMatrixGroup(over(5)).group.order, 1488000n);
});

test('matrices and permutations correspond: products to products, there and back', () => {
  const groups = [
    finiteMatrixGroup(
      reflections([
        [2, -1, 0],
        [-1, 2, -2],
        [0, -1, 2],
      ]),
    ),
    finiteMatrixGroup(
      catalogue.symmetric(5).generators.map((g) => rational(square(5, (i, j) => (g.image(j) === i ? 1 : 0)))),
    ),
  ];
  fc.assert(
    fc.property(fc.nat(1), fc.nat(), fc.nat(), (which, a, b) => {
      const { group, matrixOf, permutationOf, matrices } = groups[which];
      const [g, h] = [a, b].map((rank) => group.unrank(BigInt(rank) % group.order));
      assert.ok(matrixOf(g.times(h)).equals(matrixOf(g).times(matrixOf(h))));
      assert.ok(permutationOf(matrixOf(g)).equals(g));
      matrices.forEach((m, i) => void assert.ok(permutationOf(m).equals(group.generators[i])));
    }),
    { numRuns: 50 },
  );
});

test('conjugating by any invertible rational matrix changes nothing', () => {
  const entries = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 7 }), (numbers, den) => {
      const c = rational(square(3, (i, j) => `${numbers[3 * i + j]}/${i === j ? den : 1}`));
      let back: Matrix<Fraction>;
      try {
        back = inverseOf(c);
      } catch {
        return; // not invertible
      }
      const moved = reflections([
        [2, -1, 0],
        [-1, 2, -2],
        [0, -1, 2],
      ]).map((m) => c.times(m).times(back));
      assert.is(finiteMatrixGroup(moved).group.order, 48n);
    }),
    { numRuns: 30 },
  );
});

/** By Cramer's rule, so that nothing of the library's elimination is used. */
function inverseOf(m: Matrix<Fraction>): Matrix<Fraction> {
  const minor = (r: number, c: number): Fraction => {
    const [a, b] = [0, 1, 2].filter((i) => i !== r);
    const [x, y] = [0, 1, 2].filter((j) => j !== c);
    return m
      .at(a, x)
      .mul(m.at(b, y))
      .sub(m.at(a, y).mul(m.at(b, x)))
      .mul((r + c) % 2 === 0 ? 1 : -1);
  };
  const determinant = [0, 1, 2].reduce((sum, j) => sum.add(m.at(0, j).mul(minor(0, j))), new Fraction(0));
  return Matrix.build(rationals, 3, 3, (i, j) => minor(j, i).div(determinant));
}

test('infinite groups are told from finite ones', () => {
  const infinite = [
    [
      rational([
        [1, 1],
        [0, 1],
      ]),
    ],
    [
      rational([
        [0, -1],
        [1, 0],
      ]),
      rational([
        [1, 1],
        [0, 1],
      ]),
    ], // SL(2, Z)
    [
      rational([
        ['3/5', '4/5'],
        ['-4/5', '3/5'],
      ]),
    ],
    [
      rational([
        [0, -1],
        [1, -1],
      ]),
      rational([
        [0, -1],
        [1, 1],
      ]),
    ],
    [rational([[2]])],
    [
      rational(square(8, (i, j) => (i === j || j === i + 1 ? 1 : 0))),
      rational(square(8, (i, j) => (j === (i + 1) % 8 ? 1 : 0))),
    ],
  ];
  for (const matrices of infinite) {
    const isRefused = (e: unknown): boolean =>
      e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT' && /infinite/.test(e.message);
    assert.throws(() => finiteMatrixGroup(matrices), isRefused);
  }
});

test('what is no group of matrices is refused', () => {
  const has = (code: string) => (e: unknown) => e instanceof IsotypicError && e.code === code;
  assert.throws(() => finiteMatrixGroup([]), has('SHAPE_MISMATCH'));
  assert.throws(
    () =>
      finiteMatrixGroup([
        rational([
          [1, 2],
          [2, 4],
        ]),
      ]),
    has('SINGULAR'),
  );
  assert.throws(
    () =>
      finiteMatrixGroup([
        rational([[1]]),
        rational([
          [1, 0],
          [0, 1],
        ]),
      ]),
    has('SHAPE_MISMATCH'),
  );
  const mixed = [rational([[1]]), cyclotomic([[1]])] as unknown as Matrix<Fraction>[];
  assert.throws(() => finiteMatrixGroup(mixed), has('FIELD_MISMATCH'));
  const { matrixOf, permutationOf } = finiteMatrixGroup([
    rational([
      [0, -1],
      [1, -1],
    ]),
  ]);
  assert.throws(
    () =>
      permutationOf(
        rational([
          [0, 1],
          [1, 0],
        ]),
      ),
    has('NOT_IN_GROUP'),
  );
  assert.throws(
    () =>
      permutationOf(
        rational([
          [3, -1],
          [1, 2],
        ]),
      ),
    has('NOT_IN_GROUP'),
  ); // alike modulo 3 only
  assert.throws(() => matrixOf(Permutation.identity(7)), has('NOT_IN_GROUP'));
  assert.throws(() => finiteMatrixGroup(reflections(E8), { limit: 100 }), has('OUT_OF_MEMORY'));
  assert.is(finiteMatrixGroup([Matrix.identity(primeField(7), 2)]).group.order, 1n);
});

test.run();
