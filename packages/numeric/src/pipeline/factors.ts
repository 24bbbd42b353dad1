/** A summand of a change of basis as a product of sparse matrices. */
import type { Float64Layout } from '../matrix/layout.js';

/**
 * Qᵀ of a summand in three sparse steps: signed sums over the orbits of commuting involutions, which sort the numbers
 * by the signs that the involutions multiply them with; one matrix for each list of signs; and turns within single
 * irreducible copies. Lines between the steps are numbered 0 … n − 1, those of the turns as `coordinates` lists them.
 *
 * All copies of one component are turned alike, by matrices over its ℝ, ℂ or ℍ, in all summands of a basis: where both
 * sides of a product of samples are in one basis, the turns cancel and are left out.
 */
export interface Factors {
  /** Line `to[r]` is Σ_t (−1)^{|r & t|} x_t over 1, 2, 4 or 8 points, which are told by their positions in `points`. */
  readonly sums: readonly { readonly points: Int32Array; readonly to: Int32Array }[];
  readonly blocks: readonly FactorBlock[];
  /** Lines that no turn takes are coordinates already. */
  readonly turns: readonly FactorBlock[];
}

/** Lines from `from` on, as many as the matrix has rows, to those of its columns. */
export interface FactorBlock {
  readonly from: number;
  readonly to: Int32Array;
  readonly matrix: Float64Layout;
}

/** Qᵀx of a summand by its factors, x as its points are listed. */
export function throughFactors(x: ArrayLike<number>, { sums, blocks, turns }: Factors): Float64Array {
  const room = new Float64Array(x.length);
  for (const { points, to } of sums) {
    for (let r = 0; r < to.length; r++) {
      let sum = 0;
      for (let t = 0; t < points.length; t++) sum += isOdd(r & t) ? -x[points[t]] : x[points[t]];
      room[to[r]] = sum;
    }
  }
  const turned = throughBlocks(room, blocks, new Float64Array(x.length));
  return throughBlocks(turned, turns, turned.slice());
}

function throughBlocks(x: Float64Array, list: readonly FactorBlock[], out: Float64Array): Float64Array {
  for (const { from, to, matrix } of list) {
    const { data, rows, cols } = matrix;
    for (let j = 0; j < to.length; j++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += data[i * cols + j] * x[from + i];
      out[to[j]] = sum;
    }
  }
  return out;
}

/** Whether a number below 8 has an odd number of ones. */
export function isOdd(bits: number): boolean {
  return ((0b10010110 >> bits) & 1) === 1;
}
