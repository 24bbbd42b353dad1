/**
 * Dependencies between the columns of a matrix over ℚ(ζₙ): solved at every place of several completely split primes,
 * interpolated, combined by the Chinese remainder theorem, reconstructed, and then proved (`holds`): a vector of
 * cyclotomic integers whose coordinates are below a bound is 0 when it vanishes modulo enough primes. The argument that
 * the pivots are right is that of `column-relations.ts`.
 */
import { IsotypicError } from '../errors.js';
import { absBig, invMod } from '../scalars/integers.js';
import { cyclotomicBasis } from '../scalars/zumbroich.js';
import {
  type CyclotomicIntegerMatrix,
  imagesAt,
  interpolate,
  type SplitPrime,
  splitPrime,
} from './cyclotomic-images.js';
import type { EliminationWork } from './elimination-work.js';
import { factorModulo, modularPrimes, solveModulo, symmetricResidue } from './modular-lu.js';
import { reconstructVector } from './rational-reconstruction.js';

/** column target = Σᵢ (Σⱼ numerators[i·degree + j] bⱼ)/denominator · column pivots[i], on the basis b of ℚ(ζₙ). */
export interface CyclotomicColumn {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

export interface CyclotomicRelations {
  readonly pivots: readonly number[];
  readonly targets: readonly number[];
  /** null: the column is no combination of the pivots (only when `candidates` < cols). */
  readonly relations: readonly (CyclotomicColumn | null)[];
}

/** What one prime says: pivots, targets, and the coordinates of all relations, or null for an inconsistent target. */
interface ModularAnswer {
  readonly pivots: readonly number[];
  readonly targets: readonly number[];
  readonly columns: readonly (Float64Array | null)[];
}

/**
 * Relations among the columns; pivots among the first `candidates`. O(φ(n)·rank²·cols) word operations for each prime.
 */
export function cyclotomicRelations(
  m: CyclotomicIntegerMatrix,
  candidates: number,
  { primes = modularPrimes(2 ** 24, m.order), work }: { primes?: Iterable<number>; work?: EliminationWork } = {},
): CyclotomicRelations {
  let best: ModularAnswer | null = null;
  let sums: (bigint[] | null)[] = [];
  let modulus = 1n;
  let used = 0;
  let nextTry = 1;
  for (const p of primes) {
    const answer = solveAtPlaces(m, candidates, splitPrime(m.order, p), work);
    if (!answer) continue; // places disagree: p is bad
    const order: number = best ? compareProfiles(answer, best) : -1;
    if (order > 0) continue; // p is worse than primes seen before
    if (order < 0) {
      best = answer;
      sums = answer.columns.map((column) => (column ? Array.from(column, BigInt) : null));
      modulus = BigInt(p);
      [used, nextTry] = [1, 1];
    } else {
      combine(sums, modulus, answer, p);
      modulus *= BigInt(p);
      used++;
    }
    if (used < nextTry) continue;
    nextTry = used + 1 + Math.floor(used / 4);
    const relations = believe(m, answer, sums, modulus, work);
    if (relations) return { pivots: answer.pivots, targets: answer.targets, relations };
  }
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'cyclotomicRelations',
    expected: 'a result that passes the exact check',
    received: 'none before the primes ran out',
    remedy: "Use { method: 'plain' }.",
  });
}

/** Reconstructed and proved relations, or null when the modulus is still too small. */
function believe(
  m: CyclotomicIntegerMatrix,
  { pivots, targets }: ModularAnswer,
  sums: readonly (bigint[] | null)[],
  modulus: bigint,
  work?: EliminationWork,
): (CyclotomicColumn | null)[] | null {
  const relations: (CyclotomicColumn | null)[] = [];
  let hint = 1n;
  for (const sum of sums) {
    const found = sum && reconstructVector(sum, modulus, hint, work?.meter);
    if (sum && !found) return null;
    relations.push(found);
    if (found) hint = found.denominator;
  }
  return holds(m, pivots, targets, relations, work) ? relations : null;
}

/** Earlier pivots and more of them win; among equals, fewer inconsistent targets never differ for good primes. */
function compareProfiles(a: ModularAnswer, b: ModularAnswer): number {
  if (a.pivots.length !== b.pivots.length) return b.pivots.length - a.pivots.length;
  for (let i = 0; i < a.pivots.length; i++) if (a.pivots[i] !== b.pivots[i]) return a.pivots[i] - b.pivots[i];
  const missing = (x: ModularAnswer): number => x.columns.filter((c) => c === null).length;
  return missing(b) - missing(a); // a column inconsistent modulo one good prime is inconsistent
}

