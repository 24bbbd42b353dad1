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

test.run();
