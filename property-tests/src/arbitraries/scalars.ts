/** Random exact numbers; all shrink towards 0 and small integers. */
import { Cyclotomic, Fraction } from '@isotypic/algebra';
import { checkOptions, integer, type Kind, type OptionKinds } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { someOf } from '../arguments.js';
import { printed } from './printed.js';

/** Options of `rational`. */
export interface RationalConstraints {
  /** Largest numerator in absolute value (default 10²⁰, beyond 53 bits). */
  readonly numerator?: bigint;
  /** Largest denominator (default 10¹²). */
  readonly denominator?: bigint;
}

const POSITIVE: Kind = { expected: 'a bigint from 1 on', accepts: (v) => typeof v === 'bigint' && v >= 1n };

const RATIONAL_KINDS: OptionKinds<RationalConstraints> = { numerator: POSITIVE, denominator: POSITIVE };

/**
 * Rational numbers; half of them are small.
 * @example assertLaws(fieldLaws(rationals, rational()));
 */
export function rational(constraints: RationalConstraints = {}): fc.Arbitrary<Fraction> {
  checkOptions('rational', constraints, RATIONAL_KINDS);
  const { numerator = 10n ** 20n, denominator = 10n ** 12n } = constraints;
  const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
  const below = (n: bigint, d: bigint): fc.Arbitrary<readonly [bigint, bigint]> =>
    fc.tuple(fc.bigInt({ min: -n, max: n }), fc.bigInt({ min: 1n, max: d }));
  return fc.oneof(below(least(numerator, 9n), least(denominator, 4n)), below(numerator, denominator)).map(([n, d]) => {
    const value = new Fraction(n, d);
    return printed(value, () => value.toFraction());
  });
}

/** Options of `cyclotomic`. */
export interface CyclotomicConstraints {
  /** Roots of unity that occur, by their orders (default 1, 2, 3, 4, 5, 8, 9, 12). */
  readonly conductors?: readonly number[];
  /** Largest numerator and denominator of the coefficients (default 9). */
  readonly size?: bigint;
  /** Most terms (default 4). */
  readonly terms?: number;
}

const MIXED = [1, 2, 3, 4, 5, 8, 9, 12];

const CYCLOTOMIC_KINDS: OptionKinds<CyclotomicConstraints> = {
  conductors: someOf(integer(1, 1e4), 'a list of orders of roots of unity, at least one'),
  size: POSITIVE,
  terms: integer(0, 1e4),
};

/**
 * Sums of rational multiples of roots of unity.
 * @example assertLaws(fieldLaws(cyclotomics, cyclotomic({ conductors: [5, 8] }), { runs: 20 }));
 */
export function cyclotomic(constraints: CyclotomicConstraints = {}): fc.Arbitrary<Cyclotomic> {
  checkOptions('cyclotomic', constraints, CYCLOTOMIC_KINDS);
  const { conductors = MIXED, size = 9n, terms = 4 } = constraints;
  const term = fc.tuple(fc.nat(59), fc.bigInt({ min: -size, max: size }), fc.bigInt({ min: 1n, max: size }));
  return fc.tuple(fc.constantFrom(...conductors), fc.array(term, { maxLength: terms })).map(([n, sum]) =>
    Cyclotomic.fromExponents(
      n,
      sum.map(([e, a, b]) => [e, new Fraction(a, b)] as const),
    ),
  );
}
