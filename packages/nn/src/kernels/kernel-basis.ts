/** What all constructions of kernels give: how many free numbers a filter has, and the filter they make. */
import { checkArgument, type Kind } from '@isotypic/algebra/internal';

/**
 * A basis of equivariant filters between two representations. `expand` is linear; a filter is [out, in, points],
 * row-major.
 */
export interface KernelBasis {
  /** Number of free coefficients. */
  readonly dimension: number;
  readonly outDimension: number;
  readonly inDimension: number;
  /** Number of points of the grid. */
  readonly points: number;
  /** Filters of n pairs of fields: n × dimension coefficients to n × (out·in·points) entries. */
  expand(coefficients: Float64Array): Float64Array;
  /** The transpose of `expand`: from what filters contribute to what their coefficients do. */
  expandTranspose(filters: Float64Array): Float64Array;
  /** ‖B‖² of each element of the basis, over all entries. */
  squaredNorms(): Float64Array;
}

/** Entries of a filter that are equal, up to sign, for every filter of the basis. */
export interface Sharing {
  /** For each entry its place among the representatives, or −1 where it is 0. */
  readonly classOf: Int32Array;
  /** Its sign. */
  readonly signs: Int8Array;
  /** The entry that stands for each class. */
  readonly representatives: Int32Array;
}

/** The coefficients that an entry depends on: a range of them, with a factor each. */
export interface EntryRow {
  readonly from: number;
  readonly factors: Float64Array;
}

/** Rows whose factors lie in one array, where several may share them: row k has `count[k]` of them from `at[k]` on. */
export interface RowTable {
  readonly from: Int32Array;
  readonly at: Int32Array;
  readonly count: Int32Array;
  readonly factors: Float64Array;
}

/** Rows with factors of their own. */
export function rowTable(rows: readonly EntryRow[]): RowTable {
  const from = Int32Array.from(rows, (row) => row.from);
  const count = Int32Array.from(rows, (row) => row.factors.length);
  const at = new Int32Array(rows.length);
  for (let k = 1; k < rows.length; k++) at[k] = at[k - 1] + count[k - 1];
  const factors = new Float64Array(count.reduce((sum, n) => sum + n, 0));
  for (let k = 0; k < rows.length; k++) factors.set(rows[k].factors, at[k]);
  return { from, at, count, factors };
}

/**
 * A basis by rows: each class of entries is a combination of a range of coefficients. Entries of one class are copied
 * from one number, so they agree to the bit.
 */
export class RowKernelBasis implements KernelBasis {
  constructor(
    readonly dimension: number,
    readonly outDimension: number,
    readonly inDimension: number,
    readonly points: number,
    private readonly sharing: Sharing,
    private readonly rows: RowTable,
    /** ‖B‖² of all elements, where they were scaled to it. */
    private readonly scaledTo?: number,
  ) {}

  expand(coefficients: Float64Array): Float64Array {
    checkArgument('KernelBasis.expand', 'coefficients', coefficients, numbersInRows(this.dimension));
    const { dimension } = this;
    const { from, at, count, factors } = this.rows;
    const { classOf, signs } = this.sharing;
    const entries = classOf.length;
    const pairs = dimension === 0 ? 0 : coefficients.length / dimension;
    const filters = new Float64Array(pairs * entries);
    const values = new Float64Array(from.length);
    for (let n = 0; n < pairs; n++) {
      for (let k = 0; k < from.length; k++) {
        let sum = 0;
        const shift = n * dimension + from[k] - at[k];
        for (let t = at[k], end = t + count[k]; t < end; t++) sum += factors[t] * coefficients[shift + t];
        values[k] = sum;
      }
      const base = n * entries;
      for (let e = 0; e < entries; e++) {
        const k = classOf[e];
        if (k >= 0) filters[base + e] = signs[e] * values[k];
      }
    }
    return filters;
  }

  expandTranspose(filters: Float64Array): Float64Array {
    checkArgument('KernelBasis.expandTranspose', 'filters', filters, numbersInRows(this.sharing.classOf.length));
    const { dimension } = this;
    const { from, at, count, factors } = this.rows;
    const { classOf, signs } = this.sharing;
    const entries = classOf.length;
    const pairs = entries === 0 ? 0 : filters.length / entries;
    const coefficients = new Float64Array(pairs * dimension);
    const sums = new Float64Array(from.length);
    for (let n = 0; n < pairs; n++) {
      sums.fill(0);
      const base = n * entries;
      for (let e = 0; e < entries; e++) {
        const k = classOf[e];
        if (k >= 0) sums[k] += signs[e] * filters[base + e];
      }
      for (let k = 0; k < from.length; k++) {
        const shift = n * dimension + from[k] - at[k];
        for (let t = at[k], end = t + count[k]; t < end; t++) coefficients[shift + t] += factors[t] * sums[k];
      }
    }
    return coefficients;
  }

  squaredNorms(): Float64Array {
    if (this.scaledTo !== undefined) return new Float64Array(this.dimension).fill(this.scaledTo);
    const { from, at, count, factors } = this.rows;
    const sizes = new Float64Array(from.length);
    const { classOf } = this.sharing;
    for (let e = 0; e < classOf.length; e++) if (classOf[e] >= 0) sizes[classOf[e]]++;
    const norms = new Float64Array(this.dimension);
    for (let k = 0; k < from.length; k++) {
      for (let t = 0; t < count[k]; t++) norms[from[k] + t] += sizes[k] * factors[at[k] + t] * factors[at[k] + t];
    }
    return norms;
  }
}

const numbersInRows = (length: number): Kind => ({
  expected: `a Float64Array of a multiple of ${length} numbers`,
  accepts: (v) => v instanceof Float64Array && (length === 0 ? v.length === 0 : v.length % length === 0),
  remedy: () => 'Float64Array.from(numbers) makes one.',
});
