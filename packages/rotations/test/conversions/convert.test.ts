import type { Float64Layout } from '@isotypic/algebra';
import {
  axisAngle,
  COMPLEX_CONVENTIONS,
  type ComplexConvention,
  type ComplexMatrix,
  type ConventionName,
  changeOfHarmonics,
  complexSphericalHarmonics,
  complexWignerD,
  convert,
  REAL_CONVENTIONS,
  type RealConvention,
  rotationMatrix,
  sphericalHarmonics,
  wignerD,
} from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const ALL: readonly ConventionName[] = [...REAL_CONVENTIONS, ...COMPLEX_CONVENTIONS];
const isComplex = (c: ConventionName): c is ComplexConvention => (COMPLEX_CONVENTIONS as readonly string[]).includes(c);
const zeros = (m: Float64Layout): Float64Layout => ({ ...m, data: new Float64Array(m.data.length) });
const real = (re: Float64Layout): ComplexMatrix => ({ re, im: zeros(re) });

const POINTS = [
  [0.3, -1.2, 0.7],
  [0, 0, 1],
  [-2, 0.25, 0.1],
];
const values = (l: number, c: ConventionName): ComplexMatrix =>
  isComplex(c)
    ? complexSphericalHarmonics(l, POINTS, { convention: c })
    : real(sphericalHarmonics(l, POINTS, { convention: c }));

const q = axisAngle([1, -2, 0.5], 2.3);
/** The matrix with Y(Rv) = D·Y(v). */
function matrix(l: number, c: ConventionName): ComplexMatrix {
  if (!isComplex(c)) return real(wignerD(l, q, { convention: c as RealConvention }));
  const { re, im } = complexWignerD(l, q);
  return { re, im: { ...im, data: im.data.map((x) => -x) } };
}

const distance = (a: ComplexMatrix, b: ComplexMatrix): number =>
  a.re.data.reduce((s, x, i) => Math.max(s, Math.hypot(x - b.re.data[i], a.im.data[i] - b.im.data[i])), 0);

for (const from of ALL) {
  for (const to of ALL) {
    test(`${from} → ${to}: values, matrices and coefficients, l ≤ 6`, () => {
      for (let l = 0; l <= 6; l++) {
        assert.ok(distance(convert(values(l, from), { kind: 'values', l, from, to }), values(l, to)) <= 1e-14);
        assert.ok(
          distance(convert(matrix(l, from), { kind: 'matrix', l, from, to }), matrix(l, to)) <= 1e-14 * (l + 1),
        );
        // a function's coefficients: the values Σ cₘYₘ(v) stay
        const c = real({
          data: Float64Array.from({ length: 2 * l + 1 }, (_, k) => Math.sin(k + 1)),
          rows: 1,
          cols: 2 * l + 1,
        });
        const d = convert(c, { kind: 'coefficients', l, from, to });
        const [Y, Z] = [values(l, from), values(l, to)];
        for (let n = 0; n < POINTS.length; n++) {
          let [re, im] = [0, 0];
          for (let k = 0; k <= 2 * l; k++) {
            const at = n * (2 * l + 1) + k;
            re += c.re.data[k] * Y.re.data[at] - (d.re.data[k] * Z.re.data[at] - d.im.data[k] * Z.im.data[at]);
            im += c.re.data[k] * Y.im.data[at] - (d.re.data[k] * Z.im.data[at] + d.im.data[k] * Z.re.data[at]);
          }
          assert.ok(Math.hypot(re, im) <= 1e-14 * (l + 1), `${l} ${Math.hypot(re, im)}`);
        }
      }
    });
  }
}

test('D_escnn(R) = D_e3nn(PRPᵀ) with P = [[0,1,0],[0,0,1],[1,0,0]]', () => {
  const R = rotationMatrix(q);
  const order = [1, 2, 0];
  const turned = order.map((i) => order.map((j) => R[i][j]));
  for (let l = 1; l <= 6; l++) {
    const [a, b] = [wignerD(l, R, { convention: 'escnn' }), wignerD(l, turned)];
    a.data.forEach((x, i) => {
      assert.ok(Math.abs(x - b.data[i]) <= 1e-14 * l);
    });
  }
});

test('what does not fit is refused', () => {
  const y = sphericalHarmonics(1, POINTS);
  const two = sphericalHarmonics(1, POINTS.slice(0, 2));
  const refused: readonly [() => unknown, RegExp][] = [
    [() => convert(two, { kind: 'matrix', l: 1, from: 'e3nn', to: 'escnn' }), /a 3×3 matrix/],
    [() => convert(y, { kind: 'values', l: 2, from: 'e3nn', to: 'escnn' }), /5 columns for l = 2/],
    [() => convert(y, { kind: 'rows' as never, l: 1, from: 'e3nn', to: 'escnn' }), /options?.kind/],
    [() => convert('x' as never, { kind: 'values', l: 1, from: 'e3nn', to: 'escnn' }), /x to be a Float64Matrix/],
    [() => changeOfHarmonics(1, 'e3n' as never, 'escnn'), /Did you mean e3nn/],
  ];
  for (const [run, text] of refused) assert.throws(run, text);
});

test.run();