/** The relations modulo one split prime, or null when the places do not agree on the pivots. */
function solveAtPlaces(
  m: CyclotomicIntegerMatrix,
  candidates: number,
  split: SplitPrime,
  work?: EliminationWork,
): ModularAnswer | null {
  const { p, units } = split;
  const degree = units.length;
  const images = imagesAt(m, split, work?.meter);
  let pivots: readonly number[] | null = null;
  const targets: number[] = [];
  const solved = new Map<Float64Array, (Float64Array | null)[]>();
  for (const image of images) {
    if (solved.has(image)) continue;
    work?.step();
    // Echelon form of the candidates; the targets ride along as further columns, so consistency is seen at once.
    const f = factorModulo(leftColumns(image, m.rows, m.cols, candidates), m.rows, candidates, p, work?.meter);
    work?.foundRank(f.rank);
    if (pivots && (pivots.length !== f.rank || pivots.some((j, i) => j !== f.pivots[i]))) return null;
    if (!pivots) {
      pivots = f.pivots;
      const isPivot = new Set(pivots);
      for (let j = candidates < m.cols ? candidates : 0; j < m.cols; j++) if (!isPivot.has(j)) targets.push(j);
    }
    const columns = targets.map((target) => {
      work?.step(0);
      const x = Float64Array.from({ length: f.rank }, (_, i) => image[f.rowOrder[i] * m.cols + target] as number);
      solveModulo(f, x);
      for (let i = f.rank; i < m.rows && candidates < m.cols; i++) {
        const row = f.rowOrder[i] * m.cols;
        let sum = image[row + target] as number;
        for (let k = 0; k < f.rank; k++) {
          sum = symmetricResidue(sum - (image[row + f.pivots[k]] as number) * (x[k] as number), p);
        }
        if (sum !== 0) return null;
      }
      return x;
    });
    solved.set(image, columns);
  }
  const rank = (pivots ?? []).length;
  const columns = targets.map((_, t) => {
    work?.step(0);
    const places = images.map((image) => (solved.get(image) as (Float64Array | null)[])[t] as Float64Array | null);
    if (places.includes(null)) return null;
    const coordinates = new Float64Array(rank * degree);
    const values = new Float64Array(degree);
    for (let i = 0; i < rank; i++) {
      let any = false;
      for (let k = 0; k < degree; k++) {
        values[k] = (places[k] as Float64Array)[i] as number;
        any ||= values[k] !== 0;
      }
      if (any) coordinates.set(interpolate(split, values), i * degree);
    }
    return coordinates;
  });
  return { pivots: pivots ?? [], targets, columns };
}

function leftColumns(image: Float64Array, rows: number, cols: number, candidates: number): Float64Array {
  if (candidates === cols) return image.slice();
  const left = new Float64Array(rows * candidates);
  for (let i = 0; i < rows; i++) left.set(image.subarray(i * cols, i * cols + candidates), i * candidates);
  return left;
}

/** sums ← the residues modulo modulus·p that extend both (Garner). */
function combine(sums: (bigint[] | null)[], modulus: bigint, answer: ModularAnswer, p: number): void {
  const P = BigInt(p);
  const inverse = symmetricResidue(invMod(Number(modulus % P), p), p);
  answer.columns.forEach((column, t) => {
    const sum = sums[t];
    if (!sum || !column) return;
    for (let i = 0; i < sum.length; i++) {
      const known = symmetricResidue(Number((sum[i] as bigint) % P), p);
      const step = symmetricResidue(symmetricResidue((column[i] as number) - known, p) * inverse, p);
      if (step !== 0) sum[i] = (sum[i] as bigint) + modulus * BigInt(step);
    }
  });
}

/**
 * Proves Σᵢ m[·][pivotᵢ]·yᵢ = d·m[·][target] for every target. Both sides are cyclotomic integers; their difference,
 * written in the basis, has coordinates of at most B = growth·norm·(Σᵢ‖yᵢ‖₁ + d), so vanishing modulo primes of product
 * > 2B proves it.
 */
function holds(
  m: CyclotomicIntegerMatrix,
  pivots: readonly number[],
  targets: readonly number[],
  relations: readonly (CyclotomicColumn | null)[],
  work?: EliminationWork,
): boolean {
  const basis = cyclotomicBasis(m.order);
  const degree = basis.degree;
  let largest = 0n;
  for (let t = 0; t < targets.length; t++) {
    const relation = relations[t];
    if (!relation) continue;
    let size = relation.denominator;
    for (let i = pivots.length - 1; i >= 0 && pivots[i] > targets[t]; i--) {
      for (let j = 0; j < degree; j++) if (relation.numerators[i * degree + j] !== 0n) return false;
    }
    for (const c of relation.numerators) size += absBig(c);
    if (size > largest) largest = size;
  }
  const bound = 2n * BigInt(basis.growth) * m.norm * largest;
  let product = 1n;
  for (const p of modularPrimes(2 ** 23, m.order)) {
    if (product > bound) return true;
    if (!vanishesModulo(m, pivots, targets, relations, splitPrime(m.order, p), work)) return false;
    product *= BigInt(p);
  }
  return product > bound;
}

function vanishesModulo(
  m: CyclotomicIntegerMatrix,
  pivots: readonly number[],
  targets: readonly number[],
  relations: readonly (CyclotomicColumn | null)[],
  split: SplitPrime,
  work?: EliminationWork,
): boolean {
  const { p, powers, units } = split;
  const degree = units.length;
  const P = BigInt(p);
  const images = imagesAt(m, split, work?.meter);
  const rank = pivots.length;
  const y = new Float64Array(rank);
  return targets.every((target, t) => {
    const relation = relations[t];
    if (!relation) return true;
    const d = symmetricResidue(Number(relation.denominator % P), p);
    const residues = Float64Array.from(relation.numerators, (c) => symmetricResidue(Number(c % P), p));
    return units.every((_, k) => {
      work?.step(0);
      for (let i = 0; i < rank; i++) {
        let value = 0;
        for (let j = 0; j < degree; j++) {
          const c = residues[i * degree + j] as number;
          if (c !== 0) value = symmetricResidue(value + c * (powers[k * degree + j] as number), p);
        }
        y[i] = value;
      }
      const image = images[k] as Float64Array;
      for (let row = 0; row < m.rows; row++) {
        let sum = -d * (image[row * m.cols + target] as number);
        for (let i = 0; i < rank; i++) {
          const value = y[i] as number;
          if (value === 0) continue;
          sum += (image[row * m.cols + (pivots[i] as number)] as number) * value;
          if ((i & 31) === 31) sum = symmetricResidue(sum, p);
        }
        if (symmetricResidue(sum, p) !== 0) return false;
      }
      return true;
    });
  });
}
