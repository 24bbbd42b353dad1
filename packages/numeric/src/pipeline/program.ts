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
  cells: 13,
} as const;

/** A program under construction. Addresses are in bytes; `lines` are the addresses of lines, one word each. */
export class Program {
  // a typed array: bases of 10⁵ components have programs of millions of words
  private words = new Uint32Array(32 * RECORD);
  private length = 0;

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

  /**
   * target ← Σ w (x − shift) over each cell of columns of the rows at `raw`. A record of `runs` is where a run of
   * columns of one cell begins, how long it is, and where the cell stands in `shift` and `target`: all in bytes.
   */
  cells(o: {
    raw: number;
    height: number;
    cols: number;
    runs: number;
    count: number;
    shift: number;
    roots: number;
    target: number;
  }): this {
    return this.add('cells', o.raw, o.height, o.cols, o.runs, o.count, o.shift, o.roots, o.target);
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

  /** Where the next record will be, in bytes from the first. */
  get end(): number {
    return 4 * this.length;
  }

  /** The words, ended. */
  finished(): Uint32Array {
    this.add('end');
    this.length -= RECORD;
    return this.words.slice(0, this.length + RECORD);
  }

  /** The same without the records of some operations. */
  without(...names: readonly (keyof typeof OPERATIONS)[]): Uint32Array {
    const left = this.finished();
    const codes = new Set<number>(names.map((name) => OPERATIONS[name]));
    let at = 0;
    for (let p = 0; p < left.length; p += RECORD) {
      if (codes.has(left[p])) continue;
      if (at < p) left.copyWithin(at, p, p + RECORD);
      at += RECORD;
    }
    return left.subarray(0, at);
  }

  private add(operation: keyof typeof OPERATIONS, ...operands: readonly number[]): this {
    if (this.length === this.words.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.words);
      this.words = larger;
    }
    const { words, length } = this;
    words[length] = OPERATIONS[operation];
    for (let i = 0; i < operands.length; i++) words[length + 1 + i] = operands[i];
    for (let i = operands.length + 1; i < RECORD; i++) words[length + i] = 0;
    this.length += RECORD;
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
