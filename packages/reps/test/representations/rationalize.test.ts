import { catalogue, type Fraction } from '@isotypic/algebra';
import { numericRepresentation, orthogonalize, rationalize } from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusal } from '../refusal.js';

const one = (x: number, tolerance: number) => rationalize([[x]], tolerance).toString();

test('0.7 within a quarter is 1/2, the simplest fraction within', () => {
  assert.is(one(0.7, 0.25), '1/2');
  assert.is(one(-0.7, 0.25), '-1/2');
  assert.is(one(0.7, 0.31), '1');
  assert.is(one(0.7, 0.05), '2/3');
  assert.is(one(0.3, 0.31), '0');
  assert.is(one(Math.PI, 1e-2), '22/7');
});

test('tolerance 0 gives what the doubles were rounded from', () => {
  for (const [x, text] of [
    [1 / 3, '1/3'],
    [-2 / 7, '-2/7'],
    [0, '0'],
    [-0, '0'],
    [1234567 / 9973, '1234567/9973'],
  ] as const) {
    assert.is(one(x, 0), text);
  }
  assert.match(refusal(() => one(Math.SQRT2, 0)).message, /denominator at most 10000/);
  assert.is(refusal(() => one(Number.NaN, 0)).code, 'NOT_DECIDED');
  assert.is(refusal(() => one(5e-324, 0)).code, 'NOT_DECIDED');
});

test('no fraction of smaller denominator is within: every denominator tried', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 1e-4, max: 0.49, noNaN: true }),
      (x, t) => {
        const found = rationalize([[x]], t).at(0, 0) as Fraction;
        const within = (n: number, d: number) => Math.abs(n / d - x) <= t * (1 - 1e-9);
        for (let d = 1; d < Number(found.d); d++) assert.not(within(Math.round(x * d), d), `${x} ± ${t}: ${d}`);
        assert.ok(Math.abs(found.valueOf() - x) <= t * (1 + 1e-9));
      },
    ),
  );
});

test('a representation is proved after rounding, or the relation that fails is named', () => {
  const G = catalogue.cyclic(3);
  const turn = [
    [0, -1.0000000001],
    [1.0000000001, -1],
  ];
  const rep = numericRepresentation(G, orthogonalize(G, [turn]).matrices, { tolerance: 1e-6 });
  assert.is(refusal(() => rationalize(rep, 1e-9)).code, 'NOT_DECIDED'); // √3/2 is none
  const C4 = catalogue.cyclic(4);
  const quarter = numericRepresentation(C4, [
    [
      [0, -1],
      [1, 0],
    ],
  ]);
  assert.is(rationalize(quarter, 1e-9).generatorMatrices[0].toString(), '0 -1\n1 0');
  assert.is(refusal(() => rationalize(numericRepresentation(G, [[[1]]]), 0.6)).code, 'INVALID_ARGUMENT');
});

test.run();
