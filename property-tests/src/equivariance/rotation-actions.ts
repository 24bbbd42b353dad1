/** SO(3) on irreps of given degrees, as an action by derivations. */
import type { Float64Layout } from '@isotypic/algebra';
import { arrayOf, checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { axisAngle, REAL_CONVENTIONS, type RealConvention, wignerD } from '@isotypic/rotations';
import type { FloatAction } from './actions.js';

/** Options of `rotationAction`. */
export interface RotationActionOptions {
  /** The order and signs of the harmonics (default 'e3nn'). */
  readonly convention?: RealConvention;
}

const OPTION_KINDS: OptionKinds<RotationActionOptions> = { convention: oneOf(...REAL_CONVENTIONS) };

const DEGREES = arrayOf(integer(0, 30), 'degrees from 0 to 30'); // 61×61: 61 evaluations for each axis

/**
 * The rotations of space on a sum of their irreps: degree l has dimension 2l + 1. Words in it are products of turns
 * about the three axes.
 *
 * D(exp(tA)) is a trigonometric polynomial of degree l in t, so its derivative at 0 is a sum over n = 2l + 2 turns:
 * Σ_k w_k D(2πk/n), with w_k = (−1)^{k+1} cot(πk/n)/2 for k ≠ 0 and w_0 = 0 (spectral differentiation; Trefethen,
 * Spectral Methods in MATLAB, (3.7) and (3.10)).
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example rotationAction([0, 1, 1]).dimension // 7
 */
export function rotationAction(degrees: readonly number[], options: RotationActionOptions = {}): FloatAction {
  checkArgument('rotationAction', 'degrees', degrees, DEGREES);
  checkOptions('rotationAction', options, OPTION_KINDS);
  const convention = options.convention ?? 'e3nn';
  const dimension = degrees.reduce((sum, l) => sum + 2 * l + 1, 0);
  const derivations = AXES.map((axis) => {
    const data = new Float64Array(dimension * dimension);
    let at = 0;
    for (const l of degrees) {
      const block = derivative(l, axis, convention);
      for (let i = 0; i < block.rows; i++) {
        for (let j = 0; j < block.cols; j++) data[(at + i) * dimension + at + j] = block.data[i * block.cols + j];
      }
      at += block.rows;
    }
    return { data, rows: dimension, cols: dimension };
  });
  return { dimension, generators: [], derivations };
}

const AXES = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;

function derivative(l: number, axis: readonly number[], convention: RealConvention): Float64Layout {
  const d = 2 * l + 1;
  const n = 2 * l + 2; // even, and above twice the highest frequency
  const data = new Float64Array(d * d);
  for (let k = 1; k < n; k++) {
    const weight = (k % 2 === 0 ? -1 : 1) / Math.tan((Math.PI * k) / n) / 2;
    const turned = wignerD(l, axisAngle(axis, (2 * Math.PI * k) / n), { convention });
    for (let i = 0; i < d * d; i++) data[i] += weight * turned.data[i];
  }
  // antisymmetric, as the derivative of orthogonal matrices is: rounding is averaged away
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (data[i * d + j] - data[j * d + i]) / 2;
      const clean = Math.abs(value) < 1e-14 * (l + 1) ? 0 : value; // 1e-14: 45 units of rounding of sums of 62 terms
      data[i * d + j] = clean;
      data[j * d + i] = -clean;
    }
  }
  return { data, rows: d, cols: d };
}
