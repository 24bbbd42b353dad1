/** Checks that the catalogue makes of its arguments. */
import { invalidArgument } from '../errors.js';

/** Most points a catalogue entry may act on: 2²⁰. */
export const MAX_CATALOGUE_DEGREE = 1 << 20;

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless `value` is an integer in [min, max] */
export function requireInteger(
  where: string,
  name: string,
  value: number,
  min: number,
  max: number,
  remedy?: string,
): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw invalidArgument(where, `${name} to be an integer from ${min} to ${max}`, value, remedy);
  }
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless `value` is one of `choices` */
export function requireChoice<T extends string>(where: string, name: string, value: T, choices: readonly T[]): void {
  if (!choices.includes(value)) throw invalidArgument(where, `${name} to be one of ${choices.join(', ')}`, value);
}
