/** Elimination over cyclotomic fields through split primes: the fast paths of `systems.ts` over `cyclotomics`. */
import type Fraction from 'fraction.js';
import { bigCoefficients } from '../scalars/coefficients.js';
import { Cyclotomic } from '../scalars/cyclotomic.js';
import { cyclotomics } from '../scalars/cyclotomics.js';
import { eulerPhi, invMod } from '../scalars/integers.js';
import { rationals } from '../scalars/rationals.js';
import { cyclotomicBasis } from '../scalars/zumbroich.js';
import { clearCyclotomicRows, commonOrder, imagesAt, interpolate, splitPrime } from './cyclotomic-images.js';
import { type CyclotomicColumn, cyclotomicRelations } from './cyclotomic-relations.js';
import type { EliminationWork } from './elimination-work.js';
import type { Matrix } from './matrix.js';
import { determinantOfResidues, factorModulo, modularPrimes, symmetricResidue } from './modular-lu.js';

/**
 * Above this degree φ(n) the images at all places take too much memory. Elimination in the field itself is slower at
 * any degree: the rank of 5×6 matrices over ℚ(ζ₁₆₃) takes 1 s there, and 4 ms modulo a prime.
 */
const DEGREE_LIMIT = 400;

/** The common order of the entries when the modular methods apply to it, else null. */
export function modularOrder(entries: readonly Cyclotomic[]): number | null {
  const order = commonOrder(entries, 20_000);
  return order <= 20_000 && eulerPhi(order) <= DEGREE_LIMIT ? order : null;
}

/** Pivots, targets and the relations as vectors of cyclotomic numbers; null relations as in `cyclotomicRelations`. */
export function relationsOver(
  m: Matrix<Cyclotomic>,
  order: number,
  candidates: number,
  work?: EliminationWork,
): { pivots: readonly number[]; targets: readonly number[]; relations: (Cyclotomic[] | null)[] } {
  const { pivots, targets, relations } = cyclotomicRelations(clearCyclotomicRows(m, order), candidates, { work });
  const { degree } = cyclotomicBasis(order);
  return {
    pivots,
    targets,
    relations: relations.map((relation) => relation && pivots.map((_, i) => entryOf(relation, i, order, degree))),
  };
}

function entryOf({ numerators, denominator }: CyclotomicColumn, i: number, order: number, degree: number): Cyclotomic {
  const coordinates = numerators.slice(i * degree, (i + 1) * degree);
  if (coordinates.every((c) => c === 0n)) return Cyclotomic.zero;
  return Cyclotomic.fromVector(order, bigCoefficients(coordinates, denominator));
}

/** The entries as fractions when all are rational. */
export function asRational(m: Matrix<Cyclotomic>): Matrix<Fraction> {
  return m.map(rationals, (x) => x.toFraction());
}

export function fromRationalMatrix(m: Matrix<Fraction>): Matrix<Cyclotomic> {
  return m.map(cyclotomics, (x) => Cyclotomic.fromRational(x));
}

/** Whether one place of one prime shows the rank to be full. */
export function hasFullRankModulo(m: Matrix<Cyclotomic>, order: number, work?: EliminationWork): boolean {
  const full = Math.min(m.rows, m.cols);
  const integers = clearCyclotomicRows(m, order);
  for (const p of modularPrimes(2 ** 24, order)) {
    const image = imagesAt(integers, splitPrime(order, p), work?.meter)[0] as Float64Array;
    const { rank } = factorModulo(image.slice(), m.rows, m.cols, p, work?.meter);
    work?.foundRank(rank);
    return rank === full;
  }
  return false;
}

/**
 * The determinant by the Chinese remainder theorem. By Leibniz its coordinates are at most growth·∏ᵢ Σⱼ ‖mᵢⱼ‖₁, which
 * says how many primes prove it.
 */
export function cyclotomicDeterminant(m: Matrix<Cyclotomic>, order: number, work?: EliminationWork): Cyclotomic {
  const integers = clearCyclotomicRows(m, order);
  const basis = cyclotomicBasis(order);
  const n = m.rows;
  let bound = 2n * BigInt(basis.growth);
  for (let i = 0; i < n; i++) {
    let sum = 0n;
    for (let j = 0; j < n; j++) {
      for (const c of integers.values[i * n + j] as Iterable<number | bigint>) sum += BigInt(c < 0 ? -c : c);
    }
    bound *= sum;
  }
  if (bound === 0n) return Cyclotomic.zero;
  const sums = new Array<bigint>(basis.degree).fill(0n);
  let modulus = 1n;
  for (const p of modularPrimes(2 ** 24, order)) {
    if (modulus > bound) break;
    const split = splitPrime(order, p);
    const known = new Map<Float64Array, number>();
    const values = Float64Array.from(imagesAt(integers, split, work?.meter), (image) => {
      let value = known.get(image);
      if (value === undefined) {
        work?.step();
        value = determinantOfResidues(image.slice(), n, p, work?.meter);
        known.set(image, value);
      }
      return value;
    });
    const coordinates = interpolate(split, values);
    const P = BigInt(p);
    const inverse = symmetricResidue(invMod(Number(modulus % P), p), p);
    coordinates.forEach((c, i) => {
      const before = symmetricResidue(Number((sums[i] as bigint) % P), p);
      const step = symmetricResidue(symmetricResidue(c - before, p) * inverse, p);
      sums[i] = (sums[i] as bigint) + modulus * BigInt(step);
    });
    modulus *= P;
  }
  const coordinates = sums.map((c) => (2n * c > modulus ? c - modulus : 2n * c < -modulus ? c + modulus : c));
  return Cyclotomic.fromVector(
    order,
    bigCoefficients(
      coordinates,
      integers.scales.reduce((product, s) => product * s, 1n),
    ),
  );
}
