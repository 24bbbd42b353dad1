/** Cells of variables that lie in runs: their sums are made along rows. */

/** Variables that follow each other in one cell. */
export interface Runs {
  /** A record each: where it begins, how long it is, and where its cell stands among the cells, all in bytes. */
  readonly records: Uint32Array;
  readonly count: number;
  /** One variable of each cell, and how many it has. */
  readonly first: Int32Array;
  readonly sizes: Float64Array;
}

/** Variables of a run, on the average, from which on sums along rows are sooner made than of columns (measured). */
const LONG = 16;
/** Longer runs are cut: a sum within a row is made of eight, each of at most so many variables over 8. */
const LONGEST = 4096;

const known = new WeakMap<Int32Array, Runs | null>();

/** The runs of cells, numbered from 0, where they are long; null for others. Remembered. */
export function longRuns(label: Int32Array): Runs | null {
  let runs = known.get(label);
  if (runs === undefined) {
    runs = findRuns(label);
    known.set(label, runs);
  }
  return runs;
}

function findRuns(label: Int32Array): Runs | null {
  const records: number[] = [];
  let cells = 0;
  for (let start = 0, j = 1; j <= label.length; j++) {
    if (j < label.length && label[j] === label[start] && j - start < LONGEST) continue;
    records.push(8 * start, 8 * (j - start), 8 * label[start]);
    if ((records.length / 3) * LONG > label.length) return null;
    cells = Math.max(cells, label[start] + 1);
    start = j;
  }
  const [first, sizes] = [new Int32Array(cells), new Float64Array(cells)];
  label.forEach((cell, j) => {
    if (sizes[cell]++ === 0) first[cell] = j;
  });
  return { records: Uint32Array.from(records), count: records.length / 3, first, sizes };
}
