/**
 * Real quadratic surds ±√(p/q): a sign and a fraction. Products stay surds, which is all that coupling coefficients
 * need.
 */
import Fraction from 'fraction.js';
import { anyInteger, checkArgument, instance, type Kind, text } from '../arguments.js';
import { invalidArgument } from '../errors.js';
import { TextScanner } from '../text-scanner.js';
import { Cyclotomic } from './cyclotomic.js';
import { roundRatio } from './fixed-point.js';
import { bitLength, factor, isqrt } from './integers.js';
import { fractionOf, numerator, rationals } from './rationals.js';
import { commonConductor } from './zumbroich.js';

const FRACTION = instance(Fraction, 'a Fraction', (v) =>
  Number.isSafeInteger(v) ? `Write new Fraction(${v}).` : undefined,
);
const SQUARE: Kind = {
  expected: 'a Fraction, a bigint or a safe integer, 0 or more',
  accepts: (v) =>
    v instanceof Fraction ? v.s >= 0n || v.n === 0n : anyInteger.accepts(v) && (v as number | bigint) >= 0,
  remedy: (v) => (typeof v === 'number' ? 'Write new Fraction(p, q).' : 'The sign of the root is the second argument.'),
};
const SURD: Kind = {
  expected: 'a Surd',
  accepts: (v) => v instanceof Surd,
  remedy: (v) => (v instanceof Fraction ? 'Surd.fromFraction makes one of a Fraction.' : undefined),
};
const SIGN: Kind = { expected: '1 or -1', accepts: (v) => v === 1 || v === -1 };

/** A root whose square is not written out as a fraction before somebody looks at it. */
export interface UnbuiltRoot {
  /** > 0 */
  square(): Fraction;
  /** The root, correctly rounded; undefined where that needs the square. */
  toNumber(): number | undefined;
}

let unbuilt: (sign: -1 | 1, root: UnbuiltRoot) => Surd;

/** ± a root that is built on demand. */
export function unbuiltSurd(sign: -1 | 1, root: UnbuiltRoot): Surd {
  return unbuilt(sign, root);
}

/**
 * A real surd ±√(p/q), immutable: a sign and a fraction.
 * @example Surd.parse('-sqrt(2/3)').times(Surd.parse('sqrt(6)')).toString() // '-2'
 */
export class Surd {
  /** The sign; 0 only for the number 0. */
  readonly sign: -1 | 0 | 1;
  private known: Fraction | UnbuiltRoot;

  private constructor(sign: -1 | 0 | 1, square: Fraction | UnbuiltRoot) {
    this.sign = sign;
    this.known = square;
  }

  static {
    unbuilt = (sign, root) => new Surd(sign, root);
  }

  /** The square of the number, ≥ 0. */
  get square(): Fraction {
    if (!(this.known instanceof Fraction)) this.known = this.known.square();
    return this.known;
  }

  static readonly zero = new Surd(0, rationals.zero);
  static readonly one = new Surd(1, rationals.one);

  /**
   * sign·√square.
   * @throws {IsotypicError} `INVALID_ARGUMENT` when square < 0.
   * @example Surd.root(new Fraction(2, 3), -1).toString() // '-sqrt(2/3)'
   */
  static root(square: Fraction | number | bigint, sign: -1 | 1 = 1): Surd {
    checkArgument('Surd.root', 'square', square, SQUARE);
    checkArgument('Surd.root', 'sign', sign, SIGN);
    const value = square instanceof Fraction ? square : rationals.fromInteger(square);
    return value.n === 0n ? Surd.zero : new Surd(sign, value);
  }

  static fromFraction(x: Fraction): Surd {
    checkArgument('Surd.fromFraction', 'x', x, FRACTION);
    return Surd.root(rationals.mul(x, x), numerator(x) < 0n ? -1 : 1);
  }

  /**
   * Reads `sqrt(2/3)`, `-sqrt(5)`, `3/4`, `2*sqrt(3)`, `1/2*sqrt(3)`.
   * @throws {IsotypicError} `PARSE`, with the position.
   */
  static parse(source: string): Surd {
    checkArgument('Surd.parse', 'source', source, text);
    const scanner = new TextScanner('Surd.parse', source, 'Write for example -sqrt(2/3), 3/4 or 1/2*sqrt(3).');
    const negative = scanner.accept('-');
    if (!negative) scanner.accept('+');
    const root = readRoot(scanner);
    const factor = root === undefined ? readFraction(scanner, "a number or 'sqrt'") : rationals.one;
    const value = root ?? (scanner.accept('*') ? readRoot(scanner) : Surd.one) ?? scanner.fail("'sqrt'");
    scanner.expectEnd("'*sqrt(…)' or the end");
    const scaled = value.times(Surd.fromFraction(factor));
    return negative ? scaled.negate() : scaled;
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
    return new Surd(this.sign === 0 ? 0 : this.sign === 1 ? -1 : 1, this.known);
  }

  times(other: Surd): Surd {
    checkArgument('Surd.times', 'other', other, SURD);
    const sign = (this.sign * other.sign) as -1 | 0 | 1;
    return sign === 0 ? Surd.zero : new Surd(sign, rationals.mul(this.square, other.square));
  }

  /** @throws {IsotypicError} `DIVISION_BY_ZERO` */
  inverse(): Surd {
    return new Surd(this.sign, rationals.inv(this.square));
  }

  equals(other: Surd): boolean {
    checkArgument('Surd.equals', 'other', other, SURD);
    return this.sign === other.sign && rationals.eql(this.square, other.square);
  }

  /** −1, 0 or 1 as this number is below, equal to or above the other. */
  compare(other: Surd): number {
    checkArgument('Surd.compare', 'other', other, SURD);
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

  /**
   * As a cyclotomic number, by Gauss's sums: √p* = Σ (k/p) ζₚᵏ, p* = ±p ≡ 1 mod 4, and √2 = ζ₈ − ζ₈³.
   * @throws {IsotypicError} `CONDUCTOR_BUDGET` when the square-free part of p·q is above 10⁶
   */
  toCyclotomic(): Cyclotomic {
    const { coefficient, radicand } = this.simplified();
    commonConductor(radicand, 1); // refuses what would be too long
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
    if (!(this.known instanceof Fraction)) {
      const magnitude = this.known.toNumber();
      if (magnitude !== undefined) return this.sign * magnitude;
    }
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

/** `sqrt(p/q)`, `sqrt p/q` or the same with √, if that comes next. */
function readRoot(scanner: TextScanner): Surd | undefined {
  if (!scanner.accept('sqrt') && !scanner.accept('√')) return undefined;
  if (!scanner.accept('(')) return Surd.root(readFraction(scanner, "a number or '('"));
  const radicand = readFraction(scanner, 'a number');
  scanner.expect(')');
  return Surd.root(radicand);
}

function readFraction(scanner: TextScanner, expected: string): Fraction {
  const above = scanner.digits(expected);
  return rationals.parse(scanner.accept('/') ? `${above}/${scanner.digits('a denominator')}` : above);
}
