/** Gram matrices of the rows of samples by components, R(Z)ᵀR(Z), summed over slabs of coordinates. */
import { UNIT_SIGNS } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { sharedBlas } from '@isotypic/numeric/internal';
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
  room = new Room(),
): Promise<(LowerTriangle | undefined)[]> {
  const { components } = Z.structure;
  const { rows } = Z.rows;
  const grams = components.map(({ pooled, units }, k) =>
    wanted[k] ? new LowerTriangle(rows * pooled, units) : undefined,
  );
  for (const slab of Z.slabs) {
    const coordinates = await slabCoordinates(Z, [0, rows], slab, operations, room);
    grams.forEach((K, k) => {
      const c = slab.components[k];
      if (K !== undefined && c.multiplicity > 0) addGram(K, coordinates, c, slab.points.length);
    });
  }
  return grams;
}

/**
 * Adds the Gram matrix of the vectors of a component: they go to the arena of the kernels once, the triangle passes
 * through it panel by panel, and products are added to it there.
 */
function addGram(K: LowerTriangle, coordinates: Float64Array, c: StructureComponent, cols: number): void {
  const { size, units, numbers } = K;
  const width = units * c.multiplicity;
  const [panels, multiples] = [size * width, units === 1 ? 0 : size * width * (units + 1)];
  const blas = sharedBlas();
  const heap = blas.reserve(Math.max(panels, multiples) + PANEL * units * size);
  const vectors = { data: heap.subarray(0, panels), rows: size, cols: width };
  fillVectors(coordinates, c, cols, vectors.data);
  if (units > 1) fillUnitMultiples(vectors, units, heap.subarray(panels, multiples));
  const [right, target] = [units === 1 ? 0 : panels, Math.max(panels, multiples)];
  for (let from = 0; from < size; from += PANEL) {
    const to = Math.min(size, from + PANEL);
    const stride = units * to;
    for (let r = from; r < to; r++) {
      heap.set(numbers.subarray(K.rowStart(r), K.rowStart(r + 1)), target + (r - from) * stride);
    }
    blas.gemm(false, true, to - from, stride, width, 1, from * width, width, right, width, target, stride);
    for (let r = from; r < to; r++) {
      const start = target + (r - from) * stride;
      numbers.set(heap.subarray(start, start + units * (r + 1)), K.rowStart(r));
    }
  }
}

/** target += factor·A·Bᵀ, in the arena of the kernels. */
export function addProduct(target: Float64Layout, A: Float64Layout, B: Float64Layout, factor = 1): void {
  const width = A.cols;
  const blas = sharedBlas();
  const [right, sums] = [A.rows * width, (A.rows + B.rows) * width];
  const heap = blas.reserve(sums + PANEL * B.rows);
  heap.set(A.data, 0);
  heap.set(B.data, right);
  for (let from = 0; from < A.rows; from += PANEL) {
    const to = Math.min(A.rows, from + PANEL);
    const part = target.data.subarray(from * B.rows, to * B.rows);
    heap.set(part, sums);
    blas.gemm(false, true, to - from, B.rows, width, factor, from * width, width, right, width, sums, B.rows);
    part.set(heap.subarray(sums, sums + part.length));
  }
}

/** The vectors of a component over ℝ, ℂ or ℍ, e·m real numbers each: d/e of them for each row of coordinates. */
export function vectorsIn(
  coordinates: Float64Array,
  c: StructureComponent,
  cols: number,
  room = new Room(),
): Float64Layout {
  const { pooled, units, multiplicity } = c;
  const width = units * multiplicity;
  const rows = (coordinates.length / cols) * pooled;
  const data = room.take(rows * width);
  fillVectors(coordinates, c, cols, data);
  return { data, rows, cols: width };
}

function fillVectors(
  coordinates: Float64Array,
  { offset, pooled, units, multiplicity }: StructureComponent,
  cols: number,
  data: Float64Array,
): void {
  const width = units * multiplicity;
  const rows = coordinates.length / cols;
  for (let n = 0, at = 0; n < rows; n++) {
    const start = n * cols + offset;
    for (let s = 0; s < pooled; s++) {
      for (let i = 0; i < width; i++, at++) data[at] = coordinates[start + i * pooled + s];
    }
  }
}

/** Each vector times each of the units: the rows of R(Z)ᵀ. Themselves over ℝ. */
export function unitMultiples(vectors: Float64Layout, units: 1 | 2 | 4, room = new Room()): Float64Layout {
  if (units === 1) return vectors;
  const { rows, cols } = vectors;
  const data = room.take(rows * units * cols);
  fillUnitMultiples(vectors, units, data);
  return { data, rows: rows * units, cols };
}

function fillUnitMultiples({ data, rows, cols }: Float64Layout, units: number, made: Float64Array): void {
  // over ℂ by hand: it is run on all of the samples, and a table of signs takes five times as long (measured)
  if (units === 2) {
    for (let r = 0, from = 0; r < rows; r++) {
      for (let at = 2 * from; from < (r + 1) * cols; from += 2, at += 2) {
        const re = data[from];
        const im = data[from + 1];
        made[at] = re;
        made[at + 1] = im;
        made[at + cols] = -im;
        made[at + cols + 1] = re;
      }
    }
    return;
  }
  for (let r = 0, at = 0; r < rows; r++) {
    for (let u = 0; u < units; u++) {
      for (let i = 0; i < cols; i += units) {
        for (let a = 0; a < units; a++, at++) made[at] = UNIT_SIGNS[a ^ u][u] * data[r * cols + i + (a ^ u)];
      }
    }
  }
}
