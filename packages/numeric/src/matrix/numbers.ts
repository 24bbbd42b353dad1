/** Numbers as arguments: lists of them, and functions that give them. */
import { callable, invalidArgument, type Kind } from '@isotypic/algebra/internal/basics';

/** A function that gives numbers. */
export const NUMERIC_FUNCTION: Kind = { ...callable, remedy: () => 'Pass a function that returns numbers.' };

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless what the function `name` returned is a number. */
export function requireNumber(where: string, name: string, value: unknown): void {
  if (typeof value !== 'number') throw invalidArgument(where, `${name} to return numbers`, value);
}

/** A list of numbers, typed or not. */
export const NUMBERS: Kind = {
  expected: 'an array of numbers',
  accepts: (v) =>
    (Array.isArray(v) && v.every((x) => typeof x === 'number')) ||
    (ArrayBuffer.isView(v) &&
      !(v instanceof DataView) &&
      !(v instanceof BigInt64Array) &&
      !(v instanceof BigUint64Array)),
};
