/** Ordered partitions of the vertices into cells, that can be refined and taken back. */

/**
 * Cells are intervals of `order` and are named by their first position. Splitting keeps the first part's name, so that
 * undoing is a relabeling of the parts split off.
 */
export class OrderedPartition {
  /** The vertices, cell by cell. */
  readonly order: Int32Array;
  /** Inverse of `order`. */
  readonly position: Int32Array;
  /** The cell of each vertex. */
  readonly cellOf: Int32Array;
  /** Length of the cell that starts at a position; meaningless elsewhere. */
  readonly length: Int32Array;
  cellCount: number;
  /** Starts of the cells split off, latest last. */
  private readonly splits: number[] = [];

  /** The partition by `keys`, cells in ascending order of them. */
  constructor(keys: Int32Array) {
    const n = keys.length;
    this.order = Int32Array.from(keys.keys()).sort((v, w) => keys[v] - keys[w] || v - w);
    this.position = new Int32Array(n);
    this.cellOf = new Int32Array(n);
    this.length = new Int32Array(n);
    this.cellCount = 0;
    for (let i = 0, start = 0; i < n; i++) {
      if (i === 0 || keys[this.order[i]] !== keys[this.order[i - 1]]) {
        start = i;
        this.cellCount++;
      }
      this.position[this.order[i]] = i;
      this.cellOf[this.order[i]] = start;
      this.length[start]++;
    }
  }

  isDiscrete(): boolean {
    return this.cellCount === this.order.length;
  }

  /** Exchanges the vertices at two positions of one cell. */
  swap(i: number, j: number): void {
    const [v, w] = [this.order[i], this.order[j]];
    this.order[i] = w;
    this.order[j] = v;
    this.position[w] = i;
    this.position[v] = j;
  }

  /**
   * Splits a cell before the given positions, which must descend: so undoing meets them ascending, and each part is
   * relabeled once.
   */
  splitOff(start: number, cut: number): void {
    const end = start + this.length[start];
    this.length[start] = cut - start;
    this.length[cut] = end - cut;
    for (let i = cut; i < end; i++) this.cellOf[this.order[i]] = cut;
    this.splits.push(cut);
    this.cellCount++;
  }

  /** Makes {v} a cell, the last part of v's old cell; returns its start. */
  individualize(v: number): number {
    const start = this.cellOf[v];
    const last = start + this.length[start] - 1;
    this.swap(this.position[v], last);
    this.splitOff(start, last);
    return last;
  }

  /** A mark to come back to with `undo`. */
  mark(): number {
    return this.splits.length;
  }

  undo(mark: number): void {
    while (this.splits.length > mark) {
      const cut = this.splits.pop() as number;
      const end = cut + this.length[cut];
      const start = this.cellOf[this.order[cut - 1]];
      for (let i = cut; i < end; i++) this.cellOf[this.order[i]] = start;
      this.length[start] += end - cut;
      this.cellCount--;
    }
  }
}
