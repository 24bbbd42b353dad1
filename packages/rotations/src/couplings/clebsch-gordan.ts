/** Clebsch–Gordan coefficients and 3j symbols of SU(2), exact: ±√(p/q), Condon–Shortley phases. */
import { Surd } from '@isotypic/algebra';
import { checkArgument, integer } from '@isotypic/algebra/internal';
import { CouplingTriad, timesProjections, triadFactor } from './factored-root.js';
import type { PrimeProduct } from './prime-products.js';
import { racahSum, racahSumsByProjection, racahSumsByTotal } from './racah-sum.js';
import { doubledProjection, doubledSpin, isProjection, isTriad, MAX_SPIN } from './spins.js';

/**
 * ⟨j₁ m₁ j₂ m₂ | j₃ m₃⟩; 0 outside the selection rules. Spins and projections are integers or halves. O(j) steps on
 * integers of O(j) digits.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no spin or no projection
 * @see Racah 1942; Varshalovich, Moskalev & Khersonskii 1988, 8.2.1
 * @example clebschGordan(1/2, 1/2, 1/2, -1/2, 0, 0).toString() // 'sqrt(1/2)'
 */
export function clebschGordan(j1: number, m1: number, j2: number, m2: number, j3: number, m3: number): Surd {
  const where = 'clebschGordan';
  const [a, b, c] = [doubledSpin(where, 'j1', j1), doubledSpin(where, 'j2', j2), doubledSpin(where, 'j3', j3)];
  const ma = doubledProjection(where, 'm1', m1, a);
  const mb = doubledProjection(where, 'm2', m2, b);
  const mc = doubledProjection(where, 'm3', m3, c);
  if (ma + mb !== mc || !isTriad(a, b, c)) return Surd.zero;
  if (!isProjection(a, ma) || !isProjection(b, mb) || !isProjection(c, mc)) return Surd.zero;
  return new CouplingTriad(a, b, c).root(ma, mb, racahSum(a, ma, b, mb, c), c + 1);
}

/**
 * The 3j symbol (j₁ j₂ j₃; m₁ m₂ m₃) = (−1)^{j₁−j₂−m₃} (2j₃+1)^{−1/2} ⟨j₁ m₁ j₂ m₂ | j₃ −m₃⟩; 0 outside the selection
 * rules, m₁ + m₂ + m₃ = 0 among them.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no spin or no projection
 * @example wigner3j(1, 1, 1, 1, -1, 0).toString() // 'sqrt(1/6)'
 */
export function wigner3j(j1: number, j2: number, j3: number, m1: number, m2: number, m3: number): Surd {
  const where = 'wigner3j';
  const [a, b, c] = [doubledSpin(where, 'j1', j1), doubledSpin(where, 'j2', j2), doubledSpin(where, 'j3', j3)];
  const ma = doubledProjection(where, 'm1', m1, a);
  const mb = doubledProjection(where, 'm2', m2, b);
  const mc = doubledProjection(where, 'm3', m3, c);
  if (ma + mb + mc !== 0 || !isTriad(a, b, c)) return Surd.zero;
  if (!isProjection(a, ma) || !isProjection(b, mb) || !isProjection(c, mc)) return Surd.zero;
  return new CouplingTriad(a, b, c).symbol(ma, mb, racahSum(a, ma, b, mb, c));
}

/**
 * The Gaunt coefficient of complex harmonics: the mean over the sphere of Y_{l₁m₁} Y_{l₂m₂} Y_{l₃m₃} with Σₘ |Y|² = 2l
 * + 1; the integral of three orthonormal ones is 1/√(4π) times that. For real harmonics: `so3.gaunt`.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no degree or no order
 * @see Gaunt 1929; √((2l₁+1)(2l₂+1)(2l₃+1)) (l₁ l₂ l₃; 0 0 0)(l₁ l₂ l₃; m₁ m₂ m₃)
 * @example gaunt(1, 0, 1, 1, -1, 0).isZero() // true: m₁ + m₂ + m₃ must be 0, and l₁ + l₂ + l₃ even
 */
