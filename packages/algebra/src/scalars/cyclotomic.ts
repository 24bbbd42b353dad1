/**
 * Cyclotomic numbers: the field ℚ(ζ₁, ζ₂, ζ₃, …), ζₙ = e^(2πi/n), in which the characters of finite groups live.
 * A number is a vector of rationals on the Zumbroich basis of some ℚ(ζₙ) (`zumbroich.ts`). Sums and products stay at
 * the n of their operands; the minimal n, the conductor, is found when it is asked for or when fields have to be
 * joined.
 */
import Fraction from 'fraction.js';
import { anyInteger, checkArgument, checkOptions, integer, type Kind, text, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError, invalidArgument, tooLarge } from '../errors.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import {
  addVectors,
  bigCoefficients,
  type Coefficients,
  equalVectors,
  isZeroVector,
  negateVector,
  scaleVector,
} from './coefficients.js';
import {
  combination,
  descend,
  gatherBig,
  inverseCost,
  product,
  productCost,
  substitute,
} from './cyclotomic-arithmetic.js';
import { cyclotomicToComplex, cyclotomicToNumber } from './cyclotomic-rounding.js';
import { type CyclotomicTerms, parseCyclotomic, printCyclotomic } from './cyclotomic-text.js';
import { eulerPhi, factor, gcd, lcm, lcmBig } from './integers.js';
import { fractionOf } from './rationals.js';
import { unitFactors } from './units.js';
import { CONDUCTOR_LIMIT, commonConductor, cyclotomicBasis } from './zumbroich.js';

/** Word multiplications, as estimated before each operation, that a text or a power may take: a few seconds'. */
const ARITHMETIC_BUDGET = 2 ** 28;
const LARGE_NUMBERS = 'Build a number as large as that with power(n, { budget }), times and dividedBy.';

const CYCLOTOMIC: Kind = {
  expected: 'a Cyclotomic',
  accepts: (v) => v instanceof Cyclotomic,
  remedy: (v) =>
    v instanceof Fraction || anyInteger.accepts(v) ? 'Cyclotomic.fromRational makes one of a rational.' : undefined,
};
const RATIONAL: Kind = {
  expected: 'a Fraction, a bigint or a safe integer',
  accepts: (v) => v instanceof Fraction,
  remedy: (v) => (typeof v === 'string' ? 'Cyclotomic.parse reads text.' : undefined),
};
const TERMS: Kind = {
  expected: 'pairs [exponent, coefficient]',
  accepts: (v) => typeof v === 'object' && v !== null && Symbol.iterator in v,
};

const PAIR: Kind = { expected: TERMS.expected, accepts: (v) => Array.isArray(v) && v.length === 2 };

/**
 * A cyclotomic number, immutable: an element of some ℚ(ζₙ), ζₙ = e^(2πi/n), written as in GAP.
 * @example
 * const golden = Cyclotomic.parse('-E(5)^2-E(5)^3');
 * golden.times(golden).minus(golden).toString() // '1'
 */
export class Cyclotomic {
  static readonly zero = Cyclotomic.fromInteger(0);
  static readonly one = Cyclotomic.fromInteger(1);

  /** The number is Σᵢ coefficientsᵢ · ζ_order^(exponentᵢ); `order` is a multiple of the conductor, ≢ 2 mod 4. */
  private constructor(
    private order: number,
    private vector: Coefficients,
    private isMinimal: boolean,
  ) {}

  private static fromInteger(n: number): Cyclotomic {
    return new Cyclotomic(1, { big: false, num: [n], den: 1, max: Math.abs(n) }, true);
  }

  /**
   * A rational number as a cyclotomic one.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for a number that is not a safe integer: doubles are not exact
   * rationals.
   */
  static fromRational(x: Fraction | number | bigint): Cyclotomic {
    if (typeof x === 'number') {
      if (!Number.isSafeInteger(x)) {
        throw invalidArgument('Cyclotomic.fromRational', 'x to be a Fraction, a bigint or a safe integer', x);
      }
      return Cyclotomic.fromInteger(x + 0);
    }
    if (typeof x !== 'bigint') checkArgument('Cyclotomic.fromRational', 'x', x, RATIONAL);
    if (typeof x === 'bigint') return new Cyclotomic(1, bigCoefficients([x], 1n), true);
    return new Cyclotomic(1, bigCoefficients([x.s < 0n ? -x.n : x.n], x.d), true);
  }

