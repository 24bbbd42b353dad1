/** Outer products of vectors, projected on the equivariant blocks of a component. */
import { projectOnUnits } from '@isotypic/numeric/internal';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

/** e·m of component k in each space. */
export function widthsOf(structures: readonly IsotypicStructure[], k: number): number[] {
  return structures.map((s) => s.components[k].multiplicity * s.components[k].units);
}

/** e·m of component k in all spaces together. */
export function jointWidth(structures: readonly IsotypicStructure[], k: number): number {
  return widthsOf(structures, k).reduce((a, b) => a + b, 0);
}

/** One vector per space. */
export type Vectors = readonly [structures: readonly IsotypicStructure[], vectors: readonly Float64Array[]];

/**
 * target += c · projection of u vᵀ on component k, u and v coordinates, each over its spaces; the target has the
 * structure already.
 */
export function addOuter(k: number, target: Float64Array, left: Vectors, right: Vectors, c: number): void {
  const { units, pooled } = left[0][0].components[k];
  const u = linesOf(left, k);
  const isOwn = left === right;
  const v = isOwn ? u : linesOf(right, k);
  const [rows, cols] = [u.width, v.width];
  const factor = c / pooled;
  for (let i = 0; i < rows; i++) {
    const from = u.start + i * pooled;
    const end = isOwn ? i + 1 : cols;
    for (let j = 0; j < end; j++) {
      const other = v.start + j * pooled;
      let sum = 0;
      for (let s = 0; s < pooled; s++) sum += u.data[from + s] * v.data[other + s];
      sum *= factor;
      target[i * cols + j] += sum;
      if (isOwn && j < i) target[j * cols + i] += sum;
    }
  }
  projectOnUnits(target, rows / units, cols / units, units);
}

/**
 * Component k of the vectors as lines of its pooled coordinates: those of the first space, then of the second. From
 * `start` on in `data`: a view of its own would cost as much as a small component (measured).
 */
function linesOf([structures, vectors]: Vectors, k: number): { data: Float64Array; start: number; width: number } {
  const { pooled, offset } = structures[0].components[k];
  const sizes = widthsOf(structures, k);
  if (sizes.length === 1) return { data: vectors[0], start: offset, width: sizes[0] };
  const width = jointWidth(structures, k);
  const data = new Float64Array(width * pooled);
  let at = 0;
  structures.forEach(({ components }, a) => {
    const from = components[k].offset;
    data.set(vectors[a].subarray(from, from + sizes[a] * pooled), at);
    at += sizes[a] * pooled;
  });
  return { data, start: 0, width };
}
