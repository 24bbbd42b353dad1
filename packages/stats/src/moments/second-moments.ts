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
type Vectors = readonly [structures: readonly IsotypicStructure[], vectors: readonly Float64Array[]];

/** target += c · projection of u vᵀ on component k, u and v in pooled coordinates, each over its spaces. */
export function addOuter(k: number, target: Float64Array, left: Vectors, right: Vectors, c: number): void {
  const { units, pooled } = left[0][0].components[k];
  const u = pooledRows(left, k);
  const v = left === right ? u : pooledRows(right, k);
  const [rows, cols] = [u.width, v.width];
  // over ℝ there is nothing to project
  const outer = units === 1 ? target : new Float64Array(target.length);
  for (let s = 0; s < pooled; s++) {
    for (let i = 0; i < rows; i++) {
      const factor = (c / pooled) * u.data[u.start + s * rows + i];
      for (let j = 0; j < cols; j++) outer[i * cols + j] += factor * v.data[v.start + s * cols + j];
    }
  }
  if (outer === target) return;
  projectOnUnits(outer, rows / units, cols / units, units);
  for (let i = 0; i < outer.length; i++) target[i] += outer[i];
}

/**
 * Component k of the vectors as a row for each pooled coordinate: those of the first space, then of the second. From
 * `start` on in `data`: a view of its own would cost as much as a small component (measured).
 */
function pooledRows([structures, vectors]: Vectors, k: number): { data: Float64Array; start: number; width: number } {
  const { pooled, offset } = structures[0].components[k];
  const sizes = widthsOf(structures, k);
  if (sizes.length === 1) return { data: vectors[0], start: offset, width: sizes[0] };
  const width = jointWidth(structures, k);
  const data = new Float64Array(width * pooled);
  let at = 0;
  structures.forEach(({ components }, a) => {
    for (let s = 0; s < pooled; s++) {
      const from = components[k].offset + s * sizes[a];
      for (let i = 0; i < sizes[a]; i++) data[s * width + at + i] = vectors[a][from + i];
    }
    at += sizes[a];
  });
  return { data, start: 0, width };
}
