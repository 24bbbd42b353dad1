/** Where one space of samples lies in the memory of a program, and the operations that change its basis. */
import type { Float64Layout } from '../matrix/layout.js';
import type { ChangeOfBasis, Summand } from './change-of-basis.js';
import type { FactorBlock, Factors } from './factors.js';
import { type FourierPlan, fourierPlan, LARGEST_RADIX } from './fourier.js';
import type { Heap } from './heap.js';
import { LINE_STEP, type Program, packed } from './program.js';

/** Lines of a group begin a cache line further than their length, so that they do not share one set of the cache. */
const PAD = LINE_STEP;

/** A group of lines of equal length, `step` bytes apart. */
export interface Lines {
  readonly at: number;
  readonly step: number;
}

/** The lines of one space: of its variables, and of its coordinates. */
export class Placement {
  /** Rows as they come. */
  readonly raw: number;
  /** Address of each variable's line, as words. */
  readonly points: number;
  readonly shift: number;
  /** Component k: one line for each of its `width` coordinates, of pooled·height numbers. */
  readonly components: readonly Lines[];
  /** All of these lines, with what pads them. */
  readonly coordinates: { readonly at: number; readonly numbers: number };
  private readonly slabs: (Lines | null)[];
  private readonly coordinateLines: Uint32Array;
  private readonly spare: number;
  /** Lines between the steps of a summand in factors. */
  private room: number | undefined;
  private readonly shared = new Map<object, number>();
  private readonly matrices = new Map<Float64Layout, number>();

  constructor(
    private readonly heap: Heap,
    readonly basis: ChangeOfBasis,
    readonly height: number,
    shift: ArrayLike<number> | undefined,
  ) {
    const { dimension: D, components, summands } = basis;
    this.raw = heap.numbers(height * D);
    this.shift = heap.put(shift ?? new Float64Array(D));
    // also room for a butterfly of any radix
    this.spare = heap.numbers(Math.max(height, 4 * LARGEST_RADIX));
    const lines = new Uint32Array(D);
    this.coordinateLines = lines;
    const first = heap.numbers(0);
    this.components = components.map(({ offset, width, pooled }) => {
      const step = 8 * (pooled * height + PAD);
      const at = heap.numbers((width * step) / 8);
      for (let i = 0; i < width; i++) {
        for (let s = 0; s < pooled; s++) lines[offset + i * pooled + s] = at + i * step + 8 * s * height;
      }
      return { at, step };
    });
    this.coordinates = { at: first, numbers: (heap.numbers(0) - first) / 8 };
    const points = new Uint32Array(D);
    this.slabs = summands.map((summand) => {
      if (isIdentity(summand)) {
        points[summand.points[0]] = lines[summand.coordinates[0]];
        return null;
      }
      const step = 8 * (height + PAD);
      const reflected = this.isReflected(summand);
      const at = heap.numbers(((reflected ? 3 : summand.points.length) * step) / 8);
      summand.points.forEach((point, i) => {
        points[point] = reflected && i > 0 ? lines[summand.coordinates[i]] : at + i * step;
      });
      return { at, step };
    });
    this.points = heap.putWords(points);
  }

  /**
   * From the lines of the variables, which are void afterwards, to those of the coordinates, or where turns may be left
   * out ({@link Factors}) to coordinates turned within the irreducible copies.
   */
  change(program: Program, options: { readonly turns: boolean } = { turns: true }): void {
    this.basis.summands.forEach((summand, a) => {
      const slab = this.slabs[a];
      if (slab === null) return;
      if (this.isReflected(summand)) {
        this.reflect(program, summand, slab);
        return;
      }
      const fourier = fourierPlan(summand);
      if (fourier !== null) {
        this.transform(program, summand, fourier, slab);
        return;
      }
      if (summand.factors !== undefined) {
        this.factored(program, summand, summand.factors, slab, options.turns);
        return;
      }
      const n = summand.points.length;
      const at = this.matrixOf(summand.matrix, (i, j) => summand.matrix.data[i * n + j], n, n);
      const outputs = this.tableOf(summand.coordinates, this.coordinateLines);
      program.matrix({ x: slab.at, step: slab.step, n, packed: at, outputs, count: n, height: this.height });
    });
  }

