/** New actions from several actions of one group, given on the same generators. */

import { arrayOf, checkArgument } from '../arguments.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import { describeOperand, named } from '../groups/names.js';
import { groupKind, PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { sideBySide } from './homomorphism-check.js';
import { checkSize, MAX_ACTION_DEGREE } from './options.js';

/**
 * One group acting on several sets at once, on their disjoint union: generator k is generator k of every action, side
 * by side. (Of different groups this generates a subdirect product of the groups that the k-th generators generate.)
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the numbers of generators differ, `OUT_OF_MEMORY` past 2²⁴ points
 * @example
 * const s5 = catalogue.symmetric(5);
 * unionAction(s5, actionOnSubsets(s5, 2)).degree // 15
 * unionAction(s5, actionOnSubsets(s5, 2)).order // 120n
 */
export function unionAction(...actions: readonly PermutationGroup[]): PermutationGroup {
  const count = generatorCount('unionAction', actions);
  const degree = actions.reduce((sum, action) => sum + action.degree, 0);
  checkSize('unionAction', 'points', degree, MAX_ACTION_DEGREE);
  const generators = Array.from({ length: count }, (_, k) => sideBySide(actions.map((action) => action.generators[k])));
  return new PermutationGroup(generators, { degree });
}

/**
 * One group acting on the tuples (x₁, …, x_k), xᵢ a point of the i-th action, numbered lexicographically. Its
 * permutation representation is the tensor product of theirs.
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the numbers of generators differ, `OUT_OF_MEMORY` past 2²⁴ tuples
 * @example cartesianAction(catalogue.cyclic(3), catalogue.cyclic(3)).degree // 9
 */
export function cartesianAction(...actions: readonly PermutationGroup[]): PermutationGroup {
  const count = generatorCount('cartesianAction', actions);
  const degree = tupleCount('cartesianAction', actions);
  const generators = Array.from({ length: count }, (_, k) => onTuples(actions.map((action) => action.generators[k])));
  return new PermutationGroup(generators, { degree });
}

/**
 * The direct product G₁ × … × G_k on the tuples (x₁, …, x_k) of points, numbered lexicographically; generators of G₁
 * first. The action is faithful, and transitive when every factor's is.
 * @throws {IsotypicError} `OUT_OF_MEMORY` past 2²⁴ tuples
 * @example directProductOnTuples(catalogue.cyclic(3), catalogue.cyclic(4)).degree // 12
 */
export function directProductOnTuples(...factors: readonly PermutationGroup[]): PermutationGroup {
  const degree = tupleCount('directProductOnTuples', factors);
  const identities = factors.map((factor) => Permutation.identity(factor.degree));
  const generators = factors.flatMap((factor, i) =>
    factor.generators.map((g) => onTuples(identities.map((one, j) => (j === i ? g : one)))),
  );
  const text = (): string => `grid(${factors.map((factor) => describeOperand(factor, 'product')).join(', ')})`;
  return named(new PermutationGroup(generators, { degree }), text);
}

function generatorCount(where: string, actions: readonly PermutationGroup[]): number {
  checkArgument(where, 'actions', actions, groupsKind);
  if (actions.length === 0) throw invalidArgument(where, 'at least one action', actions);
  const counts = actions.map(({ generators }) => generators.length);
  if (counts.some((count) => count !== counts[0])) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: 'actions of one group on the same generators',
      received: `${counts.join(', ')} generators`,
    });
  }
  return counts[0];
}

function tupleCount(where: string, actions: readonly PermutationGroup[]): number {
  checkArgument(where, 'actions', actions, groupsKind);
  const count = actions.reduce((product, { degree }) => product * degree, 1);
  checkSize(where, 'tuples', count, MAX_ACTION_DEGREE);
  return count;
}

const groupsKind = arrayOf(groupKind, 'permutation groups');

/** (x₁, …, x_k) ↦ (g₁x₁, …, g_k x_k). */
function onTuples(parts: readonly Permutation[]): Permutation {
  const images = parts.reduce(
    (left, { images: right }) => {
      const m = right.length;
      return Uint32Array.from({ length: left.length * m }, (_, x) => left[Math.floor(x / m)] * m + right[x % m]);
    },
    new Uint32Array([0]),
  );
  return Permutation.fromTrustedImages(images);
}
