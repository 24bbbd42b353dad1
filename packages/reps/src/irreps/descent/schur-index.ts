/**
 * The Schur index of a character by local class field theory. A representation over L, cyclic of degree r over F = ℚ(χ)
 * with group ⟨σ⟩, is isomorphic to its conjugate, X·σ(ρ) = ρ·X, and Xσ(X)…σ^(r−1)(X) = a is a scalar of F. The simple
 * algebra of χ is equivalent to the cyclic algebra (L/F, σ, a), and m_ℚ(χ) is the order of a modulo norms, which is the
 * least common multiple of its local orders (Hasse's norm theorem; Reiner 1975, §§30–32).
 *
 * L lies in ℚ(ζ_n), where local reciprocity is explicit: a at a place v over p acts on L as b = N(a) from F_v to ℚ_p
 * does, and b = pᵗu takes ζ to ζ^(pᵗ) for ζ of order prime to p and to ζ^(1/u) for ζ of p-power order (Serre 1979, XIV
 * §7).
 */
import { Cyclotomic, cyclotomics, type ExactMatrix, gcd, lcm, type Matrix, type WorkMeter } from '@isotypic/algebra';
import { gcdBig, invMod, powMod } from '@isotypic/algebra/internal';
import { overCyclotomics } from '../../matrices/exact-matrices.js';
import { homSpace } from '../../matrices/hom-space.js';
import { fixingUnits, units } from './number-field.js';

/** The algebra of a character as a cyclic algebra (L/F, σ, a), L in ℚ(ζ_n). */
export interface CyclicAlgebra {
  readonly n: number;
  /** The units modulo n that fix L and those that fix F. */
  readonly fixingL: readonly number[];
  readonly fixingF: readonly number[];
  /** [L : F]. */
  readonly degree: number;
  /** A unit whose automorphism generates Gal(L/F). */
  readonly generator: number;
  /** X with X·σ(ρ(g)) = ρ(g)·X, and a = Xσ(X)…σ^(r−1)(X). */
  readonly twist: Matrix<Cyclotomic>;
  readonly scalar: Cyclotomic;
}

/**
 * The algebra of a character over F = ℚ(χ), or over an extension of it.
 * @param matrices of the group's generators, over a field that generates L with F
 * @param values generators of F: those of the character, and what else is to be adjoined
 * @returns undefined when L is not cyclic over F.
 */
export function cyclicAlgebra(
  matrices: readonly ExactMatrix[],
  values: readonly Cyclotomic[],
  meter: WorkMeter,
): CyclicAlgebra | undefined {
  const given = matrices.map(overCyclotomics);
  const entries = [...given.flatMap((M) => [...M.entries]), ...values];
  const n = entries.reduce((m, x) => (m / gcd(m, x.conductor)) * x.conductor, 1);
  const fixingL = fixingUnits(n, entries);
  const fixingF = fixingUnits(n, values);
  const degree = fixingF.length / fixingL.length;
  const generator = fixingF.find((u) => orderModulo(u, n, fixingL) === degree);
  if (generator === undefined) return undefined;
  const conjugated = given.map((M) => M.map(cyclotomics, (x) => x.galois(generator)));
  const [found] = homSpace('rationalIrreps', conjugated, given, meter);
  const lead = found.entries.find((x) => !x.isZero()) as Cyclotomic;
  const twist = found.scale(lead.inverse());
  let product = twist;
  let moved = twist;
  for (let i = 1; i < degree; i++) {
    moved = moved.map(cyclotomics, (x) => x.galois(generator));
    product = product.times(moved);
  }
  return { n, fixingL, fixingF, degree, generator, twist, scalar: product.at(0, 0) };
}

/**
 * m_ℚ(χ).
 * @param primes the prime divisors of the group's order: at others the algebra splits
 * @param isQuaternionic whether the Frobenius–Schur indicator is −1: the index at the real places is then 2
 */
export function schurIndexOf(algebra: CyclicAlgebra, primes: readonly number[], isQuaternionic: boolean): number {
  return primes.reduce((m, p) => lcm(m, localIndex(algebra, p)), isQuaternionic ? 2 : 1);
}

