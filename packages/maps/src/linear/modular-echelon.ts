/**
 * A row echelon form over GF(p) that grows row by row, and its kernel. Each row is reduced by the pivot rows found so
 * far, touching only entries that are not zero; C-like loops, since the constraint nullspace spends its time here.
 */
import { invMod, symmetricResidue } from '@isotypic/algebra/internal';

/** A vector without its zeros, positions ascending. */
export interface SparseResidues {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Free columns that are solved for at once: rows of 64 doubles are eight cache lines. */
const CHUNK = 64;

export class ModularEchelon {
  private readonly pivotRows: (SparseResidues | null)[];
  private readonly work: Float64Array;
  rank = 0;
  /** Entries stored, the cost of one back substitution. */
  stored = 0;

  constructor(
    readonly cols: number,
    readonly p: number,
  ) {
    this.pivotRows = new Array<SparseResidues | null>(cols).fill(null);
    this.work = new Float64Array(cols);
  }

  /** Adds a row, columns in any order without repetition; false when it depends on those before. */
  add(indices: ArrayLike<number>, values: ArrayLike<number>): boolean {
    const { work, pivotRows, p } = this;
    const inverse = 1 / p;
    let first = this.cols;
    let last = -1;
    for (let k = 0; k < indices.length; k++) {
      const j = indices[k];
      work[j] = values[k];
      if (j < first) first = j;
      if (j > last) last = j;
    }
    const kept: number[] = [];
    for (let j = first; j <= last; j++) {
      const c = work[j];
      if (c === 0) continue;
      const pivot = pivotRows[j];
      if (pivot === null) {
        kept.push(j);
        continue;
      }
      const { indices: at, values: x } = pivot;
      for (let k = 0; k < at.length; k++) {
        const t = work[at[k]] - c * x[k];
        work[at[k]] = t - p * Math.round(t * inverse);
      }
      if (at[at.length - 1] > last) last = at[at.length - 1];
    }
    if (kept.length === 0) return false;
    const lead = work[kept[0]];
    const scale = symmetricResidue(invMod(lead < 0 ? lead + p : lead, p), p);
    const row = { indices: Int32Array.from(kept), values: new Float64Array(kept.length) };
    for (let k = 0; k < kept.length; k++) {
      const t = work[kept[k]] * scale;
      row.values[k] = t - p * Math.round(t * inverse);
      work[kept[k]] = 0;
    }
    pivotRows[kept[0]] = row;
    this.rank++;
    this.stored += kept.length;
    return true;
  }

  /** The columns without pivot, ascending. */
  freeColumns(): number[] {
    const free: number[] = [];
    for (let j = 0; j < this.cols; j++) if (this.pivotRows[j] === null) free.push(j);
    return free;
  }

  /** The kernel vector with the given values in the free columns, 0 for the rest of them. */
  kernelVector(free: readonly number[], values: ArrayLike<number>): Float64Array {
    const vector = new Float64Array(this.cols);
    free.forEach((j, k) => {
      vector[j] = values[k];
    });
    this.solveBackwards(vector, 1);
    return vector;
  }

  /**
   * The basis of the kernel with the identity matrix in the free columns. Vector k has its last entry, a 1, in free
   * column k: the basis depends on the kernel alone.
   */
  kernelBasis(): SparseResidues[] {
    const free = this.freeColumns();
    const basis: SparseResidues[] = [];
    for (let from = 0; from < free.length; from += CHUNK) {
      const width = Math.min(CHUNK, free.length - from);
      const block = new Float64Array(this.cols * width);
      for (let k = 0; k < width; k++) block[free[from + k] * width + k] = 1;
      this.solveBackwards(block, width);
      for (let k = 0; k < width; k++) basis.push(columnOf(block, width, k, free[from + k]));
    }
    return basis;
  }

  /** Fills in the pivot columns' rows of a cols × width block whose free columns' rows are given. */
  private solveBackwards(block: Float64Array, width: number): void {
    const { pivotRows, p } = this;
    const inverse = 1 / p;
    const sums = new Float64Array(width);
    for (let j = this.cols - 1; j >= 0; j--) {
      const row = pivotRows[j];
      if (row === null) continue;
      sums.fill(0);
      for (let k = 1; k < row.indices.length; k++) {
        const c = row.values[k];
        const base = row.indices[k] * width;
        for (let w = 0; w < width; w++) {
          const x = block[base + w];
          if (x === 0) continue;
          const t = sums[w] - c * x;
          sums[w] = t - p * Math.round(t * inverse);
        }
      }
      block.set(sums, j * width);
    }
  }
}

function columnOf(block: Float64Array, width: number, k: number, last: number): SparseResidues {
  const indices: number[] = [];
  for (let j = 0; j <= last; j++) if (block[j * width + k] !== 0) indices.push(j);
  return {
    indices: Int32Array.from(indices),
    values: Float64Array.from(indices, (j) => block[j * width + k]),
  };
}

/** The same normal form for the span of given independent vectors: each has a last entry 1, in a column of its own. */
export function reducedFromTheRight(vectors: readonly Float64Array[], p: number): SparseResidues[] {
  const inverse = 1 / p;
  const rows = [...vectors];
  const done: { readonly last: number; readonly row: Float64Array }[] = [];
  while (rows.length > 0) {
    let best = -1;
    let last = -1;
    rows.forEach((row, i) => {
      let j = row.length - 1;
      while (j > last && row[j] === 0) j--;
      if (j > last) [best, last] = [i, j];
    });
    const [row] = rows.splice(best, 1);
    const lead = row[last];
    const scale = symmetricResidue(invMod(lead < 0 ? lead + p : lead, p), p);
    for (let j = 0; j <= last; j++) row[j] = symmetricResidue(row[j] * scale, p);
    for (const other of [...rows, ...done.map((d) => d.row)]) {
      const c = other[last];
      if (c === 0) continue;
      for (let j = 0; j <= last; j++) {
        const t = other[j] - c * row[j];
        other[j] = t - p * Math.round(t * inverse);
      }
    }
    done.push({ last, row });
  }
  done.sort((a, b) => a.last - b.last);
  return done.map(({ row, last }) => columnOf(row, 1, 0, last));
}
