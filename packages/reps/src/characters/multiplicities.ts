/** Class functions as combinations of irreducible characters. */
import { type Cyclotomic, IsotypicError, type WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument } from '@isotypic/algebra/internal';
import { meterFor } from '../work.js';
import { CHARACTER_TABLE, type CharacterTable } from './character-table.js';
import { CLASS_FUNCTION, type ClassFunction } from './class-function.js';

/**
 * The coefficients ⟨f, χ⟩ of any class function, in the order of the table. Exact. O(k²) operations on numbers for k
 * classes; a step of `budget` is an inner product.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no table, or no class function of it
 * @throws {BudgetExceededError | AbortedError} with the coefficients found by then in `details.known`
 * @example
 * const table = characterTable(catalogue.symmetric(3));
 * `${coefficients(table, table.characters[2].scale(new Fraction(1, 2)))}` // '0,0,1/2'
 */
export function coefficients(table: CharacterTable, f: ClassFunction, options: WorkOptions = {}): Cyclotomic[] {
  checkArgument('coefficients', 'table', table, CHARACTER_TABLE);
  checkArgument('coefficients', 'f', f, CLASS_FUNCTION);
  return coefficientsWithin(table, f, meterFor('coefficients', options));
}

function coefficientsWithin(table: CharacterTable, f: ClassFunction, meter: WorkMeter): Cyclotomic[] {
  const found: Cyclotomic[] = [];
  meter.known ??= () => [...found];
  for (const x of table.characters) {
    meter.step();
    found.push(f.inner(x));
  }
  return found;
}

/**
 * The multiplicities of the irreducible constituents of a character, or of a virtual (generalized) one.
 * A step of `budget` is an inner product.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when a coefficient is not an integer, for what is no table, or no class
 *   function of it
 * @throws {BudgetExceededError | AbortedError} with the coefficients found by then in `details.known`
 * @example
 * const table = characterTable(catalogue.symmetric(3));
 * multiplicities(table, permutationCharacter(table.structure)) // [1, 0, 1], on three points
 */
export function multiplicities(table: CharacterTable, f: ClassFunction, options: WorkOptions = {}): number[] {
  checkArgument('multiplicities', 'table', table, CHARACTER_TABLE);
  checkArgument('multiplicities', 'f', f, CLASS_FUNCTION);
  return multiplicitiesWithin(table, f, meterFor('multiplicities', options));
}

/** The same as a part of work that has a meter. */
export function multiplicitiesWithin(table: CharacterTable, f: ClassFunction, meter: WorkMeter): number[] {
  return coefficientsWithin(table, f, meter).map((m, i) => {
    const x = m.isRational() ? m.toFraction() : undefined;
    if (x && x.d === 1n) return Number(x.s * x.n);
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: 'multiplicities',
      expected: 'f to be a character or a difference of characters',
      received: `a class function with coefficient ${m} at character ${i}`,
      remedy: 'Use coefficients(table, f) for any class function.',
    });
  });
}
