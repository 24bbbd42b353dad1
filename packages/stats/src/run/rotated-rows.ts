/** What a backend does, on samples whose rows are rotated first, a chunk of rows at a time. */
import type {
  BlockResiduals,
  ChangeOfBasis,
  Float64Layout,
  GramRequest,
  MapRequest,
  Pipeline,
  PooledGrams,
  ResidualRequest,
  SampleSpace,
  Watch,
} from '@isotypic/numeric';
import { Float64Matrix } from '@isotypic/numeric/dense';
import { Room } from './room.js';
import { gather, isPlain, rotateBack, rotationsOf, scatter } from './rotated-basis.js';

/** Numbers of the rows that are turned at a time, 128 MB. */
const CHUNK_NUMBERS = 2 ** 24;

/** Rows of a chunk: a multiple of 8, as the kernels take them. */
function rowsAtOnce(columns: number): number {
  return 8 * Math.max(1, Math.floor(CHUNK_NUMBERS / (8 * Math.max(1, columns))));
}

export async function pooledGrams(inner: Pipeline, request: GramRequest, watch?: Watch): Promise<PooledGrams> {
  const { spaces, pairs, centered, roots } = request;
  const largest = spaces.map(() => 0);
  const found: PooledGrams[] = [];
  const weights: number[] = [];
  const room = spaces.map(() => new Room());
  for (const [from, to] of chunksOf(spaces)) {
    const turned = spaces.map((space, a) => turnedRows(space, [from, to], room[a], { centered, largest, at: a }));
    const part = roots?.subarray(from, to);
    weights.push(part === undefined ? to - from : part.reduce((sum, r) => sum + r * r, 0));
    found.push(await inner.pooledGrams({ spaces: turned, pairs, centered, roots: part }, watch));
  }
  // the means of the chunks about the mean of all, as samples with the chunks' weights
  const between =
    centered && found.length > 1
      ? await inner.pooledGrams({
          spaces: spaces.map(({ basis }, a) => ({ basis, rows: stacked(found.map(({ means }) => means[a])) })),
          pairs,
          centered,
          roots: Float64Array.from(weights, Math.sqrt),
        })
      : undefined;
  const all = between === undefined ? found : [...found, between];
  const grams = pairs.map((_, p) => found[0].grams[p].map((_, k) => total(all.map((g) => g.grams[p][k]))));
  const means = (between ?? found[0]).means.map((m, a) => rotateBack(m, spaces[a].basis));
  return { grams, means, largest, isFinite: all.every((g) => g.isFinite) };
}

export async function blockResiduals(
  inner: Pipeline,
  request: ResidualRequest,
  watch?: Watch,
): Promise<BlockResiduals> {
  const { x, y, blocks, roots } = request;
  const spaces = [x, y];
  const found: BlockResiduals[] = [];
  const room = spaces.map(() => new Room());
  for (const [from, to] of chunksOf(spaces)) {
    const [turnedX, turnedY] = spaces.map((space, a) => turnedRows(space, [from, to], room[a]));
    const part = { x: turnedX, y: turnedY, blocks, roots: roots?.subarray(from, to) };
    found.push(await inner.blockResiduals(part, watch));
  }
  return {
    cross: found[0].cross.map((_, k) => total(found.map(({ cross }) => cross[k]))),
    squares: found[0].squares.map((_, k) => found.reduce((sum, { squares }) => sum + squares[k], 0)),
  };
}

export async function toCoordinates(inner: Pipeline, space: SampleSpace, watch?: Watch): Promise<Float64Matrix> {
  const result = new Float64Matrix(space.rows.rows, space.basis.dimension);
  const room = new Room();
  for (const [from, to] of chunksOf([space])) {
    const { data } = await inner.toCoordinates(turnedRows(space, [from, to], room), watch);
    result.data.set(data, from * result.cols);
  }
  return result;
}

