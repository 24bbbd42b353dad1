/**
 * Samples to their coordinates, coordinates through maps by blocks and back to samples, and squared lengths of both.
 */
import type { Cells } from '../kernels/group-average.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout } from '../matrix/layout.js';
import { type ChangeOfBasis, type SampleSpace, unchangedBasis } from './change-of-basis.js';
import { fillChunk, loadOperations, placeSpaces } from './placed-spaces.js';
import { Placement } from './placement.js';
import { termsOfRow } from './pooled-grams.js';
import { Program } from './program.js';
import { chunkHeight, type Lane, laneCount, overChunks, type Runner, type Watch } from './runner.js';

/** Coordinates, sent by blocks from those of one basis to those of another, and back to the variables of that. */
export interface MapRequest {
  /** N × the dimension of `from`. */
  readonly coordinates: Float64Layout;
  readonly from: ChangeOfBasis;
  readonly to: ChangeOfBasis;
  /** C_k: widths of `to` × of `from`. None: the coordinates as they are, `from` and `to` being one basis. */
  readonly blocks?: readonly Float64Layout[];
  /** Added to every row of the result. */
  readonly shift?: ArrayLike<number> | undefined;
}

/**
 * The coordinates of rows, less the shift: N × D. In the room where there is one, which may be the rows: every chunk is
 * read before it is written.
 */
export async function toCoordinates(
  runner: Runner,
  space: SampleSpace,
  watch?: Watch,
  room?: Float64Array,
): Promise<Float64Matrix> {
  const { heap } = runner;
  const { dimension: D, components } = space.basis;
  const result = new Float64Matrix(space.rows.rows, D, room);
  const terms = termsOfRow({ spaces: [space], pairs: [] });
  await throughRows(runner, { space, columns: D, turns: true, result, terms, watch }, (program, placement) => {
    const out = heap.numbers(placement.height * D);
    const lines = heap.putWords(linesOf(components, placement, D));
    program.unload(lines, D, placement.height, heap.zeros(D), out);
    return out;
  });
  return result;
}

/** Q (⊕ C_k ⊗ I) x̂ + shift for every row x̂: N × the dimension of `to`. */
export async function fromCoordinates(runner: Runner, request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
  const { heap } = runner;
  const { coordinates, from, to, blocks, shift } = request;
  const result = new Float64Matrix(coordinates.rows, to.dimension);
  let terms = termsOfRow({ spaces: [{ rows: result, basis: to }], pairs: [] });
  for (const [k, { rows, cols }] of (blocks ?? []).entries()) terms += rows * cols * to.components[k].pooled;
  const space = { rows: coordinates, basis: unchangedBasis(from.dimension, from.components) };
  const columns = from.dimension + to.dimension;
  await throughRows(runner, { space, columns, turns: true, result, terms, watch }, (program, source) => {
    const target = new Placement(heap, to, source.height, shift);
    to.components.forEach(({ width, pooled }, k) => {
      const [a, b] = [source.components[k], target.components[k]];
      if (blocks === undefined) {
        const bytes = 8 * pooled * source.height;
        for (let i = 0; i < width; i++) program.copy(b.at + i * b.step, a.at + i * a.step, bytes);
      } else if (blocks[k].cols === 0) heap.f64.fill(0, b.at / 8, (b.at + width * b.step) / 8);
      else source.apply(program, k, blocks[k], b);
    });
    target.changeBack(program);
    program.unload(target.points, to.dimension, source.height, target.shift, target.raw);
    return target.raw;
  });
  return result;
}

