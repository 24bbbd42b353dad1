/** 6j and 9j symbols of SU(2), exact: ±√(p/q). */
import { type Fraction, rationals, Surd } from '@isotypic/algebra';
import { binomial, factorial, fractionOf } from '@isotypic/algebra/internal';
import { PrimeProduct } from './prime-products.js';
import { triadDifferences } from './racah-sum.js';
import { doubledSpin, isTriad } from './spins.js';

type Triad = readonly [number, number, number];
type Six = readonly [number, number, number, number, number, number];

/**
 * The 6j symbol {j₁ j₂ j₃; j₄ j₅ j₆}; 0 unless (j₁ j₂ j₃), (j₁ j₅ j₆), (j₄ j₂ j₆), (j₄ j₅ j₃) are triads. O(j) steps on
 * integers of O(j) digits.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no spin
 * @see Racah 1942; Varshalovich, Moskalev & Khersonskii 1988, 9.2.1
 * @example wigner6j(1, 1, 1, 1, 1, 1).toString() // '1/6'
 */
export function wigner6j(j1: number, j2: number, j3: number, j4: number, j5: number, j6: number): Surd {
  const spins = doubled('wigner6j', [j1, j2, j3, j4, j5, j6]) as unknown as Six;
  const triads = triadsOf(spins);
  if (!triads.every(([a, b, c]) => isTriad(a, b, c))) return Surd.zero;
  const { sum, up, down } = racahSumOfSix(spins);
  const factor = triangles(triads, up);
  factor.timesFactorial(up, 2); // outside the root, so twice inside
  for (const n of down) factor.timesFactorial(n, -2);
  return factor.rootTimes(sum);
}

/**
 * The 9j symbol with rows (j₁ j₂ j₃), (j₄ j₅ j₆), (j₇ j₈ j₉); 0 unless rows and columns are triads. It is
 * Σₓ (−1)^{2x} (2x+1) {j₁ j₂ j₃; j₆ j₉ x}{j₄ j₅ j₆; j₂ x j₈}{j₇ j₈ j₉; x j₁ j₄}, and the roots of all terms are those
 * of rows and columns, so that the sum itself is rational: O(j²) steps on integers of O(j) digits.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no spin
 * @see Varshalovich, Moskalev & Khersonskii 1988, 10.2.4, eq. 20
 * @example wigner9j(1, 1, 0, 1, 1, 0, 0, 0, 0).toString() // '1/3'
 */
export function wigner9j(
  j1: number,
  j2: number,
  j3: number,
  j4: number,
  j5: number,
  j6: number,
  j7: number,
  j8: number,
  j9: number,
): Surd {
  const [a, b, c, d, e, f, g, h, i] = doubled('wigner9j', [j1, j2, j3, j4, j5, j6, j7, j8, j9]);
  const outer: readonly Triad[] = [
    [a, b, c],
    [d, e, f],
    [g, h, i],
    [a, d, g],
    [b, e, h],
    [c, f, i],
  ];
  if (!outer.every(([x, y, z]) => isTriad(x, y, z))) return Surd.zero;
  const from = Math.max(Math.abs(a - i), Math.abs(d - h), Math.abs(b - f));
  const to = Math.min(a + i, d + h, b + f);
  let sum: Fraction = rationals.zero;
  for (let x = from; x <= to; x += 2) {
    const inner: readonly Triad[] = [
      [a, i, x],
      [d, h, x],
      [b, f, x],
    ];
    const sixes: readonly Six[] = [
      [a, b, c, f, i, x],
      [d, e, f, b, x, h],
      [g, h, i, x, a, d],
    ];
    const term = [...inner.map(triangle), ...sixes.map(rationalPartOfSix)].reduce(rationals.mul);
    sum = rationals.add(sum, rationals.mul(term, rationals.fromInteger(x % 2 === 0 ? x + 1 : -x - 1)));
  }
  return triangles(outer, 1).rootTimes(1n).times(Surd.fromFraction(sum));
}

function doubled(where: string, spins: readonly number[]): number[] {
  return spins.map((j, k) => doubledSpin(where, `j${k + 1}`, j));
}

function triadsOf([a, b, c, d, e, f]: Six): readonly Triad[] {
  return [
    [a, b, c],
    [a, e, f],
    [d, b, f],
    [d, e, c],
  ];
}

/** ∏ Δ(a b c) over the triads, Δ = n₁! n₂! n₃!/(a+b+c+1)!, with room for `largest`!. */
function triangles(triads: readonly Triad[], largest: number): PrimeProduct {
  const product = new PrimeProduct(Math.max(largest, ...triads.map(([a, b, c]) => (a + b + c) / 2 + 1)));
  for (const [a, b, c] of triads) {
    for (const n of triadDifferences(a, b, c)) product.timesFactorial(n, 1);
    product.timesFactorial((a + b + c) / 2 + 1, -1);
  }
  return product;
}

/** Δ(a b c) as a fraction. */
function triangle([a, b, c]: Triad): Fraction {
  const numerator = triadDifferences(a, b, c).reduce((product, n) => product * factorial(n), 1n);
  return fractionOf(numerator, factorial((a + b + c) / 2 + 1));
}

/**
 * Racah's sum Σₖ (−1)ᵏ (k+1)!/(∏ᵢ (k−αᵢ)! ∏ⱼ (βⱼ−k)!), α the four sums of triads and β the three of opposite pairs, as
 * sum · up!/∏ down!, with an integer sum of products of binomial coefficients: each term comes from the one before it
 * by an exact division.
 */
function racahSumOfSix(spins: Six): { readonly sum: bigint; readonly up: number; readonly down: readonly number[] } {
  const [a, b, c, d, e, f] = spins;
  const α = triadsOf(spins).map(([x, y, z]) => (x + y + z) / 2);
  const β = [(a + b + d + e) / 2, (b + c + e + f) / 2, (a + c + d + f) / 2];
  const from = Math.max(...α);
  const to = Math.min(...β);
  let term = binomial(from + 1, α[0] + 1);
  for (let i = 0; i < 3; i++) term *= binomial(β[i] - α[i + 1], from - α[i + 1]);
  if (from % 2 === 1) term = -term;
  let sum = term;
  for (let k = from; k < to; k++) {
    const up = BigInt(k + 2) * BigInt(β[0] - k) * BigInt(β[1] - k) * BigInt(β[2] - k);
    const down = BigInt(k + 1 - α[0]) * BigInt(k + 1 - α[1]) * BigInt(k + 1 - α[2]) * BigInt(k + 1 - α[3]);
    term = -(term * up) / down;
    sum += term;
  }
  return { sum, up: α[0] + 1, down: [β[0] - α[1], β[1] - α[2], β[2] - α[3]] };
}

function rationalPartOfSix(spins: Six): Fraction {
  const { sum, up, down } = racahSumOfSix(spins);
  return fractionOf(
    sum * factorial(up),
    down.reduce((product, n) => product * factorial(n), 1n),
  );
}