  /** Back, from the lines of the coordinates to those of the variables. */
  changeBack(program: Program): void {
    const { height, heap, coordinateLines } = this;
    const step = 8 * (height + PAD);
    const room = heap.numbers((this.largestSummand() * step) / 8);
    const points = heap.u32.slice(this.points / 4, this.points / 4 + this.basis.dimension);
    const turned = new Map<Float64Layout, number>();
    this.basis.summands.forEach((summand, a) => {
      if (this.slabs[a] === null) return;
      const n = summand.points.length;
      summand.coordinates.forEach((c, j) => {
        program.copy(room + j * step, coordinateLines[c], 8 * height);
      });
      let placed = turned.get(summand.matrix);
      if (placed === undefined) {
        placed = heap.put(packed(n, n, (j, i) => summand.matrix.data[i * n + j]));
        turned.set(summand.matrix, placed);
      }
      const outputs = this.tableOf(summand.points, points);
      program.matrix({ x: room, step, n, packed: placed, outputs, count: n, height });
    });
  }

  /**
   * target ← C·lines of component k, or target ← target − C·lines; C has as many columns as the component has lines.
   */
  apply(
    program: Program,
    k: number,
    C: Float64Layout,
    target: Lines,
    options: { readonly subtract: boolean } = { subtract: false },
  ): void {
    const { rows, cols: n } = C;
    if (rows === 0) return;
    const at = this.matrixOf(C, (i, j) => C.data[j * n + i], n, rows);
    this.applyPacked(program, k, { at, rows }, target, options);
  }

  /** The same with C packed at an address. */
  applyPacked(
    program: Program,
    k: number,
    C: { readonly at: number; readonly rows: number },
    target: Lines,
    options: { readonly subtract: boolean },
  ): void {
    const { at, step } = this.components[k];
    const { width: n, pooled } = this.basis.components[k];
    if (C.rows === 0 || (n === 0 && options.subtract)) return;
    const outputs = this.heap.putWords(Array.from({ length: C.rows }, (_, i) => target.at + i * target.step));
    const height = pooled * this.height;
    program.matrix({ x: at, step, n, packed: C.at, outputs, count: C.rows, height, ...options });
  }

  /** Whether a summand is done as a reflection: its coordinates but for the first follow each other in memory. */
  private isReflected({ isReflection, coordinates }: Summand): boolean {
    const lines = this.coordinateLines;
    return (
      isReflection === true &&
      coordinates.every((c, i) => i < 2 || lines[c] === lines[coordinates[i - 1]] + 8 * this.height)
    );
  }

  /**
   * x̂₁ = uΣx and x̂_j = x_j − d with u = 1/√n, d = u(x̂₁ − x₁)/(1 − u): x₁ and the sum of the others are two lines of
   * the slab, d the third; the others are where they belong.
   */
  private reflect(program: Program, { coordinates }: Summand, slab: Lines): void {
    const { heap, height, coordinateLines } = this;
    const n = coordinates.length;
    const u = 1 / Math.sqrt(n);
    const others = Array.from(coordinates.subarray(1), (c) => coordinateLines[c]);
    const [sum, d] = [slab.at + slab.step, slab.at + 2 * slab.step];
    const ones = (rows: number, cols: number) => heap.put(packed(rows, cols, () => 1));
    program.matrix({
      x: others[0],
      step: 8 * height,
      n: n - 1,
      packed: ones(n - 1, 1),
      outputs: heap.putWords([sum]),
      count: 1,
      height,
    });
    const entries = [u, -u, u, (u * u) / (1 - u)];
    program.matrix({
      x: slab.at,
      step: slab.step,
      n: 2,
      packed: heap.put(packed(2, 2, (i, j) => entries[2 * i + j])),
      outputs: heap.putWords([coordinateLines[coordinates[0]], d]),
      count: 2,
      height,
    });
    program.matrix({
      x: d,
      step: 0,
      n: 1,
      packed: ones(1, n - 1),
      outputs: heap.putWords(others),
      count: n - 1,
      height,
      subtract: true,
    });
  }

