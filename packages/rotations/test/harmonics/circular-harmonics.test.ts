import { circularHarmonics } from '@isotypic/rotations';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('cos kφ and sin kφ, and rᵏ times them without normalization', () => {
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      (k, r, φ) => {
        const point = [r * Math.cos(φ), r * Math.sin(φ)];
        const expected = k === 0 ? [1] : [Math.cos(k * φ), Math.sin(k * φ)];
        const unit = circularHarmonics(k, [point]).data;
        const solid = circularHarmonics(k, [point], { normalize: false }).data;
        expected.forEach((x, i) => {
          assert.ok(Math.abs(unit[i] - x) <= (4 * k + 4) * 2 ** -52);
          assert.ok(Math.abs(solid[i] - r ** k * x) <= (6 * k + 4) * 2 ** -52 * r ** k);
        });
      },
    ),
  );
  assert.equal([...circularHarmonics(3, [[0, 0]]).data], [0, 0]);
});

test('refusals', () => {
  assert.throws(() => circularHarmonics(-1, [[1, 0]]), /k to be an integer from 0 to 4096/);
  assert.throws(() => circularHarmonics(1, [[1, 0, 0]]), /points to be N×2/);
  assert.throws(() => circularHarmonics(1, [[1, 0]], { normalise: true } as never), /Did you mean normalize/);
});

test.run();
