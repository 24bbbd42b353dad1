import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fuzzParsers } from './fuzz-texts.js';

test('ten thousand texts, right, damaged and random, are read or refused with a typed error', () => {
  const { read, refused } = fuzzParsers(10_000, 1);
  assert.ok(read > 1000 && refused > 1000, `${read} read, ${refused} refused`);
});

test.run();
