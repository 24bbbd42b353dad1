/**
 * From one convention of harmonics to another, in closed form. With Y the harmonics of the table in
 * `harmonic-convention.ts`, those of a real convention are s·Y(Pv), P its axes and s its signs, so that
 *
 *   Y_to(v) = B·Y_from(v),   B = s_to D(P_to P_fromᵀ) s_from,
 *
 * and the complex ones are U·Y with the unitary U of Condon and Shortley. Values change by B, coefficients of functions
 * by conj(B), matrices by D_to = B D_from B†.
 */
import { type Float64Layout, IsotypicError } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
  text,
} from '@isotypic/algebra/internal';
import { type ConventionName, conventionNamed, type HarmonicConvention } from '../conventions/harmonic-convention.js';
import { complexInReal } from '../conventions/real-and-complex.js';
import { MAX_DEGREE } from '../harmonics/spherical-harmonics.js';
import { type ComplexMatrix, wignerD } from '../wigner/wigner-d.js';

/** What `convert` takes: harmonics or coefficients N×(2l+1), or a matrix (2l+1)×(2l+1), real or by complex parts. */
export type Convertible = Float64Layout | ComplexMatrix;

/**
 * `values`: rows of harmonics at points. `coefficients`: rows of coefficients c of functions Σ cₘYₘ. `matrix`: a matrix
 * D that acts on values, Y(Rv) = D·Y(v); for complex conventions that is the conjugate of ⟨lm′|R|lm⟩.
 */
export type ConvertibleKind = 'values' | 'coefficients' | 'matrix';

/** Options of `convert`. */
export interface ConvertOptions {
  readonly kind: ConvertibleKind;
  /** The degree. */
  readonly l: number;
  readonly from: ConventionName;
  readonly to: ConventionName;
}

const CONVERT_KINDS: OptionKinds<ConvertOptions> = {
  kind: oneOf('values', 'coefficients', 'matrix'),
  l: integer(0, MAX_DEGREE),
  from: text,
  to: text,
};

/**
 * The same harmonics, coefficients or matrix of degree l in another convention: by parts, the imaginary one 0 up to
 * rounding where the result is real.
 *
 * @throws {IsotypicError} `UNKNOWN_NAME`, `INVALID_ARGUMENT`, `SHAPE_MISMATCH`
 * @example
 * const e3nn = sphericalHarmonics(1, [[1, 2, 3]]); // x, y, z
 * convert(e3nn, { kind: 'values', l: 1, from: 'e3nn', to: 'wikipedia' }).re // y, z, x
 */
export function convert(x: Convertible, options: ConvertOptions): ComplexMatrix {
  const where = 'convert';
  checkOptions(where, options ?? {}, CONVERT_KINDS);
  const { kind, l, from, to } = options ?? {};
  checkArgument(where, 'options.kind', kind, CONVERT_KINDS.kind);
  checkArgument(where, 'options.l', l, CONVERT_KINDS.l);
  checkArgument(where, 'options.from', from, text);
  checkArgument(where, 'options.to', to, text);
  const B = changeOfHarmonics(l, from, to);
  const parts = partsOf(where, x);
  const n = 2 * l + 1;
  if (parts.re.cols !== n || (kind === 'matrix' && parts.re.rows !== n)) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: kind === 'matrix' ? `a ${n}×${n} matrix for l = ${l}` : `${n} columns for l = ${l}`,
      received: `${parts.re.rows}×${parts.re.cols}`,
    });
  }
  if (kind === 'values') return multiply(parts, transposed(B));
  if (kind === 'coefficients') return multiply(parts, adjoint(B));
  return multiply(multiply(B, parts), adjoint(B));
}

/**
 * The unitary (2l+1)×(2l+1) matrix B with Y_to(v) = B·Y_from(v).
 * @throws {IsotypicError} `UNKNOWN_NAME`, `INVALID_ARGUMENT` unless l is from 0 to 256
 * @example changeOfHarmonics(1, 'e3nn', 'escnn').re.data // rows (0,1,0), (0,0,1), (1,0,0): (x,y,z) to (y,z,x)
 */
