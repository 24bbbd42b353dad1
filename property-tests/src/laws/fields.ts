/** The laws of a commutative field, for any `Field<T>` and any generator of its elements. */
import { type Field, IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { ARBITRARY, FIELD } from '../arguments.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/**
 * The laws of a field, over random elements: + and · are commutative and associative with units 0 ≠ 1, · distributes
 * over +, −a and a⁻¹ undo a, sub and div are what they say, eql is an equivalence agreeing with isZero of differences,
 * fromInteger is a ring homomorphism with the right kernel, and parse reads what print writes. 100 cases each.
 *
 * @example assertLaws(fieldLaws(primeField(7), fc.nat(6)));
 */
export function fieldLaws<T>(field: Field<T>, element: fc.Arbitrary<T>, options: LawOptions = {}): readonly Law[] {
  checkArgument('fieldLaws', 'field', field, FIELD);
  checkArgument('fieldLaws', 'element', element, ARBITRARY);
  checkOptions('fieldLaws', options, LAW_OPTION_KINDS);
  const print = (x: unknown) => (typeof x === 'bigint' ? `${x}` : field.print(x as T));
  const suite = new LawSuite('fieldLaws', field.name, options, 100, print);
  suite.fact('0 ≠ 1', () => !field.eql(field.zero, field.one));
  suite.fact('isZero', () => field.isZero(field.zero) && !field.isZero(field.one));
  ringLaws(suite, field, element);
  equalityLaws(suite, field, element);
  inverseLaws(suite, field, element);
  integerLaws(suite, field);
  suite.fact('inv of 0 is refused with DIVISION_BY_ZERO', () => refusal(() => field.inv(field.zero)));
  suite.fact('div by 0 is refused with DIVISION_BY_ZERO', () => refusal(() => field.div(field.one, field.zero)));
  return suite.laws;
}

const same = <T>(field: Field<T>, a: T, b: T): boolean =>
  field.eql(a, b) && field.eql(b, a) && field.isZero(field.sub(a, b));

function ringLaws<T>(suite: LawSuite, field: Field<T>, x: fc.Arbitrary<T>): void {
  const { zero, one } = field;
  const add = (a: T, b: T) => field.add(a, b);
  const mul = (a: T, b: T) => field.mul(a, b);
  const equal = (a: T, b: T) => same(field, a, b);
  suite.forAll('a + b = b + a', [x, x], (a, b) => equal(add(a, b), add(b, a)));
  suite.forAll('ab = ba', [x, x], (a, b) => equal(mul(a, b), mul(b, a)));
  suite.forAll('(a + b) + c = a + (b + c)', [x, x, x], (a, b, c) => equal(add(add(a, b), c), add(a, add(b, c))));
  suite.forAll('(ab)c = a(bc)', [x, x, x], (a, b, c) => equal(mul(mul(a, b), c), mul(a, mul(b, c))));
  suite.forAll('a(b + c) = ab + ac', [x, x, x], (a, b, c) => equal(mul(a, add(b, c)), add(mul(a, b), mul(a, c))));
  suite.forAll('a + 0 = a·1 = a', [x], (a) => equal(add(a, zero), a) && equal(mul(a, one), a));
  suite.forAll('a·0 = 0', [x], (a) => field.isZero(mul(a, zero)));
  suite.forAll('a + (−a) = 0', [x], (a) => field.isZero(add(a, field.neg(a))));
  suite.forAll('a − b = a + (−b)', [x, x], (a, b) => equal(field.sub(a, b), add(a, field.neg(b))));
}

/** For a ≠ 0. */
function inverseLaws<T>(suite: LawSuite, field: Field<T>, x: fc.Arbitrary<T>): void {
  const { one } = field;
  suite.forAll('a·a⁻¹ = 1', [x], (a) => field.isZero(a) || same(field, field.mul(a, field.inv(a)), one));
  suite.forAll('b/a = b·a⁻¹', [x, x], (a, b) => {
    return field.isZero(a) || same(field, field.div(b, a), field.mul(b, field.inv(a)));
  });
  suite.forAll('no zero divisors', [x, x], (a, b) => {
    return field.isZero(a) || field.isZero(b) || !field.isZero(field.mul(a, b));
  });
}

function equalityLaws<T>(suite: LawSuite, field: Field<T>, x: fc.Arbitrary<T>): void {
  suite.forAll('a = a', [x], (a) => field.eql(a, a));
  suite.forAll(
    'a = b exactly when a − b = 0',
    [x, x],
    (a, b) => field.eql(a, b) === field.isZero(field.sub(a, b)) && field.eql(a, b) === field.eql(b, a),
  );
  suite.forAll('parse(print(a)) = a', [x], (a) => field.eql(field.parse(field.print(a)), a));
  suite.forAll('print is canonical', [x], (a) => field.print(field.parse(field.print(a))) === field.print(a));
}

function integerLaws<T>(suite: LawSuite, field: Field<T>): void {
  const of = (n: number | bigint) => field.fromInteger(n);
  const integer = fc.bigInt({ min: -1000n, max: 1000n });
  const { characteristic } = field;
  suite.forAll('fromInteger(m + n) = fromInteger(m) + fromInteger(n)', [integer, integer], (m, n) =>
    same(field, of(m + n), field.add(of(m), of(n))),
  );
  suite.forAll('fromInteger(m·n) = fromInteger(m)·fromInteger(n)', [integer, integer], (m, n) =>
    same(field, of(m * n), field.mul(of(m), of(n))),
  );
  suite.forAll('fromInteger takes number and bigint alike', [integer], (n) => same(field, of(n), of(Number(n))));
  suite.forAll('fromInteger(n) = 0 exactly when the characteristic divides n', [integer], (n) => {
    const inKernel = characteristic === 0 ? n === 0n : n % BigInt(characteristic) === 0n;
    return field.isZero(of(n)) === inKernel;
  });
}

function refusal(divide: () => unknown): boolean | string {
  try {
    divide();
  } catch (e) {
    return e instanceof IsotypicError && e.code === 'DIVISION_BY_ZERO' ? true : `it throws ${String(e)}`;
  }
  return 'it returns';
}
