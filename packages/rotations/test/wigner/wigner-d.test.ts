import { readFileSync } from 'node:fs';
import {
  axisAngle,
  axisAngleOf,
  complexSphericalHarmonics,
  complexWignerD,
  eulerAngles,
  eulerRotation,
  type Quaternion,
  quaternion,
  REAL_CONVENTIONS,
  rotationMatrix,
  sphericalHarmonics,
  wignerD,
  wignerSmallD,
} from '@isotypic/rotations';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const e3nn = JSON.parse(readFileSync(new URL('../../../../vectors/rotations/e3nn.json', import.meta.url), 'utf8')) as {
  rotations: { anglesYXY: [number, number, number]; matrix: number[][]; D: number[][][] }[];
};
const close = (a: ArrayLike<number>, b: ArrayLike<number>, bound: number, what = ''): void => {
  assert.is(a.length, b.length);
  for (let i = 0; i < a.length; i++) assert.ok(Math.abs(a[i] - b[i]) <= bound, `${what} ${a[i]} ${b[i]}`);
};

test('e3nn 0.6: angles, matrices and D of three rotations, l ≤ 4, to 1e-12', () => {
  assert.is(e3nn.rotations.length, 3);
  for (const { anglesYXY, matrix, D } of e3nn.rotations) {
    close(rotationMatrix(eulerRotation(anglesYXY, 'YXY')).flat(), matrix.flat(), 1e-15);
    D.forEach((d, l) => {
      close(wignerD(l, matrix).data, d.flat(), 1e-12, `l = ${l}`);
    });
  }
});

/** Ordinary rotations, and those where angles lose digits: near the poles and at half turns. */
const rotations: fc.Arbitrary<Quaternion> = fc.oneof(
  fc
    .tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: -50, max: 50 })))
    .filter((q) => q.some((c) => c !== 0))
    .map(([w, x, y, z]) => quaternion({ w, x, y, z })),
  fc
    .tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.constantFrom(0, 1e-9, 1e-17, Math.PI, Math.PI - 1e-9),
      fc.double({ min: -3, max: 3, noNaN: true }),
    )
    .map((angles) => eulerRotation(angles as [number, number, number])),
  fc.constantFrom([1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, -1, 1]).map((axis) => axisAngle(axis, Math.PI)),
);

test('Y(Rv) = D(R)·Y(v), every convention; reflections by parity', () => {
  fc.assert(
    fc.property(
      rotations,
      fc.nat(12),
      fc.constantFrom(...REAL_CONVENTIONS),
      fc.boolean(),
      (q, l, convention, reflect) => {
        const R = rotationMatrix(q).map((row) => row.map((x) => (reflect ? -x : x)));
        const v = [0.36, -0.48, 0.8];
        const Rv = R.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
        const D = wignerD(l, R, { convention, ...(reflect ? { parity: l % 2 === 0 ? 1 : -1 } : {}) });
        const y = sphericalHarmonics(l, [v], { convention, normalization: 'norm' }).data;
        const turned = Array.from(y, (_, i) => y.reduce((s, x, j) => s + D.data[i * D.cols + j] * x, 0));
        close(sphericalHarmonics(l, [Rv], { convention, normalization: 'norm' }).data, turned, 1e-14 * (l + 1));
      },
    ),
    { numRuns: 200 },
  );
});

test('complex: Y_{lm}(R⁻¹v) = Σ D_{m′m}(R) Y_{lm′}(v)', () => {
  fc.assert(
    fc.property(rotations, fc.nat(8), (q, l) => {
      const R = rotationMatrix(q);
      const v = [0.36, -0.48, 0.8];
      const back = [0, 1, 2].map((i) => R[0][i] * v[0] + R[1][i] * v[1] + R[2][i] * v[2]);
      const [at, there] = [complexSphericalHarmonics(l, [v]), complexSphericalHarmonics(l, [back])];
      const D = complexWignerD(l, q);
      for (let m = 0; m <= 2 * l; m++) {
        let [re, im] = [0, 0];
        for (let k = 0; k <= 2 * l; k++) {
          const [a, b] = [D.re.data[k * D.re.cols + m], D.im.data[k * D.re.cols + m]];
          re += a * at.re.data[k] - b * at.im.data[k];
          im += a * at.im.data[k] + b * at.re.data[k];
        }
        assert.ok(Math.hypot(re - there.re.data[m], im - there.im.data[m]) <= 1e-14 * (l + 1));
      }
    }),
    { numRuns: 100 },
  );
});

