/**
 * Real quadratic surds ±√(p/q): a sign and a fraction. Products stay surds, which is all that coupling coefficients
 * need.
 */
import type Fraction from 'fraction.js';
import { describe, IsotypicError, invalidArgument } from '../errors.js';
import { Cyclotomic } from './cyclotomic.js';
import { roundRatio } from './fixed-point.js';
import { bitLength, factor, isqrt } from './integers.js';
import { fractionOf, numerator, rationals } from './rationals.js';

export class Surd {
  /** The sign; 0 only for the number 0. */
  readonly sign: -1 | 0 | 1;
  /** The square of the number, ≥ 0. */
  readonly square: Fraction;

  private constructor(sign: -1 | 0 | 1, square: Fraction) {
    this.sign = sign;
    this.square = square;
  }

  static readonly zero = new Surd(0, rationals.zero);
  static readonly one = new Surd(1, rationals.one);

  /**
   * sign·√square.
   * @throws {IsotypicError} `INVALID_ARGUMENT` when square < 0.
   * @example Surd.root(new Fraction(2, 3), -1).toString() // '-sqrt(2/3)'
   */
  static root(square: Fraction | number | bigint, sign: -1 | 1 = 1): Surd {
    const value = typeof square === 'object' ? square : rationals.fromInteger(square);
    if (numerator(value) < 0n)
      throw invalidArgument('Surd.root', 'a number ≥ 0 under the root', rationals.print(value));
    return value.n === 0n ? Surd.zero : new Surd(sign, value);
  }

  static fromFraction(x: Fraction): Surd {
    return Surd.root(rationals.mul(x, x), numerator(x) < 0n ? -1 : 1);
  }

  /**
   * Reads `sqrt(2/3)`, `-sqrt(5)`, `3/4`, `2*sqrt(3)`, `1/2*sqrt(3)`.
   * @throws {IsotypicError} `PARSE`, with the position.
   */
  static parse(text: string): Surd {
    const match =
      /^\s*([+-]?)\s*(?:(\d+(?:\/\d+)?)\s*(\*\s*)?)?(?:(?:sqrt|√)\s*\(?\s*(\d+(?:\s*\/\s*\d+)?)\s*\)?)?\s*$/.exec(text);
    const [, sign, factorText, star, radicand] = match ?? [];
    if (
      !match ||
      (factorText === undefined && radicand === undefined) ||
      (star !== undefined) !== (factorText !== undefined && radicand !== undefined)
    ) {
      throw new IsotypicError('PARSE', {
        where: 'Surd.parse',
        expected: 'a surd such as -sqrt(2/3), 3/4 or 1/2*sqrt(3)',
        received: describe(text),
        position:
          /^\s*[+-]?\s*(?:\d+(?:\/\d+)?\s*\*?\s*)?(?:(?:sqrt|√)\s*\(?\s*\d*(?:\s*\/\s*\d*)?)?/.exec(text)?.[0].length ??
          0,
      });
    }
    const root = radicand === undefined ? Surd.one : Surd.root(rationals.parse(radicand));
    const scaled = factorText === undefined ? root : root.times(Surd.fromFraction(rationals.parse(factorText)));
    return sign === '-' ? scaled.negate() : scaled;
  }

  /** `sqrt(p/q)` with its sign, or the fraction when the root is rational; the inverse of `parse`. */
  toString(): string {
    if (this.isRational()) return rationals.print(this.toFraction());
    return `${this.sign < 0 ? '-' : ''}sqrt(${rationals.print(this.square)})`;
  }

  isZero(): boolean {
    return this.sign === 0;
  }

  negate(): Surd {
    return new Surd(this.sign === 0 ? 0 : this.sign === 1 ? -1 : 1, this.square);
  }

  times(other: Surd): Surd {
    const sign = (this.sign * other.sign) as -1 | 0 | 1;
    return sign === 0 ? Surd.zero : new Surd(sign, rationals.mul(this.square, other.square));
  }

  /** @throws {IsotypicError} `DIVISION_BY_ZERO` */
  inverse(): Surd {
    return new Surd(this.sign, rationals.inv(this.square));
  }

  equals(other: Surd): boolean {
    return this.sign === other.sign && rationals.eql(this.square, other.square);
  }

  /** −1, 0 or 1 as this number is below, equal to or above the other. */
  compare(other: Surd): number {
    if (this.sign !== other.sign) return this.sign < other.sign ? -1 : 1;
    return Math.sign(this.square.compare(other.square)) * this.sign + 0;
  }

  isRational(): boolean {
    const { n, d } = this.square;
    return isqrt(n) ** 2n === n && isqrt(d) ** 2n === d;
  }

  /** @throws {IsotypicError} `INVALID_ARGUMENT` when the number is irrational. */
  toFraction(): Fraction {
    if (!this.isRational())
      throw invalidArgument('Surd.toFraction', 'the square of a fraction under the root', `${this}`);
    return fractionOf(BigInt(this.sign) * isqrt(this.square.n), isqrt(this.square.d));
  }

  /** coefficient·√radicand with a square-free integer under the root. Factors p·q by trial division. */
  simplified(): { readonly coefficient: Fraction; readonly radicand: number } {
    // √(p/q) = √(p·q)/q
    const product = this.square.n * this.square.d;
    if (product > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw invalidArgument('Surd.simplified', 'a radicand p/q with p·q below 2^53', `${this}`);
    }
    let [outside, radicand] = [1n, 1];
    if (product > 0n) {
      for (const [p, e] of factor(Number(product))) {
        outside *= BigInt(p) ** BigInt(e >> 1);
        if (e % 2 === 1) radicand *= p;
      }
    }
    return { coefficient: fractionOf(BigInt(this.sign) * outside, this.square.d), radicand };
  }

  /** As a cyclotomic number, by Gauss's sums: √p* = Σ (k/p) ζₚᵏ, p* = ±p ≡ 1 mod 4, and √2 = ζ₈ − ζ₈³. */
  toCyclotomic(): Cyclotomic {
    const { coefficient, radicand } = this.simplified();
    let value = Cyclotomic.fromRational(coefficient);
    for (const [p] of factor(radicand)) {
      if (p === 2) {
        value = value.times(Cyclotomic.parse('E(8)-E(8)^3'));
        continue;
      }
      const squares = new Set(Array.from({ length: p - 1 }, (_, k) => ((k + 1) * (k + 1)) % p));
      const sum = Cyclotomic.fromExponents(
        p,
        Array.from({ length: p - 1 }, (_, k) => [k + 1, squares.has(k + 1) ? 1 : -1] as const),
      );
      value = value.times(p % 4 === 1 ? sum : sum.times(Cyclotomic.rootOfUnity(4, 3))); // the sum is i√p for p ≡ 3
    }
    return value;
  }

  /** The nearest double, ties to even. */
  toNumber(): number {
    if (this.sign === 0) return 0;
    const { n, d } = this.square;
    // √(n/d) = √(n·d)/d. With this many extra bits no double and no midpoint of doubles lies strictly between
    // root/(d·2^s) and (root + 1)/(d·2^s), so a surplus of one half stands for any remainder.
    const magnitude = (bitLength(n) - bitLength(d)) >> 1;
    const s = BigInt(Math.max(2, 60 - magnitude));
    const radicand = (n * d) << (2n * s);
    const root = isqrt(radicand);
    const twice = root * root === radicand ? 2n * root : 2n * root + 1n;
    return this.sign * roundRatio(twice, (d << s) * 2n);
  }
}
