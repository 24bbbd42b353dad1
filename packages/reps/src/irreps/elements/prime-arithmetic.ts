/** GF(p) for a prime p ≡ 1 (mod n), with the n-th roots of unity in it: cyclotomic numbers have residues there. */
import type { Cyclotomic } from '@isotypic/algebra';
import { isPrime } from '@isotypic/algebra';

/** Residues are doubles below 2²⁶, so that a product is exact. */
export interface PrimeArithmetic {
  readonly p: number;
  add(a: number, b: number): number;
  sub(a: number, b: number): number;
  mul(a: number, b: number): number;
  inv(a: number): number;
  /** The residue of e^(2πik/m), m a divisor of n: one consistent choice of roots. */
  root(k: number, m: number): number;
}

/** The `skip`-th prime ≡ 1 (mod n) above 2²⁰. */
export function primeArithmetic(n: number, skip = 0): PrimeArithmetic {
  let p = n * Math.ceil(2 ** 20 / n) + 1;
  for (let k = skip; ; p += n) if (isPrime(p) && k-- === 0) break;
  const mul = (a: number, b: number): number => (a * b) % p;
  const power = (a: number, e: number): number => {
    let result = 1;
    for (let base = a, rest = e; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = mul(result, base);
      base = mul(base, base);
    }
    return result;
  };
  const ω = elementOfOrder(n, p, power);
  const roots = new Float64Array(n);
  roots[0] = 1;
  for (let k = 1; k < n; k++) roots[k] = mul(roots[k - 1], ω);
  return {
    p,
    add: (a, b) => (a + b >= p ? a + b - p : a + b),
    sub: (a, b) => (a >= b ? a - b : a - b + p),
    mul,
    inv: (a) => power(a, p - 2),
    root: (k, m) => roots[((((k % m) + m) % m) * (n / m)) % n],
  };
}

/** The residue of a cyclotomic number whose conductor divides n and whose denominator is prime to p. */
export function residueOf(x: Cyclotomic, field: PrimeArithmetic): number {
  const { conductor, exponents, coefficients } = x.terms();
  const big = BigInt(field.p);
  let sum = 0;
  exponents.forEach((e, i) => {
    const c = coefficients[i];
    const numerator = Number((((c.s * c.n) % big) + big) % big);
    const value = c.d === 1n ? numerator : field.mul(numerator, field.inv(Number(c.d % big)));
    sum = field.add(sum, field.mul(value, field.root(e, conductor)));
  });
  return sum;
}

function elementOfOrder(n: number, p: number, power: (a: number, e: number) => number): number {
  const primes: number[] = [];
  for (let rest = n, q = 2; rest > 1; q++) {
    if (rest % q === 0) primes.push(q);
    while (rest % q === 0) rest /= q;
  }
  for (let a = 2; ; a++) {
    const candidate = power(a, (p - 1) / n);
    if (primes.every((q) => power(candidate, n / q) !== 1)) return candidate;
  }
}
