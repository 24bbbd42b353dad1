import { readFileSync } from 'node:fs';
import { IsotypicError } from '@isotypic/algebra';
import { clebschGordan, so3 } from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

type Tensor = { readonly data: Float64Array; readonly n: readonly [number, number, number] };
const tensor = (l1: number, l2: number, l3: number): Tensor => ({
  data: so3.clebschGordan(l1, l2, l3).toFloat64().data,
  n: [2 * l1 + 1, 2 * l2 + 1, 2 * l3 + 1],
});
const triples: [number, number, number][] = [];
for (let a = 0; a <= 3; a++) {
  for (let b = 0; b <= 3; b++) for (let c = Math.abs(a - b); c <= Math.min(a + b, 4); c++) triples.push([a, b, c]);
}

test('e3nn: C(1,1,1) = +ε/√6, C(1,1,0) = +δ/√3, norm 1', () => {
  const ε = tensor(1, 1, 1).data;
  const levi = (i: number, j: number, k: number): number => ((i - j) * (j - k) * (k - i)) / 2;
  const δ = tensor(1, 1, 0).data;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) {
        assert.ok(Math.abs(ε[(i * 3 + j) * 3 + k] - levi(i, j, k) / Math.sqrt(6)) <= Number.EPSILON / 4);
      }
      assert.ok(Math.abs(δ[i * 3 + j] - (i === j ? 1 / Math.sqrt(3) : 0)) <= Number.EPSILON / 2);
    }
  }
  for (const [a, b, c] of triples) {
    const norm = tensor(a, b, c).data.reduce((sum, x) => sum + x * x, 0);
    assert.ok(Math.abs(norm - 1) < 1e-14);
  }
});

test('real solid harmonics multiply through the tensor (even l₁ + l₂ + l₃), which fixes basis and axis', () => {
  // Y^wiki up to a factor for each l; e3nn's polar axis is y: (X, Y, Z) = (z, x, y).
  const harmonics = (l: number, x: number, y: number, z: number): number[] => {
    const [X, Y, Z] = [z, x, y];
    const s = Math.sqrt;
    const table: number[][] = [
      [1],
      [Y, Z, X],
      [s(3) * X * Y, s(3) * Y * Z, (2 * Z * Z - X * X - Y * Y) / 2, s(3) * X * Z, (s(3) * (X * X - Y * Y)) / 2],
      [
        s(5 / 8) * Y * (3 * X * X - Y * Y),
        s(15) * X * Y * Z,
        s(3 / 8) * Y * (4 * Z * Z - X * X - Y * Y),
        (Z * (2 * Z * Z - 3 * X * X - 3 * Y * Y)) / 2,
        s(3 / 8) * X * (4 * Z * Z - X * X - Y * Y),
        (s(15) / 2) * Z * (X * X - Y * Y),
        s(5 / 8) * X * (X * X - 3 * Y * Y),
      ],
    ];
    return table[l];
  };
  for (const [a, b, c] of triples.filter(([a, b, c]) => (a + b + c) % 2 === 0 && c <= 3)) {
    const { data, n } = tensor(a, b, c);
    for (const [x, y, z] of [
      [0.36, 0.48, 0.8],
      [-0.6, 0.64, 0.48],
    ]) {
      const [A, B, C] = [harmonics(a, x, y, z), harmonics(b, x, y, z), harmonics(c, x, y, z)];
      const product = C.map((_, k) => {
        let sum = 0;
        A.forEach((p, i) => {
          B.forEach((q, j) => {
            sum += data[(i * n[1] + j) * n[2] + k] * p * q;
          });
        });
        return sum;
      });
      const factor = product.reduce((sum, p, k) => sum + p * C[k], 0) / C.reduce((sum, q) => sum + q * q, 0);
      assert.ok(Math.abs(factor) > 0.05);
      product.forEach((p, k) => {
        assert.ok(Math.abs(p - factor * C[k]) < 1e-14, `${[a, b, c]}`);
      });
    }
  }
});

