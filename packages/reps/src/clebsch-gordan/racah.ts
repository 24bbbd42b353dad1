/**
 * Clebsch–Gordan coefficients of SU(2), integer spins, exactly: ±√(p/q) by Racah's formula (Racah 1942; Varshalovich
 * 1988, 8.2.1).
 */

/** sign · √(numerator/denominator), in lowest terms; sign 0 only for 0/1. No square root is taken. */
export interface SignedRoot {
  readonly sign: -1 | 0 | 1;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zeroRoot: SignedRoot = { sign: 0, numerator: 0n, denominator: 1n };

export function signedRoot(sign: -1 | 0 | 1, numerator: bigint, denominator: bigint): SignedRoot {
  if (sign === 0 || numerator === 0n) return zeroRoot;
  let [a, b] = [numerator, denominator];
  while (b) [a, b] = [b, a % b];
  return { sign, numerator: numerator / a, denominator: denominator / a };
}

/**
 * The nearest double to sign · √(p/q), by one rounding of an integer square root of more than 64 bits.
 * @example rootToNumber({ sign: -1, numerator: 1n, denominator: 6n }) // -0.408248290463863
 */
export function rootToNumber({ sign, numerator, denominator }: SignedRoot): number {
  if (sign === 0) return 0;
  // Scale p/q by 4^k so that its root has at least 66 bits; the floor's last bit is made sticky.
  const bits = numerator.toString(2).length - denominator.toString(2).length;
  const k = BigInt(Math.max(0, 67 - Math.floor(bits / 2)));
  const scaled = (numerator << (2n * k)) / denominator;
  const root = integerRoot(scaled);
  const sticky = root * root * denominator === numerator << (2n * k) ? root : root | 1n;
  return sign * (Number(sticky) / 2 ** Number(k));
}

function integerRoot(n: bigint): bigint {
  let x = 1n << BigInt((n.toString(2).length >> 1) + 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

const factorials: bigint[] = [1n];

function factorial(n: number): bigint {
  for (let k = factorials.length; k <= n; k++) factorials.push(factorials[k - 1] * BigInt(k));
  return factorials[n];
}

/**
 * ⟨l₁ m₁ l₂ m₂ | l₃ m₃⟩ with the Condon–Shortley phases; 0 outside the selection rules.
 * @example su2ClebschGordan(1, 1, 1, -1, 0, 0) // { sign: 1, numerator: 1n, denominator: 3n }
 */
export function su2ClebschGordan(l1: number, m1: number, l2: number, m2: number, l3: number, m3: number): SignedRoot {
  if (m1 + m2 !== m3 || l3 < Math.abs(l1 - l2) || l3 > l1 + l2) return zeroRoot;
  if (Math.abs(m1) > l1 || Math.abs(m2) > l2 || Math.abs(m3) > l3) return zeroRoot;
  const f = factorial;
  // The alternating sum over a common denominator: with n!-free terms as products of binomials.
  let sum = 0n;
  const from = Math.max(0, l2 - l3 - m1, l1 - l3 + m2);
  const to = Math.min(l1 + l2 - l3, l1 - m1, l2 + m2);
  for (let k = from; k <= to; k++) {
    const term = binomial(l1 + l2 - l3, k) * binomial(l1 - l2 + l3, l1 - m1 - k) * binomial(-l1 + l2 + l3, l2 + m2 - k);
    sum += k % 2 === 0 ? term : -term;
  }
  if (sum === 0n) return zeroRoot;
  // ∑ (−1)^k / (six factorials) = sum / ((l₁+l₂−l₃)! (l₁−l₂+l₃)! (−l₁+l₂+l₃)!).
  const numerator =
    BigInt(2 * l3 + 1) * f(l3 + m3) * f(l3 - m3) * f(l1 - m1) * f(l1 + m1) * f(l2 - m2) * f(l2 + m2) * sum * sum;
  const denominator = f(l1 + l2 + l3 + 1) * f(l1 + l2 - l3) * f(l1 - l2 + l3) * f(-l1 + l2 + l3);
  return signedRoot(sum > 0n ? 1 : -1, numerator, denominator);
}

function binomial(n: number, k: number): bigint {
  return k < 0 || k > n ? 0n : factorial(n) / (factorial(k) * factorial(n - k));
}
