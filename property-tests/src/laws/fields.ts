/** The laws of a commutative field, for any `Field<T>` and any generator of its elements. */
import { type Field, IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { ARBITRARY, FIELD, LAW_OPTION_KINDS, type LawOptions, lawParameters, requireLaw } from './options.js';

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
  const { zero, one } = field;
  const parameters = lawParameters(options, 100);
  const law = (holds: boolean, name: string, ...values: T[]): void => {
    requireLaw(holds, `${field.name}: ${name}`, values.map((x) => field.print(x)).join(', '));
  };
  const same = (a: T, b: T): boolean => field.eql(a, b) && field.eql(b, a) && field.isZero(field.sub(a, b));

  law(!field.eql(zero, one), '0 ≠ 1');
  law(field.isZero(zero) && !field.isZero(one), 'isZero');
  fc.assert(
    fc.property(element, element, element, (a, b, c) => {
      law(same(field.add(a, b), field.add(b, a)), 'a + b = b + a', a, b);
      law(same(field.mul(a, b), field.mul(b, a)), 'ab = ba', a, b);
      law(same(field.add(field.add(a, b), c), field.add(a, field.add(b, c))), '(a + b) + c = a + (b + c)', a, b, c);
      law(same(field.mul(field.mul(a, b), c), field.mul(a, field.mul(b, c))), '(ab)c = a(bc)', a, b, c);
      law(
        same(field.mul(a, field.add(b, c)), field.add(field.mul(a, b), field.mul(a, c))),
        'a(b + c) = ab + ac',
        a,
        b,
        c,
      );
      law(same(field.add(a, zero), a) && same(field.mul(a, one), a), 'a + 0 = a·1 = a', a);
      law(field.isZero(field.mul(a, zero)), 'a·0 = 0', a);
      law(field.isZero(field.add(a, field.neg(a))), 'a + (−a) = 0', a);
      law(same(field.sub(a, b), field.add(a, field.neg(b))), 'a − b = a + (−b)', a, b);
      law(field.eql(a, b) === field.isZero(field.sub(a, b)), 'a = b exactly when a − b = 0', a, b);
      law(field.eql(field.parse(field.print(a)), a), 'parse(print(a)) = a', a);
      law(field.print(field.parse(field.print(a))) === field.print(a), 'print is canonical', a);
      if (!field.isZero(a)) {
        law(same(field.mul(a, field.inv(a)), one), 'a·a⁻¹ = 1', a);
        law(same(field.div(b, a), field.mul(b, field.inv(a))), 'b/a = b·a⁻¹', a, b);
        law(!field.isZero(b) === !field.isZero(field.mul(a, b)), 'no zero divisors', a, b);
      }
    }),
    parameters,
  );
  const integer = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(integer, integer, (m, n) => {
      const of = field.fromInteger;
      law(same(of(m + n), field.add(of(m), of(n))), `fromInteger(${m} + ${n})`);
      law(same(of(m * n), field.mul(of(m), of(n))), `fromInteger(${m}·${n})`);
      law(same(of(BigInt(n)), of(n)), `fromInteger of number and bigint ${n}`);
      const inKernel = field.characteristic === 0 ? n === 0 : n % field.characteristic === 0;
      law(field.isZero(of(n)) === inKernel, `fromInteger(${n}) = 0 exactly when the characteristic divides ${n}`);
    }),
    parameters,
  );
  for (const [name, divide] of [
    ['inv', () => field.inv(zero)],
    ['div', () => field.div(one, zero)],
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
