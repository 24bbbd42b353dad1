/**
 * Spins and their projections: integers and halves of odd integers, held doubled so that arithmetic stays in integers.
 */
import { checkArgument, invalidArgument, type Kind } from '@isotypic/algebra/internal';

/** Largest spin: a single symbol at 10⁴ takes about a second, its integers having some 10⁴ digits. */
export const MAX_SPIN = 10_000;

/** 2j for a spin j. @throws {IsotypicError} `INVALID_ARGUMENT` unless 2j is an integer from 0 to 2·`MAX_SPIN` */
export function doubledSpin(where: string, name: string, j: number): number {
  checkArgument(where, name, j, SPIN);
  return 2 * j;
}

const SPIN: Kind = {
  expected: `a spin 0, 1/2, 1, …, ${MAX_SPIN}`,
  accepts: (j) => typeof j === 'number' && Number.isInteger(2 * j) && j >= 0 && j <= MAX_SPIN,
  remedy: (j) => (typeof j === 'bigint' ? 'Pass it as a number.' : undefined),
};

/**
 * 2m for a projection m of the spin j, given doubled: m is an integer where j is one, and half of an odd integer where
 * j is. |m| ≤ j is a selection rule, not an error.
 */
export function doubledProjection(where: string, name: string, m: number, twiceJ: number): number {
  const twice = typeof m === 'number' ? 2 * m : Number.NaN;
  if (!Number.isInteger(twice) || (twice + twiceJ) % 2 !== 0 || Math.abs(m) > MAX_SPIN) {
    const kind = twiceJ % 2 === 0 ? 'an integer' : 'half of an odd integer';
    throw invalidArgument(where, `${name} to be ${kind}, a projection of the spin ${twiceJ / 2}`, m);
  }
  return twice;
}

/** |a − b| ≤ c ≤ a + b with an integer sum, for doubled spins. */
export function isTriad(a: number, b: number, c: number): boolean {
  return (a + b + c) % 2 === 0 && c >= Math.abs(a - b) && c <= a + b;
}

/** |m| ≤ j, doubled. */
export function isProjection(twiceJ: number, twiceM: number): boolean {
  return Math.abs(twiceM) <= twiceJ;
}
