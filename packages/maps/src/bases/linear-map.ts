/** A linear map with its entries that are not zero, exact; dense only when asked. */
import { Cyclotomic, cyclotomics, type ExactMatrix, Fraction, Matrix, rationals } from '@isotypic/algebra';
import { callable, checkArgument } from '@isotypic/algebra/internal';
import type { ExactNumber } from '../linear/invariant-basis.js';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { asCyclotomic } from './exact-vectors.js';
import type { VisitMapEntry } from './hom-block.js';

/** One entry of a map. */
export interface MapEntry {
  readonly row: number;
  readonly col: number;
  readonly value: ExactNumber;
}

/**
 * An exact map of a basis, by its entries that are not zero.
 * @example
 * const V = T(1).over(parseMatrixGroup('SO(3)'));
 * const [identity] = equivariantMaps(V, V).basis();
 * identity.nonZeros // 3
 * identity.entries().map(({ row, col, value }) => `${row},${col}: ${value}`) // ['0,0: 1', '1,1: 1', '2,2: 1']
 */
export class SparseMap {
  readonly rows: number;
  readonly cols: number;
  /** The number of entries that are not zero. */
  readonly nonZeros: number;
  private readonly visitAll: (visit: VisitMapEntry) => void;

  /** @internal `EquivariantMaps.basis` makes them. */
  constructor(rows: number, cols: number, nonZeros: number, visitAll: (visit: VisitMapEntry) => void) {
    this.rows = rows;
    this.cols = cols;
    this.nonZeros = nonZeros;
    this.visitAll = visitAll;
  }

  /** Visits the entries that are not zero, each once, in no particular order. */
  forEachEntry(visit: VisitMapEntry): void {
    checkArgument('SparseMap.forEachEntry', 'visit', visit, callable);
    this.visitAll(visit);
  }

  /** The entries, row by row. */
  entries(): MapEntry[] {
    const entries: MapEntry[] = [];
    this.visitAll((row, col, value) => {
      entries.push({ row, col, value });
    });
    return entries.sort((a, b) => a.row - b.row || a.col - b.col);
  }

  /** @internal */
  toSparseMatrix(): SparseMatrix {
    const columns = Array.from({ length: this.cols }, () => new Map<number, Cyclotomic>());
    this.visitAll((row, col, value) => {
      columns[col].set(row, asCyclotomic(value));
    });
    return SparseMatrix.fromColumns(this.rows, columns);
  }

  /** Dense: over ℚ where all entries are rational. */
  toMatrix(): ExactMatrix {
    let rational = true;
    this.visitAll((_, __, value) => {
      rational &&= value instanceof Fraction;
    });
    if (!rational) {
      const entries = new Array<Cyclotomic>(this.rows * this.cols).fill(Cyclotomic.zero);
      this.visitAll((row, col, value) => {
        entries[row * this.cols + col] = asCyclotomic(value);
      });
      return new Matrix(cyclotomics, this.rows, this.cols, entries);
    }
    const entries = new Array<Fraction>(this.rows * this.cols).fill(rationals.zero);
    this.visitAll((row, col, value) => {
      entries[row * this.cols + col] = value as Fraction;
    });
    return new Matrix(rationals, this.rows, this.cols, entries);
  }
}