export function changeOfHarmonics(l: number, from: ConventionName, to: ConventionName): ComplexMatrix {
  const where = 'changeOfHarmonics';
  checkArgument(where, 'l', l, integer(0, MAX_DEGREE));
  const source = conventionNamed(where, from, undefined, 'from');
  const target = conventionNamed(where, to, undefined, 'to');
  const intoReal = source.kind === 'complex' ? adjoint(condonShortley(l)) : undefined;
  const real = turnOfAxes(l, source, target);
  const step = intoReal === undefined ? real : multiply(real, intoReal);
  return target.kind === 'complex' ? multiply(condonShortley(l), step) : step;
}

/** s_to D(P_to P_fromᵀ) s_from: D of a permutation of the axes, which is a signed permutation up to degree 1. */
function turnOfAxes(l: number, from: HarmonicConvention, to: HarmonicConvention): ComplexMatrix {
  const n = 2 * l + 1;
  // row i of P_to P_fromᵀ: the coordinate axes[i] of v stands at the place of `from` that reads it
  const turn = to.axes.map((axis) => from.axes.map((other) => (other === axis ? 1 : 0)));
  const isSame = turn.every((row, i) => row[i] === 1);
  const data = isSame ? identity(n) : Float64Array.from(wignerD(l, turn, { convention: 'wikipedia' }).data);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) data[i * n + j] *= to.sign(i - l) * from.sign(j - l);
  return { re: { data, rows: n, cols: n }, im: { data: new Float64Array(n * n), rows: n, cols: n } };
}

function identity(n: number): Float64Array {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return data;
}

/** U: rows complex orders, columns real ones. */
function condonShortley(l: number): ComplexMatrix {
  const n = 2 * l + 1;
  const [re, im] = [new Float64Array(n * n), new Float64Array(n * n)];
  for (let m = -l; m <= l; m++) {
    for (const [order, x, y] of complexInReal(m)) {
      re[(l + m) * n + l + order] = x;
      im[(l + m) * n + l + order] = y;
    }
  }
  return { re: { data: re, rows: n, cols: n }, im: { data: im, rows: n, cols: n } };
}

function partsOf(where: string, x: Convertible): ComplexMatrix {
  const refused = invalidArgument(where, 'x to be a Float64Matrix or { re, im } of such', x);
  if (typeof x !== 'object' || x === null) throw refused;
  const re = 're' in x ? x.re : x;
  if (!(re?.data instanceof Float64Array)) throw refused;
  const im = 'im' in x ? x.im : { ...re, data: new Float64Array(re.data.length) };
  if (im?.data?.length !== re.data.length) throw refused;
  return { re, im };
}

function multiply(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const [rows, inner, cols] = [a.re.rows, a.re.cols, b.re.cols];
  const [re, im] = [new Float64Array(rows * cols), new Float64Array(rows * cols)];
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const [x, y] = [a.re.data[i * inner + k], a.im.data[i * inner + k]];
      if (x === 0 && y === 0) continue;
      for (let j = 0; j < cols; j++) {
        const [u, v] = [b.re.data[k * cols + j], b.im.data[k * cols + j]];
        re[i * cols + j] += x * u - y * v;
        im[i * cols + j] += x * v + y * u;
      }
    }
  }
  return { re: { data: re, rows, cols }, im: { data: im, rows, cols } };
}

function transposed({ re, im }: ComplexMatrix): ComplexMatrix {
  const turn = (m: Float64Layout): Float64Layout => {
    const data = new Float64Array(m.data.length);
    for (let i = 0; i < m.rows; i++) for (let j = 0; j < m.cols; j++) data[j * m.rows + i] = m.data[i * m.cols + j];
    return { data, rows: m.cols, cols: m.rows };
  };
  return { re: turn(re), im: turn(im) };
}

function adjoint(m: ComplexMatrix): ComplexMatrix {
  const { re, im } = transposed(m);
  return { re, im: { ...im, data: im.data.map((x) => -x) } };
}
