/** Numbers from bytes: the same double that `Number` gives, however they are written. */
import { openTable } from '@isotypic/sources';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { longDecimal, MOST_DIGITS } from '../../dist/table/long-decimal.js';
import { rowsOf } from '../support/read.js';

const digits = (n: number) => fc.array(fc.nat(9), { minLength: n, maxLength: n }).map((list) => list.join(''));

test('decimals of 16 to 22 digits are rounded as Number does, or left to it', () => {
  let left = 0;
  const numeral = fc
    .integer({ min: 16, max: MOST_DIGITS })
    .chain((n) => fc.tuple(digits(n), fc.integer({ min: 0, max: n })));
  fc.assert(
    fc.property(numeral, ([text, scale]) => {
      const point = text.length - scale;
      const written = scale === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
      const bytes = new TextEncoder().encode(written);
      const value = longDecimal(bytes, 0, bytes.length, text.length, scale);
      if (Number.isNaN(value)) left++;
      else assert.is(value, Number(written), written);
    }),
    { numRuns: 20_000 },
  );
  assert.ok(left < 1000, `${left} were left to Number`);
});

test('halfway cases, and those a hair beside, are rounded as Number does', () => {
  for (const text of [
    '9007199254740993',
    '9007199254740993.000001',
    '9007199254740992.999999',
    '0.5000000000000001110223',
  ]) {
    const bytes = new TextEncoder().encode(text);
    const scale = text.includes('.') ? text.length - 1 - text.indexOf('.') : 0;
    const value = longDecimal(bytes, 0, bytes.length, text.replace('.', '').length, scale);
    assert.ok(Number.isNaN(value) || value === Number(text), text);
  }
});

test('every double that is written is read back to the bit, in both marks', async () => {
  const form = fc.constantFrom(
    (x: number) => String(x),
    (x: number) => x.toExponential(),
    (x: number) => x.toPrecision(17),
    (x: number) => x.toPrecision(21),
  );
  const doubles = fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), form), {
    minLength: 1,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(doubles, fc.constantFrom('.' as const, ',' as const), async (list, decimal) => {
      const texts = list.map(([x, write]) => write(x));
      const text = `a;b\n${texts.map((t) => `0;${t.replace('.', decimal)}\n`).join('')}`;
      const table = await openTable([text], { delimiter: ';', decimal });
      const { rows } = await rowsOf(table, { columns: ['b'] });
      rows.forEach(([x], n) => {
        assert.ok(Object.is(x, Number(texts[n])), `${texts[n]} read as ${x}`);
      });
    }),
    { numRuns: 500 },
  );
});

test.run();