  /**
   * ζₙᵏ = e^(2πik/n).
   * @throws {IsotypicError} `CONDUCTOR_BUDGET` when n is above 10⁶.
   * @example Cyclotomic.rootOfUnity(4).toString() // 'E(4)'
   */
  static rootOfUnity(n: number, k = 1): Cyclotomic {
    checkArgument('Cyclotomic.rootOfUnity', 'n', n, integer(1));
    checkArgument('Cyclotomic.rootOfUnity', 'k', k, integer());
    return Cyclotomic.fromExponents(n, [[k, 1]]);
  }

  /**
   * Σ c_e ζₙᵉ from exponents (any integers) and rational coefficients.
   * @throws {IsotypicError} `CONDUCTOR_BUDGET` when n is above 10⁶.
   */
  static fromExponents(n: number, terms: Iterable<readonly [number, Fraction | number | bigint]>): Cyclotomic {
    checkArgument('Cyclotomic.fromExponents', 'n', n, integer(1));
    checkArgument('Cyclotomic.fromExponents', 'terms', terms, TERMS);
    const halve = n % 4 === 2; // ζ₂ₘ = −ζₘ^((m+1)/2) for odd m
    const order = halve ? n / 2 : n;
    if (order > CONDUCTOR_LIMIT) commonConductor(order, 1);
    const exponents: number[] = [];
    const values: (Fraction | number)[] = [];
    for (const term of terms) {
      checkArgument('Cyclotomic.fromExponents', 'terms', term, PAIR);
      const [exponent, value] = term;
      checkArgument('Cyclotomic.fromExponents', 'terms: exponent', exponent, integer());
      const e = ((exponent % n) + n) % n;
      exponents.push(halve ? (e * ((order + 1) / 2)) % order : e);
      const isReady = value instanceof Fraction || (typeof value === 'number' && Number.isSafeInteger(value));
      const c = isReady ? value : Cyclotomic.fromRational(value).toFraction();
      values.push(halve && e % 2 === 1 ? negated(c) : c);
    }
    const small = combination(order, exponents, values);
    if (small) return new Cyclotomic(order, small, order === 1);
    const fractions = values.map((x) => (x instanceof Fraction ? x : fractionOf(BigInt(x))));
    const den = fractions.reduce((d, x) => lcmBig(d, x.d), 1n);
    const buffer = new Array<bigint>(order).fill(0n);
    fractions.forEach((c, i) => {
      buffer[exponents[i]] += ((c.s < 0n ? -c.n : c.n) * den) / c.d;
    });
    return new Cyclotomic(order, gatherBig(cyclotomicBasis(order), buffer, den), order === 1);
  }

  /**
   * Reads GAP's notation: `-E(5)-E(5)^4`, `1/2*E(8)^3+2`, `ER(5)`, also `sqrt(5)`, with parentheses and powers.
   * A text whose operations need more than 2²⁸ multiplications of machine words, as estimated before each, is refused.
   * @throws {IsotypicError} `PARSE`, with the position; `DIVISION_BY_ZERO`; `CONDUCTOR_BUDGET`; `OUT_OF_MEMORY`
   */
  static parse(source: string): Cyclotomic {
    const where = 'Cyclotomic.parse';
    checkArgument(where, 'source', source, text);
    let total = 0;
    const pay = (cost: number): void => {
      total += cost;
      if (total <= ARITHMETIC_BUDGET) return;
      throw tooLarge(where, 'estimated word multiplications', total, ARITHMETIC_BUDGET, LARGE_NUMBERS);
    };
    const add = (a: Cyclotomic, b: Cyclotomic, sign: 1 | -1): Cyclotomic => {
      pay(16 * lcm(a.order, b.order));
      return a.sum(b, sign);
    };
    return parseCyclotomic<Cyclotomic>(source, {
      fromInteger: (n) => Cyclotomic.fromRational(n),
      fromExponents(n, terms) {
        pay(16 * Math.min(n, CONDUCTOR_LIMIT));
        return Cyclotomic.fromExponents(n, terms);
      },
      neg: (a) => a.negate(),
      add: (a, b) => add(a, b, 1),
      sub: (a, b) => add(a, b, -1),
      mul: (a, b) => a.paidProduct(b, pay),
      inv: (a) => a.paidInverse(pay),
      pow: (a, n) => a.paidPower(n, pay),
    });
  }

  /** GAP's notation on the Zumbroich basis of the minimal field; the inverse of `parse`. */
  toString(): string {
    return printCyclotomic(this.terms());
  }

  /** The least n with this number in ℚ(ζₙ); never ≡ 2 mod 4. */
  get conductor(): number {
    this.minimize();
    return this.order;
  }

