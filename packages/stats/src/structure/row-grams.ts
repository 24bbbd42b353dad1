/** Gram matrices of the rows of samples by components, R(Z)ᵀR(Z), summed over slabs of coordinates. */
import { UNIT_SIGNS } from '@isotypic/algebra/internal';
import { type Float64Layout, product } from '@isotypic/numeric/dense';
import { Room } from '../run/room.js';
import type { Operations } from '../run/run.js';
import type { HeldSamples } from './held-samples.js';
import type { StructureComponent } from './isotypic-structure.js';
import { LowerTriangle } from './lower-triangle.js';
import { slabCoordinates } from './slabs.js';

/** Rows of the triangle that are made at a time: their part above the diagonal is made in vain. */
const PANEL = 128;

/**
 * R(Z)ᵀR(Z) of the components that are wanted, as Hermitian matrices over ℝ, ℂ or ℍ. Every row is brought to
 * coordinates once; O(N²·d²·m/e) multiply–adds for a component.
 */
export async function rowGrams(
  Z: HeldSamples,
  wanted: readonly boolean[],
  operations: Operations,
): Promise<(LowerTriangle | undefined)[]> {
  const { components } = Z.structure;
  const { rows } = Z.rows;
  const grams = components.map(({ pooled, units }, k) =>
    wanted[k] ? new LowerTriangle(rows * pooled, units) : undefined,
  );
  const [room, ofVectors, ofMultiples] = [new Room(), new Room(), new Room()];
  for (const slab of Z.slabs) {
    const coordinates = await slabCoordinates(Z, [0, rows], slab, operations, room);
    grams.forEach((K, k) => {
      const c = slab.components[k];
      if (K === undefined || c.multiplicity === 0) return;
      const vectors = vectorsIn(coordinates, c, slab.points.length, ofVectors);
      const multiples = unitMultiples(vectors, c.units, ofMultiples);
      for (let from = 0; from < K.size; from += PANEL) {
        const to = Math.min(K.size, from + PANEL);
        const part = product(rowRange(vectors, from, to), rowRange(multiples, 0, to * c.units), {
          transposeRight: true,
        });
        K.addRows(from, part);
      }
    });
  }
  return grams;
}

function rowRange({ data, cols }: Float64Layout, from: number, to: number): Float64Layout {
  return { data: data.subarray(from * cols, to * cols), rows: to - from, cols };
}

/** The vectors of a component over ℝ, ℂ or ℍ, e·m real numbers each: d/e of them for each row of coordinates. */
export function vectorsIn(
  coordinates: Float64Array,
  c: StructureComponent,
  cols: number,
  room = new Room(),
): Float64Layout {
  const { offset, pooled, units, multiplicity } = c;
  const width = units * multiplicity;
  const rows = coordinates.length / cols;
  const made = { data: room.take(rows * pooled * width), rows: rows * pooled, cols: width };
  for (let n = 0, at = 0; n < rows; n++) {
    const start = n * cols + offset;
    for (let s = 0; s < pooled; s++) {
      for (let i = 0; i < width; i++, at++) made.data[at] = coordinates[start + i * pooled + s];
    }
  }
  return made;
}

/** Each vector times each of the units: the rows of R(Z)ᵀ. Themselves over ℝ. */
export function unitMultiples(vectors: Float64Layout, units: 1 | 2 | 4, room = new Room()): Float64Layout {
  if (units === 1) return vectors;
  const { data, rows, cols } = vectors;
  const made = { data: room.take(rows * units * cols), rows: rows * units, cols };
  for (let r = 0, at = 0; r < rows; r++) {
    for (let u = 0; u < units; u++) {
      for (let i = 0; i < cols; i += units) {
        for (let a = 0; a < units; a++, at++) made.data[at] = UNIT_SIGNS[a ^ u][u] * data[r * cols + i + (a ^ u)];
      }
    }
  }
  return made;
}
