/** Outer products of one vector per space, projected on the equivariant blocks of a component. */
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

/** target += c · projection of v vᵀ on component k, v = (v_X, v_Y) in pooled coordinates. */
export function addOuter(
  structures: readonly IsotypicStructure[],
  k: number,
  target: Float64Array,
  v: readonly Float64Array[],
  c: number,
): void {
  const { units, pooled } = structures[0].components[k];
  const sizes = widthsOf(structures, k);
  const width = jointWidth(structures, k);
  const row = new Float64Array(width);
  const outer = new Float64Array(width * width);
  for (let s = 0; s < pooled; s++) {
    let at = 0;
    structures.forEach((structure, a) => {
      const from = structure.components[k].offset + s * sizes[a];
      row.set(v[a].subarray(from, from + sizes[a]), at);
      at += sizes[a];
    });
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) outer[i * width + j] += (c / pooled) * row[i] * row[j];
    }
  }
  projectOnUnits(outer, width / units, width / units, units);
  for (let i = 0; i < outer.length; i++) target[i] += outer[i];
}