  /** The non-zero coordinates on the Zumbroich basis of ℚ(ζ_conductor): exponents ascending. */
  terms(): CyclotomicTerms {
    this.minimize();
    const basis = cyclotomicBasis(this.order);
    const exponents: number[] = [];
    const coefficients: Fraction[] = [];
    const den = BigInt(this.vector.den);
    for (let i = 0; i < basis.degree; i++) {
      const c = this.vector.num[i] as number | bigint;
      if (!c) continue;
      exponents.push(basis.exponents[i] as number);
      coefficients.push(fractionOf(BigInt(c), den));
    }
    return { conductor: this.order, exponents, coefficients };
  }

  plus(other: Cyclotomic): Cyclotomic {
    return this.sum(other, 1);
  }

  minus(other: Cyclotomic): Cyclotomic {
    return this.sum(other, -1);
  }

  private sum(other: Cyclotomic, sign: 1 | -1): Cyclotomic {
    if (!(other instanceof Cyclotomic)) checkArgument('Cyclotomic', 'other', other, CYCLOTOMIC);
    if (this.order === other.order) {
      return new Cyclotomic(this.order, addVectors(this.vector, other.vector, sign), this.order === 1);
    }
    this.minimize();
    other.minimize();
    const order = commonConductor(this.order, other.order);
    return new Cyclotomic(order, addVectors(this.vectorIn(order), other.vectorIn(order), sign), false);
  }

  times(other: Cyclotomic): Cyclotomic {
    if (!(other instanceof Cyclotomic)) checkArgument('Cyclotomic.times', 'other', other, CYCLOTOMIC);
    if (this.order === 1) return other.scaleBy(this);
    if (other.order === 1) return this.scaleBy(other);
    if (this.order === other.order) {
      return new Cyclotomic(this.order, product(this.order, this.order, this.vector, this.order, other.vector), false);
    }
    this.minimize();
    other.minimize();
    if (this.order === 1) return other.scaleBy(this);
    if (other.order === 1) return this.scaleBy(other);
    const order = commonConductor(this.order, other.order);
    return new Cyclotomic(order, product(order, this.order, this.vector, other.order, other.vector), false);
  }

  /** The product with a number of order 1. */
  private scaleBy(rational: Cyclotomic): Cyclotomic {
    if (isZeroVector(rational.vector)) return Cyclotomic.zero;
    const n = BigInt(rational.vector.num[0] as number | bigint);
    return new Cyclotomic(this.order, scaleVector(this.vector, n, BigInt(rational.vector.den)), this.isMinimal);
  }

  negate(): Cyclotomic {
    return new Cyclotomic(this.order, negateVector(this.vector), this.isMinimal);
  }

  /**
   * 1/this, as (∏ of the other conjugates)/norm. The Galois group is a product of cyclic groups ⟨k⟩, and along ⟨k⟩ of
   * order r the product of r conjugates takes O(log r) multiplications.
   * @throws {IsotypicError} `DIVISION_BY_ZERO`
   */
  inverse(): Cyclotomic {
    if (this.isZero()) {
      throw new IsotypicError('DIVISION_BY_ZERO', {
        where: 'Cyclotomic.inverse',
        expected: 'a non-zero number',
        received: '0',
      });
    }
    this.minimize();
    let cofactor = Cyclotomic.one;
    let norm: Cyclotomic = this;
    for (const { unit, order } of unitFactors(this.order)) {
      if (norm.isRational()) break;
      const others = norm.conjugateProduct(unit, order - 1).galoisIn(unit, this.order);
      cofactor = cofactor.times(others);
      norm = norm.times(others);
    }
    const value = norm.toFraction();
    const inverse = new Cyclotomic(1, bigCoefficients([value.s < 0n ? -value.d : value.d], value.n), true);
    return cofactor.times(inverse);
  }

  /** ∏_{0 ≤ i < count} σⁱ(this), σ: ζ ↦ ζ^unit, by repeated doubling. */
  private conjugateProduct(unit: number, count: number): Cyclotomic {
    if (count === 0) return Cyclotomic.one;
    const n = this.order;
    let result: Cyclotomic = this;
    let power = unit % n; // σ^i as an exponent, i the number of factors so far
    for (const bit of count.toString(2).slice(1)) {
      result = result.times(result.galoisIn(power, n));
      power = (power * power) % n;
      if (bit === '1') {
        result = this.times(result.galoisIn(unit, n));
        power = (power * unit) % n;
      }
    }
    return result;
  }

