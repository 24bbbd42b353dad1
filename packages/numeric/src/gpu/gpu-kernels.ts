/**
 * The pipeline on an accelerator: chunks of rows, padded, their coordinates left there, results read back at the end.
 */
import type { Cells } from '../kernels/group-average.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout } from '../matrix/layout.js';
import type { BlockResiduals, ResidualRequest } from '../pipeline/block-residual.js';
import type { ChangeOfBasis, SampleSpace } from '../pipeline/change-of-basis.js';
import type { MapRequest } from '../pipeline/coordinates.js';
import type { GramRequest, PooledGrams } from '../pipeline/pooled-grams.js';
import type { Watch } from '../pipeline/runner.js';
import { chunkRows } from './chunks.js';
import type { KernelArgument, KernelResult, Resident } from './kernel.js';
import type { KernelCache } from './kernel-cache.js';
import {
  mapFromCoordinates,
  mapOfBlocks,
  mapToCoordinates,
  mapToMeans,
  type SparseMap,
  sparseOperands,
} from './sparse-map.js';
import { GATHER, type Operand, PART, POOLED_TILE, SPARSE, SPARSE_RESIDUAL, SQUARED_PARTS, TILE } from './specs.js';

/** Pairs of lines in one run of a kernel. */
const MOST_PAIRS = 4096;

type Rows = readonly Float32Array[];

/** √w (x − shift − deviation) of rows, in float64, then rounded; padded with zero rows to `height`. */
function chunkOf(
  space: SampleSpace,
  roots: Float64Array | undefined,
  from: number,
  count: number,
  height: number,
): Operand {
  const { rows, shift, deviation } = space;
  const { cols } = rows;
  const data = new Float32Array(height * cols);
  const source = rows.data.subarray(from * cols, (from + count) * cols);
  if (shift === undefined && deviation === undefined && roots === undefined) data.set(source);
  else {
    for (let n = 0; n < count; n++) {
      const root = roots === undefined ? 1 : roots[from + n];
      for (let j = 0; j < cols; j++) {
        data[n * cols + j] = root * (source[n * cols + j] - (shift?.[j] ?? 0) - (deviation?.[j] ?? 0));
      }
    }
  }
  return { data, rows: height, cols };
}

/** A sparse map on every row, left on the accelerator. */
async function sparse(cache: KernelCache, X: KernelArgument, map: SparseMap): Promise<Resident> {
  const { index, weight } = sparseOperands(map);
  return cache.runResident(SPARSE, map.width, [map.outputs, X.rows], [X, index, weight]);
}

/** A sparse map on every row, read back. */
async function sparseRead(cache: KernelCache, X: KernelArgument, map: SparseMap): Promise<Rows> {
  const { index, weight } = sparseOperands(map);
  return (await cache.run(SPARSE, map.width, [map.outputs, X.rows], [X, index, weight])) as Rows;
}

/** Pairs of lines (i, j) of every component, all of them or i = j. */
function pairsOf(Y: ChangeOfBasis, Z: ChangeOfBasis, { diagonal }: { readonly diagonal: boolean }): Operand {
  const list: number[] = [];
  Y.components.forEach((y, k) => {
    const z = Z.components[k];
    for (let i = 0; i < y.width; i++) {
      for (let j = diagonal ? i : 0; j < (diagonal ? i + 1 : z.width); j++) {
        list.push(y.offset + i * y.pooled, z.offset + j * z.pooled, y.pooled);
      }
    }
  });
  return { data: Float32Array.from(list), rows: list.length / 3, cols: 3 };
}

/** sums[p] += Σ over rows and pooled coordinates of the products of pair p; tiles of 64 rows are added in float64. */
async function addPairs(
  cache: KernelCache,
  Y: KernelArgument,
  Z: KernelArgument,
  pairs: Operand,
  pooled: number,
  sums: Float64Array,
): Promise<void> {
  for (let p0 = 0; p0 < pairs.rows; p0 += MOST_PAIRS) {
    const rows = Math.min(MOST_PAIRS, pairs.rows - p0);
    const part = { data: pairs.data.slice(3 * p0, 3 * (p0 + rows)), rows, cols: 3 };
    const tiles = (await cache.run(POOLED_TILE, pooled, [rows, Y.rows / TILE], [Y, Z, part])) as Rows;
    for (const tile of tiles) for (let p = 0; p < rows; p++) sums[p0 + p] += tile[p];
  }
}

function mostPooled({ components }: ChangeOfBasis): number {
  return components.reduce((most, { pooled, width }) => Math.max(most, width === 0 ? 1 : pooled), 1);
}

/** Sums by pairs as one matrix for each component. */
function blocksOf(sums: Float64Array, Y: ChangeOfBasis, Z: ChangeOfBasis): Float64Layout[] {
  let at = 0;
  return Y.components.map(({ width: rows }, k) => {
    const cols = Z.components[k].width;
    const data = sums.slice(at, at + rows * cols);
    at += rows * cols;
    return { data, rows, cols };
  });
}

