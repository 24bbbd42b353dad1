/** Linear actions in floats: what the assertions of equivariance need of a representation. */
import { type Float64Layout, IsotypicError, toFloat64 } from '@isotypic/algebra';
import { checkArgument, type Kind } from '@isotypic/algebra/internal';
import type { LinearAction, Representation } from '@isotypic/reps';

/** A group acting by float64 matrices, one for each generator. */
export interface FloatAction {
  readonly dimension: number;
  readonly generators: readonly Float64Layout[];
}

/** A representation, any linear action by generators, or float matrices of one's own. */
export type ActionSource = Representation | LinearAction | FloatAction;

export const ACTION: Kind = {
  expected: 'a representation, or { dimension, generators } with a float64 matrix for each generator',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { dimension, generators, generatorMatrices } = v as Partial<FloatAction & LinearAction>;
    const matrices = generatorMatrices ?? generators;
    return (
      Number.isSafeInteger(dimension) &&
      Array.isArray(matrices) &&
      matrices.every((m) => m?.rows === dimension && m?.cols === dimension)
    );
  },
  remedy: (v) =>
    Array.isArray(v) || (typeof v === 'object' && v !== null && 'generators' in v)
      ? 'For permutations, permutationRepresentation(group, images) makes one.'
      : undefined,
};

/**
 * The float64 action of a representation on its generators.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no action; `NOT_DECIDED` for the action of a Lie group, whose
 *   derivations no finite set of generators stands for
 */
export function actionOf(source: ActionSource): FloatAction {
  return checkedAction('actionOf', 'source', source);
}

/** The float64 action of an argument of a function. */
export function checkedAction(where: string, name: string, source: ActionSource): FloatAction {
  checkArgument(where, name, source, ACTION);
  if (!('generatorMatrices' in source)) return source;
  if ('derivations' in source && source.derivations !== undefined && source.derivations.length > 0) {
    throw new IsotypicError('NOT_DECIDED', {
      where,
      expected: `${name} to be an action by generators`,
      received: `one with ${source.derivations.length} derivations`,
      remedy: 'Pass { dimension, generators } with the matrices of some elements of the group.',
    });
  }
  const generators = source.generatorMatrices.map((m) => ('data' in m ? m : toFloat64(m)));
  return { dimension: source.dimension, generators };
}

/** ρ(g_1)ρ(g_2)…x for the word g_1 g_2 …: the last letter first. */
export function applyWord(action: ActionSource, word: readonly number[], x: Float64Array): Float64Array {
  const { dimension, generators } = checkedAction('applyWord', 'action', action);
  checkArgument('applyWord', 'word', word, {
    expected: `an array of numbers of generators, from 0 to ${generators.length - 1}`,
    accepts: (v) => Array.isArray(v) && v.every((k) => Number.isInteger(k) && k >= 0 && k < generators.length),
  });
  checkArgument('applyWord', 'x', x, {
    expected: `${dimension} numbers in a Float64Array`,
    accepts: (v) => v instanceof Float64Array && v.length === dimension,
  });
  return word.reduceRight((v, k) => times(generators[k], v), x);
}

function times({ data, rows, cols }: Float64Layout, x: Float64Array): Float64Array {
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) y[i] += data[i * cols + j] * x[j];
  return y;
}
