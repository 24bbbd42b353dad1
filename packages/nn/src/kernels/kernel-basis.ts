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

/**
 * A basis by rows: each class of entries is a combination of a range of coefficients. Entries of one class are copied
 * from one number, so they agree to the bit.
 */
export class RowKernelBasis implements KernelBasis {
  private readonly from: Int32Array;
  private readonly start: Int32Array;
  private readonly factors: Float64Array;

  constructor(
    readonly dimension: number,
    readonly outDimension: number,
    readonly inDimension: number,
    readonly points: number,
    private readonly sharing: Sharing,
    rows: readonly EntryRow[],
  ) {
    this.from = new Int32Array(rows.length);
    this.start = new Int32Array(rows.length + 1);
    for (let k = 0; k < rows.length; k++) {
      this.from[k] = rows[k].from;
      this.start[k + 1] = this.start[k] + rows[k].factors.length;
    }
    this.factors = new Float64Array(this.start[rows.length]);
    for (let k = 0; k < rows.length; k++) this.factors.set(rows[k].factors, this.start[k]);
  }

  expand(coefficients: Float64Array): Float64Array {
    checkArgument('KernelBasis.expand', 'coefficients', coefficients, numbersInRows(this.dimension));
    const { dimension, from, start, factors } = this;
    const { classOf, signs } = this.sharing;
    const entries = classOf.length;
    const pairs = dimension === 0 ? 0 : coefficients.length / dimension;
    const filters = new Float64Array(pairs * entries);
    const values = new Float64Array(from.length);
    for (let n = 0; n < pairs; n++) {
      for (let k = 0; k < from.length; k++) {
        let sum = 0;
        const shift = n * dimension + from[k] - start[k];
        for (let t = start[k]; t < start[k + 1]; t++) sum += factors[t] * coefficients[shift + t];
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
    const { dimension, from, start, factors } = this;
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
        const shift = n * dimension + from[k] - start[k];
        for (let t = start[k]; t < start[k + 1]; t++) coefficients[shift + t] += factors[t] * sums[k];
      }
    }
    return coefficients;
  }

  squaredNorms(): Float64Array {
    const { from, start, factors } = this;
    const sizes = new Float64Array(from.length);
    for (const k of this.sharing.classOf) if (k >= 0) sizes[k]++;
    const norms = new Float64Array(this.dimension);
    for (let k = 0; k < from.length; k++) {
      for (let t = start[k]; t < start[k + 1]; t++) norms[from[k] + t - start[k]] += sizes[k] * factors[t] ** 2;
    }
    return norms;
  }
}

const numbersInRows = (length: number): Kind => ({
  expected: `a Float64Array of a multiple of ${length} numbers`,
  accepts: (v) => v instanceof Float64Array && (length === 0 ? v.length === 0 : v.length % length === 0),
  remedy: () => 'Float64Array.from(numbers) makes one.',
});