  /** @throws {IsotypicError} `DIVISION_BY_ZERO` */
  dividedBy(other: Cyclotomic): Cyclotomic {
    checkArgument('Cyclotomic.dividedBy', 'other', other, CYCLOTOMIC);
    return this.times(other.inverse());
  }

  /**
   * thisⁿ for any integer n. A step of the work budget, 2²⁸ unless given, is one multiplication of machine words, as
   * estimated before each product.
   * @throws {IsotypicError} `INVALID_ARGUMENT`; `DIVISION_BY_ZERO`; `BUDGET_EXCEEDED`, `ABORTED`
   */
  power(n: number, options: WorkOptions = {}): Cyclotomic {
    checkArgument('Cyclotomic.power', 'n', n, integer());
    checkOptions('Cyclotomic.power', options, WORK_OPTION_KINDS);
    const meter = new WorkMeter('Cyclotomic.power', options, ARITHMETIC_BUDGET);
    return this.paidPower(n, (cost) => meter.step(cost));
  }

  private paidPower(n: number, pay: (cost: number) => void): Cyclotomic {
    if (n < 0) return this.paidInverse(pay).paidPower(-n, pay);
    let result = Cyclotomic.one;
    for (let base: Cyclotomic = this; n > 0; n = Math.floor(n / 2)) {
      if (n % 2 === 1) result = result.paidProduct(base, pay);
      if (n > 1) base = base.paidProduct(base, pay);
    }
    return result;
  }

  /** The product, its cost accounted for before. */
  private paidProduct(other: Cyclotomic, pay: (cost: number) => void): Cyclotomic {
    pay(productCost(lcm(this.order, other.order), this.vector, other.vector));
    return this.times(other);
  }

  private paidInverse(pay: (cost: number) => void): Cyclotomic {
    this.minimize();
    const square = this.isZero() ? this : this.paidProduct(this.conjugate(), pay);
    if (!square.isZero() && square.isRational()) {
      return this.conjugate().scaleBy(square.inverse()); // of roots of unity, and what else has a rational modulus
    }
    pay(inverseCost(this.order, this.vector));
    return this.inverse();
  }

  equals(other: Cyclotomic): boolean {
    if (!(other instanceof Cyclotomic)) checkArgument('Cyclotomic.equals', 'other', other, CYCLOTOMIC);
    if (this.order !== other.order) {
      this.minimize();
      other.minimize();
    }
    return this.order === other.order && equalVectors(this.vector, other.vector);
  }

  isZero(): boolean {
    return isZeroVector(this.vector);
  }

  isRational(): boolean {
    return this.conductor === 1;
  }

  /** Whether every coordinate is an integer: the Zumbroich basis is an integral basis, so this is integrality. */
  isInteger(): boolean {
    return BigInt(this.vector.den) === 1n;
  }

  isReal(): boolean {
    return this.order === 1 || this.equals(this.conjugate());
  }

  /**
   * The value as a fraction.
   * @throws {IsotypicError} `INVALID_ARGUMENT` when the number is not rational.
   */
  toFraction(): Fraction {
    if (!this.isRational()) throw invalidArgument('Cyclotomic.toFraction', 'a rational number', this.toString());
    return fractionOf(BigInt(this.vector.num[0] as number | bigint), BigInt(this.vector.den));
  }

  /** Complex conjugate: ζ ↦ ζ⁻¹. */
  conjugate(): Cyclotomic {
    return this.order === 1 ? this : this.galoisIn(this.order - 1, this.order);
  }

  /**
   * The image under the Galois automorphism ζ ↦ ζᵏ of ℚ(ζ_conductor).
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless k is prime to the conductor.
   */
  galois(k: number): Cyclotomic {
    this.minimize();
    if (!Number.isSafeInteger(k) || gcd(k, this.order) !== 1) {
      throw invalidArgument('Cyclotomic.galois', `k to be an integer prime to the conductor ${this.order}`, k);
    }
    return this.order === 1 ? this : this.galoisIn(((k % this.order) + this.order) % this.order, this.order);
  }

  /** ζₙ ↦ ζₙᵏ for n a multiple of `order`, 0 < k < n prime to n. */
  private galoisIn(k: number, n: number): Cyclotomic {
    k %= this.order;
    if (this.order === 1 || k === 1 || n % this.order !== 0) return this;
    return new Cyclotomic(this.order, substitute(this.order, this.order, this.vector, k), this.isMinimal);
  }

