/** Means of columns alone, or of cells of columns: rows are summed as they come, without being turned to lines. */
import type { SampleSpace } from './change-of-basis.js';
import { fillRoots } from './placed-spaces.js';
import { type GramRequest, isAllFinite, type PooledGrams, weightedMean } from './pooled-grams.js';
import { Program } from './program.js';
import { chunkHeight, laneCount, overChunks, type Runner, type Watch } from './runner.js';
import { longRuns, type Runs } from './runs.js';

/** One space of a lane: rows as they come, what is taken off, and what a chunk leaves. */
interface Columns {
  readonly raw: number;
  readonly shift: number;
  /** Means of columns, or sums over cells. */
  readonly target: number;
}

interface MeanLane {
  readonly spaces: readonly Columns[];
  readonly roots: number;
  readonly weight: number;
  readonly program: number;
}

type MeansRequest = Pick<GramRequest, 'spaces' | 'roots' | 'cells'>;

/**
 * {@link PooledGrams} without Gram matrices: only the means are there, and the largest numbers were not looked for.
 * Sums of a chunk are joined with their rounding errors kept. Those of h rows are right to (h/8 + 6)·ε of the mean of
 * |x − shift|; over cells, each of at most q runs, to (514 + h·q)·ε.
 */
export async function meansAlone(runner: Runner, request: MeansRequest, watch?: Watch): Promise<PooledGrams> {
  const { heap } = runner;
  const { spaces, cells } = request;
  const { rows } = spaces[0].rows;
  const columns = spaces.map(({ basis }) => basis.dimension);
  const runs = spaces.map((_, a) => (cells === undefined ? null : longRuns(cells[a])));
  const numbers = columns.map((D, a) => runs[a]?.sizes.length ?? D);
  const terms = columns.reduce((a, b) => a + b, 0);
  const height = chunkHeight(rows, terms);
  const chunks = Math.ceil(rows / height);
  const weights = new Float64Array(chunks);
  const chunkMeans = numbers.map((n) => new Float64Array(chunks * n));
  const count = laneCount(rows, height);
  const lanes = heap.keep(['means', count, height, ...columns, ...runs], () =>
    Array.from({ length: count }, () => meanLane(runner, columns, runs, height)),
  );
  for (const lane of lanes) {
    lane.spaces.forEach(({ shift: at }, a) => {
      putShift(heap.f64, at / 8, numbers[a], spaces[a], runs[a]);
    });
  }
  const running = lanes.map((lane) => ({
    program: lane.program,
    fill: (from: number, part: number) => {
      weights[from / height] = fillRows(runner, lane, request, { from, count: part, height });
    },
    read: (from: number) => {
      lane.spaces.forEach(({ target }, a) => {
        const [n, to] = [numbers[a], (from / height) * numbers[a]];
        chunkMeans[a].set(heap.f64.subarray(target / 8, target / 8 + n), to);
        const sizes = runs[a]?.sizes;
        if (sizes === undefined) return;
        for (let c = 0; c < n; c++) chunkMeans[a][to + c] /= weights[from / height] * sizes[c];
      });
    },
  }));
  await overChunks(runner, { rows, height, terms, watch }, running);
  const means = chunkMeans.map((data, a) => toldToAll(weightedMean(data, weights), cells?.[a], runs[a]));
  const largest = spaces.map(() => Number.NaN);
  return { grams: [], means, largest, isFinite: means.every(isAllFinite) };
}

/** What is taken off: of every column, or of every cell. */
function putShift(f64: Float64Array, at: number, count: number, { shift }: SampleSpace, runs: Runs | null): void {
  if (shift === undefined) f64.fill(0, at, at + count);
  else if (runs === null) f64.set(shift, at);
  else for (let c = 0; c < count; c++) f64[at + c] = shift[runs.first[c]];
}

/** Means of cells as those of their columns. */
function toldToAll(means: Float64Array, label: Int32Array | undefined, runs: Runs | null): Float64Array {
  if (label === undefined || runs === null) return means;
  const all = new Float64Array(label.length);
  for (let j = 0; j < all.length; j++) all[j] = means[label[j]];
  return all;
}

function meanLane(
  { heap }: Runner,
  columns: readonly number[],
  runs: readonly (Runs | null)[],
  height: number,
): MeanLane {
  const roots = heap.numbers(height);
  const weight = heap.numbers(1);
  const program = new Program();
  const spaces = columns.map((cols, a): Columns => {
    const found = runs[a];
    const n = found?.sizes.length ?? cols;
    const [raw, shift, target] = [heap.numbers(height * cols), heap.numbers(n), heap.numbers(n)];
    if (found === null) program.columns({ raw, height, cols, shift, roots, weight, target });
    else {
      const records = heap.putWords(found.records);
      program.cells({ raw, height, cols, runs: records, count: found.count, shift, roots, target });
    }
    return { raw, shift, target };
  });
  return { spaces, roots, weight, program: heap.putWords(program.finished()) };
}

/** Copies rows to where the program reads them, those that a last chunk lacks as zeros of weight 0; answers Σw. */
function fillRows(
  { heap }: Runner,
  lane: MeanLane,
  { spaces, roots }: MeansRequest,
  { from, count, height }: { readonly from: number; readonly count: number; readonly height: number },
): number {
  const { f64 } = heap;
  lane.spaces.forEach(({ raw }, a) => {
    const { data, cols } = spaces[a].rows;
    f64.set(data.subarray(from * cols, (from + count) * cols), raw / 8);
    if (count < height) f64.fill(0, raw / 8 + count * cols, raw / 8 + height * cols);
  });
  const W = fillRoots(f64, lane.roots, roots, { from, count, height });
  f64[lane.weight / 8] = W;
  return W;
}
