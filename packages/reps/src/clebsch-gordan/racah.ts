/**
 * Clebsch–Gordan coefficients of SU(2), integer spins, exactly: ±√(p/q) by Racah's formula (Racah 1942; Varshalovich
 * 1988, 8.2.1).
 */
import { rationals, Surd } from '@isotypic/algebra';
import { checkArgument, integer } from '@isotypic/algebra/internal';

const factorials: bigint[] = [1n];

function factorial(n: number): bigint {
  for (let k = factorials.length; k <= n; k++) factorials.push(factorials[k - 1] * BigInt(k));
  return factorials[n];
}

/** Factorials up to 3·1000 + 1 are kept; the coefficients have as many digits as they. */
const MAX_SPIN = 1000;

/**
 * ⟨l₁ m₁ l₂ m₂ | l₃ m₃⟩ with the Condon–Shortley phases; 0 outside the selection rules. O(l) bigint products.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the spins are integers from 0 to 1000 and the orders are integers
 * @example su2ClebschGordan(1, 1, 1, -1, 0, 0).toString() // 'sqrt(1/3)'
 */
export function su2ClebschGordan(l1: number, m1: number, l2: number, m2: number, l3: number, m3: number): Surd {
  const where = 'su2ClebschGordan';
  for (const [name, l] of Object.entries({ l1, l2, l3 })) checkArgument(where, name, l, integer(0, MAX_SPIN));
  for (const [name, m] of Object.entries({ m1, m2, m3 })) checkArgument(where, name, m, integer());
  return couple(l1, m1, l2, m2, l3, m3);
}

/** `su2ClebschGordan` for arguments that are known to be integers. */
export function couple(l1: number, m1: number, l2: number, m2: number, l3: number, m3: number): Surd {
  if (m1 + m2 !== m3 || l3 < Math.abs(l1 - l2) || l3 > l1 + l2) return Surd.zero;
  if (Math.abs(m1) > l1 || Math.abs(m2) > l2 || Math.abs(m3) > l3) return Surd.zero;
  const f = factorial;
  // The alternating sum over a common denominator: with n!-free terms as products of binomials.
  let sum = 0n;
  const from = Math.max(0, l2 - l3 - m1, l1 - l3 + m2);
  const to = Math.min(l1 + l2 - l3, l1 - m1, l2 + m2);
  for (let k = from; k <= to; k++) {
    const term = binomial(l1 + l2 - l3, k) * binomial(l1 - l2 + l3, l1 - m1 - k) * binomial(-l1 + l2 + l3, l2 + m2 - k);
    sum += k % 2 === 0 ? term : -term;
  }
  if (sum === 0n) return Surd.zero;
  // ∑ (−1)^k / (six factorials) = sum / ((l₁+l₂−l₃)! (l₁−l₂+l₃)! (−l₁+l₂+l₃)!).
  const numerator =
    BigInt(2 * l3 + 1) * f(l3 + m3) * f(l3 - m3) * f(l1 - m1) * f(l1 + m1) * f(l2 - m2) * f(l2 + m2) * sum * sum;
  const denominator = f(l1 + l2 + l3 + 1) * f(l1 + l2 - l3) * f(l1 - l2 + l3) * f(-l1 + l2 + l3);
  const square = rationals.div(rationals.fromInteger(numerator), rationals.fromInteger(denominator));
  return Surd.root(square, sum > 0n ? 1 : -1);
}

function binomial(n: number, k: number): bigint {
  return k < 0 || k > n ? 0n : factorial(n) / (factorial(k) * factorial(n - k));
}
