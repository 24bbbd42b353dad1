/** Whether the sums that came back hold the digits that are asked for, and about what they would be taken better. */
import type { IsotypicStructure, SymmetricMoments } from '@isotypic/stats';
import type { DecodedGroup } from './decode-moments.js';

/** W·δ² above this many times the spread costs four digits more than the spread has: ε·10⁴ is 2e-12. */
const FAR = 1e4;

/** Lines of components below this part of their variables' moments have lost more than four digits to them. */
const LEAST_PART = 1e-4;

/** One isotypic coordinate, and its variables. */
interface Line {
  /** Component, and row of its block of the space. */
  readonly k: number;
  readonly row: number;
  readonly space: 0 | 1;
  /** First and last of its pooled coordinates, among those of the space. */
  readonly from: number;
  readonly to: number;
}

/**
 * The mean of the group where the sums were taken too far from it: where W·δ² > 10⁴·S on some line of a component, δ
 * the distance of mean and shift along it. Undefined where they are good.
 */
export function betterShift({ moments, given, read }: DecodedGroup): Float64Array | undefined {
  if (read === 0) return undefined;
  const { structures } = moments;
  const W = moments.weight;
  const deviation = Float64Array.from(given.sums, (v) => v / W);
  let start = 0;
  const isFar = structures.some((structure, a) => {
    const own = deviation.subarray(start, start + structure.dimension);
    start += structure.dimension;
    const coordinates = rotated(own, structure);
    const spreads = spreadsOf(moments, a as 0 | 1);
    return linesOf(structure, a as 0 | 1).some(({ k, row, from, to }) => {
      let square = 0;
      for (let c = from; c < to; c++) square += coordinates[c] ** 2;
      return (W * square) / (to - from) > FAR * Math.max(0, spreads[k][row]);
    });
  });
  return isFar ? deviation.map((v, i) => given.shift[i] + v) : undefined;
}

/**
 * Whether every line of a component has at least 10⁻⁴ of the second moments of its variables: what sums over pairs,
 * whose differences it is, are right to.
 */
export function keepsDigits({ moments, given, read }: DecodedGroup): boolean {
  if (read === 0 || 'blocks' in given.products) return true;
  const { data, rows: n } = given.products;
  let start = 0;
  return moments.structures.every((structure, a) => {
    const first = start;
    start += structure.dimension;
    const D = structure.dimension;
    const spreads = spreadsOf(moments, a as 0 | 1);
    return linesOf(structure, a as 0 | 1).every(({ k, row, from, to }) => {
      let largest = 0;
      for (let i = 0; i < D; i++) {
        for (let c = from; c < to; c++) {
          if (structure.basis.data[i * D + c] !== 0) largest = Math.max(largest, data[(first + i) * (n + 1)]);
        }
      }
      return spreads[k][row] >= LEAST_PART * largest;
    });
  });
}

/** Σ w·coordinate² about the sample mean, by component and line. */
function spreadsOf(moments: SymmetricMoments, space: 0 | 1): Float64Array[] {
  return moments.structures[space].components.map((_, k) => {
    const { data, rows } = moments.block(k, space, space, 'sample-mean');
    return Float64Array.from({ length: rows }, (_, i) => data[i * (rows + 1)]);
  });
}

function linesOf({ components }: IsotypicStructure, space: 0 | 1): Line[] {
  return components.flatMap(({ offset, multiplicity, units, pooled }, k) =>
    Array.from({ length: multiplicity * units }, (_, row) => {
      const from = offset + row * pooled;
      return { k, row, space, from, to: from + pooled };
    }),
  );
}

/** Qᵀx. */
function rotated(x: Float64Array, { basis, dimension: D }: IsotypicStructure): Float64Array {
  const out = new Float64Array(D);
  for (let i = 0; i < D; i++) {
    if (x[i] === 0) continue;
    for (let c = 0; c < D; c++) out[c] += basis.data[i * D + c] * x[i];
  }
  return out;
}
