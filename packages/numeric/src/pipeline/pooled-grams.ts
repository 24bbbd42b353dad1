/** Pooled Gram matrices of samples by components: the sums that all second-moment estimates are made of. */
import type { Float64Layout } from '../matrix/layout.js';
import type { SampleSpace, Summand } from './change-of-basis.js';
import type { Heap } from './heap.js';
import { Placement } from './placement.js';
import { Program } from './program.js';
import { chunkHeight, laneCount, overChunks, type Runner, type Watch } from './runner.js';

/** Which Gram matrices: of space a with space b, rows those of a. */
export type SpacePair = readonly [a: 0 | 1, b: 0 | 1];

/** Which pooled Gram matrices are wanted, of which samples. */
export interface GramRequest {
  /** One space or two, with as many rows. */
  readonly spaces: readonly SampleSpace[];
  /** None: the means alone, for which nothing is rotated. */
  readonly pairs: readonly SpacePair[];
  /** About the (weighted) means of the rows, which are then reported. */
  readonly centered: boolean;
  /** √w of each row; all 1 by default. */
  readonly roots?: Float64Array | undefined;
  /**
   * Of means alone, for each space the cell of every variable, numbered from 0: the caller wants means over cells, and
   * may be told other means that have these, about a shift that is one number on each cell.
   */
  readonly cells?: readonly Int32Array[];
}

/** Gram matrices by component, summed over samples and copies. */
export interface PooledGrams {
  /** For each pair and each component: Σ over rows and pooled coordinates of w·ẑ_a ẑ_bᵀ, widthₐ × width_b. */
  readonly grams: readonly (readonly Float64Layout[])[];
  /** Of each space, the mean of its rows less its shift, in the original coordinates; empty unless centered. */
  readonly means: readonly Float64Array[];
  /**
   * The largest |x| of each space; NaN where nobody looked, as float64 does not for means alone. NaN and ±∞ among the
   * samples show in `isFinite`.
   */
  readonly largest: readonly number[];
  /** Whether all sums, and so all numbers, are finite. */
  readonly isFinite: boolean;
}

/** One space in memory with what `load` and `means` leave. */
export interface LoadedSpace {
  readonly placement: Placement;
  readonly sums: number;
  readonly largest: number;
  readonly means: number;
  /** Whether `means` holds what is to be taken off every row. */
  readonly deviates: boolean;
}

/** The spaces of a chunk and the roots of its weights. */
export interface PlacedSpaces {
  readonly loaded: readonly LoadedSpace[];
  /** Addresses of √w of each row, and of Σw. */
  readonly roots: number;
  readonly weight: number;
}

export function placeSpaces(heap: Heap, spaces: readonly SampleSpace[], height: number): PlacedSpaces {
  const roots = heap.numbers(height);
  const weight = heap.zeros(1);
  const loaded = spaces.map(({ basis, shift, deviation }) => ({
    placement: new Placement(heap, basis, height, shift),
    sums: heap.zeros(2 * basis.dimension),
    largest: heap.zeros(2),
    means: heap.put(deviation ?? new Float64Array(basis.dimension)),
    deviates: deviation !== undefined,
  }));
  return { loaded, roots, weight };
}

/**
 * Rows at `raw` to centered or plain lines, and these to coordinates, which may be turned where only products of
 * samples in one basis are made.
 */
export function loadOperations(
  program: Program,
  { loaded, roots, weight }: PlacedSpaces,
  { centered, turns }: { readonly centered: boolean; readonly turns: boolean },
): void {
  for (const space of loaded) {
    const { placement, sums, means, deviates } = space;
    const { height, points: lines, basis } = placement;
    const cols = basis.dimension;
    loadRows(program, space, roots);
    if (centered) program.means(sums, cols, weight, means);
    if (centered || deviates) program.center(lines, cols, height, means, roots);
    placement.change(program, { turns });
  }
}

function loadRows(program: Program, { placement, sums, largest }: LoadedSpace, roots: number): void {
  const { raw, height, points: lines, shift, basis } = placement;
  program.load({ raw, height, cols: basis.dimension, lines, shift, roots, sums, largest });
}

/** Copies rows to where a program reads them, the missing ones of a last chunk as zeros of weight 0. */
export function fillChunk(
  heap: Heap,
  { loaded, roots, weight }: PlacedSpaces,
  spaces: readonly SampleSpace[],
  from: number,
  count: number,
  rootsOfAll: Float64Array | undefined,
): number {
  const { f64 } = heap;
  loaded.forEach(({ placement: { raw, height } }, a) => {
    const { data, cols } = spaces[a].rows;
    f64.set(data.subarray(from * cols, (from + count) * cols), raw / 8);
    if (count < height) f64.fill(0, raw / 8 + count * cols, raw / 8 + height * cols);
  });
  const { height } = loaded[0].placement;
  const W = fillRoots(f64, roots, rootsOfAll, { from, count, height });
  f64[weight / 8] = W;
  return W;
}

