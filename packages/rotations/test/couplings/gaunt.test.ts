import { gaunt, REAL_CONVENTIONS, so3, sphericalHarmonics } from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Exact for polynomials of degree < 2n: Gauss–Legendre in Z by Newton's iteration, equal steps in φ. */
function sphereQuadrature(n: number): { points: number[][]; weights: number[] } {
  const [points, weights]: [number[][], number[]] = [[], []];
  for (let i = 0; i < n; i++) {
    let z = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 50; step++) {
      let [p, q] = [1, 0];
      for (let k = 1; k <= n; k++) [p, q] = [((2 * k - 1) * z * p - (k - 1) * q) / k, p];
      slope = (n * (z * p - q)) / (z * z - 1);
      z -= p / slope;
    }
    for (let k = 0; k < 2 * n; k++) {
      const φ = (Math.PI * k) / n;
      const s = Math.sqrt(1 - z * z);
      points.push([s * Math.cos(φ), s * Math.sin(φ), z]);
      weights.push(1 / ((1 - z * z) * slope * slope) / (2 * n));
    }
  }
  return { points, weights };
}

const { points, weights } = sphereQuadrature(8);

test('so3.gaunt is the mean of three real harmonics over the sphere, by exact quadrature, every convention', () => {
  for (const convention of REAL_CONVENTIONS.filter((c) => c !== 'sympy-znm')) {
    const Y = [0, 1, 2, 3, 4].map((l) => sphericalHarmonics(l, points, { convention, normalization: 'component' }));
    for (let a = 0; a <= 3; a++) {
      for (let b = 0; b <= 3; b++) {
        for (let c = 0; c <= 4; c++) {
          const { data } = so3.gaunt(a, b, c, { convention }).toFloat64();
          for (let i = 0; i <= 2 * a; i++) {
            for (let j = 0; j <= 2 * b; j++) {
              for (let k = 0; k <= 2 * c; k++) {
                const mean = weights.reduce((s, w, n) => {
                  return (
                    s + w * Y[a].data[n * Y[a].cols + i] * Y[b].data[n * Y[b].cols + j] * Y[c].data[n * Y[c].cols + k]
                  );
                }, 0);
                const value = data[(i * (2 * b + 1) + j) * (2 * c + 1) + k];
                assert.ok(Math.abs(mean - value) < 1e-12, `${convention} ${[a, b, c, i, j, k]}: ${mean} ${value}`);
              }
            }
          }
        }
      }
    }
  }
});

test('gaunt of complex harmonics: SymPy’s gaunt(1, 0, 1, 1, 0, −1) = −1/(2√π), gaunt(1, 0, 1, 1, 0, 0) = 0', () => {
  assert.is(gaunt(1, 0, 1, 1, 0, -1).toString(), '-1'); // over √(4π)
  assert.is(gaunt(2, 2, 2, 0, 0, 0).toString(), 'sqrt(20/49)');
  assert.ok(gaunt(1, 0, 1, 1, 0, 0).isZero());
  assert.throws(() => gaunt(0.5, 0.5, 1, 0.5, -0.5, 0), /l1 to be an integer/);
  assert.throws(() => so3.gaunt(1, 1, 2, { convention: 'condon-shortley' }), /real harmonics/);
});

test.run();