  private factored(program: Program, summand: Summand, factors: Factors, slab: Lines, turns: boolean): void {
    const { height } = this;
    const { step } = slab;
    this.room ??= this.heap.numbers((this.largestSummand() * step) / 8);
    const { room } = this;
    for (const size of [1, 2, 4, 8]) {
      const list = factors.sums.filter(({ points }) => points.length === size);
      const table = list.flatMap(({ points, to }) => [
        ...Array.from(points, (i) => slab.at + i * step),
        ...Array.from(to, (i) => room + i * step),
      ]);
      if (list.length > 0) program.signs(this.heap.putWords(table), list.length, size, height);
    }
    const coordinates = Uint32Array.from(summand.coordinates, (c) => this.coordinateLines[c]);
    const lines = coordinates.slice();
    // the variables' lines are void by then
    if (turns) for (const { to } of factors.turns) for (const j of to) lines[j] = slab.at + j * step;
    this.blocks(program, factors.blocks, { at: room, step }, lines);
    if (turns) this.blocks(program, factors.turns, slab, coordinates);
  }

  private blocks(program: Program, list: readonly FactorBlock[], { at: x, step }: Lines, lines: Uint32Array): void {
    for (const { from, to, matrix } of list) {
      const { rows: n, cols: m, data } = matrix;
      const at = this.matrixOf(matrix, (i, j) => data[i * m + j], n, m);
      const outputs = this.tableOf(to, lines);
      program.matrix({ x: x + from * step, step, n, packed: at, outputs, count: m, height: this.height });
    }
  }

  private largestSummand(): number {
    return this.basis.summands.reduce((a, { points }) => Math.max(a, points.length), 0);
  }

  private transform(program: Program, { coordinates }: Summand, plan: FourierPlan, slab: Lines): void {
    const { heap, height } = this;
    const { stages, pairs } = plan;
    for (const { start, step, blocks, length, radix, table } of stages) {
      program.fourier({
        x: slab.at + start * slab.step,
        step: step * slab.step,
        blocks,
        length,
        radix,
        height,
        table: this.kept(table, () => table),
        room: this.spare,
      });
    }
    const coefficients = this.kept(plan, () => pairs.flatMap((pair) => pair.coefficients));
    const output = (j: number) => (j < 0 ? this.spare : this.coordinateLines[coordinates[j]]);
    const records = new Uint32Array(5 * pairs.length);
    pairs.forEach(({ lines: [k, l], outputs: [a, b] }, p) => {
      records[5 * p] = slab.at + k * slab.step;
      records[5 * p + 1] = slab.at + l * slab.step;
      records[5 * p + 2] = output(a);
      records[5 * p + 3] = output(b);
      records[5 * p + 4] = coefficients + 32 * p;
    });
    program.split(heap.putWords(records), pairs.length, height);
  }

  /** The address of numbers that equal summands share. */
  private kept(of: object, make: () => ArrayLike<number>): number {
    const at = this.shared.get(of) ?? this.heap.put(make());
    this.shared.set(of, at);
    return at;
  }

  private matrixOf(matrix: Float64Layout, entry: (i: number, j: number) => number, n: number, m: number): number {
    let placed = this.matrices.get(matrix);
    if (placed === undefined) {
      placed = this.heap.put(packed(n, m, entry));
      this.matrices.set(matrix, placed);
    }
    return placed;
  }

  private tableOf(list: Int32Array, lines: Uint32Array): number {
    return this.heap.putWords(Uint32Array.from(list, (j) => lines[j]));
  }
}

function isIdentity({ points, matrix }: Summand): boolean {
  return points.length === 1 && matrix.data[0] === 1;
}
