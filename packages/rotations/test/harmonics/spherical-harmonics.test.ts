import { readFileSync } from 'node:fs';
import {
  complexSphericalHarmonics,
  REAL_CONVENTIONS,
  solidHarmonic,
  sphericalHarmonicGradients,
  sphericalHarmonics,
} from '@isotypic/rotations';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const e3nn = JSON.parse(readFileSync(new URL('../../../../vectors/rotations/e3nn.json', import.meta.url), 'utf8')) as {
  points: number[][];
  sphericalHarmonics: ({ l: number } & Record<
    'integral' | 'component' | 'norm' | 'unnormalizedIntegral',
    number[][]
  >)[];
};

test('e3nn 0.6: integral, component and norm at five points, l ≤ 6, to 1e-12', () => {
  assert.is(e3nn.sphericalHarmonics.length, 7);
  for (const row of e3nn.sphericalHarmonics) {
    for (const normalization of ['integral', 'component', 'norm'] as const) {
      const { data } = sphericalHarmonics(row.l, e3nn.points, { normalization });
      row[normalization].flat().forEach((x, i) => {
        assert.ok(Math.abs(x - data[i]) <= 1e-12, `${row.l} ${normalization}`);
      });
    }
    const { data } = sphericalHarmonics(row.l, e3nn.points, { normalize: false });
    row.unnormalizedIntegral.flat().forEach((x, i) => {
      assert.ok(Math.abs(x - data[i]) <= 1e-12 * (1 + Math.abs(x)));
    });
  }
});

const coordinate = fc.integer({ min: -64, max: 64 }).map((n) => n / 32);
const point = fc.tuple(coordinate, coordinate, coordinate);

/** The exact polynomial at a point with dyadic coordinates, exactly, times 2^(5l), and then rounded once. */
function polynomialAt(
  l: number,
  m: number,
  convention: (typeof REAL_CONVENTIONS)[number],
  p: readonly number[],
): number {
  const { factor, terms } = solidHarmonic(l, m, convention);
  const integers = p.map((c) => BigInt(c * 32));
  const sum = terms.reduce((s, { exponents, coefficient }) => {
    return s + exponents.reduce((product, e, i) => product * integers[i] ** BigInt(e), coefficient);
  }, 0n);
  return (Number(sum) / 32 ** l) * factor.toNumber();
}

test('solid harmonics in floats are the exact polynomials, every convention, l ≤ 20', () => {
  fc.assert(
    fc.property(fc.nat(20), point, fc.constantFrom(...REAL_CONVENTIONS), (l, p, convention) => {
      const { data } = sphericalHarmonics(l, [p], { convention, normalize: false, normalization: 'component' });
      const size = Math.hypot(...p) ** l * Math.sqrt(2 * l + 1); // the norm of all 2l + 1 of them
      for (let m = -l; m <= l; m++) {
        const exact = polynomialAt(l, m, convention, p);
        // the recurrence makes about three roundings in each of l steps
        assert.ok(Math.abs(data[l + m] - exact) <= (3 * l + 4) * 2 ** -52 * size, `${convention} ${l} ${m}`);
      }
    }),
    { numRuns: 150 },
  );
});

test('Σₘ Y² = 2l + 1 on the sphere, up to l = 64, at poles and everywhere, within a few ulp', () => {
  fc.assert(
    fc.property(
      fc.nat(64),
      fc.oneof(point, fc.constantFrom([0, 0, 1], [0, -1, 0], [1e-9, 0, 1], [1e-200, 0, 0])),
      (l, p) => {
        if (p.every((c) => c === 0)) return;
        const { data } = sphericalHarmonics(l, [p], { normalization: 'component' });
        const sum = data.reduce((s, y) => s + y * y, 0);
        assert.ok(Math.abs(sum / (2 * l + 1) - 1) <= (6 * l + 8) * 2 ** -52, `${l} ${sum}`);
      },
    ),
  );
});

