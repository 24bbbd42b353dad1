/** Entries of lines (rows or columns) of a cyclotomic matrix as vectors, and the common denominators of the lines. */
import type { Coefficients } from '../scalars/coefficients.js';
import type { Cyclotomic } from '../scalars/cyclotomic.js';
import { lcmBig } from '../scalars/integers.js';

export interface CyclotomicLines {
  /** In ℚ(ζ_order), undefined for zeros. */
  readonly vectors: readonly (Coefficients | undefined)[];
  /** One for each line. */
  readonly scales: readonly bigint[];
}

export function cyclotomicLines(
  entries: readonly Cyclotomic[],
  order: number,
  lines: number,
  lineOf: (at: number) => number,
): CyclotomicLines {
  const scales = new Array<bigint>(lines).fill(1n);
  const vectors = entries.map((x, at): Coefficients | undefined => {
    if (x.isZero()) return undefined;
    const vector = x.vectorIn(order);
    const [line, den] = [lineOf(at), BigInt(vector.den)];
    if (scales[line] % den !== 0n) scales[line] = lcmBig(scales[line], den);
    return vector;
  });
  return { vectors, scales };
}
