/**
 * Coupling coefficients T·√(∏ factorials) that are not written out: the integer T is all that is computed before
 * somebody looks. The fraction under the root then comes from exponents of primes; the double from factorials in
 * double-double arithmetic, which rounds correctly but for one value in 2²⁶, where the fraction decides.
 */
import { type Fraction, Surd } from '@isotypic/algebra';
import { type UnbuiltRoot, unbuiltSurd } from '@isotypic/algebra/internal';
import { doubleDouble, factorialRatio, nearestDouble, squareRoot, times } from './factorial-ratio.js';
import { PrimeProduct } from './prime-products.js';
import { triadDifferences } from './racah-sum.js';

/** 1/((j₁+j₂+j₃+1)! n₁! n₂! n₃!), spins doubled. */
export function triadFactor(a: number, b: number, c: number): PrimeProduct {
  const largest = (a + b + c) / 2 + 1;
  const factor = new PrimeProduct(largest).timesFactorial(largest, -1);
  for (const n of triadDifferences(a, b, c)) factor.timesFactorial(n, -1);
  return factor;
}

/** · (j+m)! (j−m)! */
export function timesProjections(factor: PrimeProduct, twiceJ: number, twiceM: number): PrimeProduct {
  return factor.timesFactorial((twiceJ + twiceM) / 2, 1).timesFactorial((twiceJ - twiceM) / 2, 1);
}

/** What the coefficients of three spins, given doubled, have in common. */
export class CouplingTriad {
  private lazyFactor: PrimeProduct | undefined;

  constructor(
    readonly a: number,
    readonly b: number,
    readonly c: number,
  ) {}

  get factor(): PrimeProduct {
    this.lazyFactor ??= triadFactor(this.a, this.b, this.c);
    return this.lazyFactor;
  }

  /** sum·√(multiplicity · what stands under the root of a 3j symbol) */
  root(ma: number, mb: number, sum: bigint, multiplicity: number): Surd {
    if (sum === 0n) return Surd.zero;
    return unbuiltSurd(sum < 0n ? -1 : 1, new FactoredRoot(this, ma, mb, sum, multiplicity));
  }

  /** The 3j symbol (−1)^{j₁−j₂−m₃} T √radicand, m₃ = −m₁ − m₂. */
  symbol(ma: number, mb: number, sum: bigint): Surd {
    if (sum === 0n) return Surd.zero;
    const isFlipped = ((this.a - this.b + ma + mb) / 2) % 2 !== 0;
    return unbuiltSurd(sum < 0n === isFlipped ? 1 : -1, new FactoredRoot(this, ma, mb, sum, 1));
  }
}

class FactoredRoot implements UnbuiltRoot {
  constructor(
    private readonly triad: CouplingTriad,
    private readonly ma: number,
    private readonly mb: number,
    private readonly sum: bigint,
    private readonly multiplicity: number,
  ) {}

  square(): Fraction {
    const { a, b, c, factor } = this.triad;
    const { ma, mb } = this;
    const radicand = timesProjections(timesProjections(factor.copy(), a, ma), b, mb);
    return timesProjections(radicand, c, ma + mb)
      .timesInteger(this.multiplicity, 1)
      .squareTimes(this.sum);
  }

  toNumber(): number | undefined {
    const { a, b, c } = this.triad;
    const { ma, mb } = this;
    const mc = ma + mb;
    const ratio = factorialRatio(
      [(a + ma) / 2, (a - ma) / 2, (b + mb) / 2, (b - mb) / 2, (c + mc) / 2, (c - mc) / 2],
      [(a + b + c) / 2 + 1, ...triadDifferences(a, b, c)],
    );
    const radicand = this.multiplicity === 1 ? ratio : times(ratio, doubleDouble(BigInt(this.multiplicity)));
    return nearestDouble(times(doubleDouble(this.sum < 0n ? -this.sum : this.sum), squareRoot(radicand)));
  }
}