function termsOfSummand({ points, factors, isReflection }: Summand): number {
  if (isReflection) return 2 * points.length;
  if (factors === undefined) return points.length ** 2;
  return factors.blocks.reduce((sum, { matrix }) => sum + matrix.rows ** 2, 0);
}

/** Multiply–adds of one row: by the matrices of the bases, and of its Gram matrices. */
export function termsOfRow({ spaces, pairs }: Pick<GramRequest, 'spaces' | 'pairs'>): number {
  let terms = 0;
  for (const { basis } of spaces) for (const summand of basis.summands) terms += termsOfSummand(summand);
  for (const [a, b] of pairs) {
    spaces[a].basis.components.forEach(({ width, pooled }, k) => {
      terms += (width * pooled * spaces[b].basis.components[k].width) / (a === b ? 2 : 1);
    });
  }
  return terms;
}

/**
 * The sums of `request`, in one pass: chunks are centered on their own means, in the original coordinates, and what
 * their means add is found from these as from weighted samples (Chan, Golub and LeVeque 1983, for many sets at once).
 */
export async function pooledGrams(runner: Runner, request: GramRequest, watch?: Watch): Promise<PooledGrams> {
  const { heap } = runner;
  const { spaces, pairs, centered } = request;
  const { rows } = spaces[0].rows;
  const height = chunkHeight(
    rows,
    spaces.reduce((sum, s) => sum + s.basis.dimension, 0),
  );
  const chunks = Math.ceil(rows / height);
  const weights = new Float64Array(chunks);
  const chunkMeans = spaces.map(({ basis }) => new Float64Array(centered ? chunks * basis.dimension : 0));
  const lanes = gramLanes(heap, request, height);
  const running = lanes.map(({ placed, program }) => ({
    program,
    fill: (from: number, count: number) => {
      weights[from / height] = fillChunk(heap, placed, spaces, from, count, request.roots);
    },
    read: (from: number) => {
      if (!centered) return;
      placed.loaded.forEach(({ means }, a) => {
        const D = spaces[a].basis.dimension;
        chunkMeans[a].set(heap.f64.subarray(means / 8, means / 8 + D), (from / height) * D);
      });
    },
  }));
  await overChunks(runner, { rows, height, terms: watch === undefined ? 0 : termsOfRow(request), watch }, running);
  const largest = spaces.map((_, a) =>
    lanes.reduce((most, { placed }) => {
      const at = placed.loaded[a].largest / 8;
      return Math.max(most, heap.f64[at], heap.f64[at + 1]);
    }, 0),
  );
  const means = centered ? chunkMeans.map((data) => weightedMean(data, weights)) : [];
  if (centered && chunks > 1) addBetween(runner, lanes[0], { spaces, means, chunkMeans, weights, height });
  const grams = pairs.map(([a, b], p) =>
    spaces[a].basis.components.map(({ width: m }, k) => {
      const n = spaces[b].basis.components[k].width;
      return sumOfLanes(
        heap,
        lanes.map(({ targets }) => targets[p][k]),
        m,
        n,
        a === b,
      );
    }),
  );
  return {
    grams,
    means,
    largest,
    isFinite: grams.every((g) => g.every(({ data }) => isAllFinite(data))) && means.every(isAllFinite),
  };
}

/** Whether no number is NaN or ±∞, 0 times which is NaN. */
export function isAllFinite(data: Float64Array): boolean {
  let zero = 0;
  for (let e = 0; e < data.length; e++) zero += 0 * data[e];
  return zero === 0;
}

/** Lanes ready for the request, laid out before or now. */
function gramLanes(heap: Heap, request: GramRequest, height: number): readonly GramLane[] {
  const { spaces, pairs, centered } = request;
  const count = laneCount(spaces[0].rows.rows, height);
  const parts = spaces.flatMap(({ basis, deviation }) => [basis, deviation === undefined]);
  const key = [count, height, centered, pairs.join(' '), ...parts];
  const lanes = heap.keep(key, () => Array.from({ length: count }, () => gramLane(heap, request, height)));
  const { f64 } = heap;
  for (const { placed, targets } of lanes) {
    placed.loaded.forEach(({ placement, sums, largest, means }, a) => {
      const { basis, shift, deviation } = spaces[a];
      const D = basis.dimension;
      if (shift === undefined) f64.fill(0, placement.shift / 8, placement.shift / 8 + D);
      else f64.set(shift, placement.shift / 8);
      if (deviation !== undefined) f64.set(deviation, means / 8);
      f64.fill(0, sums / 8, sums / 8 + 2 * D);
      f64.fill(0, largest / 8, largest / 8 + 2);
    });
    targets.forEach((list, p) => {
      const [a, b] = pairs[p];
      list.forEach((at, k) => {
        const size = spaces[a].basis.components[k].width * spaces[b].basis.components[k].width;
        f64.fill(0, at / 8, at / 8 + size);
      });
    });
  }
  return lanes;
}

