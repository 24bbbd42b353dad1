/** Polynomials in one variable over any field. */
import {
  anyInteger,
  arrayOf,
  callable,
  checkArgument,
  checkOptions,
  instance,
  integer,
  type Kind,
  type OptionKinds,
} from '../arguments.js';
import { IsotypicError, tooLarge } from '../errors.js';
import { elementKind, FIELD, type Field } from '../scalars/field.js';

/** Options of `Polynomial.power`. */
export interface PowerOptions {
  /** The highest degree of the power: 10 000, unless given. */
  readonly limit?: number;
}

const POWER_OPTION_KINDS: OptionKinds<PowerOptions> = { limit: integer(0) };

/** The highest degree of a power, unless the caller says otherwise: the power takes O(degree²) field operations. */
const POWER_DEGREE_LIMIT = 10_000;

const COEFFICIENTS: Kind = {
  expected: 'an array of elements of the field, constant term first',
  accepts: (v) => Array.isArray(v) || (ArrayBuffer.isView(v) && !(v instanceof DataView)),
};
const INTEGERS = arrayOf(anyInteger, 'an array of integers, constant term first');

/**
 * An immutable polynomial; `coefficients[i]` belongs to xⁱ and the last one is not 0 (none for the zero polynomial).
 * @example Polynomial.of(rationals, [-1, 0, 1]).toString() // 'x^2-1'
 */
export class Polynomial<T> {
  readonly field: Field<T>;
  readonly coefficients: readonly T[];

  constructor(field: Field<T>, coefficients: readonly T[]) {
    checkArgument('Polynomial', 'field', field, FIELD);
    checkArgument('Polynomial', 'coefficients', coefficients, COEFFICIENTS);
    let length = coefficients.length;
    while (length > 0 && field.isZero(coefficients[length - 1] as T)) length--;
    this.field = field;
    this.coefficients = length === coefficients.length ? coefficients : coefficients.slice(0, length);
  }

  /** From integer coefficients, constant term first. */
  static of<T>(field: Field<T>, integers: readonly (number | bigint)[]): Polynomial<T> {
    checkArgument('Polynomial.of', 'field', field, FIELD);
    checkArgument('Polynomial.of', 'integers', integers, INTEGERS);
    return new Polynomial(
      field,
      integers.map((c) => field.fromInteger(c)),
    );
  }

  /** x − root. */
  static linear<T>(field: Field<T>, root: T): Polynomial<T> {
    checkArgument('Polynomial.linear', 'field', field, FIELD);
    checkArgument('Polynomial.linear', 'root', root, elementKind(field));
    return new Polynomial(field, [field.neg(root), field.one]);
  }

  /** −1 for the zero polynomial. */
  get degree(): number {
    return this.coefficients.length - 1;
  }

  isZero(): boolean {
    return this.coefficients.length === 0;
  }

  coefficient(i: number): T {
    if (!Number.isInteger(i)) checkArgument('Polynomial.coefficient', 'i', i, integer());
    return this.coefficients[i] ?? this.field.zero;
  }

  leading(): T {
    return this.coefficient(this.degree);
  }

  plus(other: Polynomial<T>): Polynomial<T> {
    this.requireField('Polynomial.plus', other);
    const length = Math.max(this.coefficients.length, other.coefficients.length);
    return this.with(Array.from({ length }, (_, i) => this.field.add(this.coefficient(i), other.coefficient(i))));
  }

  minus(other: Polynomial<T>): Polynomial<T> {
    this.requireField('Polynomial.minus', other);
    const length = Math.max(this.coefficients.length, other.coefficients.length);
    return this.with(Array.from({ length }, (_, i) => this.field.sub(this.coefficient(i), other.coefficient(i))));
  }

  /** @throws {IsotypicError} `FIELD_MISMATCH` */
  times(other: Polynomial<T>): Polynomial<T> {
    this.requireField('Polynomial.times', other);
    const { field } = this;
    if (this.isZero() || other.isZero()) return this.with([]);
    const product: T[] = new Array(this.degree + other.degree + 1).fill(field.zero);
    this.coefficients.forEach((a, i) => {
      if (field.isZero(a)) return;
      other.coefficients.forEach((b, j) => {
        product[i + j] = field.add(product[i + j] as T, field.mul(a, b));
      });
    });
    return this.with(product);
  }

  scale(c: T): Polynomial<T> {
    checkArgument('Polynomial.scale', 'c', c, elementKind(this.field));
    return this.with(this.coefficients.map((x) => this.field.mul(c, x)));
  }

