/**
 * Color refinement: the coarsest partition finer than the given one in which all vertices of a cell have as many
 * neighbors of each code in every cell (McKay & Piperno, Practical graph isomorphism II, J. Symb. Comput. 60, 2014,
 * §2).
 *
 * Counts of neighbors are sums of one 32-bit weight a code. A collision of sums can only make a cell stay whole: what
 * is found from the partition is verified on the graph itself, so no answer rests on the weights.
 */
import type { Graph } from './graph.js';
import type { OrderedPartition } from './ordered-partition.js';

/** What refinement saw, the same for partitions that an automorphism carries to each other. */
export type Trace = number[];

export class Refiner {
  private readonly queue: Int32Array;
  private head = 0;
  private size = 0;
  private readonly queued: Uint8Array;
  private readonly sums: Int32Array;
  private readonly touchedInCell: Int32Array;
  private readonly isTouched: Uint8Array;
  private readonly touched: Int32Array;
  private readonly weights: Int32Array;

  constructor(
    private readonly graph: Graph,
    private readonly partition: OrderedPartition,
    /** Accounts for edges looked at. */
    private readonly spend: (steps: number) => void,
  ) {
    const n = graph.vertexCount;
    this.queue = new Int32Array(n);
    this.queued = new Uint8Array(n);
    this.sums = new Int32Array(n);
    this.touchedInCell = new Int32Array(n);
    this.isTouched = new Uint8Array(n);
    this.touched = new Int32Array(n);
    const codeCount = graph.codes.reduce((max, code) => Math.max(max, code + 1), 0);
    this.weights = Int32Array.from({ length: codeCount }, (_, code) => mix(code + 1));
  }

  /** Refines against all cells. */
  refineAll(): void {
    const { partition } = this;
    for (let start = 0; start < partition.order.length; start += partition.length[start]) this.enqueue(start);
    this.run([], false);
  }

  /** Individualises v and refines, writing what it sees to the trace. */
  recordIndividualized(v: number): Trace {
    const trace: Trace = [];
    this.enqueue(this.partition.individualize(v));
    this.run(trace, false);
    return trace;
  }

  /** Individualises v and refines as long as it sees what the trace says; false as soon as it does not. */
  followIndividualized(v: number, trace: Trace): boolean {
    this.enqueue(this.partition.individualize(v));
    return this.run(trace, true);
  }

  private enqueue(start: number): void {
    if (this.queued[start]) return;
    this.queued[start] = 1;
    this.queue[(this.head + this.size) % this.queue.length] = start;
    this.size++;
  }

  private run(trace: Trace, compare: boolean): boolean {
    const { partition } = this;
    let seen = 0;
    let agrees = true;
    const event = (value: number): void => {
      if (!compare) trace.push(value);
      else if (trace[seen++] !== value) agrees = false;
    };
    while (this.size > 0 && agrees && !partition.isDiscrete()) {
      const splitter = this.queue[this.head];
      this.head = (this.head + 1) % this.queue.length;
      this.size--;
      this.queued[splitter] = 0;
      this.splitBy(splitter, event);
    }
    while (this.size > 0) {
      this.queued[this.queue[this.head]] = 0;
      this.head = (this.head + 1) % this.queue.length;
      this.size--;
    }
    return agrees && (!compare || seen === trace.length);
  }

  /** Splits every cell by the weighted numbers of neighbors in the cell `splitter`. */
  private splitBy(splitter: number, event: (value: number) => void): void {
    const { partition, sums, isTouched, touched, touchedInCell } = this;
    const { offsets, neighbors, codes } = this.graph;
    let count = 0;
    const end = splitter + partition.length[splitter];
    for (let i = splitter; i < end; i++) {
      const w = partition.order[i];
      for (let a = offsets[w]; a < offsets[w + 1]; a++) {
        const v = neighbors[a];
        if (!isTouched[v]) {
          isTouched[v] = 1;
          sums[v] = 0;
          touched[count++] = v;
        }
        sums[v] = (sums[v] + this.weights[codes[a]]) | 0;
      }
      this.spend(1 + offsets[w + 1] - offsets[w]);
    }
    // the touched vertices of a cell move to its end; singletons only leave their mark in the trace
    const cells: number[] = [];
    let singletons = 0;
    for (let i = 0; i < count; i++) {
      const v = touched[i];
      isTouched[v] = 0;
      const cell = partition.cellOf[v];
      const length = partition.length[cell];
      if (length === 1) {
        singletons = (singletons + mix(cell ^ Math.imul(sums[v], 0x9e3779b1))) | 0;
        continue;
      }
      if (touchedInCell[cell] === 0) cells.push(cell);
      partition.swap(partition.position[v], cell + length - 1 - touchedInCell[cell]++);
    }
    event(singletons);
    cells.sort((a, b) => a - b);
    for (const cell of cells) this.splitCell(cell, event);
  }

  private splitCell(cell: number, event: (value: number) => void): void {
    const { partition, sums, touchedInCell } = this;
    const end = cell + partition.length[cell];
    const firstTouched = end - touchedInCell[cell];
    touchedInCell[cell] = 0;
    this.sortBySum(firstTouched, end);
    const cuts: number[] = [];
    event(mix(cell) ^ end);
    for (let i = firstTouched; i < end; i++) {
      const sum = sums[partition.order[i]];
      if (i > firstTouched && sum === sums[partition.order[i - 1]]) continue;
      event(mix(sum) ^ i);
      if (i > cell) cuts.push(i);
    }
    if (cuts.length === 0) return;
    for (let c = cuts.length - 1; c >= 0; c--) partition.splitOff(cell, cuts[c]);
    if (this.queued[cell]) {
      for (const cut of cuts) this.enqueue(cut);
      return;
    }
    // all parts but the largest tell the whole story (Hopcroft)
    let largest = cell;
    for (const cut of cuts) if (partition.length[cut] > partition.length[largest]) largest = cut;
    for (const part of [cell, ...cuts]) if (part !== largest) this.enqueue(part);
  }

  /** Sorts the vertices at positions [from, to) of one cell by their sums. */
  private sortBySum(from: number, to: number): void {
    const { partition, sums } = this;
    const first = sums[partition.order[from]];
    let i = from + 1;
    while (i < to && sums[partition.order[i]] === first) i++;
    if (i === to) return;
    const part = partition.order.subarray(from, to);
    part.sort((v, w) => sums[v] - sums[w]);
    for (let k = from; k < to; k++) partition.position[partition.order[k]] = k;
  }
}

/** A mixing permutation of 32-bit integers (the finalizer of MurmurHash3). */
export function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
