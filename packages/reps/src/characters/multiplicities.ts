/** Class functions as combinations of irreducible characters. */
import { type Cyclotomic, IsotypicError } from '@isotypic/algebra';
import type { CharacterTable } from './character-table.js';
import type { ClassFunction } from './class-function.js';

/** The coefficients ⟨f, χ⟩ of any class function, in the order of the table. Exact. */
export function coefficients(table: CharacterTable, f: ClassFunction): Cyclotomic[] {
  return table.characters.map((x) => f.inner(x));
}

/**
 * The multiplicities of the irreducible constituents of a character, or of a virtual (generalized) one.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when a coefficient is not an integer
 * @example
 * const table = characterTable(catalogue.symmetric(3));
 * multiplicities(table, permutationCharacter(table.structure)) // [1, 0, 1], on three points
 */
export function multiplicities(table: CharacterTable, f: ClassFunction): number[] {
  return coefficients(table, f).map((m, i) => {
    const x = m.isRational() ? m.toFraction() : undefined;
    if (x && x.d === 1n) return Number(x.s * x.n);
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: 'multiplicities',
      expected: 'a character or a difference of characters',
      received: `a class function with coefficient ${m} at character ${i}`,
      remedy: 'Use coefficients(table, f) for any class function.',
    });
  });
}
