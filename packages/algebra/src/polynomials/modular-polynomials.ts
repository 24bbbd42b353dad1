/** GF(p)[x] on arrays of residues 0 ≤ c < p < 2²⁶, constant term first, and factorization there (Cantor–Zassenhaus). */
import { randomSource } from '../random.js';
import { invMod } from '../scalars/integers.js';
import type { WorkMeter } from '../work.js';

export type Residues = number[];

export function trimmed(f: Residues): Residues {
  while (f.length > 0 && f[f.length - 1] === 0) f.pop();
  return f;
}

export function reduce(f: readonly bigint[], p: number): Residues {
  const P = BigInt(p);
  return trimmed(f.map((c) => Number(((c % P) + P) % P)));
}

export function subtract(f: Residues, g: Residues, p: number): Residues {
  const length = Math.max(f.length, g.length);
  return trimmed(Array.from({ length }, (_, i) => ((f[i] ?? 0) - (g[i] ?? 0) + p) % p));
}

export function times(f: Residues, g: Residues, p: number): Residues {
  if (f.length === 0 || g.length === 0) return [];
  const product = new Array<number>(f.length + g.length - 1).fill(0);
  for (let i = 0; i < f.length; i++) {
    const c = f[i] as number;
    if (c === 0) continue;
    for (let j = 0; j < g.length; j++) product[i + j] = ((product[i + j] as number) + c * (g[j] as number)) % p;
  }
  return product;
}

export function divide(f: Residues, g: Residues, p: number): { quotient: Residues; remainder: Residues } {
  const rest = f.slice();
  const degree = g.length - 1;
  const scale = invMod(g[degree] as number, p);
  const quotient = new Array<number>(Math.max(0, f.length - degree)).fill(0);
  for (let shift = f.length - g.length; shift >= 0; shift--) {
    const c = ((rest[shift + degree] as number) * scale) % p;
    quotient[shift] = c;
    if (c === 0) continue;
    for (let i = 0; i <= degree; i++) {
      const t = ((rest[shift + i] as number) - c * (g[i] as number)) % p;
      rest[shift + i] = t < 0 ? t + p : t;
    }
  }
  return { quotient, remainder: trimmed(rest.slice(0, degree)) };
}

export function monic(f: Residues, p: number): Residues {
  if (f.length === 0) return f;
  const scale = invMod(f[f.length - 1] as number, p);
  return f.map((c) => (c * scale) % p);
}

export function gcd(f: Residues, g: Residues, p: number): Residues {
  while (g.length > 0) [f, g] = [g, divide(f, g, p).remainder];
  return monic(f, p);
}

/** s·f + t·g = 1 for coprime f, g. */
export function bezout(f: Residues, g: Residues, p: number): { s: Residues; t: Residues } {
  let [r0, r1, s0, s1, t0, t1]: Residues[] = [f, g, [1], [], [], [1]];
  while (r1.length > 0) {
    const { quotient, remainder } = divide(r0, r1, p);
    [r0, r1] = [r1, remainder];
    [s0, s1] = [s1, subtract(s0, times(quotient, s1, p), p)];
    [t0, t1] = [t1, subtract(t0, times(quotient, t1, p), p)];
  }
  const scale = invMod(r0[0] as number, p);
  return { s: s0.map((c) => (c * scale) % p), t: t0.map((c) => (c * scale) % p) };
}

export function derivative(f: Residues, p: number): Residues {
  return trimmed(f.slice(1).map((c, i) => (c * ((i + 1) % p)) % p));
}

function powerModulo(base: Residues, exponent: bigint, f: Residues, p: number, meter?: WorkMeter): Residues {
  let result: Residues = [1];
  for (const bit of exponent.toString(2)) {
    meter?.step(0);
    result = divide(times(result, result, p), f, p).remainder;
    if (bit === '1') result = divide(times(result, base, p), f, p).remainder;
  }
  return result;
}

/** For a monic square-free f: [product of the irreducible factors of degree d, d] for each d that occurs. */
export function distinctDegrees(f: Residues, p: number, meter?: WorkMeter): [Residues, number][] {
  const parts: [Residues, number][] = [];
  let power: Residues = [0, 1];
  for (let d = 1; f.length - 1 >= 2 * d; d++) {
    meter?.step();
    power = powerModulo(power, BigInt(p), f, p, meter);
    const g = gcd(f, subtract(power, [0, 1], p), p);
    if (g.length > 1) {
      parts.push([g, d]);
      f = divide(f, g, p).quotient;
      power = divide(power, f, p).remainder;
    }
  }
  if (f.length > 1) parts.push([f, f.length - 1]);
  return parts;
}

/** The irreducible factors of a monic product of irreducibles of degree d. */
function equalDegree(
  f: Residues,
  d: number,
  p: number,
  below: (bound: number) => number,
  meter?: WorkMeter,
): Residues[] {
  if (f.length - 1 === d) return [f];
  for (;;) {
    meter?.step();
    const a = trimmed(Array.from({ length: f.length - 1 }, () => below(p)));
    if (a.length < 2) continue;
    let b: Residues;
    if (p === 2) {
      // the trace a + a² + … + a^(2^(d−1)) is 0 or 1 modulo each factor
      b = a;
      let square = a;
      for (let i = 1; i < d; i++) {
        meter?.step(0);
        square = divide(times(square, square, p), f, p).remainder;
        b = subtract(b, square, p);
      }
    } else {
      b = subtract(powerModulo(a, (BigInt(p) ** BigInt(d) - 1n) / 2n, f, p, meter), [1], p);
    }
    const g = gcd(f, b, p);
    if (g.length > 1 && g.length < f.length) {
      const rest = divide(f, g, p).quotient;
      return [...equalDegree(g, d, p, below, meter), ...equalDegree(rest, d, p, below, meter)];
    }
  }
}

/** The monic irreducible factors of a monic square-free f, by degree, then by coefficients: independent of the seed. */
export function squareFreeFactorsModulo(f: Residues, p: number, meter?: WorkMeter): Residues[] {
  const { below } = randomSource();
  return distinctDegrees(f, p, meter)
    .flatMap(([g, d]) => equalDegree(g, d, p, below, meter))
    .sort(compareResidues);
}

export function compareResidues(f: Residues, g: Residues): number {
  if (f.length !== g.length) return f.length - g.length;
  for (let i = f.length - 1; i >= 0; i--) if (f[i] !== g[i]) return (f[i] as number) - (g[i] as number);
  return 0;
}

/** [irreducible monic factor, multiplicity] of a monic polynomial over GF(p). */
export function factorModulo(f: Residues, p: number, meter?: WorkMeter): [Residues, number][] {
  const factors: [Residues, number][] = [];
  const add = (g: Residues, multiplicity: number): void => {
    if (g.length > 1) for (const h of squareFreeFactorsModulo(g, p, meter)) factors.push([h, multiplicity]);
  };
  let multiplicity = 1; // f is a (multiplicity)-th power at the start of each round
  while (f.length > 1) {
    const slope = derivative(f, p);
    if (slope.length > 0) {
      let repeated = gcd(f, slope, p);
      let square = divide(f, repeated, p).quotient;
      for (let i = 1; square.length > 1; i++) {
        const next = gcd(square, repeated, p);
        add(divide(square, next, p).quotient, i * multiplicity);
        square = next;
        repeated = divide(repeated, next, p).quotient;
      }
      f = repeated;
    }
    // what is left has derivative 0: it is g(xᵖ) = g(x)ᵖ
    f = f.filter((_, i) => i % p === 0);
    multiplicity *= p;
  }
  return factors.sort((a, b) => compareResidues(a[0], b[0]));
}