interface GramLane {
  readonly placed: PlacedSpaces;
  /** For each pair and component. */
  readonly targets: readonly (readonly number[])[];
  readonly program: number;
  /** The same on rows that are centered already. */
  readonly between: number;
}

function gramLane(heap: Heap, { spaces, pairs, centered }: GramRequest, height: number): GramLane {
  const placed = placeSpaces(heap, spaces, height);
  const targets = pairs.map(([a, b]) =>
    spaces[a].basis.components.map(({ width }, k) => heap.zeros(width * spaces[b].basis.components[k].width)),
  );
  const program = new Program();
  loadOperations(program, placed, { centered, turns: spaces.some(({ basis }) => basis !== spaces[0].basis) });
  pairs.forEach(([a, b], p) => {
    addGrams(program, placed.loaded[a].placement, placed.loaded[b].placement, targets[p], a === b);
  });
  const between = centered ? heap.putWords(program.without('means', 'center')) : 0;
  return { placed, targets, program: heap.putWords(program.finished()), between };
}

/** Gram matrices of all components, rows of `Y`, columns of `Z`. */
export function addGrams(
  program: Program,
  Y: Placement,
  Z: Placement,
  targets: readonly number[],
  lower: boolean,
): void {
  Y.basis.components.forEach(({ width: m, pooled }, k) => {
    const n = Z.basis.components[k].width;
    if (m === 0 || n === 0) return;
    const [y, z] = [Y.components[k], Z.components[k]];
    const length = pooled * Y.height;
    program.gram({ y: y.at, stepY: y.step, m, z: z.at, stepZ: z.step, n, length, target: targets[k], lower });
  });
}

/** The sum of the matrices at these addresses, in order; of symmetric ones only the lower triangle was made. */
export function sumOfLanes(
  heap: Heap,
  addresses: readonly number[],
  rows: number,
  cols: number,
  symmetric: boolean,
): Float64Layout {
  const data = heap.read(addresses[0], rows * cols);
  for (const at of addresses.slice(1)) for (let e = 0; e < data.length; e++) data[e] += heap.f64[at / 8 + e];
  if (symmetric) for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) data[j * cols + i] = data[i * cols + j];
  return { data, rows, cols };
}

/** √w of rows `from` … `from + count`, zeros for those that a last chunk lacks; answers Σw. */
export function fillRoots(
  f64: Float64Array,
  at: number,
  roots: Float64Array | undefined,
  { from, count, height }: { readonly from: number; readonly count: number; readonly height: number },
): number {
  const first = at / 8;
  let W = count;
  if (roots === undefined) f64.fill(1, first, first + count);
  else {
    W = 0;
    for (let n = 0; n < count; n++) {
      const root = roots[from + n];
      f64[first + n] = root;
      W += root * root;
    }
  }
  f64.fill(0, first + count, first + height);
  return W;
}

/** Σ w m / Σ w, each sum with its rounding error kept (Knuth's TwoSum). */
export function weightedMean(means: Float64Array, weights: Float64Array): Float64Array {
  if (weights.length === 1) return means;
  const D = means.length / weights.length;
  const high = new Float64Array(D);
  const low = new Float64Array(D);
  let W = 0;
  for (let c = 0; c < weights.length; c++) {
    const w = weights[c];
    const from = c * D;
    W += w;
    for (let d = 0; d < D; d++) {
      const term = w * means[from + d];
      const sum = high[d] + term;
      const back = sum - high[d];
      low[d] += high[d] - (sum - back) + (term - back);
      high[d] = sum;
    }
  }
  for (let d = 0; d < D; d++) high[d] = (high[d] + low[d]) / W;
  return high;
}

/** The means of the chunks about the mean of all, as samples with the chunks' weights. */
function addBetween(
  runner: Runner,
  { placed, between }: GramLane,
  given: {
    readonly spaces: readonly SampleSpace[];
    readonly means: readonly Float64Array[];
    readonly chunkMeans: readonly Float64Array[];
    readonly weights: Float64Array;
    readonly height: number;
  },
): void {
  const { means, chunkMeans, weights, height } = given;
  const spaces = given.spaces.map((space, a) => ({
    ...space,
    rows: { data: chunkMeans[a], rows: weights.length, cols: means[a].length },
  }));
  placed.loaded.forEach(({ placement }, a) => {
    runner.heap.f64.set(means[a], placement.shift / 8);
  });
  const roots = weights.map(Math.sqrt);
  for (let from = 0; from < weights.length; from += height) {
    fillChunk(runner.heap, placed, spaces, from, Math.min(height, weights.length - from), roots);
    runner.run(between, 0);
  }
}
