/** The projection of a symmetric matrix on the invariant ones without a backend: for one matrix, not for many rows. */
import type { Float64Layout } from '@isotypic/numeric/dense';
import { projectOnUnits } from '@isotypic/numeric/internal';
import { fromCoordinates, toCoordinates } from './equivariant-blocks.js';
import type { IsotypicStructure } from './isotypic-structure.js';

/**
 * The blocks of a symmetric matrix on the sum of the spaces: of component k the joint e·m rows of all spaces, averaged
 * over the pooled coordinates and projected on those that commute with the units. O(n) changes of basis.
 */
export function projectedBlocks(M: Float64Layout, structures: readonly IsotypicStructure[]): Float64Layout[] {
  const turned = turnedColumns(turnedColumns(M, structures, toCoordinates), structures, toCoordinates);
  const n = M.rows;
  return structures[0].components.map(({ units, pooled }, k) => {
    // where the lines of the component begin, space by space
    const lines: number[] = [];
    let start = 0;
    for (const { components, dimension } of structures) {
      const { offset, multiplicity } = components[k];
      for (let i = 0; i < multiplicity * units; i++) lines.push(start + offset + i * pooled);
      start += dimension;
    }
    const width = lines.length;
    const data = new Float64Array(width * width);
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let s = 0; s < pooled; s++) {
          const [p, q] = [lines[i] + s, lines[j] + s];
          sum += turned.data[p * n + q] + turned.data[q * n + p];
        }
        data[i * width + j] = sum / (2 * pooled);
        data[j * width + i] = data[i * width + j];
      }
    }
    if (units > 1) projectOnUnits(data, width / units, width / units, units);
    return { data, rows: width, cols: width };
  });
}

/** The projection itself, for one space. */
export function projectedMatrix(M: Float64Layout, structure: IsotypicStructure): Float64Layout {
  const blocks = projectedBlocks(M, [structure]);
  const n = M.rows;
  const data = new Float64Array(n * n);
  structure.components.forEach(({ offset, pooled }, k) => {
    const { data: block, rows } = blocks[k];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < rows; j++) {
        for (let s = 0; s < pooled; s++) {
          data[(offset + i * pooled + s) * n + offset + j * pooled + s] = block[i * rows + j];
        }
      }
    }
  });
  const inCoordinates = { data, rows: n, cols: n };
  return turnedColumns(turnedColumns(inCoordinates, [structure], fromCoordinates), [structure], fromCoordinates);
}

/** (M T)ᵀ where T changes the coordinates of each row, space by space. Twice gives Tᵀ M T. */
function turnedColumns(
  { data, rows: n }: Float64Layout,
  structures: readonly IsotypicStructure[],
  turn: (x: Float64Array, structure: IsotypicStructure) => Float64Array,
): Float64Layout {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    let start = i * n;
    let at = 0;
    for (const structure of structures) {
      turn(data.slice(start, start + structure.dimension), structure).forEach((v) => {
        result[at++ * n + i] = v;
      });
      start += structure.dimension;
    }
  }
  return { data: result, rows: n, cols: n };
}
