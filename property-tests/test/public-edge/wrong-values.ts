/**
 * Values that callers pass by mistake, each with its TypeScript type, by which a parameter says whether it is legal.
 */
import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';

export interface WrongValue {
  /** In a file that imports `algebra` and `reps` as namespaces. */
  readonly type: string;
  make(): unknown;
}

export const WRONG_VALUES: Readonly<Record<string, WrongValue>> = {
  undefined: { type: 'undefined', make: () => undefined },
  null: { type: 'null', make: () => null },
  NaN: { type: 'number', make: () => Number.NaN },
  '-1': { type: '-1', make: () => -1 },
  '1.5': { type: '1.5', make: () => 1.5 },
  '1e300': { type: '1e300', make: () => 1e300 },
  '2**53': { type: '9007199254740992', make: () => 2 ** 53 },
  "''": { type: '""', make: () => '' },
  "'x'": { type: '"x"', make: () => 'x' },
  '{}': { type: '{}', make: () => ({}) },
  '[]': { type: 'never[]', make: () => [] },
  '[NaN]': { type: 'number[]', make: () => [Number.NaN] },
  true: { type: 'true', make: () => true },
  Symbol: { type: 'symbol', make: () => Symbol('a symbol') },
  'a function': { type: '() => undefined', make: () => () => undefined },
  '3n': { type: '3n', make: () => 3n },
  'a Date': { type: 'Date', make: () => new Date(0) },
  'a group': { type: 'algebra.PermutationGroup', make: () => catalogue.cyclic(4) },
  'a representation': {
    type: 'reps.PermutationRepresentation',
    make: () => permutationRepresentation(catalogue.cyclic(4)),
  },
  'an image array': { type: 'number[]', make: () => [1, 0, 2] },
  'a ragged matrix': { type: 'number[][]', make: () => [[1, 2], [3]] },
};

export const WRONG_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(WRONG_VALUES).map(([name, { type }]) => [name, type]),
);

/** Groups, representations and permutations, which are passed for each other. */
export const SWAPPED: ReadonlySet<string> = new Set(['a group', 'a representation', 'an image array']);
