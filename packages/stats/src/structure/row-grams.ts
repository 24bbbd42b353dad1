/** Gram matrices of the rows of samples by components, R(Z)ᵀR(Z), of rows that are brought to coordinates in chunks. */
import { type Float64Layout, Float64Matrix, product } from '@isotypic/numeric/dense';
import { symmetrize } from '@isotypic/numeric/internal';
import type { Operations } from '../run/run.js';
import { changeOf } from './change-of-basis.js';
import { fillForms, type HeldSamples } from './held-samples.js';

/** Chunks that all earlier rows pass at once: twice as many take half as many passes, and 64 MB more. */
const CHUNKS = 2;

/** Room for the forms of a chunk, by components: the next chunk takes it again. */
export type Room = Map<number, Float64Array>;

/**
 * R(Z)ᵀR(Z) of the components that are wanted. Each row is brought to coordinates once and again for every CHUNKS
 * chunks of rows that follow it.
 */
export async function rowGrams(
  Z: HeldSamples,
  wanted: readonly boolean[],
  operations: Operations,
): Promise<(Float64Layout | undefined)[]> {
  const { structure } = Z;
  const { rows } = Z.rows;
  const [height, tall] = [Z.rowsOfChunks(1), Z.rowsOfChunks(CHUNKS)];
  const grams = structure.components.map((_, k) =>
    wanted[k] ? new Float64Matrix(Z.columns(k), Z.columns(k)) : undefined,
  );
  const [room, otherRoom]: Room[] = [new Map(), new Map()];
  for (let from = 0; from < rows; from += tall) {
    const left = await forms(Z, [from, Math.min(rows, from + tall)], wanted, operations, room);
    for (let other = 0; other <= from; other += height) {
      const range = [other, other + height] as const;
      const right = other === from ? left : await forms(Z, range, wanted, operations, otherRoom);
      grams.forEach((K, k) => {
        if (K === undefined) return;
        const { units, pooled } = structure.components[k];
        const [a, b] = [left[k], right[k]] as Float64Layout[];
        const part = product(a, b, { transposeRight: true });
        place(K, part, from * units * pooled, other * units * pooled);
      });
    }
  }
  return grams.map((K) => K && symmetrize(K));
}

/** Writes a block, and its transpose on the other side. */
function place(K: Float64Matrix, { data, rows, cols }: Float64Layout, row: number, col: number): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      K.data[(row + i) * K.cols + col + j] = data[i * cols + j];
      K.data[(col + j) * K.cols + row + i] = data[i * cols + j];
    }
  }
}

/** Rows from … to − 1 of R(Z)ᵀ, by components, in the room that earlier ones had. */
export async function forms(
  { structure, rows: { data, cols }, center, roots }: HeldSamples,
  [from, to]: readonly [number, number],
  wanted: readonly boolean[],
  operations: Operations,
  room: Room,
): Promise<(Float64Layout | undefined)[]> {
  const rows = { data: data.subarray(from * cols, to * cols), rows: to - from, cols };
  const coordinates = await operations.toCoordinates({ rows, basis: changeOf(structure), shift: center });
  if (roots !== undefined) {
    for (let e = 0; e < coordinates.data.length; e++) coordinates.data[e] *= roots[from + Math.floor(e / cols)];
  }
  return structure.components.map((c, k) => {
    if (!wanted[k]) return undefined;
    const perRow = c.units * c.pooled;
    const width = c.multiplicity * c.units;
    const made = room.get(k) ?? new Float64Array(rows.rows * perRow * width);
    room.set(k, made);
    const form = { data: made.subarray(0, rows.rows * perRow * width), rows: rows.rows * perRow, cols: width };
    for (let n = 0; n < rows.rows; n++) {
      fillForms(c, coordinates.data.subarray(n * cols, (n + 1) * cols), form, n * perRow);
    }
    return form;
  });
}
