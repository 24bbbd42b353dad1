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
  const [rows, cols] = [u.length / pooled, v.length / pooled];
  // over ℝ there is nothing to project
  const outer = units === 1 ? target : new Float64Array(target.length);
  for (let s = 0; s < pooled; s++) {
    for (let i = 0; i < rows; i++) {
      const factor = (c / pooled) * u[s * rows + i];
      for (let j = 0; j < cols; j++) outer[i * cols + j] += factor * v[s * cols + j];
    }
  }
  if (outer === target) return;
  projectOnUnits(outer, rows / units, cols / units, units);
  for (let i = 0; i < outer.length; i++) target[i] += outer[i];
}

/** Component k of the vectors as a row for each pooled coordinate: those of the first space, then of the second. */
function pooledRows([structures, vectors]: Vectors, k: number): Float64Array {
  const { pooled, offset } = structures[0].components[k];
  const sizes = widthsOf(structures, k);
  if (sizes.length === 1) return vectors[0].subarray(offset, offset + sizes[0] * pooled);
  const width = jointWidth(structures, k);
  const out = new Float64Array(width * pooled);
  let start = 0;
  structures.forEach(({ components }, a) => {
    for (let s = 0; s < pooled; s++) {
      const from = components[k].offset + s * sizes[a];
      for (let i = 0; i < sizes[a]; i++) out[s * width + start + i] = vectors[a][from + i];
    }
    start += sizes[a];
  });
  return out;
}
