/** Roots of polynomials over GF(p). A polynomial is its list of coefficients, constant term first. */
import type { Modulus } from './modulus.js';
import type { TableWork } from './table-work.js';

/**
 * All roots in GF(p) of a polynomial that is a product of distinct linear factors (Cantor–Zassenhaus 1981, degree one).
 * Factors of higher degree, should there be any, are left out. p must be odd. `candidates` are tried first.
 */
export function rootsModulo(
  modulus: Modulus,
  polynomial: readonly number[],
  work: TableWork,
  candidates: readonly number[] = [],
): number[] {
  const { random } = work;
  let monic = makeMonic(modulus, polynomial);
  const roots: number[] = [];
  for (const root of candidates) {
    work.step(0);
    const { quotient, remainder } = divide(modulus, monic, [modulus.neg(root), 1]);
    if (remainder.length > 0) continue;
    roots.push(root);
    monic = quotient;
  }
  if (monic.length === 1) return roots.sort((a, b) => a - b);
  // gcd(f, x^p − x) is the product of the linear factors.
  const power = powerModPolynomial(modulus, [0, 1], modulus.p, monic, work);
  const pending = [gcdPolynomial(modulus, monic, subtract(modulus, power, [0, 1]))];
  for (let f = pending.pop(); f; f = pending.pop()) {
    if (f.length === 1) continue;
    if (f.length === 2) {
      roots.push(modulus.neg(f[0]));
      continue;
    }
    for (;;) {
      const shift = random.below(Math.min(modulus.p, 2 ** 31));
      const half = powerModPolynomial(modulus, [shift, 1], (modulus.p - 1) / 2, f, work);
      const factor = gcdPolynomial(modulus, f, subtract(modulus, half, [1]));
      if (factor.length === 1 || factor.length === f.length) continue;
      pending.push(factor, divide(modulus, f, factor).quotient);
      break;
    }
  }
  return roots.sort((a, b) => a - b);
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

function powerModPolynomial(
  modulus: Modulus,
  base: readonly number[],
  exponent: number,
  f: readonly number[],
  work: TableWork,
): number[] {
  const times = (a: readonly number[], b: readonly number[]): number[] => {
    const product = new Float64Array(Math.max(0, a.length + b.length - 1));
    for (let i = 0; i < a.length; i++) {
      if (a[i] === 0) continue;
      for (let j = 0; j < b.length; j++) product[i + j] = modulus.add(product[i + j], modulus.mul(a[i], b[j]));
    }
    return divide(modulus, Array.from(product), f).remainder;
  };
  let result = divide(modulus, [1], f).remainder;
  const reducedBase = divide(modulus, base, f).remainder;
  for (const bit of exponent.toString(2)) {
    work.step(0);
    result = times(result, result);
    if (bit === '1') result = times(result, reducedBase);
  }
  return result;
}
