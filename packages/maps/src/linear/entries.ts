/** Exact entries as callers write them: integers, fractions and cyclotomic numbers in GAP's notation. */
import { Cyclotomic, Fraction, IsotypicError } from '@isotypic/algebra';
import { describe } from '@isotypic/algebra/internal';

/** An exact number: a safe integer, a bigint, text such as `'1/2'` or `'E(4)'`, or one of algebra's own numbers. */
export type Entry = number | bigint | string | Fraction | Cyclotomic;

const small = new Map<number, Cyclotomic>();

/** An integer as a cyclotomic number; small ones are shared objects. */
export function integerEntry(n: number): Cyclotomic {
  let value = small.get(n);
  if (value === undefined) {
    value = Cyclotomic.fromRational(n);
    if (Math.abs(n) <= 1024) small.set(n, value); // what tables of structure constants hold; a bound on the cache
  }
  return value;
}

/**
 * Reads one exact entry.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a number that is no safe integer, a double being no exact fraction;
 *   `PARSE` for text that is no number
 * @example readEntry('here', '1/2').toString() // '1/2'
 */
export function readEntry(where: string, entry: Entry): Cyclotomic {
  if (typeof entry === 'number' && Number.isSafeInteger(entry)) return integerEntry(entry);
  if (typeof entry === 'bigint') return Cyclotomic.fromRational(entry);
  if (typeof entry === 'string') return Cyclotomic.parse(entry);
  if (entry instanceof Cyclotomic) return entry;
  if (entry instanceof Fraction) return Cyclotomic.fromRational(entry);
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: 'an exact entry: a safe integer, a bigint, text or an exact number',
    received: describe(entry),
    remedy: "Write fractions and irrational numbers as text: '1/2', 'E(8)-E(8)^3' for the square root of 2.",
  });
}
