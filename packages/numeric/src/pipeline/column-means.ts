/** Means of columns alone: rows are summed as they come, without being turned to lines. */
import { cellMeans, longRuns } from './cell-means.js';
import { fillRoots, type GramRequest, isAllFinite, type PooledGrams, weightedMean } from './pooled-grams.js';
import { Program } from './program.js';
import { chunkHeight, laneCount, overChunks, type Runner, type Watch } from './runner.js';

/** One space of a lane: rows as they come, what is taken off, and the means of a chunk. */
interface Columns {
  readonly raw: number;
  readonly shift: number;
  readonly means: number;
}

interface MeanLane {
  readonly spaces: readonly Columns[];
  readonly roots: number;
  readonly weight: number;
  readonly program: number;
}

/** {@link PooledGrams} without Gram matrices: only the means are there, and the largest numbers were not looked for. */
export async function meansAlone(
  runner: Runner,
  request: Pick<GramRequest, 'spaces' | 'roots' | 'cells'>,
  watch?: Watch,
): Promise<PooledGrams> {
  const { spaces, roots, cells } = request;
  const runs = cells?.map(longRuns) ?? [];
  let means: Float64Array[];
  if (cells !== undefined && runs.every((found) => found !== null)) {
    means = [];
    for (const [a, space] of spaces.entries()) {
      const found = runs[a];
      if (found !== null) means.push(await cellMeans(space, cells[a], found, roots, watch));
    }
  } else means = await columnMeans(runner, request, watch);
  const largest = spaces.map(() => Number.NaN);
  return { grams: [], means, largest, isFinite: means.every(isAllFinite) };
}

async function columnMeans(
  runner: Runner,
  { spaces, roots }: Pick<GramRequest, 'spaces' | 'roots'>,
  watch: Watch | undefined,
): Promise<Float64Array[]> {
  const { heap } = runner;
  const { rows } = spaces[0].rows;
  const columns = spaces.map(({ basis }) => basis.dimension);
  const terms = columns.reduce((a, b) => a + b, 0);
  const height = chunkHeight(rows, terms);
  const chunks = Math.ceil(rows / height);
  const weights = new Float64Array(chunks);
  const chunkMeans = columns.map((D) => new Float64Array(chunks * D));
  const count = laneCount(rows, height);
  const lanes = heap.keep(['means', count, height, ...columns], () =>
    Array.from({ length: count }, () => meanLane(runner, columns, height)),
  );
  for (const lane of lanes) {
    lane.spaces.forEach(({ shift: at }, a) => {
      const { shift } = spaces[a];
      if (shift === undefined) heap.f64.fill(0, at / 8, at / 8 + columns[a]);
      else heap.f64.set(shift, at / 8);
    });
  }
  const running = lanes.map((lane) => ({
    program: lane.program,
    fill: (from: number, part: number) => {
      weights[from / height] = fillRows(runner, lane, { spaces, roots }, { from, count: part, height });
    },
    read: (from: number) => {
      lane.spaces.forEach(({ means }, a) => {
        const D = columns[a];
        chunkMeans[a].set(heap.f64.subarray(means / 8, means / 8 + D), (from / height) * D);
      });
    },
  }));
  await overChunks(runner, { rows, height, terms, watch }, running);
  return chunkMeans.map((data) => weightedMean(data, weights));
}

function meanLane({ heap }: Runner, columns: readonly number[], height: number): MeanLane {
  const roots = heap.numbers(height);
  const weight = heap.numbers(1);
  const program = new Program();
  const spaces = columns.map((cols): Columns => {
    const [raw, shift, means] = [heap.numbers(height * cols), heap.numbers(cols), heap.numbers(cols)];
    program.columns({ raw, height, cols, shift, roots, weight, target: means });
    return { raw, shift, means };
  });
  return { spaces, roots, weight, program: heap.putWords(program.finished()) };
}

/** Copies rows to where the program reads them, those that a last chunk lacks as zeros of weight 0; answers Σw. */
function fillRows(
  { heap }: Runner,
  lane: MeanLane,
  { spaces, roots }: Pick<GramRequest, 'spaces' | 'roots'>,
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