  /**
   * thisⁿ for n ≥ 0.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless n is an integer from 0 on; `OUT_OF_MEMORY`, with `details.size`,
   * when the degree of the power is above `limit`, or the exponent of a constant
   */
  power(n: number, options: PowerOptions = {}): Polynomial<T> {
    checkArgument('Polynomial.power', 'n', n, integer(0));
    checkOptions('Polynomial.power', options, POWER_OPTION_KINDS);
    const { limit = POWER_DEGREE_LIMIT } = options;
    const size = Math.max(1, this.degree) * n;
    if (size > limit) throw tooLarge('Polynomial.power', 'a degree', size, limit);
    let result = this.with([this.field.one]);
    for (let base: Polynomial<T> = this; n > 0; n = Math.floor(n / 2)) {
      if (n % 2 === 1) result = result.times(base);
      if (n > 1) base = base.times(base);
    }
    return result;
  }

  /**
   * this = quotient·divisor + remainder with degree remainder < degree divisor.
   * @throws {IsotypicError} `DIVISION_BY_ZERO`
   */
  divide(divisor: Polynomial<T>): { readonly quotient: Polynomial<T>; readonly remainder: Polynomial<T> } {
    this.requireField('Polynomial.divide', divisor);
    if (divisor.isZero()) {
      throw new IsotypicError('DIVISION_BY_ZERO', {
        where: 'Polynomial.divide',
        expected: 'a divisor that is not zero',
        received: '0',
      });
    }
    const { field } = this;
    const scale = field.inv(divisor.leading());
    const rest = this.coefficients.slice();
    const quotient: T[] = [];
    for (let shift = this.degree - divisor.degree; shift >= 0; shift--) {
      const c = field.mul(rest[shift + divisor.degree] as T, scale);
      quotient[shift] = c;
      if (field.isZero(c)) continue;
      divisor.coefficients.forEach((d, i) => {
        rest[shift + i] = field.sub(rest[shift + i] as T, field.mul(c, d));
      });
    }
    return { quotient: this.with(quotient), remainder: this.with(rest.slice(0, Math.max(0, divisor.degree))) };
  }

  /** This polynomial over its leading coefficient. */
  monic(): Polynomial<T> {
    return this.isZero() ? this : this.scale(this.field.inv(this.leading()));
  }

  derivative(): Polynomial<T> {
    const { field } = this;
    return this.with(this.coefficients.slice(1).map((c, i) => field.mul(field.fromInteger(i + 1), c)));
  }

  /** The value at x, by Horner's rule. */
  evaluate(x: T): T {
    checkArgument('Polynomial.evaluate', 'x', x, elementKind(this.field));
    return this.coefficients.reduceRight((value, c) => this.field.add(this.field.mul(value, x), c), this.field.zero);
  }

  /** The polynomial over `field` with f applied to each coefficient. */
  map<U>(field: Field<U>, f: (c: T) => U): Polynomial<U> {
    checkArgument('Polynomial.map', 'field', field, FIELD);
    checkArgument('Polynomial.map', 'f', f, callable);
    const coefficients = this.coefficients.map((c) => f(c));
    const element = elementKind(field);
    for (const c of coefficients) checkArgument('Polynomial.map', 'what f returns', c, element);
    return new Polynomial(field, coefficients);
  }

  equals(other: Polynomial<T>): boolean {
    checkArgument('Polynomial.equals', 'other', other, POLYNOMIAL);
    return (
      this.field === other.field &&
      this.degree === other.degree &&
      this.coefficients.every((c, i) => this.field.eql(c, other.coefficient(i)))
    );
  }

  /** Descending powers of x. */
  toString(): string {
    const { field } = this;
    let text = '';
    for (let i = this.degree; i >= 0; i--) {
      const c = this.coefficient(i);
      if (field.isZero(c)) continue;
      const power = i === 0 ? '' : i === 1 ? 'x' : `x^${i}`;
      let printed = field.print(c);
      if (/.[+-]/.test(printed) && power !== '') printed = `(${printed})`;
      const sign = text === '' || printed.startsWith('-') ? '' : '+';
      if (power === '') text += sign + printed;
      else if (printed === '1') text += sign + power;
      else if (printed === '-1') text += `-${power}`;
      else text += `${sign}${printed}*${power}`;
    }
    return text === '' ? '0' : text;
  }

  private with(coefficients: readonly T[]): Polynomial<T> {
    return new Polynomial(this.field, coefficients);
  }

  private requireField(where: string, other: Polynomial<T>): void {
    checkArgument(where, where === 'Polynomial.divide' ? 'divisor' : 'other', other, POLYNOMIAL);
    if (this.field === other.field) return;
    throw new IsotypicError('FIELD_MISMATCH', {
      where,
      expected: `polynomials over one field, ${this.field.name}`,
      received: `one over ${other.field.name}`,
    });
  }
}

/** What a polynomial argument must be. */
export const POLYNOMIAL = instance(Polynomial, 'a Polynomial', (value) =>
  Array.isArray(value) ? 'Polynomial.of(field, integers) makes one of coefficients.' : undefined,
);
