/**
 * Products of factorials as exponents of primes. Coupling coefficients are T·√(products and quotients of factorials)
 * with an integer T; with the factorials factored, the fraction under the root is reduced by divisions of T by small
 * primes, and no greatest common divisor of long integers is taken (Johansson & Forssén 2016, §3).
 */
import { type Fraction, Surd } from '@isotypic/algebra';
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

  /** integer · √(∏ pᵢ^eᵢ), in lowest terms; the product is used up. */
  rootTimes(integer: bigint): Surd {
    return integer === 0n ? Surd.zero : Surd.root(this.squareTimes(integer), integer < 0n ? -1 : 1);
  }

  /** integer² · ∏ pᵢ^eᵢ, in lowest terms; the product is used up. */
  squareTimes(integer: bigint): Fraction {
    const { exponents } = this;
    let rest = integer;
    for (const i of this.commonPrimes(integer)) {
      const p = BigInt(primes[i]);
      for (; exponents[i] < 0 && rest % p === 0n; exponents[i] += 2) rest /= p;
    }
    const [numerator, denominator] = [new Factors(), new Factors()];
    for (let i = 0; i < exponents.length; i++) {
      if (exponents[i] > 0) numerator.timesPower(primes[i], exponents[i]);
      else if (exponents[i] < 0) denominator.timesPower(primes[i], -exponents[i]);
    }
    return reducedFraction(rest * rest * numerator.product(), denominator.product());
  }

  /**
   * The primes of the denominator that divide the integer: it is reduced modulo products of such primes below 2⁵³, and
   * those by single primes in machine arithmetic, a tenth of the time of reducing it by each.
   */
  private commonPrimes(integer: bigint): number[] {
    const { exponents } = this;
    const found: number[] = [];
    for (let from = 0; from < exponents.length; ) {
      let modulus = 1;
      let to = from;
      for (; to < exponents.length; to++) {
        if (exponents[to] >= 0) continue;
        if (modulus * primes[to] > Number.MAX_SAFE_INTEGER) break;
        modulus *= primes[to];
      }
      const residue = modulus === 1 ? 1 : Number(integer % BigInt(modulus));
      for (let i = from; i < to; i++) if (exponents[i] < 0 && residue % primes[i] === 0) found.push(i);
      from = to;
    }
    return found;
  }
}

/** A product of small integers, gathered in doubles below 2⁵³ and multiplied as bigints only when one is full. */
class Factors {
  private total = 1n;
  private gathered = 1;

  timesPower(p: number, e: number): void {
    const power = p ** e;
    if (power > Number.MAX_SAFE_INTEGER) {
      this.total *= BigInt(p) ** BigInt(e);
      return;
    }
    if (this.gathered * power > Number.MAX_SAFE_INTEGER) {
      this.total *= BigInt(this.gathered);
      this.gathered = 1;
    }
    this.gathered *= power;
  }

  product(): bigint {
    return this.total * BigInt(this.gathered);
  }
}
