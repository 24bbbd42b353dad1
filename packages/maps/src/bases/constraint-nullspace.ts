/**
 * The constraint nullspace: the invariants of one group in a tensor product, exactly.
 *
 * They are found modulo primes that split the field of the entries, in the normal form that depends on the space alone,
 * lifted by the Chinese remainder theorem and rational reconstruction, and then proved:
 *
 *  - every vector satisfies every constraint modulo further primes whose product exceeds what the entries of the
 *    constraint times a common denominator can be, at all places above them: so it satisfies it (an algebraic integer
 *    divisible by M, all of whose conjugates are below M, has a norm below 1 and is 0);
 *  - the vectors are independent by their form, so there are at most as many invariants missing as the kernel modulo p
 *    is larger: the kernel modulo p is at least as large as the true one, and here both have one size.
 */
import { IsotypicError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { modularPrimes, reconstructVector, symmetricResidue } from '@isotypic/algebra/internal';
import { interpolationMatrix, type Place, placesAbove, reduceMatrix } from '../linear/modular-arithmetic.js';
import type { SparseResidues } from '../linear/modular-echelon.js';
import type { Factor } from '../representations/factor.js';
import { allowedWeights, operatorBound } from './bounds.js';
import { type ExactVector, ExactVectorBasis } from './exact-vectors.js';
import { fieldOrder, type InvariantProblem, modularInvariants, tensorOperators } from './modular-invariants.js';
import { applyDerivation, residual, TensorShape } from './tensor-operators.js';
import { findTorus, type TorusElement } from './torus.js';

/** Unknowns for which dense vectors modulo p are kept: 2²⁵ doubles are 256 MB. */
export const MOST_UNKNOWNS = 2 ** 25;

export interface NullspaceOptions extends WorkOptions {
  /** Leaves the torus of the Lie algebra unused: the slow twin. */
  readonly plain?: boolean;
}

/**
 * The invariants of the factors' one group in their tensor product.
 * @throws {IsotypicError} `OUT_OF_MEMORY` past 2²⁵ unknowns; `BUDGET_EXCEEDED`, `ABORTED`; `CONDUCTOR_BUDGET`
 */
export function constraintNullspace(factors: readonly Factor[], options: NullspaceOptions = {}): ExactVectorBasis {
  const where = 'equivariantMaps';
  const shape = new TensorShape(factors.map((f) => f.dimension));
  if (shape.size > MOST_UNKNOWNS) {
    const gib = Math.ceil((shape.size * 8) / 2 ** 30);
    throw new IsotypicError('OUT_OF_MEMORY', {
      where,
      expected: `at most ${MOST_UNKNOWNS} unknowns in one pair of summands without a method of its own`,
      received: `${shape.dimensions.join('·')} = ${shape.size}, ${gib} GiB for one vector`,
      remedy: 'Split the representation into smaller summands.',
      details: { unknowns: shape.size },
    });
  }
  const torus = findTorus(factors).filter((t) => t.from === 'turn' || options.plain !== true);
  const problem: InvariantProblem = { factors, torus, shape, meter: new WorkMeter(where, options) };
  const order = fieldOrder(factors, torus);
  const lift = new Lift(order, problem);
  for (const p of modularPrimes(2 ** 24, order)) {
    const found = atAllPlaces(problem, p, order);
    if (found === null || !lift.add(p, found)) continue;
    const vectors = lift.reconstruct();
    if (vectors !== null && isProved(problem, vectors, order, p)) {
      return new ExactVectorBasis(shape.size, vectors, 'constraint nullspace');
    }
  }
  throw new IsotypicError('VERIFICATION_FAILED', {
    where,
    expected: 'a kernel that satisfies its constraints exactly',
    received: 'none, for every prime below 2^24',
  });
}

/** The normal form at every place above p, all with the same free columns; null where p is bad. */
function atAllPlaces(problem: InvariantProblem, p: number, order: number): SparseResidues[][] | null {
  const found: SparseResidues[][] = [];
  for (const place of placesAbove(p, order)) {
    const basis = modularInvariants(problem, place);
    if (basis === null || (found.length > 0 && lastColumns(basis) !== lastColumns(found[0]))) return null;
    found.push(basis);
  }
  return found;
}

function lastColumns(basis: readonly SparseResidues[]): string {
  return basis.map(({ indices }) => indices[indices.length - 1]).join();
}

/** Residues gathered over primes, one coordinate on 1, ζ, …, ζ^{φ(n)−1} after the other. */
class Lift {
  private columns = '';
  private count = Number.POSITIVE_INFINITY;
  private primes: { readonly p: number; readonly vectors: Map<number, Float64Array>[] }[] = [];

  constructor(
    private readonly order: number,
    private readonly problem: InvariantProblem,
  ) {}

  /** Takes in one prime's bases; false when it is known to be bad: its kernel is too large. */
  add(p: number, places: readonly SparseResidues[][]): boolean {
    const [basis] = places;
    const columns = lastColumns(basis);
    if (basis.length > this.count) return false;
    // the primes before were bad, or this one
    if (basis.length < this.count || columns !== this.columns) this.primes = [];
    this.count = basis.length;
    this.columns = columns;
    const interpolation = interpolationMatrix(placesAbove(p, this.order));
    this.primes.push({
      p,
      vectors: basis.map((_, k) =>
        coordinates(
          places.map((b) => b[k]),
          interpolation,
          p,
        ),
      ),
    });
    return true;
  }

  /** The vectors over ℚ(ζ_n), where all coordinates are convincingly small fractions; else null. */
  reconstruct(): ExactVector[] | null {
    const modulus = this.primes.reduce((m, { p }) => m * BigInt(p), 1n);
    const lifted: ExactVector[] = [];
    let hint = 1n;
    for (let k = 0; k < this.count; k++) {
      const positions = new Set<number>();
      for (const { vectors } of this.primes) for (const i of vectors[k].keys()) positions.add(i);
      const indices = [...positions].sort((a, b) => a - b);
      const residues = indices.flatMap((i) => this.combined(k, i));
      const found = reconstructVector(residues, modulus, hint);
      if (found === null) return null;
      hint = found.denominator;
      this.problem.meter.step(indices.length);
      lifted.push({ indices, ...found, order: this.order });
    }
    return lifted;
  }

  /** The coordinates of entry i of vector k modulo the product of the primes. */
  private combined(k: number, i: number): bigint[] {
    const degree =
      this.primes[0].vectors[k].get(i)?.length ?? (this.primes.at(-1)?.vectors[k].get(i)?.length as number);
    return Array.from({ length: degree }, (_, c) => {
      let [x, m] = [0n, 1n];
      for (const { p, vectors } of this.primes) {
        const P = BigInt(p);
        const r = BigInt(vectors[k].get(i)?.[c] ?? 0);
        const difference = (((r - x) % P) + P) % P;
        if (m > 1n) x += m * ((difference * inverseBig(m % P, P)) % P);
        else x = difference;
        m *= P;
      }
      return x;
    });
  }
}

function inverseBig(a: bigint, p: bigint): bigint {
  let [r0, r1, s0, s1] = [p, a, 0n, 1n];
  while (r1 > 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1];
  }
  return ((s0 % p) + p) % p;
}

