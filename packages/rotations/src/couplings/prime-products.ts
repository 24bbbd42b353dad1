/**
 * Products of factorials as exponents of primes. Coupling coefficients are T·√(products and quotients of factorials)
 * with an integer T; with the factorials factored, the fraction under the root is reduced by divisions of T by small
 * primes, and no greatest common divisor of long integers is taken (Johansson & Forssén 2016, §3).
 */
import { Surd } from '@isotypic/algebra';
import { reducedFraction } from '@isotypic/algebra/internal';

const primes: number[] = [2, 3];

/** The number of primes up to `limit`, all of them in `primes` afterwards. */
function primesUpTo(limit: number): number {
  for (let n = primes[primes.length - 1] + 2; n <= limit; n += 2) {
    let isPrime = true;
    for (let i = 1; isPrime && primes[i] * primes[i] <= n; i++) isPrime = n % primes[i] !== 0;
    if (isPrime) primes.push(n);
  }
  let count = primes.length;
  while (count > 0 && primes[count - 1] > limit) count--;
  return count;
}

/** ∏ pᵢ^eᵢ over the primes up to a bound, eᵢ of either sign. */
export class PrimeProduct {
  private readonly exponents: Int32Array;

  /** The product 1; `largest` is the largest n whose factorial will be multiplied in. */
  constructor(private readonly largest: number) {
    this.exponents = new Int32Array(primesUpTo(largest));
  }

  /** · (n!)^power, by Legendre's formula: p divides n! exactly Σ ⌊n/pⁱ⌋ times. */
  timesFactorial(n: number, power: number): this {
    const { exponents } = this;
    for (let i = 0; i < exponents.length && primes[i] <= n; i++) {
      const p = primes[i];
      for (let q = Math.floor(n / p); q > 0; q = Math.floor(q / p)) exponents[i] += power * q;
    }
    return this;
  }

  /** · n^power, n from 1 to `largest` */
  timesInteger(n: number, power: number): this {
    let rest = n;
    for (let i = 0; rest > 1; i++) {
      for (; rest % primes[i] === 0; rest /= primes[i]) this.exponents[i] += power;
    }
    return this;
  }

  copy(): PrimeProduct {
    return new PrimeProduct(this.largest).times(this);
  }

  /** · other, whose bound is not larger */
  times(other: PrimeProduct): this {
    other.exponents.forEach((e, i) => {
      this.exponents[i] += e;
    });
    return this;
  }

  /** integer · √(∏ pᵢ^eᵢ), in lowest terms. */
  rootTimes(integer: bigint): Surd {
    if (integer === 0n) return Surd.zero;
    let rest = integer;
    let [numerator, denominator] = [1n, 1n];
    for (let i = 0; i < this.exponents.length; i++) {
      let e = this.exponents[i];
      if (e === 0) continue;
      const p = BigInt(primes[i]);
      for (; e < 0 && rest % p === 0n; e += 2) rest /= p;
      if (e > 0) numerator *= p ** BigInt(e);
      else if (e < 0) denominator *= p ** BigInt(-e);
    }
    return Surd.root(reducedFraction(rest * rest * numerator, denominator), integer < 0n ? -1 : 1);
  }
}
