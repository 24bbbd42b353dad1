/** Kinds of argument that several chapters take. Those of an object of one chapter stand beside its class. */
import { Permutation, PermutationGroup } from '@isotypic/algebra';
import { instance } from '@isotypic/algebra/internal';

/** A group; what has a group says how to get at it. */
export const GROUP = instance(PermutationGroup, 'a PermutationGroup', (value) =>
  typeof value === 'object' && value !== null && 'group' in value
    ? 'Pass its .group.'
    : Array.isArray(value)
      ? 'Pass new PermutationGroup(generators).'
      : undefined,
);

export const PERMUTATION = instance(Permutation, 'a Permutation', (value) => {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return 'Pass Permutation.fromImages(images).';
  if (typeof value !== 'object' || value === null) return undefined;
  if ('group' in value) return 'Pass an element of its .group.';
  return 'generators' in value ? 'Pass one of its elements, as in group.generators.' : undefined;
});

/** A vector for float work. */
export const FLOAT_VECTOR = instance(Float64Array, 'a Float64Array', (value) =>
  Array.isArray(value) || ArrayBuffer.isView(value) ? 'Pass Float64Array.from(values).' : undefined,
);