  /** All images under the Galois group of ℚ(ζ_conductor), distinct, this number first. */
  conjugates(): Cyclotomic[] {
    const found = new Map<string, Cyclotomic>();
    for (let k = 1; k <= this.conductor; k++) {
      if (gcd(k, this.conductor) !== 1) continue;
      const image = this.galois(k);
      const name = image.toString();
      if (!found.has(name)) found.set(name, image);
    }
    return [...found.values()];
  }

  /** The trace over ℚ from ℚ(ζ_conductor), from the traces of roots of unity: Ramanujan's sums μ(m)·φ(n)/φ(m). */
  trace(): Fraction {
    const { conductor, exponents, coefficients } = this.terms();
    const traces = new Map<number, number>();
    return exponents.reduce((sum, e, i) => {
      const m = conductor / gcd(conductor, e); // the order of ζᵉ
      const trace = traces.get(m) ?? ramanujanSum(conductor, m);
      traces.set(m, trace);
      return sum.add(coefficients[i].mul(trace));
    }, fractionOf(0n));
  }

  /** The norm over ℚ from ℚ(ζ_conductor). */
  norm(): Fraction {
    let norm: Cyclotomic = this;
    const n = this.conductor;
    for (const { unit, order } of unitFactors(n)) norm = norm.conjugateProduct(unit, order);
    return norm.toFraction();
  }

  /** (z + z̄)/2. */
  real(): Cyclotomic {
    return this.plus(this.conjugate()).times(Cyclotomic.half);
  }

  /** (z − z̄)/2i. */
  imaginary(): Cyclotomic {
    return this.minus(this.conjugate()).times(Cyclotomic.rootOfUnity(4, 3)).times(Cyclotomic.half);
  }

  private static readonly half = Cyclotomic.fromRational(fractionOf(1n, 2n));

  /** Real and imaginary part, each correctly rounded to a double. */
  toComplex(): { readonly re: number; readonly im: number } {
    return cyclotomicToComplex(this);
  }

  /**
   * The value of a real number, correctly rounded to a double.
   * @throws {IsotypicError} `INVALID_ARGUMENT` when the number is not real.
   */
  toNumber(): number {
    const isRational = this.isRational();
    const { vector } = this;
    // One division of integers that doubles hold is rounded correctly.
    return isRational && !vector.big ? vector.num[0] / vector.den + 0 : cyclotomicToNumber(this);
  }

  /** The coordinates on the basis of ℚ(ζ_order) for a multiple `order` of the conductor. */
  vectorIn(order: number): Coefficients {
    if (!(Number.isInteger(order) && order > 0)) checkArgument('Cyclotomic.vectorIn', 'order', order, integer(1));
    if (order > CONDUCTOR_LIMIT) throw tooLarge('Cyclotomic.vectorIn', 'an order', order, CONDUCTOR_LIMIT);
    if (order === this.order) return this.vector;
    if (order % this.order !== 0) {
      this.minimize();
      if (order % this.order !== 0) {
        throw invalidArgument('Cyclotomic.vectorIn', `order to be a multiple of the conductor ${this.order}`, order);
      }
    }
    return order === this.order ? this.vector : substitute(order, this.order, this.vector, order / this.order);
  }

  /** Σ vector[i] ζ_order^(exponent i): the inverse of `vectorIn`. */
  static fromVector(order: number, vector: Coefficients): Cyclotomic {
    return new Cyclotomic(order, vector, order === 1);
  }

  /** Moves to the least order: at each prime the coordinates show whether the number lies in the smaller field. */
  private minimize(): void {
    if (this.isMinimal) return;
    this.isMinimal = true;
    if (isZeroVector(this.vector)) {
      this.order = 1;
      this.vector = Cyclotomic.zero.vector;
      return;
    }
    for (let descended = true; descended && this.order > 1; ) {
      descended = false;
      for (const descent of cyclotomicBasis(this.order).descents()) {
        const num = descend(this.vector.num as (number | bigint)[], descent.kept, descent.leader, descent.target);
        if (!num) continue;
        this.order = descent.order;
        this.vector = { ...this.vector, num } as Coefficients;
        descended = true;
        break;
      }
    }
  }
}

function negated(x: Fraction | number): Fraction | number {
  return typeof x === 'number' ? 0 - x : x.neg();
}

/** The sum of the primitive m-th roots of unity, once for each automorphism of ℚ(ζₙ), m | n: μ(m)·φ(n)/φ(m). */
function ramanujanSum(n: number, m: number): number {
  const primes = factor(m);
  if (primes.some(([, e]) => e > 1)) return 0;
  return ((primes.length % 2 === 0 ? 1 : -1) * eulerPhi(n)) / eulerPhi(m);
}
