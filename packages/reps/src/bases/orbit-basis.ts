/** An orthonormal basis of the functions on one orbit, in isotypic coordinates, as an operator. */
import { invalidArgument } from '@isotypic/algebra/internal';
import type { ColumnBlock } from './column-blocks.js';
import { type SignedFactors, signedFactors, solveSigned, solveSignedTransposed } from './dense-factors.js';

/** Coordinates come block after block. */
export interface OrbitBasis {
  /** Q x̂, on positions in the orbit. @throws {IsotypicError} `INVALID_ARGUMENT` unless they are as many as points */
  times(coordinates: Float64Array): Float64Array;
  /** Qᵀx. @throws {IsotypicError} `INVALID_ARGUMENT` unless x has a number for each point */
  transposeTimes(x: Float64Array): Float64Array;
  /**
   * Qᵀx and Qᵀy in the places of x and y: there where both together cost about as much as one.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless each has a number for each point
   */
  transposeBoth?(x: Float64Array, y: Float64Array): void;
}

/** Refuses what is not a Float64Array of that length. */
export function requireNumbers(method: keyof OrbitBasis, value: unknown, length: number): void {
  if (value instanceof Float64Array && value.length === length) return;
  const name = method === 'times' ? 'coordinates' : 'x';
  const received = value instanceof Float64Array ? `${value.length} numbers` : value;
  throw invalidArgument(`OrbitBasis.${method}`, `${name} as a Float64Array of ${length} numbers`, received);
}

/** Blocks side by side that fill the space. */
export class BlockBasis implements OrbitBasis {
  private readonly width: number;

  constructor(
    private readonly blocks: readonly ColumnBlock[],
    private readonly points: number,
  ) {
    this.width = blocks.reduce((sum, { width }) => sum + width, 0);
  }

  times(coordinates: Float64Array): Float64Array {
    requireNumbers('times', coordinates, this.width);
    const y = new Float64Array(this.points);
    let offset = 0;
    for (const block of this.blocks) {
      block.addTimes(coordinates.subarray(offset, offset + block.width), y);
      offset += block.width;
    }
    return y;
  }

  transposeTimes(x: Float64Array): Float64Array {
    requireNumbers('transposeTimes', x, this.points);
    const coordinates = new Float64Array(this.width);
    let offset = 0;
    for (const block of this.blocks) {
      coordinates.set(block.transposeTimes(x), offset);
      offset += block.width;
    }
    return coordinates;
  }
}

/**
 * Blocks Z that leave one component out, completed by an orthonormal basis of its complement: the last columns of
 * Q = 1 − W M Wᵀ, where W = E − ZS, E the first s unit vectors, M = (1 − (ZS)₁ᵀ)⁻¹ and (ZS)₁ the first s rows of ZS. Q
 * is orthogonal and QE = ZS for every sign matrix S (the basis–kernel form of a product of s reflections: Sun & Bischof
 * 1995); S is chosen so that M is well conditioned (`signedFactors`). Nothing larger than s × s is added to Z.
 */
export class CompletedBasis implements OrbitBasis {
  private readonly known: BlockBasis;
  private readonly width: number;
  private readonly factors: SignedFactors;

  constructor(
    blocks: readonly ColumnBlock[],
    private readonly points: number,
  ) {
    this.known = new BlockBasis(blocks, points);
    const s = blocks.reduce((sum, { width }) => sum + width, 0);
    this.width = s;
    const top = new Float64Array(s * s);
    for (let x = 0; x < s; x++) {
      let offset = 0;
      for (const block of blocks) {
        top.set(block.row(x), x * s + offset);
        offset += block.width;
      }
    }
    this.factors = signedFactors(top, s);
  }

  times(coordinates: Float64Array): Float64Array {
    const { width: s, points, factors } = this;
    requireNumbers('times', coordinates, points);
    const y = new Float64Array(points);
    for (let i = 0; i < s; i++) y[i] = factors.signs[i] * coordinates[i];
    y.set(coordinates.subarray(s), s);
    // M = −(Z₁ − S)⁻ᵀ S
    const t = this.kernelSide(y, this.known.transposeTimes(y));
    for (let i = 0; i < s; i++) t[i] *= -factors.signs[i];
    this.subtractW(solveSignedTransposed(factors, t), y);
    return y;
  }

  transposeTimes(x: Float64Array): Float64Array {
    const { width: s, factors } = this;
    const along = this.known.transposeTimes(x);
    // Mᵀ = −S (Z₁ − S)⁻¹
    const u = solveSigned(factors, this.kernelSide(x, along));
    for (let i = 0; i < s; i++) u[i] *= -factors.signs[i];
    const y = Float64Array.from(x);
    this.subtractW(u, y);
    y.set(along);
    return y;
  }

  /** Wᵀy, from Zᵀy. */
  private kernelSide(y: Float64Array, along: Float64Array): Float64Array {
    return along.map((z, i) => y[i] - this.factors.signs[i] * z);
  }

  /** y −= Wu. */
  private subtractW(u: Float64Array, y: Float64Array): void {
    const back = this.known.times(u.map((v, i) => this.factors.signs[i] * v));
    for (let x = 0; x < y.length; x++) y[x] += back[x];
    for (let i = 0; i < u.length; i++) y[i] -= u[i];
  }
}
