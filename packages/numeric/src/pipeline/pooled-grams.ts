/** Pooled Gram matrices of samples by components: the sums that all second-moment estimates are made of. */
import type { Float64Layout } from '../matrix/layout.js';
import type { SampleSpace, Summand } from './change-of-basis.js';
import { addGrams, sumOfLanes } from './gram-operations.js';
import type { Heap } from './heap.js';
import { fillChunk, loadOperations, type PlacedSpaces, placeSpaces } from './placed-spaces.js';
import { Program } from './program.js';
import { chunkHeight, laneCount, overChunks, type Runner, type Watch } from './runner.js';
import {
  addMoves,
  aimMoves,
  isSaved,
  type Moves,
  rememberSaved,
  type SavedCoordinates,
  savedCoordinates,
} from './saved-coordinates.js';

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
  /**
   * That `blockResiduals` of the same two spaces comes next: coordinates of all rows stay in memory where they are few,
   * and it begins with them.
   */
  readonly forResiduals?: boolean;
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
  const { lanes, saved } = gramLanes(heap, request, height);
  const running = lanes.map(({ placed, program, moves }) => ({
    program,
    fill: (from: number, count: number) => {
      if (saved !== undefined && moves !== undefined) aimMoves(heap, program, placed, moves, saved, from / height);
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
  if (saved !== undefined) rememberSaved(heap, { x: spaces[0], y: spaces[1], roots: request.roots }, saved);
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
function gramLanes(heap: Heap, request: GramRequest, height: number): GramLayout {
  const { spaces, pairs, centered, forResiduals } = request;
  const { rows } = spaces[0].rows;
  const count = laneCount(rows, height);
  const chunks = Math.ceil(rows / height);
  const kept = forResiduals === true && !centered && isSaved(spaces, chunks, height) ? chunks : 0;
  const parts = spaces.flatMap(({ basis, deviation }) => [basis, deviation === undefined]);
  const key = [count, height, centered, pairs.join(' '), kept, ...parts];
  const layout = heap.keep(key, (): GramLayout => {
    const lanes = Array.from({ length: count }, () => gramLane(heap, request, height, kept > 0));
    if (kept === 0) return { lanes };
    const placed = lanes.map((lane) => lane.placed);
    return { lanes, saved: savedCoordinates(heap, placed, kept) };
  });
  const { f64 } = heap;
  for (const { placed, targets } of layout.lanes) {
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
  return layout;
}

interface GramLayout {
  readonly lanes: readonly GramLane[];
  readonly saved?: SavedCoordinates;
}

interface GramLane {
  readonly placed: PlacedSpaces;
  /** For each pair and component. */
  readonly targets: readonly (readonly number[])[];
  readonly program: number;
  /** The same on rows that are centered already. */
  readonly between: number;
  /** Where the coordinates are kept. */
  readonly moves?: Moves;
}

function gramLane(heap: Heap, { spaces, pairs, centered }: GramRequest, height: number, isSaving: boolean): GramLane {
  const placed = placeSpaces(heap, spaces, height);
  const targets = pairs.map(([a, b]) =>
    spaces[a].basis.components.map(({ width }, k) => heap.zeros(width * spaces[b].basis.components[k].width)),
  );
  const program = new Program();
  loadOperations(program, placed, { centered, turns: spaces.some(({ basis }) => basis !== spaces[0].basis) });
  const moves = isSaving ? { moves: addMoves(program, placed, { isOut: true }) } : {};
  pairs.forEach(([a, b], p) => {
    addGrams(program, placed.loaded[a].placement, placed.loaded[b].placement, targets[p], a === b);
  });
  const between = centered ? heap.putWords(program.without('means', 'center')) : 0;
  return { placed, targets, program: heap.putWords(program.finished()), between, ...moves };
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
