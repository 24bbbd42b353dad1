/** What is drawn for the assertions of equivariance. */
import { checkArgument, integer } from '@isotypic/algebra/internal';
import fc from 'fast-check';

/**
 * Vectors that shrink to zeros and small integers.
 * @example
 * fc.assert(fc.property(vectors(4), (x) => x.length === 4));
 */
export function vectors(dimension: number): fc.Arbitrary<Float64Array> {
  checkArgument('vectors', 'dimension', dimension, integer(0, 2 ** 24)); // 128 MB of numbers for each draw
  const entry = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true }),
  );
  // −0 + 0 = 0, which prints as itself
  return fc.array(entry, { minLength: dimension, maxLength: dimension }).map((x) => Float64Array.from(x, (v) => v + 0));
}

/**
 * Words in t generators; the empty word is the identity.
 * @example
 * fc.assert(fc.property(words(2), (letters) => letters.every((k) => k < 2)));
 */
export function words(generators: number, maxLength = 12): fc.Arbitrary<number[]> {
  checkArgument('words', 'generators', generators, integer(0));
  checkArgument('words', 'maxLength', maxLength, WORD_LENGTH);
  return generators === 0 ? fc.constant([]) : fc.array(fc.nat(generators - 1), { maxLength });
}

/** Longer words than this are an oversight: each letter is a product. */
export const WORD_LENGTH = integer(0, 1e6);
