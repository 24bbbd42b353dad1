/** The laws of a commutative field, for any `Field<T>` and any generator of its elements. */
import { type Field, IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { ARBITRARY, FIELD } from '../arguments.js';
import { LAW_OPTION_KINDS, type LawOptions, lawParameters, lawsOf } from './options.js';

const requireLaw = lawsOf('fieldLaws');

/**
 * Asserts over random elements that + and · are commutative and associative with units 0 ≠ 1, that · distributes over
 * +, that −a and a⁻¹ undo a, that sub and div are what they say, that eql is an equivalence agreeing with isZero of
 * differences, that fromInteger is a ring homomorphism with the right kernel, and that parse reads what print writes.
 *
 * @throws {IsotypicError} `REFUTED` naming the law, inside fast-check's report of the shrunk case
 * @example fieldLaws(primeField(7), fc.nat(6));
 */
export function fieldLaws<T>(field: Field<T>, element: fc.Arbitrary<T>, options: LawOptions = {}): void {
  checkArgument('fieldLaws', 'field', field, FIELD);
  checkArgument('fieldLaws', 'element', element, ARBITRARY);
  checkOptions('fieldLaws', options, LAW_OPTION_KINDS);
  const parameters = lawParameters(options, 100);
  const law: Law<T> = (holds, name, ...values) => {
    requireLaw(holds, `${field.name}: ${name}`, values.map((x) => field.print(x)).join(', '));
  };
  law(!field.eql(field.zero, field.one), '0 ≠ 1');
  law(field.isZero(field.zero) && !field.isZero(field.one), 'isZero');
  fc.assert(
    fc.property(element, element, element, (a, b, c) => {
      ringLaws(field, law, a, b, c);
      if (!field.isZero(a)) inverseLaws(field, law, a, b);
    }),
    parameters,
  );
  const integer = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(integer, integer, (m, n) => integerLaws(field, law, m, n)),
    parameters,
  );
  divisionByZeroLaws(field, law);
}

type Law<T> = (holds: boolean, name: string, ...values: T[]) => void;

const same = <T>(field: Field<T>, a: T, b: T): boolean =>
  field.eql(a, b) && field.eql(b, a) && field.isZero(field.sub(a, b));

function ringLaws<T>(field: Field<T>, law: Law<T>, a: T, b: T, c: T): void {
  const { zero, one } = field;
  const add = (x: T, y: T) => field.add(x, y);
  const mul = (x: T, y: T) => field.mul(x, y);
  const equal = (x: T, y: T) => same(field, x, y);
  law(equal(add(a, b), add(b, a)), 'a + b = b + a', a, b);
  law(equal(mul(a, b), mul(b, a)), 'ab = ba', a, b);
  law(equal(add(add(a, b), c), add(a, add(b, c))), '(a + b) + c = a + (b + c)', a, b, c);
  law(equal(mul(mul(a, b), c), mul(a, mul(b, c))), '(ab)c = a(bc)', a, b, c);
  law(equal(mul(a, add(b, c)), add(mul(a, b), mul(a, c))), 'a(b + c) = ab + ac', a, b, c);
  law(equal(add(a, zero), a) && equal(mul(a, one), a), 'a + 0 = a·1 = a', a);
  law(field.isZero(mul(a, zero)), 'a·0 = 0', a);
  law(field.isZero(add(a, field.neg(a))), 'a + (−a) = 0', a);
  law(equal(field.sub(a, b), add(a, field.neg(b))), 'a − b = a + (−b)', a, b);
  law(field.eql(a, b) === field.isZero(field.sub(a, b)), 'a = b exactly when a − b = 0', a, b);
  law(field.eql(field.parse(field.print(a)), a), 'parse(print(a)) = a', a);
  law(field.print(field.parse(field.print(a))) === field.print(a), 'print is canonical', a);
}

/** For a ≠ 0. */
function inverseLaws<T>(field: Field<T>, law: Law<T>, a: T, b: T): void {
  law(same(field, field.mul(a, field.inv(a)), field.one), 'a·a⁻¹ = 1', a);
  law(same(field, field.div(b, a), field.mul(b, field.inv(a))), 'b/a = b·a⁻¹', a, b);
  law(!field.isZero(b) === !field.isZero(field.mul(a, b)), 'no zero divisors', a, b);
}

function integerLaws<T>(field: Field<T>, law: Law<T>, m: number, n: number): void {
  const of = field.fromInteger;
  law(same(field, of(m + n), field.add(of(m), of(n))), `fromInteger(${m} + ${n})`);
  law(same(field, of(m * n), field.mul(of(m), of(n))), `fromInteger(${m}·${n})`);
  law(same(field, of(BigInt(n)), of(n)), `fromInteger of number and bigint ${n}`);
  const inKernel = field.characteristic === 0 ? n === 0 : n % field.characteristic === 0;
  law(field.isZero(of(n)) === inKernel, `fromInteger(${n}) = 0 exactly when the characteristic divides ${n}`);
}

function divisionByZeroLaws<T>(field: Field<T>, law: Law<T>): void {
  for (const [name, divide] of [
    ['inv', () => field.inv(field.zero)],
    ['div', () => field.div(field.one, field.zero)],
  ] as const) {
    let code: string | undefined;
    try {
      divide();
    } catch (e) {
      code = e instanceof IsotypicError ? e.code : undefined;
    }
    law(code === 'DIVISION_BY_ZERO', `${name} of 0 is refused with DIVISION_BY_ZERO`);
  }
}
