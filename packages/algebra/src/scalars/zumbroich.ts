/**
 * The Zumbroich basis of ℚ(ζₙ) over ℚ, as GAP uses it: T. Breuer, Integral bases for subfields of cyclotomic fields,
 * AAECC 8 (1997), section 2. Write e/n = Σ_p j_p/p^ν modulo 1 over the prime powers p^ν exactly dividing n. ζₙᵉ is in
 * the basis unless, for some p, j_p is *central*: |j_p| ≤ (p^(ν−1) − 1)/2 modulo p^ν when p is odd, j_p ≥ 2^(ν−1) when
 * p = 2. A root that is central at p is minus the sum of its p − 1 translates by the p-th roots of unity, none of them
 * central. The basis of a subfield ℚ(ζₘ) is visible in it, which is what makes reduction to the minimal conductor a
 * scan.
 */
import { IsotypicError } from '../errors.js';
import { factor, invMod, lcm } from './integers.js';

/** Conductors above this are refused: arithmetic is dense in φ(n), and a larger one is nearly always a mistake. */
export const CONDUCTOR_LIMIT = 1_000_000;

/** How to recognize, on basis coefficients, a number of the smaller field ℚ(ζₘ), m = `order`. */
export interface Descent {
  readonly order: number;
  /** p² | n (or p = 2): the basis positions that must hold 0 are those with −1 here; others move to this position. */
  readonly kept: Int32Array | null;
  /** p ∥ n odd: coefficients must be constant on cosets; `leader[i]` is the first position of the coset of i. */
  readonly leader: Int32Array | null;
  /** p ∥ n odd: position of each leader's coset in the smaller basis; its coefficient changes sign. −1 off leaders. */
  readonly target: Int32Array | null;
}

export interface CyclotomicBasis {
  readonly order: number;
  /** φ(n). */
  readonly degree: number;
  /** The exponents of the basis, ascending. */
  readonly exponents: Int32Array;
  /** Position of an exponent in `exponents`, or −1. */
  readonly position: Int32Array;
  /** For each p | n, what has to be rewritten: `central` exponents, by translates at multiples of `step` = n/p. */
  readonly passes: readonly { readonly p: number; readonly step: number; readonly central: Int32Array }[];
  /** Coefficients grow by at most this factor when a combination of all ζₙᵉ is rewritten in the basis: 2 per prime. */
  readonly growth: number;
  /** Reductions to ℚ(ζ_{n/p}), one for each p | n; made on first use. */
  descents(): readonly Descent[];
  /** Scratch of length 2n that every user leaves zero. */
  readonly scratch: Float64Array;
}

const bases = new Map<number, CyclotomicBasis>();
let stored = 0;
/** The one last asked for: most arithmetic stays in one field, and a look-up takes a third of a short sum. */
let recent: CyclotomicBasis | undefined;

/** The tables for ℚ(ζₙ), n ≢ 2 mod 4. */
export function cyclotomicBasis(n: number): CyclotomicBasis {
  if (recent?.order !== n) recent = storedBasis(n);
  return recent;
}

function storedBasis(n: number): CyclotomicBasis {
  let basis = bases.get(n);
  if (!basis) {
    basis = makeBasis(n);
    stored += n;
    if (stored > 4 * CONDUCTOR_LIMIT) {
      bases.clear();
      stored = n;
    }
    bases.set(n, basis);
  }
  return basis;
}

/**
 * The least common multiple of two conductors.
 * @throws {IsotypicError} `CONDUCTOR_BUDGET` when it is above `CONDUCTOR_LIMIT`.
 */
export function commonConductor(m: number, n: number): number {
  const common = m === n ? n : lcm(m, n);
  if (common > CONDUCTOR_LIMIT) {
    throw new IsotypicError('CONDUCTOR_BUDGET', {
      where: 'Cyclotomic',
      expected: `a conductor of at most ${CONDUCTOR_LIMIT}`,
      received: `conductors ${m} and ${n}, together ${common}`,
      remedy: 'Work in one field of smaller conductor.',
      details: { conductor: common },
    });
  }
  return common;
}

