import { randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('the same seed gives the same draws, each below its bound, up to the bound 2³²', () => {
  const [one, two] = [randomSource(7), randomSource(7)];
  for (const bound of [1, 2, 3, 10, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32]) {
    const draw = one.below(bound);
    assert.ok(Number.isInteger(draw) && draw >= 0 && draw < bound, `${draw} below ${bound}`);
    assert.is(two.below(bound), draw);
  }
});

test('below(2 ** 33), which no draw of 32 bits can meet, is refused, and so are 0, fractions and NaN', () => {
  const source = randomSource();
  for (const bound of [2 ** 33, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(
      () => source.below(bound),
      /RandomSource\.below: expected bound to be an integer from 1 to 4294967296/,
    );
  }
});

test.run();