test('degrees side by side are the degrees one by one', () => {
  const points = [
    [1, 2, 3],
    [-0.5, 0, 2],
  ];
  const all = sphericalHarmonics([2, 0, 3], points);
  const parts = [2, 0, 3].map((l) => sphericalHarmonics(l, points));
  assert.is(all.cols, 13);
  for (let n = 0; n < 2; n++) {
    const row = parts.flatMap((p) => [...p.data.subarray(n * p.cols, (n + 1) * p.cols)]);
    assert.equal([...all.data.subarray(13 * n, 13 * n + 13)], row);
  }
});

test('gradients are those of the exact polynomials, and without a radial part on the sphere', () => {
  fc.assert(
    fc.property(fc.nat(8), point, fc.constantFrom(...REAL_CONVENTIONS), (l, p, convention) => {
      const gradient = sphericalHarmonicGradients(l, [p], { convention, normalize: false, normalization: 'component' });
      const size = l === 0 ? 0 : l * Math.hypot(...p) ** (l - 1) * Math.sqrt(2 * l + 1);
      for (let m = -l; m <= l; m++) {
        const { factor, terms } = solidHarmonic(l, m, convention);
        for (let i = 0; i < 3; i++) {
          const exact = terms.reduce((s, { exponents, coefficient }) => {
            if (exponents[i] === 0) return s;
            const powers = exponents.reduce((q, e, k) => q * p[k] ** (k === i ? e - 1 : e), 1);
            return s + Number(coefficient) * exponents[i] * powers;
          }, 0);
          const error = Math.abs(gradient.data[3 * (l + m) + i] - exact * factor.toNumber());
          assert.ok(error <= 1e-12 * size, `${convention} ${l} ${m} ${i}: ${error}`);
        }
      }
      if (p.every((c) => c === 0)) return;
      const tangential = sphericalHarmonicGradients(l, [p], { convention });
      for (let k = 0; k <= 2 * l; k++) {
        const radial = p.reduce((s, c, i) => s + c * tangential.data[3 * k + i], 0);
        assert.ok(Math.abs(radial) <= 1e-13 * (l + 1) ** 2);
      }
    }),
    { numRuns: 100 },
  );
});

test('complex harmonics have the Condon–Shortley phase: Y₁₁ = −√(3/8π)(x + iy), Y₂₋₁ = √(15/8π)(x − iy)z', () => {
  const [x, y, z] = [0.36, 0.48, 0.8];
  const one = complexSphericalHarmonics(1, [[x, y, z]]);
  const c = -Math.sqrt(3 / (8 * Math.PI));
  assert.ok(Math.hypot(one.re.data[2] - c * x, one.im.data[2] - c * y) < 1e-16);
  const two = complexSphericalHarmonics(2, [[x, y, z]], { convention: 'scipy' });
  const d = Math.sqrt(15 / (8 * Math.PI));
  assert.ok(Math.hypot(two.re.data[1] - d * x * z, two.im.data[1] + d * y * z) < 2e-16);
});

test('the origin has no direction; refusals name what is wrong', () => {
  assert.equal([...sphericalHarmonics(1, [[0, 0, 0]]).data], [0, 0, 0]);
  const refused: readonly [() => unknown, RegExp][] = [
    [() => sphericalHarmonics(-1, [[1, 0, 0]]), /l to be an integer from 0 to 256/],
    [() => sphericalHarmonics([1, 1.5], [[1, 0, 0]]), /l to be/],
    [() => sphericalHarmonics(1, [[1, 0]]), /points to be N×3/],
    [() => sphericalHarmonics(1, [[1, 0, Number.NaN]]), /finite/],
    [() => sphericalHarmonics(1, 'x' as never), /points to be rows of three numbers/],
    [() => sphericalHarmonics(1, [[1, 0, 0]], { convention: 'e3n' as never }), /Did you mean 'e3nn'/],
    [() => sphericalHarmonics(1, [[1, 0, 0]], { normalise: true } as never), /Did you mean normalize/],
    [() => solidHarmonic(2, 3), /m to be an integer from -2 to 2/],
    [() => solidHarmonic(2, 0, 'scipy' as never), /one of real harmonics/],
  ];
  for (const [run, text] of refused) assert.throws(run, text);
});

test.run();
