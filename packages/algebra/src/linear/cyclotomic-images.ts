/**
 * Matrices over ℚ(ζₙ) modulo the primes p ≡ 1 mod n. Such a p splits completely: ℤ[ζₙ]/p is a product of φ(n) copies of
 * GF(p), one for each ζₙ ↦ ωᵏ, k prime to n, so one cyclotomic problem becomes φ(n) problems modulo p.
 */
import { bigNumerators, type Coefficients } from '../scalars/coefficients.js';
import type { Cyclotomic } from '../scalars/cyclotomic.js';
import { lcm, lcmBig, powMod, primitiveRoot, unitsModulo } from '../scalars/integers.js';
import { cyclotomicBasis } from '../scalars/zumbroich.js';
import type { WorkMeter } from '../work.js';
import type { Matrix } from './matrix.js';
import { factorModulo, type ModularFactorization, solveModulo, symmetricResidue } from './modular-lu.js';

/** A matrix of cyclotomic integers on the basis of ℚ(ζ_order), its rows cleared of denominators. */
export interface CyclotomicIntegerMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly order: number;
  /** Entry (i, j)'s non-zero coordinates: positions in the basis and values. */
  readonly positions: readonly Int32Array[];
  readonly values: readonly (readonly bigint[] | Float64Array)[];
  /** What each row was multiplied by. */
  readonly scales: readonly bigint[];
  /** The largest Σ |coordinate| of an entry. */
  readonly norm: bigint;
}

/** The least order that holds all entries. */
export function commonOrder(entries: readonly Cyclotomic[], limit: number): number {
  let order = 1;
  for (const x of new Set(entries)) {
    order = lcm(order, x.conductor);
    if (order > limit) break;
  }
  return order;
}

/** The meter is only asked for its signal, row by row. */
export function clearCyclotomicRows(m: Matrix<Cyclotomic>, order: number, meter?: WorkMeter): CyclotomicIntegerMatrix {
  const known = new Map<Cyclotomic, Coefficients>();
  const vectors = m.entries.map((x) => {
    let vector = known.get(x);
    if (!vector) {
      vector = x.vectorIn(order);
      known.set(x, vector);
    }
    return vector;
  });
  const positions: Int32Array[] = [];
  const values: (bigint[] | Float64Array)[] = [];
  const scales: bigint[] = [];
  let norm = 0n;
  for (let i = 0; i < m.rows; i++) {
    meter?.step(0);
    const row = vectors.slice(i * m.cols, (i + 1) * m.cols);
    const scale = row.reduce((d, x) => (Number(x.den) === 1 ? d : lcmBig(d, BigInt(x.den))), 1n);
    scales.push(scale);
    for (const vector of row) {
      const at: number[] = [];
      vector.num.forEach((c, k) => {
        if (c) at.push(k);
      });
      positions.push(Int32Array.from(at));
      const factor = scale / BigInt(vector.den);
      if (factor === 1n && !vector.big) {
        const entry = Float64Array.from(at, (k) => vector.num[k] as number);
        values.push(entry);
        let size = 0n;
        if (vector.max * at.length <= Number.MAX_SAFE_INTEGER)
          size = BigInt(entry.reduce((s, c) => s + Math.abs(c), 0));
        else for (const c of entry) size += BigInt(Math.abs(c));
        if (size > norm) norm = size;
      } else {
        const all = bigNumerators(vector);
        const entry = at.map((k) => (all[k] as bigint) * factor);
        values.push(entry);
        const size = entry.reduce((s, c) => s + (c < 0n ? -c : c), 0n);
        if (size > norm) norm = size;
      }
    }
  }
  return { rows: m.rows, cols: m.cols, order, positions, values, scales, norm };
}

/** ℤ[ζₙ]/p ≅ GF(p)^φ(n) with both directions of the isomorphism. */
export interface SplitPrime {
  readonly p: number;
  readonly order: number;
  readonly units: readonly number[];
  /** powers[k·degree + i] = ω^(units[k]·exponent i), symmetric residues: row k evaluates at the k-th place. */
  readonly powers: Float64Array;
  readonly interpolation: ModularFactorization;
}

const splitPrimes = new Map<string, SplitPrime>();

export function splitPrime(order: number, p: number): SplitPrime {
  const key = `${order}:${p}`;
  let split = splitPrimes.get(key);
  if (!split) {
    const { exponents, degree } = cyclotomicBasis(order);
    const units = unitsModulo(order);
    const omega = powMod(primitiveRoot(p), (p - 1) / order, p);
    const table = new Float64Array(order);
    for (let e = 0, power = 1; e < order; e++, power = (power * omega) % p) table[e] = symmetricResidue(power, p);
    const powers = new Float64Array(degree * degree);
    units.forEach((k, row) => {
      for (let i = 0; i < degree; i++) powers[row * degree + i] = table[(k * exponents[i]) % order] as number;
    });
    split = { p, order, units, powers, interpolation: factorModulo(powers.slice(), degree, degree, p) };
    if (splitPrimes.size >= 200) splitPrimes.clear();
    splitPrimes.set(key, split);
  }
  return split;
}

/** All images of the matrix, one per place, row-major residues; places with equal images share one array. */
export function imagesAt(
  m: CyclotomicIntegerMatrix,
  { p, powers, units }: SplitPrime,
  meter?: WorkMeter,
): Float64Array[] {
  const degree = units.length;
  const size = m.rows * m.cols;
  const all: Float64Array[] = units.map(() => new Float64Array(size));
  const modulus = BigInt(p);
  for (let e = 0; e < size; e++) {
    meter?.step(0);
    const at = m.positions[e] as Int32Array;
    if (at.length === 0) continue;
    const entry = m.values[e] as readonly bigint[] | Float64Array;
    const residues = new Float64Array(at.length);
    for (let i = 0; i < at.length; i++) {
      const c = entry[i] as number | bigint;
      residues[i] = typeof c === 'number' ? symmetricResidue(c, p) : symmetricResidue(Number(c % modulus), p);
    }
    for (let k = 0; k < degree; k++) {
      let sum = 0;
      // at most 64 products below 2⁴⁶ between reductions
      for (let i = 0; i < at.length; i++) {
        sum += (residues[i] as number) * (powers[k * degree + (at[i] as number)] as number);
        if ((i & 63) === 63) sum = symmetricResidue(sum, p);
      }
      (all[k] as Float64Array)[e] = symmetricResidue(sum, p);
    }
  }
  for (let k = 1; k < degree; k++) {
    meter?.step(0);
    for (let l = 0; l < k; l++) {
      if (all[l] !== all[k] && sameResidues(all[k] as Float64Array, all[l] as Float64Array)) {
        all[k] = all[l] as Float64Array;
        break;
      }
    }
  }
  return all;
}

function sameResidues(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The coordinates modulo p of the number with the given values at the places; overwrites and returns `values`. */
export function interpolate({ interpolation }: SplitPrime, values: Float64Array): Float64Array {
  const ordered = Float64Array.from(interpolation.rowOrder, (row) => values[row] as number);
  solveModulo(interpolation, ordered);
  return ordered;
}
