/** One equivariant map: coefficients in a basis, applied to vectors without a dense matrix. */
import { IsotypicError } from '@isotypic/algebra';
import { arrayOf, checkArgument, invalidArgument, type Kind } from '@isotypic/algebra/internal';
import { Float64Matrix } from '@isotypic/numeric/dense';
import { requireDoubles, toDoubles } from './float-basis.js';
import type { HomBlock } from './hom-block.js';

/** A block of the map, its place, and the first of its coefficients. */
export interface MapBlock {
  readonly block: HomBlock;
  readonly rowOffset: number;
  readonly colOffset: number;
  readonly offset: number;
}

/** The entries of one block's basis in doubles, for repeated products. */
interface BlockEntries {
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly values: Float64Array;
  /** Entries starts[k] to starts[k+1] belong to basis map k. */
  readonly starts: Int32Array;
}

const NUMBER: Kind = { expected: 'a number', accepts: (v) => typeof v === 'number' };

/**
 * An equivariant map given by its coefficients in a basis: rows × cols, applied block by block.
 * @example
 * const V = T(1).over(parseMatrixGroup('SO(3)'));
 * const twice = equivariantMaps(V, V).apply([2]);
 * twice.times([1, 2, 3]) // [2, 4, 6]
 */
export class EquivariantMap {
  readonly rows: number;
  readonly cols: number;
  readonly coefficients: Float64Array;
  private readonly placed: readonly MapBlock[];
  private readonly entries = new Map<HomBlock, BlockEntries>();

  /** @internal `EquivariantMaps.apply` makes one. */
  constructor(placed: readonly MapBlock[], rows: number, cols: number, coefficients: Float64Array) {
    this.placed = placed;
    this.rows = rows;
    this.cols = cols;
    this.coefficients = coefficients;
  }

  /**
   * W·x, block by block.
   * @throws {IsotypicError} `SHAPE_MISMATCH`; `INVALID_ARGUMENT` for a basis that is not real
   */
  times(x: ArrayLike<number>): Float64Array {
    const where = 'EquivariantMap.times';
    checkArgument(where, 'x', x, arrayOf(NUMBER, 'a vector of numbers'));
    if (x.length !== this.cols) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `x to be a vector of ${this.cols} numbers`,
        received: `${x.length}`,
      });
    }
    const y = new Float64Array(this.rows);
    for (const { block, rowOffset, colOffset, offset } of this.placed) {
      const coefficients = this.coefficients.subarray(offset, offset + block.dimension);
      const part = Float64Array.from({ length: block.cols }, (_, j) => x[colOffset + j]);
      const fast = block.contract(coefficients, part);
      const image = fast ?? this.byEntries(where, block, coefficients, part);
      for (let i = 0; i < image.length; i++) y[rowOffset + i] += image[i];
    }
    return y;
  }

  /** The dense matrix. @throws {IsotypicError} `OUT_OF_MEMORY`; `INVALID_ARGUMENT` for a basis that is not real */
  toFloat64(): Float64Matrix {
    const where = 'EquivariantMap.toFloat64';
    requireDoubles(where, this.rows, this.cols, 'times(x) needs no matrix.');
    const W = new Float64Matrix(this.rows, this.cols);
    for (const { block, rowOffset, colOffset, offset } of this.placed) {
      for (let k = 0; k < block.dimension; k++) {
        const c = this.coefficients[offset + k];
        block.forEachEntry(k, (row, col, value) => {
          const x = toDoubles(value);
          if (x.im !== 0) throw notReal(where);
          W.data[(rowOffset + row) * this.cols + colOffset + col] += c * x.re;
        });
      }
    }
    return W;
  }

  private byEntries(where: string, block: HomBlock, coefficients: Float64Array, x: Float64Array): Float64Array {
    const { rows, cols, values, starts } = this.entriesOf(where, block);
    const y = new Float64Array(block.rows);
    for (let k = 0; k < coefficients.length; k++) {
      const c = coefficients[k];
      for (let at = starts[k]; at < starts[k + 1]; at++) y[rows[at]] += c * values[at] * x[cols[at]];
    }
    return y;
  }

  private entriesOf(where: string, block: HomBlock): BlockEntries {
    let known = this.entries.get(block);
    if (known !== undefined) return known;
    const starts = new Int32Array(block.dimension + 1);
    for (let k = 0; k < block.dimension; k++) starts[k + 1] = starts[k] + block.nonZeros(k);
    const total = starts[block.dimension];
    requireDoubles(where, total, 2, 'Apply the maps of basis() one at a time.');
    known = { rows: new Int32Array(total), cols: new Int32Array(total), values: new Float64Array(total), starts };
    const { rows, cols, values } = known;
    let at = 0;
    for (let k = 0; k < block.dimension; k++) {
      block.forEachEntry(k, (row, col, value) => {
        const x = toDoubles(value);
        if (x.im !== 0) throw notReal(where);
        rows[at] = row;
        cols[at] = col;
        values[at++] = x.re;
      });
    }
    this.entries.set(block, known);
    return known;
  }
}

function notReal(where: string): IsotypicError {
  return invalidArgument(where, 'maps with a real basis', 'complex ones', 'basis() gives the exact entries.');
}