test('D(R)D(S) = D(RS) with half-integer spins, as matrices of SU(2); orthogonal up to l = 64', () => {
  const times = (p: Quaternion, q: Quaternion): Quaternion => ({
    w: p.w * q.w - p.x * q.x - p.y * q.y - p.z * q.z,
    x: p.w * q.x + p.x * q.w + p.y * q.z - p.z * q.y,
    y: p.w * q.y - p.x * q.z + p.y * q.w + p.z * q.x,
    z: p.w * q.z + p.x * q.y - p.y * q.x + p.z * q.w,
  });
  fc.assert(
    fc.property(rotations, rotations, fc.integer({ min: 0, max: 11 }), (p, q, twice) => {
      const [A, B, C] = [p, q, times(p, q)].map((r) => complexWignerD(twice / 2, r));
      const n = twice + 1;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let [re, im] = [0, 0];
          for (let k = 0; k < n; k++) {
            const [a, b, c, d] = [
              A.re.data[i * n + k],
              A.im.data[i * n + k],
              B.re.data[k * n + j],
              B.im.data[k * n + j],
            ];
            re += a * c - b * d;
            im += a * d + b * c;
          }
          assert.ok(Math.hypot(re - C.re.data[i * n + j], im - C.im.data[i * n + j]) <= 1e-14 * n);
        }
      }
    }),
    { numRuns: 100 },
  );
  const { data, cols } = wignerD(64, axisAngle([1, 2, -3], 2.2));
  for (let i = 0; i < cols; i += 9) {
    for (let j = 0; j <= i; j += 4) {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += data[i * cols + k] * data[j * cols + k];
      assert.ok(Math.abs(sum - (i === j ? 1 : 0)) <= 64 * 2 ** -50); // l steps of a few roundings each
    }
  }
});

test('d^{1/2}, d¹ and d² against their closed forms', () => {
  for (const β of [0, 1e-8, 0.7, Math.PI / 2, 3, Math.PI]) {
    const [c, s] = [Math.cos(β), Math.sin(β)];
    const [h, k] = [Math.cos(β / 2), Math.sin(β / 2)];
    close(wignerSmallD(0.5, β).data, [h, k, -k, h], 4e-16);
    const r = s / Math.SQRT2;
    close(wignerSmallD(1, β).data, [(1 + c) / 2, r, (1 - c) / 2, -r, c, r, (1 - c) / 2, -r, (1 + c) / 2], 1e-15);
    const d2 = wignerSmallD(2, β).data;
    assert.ok(Math.abs(d2[12] - (3 * c * c - 1) / 2) <= 1e-15);
    assert.ok(Math.abs(d2[14] - Math.sqrt(3 / 8) * s * s) <= 1e-15);
  }
});

test('angles, axis and matrix come back, near the poles and at half turns too', () => {
  fc.assert(
    fc.property(rotations, fc.constantFrom('ZYZ' as const, 'YXY' as const), (q, order) => {
      const R = rotationMatrix(q).flat();
      close(rotationMatrix(eulerRotation(eulerAngles(q, order), order)).flat(), R, 2e-15);
      const { axis, angle } = axisAngleOf(q);
      close(rotationMatrix(axisAngle(axis, angle)).flat(), R, 2e-15);
      close(rotationMatrix(quaternion(rotationMatrix(q))).flat(), R, 2e-15);
    }),
    { numRuns: 500 },
  );
  assert.is(eulerAngles(axisAngle([0, 1, 0], 1e-9))[1], 1e-9);
  assert.is(eulerAngles(axisAngle([1, 0, 0], 1e-9), 'YXY')[1], 1e-9);
});

test('what is no rotation is refused', () => {
  const mirror = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, -1],
  ];
  const refused: readonly [() => unknown, RegExp][] = [
    [() => wignerD(1, mirror), /Pass \{ parity: 1 \} or \{ parity: -1 \}/],
    [() => wignerD(1, mirror, { parity: 0 as never }), /option parity to be 1 or −1/],
    [
      () =>
        wignerD(1, [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0.1, 1],
        ]),
      /orthogonal/,
    ],
    [
      () =>
        wignerD(1, [
          [1, 0],
          [0, 1],
        ]),
      /three rows of three finite numbers/,
    ],
    [() => wignerD(0.5, mirror), /l to be an integer/],
    [() => quaternion({ w: 0, x: 0, y: 0, z: 0 }), /longer than 0/],
    [() => quaternion('x' as never), /rotation to be/],
    [() => axisAngle([0, 0, 0], 1), /axis to be longer than 0/],
    [() => eulerRotation([1, 2, 3], 'XYZ' as never), /order to be one of/],
    [() => complexWignerD(0.3, { w: 1, x: 0, y: 0, z: 0 }), /j to be a spin/],
  ];
  for (const [run, text] of refused) assert.throws(run, text);
});

test.run();
