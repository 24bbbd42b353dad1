/** What the arguments of statistics must be: representations, samples, and the options that many functions share. */
import { PermutationGroup } from '@isotypic/algebra';
import { finite, integer, type Kind, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import type { RowOptions, SampleOptions } from './sample-options.js';

/** A representation, or a decomposition or structure that was made of one. */
export const STRUCTURE: Kind = {
  expected: 'a representation, an isotypic decomposition or structure',
  accepts: (v) =>
    typeof v === 'object' &&
    v !== null &&
    (('group' in v && 'dimension' in v) || ('components' in v && ('basis' in v || 'orthonormalBasis' in v))),
  remedy: (v) =>
    v instanceof PermutationGroup
      ? 'Pass permutationRepresentation(group).'
      : 'permutationRepresentation(group) is how a group permutes its points.',
};

/** The mean or a vector: an array of numbers; its length is checked where the dimension is known. */
export const VECTOR: Kind = {
  expected: 'an array of numbers',
  accepts: (v) =>
    (Array.isArray(v) && v.every((x) => typeof x === 'number')) || (ArrayBuffer.isView(v) && !(v instanceof DataView)),
};

/** What comes in batches. Text is iterable too, letter by letter, and never meant. */
export const BATCHES: Kind = {
  expected: 'an iterable or async iterable of batches',
  accepts: (v) => typeof v === 'object' && v !== null && (Symbol.iterator in v || Symbol.asyncIterator in v),
};

export const ROW_OPTION_KINDS: OptionKinds<RowOptions> = { missing: oneOf('refuse', 'drop') };

export const SAMPLE_OPTION_KINDS: OptionKinds<SampleOptions> = {
  ...ROW_OPTION_KINDS,
  weights: { ...VECTOR, expected: 'an array of numbers, one weight a row' },
  frequencies: { ...VECTOR, expected: 'an array of integers, one frequency a row' },
};

/** Of random numbers. */
export const SEED: Kind = integer();

/** λ of a ridge penalty. */
export const RIDGE: Kind = finite(0);