export async function gramsOnDevice(cache: KernelCache, request: GramRequest, watch?: Watch): Promise<PooledGrams> {
  const { pairs, centered, roots } = request;
  const means = centered ? request.spaces.map((space) => meanOf(space, roots)) : [];
  const spaces = request.spaces.map((space, a) => (centered ? { ...space, deviation: means[a] } : space));
  const maps = spaces.map(({ basis }) => mapToCoordinates(basis));
  const lists = pairs.map(([a, b]) => pairsOf(spaces[a].basis, spaces[b].basis, { diagonal: false }));
  const sums = lists.map(({ rows }) => new Float64Array(rows));
  const N = spaces[0].rows.rows;
  const width = spaces.reduce((most, { basis }) => Math.max(most, basis.dimension), 1);
  const height = chunkRows(N, width, 'pooledGrams', cache.limits);
  const terms = lists.reduce(
    (sum, { rows }) => sum + rows,
    maps.reduce((sum, m) => sum + m.outputs * m.width, 0),
  );
  await overRows(N, height, terms, watch, async (from, count) => {
    const held: Resident[] = [];
    try {
      for (const [a, space] of spaces.entries()) {
        held.push(await sparse(cache, chunkOf(space, roots, from, count, height), maps[a]));
      }
      for (const [p, [a, b]] of pairs.entries()) {
        await addPairs(cache, held[a], held[b], lists[p], mostPooled(spaces[a].basis), sums[p]);
      }
    } finally {
      held.forEach(release);
    }
  });
  const grams = pairs.map(([a, b], p) => {
    const blocks = blocksOf(sums[p], spaces[a].basis, spaces[b].basis);
    // Accelerators may fuse x·y + s one way and y·x + s the other: the lower triangle decides.
    if (a === b) blocks.forEach(mirror);
    return blocks;
  });
  const largest = spaces.map(({ rows }) => rows.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0));
  return { grams, means, largest, isFinite: grams.every((g) => g.every(({ data }) => data.every(Number.isFinite))) };
}

/** The weighted mean of rows less their shift, in float64. */
function meanOf({ rows, shift }: SampleSpace, roots: Float64Array | undefined): Float64Array {
  const mean = new Float64Array(rows.cols);
  let W = 0;
  for (let n = 0; n < rows.rows; n++) {
    const w = roots === undefined ? 1 : roots[n] ** 2;
    W += w;
    for (let j = 0; j < rows.cols; j++) mean[j] += w * (rows.data[n * rows.cols + j] - (shift?.[j] ?? 0));
  }
  return mean.map((v) => v / W);
}

function mirror({ data, rows: n }: Float64Layout): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) data[j * n + i] = data[i * n + j];
}

export async function residualsOnDevice(
  cache: KernelCache,
  { x, y, blocks, roots }: ResidualRequest,
  watch?: Watch,
): Promise<BlockResiduals> {
  const [toX, toY] = [mapToCoordinates(x.basis), mapToCoordinates(y.basis)];
  const map = mapOfBlocks(blocks, y.basis, x.basis);
  const { index, weight } = sparseOperands(map);
  const lists = [pairsOf(y.basis, x.basis, { diagonal: false }), pairsOf(y.basis, y.basis, { diagonal: true })];
  const [cross, squares] = lists.map(({ rows }) => new Float64Array(rows));
  const N = x.rows.rows;
  const height = chunkRows(N, Math.max(x.basis.dimension, y.basis.dimension), 'blockResiduals', cache.limits);
  const pooled = mostPooled(y.basis);
  const terms = [toX, toY, map].reduce((sum, m) => sum + m.outputs * m.width, lists[0].rows);
  await overRows(N, height, terms, watch, async (from, count) => {
    const held: Resident[] = [];
    try {
      held.push(await sparse(cache, chunkOf(x, roots, from, count, height), toX));
      held.push(await sparse(cache, chunkOf(y, roots, from, count, height), toY));
      const [zx, zy] = held;
      const args = [zx, index, weight, zy];
      const R = await cache.runResident(SPARSE_RESIDUAL, map.width, [map.outputs, height], args);
      held.push(R);
      await addPairs(cache, R, zx, lists[0], pooled, cross);
      await addPairs(cache, R, R, lists[1], pooled, squares);
    } finally {
      held.forEach(release);
    }
  });
  let at = 0;
  const sums = y.basis.components.map(({ width }) => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += squares[at++];
    return sum;
  });
  return { cross: blocksOf(cross, y.basis, x.basis), squares: Float64Array.from(sums) };
}

