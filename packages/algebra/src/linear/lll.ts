/**
 * Lattice reduction: Lenstra–Lenstra–Lovász in integers throughout (H. Cohen, A Course in Computational Algebraic
 * Number Theory, algorithm 2.6.7), δ = 3/4. */
import type Fraction from 'fraction.js';
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import { roundedQuotient } from '../scalars/fixed-point.js';
import { absBig } from '../scalars/integers.js';
import { numerator, rationals } from '../scalars/rationals.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { MATRIX, Matrix } from './matrix.js';

/** An integral Gram–Schmidt state: λ[i][j] = d[j+1]·μ[i][j], d[i] the leading minors of the Gram matrix, d[0] = 1. */
export interface ReducedBasis {
  /** The reduced basis as combinations of the old one: row i gives the i-th new vector. */
  readonly transform: bigint[][];
  /**
   * d[0] = 1, d[i] = determinant of the Gram matrix of the first i vectors; d[i+1]/d[i] = squared Gram–Schmidt length.
   */
  readonly minors: bigint[];
}

/**
 * Reduces a lattice given by the Gram matrix of a basis. A step of the meter is one test of Lovász's condition.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`, with `details.pivot`
 */
export function reduceLattice(gram: readonly (readonly bigint[])[], meter?: WorkMeter): ReducedBasis {
  const n = gram.length;
  const state = new LatticeState(gram, meter);
  if (n > 0) state.orthogonalize(0);
  let known = 0; // λ and d are right up to here
  for (let k = 1; k < n; ) {
    if (k > known) {
      state.orthogonalize(k);
      known = k;
    }
    meter?.step();
    state.sizeReduce(k, k - 1);
    if (state.isOrdered(k)) {
      for (let l = k - 2; l >= 0; l--) state.sizeReduce(k, l);
      k++;
      continue;
    }
    state.exchange(k, known);
    if (k > 1) k--;
  }
  return { transform: state.transform, minors: state.d };
}

/** The current basis with its integral Gram–Schmidt state. */
class LatticeState {
  readonly transform: bigint[][];
  readonly d: bigint[];
  /** The Gram matrix of the current basis. */
  private readonly g: bigint[][];
  private readonly λ: bigint[][];

  constructor(
    gram: readonly (readonly bigint[])[],
    private readonly meter: WorkMeter | undefined,
  ) {
    this.transform = gram.map((_, i) => gram.map((_, j) => (i === j ? 1n : 0n)));
    this.g = gram.map((row) => row.slice());
    this.d = new Array<bigint>(gram.length + 1).fill(1n);
    this.λ = gram.map(() => new Array<bigint>(gram.length).fill(0n));
  }

  /** λ[k] and d[k + 1], those before being right. */
  orthogonalize(k: number): void {
    const { d, g, λ } = this;
    for (let j = 0; j <= k; j++) {
      this.meter?.step(0);
      let u = g[k][j];
      for (let i = 0; i < j; i++) u = (d[i + 1] * u - λ[k][i] * λ[j][i]) / d[i];
      if (j < k) λ[k][j] = u;
      else if (u > 0n) d[k + 1] = u;
      else {
        throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
          where: 'reduceLattice',
          expected: 'a positive definite Gram matrix',
          received: `a leading minor of order ${k + 1} that is ${u}`,
          details: { pivot: k },
        });
      }
    }
  }

  /** Makes |μ[k][l]| at most 1/2 by taking a multiple of vector l from vector k. */
  sizeReduce(k: number, l: number): void {
    const { transform, d, g, λ } = this;
    if (2n * absBig(λ[k][l]) <= d[l + 1]) return;
    this.meter?.step(0);
    const q = roundedQuotient(λ[k][l], d[l + 1]);
    const n = g.length;
    for (let j = 0; j < n; j++) transform[k][j] -= q * transform[l][j];
    for (let j = 0; j < n; j++) g[k][j] -= q * g[l][j];
    for (let j = 0; j < n; j++) g[j][k] -= q * g[j][l];
    λ[k][l] -= q * d[l + 1];
    for (let i = 0; i < l; i++) λ[k][i] -= q * λ[l][i];
  }

  /** Lovász: d[k+1]·d[k−1] ≥ (3/4)·d[k]² − λ², cleared of fractions. */
  isOrdered(k: number): boolean {
    const { d, λ } = this;
    return 4n * (d[k + 1] * d[k - 1] + λ[k][k - 1] ** 2n) >= 3n * d[k] ** 2n;
  }

  /** Exchanges vectors k − 1 and k; λ is kept right up to `known`. */
  exchange(k: number, known: number): void {
    const { transform, d, g, λ } = this;
    swap(transform, k);
    swap(g, k);
    for (const row of g) [row[k - 1], row[k]] = [row[k], row[k - 1]];
    for (let j = 0; j < k - 1; j++) [λ[k][j], λ[k - 1][j]] = [λ[k - 1][j], λ[k][j]];
    const l = λ[k][k - 1];
    const minor = (d[k - 1] * d[k + 1] + l * l) / d[k];
    for (let i = k + 1; i <= known; i++) {
      const t = λ[i][k];
      λ[i][k] = (d[k + 1] * λ[i][k - 1] - l * t) / d[k];
      λ[i][k - 1] = (minor * t + l * λ[i][k]) / d[k + 1];
    }
    d[k] = minor;
  }
}

function swap(rows: bigint[][], k: number): void {
  [rows[k - 1], rows[k]] = [rows[k], rows[k - 1]];
}

/**
 * An LLL-reduced basis of the lattice with the given positive definite integral Gram matrix:
 * `transform`·gram·`transform`ᵀ = `gram` of the result. A step of the work budget is one test of Lovász's condition.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`; `INVALID_ARGUMENT` unless the entries are integers.
 * @example
 * const basis = Matrix.build(rationals, 2, 2, (i, j) => new Fraction([[1, 0], [7, 1]][i][j]));
 * lllReducedGram(basis.times(basis.transpose())).gram.equals(Matrix.identity(rationals, 2)) // true
 */
export function lllReducedGram(
  gram: Matrix<Fraction>,
  options: WorkOptions = {},
): { transform: Matrix<Fraction>; gram: Matrix<Fraction> } {
  checkArgument('lllReducedGram', 'gram', gram, MATRIX);
  checkOptions('lllReducedGram', options, WORK_OPTION_KINDS);
  gram.requireSquare('lllReducedGram');
  requireIntegers('lllReducedGram', gram);
  const meter = new WorkMeter('lllReducedGram', options);
  const { transform } = reduceLattice(
    gram.toRows().map((row) => row.map(numerator)),
    meter,
  );
  const t = Matrix.build(rationals, gram.rows, gram.rows, (i, j) => rationals.fromInteger(transform[i][j]));
  return { transform: t, gram: t.times(gram).times(t.transpose()) };
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` */
export function requireIntegers(where: string, m: Matrix<Fraction>): void {
  const odd = m.entries.find((x) => x.d !== 1n);
  if (!odd) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: 'a matrix of integers',
    received: `the entry ${rationals.print(odd)}`,
  });
}