/** ‖(⊕ W_k ⊗ I) x̂‖² of every row less its shift: Mahalanobis lengths where W_k is the inverse of a Cholesky factor. */
export async function squaredLengths(
  runner: Runner,
  space: SampleSpace,
  blocks: readonly Float64Layout[],
  watch?: Watch,
): Promise<Float64Array> {
  const { heap } = runner;
  const { dimension, components } = space.basis;
  const result = new Float64Matrix(space.rows.rows, 1);
  const terms = 2 * termsOfRow({ spaces: [space], pairs: [[0, 0]] });
  // lengths do not know of turns
  const work = { space, columns: 2 * dimension, turns: false, result, terms, watch };
  await throughRows(runner, work, (program, placement) => {
    const { height } = placement;
    const out = heap.numbers(height);
    program.copy(out, heap.zeros(height), 8 * height);
    components.forEach(({ width, pooled }, k) => {
      if (width === 0) return;
      const step = 8 * pooled * height;
      const images = { at: heap.numbers((width * step) / 8), step };
      placement.apply(program, k, blocks[k], images);
      program.squares(images.at, width * pooled, height, out);
    });
    return out;
  });
  return result.data;
}

/** The mean over each cell of columns, in every one of its columns: N × D. */
export async function cellMeans(
  runner: Runner,
  rows: Float64Layout,
  cells: Cells,
  watch?: Watch,
): Promise<Float64Matrix> {
  const { heap } = runner;
  const { label, sizes } = cells;
  const D = rows.cols;
  const result = new Float64Matrix(rows.rows, D);
  const basis = unchangedBasis(D, [{ offset: 0, width: D, pooled: 1 }]);
  const members: number[][] = Array.from(sizes, () => []);
  label.forEach((cell, j) => {
    members[cell].push(j);
  });
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const work = { space: { rows, basis }, columns: 2 * D, turns: true, result, terms: D, watch };
  await throughRows(runner, work, (program, { height, components, shift, raw }) => {
    const { at: first, step } = components[0];
    const slab = heap.numbers((largest * step) / 8);
    const means = heap.numbers(sizes.length * height);
    members.forEach((list, cell) => {
      const n = list.length;
      list.forEach((j, i) => {
        program.copy(slab + i * step, first + j * step, 8 * height);
      });
      const ones = heap.put(Float64Array.from({ length: 4 * n }, (_, i) => (i % 4 === 0 ? 1 / n : 0)));
      const outputs = heap.putWords([means + 8 * cell * height]);
      program.matrix({ x: slab, step, n, packed: ones, outputs, count: 1, height });
    });
    const lines = heap.putWords(Array.from(label, (cell) => means + 8 * cell * height));
    program.unload(lines, D, height, shift, raw);
    return raw;
  });
  return result;
}

interface RowWork {
  readonly space: SampleSpace;
  /** Columns of all lines together. */
  readonly columns: number;
  /** Whether the coordinates have to be those of the basis, and not turned within copies. */
  readonly turns: boolean;
  readonly result: Float64Matrix;
  readonly terms: number;
  readonly watch?: Watch | undefined;
}

/** Rows through a program that `build` completes, and that leaves the rows of the result at the address it answers. */
async function throughRows(
  runner: Runner,
  { space, columns, turns, result, terms, watch }: RowWork,
  build: (program: Program, placement: Placement) => number,
): Promise<void> {
  const { heap } = runner;
  const { rows } = space.rows;
  heap.reset();
  const height = chunkHeight(rows, columns);
  const lanes = Array.from({ length: laneCount(rows, height) }, (): Lane => {
    const placed = placeSpaces(heap, [space], height);
    const program = new Program();
    loadOperations(program, placed, { centered: false, turns });
    const out = build(program, placed.loaded[0].placement);
    return {
      program: heap.putWords(program.finished()),
      fill: (from, count) => {
        fillChunk(heap, placed, [space], from, count, undefined);
      },
      read: (from, count) => {
        result.data.set(heap.f64.subarray(out / 8, out / 8 + count * result.cols), from * result.cols);
      },
    };
  });
  await overChunks(runner, { rows, height, terms, watch }, lanes);
}

/** The address of each coordinate's line. */
function linesOf(components: ChangeOfBasis['components'], { components: at, height }: Placement, D: number): number[] {
  const lines = new Array<number>(D);
  components.forEach(({ offset, width, pooled }, k) => {
    for (let i = 0; i < width; i++) {
      for (let s = 0; s < pooled; s++) lines[offset + i * pooled + s] = at[k].at + i * at[k].step + 8 * s * height;
    }
  });
  return lines;
}
