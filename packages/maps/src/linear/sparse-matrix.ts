/** Exact sparse matrices by columns: what acts on tensors is sparse, and permutations of 10⁵ points must fit. */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  IsotypicError,
  inverse,
  Matrix,
  rationals,
} from '@isotypic/algebra';
import { type Entry, integerEntry, readEntry } from './entries.js';

/** A matrix that has one entry, 1 or −1, in every row and column: column j has `signs[j]` in row `images[j]`. */
export interface SignedPermutation {
  readonly images: Int32Array;
  readonly signs: Int8Array;
}

/** An immutable rows × cols matrix; column j has `values[k]` in row `indices[k]` for starts[j] ≤ k < starts[j+1]. */
export class SparseMatrix {
  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly starts: Int32Array,
    readonly indices: Int32Array,
    readonly values: readonly Cyclotomic[],
  ) {}

  /** From columns as maps row → entry; zeros are dropped, rows sorted. */
  static fromColumns(rows: number, columns: readonly ReadonlyMap<number, Cyclotomic>[]): SparseMatrix {
    const starts = new Int32Array(columns.length + 1);
    const indices: number[] = [];
    const values: Cyclotomic[] = [];
    columns.forEach((column, j) => {
      const kept = [...column].filter(([, x]) => !x.isZero()).sort(([a], [b]) => a - b);
      for (const [i, x] of kept) {
        indices.push(i);
        values.push(x);
      }
      starts[j + 1] = indices.length;
    });
    return new SparseMatrix(rows, columns.length, starts, Int32Array.from(indices), values);
  }

  static fromDense(m: ExactMatrix): SparseMatrix {
    const columns = Array.from({ length: m.cols }, () => new Map<number, Cyclotomic>());
    m.entries.forEach((x, at) => {
      const value = x instanceof Cyclotomic ? x : Cyclotomic.fromRational(x);
      if (!value.isZero()) columns[at % m.cols].set(Math.floor(at / m.cols), value);
    });
    return SparseMatrix.fromColumns(m.rows, columns);
  }

  /** From rows of exact entries. @throws {IsotypicError} `SHAPE_MISMATCH` unless dimension × dimension. */
  static fromRows(where: string, rows: readonly (readonly Entry[])[], dimension: number): SparseMatrix {
    const shape = `${rows.length}×${rows[0]?.length ?? 0}`;
    if (rows.length !== dimension || rows.some((row) => row.length !== dimension)) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `matrices of ${dimension} rows and columns`,
        received: `one of ${shape}${rows.some((r) => r.length !== rows[0].length) ? ' and uneven rows' : ''}`,
      });
    }
    const columns = Array.from({ length: dimension }, () => new Map<number, Cyclotomic>());
    rows.forEach((row, i) => {
      row.forEach((x, j) => {
        columns[j].set(i, readEntry(where, x));
      });
    });
    return SparseMatrix.fromColumns(dimension, columns);
  }

  static diagonal(entries: readonly Cyclotomic[]): SparseMatrix {
    return SparseMatrix.fromColumns(
      entries.length,
      entries.map((x, i) => new Map([[i, x]])),
    );
  }

  static identity(n: number): SparseMatrix {
    return SparseMatrix.permutation(Array.from({ length: n }, (_, i) => i));
  }

  /** The matrix with `M[images[j]][j] = 1`, or ±1 where signs are given. */
  static permutation(images: ArrayLike<number>, signs?: ArrayLike<number>): SparseMatrix {
    const n = images.length;
    const starts = Int32Array.from({ length: n + 1 }, (_, j) => j);
    const values = Array.from({ length: n }, (_, j) => integerEntry(signs === undefined ? 1 : signs[j]));
    return new SparseMatrix(n, n, starts, Int32Array.from(images), values);
  }

  /** Calls `visit(row, col, value)` for every entry that is not zero, column by column. */
  forEach(visit: (row: number, col: number, value: Cyclotomic) => void): void {
    for (let j = 0; j < this.cols; j++) {
      for (let k = this.starts[j]; k < this.starts[j + 1]; k++) visit(this.indices[k], j, this.values[k]);
    }
  }

  map(f: (x: Cyclotomic) => Cyclotomic): SparseMatrix {
    const known = new Map<Cyclotomic, Cyclotomic>(); // entries repeat, and numbers are compared by object
    const values = this.values.map((x) => {
      let y = known.get(x);
      if (y === undefined) {
        y = f(x);
        known.set(x, y);
      }
      return y;
    });
    return new SparseMatrix(this.rows, this.cols, this.starts, this.indices, values);
  }

  negate(): SparseMatrix {
    return this.map((x) => x.negate());
  }

  conjugate(): SparseMatrix {
    return this.map((x) => x.conjugate());
  }

  transpose(): SparseMatrix {
    const starts = new Int32Array(this.rows + 1);
    for (const i of this.indices) starts[i + 1]++;
    for (let i = 0; i < this.rows; i++) starts[i + 1] += starts[i];
    const next = starts.slice();
    const indices = new Int32Array(this.indices.length);
    const values = new Array<Cyclotomic>(this.values.length);
    this.forEach((i, j, x) => {
      const at = next[i]++;
      indices[at] = j;
      values[at] = x;
    });
    return new SparseMatrix(this.cols, this.rows, starts, indices, values);
  }

  plus(other: SparseMatrix): SparseMatrix {
    const columns = this.columnMaps();
    other.forEach((i, j, x) => {
      addTo(columns[j], i, x);
    });
    return SparseMatrix.fromColumns(this.rows, columns);
  }

  minus(other: SparseMatrix): SparseMatrix {
    return this.plus(other.negate());
  }

  scale(c: Cyclotomic): SparseMatrix {
    return SparseMatrix.fromColumns(this.rows, this.map((x) => x.times(c)).columnMaps());
  }

  times(other: SparseMatrix): SparseMatrix {
    const columns = Array.from({ length: other.cols }, () => new Map<number, Cyclotomic>());
    other.forEach((k, j, b) => {
      for (let at = this.starts[k]; at < this.starts[k + 1]; at++) {
        addTo(columns[j], this.indices[at], product(this.values[at], b));
      }
    });
    return SparseMatrix.fromColumns(this.rows, columns);
  }

  /** this ⊗ other: row i·other.rows + k, column j·other.cols + l. */
  kronecker(other: SparseMatrix): SparseMatrix {
    const columns = Array.from({ length: this.cols * other.cols }, () => new Map<number, Cyclotomic>());
    this.forEach((i, j, a) => {
      other.forEach((k, l, b) => {
        columns[j * other.cols + l].set(i * other.rows + k, product(a, b));
      });
    });
    return SparseMatrix.fromColumns(this.rows * other.rows, columns);
  }

  /** The block diagonal matrix of the given ones. */
  static blockDiagonal(blocks: readonly SparseMatrix[]): SparseMatrix {
    const columns: Map<number, Cyclotomic>[] = [];
    let rows = 0;
    for (const block of blocks) {
      for (const column of block.columnMaps()) columns.push(new Map([...column].map(([i, x]) => [i + rows, x])));
      rows += block.rows;
    }
    return SparseMatrix.fromColumns(rows, columns);
  }

  /** @throws {IsotypicError} `SINGULAR`, with `details.rank`. */
  inverse(): SparseMatrix {
    const monomial = this.signedPermutation();
    if (monomial !== null) return this.transpose(); // orthogonal
    return SparseMatrix.fromDense(inverse(this.toDense() as Matrix<unknown>) as ExactMatrix);
  }

  /** Images and signs when there is one entry ±1 in every row and column, else null. */
  signedPermutation(): SignedPermutation | null {
    if (this.rows !== this.cols || this.values.length !== this.cols) return null;
    const signs = new Int8Array(this.cols);
    const met = new Uint8Array(this.rows);
    for (let j = 0; j < this.cols; j++) {
      if (this.starts[j] !== j || met[this.indices[j]] === 1) return null;
      met[this.indices[j]] = 1;
      const x = this.values[j];
      if (x.equals(Cyclotomic.one)) signs[j] = 1;
      else if (x.equals(integerEntry(-1))) signs[j] = -1;
      else return null;
    }
    return { images: this.indices, signs };
  }

  isZero(): boolean {
    return this.values.length === 0;
  }

  isDiagonal(): boolean {
    for (let j = 0; j < this.cols; j++) {
      for (let k = this.starts[j]; k < this.starts[j + 1]; k++) if (this.indices[k] !== j) return false;
    }
    return true;
  }

  equals(other: SparseMatrix): boolean {
    return (
      this.rows === other.rows &&
      this.cols === other.cols &&
      this.values.length === other.values.length &&
      this.starts.every((s, j) => s === other.starts[j]) &&
      this.indices.every((i, k) => i === other.indices[k]) &&
      this.values.every((x, k) => x.equals(other.values[k]))
    );
  }

  isRational(): boolean {
    return this.values.every((x) => x.isRational());
  }

  /** Dense, over ℚ where all entries are rational. */
  toDense(): ExactMatrix {
    const entries = new Array<Cyclotomic>(this.rows * this.cols).fill(Cyclotomic.zero);
    this.forEach((i, j, x) => {
      entries[i * this.cols + j] = x;
    });
    if (!this.isRational()) return new Matrix(cyclotomics, this.rows, this.cols, entries);
    return new Matrix(
      rationals,
      this.rows,
      this.cols,
      entries.map((x) => (x.isZero() ? rationals.zero : x.toFraction())),
    );
  }

  /** The content as text: equal exactly for equal matrices. */
  toKey(): string {
    return `${this.rows}×${this.cols}:${this.starts.join()}:${this.indices.join()}:${this.values.join()}`;
  }

  private columnMaps(): Map<number, Cyclotomic>[] {
    const columns = Array.from({ length: this.cols }, () => new Map<number, Cyclotomic>());
    this.forEach((i, j, x) => {
      columns[j].set(i, x);
    });
    return columns;
  }
}

function addTo(column: Map<number, Cyclotomic>, row: number, x: Cyclotomic): void {
  const sum = column.get(row);
  column.set(row, sum === undefined ? x : sum.plus(x));
}

/** a·b, at no cost where one of them is the shared 1. */
function product(a: Cyclotomic, b: Cyclotomic): Cyclotomic {
  if (a === ONE) return b;
  return b === ONE ? a : a.times(b);
}

const ONE = integerEntry(1);