export async function fromCoordinates(inner: Pipeline, request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
  const { coordinates, to, shift } = request;
  const D = to.dimension;
  const { data, rows, cols } = coordinates;
  const result = new Float64Matrix(rows, D);
  const height = rowsAtOnce(cols + D);
  for (let from = 0; from < rows; from += height) {
    const count = Math.min(height, rows - from);
    const part = { data: data.subarray(from * cols, (from + count) * cols), rows: count, cols };
    const image = await inner.fromCoordinates({ ...request, coordinates: part, shift: undefined }, watch);
    for (let n = 0; n < count; n++) {
      const row = rotateBack(image.data.subarray(n * D, (n + 1) * D), to);
      if (shift !== undefined) for (let j = 0; j < D; j++) row[j] += shift[j];
    }
    result.data.set(image.data, from * D);
  }
  return result;
}

export async function squaredLengths(
  inner: Pipeline,
  space: SampleSpace,
  blocks: readonly Float64Layout[],
  watch?: Watch,
): Promise<Float64Array> {
  const result = new Float64Array(space.rows.rows);
  const room = new Room();
  for (const [from, to] of chunksOf([space])) {
    result.set(await inner.squaredLengths(turnedRows(space, [from, to], room), blocks, watch), from);
  }
  return result;
}

function chunksOf(spaces: readonly SampleSpace[]): [from: number, to: number][] {
  const { rows } = spaces[0].rows;
  const height = rowsAtOnce(spaces.reduce((sum, { basis }) => sum + basis.dimension, 0));
  const chunks: [number, number][] = [];
  for (let from = 0; from < rows || from === 0; from += height) chunks.push([from, Math.min(rows, from + height)]);
  return chunks;
}

/**
 * Rows from … to − 1, less what is to be taken off, turned, in the room; the largest of them as they came goes to
 * `largest`.
 */
function turnedRows(
  { rows, basis, shift, deviation }: SampleSpace,
  [from, to]: readonly [number, number],
  room: Room,
  seen: { readonly centered: boolean; readonly largest: number[]; readonly at: number } | undefined = undefined,
): SampleSpace {
  const { cols } = rows;
  const part = rows.data.subarray(from * cols, to * cols);
  if (seen !== undefined) {
    let most = seen.largest[seen.at];
    for (let e = 0; e < part.length; e++) if (Math.abs(part[e]) > most) most = Math.abs(part[e]);
    seen.largest[seen.at] = most;
  }
  const plain = { rows: { data: part, rows: to - from, cols }, basis, shift, deviation };
  if (isPlain(plain)) return plain;
  const data = room.take(part.length);
  data.set(part);
  for (let at = 0; at < data.length; at += cols) {
    if (shift !== undefined) for (let j = 0; j < cols; j++) data[at + j] -= shift[j];
    if (deviation !== undefined && !seen?.centered) for (let j = 0; j < cols; j++) data[at + j] -= deviation[j];
  }
  const turned = { data, rows: to - from, cols };
  rotateRows(turned, basis);
  return { rows: turned, basis };
}

function stacked(rows: readonly Float64Array[]): Float64Layout {
  const cols = rows[0].length;
  const data = new Float64Array(rows.length * cols);
  rows.forEach((row, n) => {
    data.set(row, n * cols);
  });
  return { data, rows: rows.length, cols };
}

function total(list: readonly Float64Layout[]): Float64Layout {
  const [first, ...others] = list;
  for (const { data } of others) for (let e = 0; e < data.length; e++) first.data[e] += data[e];
  return first;
}

/** Numbers of an orbit: as garbage they cost as much as its transform. */
const [ofOne, ofTwo] = [new Room(), new Room()];

/** x′ of every row, in place, two at a time where that is sooner done. */
function rotateRows({ data, rows, cols }: Float64Layout, basis: ChangeOfBasis): void {
  for (const { points, basis: orbit } of rotationsOf(basis)) {
    const [first, second] = [ofOne.take(points.length), ofTwo.take(points.length)];
    for (let n = 0; n < rows; n++) {
      const start = n * cols;
      gather(data, start, points, first);
      if (orbit.transposeBoth === undefined || n + 1 === rows) {
        scatter(orbit.transposeTimes(first), data, start, points);
        continue;
      }
      gather(data, start + cols, points, second);
      orbit.transposeBoth(first, second);
      scatter(first, data, start, points);
      scatter(second, data, start + cols, points);
      n++;
    }
  }
}
