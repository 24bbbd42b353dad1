/** Roots of polynomials over GF(p). A polynomial is its list of coefficients, constant term first. */
import type { Modulus } from './modulus.js';
import type { TableWork } from './table-work.js';

/**
 * Shifts tried before a polynomial is suspected of factors of higher degree: one that is a product of linear factors
 * splits at each with a chance of about a half or more.
 */
const PATIENCE = 30;

/**
 * All roots in GF(p) of a polynomial that is a product of distinct linear factors (Cantor–Zassenhaus 1981, degree one).
 * Factors of higher degree, should there be any, are left out. p must be odd. `candidates` are tried first.
 */
export function rootsModulo(
  modulus: Modulus,
  polynomial: readonly number[],
  work: TableWork,
  candidates: Iterable<number> = [],
): number[] {
  const { random } = work;
  let monic = makeMonic(modulus, polynomial);
  const roots: number[] = [];
  for (const root of candidates) {
    if (monic.length === 1) break;
    work.step(0);
    if (valueAt(modulus, monic, root) !== 0) continue;
    roots.push(root);
    monic = divide(modulus, monic, [modulus.neg(root), 1]).quotient;
  }
  const pending = [monic];
  for (let f = pending.pop(); f; f = pending.pop()) {
    if (f.length === 1) continue;
    if (f.length === 2) {
      roots.push(modulus.neg(f[0]));
      continue;
    }
    const ring = new ResidueRing(modulus, f);
    for (let attempt = 1; ; attempt++) {
      if (attempt === PATIENCE) {
        const linear = linearPart(modulus, ring, work);
        if (linear.length < f.length) {
          pending.push(linear);
          break;
        }
      }
      const shift = random.below(Math.min(modulus.p, 2 ** 31));
      const half = ring.linearPower(shift, (modulus.p - 1) / 2, work);
      const factor = gcdPolynomial(modulus, f, subtract(modulus, half, [1]));
      if (factor.length === 1 || factor.length === f.length) continue;
      pending.push(factor, divide(modulus, f, factor).quotient);
      break;
    }
  }
  return roots.sort((a, b) => a - b);
}

/** The product of the linear factors: gcd(f, x^p − x). */
function linearPart(modulus: Modulus, ring: ResidueRing, work: TableWork): number[] {
  return gcdPolynomial(modulus, ring.f, subtract(modulus, ring.linearPower(0, modulus.p, work), [0, 1]));
}

/** By Horner's scheme. */
function valueAt(modulus: Modulus, polynomial: readonly number[], x: number): number {
  let value = 0;
  for (let i = polynomial.length - 1; i >= 0; i--) value = modulus.add(modulus.mul(value, x), polynomial[i]);
  return value;
}

function trim(polynomial: number[]): number[] {
  while (polynomial.length > 0 && polynomial[polynomial.length - 1] === 0) polynomial.pop();
  return polynomial;
}

function makeMonic(modulus: Modulus, polynomial: readonly number[]): number[] {
  const scale = modulus.inv(polynomial[polynomial.length - 1]);
  return polynomial.map((c) => modulus.mul(c, scale));
}

function subtract(modulus: Modulus, a: readonly number[], b: readonly number[]): number[] {
  const length = Math.max(a.length, b.length);
  return trim(Array.from({ length }, (_, i) => modulus.sub(a[i] ?? 0, b[i] ?? 0)));
}

function divide(
  modulus: Modulus,
  a: readonly number[],
  monic: readonly number[],
): { quotient: number[]; remainder: number[] } {
  const remainder = Float64Array.from(a);
  const d = monic.length - 1;
  const quotient: number[] = new Array(Math.max(0, a.length - d)).fill(0);
  for (let top = a.length - 1; top >= d; top--) {
    const c = remainder[top];
    if (c === 0) continue;
    quotient[top - d] = c;
    for (let i = 0; i <= d; i++) {
      remainder[top - d + i] = modulus.sub(remainder[top - d + i], modulus.mul(c, monic[i]));
    }
  }
  return { quotient, remainder: trim(Array.from(remainder.subarray(0, Math.min(d, a.length)))) };
}

/** Monic gcd; gcd(f, 0) = f. */
function gcdPolynomial(modulus: Modulus, a: readonly number[], b: readonly number[]): number[] {
  let [f, g] = [makeMonic(modulus, a), trim([...b])];
  while (g.length > 0) {
    const monic = makeMonic(modulus, g);
    [f, g] = [monic, divide(modulus, f, monic).remainder];
  }
  return f;
}

/** GF(p)[x]/(f) for a monic f of degree d. Where 2d products fit into a double, sums are reduced once. */
class ResidueRing {
  private readonly negated: Float64Array;
  private readonly product: Float64Array;
  private readonly isLazy: boolean;

  constructor(
    private readonly modulus: Modulus,
    readonly f: readonly number[],
  ) {
    const d = f.length - 1;
    this.negated = Float64Array.from({ length: d }, (_, i) => modulus.neg(f[i]));
    this.product = new Float64Array(2 * d - 1);
    this.isLazy = modulus.lazyTerms > 2 * d;
  }

  /** (x + shift)^exponent; O(d² log exponent). */
  linearPower(shift: number, exponent: number, work: TableWork): number[] {
    const result = new Float64Array(this.negated.length);
    result[0] = 1;
    for (const bit of exponent.toString(2)) {
      work.step(0);
      this.square(result);
      if (bit === '1') this.timesLinear(result, shift);
    }
    return trim(Array.from(result));
  }

  /** a ↦ a². */
  private square(a: Float64Array): void {
    const { modulus, negated, product, isLazy } = this;
    const d = a.length;
    product.fill(0);
    if (isLazy) {
      for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) product[i + j] += a[i] * a[j];
    } else {
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) product[i + j] = modulus.add(product[i + j], modulus.mul(a[i], a[j]));
      }
    }
    for (let top = 2 * d - 2; top >= d; top--) {
      const c = isLazy ? modulus.reduce(product[top]) : product[top];
      if (c === 0) continue;
      const at = top - d;
      if (isLazy) for (let i = 0; i < d; i++) product[at + i] += c * negated[i];
      else for (let i = 0; i < d; i++) product[at + i] = modulus.add(product[at + i], modulus.mul(c, negated[i]));
    }
    for (let i = 0; i < d; i++) a[i] = isLazy ? modulus.reduce(product[i]) : product[i];
  }

  /** a ↦ a·(x + shift). */
  private timesLinear(a: Float64Array, shift: number): void {
    const { modulus, negated } = this;
    const top = a[a.length - 1];
    for (let i = a.length - 1; i >= 0; i--) {
      const moved = modulus.add(modulus.mul(a[i], shift), modulus.mul(top, negated[i]));
      a[i] = i === 0 ? moved : modulus.add(moved, a[i - 1]);
    }
  }
}
