import { createHash } from 'node:crypto';
import { fingerprint, sha256 } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('the digests of FIPS 180-4 and of node:crypto, at every length around a block', () => {
  assert.is(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.is(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  for (let n = 0; n <= 200; n++) {
    const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 89 + n) & 255);
    assert.is(sha256(bytes), createHash('sha256').update(bytes).digest('hex'), `${n} bytes`);
  }
  const long = new Uint8Array(1_000_000).fill(97);
  assert.is(sha256(long), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      assert.is(sha256(text), createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
  );
});

test('a fingerprint depends on what the numbers are, not on how they are stored', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (numbers) => {
      const known = fingerprint(['points', numbers]);
      assert.is(fingerprint(['points', Uint32Array.from(numbers)]), known);
      assert.is(fingerprint(['points', Float64Array.from(numbers)]), known);
    }),
  );
  assert.is(fingerprint([[0]]), fingerprint([[-0]]));
  assert.is(fingerprint([[Number.NaN]]), fingerprint([[-Number.NaN]]));
  const long = Float64Array.from({ length: 10_001 }, (_, i) => i / 7);
  assert.is(fingerprint([long]), fingerprint([Array.from(long)]));
});

test('parts are told apart: by their borders, their kinds and their order', () => {
  const sequences: (string | number[])[][] = [
    [],
    [''],
    [[]],
    ['', ''],
    ['ab', 'c'],
    ['a', 'bc'],
    ['abc'],
    [[1, 2], [3]],
    [[1], [2, 3]],
    [[1, 2, 3]],
    ['1', [1]],
    [[1], '1'],
    [[1.0000000000000002]],
    [[1]],
  ];
  const all = sequences.map((parts) => fingerprint(parts));
  assert.is(new Set(all).size, all.length);
  for (const one of all) assert.match(one, /^[0-9a-f]{64}$/);
});

test.run();
