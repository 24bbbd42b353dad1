import { IsotypicError, Permutation } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const permutation = (degree: number) =>
  fc.shuffledSubarray([...Array(degree).keys()], { minLength: degree }).map((images) => Permutation.fromImages(images));

test('times applies the right factor first', () => {
  const g = Permutation.fromCycles('(0 1)', 3);
  const h = Permutation.fromCycles('(1 2)', 3);
  assert.equal(g.times(h).toArray(), [1, 2, 0]);
  assert.is(g.times(h).toString(), '(0 1 2)');
});

test('cycles in text are read back as written', () => {
  fc.assert(
    fc.property(permutation(9), (p) => {
      assert.ok(Permutation.fromCycles(p.toString(), 9).equals(p));
    }),
  );
  assert.equal(Permutation.fromCycles('(1,2,3)(4,5)', undefined, { base: 1 }).toArray(), [1, 2, 0, 4, 3]);
});

test('power agrees with repeated multiplication and order is least', () => {
  fc.assert(
    fc.property(permutation(8), fc.integer({ min: 0, max: 20 }), (p, n) => {
      let repeated = Permutation.identity(8);
      for (let i = 0; i < n; i++) repeated = repeated.times(p);
      assert.ok(p.power(n).equals(repeated));
      assert.ok(p.power(-n).equals(repeated.inverse()));
      assert.ok(p.power(p.order()).isIdentity());
      for (let i = 1n; i < p.order(); i++) assert.not(p.power(i).isIdentity());
    }),
  );
});

test('refusals say which image is wrong and where text stops making sense', () => {
  const refused = (f: () => unknown): IsotypicError => {
    try {
      f();
    } catch (error) {
      assert.instance(error, IsotypicError);
      return error as IsotypicError;
    }
    throw new Error('nothing was thrown');
  };
  assert.match(refused(() => Permutation.fromImages([0, 2, 2])).message, 'image 2 is repeated, at points 1 and 2');
  assert.match(refused(() => Permutation.fromImages([0, 3])).message, 'image 3 of point 1 is outside 0…1');
  const error = refused(() => Permutation.fromCycles('(0 1)(1 2)'));
  assert.is(error.code, 'PARSE');
  assert.is(error.position, 6);
  const options = { base: 1 } as unknown as number; // an easy slip: the options are the third argument
  assert.is(refused(() => Permutation.fromCycles('(1,2,3)', options)).code, 'INVALID_ARGUMENT');
  assert.is(refused(() => Permutation.fromCycles('(0 1)', -1)).code, 'INVALID_ARGUMENT');
  assert.is(refused(() => Permutation.fromCycles('(0 1)', 2, { base: 2 as 1 })).code, 'INVALID_ARGUMENT');
});

test("fromCycles('(0 1000000000)') and '(0 99999999999)' are refused with the degree they ask for", () => {
  for (const [text, size] of [
    ['(0 1000000000)', 1_000_000_001],
    ['(0 99999999999)', 100_000_000_000],
    ['(0 16777216)', 16_777_217],
    [`(0 ${'9'.repeat(30)})`, 1e30],
  ] as const) {
    assert.throws(
      () => Permutation.fromCycles(text),
      (e: unknown) => e instanceof IsotypicError && e.code === 'OUT_OF_MEMORY' && e.details.size === size,
      text,
    );
  }
  assert.is(Permutation.fromCycles('(0 16777215)').degree, 2 ** 24);
  assert.throws(() => Permutation.fromCycles('(0 100)', undefined, { limit: 100 }), /at most 100, got 101/);
  assert.is(Permutation.fromCycles('(0 100)', undefined, { limit: 101 }).degree, 101);
  assert.throws(() => Permutation.fromCycles('(0 1)', 4e9), /at most 16777216/);
});

test('fromCycles(p.toString()) at degree 200 000', () => {
  const n = 200_000;
  for (const step of [1, 2, 77_777]) {
    const p = Permutation.fromImages(Uint32Array.from({ length: n }, (_, i) => (i + step) % n));
    assert.ok(Permutation.fromCycles(p.toString()).equals(p));
  }
});

test("'(1,,2)' and other misplaced commas are refused", () => {
  for (const text of ['(1,,2)', '(,1)', '(1,)', '(,)', '(0 1),(2 3)', '(0 , , 1)']) {
    assert.throws(
      () => Permutation.fromCycles(text),
      (e: unknown) => e instanceof IsotypicError && e.code === 'PARSE',
      text,
    );
  }
  for (const text of ['(0,1)', '(0, 1)', '(0 ,1)', '( 0 1 )', '(0 1) * (2 3)', '(0 1)\n(2 3)']) {
    assert.is(Permutation.fromCycles(text).image(0), 1, text);
  }
});

test('g.times([1, 0]) and other things that are no permutations are refused by what they are', () => {
  const g = Permutation.fromImages([1, 0]);
  const refused = (call: () => unknown, text: RegExp): void => assert.throws(call, text);
  refused(() => g.times([1, 0] as never), /other to be a Permutation.*fromImages/);
  refused(() => g.times('(0 1)' as never), /other to be a Permutation.*fromCycles/);
  refused(() => g.equals(undefined as never), /other to be a Permutation/);
  refused(() => g.power(0.5), /n to be an integer/);
  refused(() => g.power('2' as never), /n to be an integer/);
  refused(() => Permutation.fromImages('(0 1)' as never), /fromCycles reads text/);
  refused(() => Permutation.fromCycles([1, 0] as never), /fromImages takes an array/);
  refused(() => Permutation.fromCycles('(0 1)', 2, { bse: 1 } as never), /Did you mean base\?/);
  refused(() => Permutation.identity(-1), /degree to be an integer from 0/);
  refused(() => Permutation.identity(4e9), /degree to be an integer from 0/);
});

test.run();