test('tensors are equivariant: D^l built by one path is intertwined by all others', () => {
  // A rotation by Rodrigues; D^1 = R in e3nn's basis, D^(l+1) = the part of D^l ⊗ D^1.
  const [ux, uy, uz, θ] = [2 / 3, -1 / 3, 2 / 3, 1.234];
  const [s, c] = [Math.sin(θ), 1 - Math.cos(θ)];
  const K = [0, -uz, uy, uz, 0, -ux, -uy, ux, 0];
  const R = K.map((x, index) => {
    const [i, j] = [Math.floor(index / 3), index % 3];
    const KK = [0, 1, 2].reduce((sum, k) => sum + K[3 * i + k] * K[3 * k + j], 0);
    return (i === j ? 1 : 0) + s * x + c * KK;
  });
  const D: number[][] = [[1], R];
  const transported = (a: number, b: number, c: number, k: number, m: number): number => {
    const { data, n } = tensor(a, b, c);
    let sum = 0;
    for (let i = 0; i < n[0]; i++) {
      for (let j = 0; j < n[1]; j++) {
        const left = data[(i * n[1] + j) * n[2] + k];
        if (left === 0) continue;
        for (let p = 0; p < n[0]; p++) {
          for (let q = 0; q < n[1]; q++) {
            sum += left * D[a][i * n[0] + p] * D[b][j * n[1] + q] * data[(p * n[1] + q) * n[2] + m];
          }
        }
      }
    }
    return sum * n[2];
  };
  for (let l = 2; l <= 4; l++) {
    const n = 2 * l + 1;
    D[l] = Array.from({ length: n * n }, (_, e) => transported(l - 1, 1, l, Math.floor(e / n), e % n));
  }
  for (const [a, b, c] of [
    [1, 1, 1],
    [2, 2, 1],
    [2, 2, 2],
    [2, 2, 3],
    [3, 2, 2],
    [3, 3, 4],
    [1, 3, 3],
  ]) {
    const n = 2 * c + 1;
    for (let k = 0; k < n; k++) {
      for (let m = 0; m < n; m++) {
        assert.ok(Math.abs(transported(a, b, c, k, m) - D[c][k * n + m]) < 1e-13, `${[a, b, c]}`);
      }
    }
  }
});

test('conventions: escnn and cuequivariance are multiples of e3nn, condon-shortley is SU(2)', () => {
  for (const [a, b, c] of triples) {
    const at = (convention: 'e3nn' | 'escnn' | 'cuequivariance' | 'wikipedia'): Float64Array =>
      so3.clebschGordan(a, b, c, { convention }).toFloat64().data;
    const [e, x, q, w] = [at('e3nn'), at('escnn'), at('cuequivariance'), at('wikipedia')];
    const sign = Math.floor((a + b - c) / 2) % 2 === 0 ? 1 : -1;
    e.forEach((value, i) => {
      assert.ok(Math.abs(q[i] - Math.sqrt(2 * c + 1) * value) < 1e-15);
      assert.is(w[i], q[i]);
      assert.is(x[i] + 0, sign * q[i] + 0);
    });
  }
  const { coefficients } = so3.clebschGordan(2, 1, 1, { convention: 'condon-shortley' });
  for (const { i, j, k, value } of coefficients) {
    assert.ok(clebschGordan(2, i - 2, 1, j - 1, 1, k - 1).equals(value));
  }
});

test('e3nn 0.6: all its wigner_3j, to 1e-14, and zeros where it has none', () => {
  const path = new URL('../../../../vectors/rotations/e3nn.json', import.meta.url);
  const { wigner3j } = JSON.parse(readFileSync(path, 'utf8')) as {
    wigner3j: { l: [number, number, number]; entries: [number, number, number, number][] }[];
  };
  assert.is(wigner3j.length, 33);
  for (const { l, entries } of wigner3j) {
    const { coefficients } = so3.clebschGordan(...l);
    assert.is(coefficients.length, entries.length);
    entries.forEach(([i, j, k, x], n) => {
      const c = coefficients[n];
      assert.equal([c.i, c.j, c.k], [i, j, k]);
      assert.ok(Math.abs(c.value.toNumber() - x) <= 1e-14);
    });
  }
});

test('refusals: a convention or degree that does not exist; zero outside the triangle', () => {
  const code = (f: () => unknown): string | undefined => {
    try {
      f();
    } catch (e) {
      return e instanceof IsotypicError ? e.code : undefined;
    }
    return undefined;
  };
  assert.is(
    code(() => so3.clebschGordan(1, 1, 1, { convention: 'e4nn' as 'e3nn' })),
    'UNKNOWN_NAME',
  );
  assert.is(
    code(() => so3.clebschGordan(0.5, 1, 1)),
    'INVALID_ARGUMENT',
  );
  assert.is(so3.clebschGordan(1, 1, 3).coefficients.length, 0);
});

test.run();
