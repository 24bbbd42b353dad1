/** Means over cells of variables that lie in runs: sums of the samples where they are, without a copy of them. */
import type { SampleSpace } from './change-of-basis.js';
import type { Watch } from './runner.js';

/** Variables that follow each other in one cell. */
interface Runs {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly cells: Int32Array;
  /** Variables of each cell. */
  readonly sizes: Float64Array;
}

/**
 * Variables of a run, on the average, from which on sums along rows are sooner made in JavaScript than sums of columns
 * in WebAssembly, for which samples are copied (measured: equal at 20, half of the time at 64).
 */
const LONG = 32;
/** Longer runs are cut, so that no plain sum has more than 256 terms one after the other. */
const LONGEST = 1024;
/** Terms of a plain sum, one after the other: a block of rows has as many. */
const BLOCK_TERMS = 256;

const known = new WeakMap<Int32Array, Runs | null>();

/** The runs of cells, where they are long; null for others. Remembered. */
export function longRuns(label: Int32Array): Runs | null {
  let runs = known.get(label);
  if (runs === undefined) {
    runs = findRuns(label);
    known.set(label, runs);
  }
  return runs;
}

function findRuns(label: Int32Array): Runs | null {
  const [starts, lengths, cells]: [number[], number[], number[]] = [[], [], []];
  let count = 0;
  for (let start = 0, j = 1; j <= label.length; j++) {
    if (j < label.length && label[j] === label[start] && j - start < LONGEST) continue;
    if (starts.length * LONG > label.length) return null;
    starts.push(start);
    lengths.push(j - start);
    cells.push(label[start]);
    count = Math.max(count, label[start] + 1);
    start = j;
  }
  if (starts.length * LONG > label.length) return null;
  const sizes = new Float64Array(count);
  for (const cell of label) sizes[cell]++;
  return {
    starts: Int32Array.from(starts),
    lengths: Int32Array.from(lengths),
    cells: Int32Array.from(cells),
    sizes,
  };
}

/**
 * The weighted mean over each cell of x − shift, told at each of its variables. Within a row and a run in four sums of
 * at most 256 terms, over rows in one of at most 256, and these in sums whose rounding errors are kept (Knuth's TwoSum):
 * right to (2·256 + 4)·ε of the mean of |x − shift|.
 */
export async function cellMeans(
  { rows: { data, rows, cols }, shift }: SampleSpace,
  label: Int32Array,
  runs: Runs,
  roots: Float64Array | undefined,
  watch: Watch | undefined,
): Promise<Float64Array> {
  const { starts, cells, sizes } = runs;
  const count = sizes.length;
  const [high, low, part, off] = [0, 0, 0, 0].map(() => new Float64Array(count));
  if (shift !== undefined) for (let r = 0; r < starts.length; r++) off[cells[r]] = shift[starts[r]];
  const height = Math.max(1, Math.floor((BLOCK_TERMS * count) / Math.max(1, starts.length)));
  let W = 0;
  for (let from = 0; from < rows; from += height) {
    const to = Math.min(rows, from + height);
    if (watch !== undefined) await watch((to - from) * cols);
    part.fill(0);
    W += sumRuns(data, cols, [from, to], roots, runs, off, part);
    for (let c = 0; c < count; c++) {
      const sum = high[c] + part[c];
      const back = sum - high[c];
      low[c] += high[c] - (sum - back) + (part[c] - back);
      high[c] = sum;
    }
  }
  const means = new Float64Array(cols);
  for (let j = 0; j < cols; j++) {
    const c = label[j];
    means[j] = (high[c] + low[c]) / (W * sizes[c]);
  }
  return means;
}

/** part += Σ w (x − off) by cells; answers Σ w. */
function sumRuns(
  data: Float64Array,
  cols: number,
  [from, to]: readonly [number, number],
  roots: Float64Array | undefined,
  { starts, lengths, cells }: Runs,
  off: Float64Array,
  part: Float64Array,
): number {
  let W = 0;
  for (let n = from; n < to; n++) {
    const w = roots === undefined ? 1 : roots[n] * roots[n];
    W += w;
    const row = n * cols;
    for (let r = 0; r < starts.length; r++) {
      const cell = cells[r];
      const s = off[cell];
      let at = row + starts[r];
      const end = at + lengths[r];
      // four sums: one alone waits for its last addition
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (; at < end - 3; at += 4) {
        s0 += data[at] - s;
        s1 += data[at + 1] - s;
        s2 += data[at + 2] - s;
        s3 += data[at + 3] - s;
      }
      for (; at < end; at++) s0 += data[at] - s;
      part[cell] += w * (s0 + s1 + (s2 + s3));
    }
  }
  return W;
}
