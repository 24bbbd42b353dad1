/**
 * Matrices over ℚ or ℚ(ζₙ) modulo a prime. By a lemma of Minkowski (Serre for ℚ(ζₙ)), the kernel of reduction modulo a
 * prime ideal over an odd p that does not ramify has no element of finite order but 1: a finite group is carried
 * isomorphically to its image.
 */
import type Fraction from 'fraction.js';
import { commonOrder } from '../linear/cyclotomic-images.js';
import type { ExactScalar } from '../linear/float64.js';
import { Matrix } from '../linear/matrix.js';
import { Cyclotomic } from '../scalars/cyclotomic.js';
import type { Field } from '../scalars/field.js';
import { invModBig, isPrime, powMod, primitiveRoot } from '../scalars/integers.js';
import { primeField } from '../scalars/prime-field.js';
import { CONDUCTOR_LIMIT, cyclotomicBasis } from '../scalars/zumbroich.js';

/** A homomorphism from the p-integers of a field to GF(p). */
export interface Reduction {
  readonly field: Field<number>;
  /** Undefined for a number whose denominator p divides. */
  reduce(x: ExactScalar): number | undefined;
}

const asCyclotomic = (x: ExactScalar): Cyclotomic =>
  x instanceof Cyclotomic ? x : Cyclotomic.fromRational(x as Fraction);

/**
 * Reductions of all the numbers, at the odd primes p ≡ 1 modulo a common order of theirs, which split; p ascending from
 * `least` on.
 */
export function* reductions(entries: readonly ExactScalar[], least = 3): Generator<Reduction> {
  const order = commonOrder(entries.map(asCyclotomic), CONDUCTOR_LIMIT);
  const step = order % 2 === 0 ? order : 2 * order;
  for (let p = 1 + step * Math.ceil((least - 1) / step); ; p += step) {
    if (!isPrime(p)) continue;
    const omega = powMod(primitiveRoot(p), (p - 1) / order, p);
    const { exponents } = cyclotomicBasis(order);
    const powers = Array.from(exponents, (e) => BigInt(powMod(omega, e, p)));
    const modulus = BigInt(p);
    yield {
      field: primeField(p),
      reduce(x) {
        const { num, den } = asCyclotomic(x).vectorIn(order);
        if (BigInt(den) % modulus === 0n) return undefined;
        let sum = 0n;
        for (let k = 0; k < num.length; k++) sum += BigInt(num[k]) * powers[k];
        const value = (sum * invModBig(BigInt(den) % modulus, modulus)) % modulus;
        return Number((value + modulus) % modulus);
      },
    };
  }
}

/** The matrix modulo p, undefined where p divides a denominator. */
export function reduceMatrix(m: Matrix<ExactScalar>, { field, reduce }: Reduction): Matrix<number> | undefined {
  const entries = m.entries.map(reduce);
  return entries.includes(undefined) ? undefined : new Matrix(field, m.rows, m.cols, entries as number[]);
}
