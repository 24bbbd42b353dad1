/**
 * Structure as an object over plain values: a `Field<T>` carries the operations, a `T` is a bare value. Matrices,
 * polynomials and solvers take the field as their first argument and work over any of them.
 */
import type { Kind } from '../arguments.js';

/** A commutative field whose elements are values of type `T`. All operations are exact and never mutate. */
export interface Field<T> {
  /** For error messages and printing: `ℚ`, `GF(7)`, `ℚ(ζ)`. */
  readonly name: string;
  /** 0 or a prime. */
  readonly characteristic: number;
  readonly zero: T;
  readonly one: T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  neg(a: T): T;
  /** @throws {IsotypicError} `DIVISION_BY_ZERO` */
  inv(a: T): T;
  /** @throws {IsotypicError} `DIVISION_BY_ZERO` */
  div(a: T, b: T): T;
  eql(a: T, b: T): boolean;
  isZero(a: T): boolean;
  /** The image of an integer under ℤ → field. */
  fromInteger(n: number | bigint): T;
  /** The inverse of `parse`. */
  print(a: T): string;
  /** @throws {IsotypicError} `PARSE`, with the position */
  parse(text: string): T;
}

/** An element of the field, as far as its type tells: a number, a bigint, or an object of the class of zero. */
export function elementKind<T>({ name, zero }: Field<T>): Kind {
  const expected = `an element of ${name}`;
  if (typeof zero !== 'object' || zero === null) return { expected, accepts: (v) => typeof v === typeof zero };
  const prototype = Object.getPrototypeOf(zero);
  return {
    expected,
    accepts: (v) => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === prototype,
    remedy: (v) => (typeof v === 'number' || typeof v === 'bigint' ? 'field.fromInteger(n) makes one.' : undefined),
  };
}

/** What a field argument must be. */
export const FIELD: Kind = {
  expected: 'a field such as rationals, cyclotomics, primeField(p) or finiteField(q)',
  accepts: (v) => typeof v === 'object' && v !== null && 'isZero' in v && 'zero' in v && typeof v.isZero === 'function',
};