export async function coordinatesOnDevice(
  cache: KernelCache,
  space: SampleSpace,
  watch?: Watch,
): Promise<Float64Matrix> {
  const map = mapToCoordinates(space.basis);
  const result = new Float64Matrix(space.rows.rows, map.outputs);
  const height = chunkRows(result.rows, map.outputs, 'toCoordinates', cache.limits);
  await overRows(result.rows, height, map.outputs * map.width, watch, async (from, count) => {
    addRows(result, await sparseRead(cache, chunkOf(space, undefined, from, count, height), map), from, count);
  });
  return result;
}

/** Blocks, then back to the variables, with nothing read between; the shift is added in float64. */
export async function imagesOnDevice(cache: KernelCache, request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
  const { coordinates, from: source, to, blocks, shift } = request;
  const back = mapFromCoordinates(to);
  const map = blocks && mapOfBlocks(blocks, to, source);
  const result = Float64Matrix.generate(coordinates.rows, to.dimension, (_, j) => shift?.[j] ?? 0);
  const height = chunkRows(result.rows, Math.max(source.dimension, to.dimension), 'fromCoordinates', cache.limits);
  const space = { rows: coordinates, basis: source };
  const terms = back.outputs * back.width + (map === undefined ? 0 : map.outputs * map.width);
  await overRows(result.rows, height, terms, watch, async (from, count) => {
    const chunk = chunkOf(space, undefined, from, count, height);
    if (map === undefined) addRows(result, await sparseRead(cache, chunk, back), from, count);
    else {
      const images = await sparse(cache, chunk, map);
      addRows(result, await releasing(images, () => sparseRead(cache, images, back)), from, count);
    }
  });
  return result;
}

/** Change of basis, blocks, squares: read back as parts of 64 coordinates. */
export async function lengthsOnDevice(
  cache: KernelCache,
  space: SampleSpace,
  blocks: readonly Float64Layout[],
  watch?: Watch,
): Promise<Float64Array> {
  const into = mapToCoordinates(space.basis);
  const parts = Math.ceil(space.basis.dimension / PART);
  const map = mapOfBlocks(blocks, space.basis, space.basis, parts * PART);
  const result = new Float64Array(space.rows.rows);
  const height = chunkRows(result.length, map.outputs, 'squaredLengths', cache.limits);
  await overRows(
    result.length,
    height,
    into.outputs * into.width + map.outputs * map.width,
    watch,
    async (from, count) => {
      const coordinates = await sparse(cache, chunkOf(space, undefined, from, count, height), into);
      const images = await releasing(coordinates, () => sparse(cache, coordinates, map));
      const sums = await releasing(images, () => cache.run(SQUARED_PARTS, PART, [parts, height], [images]));
      for (let r = 0; r < count; r++) for (const part of (sums as Rows)[r]) result[from + r] += part;
    },
  );
  return result;
}

/** Means over cells and their copies back to every column: two kernels, nothing read back between them. */
export async function averageRows(
  cache: KernelCache,
  X: Float64Layout,
  cells: Cells,
  watch?: Watch,
): Promise<Float64Matrix> {
  const result = new Float64Matrix(X.rows, X.cols);
  const means = mapToMeans(cells);
  const label: Operand = { data: Float32Array.from(cells.label), rows: 1, cols: X.cols };
  const height = chunkRows(X.rows, X.cols, 'groupAverage', cache.limits);
  const space = { rows: X, basis: { dimension: X.cols, components: [], summands: [] } };
  await overRows(X.rows, height, 2 * X.cols, watch, async (from, count) => {
    const between = await sparse(cache, chunkOf(space, undefined, from, count, height), means);
    const rows = await releasing(between, () => cache.run(GATHER, 1, [X.cols, height], [between, label]));
    addRows(result, rows as Rows, from, count);
  });
  return result;
}

/** Whether the means of these cells fit the accelerator. */
export function cellsFit({ limits }: KernelCache, { sizes }: Cells): boolean {
  const longest = sizes.reduce((most, size) => Math.max(most, size), 0);
  return longest <= 1024 && longest * sizes.length <= limits.numbers;
}

async function overRows(
  rows: number,
  height: number,
  terms: number,
  watch: Watch | undefined,
  step: (from: number, count: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < rows; from += height) {
    const count = Math.min(height, rows - from);
    if (watch !== undefined) await watch(count * terms);
    await step(from, count);
  }
}

function addRows(target: Float64Matrix, part: readonly KernelResult[], from: number, count: number): void {
  for (let r = 0; r < count; r++) {
    const row = part[r] as Float32Array;
    const at = (from + r) * target.cols;
    for (let j = 0; j < row.length; j++) target.data[at + j] += row[j];
  }
}

/** Gives a result on the accelerator back once the next step has used it. */
async function releasing<T>(used: Resident, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } finally {
    release(used);
  }
}

function release({ resident }: Resident): void {
  const texture = resident as { delete?: () => void } | null;
  if (typeof texture?.delete === 'function') texture.delete();
}
