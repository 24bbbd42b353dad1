import { Cyclotomic, catalogue, Fraction, Surd } from '@isotypic/algebra';
import { roundRatio } from '@isotypic/algebra/internal';
import { characterTableOf, generateTable, tableKinds } from '@isotypic/tables';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nearestSingle } from '../../dist/exact/float-tensors.js';

const nearestDouble = (x: Fraction): number => roundRatio(x.s * x.n, x.d);

/** Of a double, exactly; `new Fraction` takes the nearest fraction with a small denominator. */
const exactly = (x: number): Fraction => new Fraction(BigInt(x * 2 ** 80), 1n << 80n);

/** The nearest single by exact distances to a guess and its neighbors: slow and obvious. */
function slowSingle(x: Fraction): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, nearestDouble(x));
  const guess = view.getInt32(0);
  const neighbors = [guess - 1, guess, guess + 1].map((bits) => {
    view.setInt32(0, bits);
    return { single: view.getFloat32(0), isEven: bits % 2 === 0 };
  });
  const distance = (single: number): Fraction => x.sub(exactly(single)).abs();
  neighbors.sort((a, b) => distance(a.single).compare(distance(b.single)) || Number(b.isEven) - Number(a.isEven));
  return neighbors[0].single;
}

/** 2 + k·2⁻²⁴ + tiny: half-way between singles for odd k, but for the tiny part. */
const nearMiddle = (k: number, sign: number): Fraction =>
  new Fraction(2).add(new Fraction(k, 2 ** 24)).add(new Fraction(BigInt(sign), 1n << 90n));

test('singles are nearest to the exact number, also where rounding twice is not', () => {
  let twice = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 10 }), fc.constantFrom(-1, 0, 1), (k, sign) => {
      const x = nearMiddle(k, sign);
      const double = nearestDouble(x);
      const single = nearestSingle(double, () => x);
      assert.is(single, slowSingle(x));
      assert.is(
        nearestSingle(-double, () => Cyclotomic.fromRational(x.neg())),
        -single,
      );
      if (single !== Math.fround(double)) twice++;
    }),
  );
  assert.ok(twice > 0, 'no number on which rounding twice fails');
});

test('irrational numbers on the side of a middle', () => {
  const middle = 1 + 2 ** -24;
  const square = exactly(middle).mul(exactly(middle));
  for (const sign of [-1, 1]) {
    const x = Surd.root(square.add(new Fraction(BigInt(sign), 1n << 100n)));
    assert.is(x.toNumber(), middle);
    assert.is(
      nearestSingle(middle, () => x),
      sign > 0 ? 1 + 2 ** -23 : 1,
    );
  }
});

test('float32 tables are the nearest singles, and say so', () => {
  for (const kind of tableKinds) {
    if (!('precision' in kind.fields)) continue;
    const [double, single] = [generateTable(kind.example), generateTable({ ...kind.example, precision: 'float32' })];
    assert.is((single.descriptor as unknown as { precision: string }).precision, 'float32');
    assert.equal(single.exact, double.exact);
    for (const [name, tensor] of Object.entries(single.tensors)) {
      const twin = double.tensors[name];
      // rotations are what a table is of, and stay as they were given
      if (twin.dtype !== 'F64' || name === 'rotations') assert.equal(tensor, twin);
      else assert.equal(tensor, { ...twin, dtype: 'F32', data: Float32Array.from(twin.data) });
    }
  }
  const { exact, tensors } = characterTableOf(catalogue.alternating(5), { precision: 'float32' });
  const k = exact.characters.length;
  exact.characters.forEach(({ values }, i) => {
    values.forEach((text, j) => {
      const { re } = Cyclotomic.parse(text).toComplex();
      assert.is(tensors.values.data[2 * (i * k + j)], Math.fround(re));
    });
  });
});

test.run();
