/**
 * How the blocks of an equivariant map are held: as matrices, or those of a covariance as the samples they are sums of.
 */
import { UNIT_SIGNS } from '@isotypic/algebra/internal';
import { type Float64Layout, Float64Matrix, product } from '@isotypic/numeric/dense';
import { symmetrize } from '@isotypic/numeric/internal';
import { scaledBy, timesPowerOfTwo } from '../data/powers-of-two.js';
import { requireLength } from '../data/size-limit.js';
import type { Term } from './basis-rows.js';
import type { IsotypicStructure } from './isotypic-structure.js';

export interface HeldBlocks {
  readonly holds: 'blocks' | 'samples';
  /** C_k as matrices. @throws {IsotypicError} `OUT_OF_MEMORY` where they are too large to be made of samples */
  readonly blocks: readonly Float64Layout[];
  /** C_k · part. */
  times(k: number, part: Float64Layout): Float64Layout;
  /** uᵀ C_k v. Of samples O(N·d) for each term of u and v, not for each pair of these. */
  form(k: number, u: readonly Term[], v: readonly Term[]): number;
  /** All blocks times 2^exponent. */
  timesPowerOfTwo(exponent: number): HeldBlocks;
}

/** Blocks that solve systems by themselves, without being made. */
export interface SolvedBlocks extends HeldBlocks {
  /** C_k⁻¹·part. @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` */
  solve(where: string, k: number, part: Float64Layout): Float64Layout;
  /** log det Σ. @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` */
  logDeterminant(where: string): number;
}

export const areSolved = (held: HeldBlocks): held is SolvedBlocks => 'solve' in held;

export class MatrixBlocks implements HeldBlocks {
  readonly holds = 'blocks';

  constructor(readonly blocks: readonly Float64Layout[]) {}

  times(k: number, part: Float64Layout): Float64Layout {
    return product(this.blocks[k], part);
  }

  form(k: number, u: readonly Term[], v: readonly Term[]): number {
    const { data, cols } = this.blocks[k];
    let sum = 0;
    for (const { a, value } of u) for (const { a: b, value: other } of v) sum += value * data[a * cols + b] * other;
    return sum;
  }

  timesPowerOfTwo(exponent: number): MatrixBlocks {
    return new MatrixBlocks(this.blocks.map((C) => ({ ...C, data: scaledBy(C.data, exponent) })));
  }
}

/**
 * The blocks of a covariance by the coordinates of centered samples: C_k is the projection on matrices over ℝ, ℂ or ℍ
 * of Σ f fᵀ, f the pooled coordinates of every row in component k, over their number. A column f of m numbers of the
 * algebra has a real (e·m)×e form W, and the projection of f fᵀ is W Wᵀ/e.
 */
export class SampleBlocks implements HeldBlocks {
  readonly holds = 'samples';
  private made: readonly Float64Layout[] | undefined;

  /**
   * @param coordinates N×D, with √w in every row.
   * @param divisors by what Σ f fᵀ over rows and pooled coordinates is divided on each component
   */
  constructor(
    private readonly structure: IsotypicStructure,
    private readonly coordinates: Float64Layout,
    private readonly divisors: readonly number[],
  ) {}

  /** A bound of the rank of C_k: e of each of the columns. */
  rankBound(k: number): number {
    const { units, pooled } = this.structure.components[k];
    return units * pooled * this.coordinates.rows;
  }

  get blocks(): readonly Float64Layout[] {
    this.made ??= this.makeBlocks();
    return this.made;
  }

  private makeBlocks(): readonly Float64Layout[] {
    const { components } = this.structure;
    const widths = components.map((c) => c.multiplicity * c.units);
    const numbers = widths.reduce((sum, w) => sum + w * w, 0);
    requireLength('StructuredCovariance.blocks', 'the blocks', numbers);
    return components.map((c, k) => {
      const width = widths[k];
      const rows = this.rankBound(k);
      const W = new Float64Matrix(rows, width);
      let row = 0;
      this.eachColumn(k, (at, step) => {
        for (let col = 0; col < c.units; col++, row++) {
          for (let i = 0; i < width; i++) W.data[row * width + i] = this.formEntry(at, step, i, col, c.units);
        }
      });
      const C = product(W, W, { transposeLeft: true });
      const scale = 1 / (c.units * this.divisors[k]);
      for (let e = 0; e < C.data.length; e++) C.data[e] *= scale;
      return symmetrize(C);
    });
  }

  times(k: number, part: Float64Layout): Float64Layout {
    const { units, multiplicity } = this.structure.components[k];
    const width = multiplicity * units;
    const { cols } = part;
    const out = new Float64Matrix(width, cols);
    const along = new Float64Array(cols);
    const scale = 1 / (units * this.divisors[k]);
    this.eachColumn(k, (at, step) => {
      for (let col = 0; col < units; col++) {
        along.fill(0);
        for (let i = 0; i < width; i++) {
          const w = scale * this.formEntry(at, step, i, col, units);
          for (let v = 0; v < cols; v++) along[v] += w * part.data[i * cols + v];
        }
        for (let i = 0; i < width; i++) {
          const w = this.formEntry(at, step, i, col, units);
          for (let v = 0; v < cols; v++) out.data[i * cols + v] += w * along[v];
        }
      }
    });
    return out;
  }

  form(k: number, u: readonly Term[], v: readonly Term[]): number {
    const { units } = this.structure.components[k];
    let sum = 0;
    this.eachColumn(k, (at, step) => {
      for (let col = 0; col < units; col++) {
        const left = this.along(u, at, step, col, units);
        sum += left * (u === v ? left : this.along(v, at, step, col, units));
      }
    });
    return sum / (units * this.divisors[k]);
  }

  timesPowerOfTwo(exponent: number): SampleBlocks {
    const divisors = this.divisors.map((d) => timesPowerOfTwo(d, -exponent));
    return new SampleBlocks(this.structure, this.coordinates, divisors);
  }

  /** Each pooled coordinate of each row: where its first number stands, and how far apart they are. */
  private eachColumn(k: number, visit: (at: number, step: number) => void): void {
    const { offset, pooled } = this.structure.components[k];
    const { rows, cols } = this.coordinates;
    for (let n = 0; n < rows; n++) for (let s = 0; s < pooled; s++) visit(n * cols + offset + s, pooled);
  }

  /** uᵀ times column `col` of the real form of a column. */
  private along(u: readonly Term[], at: number, step: number, col: number, units: 1 | 2 | 4): number {
    let sum = 0;
    for (const { a, value } of u) sum += value * this.formEntry(at, step, a, col, units);
    return sum;
  }

  /** Entry (i, col) of the real form of a column. */
  private formEntry(at: number, step: number, i: number, col: number, units: 1 | 2 | 4): number {
    const { data } = this.coordinates;
    if (units === 1) return data[at + i * step];
    const row = i % units;
    return UNIT_SIGNS[row ^ col][col] * data[at + (i - row + (row ^ col)) * step];
  }
}
