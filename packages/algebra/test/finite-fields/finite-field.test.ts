import {
  affineAction,
  finiteField,
  type IsotypicError,
  matrixActionOnLines,
  matrixActionOnVectors,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const orders = [2, 3, 4, 5, 7, 8, 9, 16, 25, 27, 49, 64, 81, 101, 125, 256, 343, 1024, 2187, 65521];

test('GF(q) is a field in which Frobenius is additive', () => {
  for (const q of orders) {
    const F = finiteField(q);
    const p = F.characteristic;
    const element = fc.nat(q - 1);
    fc.assert(
      fc.property(element, element, element, (a, b, c) => {
        assert.is(F.add(a, b), F.add(b, a));
        assert.is(F.add(F.add(a, b), c), F.add(a, F.add(b, c)));
        assert.is(F.mul(a, b), F.mul(b, a));
        assert.is(F.mul(F.mul(a, b), c), F.mul(a, F.mul(b, c)));
        assert.is(F.mul(a, F.add(b, c)), F.add(F.mul(a, b), F.mul(a, c)));
        assert.is(F.sub(F.add(a, b), b), a);
        assert.is(F.add(a, F.neg(a)), 0);
        assert.is(F.pow(F.add(a, b), p), F.add(F.pow(a, p), F.pow(b, p)));
        assert.is(F.pow(a, q), a);
        assert.is(F.parse(F.print(a)), a);
        if (b !== 0) {
          assert.is(F.mul(b, F.inv(b)), 1);
          assert.is(F.mul(F.div(a, b), b), a);
          assert.is(F.mul(F.pow(b, -3), F.pow(b, 3)), 1);
        }
      }),
      { numRuns: 60 },
    );
  }
});

test('the primitive element is a root of the modulus and has order q − 1', () => {
  for (const q of orders) {
    const F = finiteField(q);
    const value = F.modulus.reduceRight((sum, c) => F.add(F.mul(sum, F.primitiveElement), c), 0);
    if (F.degree > 1) assert.is(value, 0);
    const powers = new Set<number>();
    for (let x = 1, k = 0; k < q - 1; k++, x = F.mul(x, F.primitiveElement)) powers.add(x);
    assert.is(powers.size, q - 1);
  }
});

test('in a prime field the arithmetic is that of integers mod p', () => {
  const F = finiteField(101);
  for (let a = 0; a < 101; a += 7) {
    for (let b = 0; b < 101; b++) {
      assert.is(F.mul(a, b), (a * b) % 101);
      assert.is(F.add(a, b), (a + b) % 101);
    }
  }
  assert.is(F.fromInteger(-1n), 100);
});

test('matrices act on vectors and lines from the left', () => {
  const F = finiteField(4);
  const a = [
    [2, 1],
    [1, 0],
  ];
  const b = [
    [1, 3],
    [0, 2],
  ];
  const product = a.map((row) => [0, 1].map((j) => row.reduce((sum, x, k) => F.add(sum, F.mul(x, b[k][j])), 0)));
  for (const action of [matrixActionOnVectors, matrixActionOnLines]) {
    const [ga, gb, gab] = action(F, [a, b, product]).generators;
    assert.ok(ga.times(gb).equals(gab));
  }
  // (x, y) has number 4x + y, and its point is one less
  const [swap] = matrixActionOnVectors(F, [
    [
      [0, 1],
      [1, 0],
    ],
  ]).generators;
  assert.is(swap.image(4 * 2 + 3 - 1), 4 * 3 + 2 - 1);
  assert.is(affineAction(F, [[[1]]], [[1], [2]]).order, 4n);
});

test('what is not a field or not an invertible matrix over it is refused', () => {
  const code = (call: () => unknown): string => {
    try {
      call();
    } catch (error) {
      return (error as IsotypicError).code;
    }
    return 'nothing thrown';
  };
  for (const q of [0, 1, 6, 12, 2.5, 100, 1 << 17])
    assert.is(
      code(() => finiteField(q)),
      'INVALID_ARGUMENT',
    );
  assert.is(
    code(() => finiteField(8).inv(0)),
    'DIVISION_BY_ZERO',
  );
  assert.is(
    code(() => finiteField(8).parse('w')),
    'PARSE',
  );
  const F = finiteField(3);
  assert.is(
    code(() =>
      matrixActionOnVectors(F, [
        [
          [1, 1],
          [1, 1],
        ],
      ]),
    ),
    'SINGULAR',
  );
  assert.is(
    code(() =>
      matrixActionOnLines(F, [
        [
          [1, 1],
          [1, 1],
        ],
      ]),
    ),
    'SINGULAR',
  );
  assert.is(
    code(() =>
      matrixActionOnVectors(F, [
        [
          [1, 3],
          [0, 1],
        ],
      ]),
    ),
    'INVALID_ARGUMENT',
  );
  assert.is(
    code(() => matrixActionOnVectors(F, [[[1, 0]]])),
    'SHAPE_MISMATCH',
  );
  assert.is(
    code(() => matrixActionOnVectors(F, [])),
    'SHAPE_MISMATCH',
  );
});

test.run();
