/** Wigner's matrices: how harmonics, and spins, turn. */
import type { Float64Layout } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  finite,
  integer,
  invalidArgument,
  type Kind,
  oneOf,
} from '@isotypic/algebra/internal';
import { conventionNamed, REAL_CONVENTIONS, type RealConvention } from '../conventions/harmonic-convention.js';
import { realInComplex } from '../conventions/real-and-complex.js';
import { doubledSpin } from '../couplings/spins.js';
import { MAX_DEGREE } from '../harmonics/spherical-harmonics.js';
import {
  axisAngle,
  determinantOfOrthogonal,
  type Quaternion,
  quaternion,
  type RotationMatrix,
} from '../rotations/rotation.js';
import { type ComplexSquare, spinHalf, spinMatrix } from './spin-matrix.js';

/** Options of `wignerD`. */
export interface WignerOptions {
  /** Whose real harmonics; default `e3nn`, where D¹(R) = R. */
  readonly convention?: RealConvention;
  /**
   * How −1 acts, for matrices of determinant −1: 1 or −1. No default, since vectors and axial vectors differ; harmonics
   * have (−1)ˡ.
   */
  readonly parity?: 1 | -1;
}

/** How −1 acts. */
export const PARITY: Kind = { expected: '1 or −1', accepts: (v) => v === 1 || v === -1 };

/**
 * The real matrix D with Y(Rv) = D·Y(v) for the harmonics of degree l, (2l+1)×(2l+1), orthogonal to a few ulp.
 *
 * @param rotation a 3×3 matrix by rows, or a quaternion
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless l is from 0 to 256 and the matrix orthogonal; for a matrix of
 * determinant −1 without the option parity
 * @see Varshalovich, Moskalev & Khersonskii 1988, ch. 4. O(l³).
 * @example wignerD(1, [[0, -1, 0], [1, 0, 0], [0, 0, 1]]).data // that matrix, to rounding
 */
export function wignerD(l: number, rotation: RotationMatrix | Quaternion, options: WignerOptions = {}): Float64Layout {
  const where = 'wignerD';
  checkArgument(where, 'l', l, integer(0, MAX_DEGREE));
  checkOptions(where, options, {
    convention: oneOf(...REAL_CONVENTIONS),
    parity: PARITY,
  });
  const { axes, sign } = conventionNamed(where, options.convention ?? 'e3nn', 'real');
  const { proper, parity } = properPart(where, rotation, options.parity);
  const q = quaternion(proper);
  // the same rotation in the convention's axes: an even permutation of the vector part
  const vector = [q.x, q.y, q.z];
  const [x, y, z] = axes.map((i) => vector[i]);
  const complex = spinMatrix(spinHalf({ w: q.w, x, y, z }), 2 * l);
  const real = realForm(complex, l);
  const n = 2 * l + 1;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) real[i * n + j] *= parity * sign(i - l) * sign(j - l);
  return { data: real, rows: n, cols: n };
}

function properPart(
  where: string,
  rotation: RotationMatrix | Quaternion,
  parity: 1 | -1 | undefined,
): { readonly proper: RotationMatrix | Quaternion; readonly parity: 1 | -1 } {
  if (!Array.isArray(rotation)) return { proper: rotation, parity: 1 };
  const matrix = rotation as RotationMatrix;
  if (determinantOfOrthogonal(where, matrix) > 0) return { proper: matrix, parity: 1 };
  if (parity === undefined) {
    throw invalidArgument(
      where,
      'a rotation, of determinant 1',
      'a matrix of determinant −1',
      'Pass { parity: 1 } or { parity: -1 }: how −1 acts; (−1)ˡ for harmonics.',
    );
  }
  return { proper: matrix.map((row) => row.map((entry) => -entry)), parity };
}

/**
 * q†Dq with q the change from real to complex harmonics; its columns have entries in the rows ±m only, so every entry
 * here is a sum of at most four terms. D acts on functions, (Dψ)(v) = ψ(R⁻¹v), so Y(Rv) = D(R⁻¹)ᵀY(v), and for real
 * orthogonal matrices D(R⁻¹)ᵀ = D(R).
 */
function realForm({ n, re, im }: ComplexSquare, l: number): Float64Array {
  const real = new Float64Array(n * n);
  const terms = Array.from({ length: n }, (_, at) => realInComplex(at - l));
  for (let a = -l; a <= l; a++) {
    for (let b = -l; b <= l; b++) {
      let sum = 0;
      for (const [m, pRe, pIm] of terms[a + l]) {
        for (const [k, qRe, qIm] of terms[b + l]) {
          const at = (m + l) * n + k + l;
          // conj(p)·D·q, real part
          const [wRe, wIm] = [pRe * qRe + pIm * qIm, pRe * qIm - pIm * qRe];
          sum += wRe * re[at] - wIm * im[at];
        }
      }
      real[(a + l) * n + b + l] = sum;
    }
  }
  return real;
}

/** A complex matrix by parts. */
export interface ComplexMatrix {
  readonly re: Float64Layout;
  readonly im: Float64Layout;
}

/**
 * D^j_{m′m}(R) = ⟨j m′|R|j m⟩, m ascending, of a spin j = 0, 1/2, 1, …, unitary to a few ulp. For half-integers the
 * sign is that of the quaternion; matrices are taken with w ≥ 0.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless j is a spin up to 128
 * @see Varshalovich, Moskalev & Khersonskii 1988, 4.8.2. O(j³).
 * @example complexWignerD(1/2, { w: 0, x: 0, y: 0, z: 1 }).im.data // Float64Array [1, 0, 0, −1]
 */
export function complexWignerD(j: number, rotation: RotationMatrix | Quaternion): ComplexMatrix {
  const where = 'complexWignerD';
  const twice = doubledSpin(where, 'j', j);
  checkArgument(where, '2j', twice, integer(0, MAX_DEGREE));
  const { n, re, im } = spinMatrix(spinHalf(quaternion(rotation)), twice);
  return { re: { data: re, rows: n, cols: n }, im: { data: im, rows: n, cols: n } };
}

/**
 * Wigner's small matrix d^j_{m′m}(β) = ⟨j m′|exp(−iβJ_y)|j m⟩, m ascending, real.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example wignerSmallD(1/2, Math.PI).data // Float64Array [0, 1, −1, 0] to rounding
 */
export function wignerSmallD(j: number, beta: number): Float64Layout {
  checkArgument('wignerSmallD', 'beta', beta, finite());
  return complexWignerD(j, axisAngle([0, 1, 0], beta)).re;
}
