/** The field of all cyclotomic numbers, the maximal abelian extension of ℚ, as a `Field`. */
import { anyInteger, checkArgument } from '../arguments.js';
import { Cyclotomic } from './cyclotomic.js';
import type { Field } from './field.js';

/**
 * The field ℚ(ζ₁, ζ₂, …) of cyclotomic numbers.
 * @example cyclotomics.print(cyclotomics.inv(cyclotomics.parse('E(5)+E(5)^4'))) // '-E(5)^2-E(5)^3'
 */
export const cyclotomics: Field<Cyclotomic> = {
  name: 'ℚ(ζ)',
  characteristic: 0,
  zero: Cyclotomic.zero,
  one: Cyclotomic.one,
  add: (a, b) => a.plus(b),
  sub: (a, b) => a.minus(b),
  mul: (a, b) => a.times(b),
  neg: (a) => a.negate(),
  inv: (a) => a.inverse(),
  div: (a, b) => a.dividedBy(b),
  eql: (a, b) => a.equals(b),
  isZero: (a) => a.isZero(),
  fromInteger: (n) => {
    if (typeof n !== 'bigint') checkArgument('cyclotomics.fromInteger', 'n', n, anyInteger);
    return Cyclotomic.fromRational(n);
  },
  print: (a) => a.toString(),
  parse: (text) => Cyclotomic.parse(text),
};