/** One vector's entries as coordinates on the powers of ζ, from its values at the places. */
function coordinates(
  places: readonly SparseResidues[],
  interpolation: Float64Array,
  p: number,
): Map<number, Float64Array> {
  const degree = places.length;
  const values = new Map<number, Float64Array>();
  places.forEach(({ indices, values: x }, place) => {
    indices.forEach((i, k) => {
      let entry = values.get(i);
      if (entry === undefined) {
        entry = new Float64Array(degree);
        values.set(i, entry);
      }
      entry[place] = x[k];
    });
  });
  if (degree === 1) return values;
  for (const [i, entry] of values) {
    const result = new Float64Array(degree);
    for (let c = 0; c < degree; c++) {
      for (let k = 0; k < degree; k++) {
        result[c] = symmetricResidue(result[c] + interpolation[c * degree + k] * entry[k], p);
      }
    }
    values.set(i, result);
  }
  return values;
}

/**
 * Whether all vectors satisfy all constraints, by residues at fresh primes below `lastPrime` (see the head of this
 * file).
 */
function isProved(
  problem: InvariantProblem,
  vectors: readonly ExactVector[],
  order: number,
  lastPrime: number,
): boolean {
  if (vectors.length === 0) return true;
  const size = vectors.reduce((most, v) => {
    const largest = v.numerators.reduce((m, x) => (x < 0n ? (-x > m ? -x : m) : x > m ? x : m), v.denominator);
    return largest > most ? largest : most;
  }, 1n);
  const degree = vectors[0].indices.length === 0 ? 1 : vectors[0].numerators.length / vectors[0].indices.length;
  const bound = 2n * operatorBound(problem.factors, problem.torus) * size * BigInt(degree);
  let modulus = 1n;
  for (const p of modularPrimes(lastPrime, order)) {
    const verdict = placesAbove(p, order).map((place) => satisfiesAt(problem, vectors, place));
    if (verdict.includes(null)) continue; // p divides a denominator of a constraint
    if (verdict.includes(false)) return false;
    modulus *= BigInt(p);
    if (modulus > bound) return true;
  }
  return false;
}