export function gaunt(l1: number, l2: number, l3: number, m1: number, m2: number, m3: number): Surd {
  const where = 'gaunt';
  for (const [name, l] of [
    ['l1', l1],
    ['l2', l2],
    ['l3', l3],
  ] as const) {
    checkArgument(where, name, l, integer(0, MAX_SPIN));
  }
  const weight = Surd.root(BigInt(2 * l1 + 1) * BigInt(2 * l2 + 1) * BigInt(2 * l3 + 1));
  return wigner3j(l1, l2, l3, 0, 0, 0)
    .times(wigner3j(l1, l2, l3, m1, m2, m3))
    .times(weight);
}

/** A value of a family of 3j symbols, with the spin or projection that runs through it. */
export interface FamilyMember {
  /** j₃ in a family over total spins, m₁ in a family over projections. */
  readonly index: number;
  readonly value: Surd;
}

/**
 * The 3j symbols (j₁ j₂ j₃; m₁ m₂ m₃) for every m₁ that is possible with m₃ fixed, m₂ = −m₁ − m₃, ascending in m₁: O(1)
 * steps each by a three-term recurrence. Empty outside the selection rules.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no spin or no projection
 * @example wigner3jByProjection(1, 1, 0, 0).map((s) => String(s.value)) // ['sqrt(1/3)', '-sqrt(1/3)', 'sqrt(1/3)']
 */
export function wigner3jByProjection(j1: number, j2: number, j3: number, m3: number): FamilyMember[] {
  const where = 'wigner3jByProjection';
  const [a, b, c] = [doubledSpin(where, 'j1', j1), doubledSpin(where, 'j2', j2), doubledSpin(where, 'j3', j3)];
  const mc = doubledProjection(where, 'm3', m3, c);
  if (!isTriad(a, b, c) || !isProjection(c, mc)) return [];
  const triad = new CouplingTriad(a, b, c);
  const { first, sums } = racahSumsByProjection(a, b, c, -mc);
  return sums.map((sum, i) => {
    const ma = first + 2 * i;
    return { index: ma / 2, value: triad.symbol(ma, -mc - ma, sum) };
  });
}

/** A Clebsch–Gordan coefficient but for its √(2j₃+1): sum · √factor; projections doubled. */
export interface FactoredCoefficient {
  readonly ma: number;
  readonly mb: number;
  readonly factor: PrimeProduct;
  readonly sum: bigint;
}

/** All coefficients with m₁ + m₂ = M, ascending in m₁; spins and M doubled, within the selection rules. */
export function factoredFamily(a: number, b: number, c: number, total: number): FactoredCoefficient[] {
  const { first, sums } = racahSumsByProjection(a, b, c, total);
  const running = timesProjections(timesProjections(triadFactor(a, b, c), c, total), a, first);
  timesProjections(running, b, total - first);
  return sums.map((sum, i) => {
    const ma = first + 2 * i;
    const mb = total - ma;
    const factor = running.copy();
    // to (m₁ + 1, m₂ − 1): (j₁+m₁+1)/(j₁−m₁) · (j₂−m₂+1)/(j₂+m₂)
    if (i + 1 < sums.length) {
      running.timesInteger((a + ma) / 2 + 1, 1).timesInteger((a - ma) / 2, -1);
      running.timesInteger((b - mb) / 2 + 1, 1).timesInteger((b + mb) / 2, -1);
    }
    return { ma, mb, factor, sum };
  });
}

/**
 * The 3j symbols (j₁ j₂ j₃; m₁ m₂ −m₁−m₂) for every j₃ that is possible, ascending: O(1) steps each by Schulten and
 * Gordon's recurrence. Empty when m₁ or m₂ is no projection of its spin.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no spin or no projection
 * @example wigner3jByTotal(1, 1, 0, 0).map((s) => String(s.value)) // ['-sqrt(1/3)', '0', 'sqrt(2/15)']
 */
export function wigner3jByTotal(j1: number, j2: number, m1: number, m2: number): FamilyMember[] {
  const where = 'wigner3jByTotal';
  const [a, b] = [doubledSpin(where, 'j1', j1), doubledSpin(where, 'j2', j2)];
  const ma = doubledProjection(where, 'm1', m1, a);
  const mb = doubledProjection(where, 'm2', m2, b);
  if (!isProjection(a, ma) || !isProjection(b, mb)) return [];
  const { first, sums } = racahSumsByTotal(a, ma, b, mb);
  return sums.map((sum, i) => {
    const c = first + 2 * i;
    return { index: c / 2, value: new CouplingTriad(a, b, c).symbol(ma, mb, sum) };
  });
}
