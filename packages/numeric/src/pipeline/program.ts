/**
 * Programs of the pipeline: records of 12 words, an operation and its operands, as `run` of assembly/pipeline.ts reads.
 */

/** Numbers of a line are a multiple of this, the rows that `load` turns at once. */
export const LINE_STEP = 8;
const RECORD = 12;

export const OPERATIONS = {
  end: 0,
  load: 1,
  means: 2,
  center: 3,
  matrix: 4,
  gram: 5,
  fourier: 6,
  split: 7,
  unload: 8,
  copy: 9,
  squares: 10,
  signs: 11,
  columns: 12,
} as const;

/** A program under construction. Addresses are in bytes; `lines` are the addresses of lines, one word each. */
export class Program {
  readonly words: number[] = [];

  /** Rows at `raw` to lines: √w (x − shift); adds to `sums`, two numbers a column, and to the two at `largest`. */
  load(o: {
    raw: number;
    height: number;
    cols: number;
    lines: number;
    shift: number;
    roots: number;
    sums: number;
    largest: number;
  }): this {
    return this.add('load', o.raw, o.height, o.cols, o.lines, o.shift, o.roots, o.sums, o.largest);
  }

  /** means ← sums / weight; the sums become zeros. */
  means(sums: number, cols: number, weight: number, means: number): this {
    return this.add('means', sums, cols, weight, means);
  }

  /** target ← Σ w (x − shift) / weight of each column of the rows at `raw`, which stay rows. */
  columns(o: {
    raw: number;
    height: number;
    cols: number;
    shift: number;
    roots: number;
    weight: number;
    target: number;
  }): this {
    return this.add('columns', o.raw, o.height, o.cols, o.shift, o.roots, o.weight, o.target);
  }

  /** Takes √w·mean off every line. */
  center(lines: number, cols: number, height: number, means: number, roots: number): this {
    return this.add('center', lines, cols, height, means, roots);
  }

  /** `count` output lines, each a sum over `n` lines that lie `step` bytes apart; stored, or taken off. */
  matrix(o: {
    x: number;
    step: number;
    n: number;
    packed: number;
    outputs: number;
    count: number;
    height: number;
    subtract?: boolean;
  }): this {
    return this.add('matrix', o.x, o.step, o.n, o.packed, o.outputs, o.count, o.height, o.subtract ? 1 : 0);
  }

  /** target[i][j] += Σ y_i·z_j over lines of `length` numbers; `lower` leaves out what lies above the diagonal. */
  gram(o: {
    y: number;
    stepY: number;
    m: number;
    z: number;
    stepZ: number;
    n: number;
    length: number;
    target: number;
    lower: boolean;
  }): this {
    return this.add('gram', o.y, o.stepY, o.m, o.z, o.stepZ, o.n, o.length, o.target, o.lower ? 1 : 0);
  }

  fourier(o: {
    x: number;
    step: number;
    blocks: number;
    length: number;
    radix: number;
    height: number;
    table: number;
    room: number;
  }): this {
    return this.add('fourier', o.x, o.step, o.blocks, o.length, o.radix, o.height, o.table, o.room);
  }

  split(records: number, count: number, height: number): this {
    return this.add('split', records, count, height);
  }

  /**
   * Signed sums of `size` lines, 1, 2, 4 or 8, for each of `count` entries of a table: their addresses, then as many of
   * where sum r = Σ_t (−1)^{|r & t|} x_t goes.
   */
  signs(table: number, count: number, size: number, height: number): this {
    return this.add('signs', table, count, size, height);
  }

  /** Lines to rows at `raw`, plus the shift. */
  unload(lines: number, cols: number, height: number, shift: number, raw: number): this {
    return this.add('unload', lines, cols, height, shift, raw);
  }

  copy(to: number, from: number, bytes: number): this {
    return this.add('copy', to, from, bytes);
  }

  /** out[b] += Σ of the squares of `count` lines that follow each other. */
  squares(z: number, count: number, height: number, out: number): this {
    return this.add('squares', z, count, height, out);
  }

  /** The words, ended. */
  finished(): readonly number[] {
    return [...this.words, OPERATIONS.end, ...new Array(RECORD - 1).fill(0)];
  }

  /** The same without the records of some operations. */
  without(...names: readonly (keyof typeof OPERATIONS)[]): readonly number[] {
    const left = new Program();
    const codes = new Set<number>(names.map((name) => OPERATIONS[name]));
    for (let p = 0; p < this.words.length; p += RECORD) {
      if (!codes.has(this.words[p])) left.words.push(...this.words.slice(p, p + RECORD));
    }
    return left.finished();
  }

  private add(operation: keyof typeof OPERATIONS, ...operands: readonly number[]): this {
    const { words } = this;
    words.push(OPERATIONS[operation], ...operands);
    while (words.length % RECORD !== 0) words.push(0);
    return this;
  }
}

/** An n×m matrix as `matrix` reads it: four columns interleaved, missing ones zeros. */
export function packed(n: number, m: number, entry: (i: number, j: number) => number): Float64Array {
  const data = new Float64Array(4 * n * Math.ceil(m / 4));
  for (let j = 0; j < m; j++) {
    const start = (j >> 2) * n * 4 + (j & 3);
    for (let i = 0; i < n; i++) data[start + 4 * i] = entry(i, j);
  }
  return data;
}