function satisfiesAt(problem: InvariantProblem, vectors: readonly ExactVector[], place: Place): boolean | null {
  const { factors, torus, shape, meter } = problem;
  const { p } = place;
  const turns = torus.filter((t) => t.from === 'turn');
  const operators = tensorOperators({ factors, torus: turns }, place, null);
  const turnOperators = turns.map((t) => turnPolynomial(t, shape, place));
  if (operators === null || turnOperators.includes(null)) return null;
  const powers = [1];
  const powerOf = (e: number): number => {
    while (powers.length <= e)
      powers.push(symmetricResidue(powers[powers.length - 1] * symmetricResidue(place.root, p), p));
    return powers[e];
  };
  for (const vector of vectors) {
    const x = residuesOf(vector, powerOf, shape.size, p);
    for (const operator of operators) {
      meter.step(shape.size);
      if (residual(operator, x, shape, p).some((y) => y !== 0)) return false;
    }
    for (const turn of turnOperators)
      if ((turn as (x: Float64Array) => Float64Array)(x).some((y) => y !== 0)) return false;
  }
  return true;
}

/** denominator·v as residues at a place. */
function residuesOf(v: ExactVector, powerOf: (e: number) => number, size: number, p: number): Float64Array {
  const x = new Float64Array(size);
  const P = BigInt(p);
  const degree = v.indices.length === 0 ? 1 : v.numerators.length / v.indices.length;
  v.indices.forEach((i, k) => {
    let sum = 0;
    for (let c = 0; c < degree; c++) {
      const residue = symmetricResidue(Number(v.numerators[k * degree + c] % P), p);
      sum = symmetricResidue(sum + residue * powerOf(c), p);
    }
    x[i] = sum;
  });
  return x;
}

/**
 * exp(2πA/k) fixes x exactly when x is a sum of vectors of weights im with k | m: when the product of A² + m² over
 * these m, and of A, kills it.
 */
function turnPolynomial(
  turn: TorusElement,
  shape: TensorShape,
  place: Place,
): ((x: Float64Array) => Float64Array) | null {
  const matrices = turn.matrices.map((A) => reduceMatrix(A, place));
  if (matrices.includes(null)) return null;
  const { p } = place;
  return (x) => {
    let y = applyDerivation(matrices, x, shape, p); // weight 0 is always allowed
    for (const m of allowedWeights(turn)) {
      const twice = applyDerivation(matrices, applyDerivation(matrices, y, shape, p), shape, p);
      const square = symmetricResidue((m % p) * (m % p), p);
      y = y.map((v, i) => symmetricResidue(twice[i] + square * v, p));
    }
    return y;
  };
}