function makeBasis(n: number): CyclotomicBasis {
  const isCentral = new Uint8Array(n);
  const factors = factor(n);
  const passes = factors.map(([p, ν]) => {
    const power = p ** ν;
    const toLocal = invMod(n / power, power); // j_p = e·(n/p^ν)⁻¹ mod p^ν
    const radius = (power / p - 1) / 2;
    const central: number[] = [];
    for (let e = 0; e < n; e++) {
      const j = ((e % power) * toLocal) % power;
      if (p === 2 ? j >= power / 2 : j <= radius || j >= power - radius) {
        central.push(e);
        isCentral[e] = 1;
      }
    }
    return { p, step: n / p, central: Int32Array.from(central) };
  });
  const exponents = Int32Array.from(Array.from({ length: n }, (_, e) => e).filter((e) => !isCentral[e]));
  const position = new Int32Array(n).fill(-1);
  exponents.forEach((e, i) => {
    position[e] = i;
  });
  let descents: readonly Descent[] | undefined;
  return {
    order: n,
    degree: exponents.length,
    exponents,
    position,
    passes,
    growth: 2 ** factors.length,
    descents() {
      descents ??= factors.map(([p]) => makeDescent(n, p, exponents));
      return descents;
    },
    scratch: new Float64Array(2 * n),
  };
}

function makeDescent(n: number, p: number, exponents: Int32Array): Descent {
  if ((n / p) % p === 0) {
    // For 4 ∥ n an even exponent has j₂ = 0, so it is divisible by 4 and the number lies in ℚ(ζ_{n/4}).
    const divisor = p === 2 && n % 8 !== 0 ? 4 : p;
    const small = cyclotomicBasis(n / divisor);
    const kept = exponents.map((e) => (e % divisor === 0 ? (small.position[e / divisor] as number) : -1));
    return { order: n / divisor, kept, leader: null, target: null };
  }
  const order = n / p;
  const small = cyclotomicBasis(order);
  const first = new Map<number, number>();
  const leader = new Int32Array(exponents.length);
  const target = new Int32Array(exponents.length).fill(-1);
  exponents.forEach((e, i) => {
    const coset = e % order;
    const known = first.get(coset);
    leader[i] = known ?? i;
    if (known !== undefined) return;
    first.set(coset, i);
    let divisible = coset; // the member of the coset divisible by p is ζ_{n/p} to the power divisible/p
    while (divisible % p !== 0) divisible += order;
    target[i] = small.position[divisible / p] as number;
  });
  return { order, kept: null, leader, target };
}

/** Rewrites Σ buffer[e] ζₙᵉ, 0 ≤ e < n, in the basis, in place. Exact while |buffer|·growth < 2⁵³. */
export function rewriteInBasis(basis: CyclotomicBasis, buffer: Float64Array): void {
  const n = basis.order;
  for (const { p, step, central } of basis.passes) {
    for (let i = 0; i < central.length; i++) {
      const e = central[i] as number;
      const c = buffer[e] as number;
      if (c === 0) continue;
      buffer[e] = 0;
      for (let t = 1, at = e; t < p; t++) {
        at += step;
        if (at >= n) at -= n;
        buffer[at] -= c;
      }
    }
  }
}

/** `rewriteInBasis` for bigint coefficients. */
export function rewriteInBasisBig(basis: CyclotomicBasis, buffer: bigint[]): void {
  const n = basis.order;
  for (const { p, step, central } of basis.passes) {
    for (const e of central) {
      const c = buffer[e] as bigint;
      if (c === 0n) continue;
      buffer[e] = 0n;
      for (let t = 1, at = e; t < p; t++) {
        at += step;
        if (at >= n) at -= n;
        buffer[at] = (buffer[at] as bigint) - c;
      }
    }
  }
}