/** The index at the places over p; it is the same at all of them (Benard 1972). */
function localIndex({ n, fixingL, fixingF, degree, scalar }: CyclicAlgebra, p: number): number {
  if (degree === 1) return 1;
  let pPart = 1;
  while (n % (pPart * p) === 0) pPart *= p;
  const rest = n / pPart;
  // Decomposition group of p in Gal(ℚ(ζ_n)/ℚ): inertia (units ≡ 1 mod rest) and Frobenius (≡ p mod rest, ≡ 1 mod
  // pPart).
  const isPower = new Set(powersModulo(p % rest, rest));
  const decomposition = units(n).filter((u) => isPower.has(u % rest));
  const seen = new Set<number>();
  let b = Cyclotomic.one;
  for (const u of decomposition) {
    if (seen.has(u)) continue;
    for (const h of fixingF) seen.add((u * h) % n);
    b = b.times(scalar.galois(u));
  }
  const { valuation, unit } = completion(b, p, pPart);
  const onRest = valuation < 0 ? powMod(invMod(p, rest), -valuation, rest) : powMod(p, valuation, rest);
  const onPower = invMod(unit, pPart);
  const c = units(n).find((u) => u % rest === onRest && u % pPart === onPower % pPart) as number;
  return orderModulo(c, n, fixingL);
}

/** b = pᵗ·unit in ℚ_p, the unit modulo pPart, for a number of degree 1 over ℚ_p; at any of the places over p. */
function completion(b: Cyclotomic, p: number, pPart: number): { readonly valuation: number; readonly unit: number } {
  // d·b is an integer, and a root in ℤ_p of its minimal polynomial.
  const d = b.terms().coefficients.reduce((m, c) => (m / gcdBig(m, c.d)) * c.d, 1n);
  const minimal = minimalPolynomial(b.times(Cyclotomic.fromRational(d)));
  const P = BigInt(p);
  // The product of the roots bounds the valuation of each.
  const digits = valuationOf(minimal[0], P) + valuationOf(BigInt(pPart), P) + 1;
  const root = rootModulo(minimal, P, digits);
  const valuation = valuationOf(root, P);
  const dValuation = valuationOf(d, P);
  const modulus = BigInt(pPart);
  const numerator = Number((root / P ** BigInt(valuation)) % modulus);
  const denominator = Number((d / P ** BigInt(dValuation)) % modulus);
  return { valuation: valuation - dValuation, unit: (numerator * invMod(denominator, pPart)) % pPart };
}

/** ∏ (x − b′) over the conjugates of an algebraic integer, lowest coefficient first. */
function minimalPolynomial(b: Cyclotomic): bigint[] {
  let f: Cyclotomic[] = [Cyclotomic.one];
  for (const root of b.conjugates()) {
    const shifted = [Cyclotomic.zero, ...f];
    f = shifted.map((c, i) => (i < f.length ? c.minus(root.times(f[i])) : c));
  }
  return f.map((c) => {
    const { s, n } = c.toFraction();
    return s * n;
  });
}

/**
 * A root in ℤ_p, which must exist, modulo p^digits: residues modulo p, p², … that are roots modulo as high a power,
 * until Newton's condition v(f(x)) > 2v(f′(x)) tells a true root apart.
 */
function rootModulo(f: readonly bigint[], p: bigint, digits: number): bigint {
  const at = (g: readonly bigint[], x: bigint): bigint => g.reduceRight((v, c) => v * x + c, 0n);
  const derivative = f.slice(1).map((c, i) => c * BigInt(i + 1));
  let candidates: bigint[] = [0n];
  for (let power = 1n; ; power *= p) {
    for (const x of candidates) {
      const [value, slope] = [at(f, x), at(derivative, x)];
      const isNear = value === 0n || (slope !== 0n && valuationOf(value, p) > 2 * valuationOf(slope, p));
      // The true root differs from x by f(x)/f′(x), up to higher powers.
      if (isNear && (value === 0n || valuationOf(value, p) - valuationOf(slope, p) >= digits)) return x;
    }
    const next = power * p;
    candidates = candidates.flatMap((x) =>
      Array.from({ length: Number(p) }, (_, k) => x + BigInt(k) * power).filter((y) => at(f, y) % next === 0n),
    );
  }
}

function valuationOf(x: bigint, p: bigint): number {
  let v = 0;
  for (let rest = x; rest !== 0n && rest % p === 0n; rest /= p) v++;
  return v;
}

/** The order of a unit modulo a group of units. */
function orderModulo(u: number, n: number, group: readonly number[]): number {
  const members = new Set(group.map((h) => h % n));
  let order = 1;
  for (let power = u % n; !members.has(power); power = (power * u) % n) order++;
  return order;
}

function powersModulo(x: number, n: number): number[] {
  const powers = [1 % n];
  for (let power = x % n; power !== 1 % n; power = (power * x) % n) powers.push(power);
  return powers;
}
