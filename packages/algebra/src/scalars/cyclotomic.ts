/**
 * Cyclotomic numbers: the field ℚ(ζ₁, ζ₂, ζ₃, …), ζₙ = e^(2πi/n), in which the characters of finite groups live.
 * A number is a vector of rationals on the Zumbroich basis of some ℚ(ζₙ) (`zumbroich.ts`). Sums and products stay at
 * the n of their operands; the minimal n, the conductor, is found when it is asked for or when fields have to be
 * joined.
 */
import Fraction from 'fraction.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import {
  addVectors,
  bigCoefficients,
  bigNumerators,
  type Coefficients,
  equalVectors,
  isZeroVector,
  negateVector,
  SAFE,
  scaleVector,
  smallCoefficients,
} from './coefficients.js';
import { cyclotomicToComplex, cyclotomicToNumber } from './cyclotomic-rounding.js';
import { parseCyclotomic, printCyclotomic } from './cyclotomic-text.js';
import { factor, gcd, invMod, primitiveRoot } from './integers.js';
import { fractionOf } from './rationals.js';
import {
  CONDUCTOR_LIMIT,
  type CyclotomicBasis,
  commonConductor,
  cyclotomicBasis,
  rewriteInBasis,
  rewriteInBasisBig,
} from './zumbroich.js';

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
        throw invalidArgument('Cyclotomic.fromRational', 'a Fraction, a bigint or a safe integer', x);
      }
      return Cyclotomic.fromInteger(x + 0);
    }
    if (typeof x === 'bigint') return new Cyclotomic(1, bigCoefficients([x], 1n), true);
    return new Cyclotomic(1, bigCoefficients([x.s < 0n ? -x.n : x.n], x.d), true);
  }

  /**
   * ζₙᵏ = e^(2πik/n).
   * @throws {IsotypicError} `CONDUCTOR_BUDGET` when n is above 10⁶.
   * @example Cyclotomic.rootOfUnity(4).toString() // 'E(4)'
   */
  static rootOfUnity(n: number, k = 1): Cyclotomic {
    if (!Number.isSafeInteger(n) || n < 1) throw invalidArgument('Cyclotomic.rootOfUnity', 'a positive integer n', n);
    if (!Number.isSafeInteger(k)) throw invalidArgument('Cyclotomic.rootOfUnity', 'an integer exponent', k);
    return Cyclotomic.fromExponents(n, [[k, fractionOf(1n)]]);
  }

  /**
   * Σ c_e ζₙᵉ from exponents (any integers) and rational coefficients.
   * @throws {IsotypicError} `CONDUCTOR_BUDGET` when n is above 10⁶.
   */
  static fromExponents(n: number, terms: Iterable<readonly [number, Fraction | number | bigint]>): Cyclotomic {
    if (!Number.isSafeInteger(n) || n < 1) throw invalidArgument('Cyclotomic.fromExponents', 'a positive integer n', n);
    const halve = n % 4 === 2; // ζ₂ₘ = −ζₘ^((m+1)/2) for odd m
    const order = halve ? n / 2 : n;
    if (order > CONDUCTOR_LIMIT) commonConductor(order, 1);
    const fractions: [number, Fraction][] = [];
    let den = 1n;
    for (const [exponent, value] of terms) {
      if (!Number.isSafeInteger(exponent)) {
        throw invalidArgument('Cyclotomic.fromExponents', 'integer exponents', exponent);
      }
      const e = ((exponent % n) + n) % n;
      const c = value instanceof Fraction ? value : Cyclotomic.fromRational(value).toFraction();
      fractions.push([halve ? (e * ((order + 1) / 2)) % order : e, halve && e % 2 === 1 ? c.neg() : c]);
      den = (den / BigInt(gcd2(den, c.d))) * c.d;
    }
    const buffer = new Array<bigint>(order).fill(0n);
    for (const [e, c] of fractions) buffer[e] = (buffer[e] as bigint) + ((c.s < 0n ? -c.n : c.n) * den) / c.d;
    return new Cyclotomic(order, gatherBig(cyclotomicBasis(order), buffer, den), order === 1);
  }

  /**
   * Reads GAP's notation: `-E(5)-E(5)^4`, `1/2*E(8)^3+2`, with parentheses, powers and spaces.
   * @throws {IsotypicError} `PARSE`, with the position; `DIVISION_BY_ZERO`; `CONDUCTOR_BUDGET`.
   */
  static parse(text: string): Cyclotomic {
    return parseCyclotomic(text);
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
  terms(): { readonly conductor: number; readonly exponents: number[]; readonly coefficients: Fraction[] } {
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
    if (this.order === other.order) {
      return new Cyclotomic(this.order, addVectors(this.vector, other.vector, sign), this.order === 1);
    }
    this.minimize();
    other.minimize();
    const order = commonConductor(this.order, other.order);
    return new Cyclotomic(order, addVectors(this.vectorIn(order), other.vectorIn(order), sign), false);
  }

  times(other: Cyclotomic): Cyclotomic {
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
    for (const { unit, order } of galoisGenerators(this.order)) {
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
    return this.times(other.inverse());
  }

  /** thisⁿ for any integer n. */
  power(n: number): Cyclotomic {
    if (!Number.isSafeInteger(n)) throw invalidArgument('Cyclotomic.power', 'an integer exponent', n);
    if (n < 0) return this.inverse().power(-n);
    let result = Cyclotomic.one;
    for (let base: Cyclotomic = this; n > 0; n = Math.floor(n / 2)) {
      if (n % 2 === 1) result = result.times(base);
      if (n > 1) base = base.times(base);
    }
    return result;
  }

  equals(other: Cyclotomic): boolean {
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
      throw invalidArgument('Cyclotomic.galois', `an integer prime to the conductor ${this.order}`, k);
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
    const found: Cyclotomic[] = [this];
    for (let k = 2; k < this.conductor; k++) {
      if (gcd(k, this.conductor) !== 1) continue;
      const image = this.galois(k);
      if (!found.some((c) => c.equals(image))) found.push(image);
    }
    return found;
  }

  /** The trace over ℚ from ℚ(ζ_conductor). */
  trace(): Fraction {
    let sum = Cyclotomic.zero;
    for (let k = 1; k <= this.conductor; k++) if (gcd(k, this.conductor) === 1) sum = sum.plus(this.galois(k));
    return sum.toFraction();
  }

  /** The norm over ℚ from ℚ(ζ_conductor). */
  norm(): Fraction {
    let norm: Cyclotomic = this;
    const n = this.conductor;
    for (const { unit, order } of galoisGenerators(n)) norm = norm.conjugateProduct(unit, order);
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
    return cyclotomicToNumber(this);
  }

  /** The coordinates on the basis of ℚ(ζ_order) for a multiple `order` of the conductor. */
  vectorIn(order: number): Coefficients {
    if (order === this.order) return this.vector;
    if (order % this.order !== 0) {
      this.minimize();
      if (order % this.order !== 0) {
        throw invalidArgument('Cyclotomic.vectorIn', `a multiple of the conductor ${this.order}`, order);
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

function gcd2(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b];
  return a;
}

/** The coordinates in the smaller field, or null when the number is not in it. See `Descent`. */
function descend(
  num: readonly (number | bigint)[],
  kept: Int32Array | null,
  leader: Int32Array | null,
  target: Int32Array | null,
): (number | bigint)[] | null {
  const zero = typeof num[0] === 'bigint' ? 0n : 0;
  const smaller: (number | bigint)[] = [];
  if (kept) {
    for (let i = 0; i < num.length; i++) if (kept[i] === -1 && num[i]) return null;
    let size = 0;
    for (let i = 0; i < num.length; i++) if ((kept[i] as number) >= size) size = (kept[i] as number) + 1;
    for (let i = 0; i < size; i++) smaller.push(zero);
    for (let i = 0; i < num.length; i++) if (kept[i] !== -1) smaller[kept[i] as number] = num[i] as number | bigint;
    return smaller;
  }
  const [leaders, targets] = [leader as Int32Array, target as Int32Array];
  for (let i = 0; i < num.length; i++) if (num[i] !== num[leaders[i] as number]) return null;
  let size = 0;
  for (let i = 0; i < num.length; i++) if ((targets[i] as number) >= size) size = (targets[i] as number) + 1;
  for (let i = 0; i < size; i++) smaller.push(zero);
  for (let i = 0; i < num.length; i++) {
    if (targets[i] === -1) continue;
    const c = num[i] as number | bigint;
    smaller[targets[i] as number] = typeof c === 'bigint' ? -c : 0 - c;
  }
  return smaller;
}

/** Collects basis coordinates from a buffer of all exponents, which it leaves zero. */
function gather(basis: CyclotomicBasis, buffer: Float64Array, den: number): Coefficients {
  rewriteInBasis(basis, buffer);
  const { exponents } = basis;
  const num: number[] = [];
  let max = 0;
  for (let i = 0; i < exponents.length; i++) {
    const e = exponents[i] as number;
    const c = buffer[e] as number;
    num.push(c);
    if (c !== 0) {
      buffer[e] = 0;
      if (c > max) max = c;
      else if (-c > max) max = -c;
    }
  }
  return smallCoefficients(num, den, max);
}

function gatherBig(basis: CyclotomicBasis, buffer: bigint[], den: bigint): Coefficients {
  rewriteInBasisBig(basis, buffer);
  return bigCoefficients(
    Array.from(basis.exponents, (e) => buffer[e] as bigint),
    den,
  );
}

/** Σ aᵢ ζ_n^(k·eᵢ) in the basis of ℚ(ζ_n), where a is on the basis e of ℚ(ζ_m): an embedding or an automorphism. */
function substitute(n: number, m: number, a: Coefficients, k: number): Coefficients {
  const basis = cyclotomicBasis(n);
  const { exponents } = cyclotomicBasis(m);
  if (!a.big && a.max * basis.growth <= SAFE) {
    const buffer = basis.scratch;
    for (let i = 0; i < exponents.length; i++) if (a.num[i] !== 0) buffer[(k * exponents[i]) % n] = a.num[i] as number;
    return gather(basis, buffer, a.den);
  }
  const buffer = new Array<bigint>(n).fill(0n);
  bigNumerators(a).forEach((c, i) => {
    buffer[(k * exponents[i]) % n] = c;
  });
  return gatherBig(basis, buffer, BigInt(a.den));
}

/** The product of numbers on the bases of ℚ(ζ_m) and ℚ(ζ_l), in the basis of ℚ(ζ_n), n a common multiple. */
function product(n: number, m: number, a: Coefficients, l: number, b: Coefficients): Coefficients {
  const basis = cyclotomicBasis(n);
  const left = cyclotomicBasis(m).exponents;
  const right = cyclotomicBasis(l).exponents;
  const [strideA, strideB] = [n / m, n / l];
  if (!a.big && !b.big && a.den * b.den <= SAFE) {
    const terms = Math.min(left.length, right.length);
    if (a.max * b.max * terms * basis.growth <= SAFE) {
      const buffer = basis.scratch;
      const [x, y] = [a.num, b.num];
      for (let i = 0; i < left.length; i++) {
        const c = x[i] as number;
        if (c === 0) continue;
        const shift = strideA * left[i];
        for (let j = 0; j < right.length; j++) buffer[shift + strideB * right[j]] += c * (y[j] as number);
      }
      for (let e = 0; e < n; e++) {
        const c = buffer[n + e] as number;
        if (c !== 0) {
          buffer[e] += c;
          buffer[n + e] = 0;
        }
      }
      return gather(basis, buffer, a.den * b.den);
    }
  }
  const buffer = new Array<bigint>(n).fill(0n);
  const [x, y] = [bigNumerators(a), bigNumerators(b)];
  for (let i = 0; i < x.length; i++) {
    if (x[i] === 0n) continue;
    for (let j = 0; j < y.length; j++) {
      if (y[j] === 0n) continue;
      const e = (strideA * left[i] + strideB * right[j]) % n;
      buffer[e] = (buffer[e] as bigint) + (x[i] as bigint) * (y[j] as bigint);
    }
  }
  return gatherBig(basis, buffer, BigInt(a.den) * BigInt(b.den));
}

/** Cyclic factors ⟨unit⟩ of (ℤ/n)*, with their orders: Gal(ℚ(ζₙ)/ℚ) is their direct product. */
function galoisGenerators(n: number): { unit: number; order: number }[] {
  const generators: { unit: number; order: number }[] = [];
  for (const [p, ν] of factor(n)) {
    const power = p ** ν;
    const rest = n / power;
    // u ≡ local mod p^ν, u ≡ 1 mod n/p^ν
    const lift = (local: number): number =>
      (1 + rest * ((((local - 1 + power) % power) * invMod(rest, power)) % power)) % n;
    if (p === 2) {
      generators.push({ unit: lift(power - 1), order: 2 });
      if (ν > 2) generators.push({ unit: lift(5), order: power / 4 });
    } else {
      let root = primitiveRoot(p);
      if (ν > 1 && powerModulo(root, p - 1, p * p) === 1) root += p; // then a primitive root of every p^ν
      generators.push({ unit: lift(root), order: (p - 1) * (power / p) });
    }
  }
  return generators;
}

function powerModulo(base: number, exponent: number, modulus: number): number {
  let result = 1n;
  for (let i = 0; i < exponent; i++) result = (result * BigInt(base)) % BigInt(modulus);
  return Number(result);
}
