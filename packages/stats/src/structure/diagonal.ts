/** The diagonal of an equivariant map, without its matrix. */
import { assemblyPlan } from './assembly-plan.js';
import { basisRow, entryOfMap } from './basis-rows.js';
import type { HeldBlocks } from './held-blocks.js';
import type { IsotypicStructure } from './isotypic-structure.js';

/**
 * The diagonal of the map of a space to itself with the given blocks, Σ qᵀC_k q over the slices of each row of Q; under
 * permutations one entry for each orbit.
 */
export function diagonalOf(held: HeldBlocks, structure: IsotypicStructure): Float64Array {
  const { dimension: D, components } = structure;
  const diagonal = new Float64Array(D);
  if (structure.operator !== undefined || held.holds === 'samples') return diagonalByRows(held, structure);
  const { basis } = structure;
  const { blocks } = held;
  const orbits = assemblyPlan(structure, structure);
  const one = orbits?.representatives ?? Array.from({ length: D }, (_, i) => i);
  for (const row of one) {
    components.forEach(({ offset, pooled }, k) => {
      const { data: C, rows: width } = blocks[k];
      const q = basis.data.subarray(row * D + offset, row * D + offset + width * pooled);
      for (let i = 0; i < width; i++) {
        for (let s = 0; s < pooled; s++) {
          const left = q[i * pooled + s];
          if (left === 0) continue;
          let sum = 0;
          for (let j = 0; j < width; j++) sum += C[i * width + j] * q[j * pooled + s];
          diagonal[row] += left * sum;
        }
      }
    });
  }
  for (const { point, parent } of orbits?.edges ?? []) diagonal[point] = diagonal[parent];
  return diagonal;
}

/** The same from the non-zeros of the rows of Q; of an operator, one row for each of its orbits. */
function diagonalByRows(held: HeldBlocks, structure: IsotypicStructure): Float64Array {
  const { dimension: D, operator } = structure;
  const diagonal = new Float64Array(D);
  const orbits = operator?.orbits.map(({ points }) => points) ?? Array.from({ length: D }, (_, i) => [i]);
  for (const points of orbits) {
    const row = basisRow(structure, points[0]);
    const value = entryOfMap(row, row, [structure, structure], (k, u, v) => held.form(k, u, v));
    for (const point of points) diagonal[point] = value;
  }
  return diagonal;
}
