/** Linear actions in floats: what the verification of equivariance needs of a representation. */
import { type Float64Layout, IsotypicError, PermutationGroup, toFloat64 } from '@isotypic/algebra';
import { checkArgument, type Kind } from '@isotypic/algebra/internal';
import type { Representation } from '@isotypic/reps';
import { type LinearAction, PermutationRepresentation, permutationRepresentation } from '@isotypic/reps';
import { matrixOperator, monomialOperator, type Operator } from './operators.js';
import { type AmbientGroup, actionOfText, ambientOf } from './text-actions.js';

/** A group acting by float64 matrices, one for each generator. */
export interface FloatAction {
  readonly dimension: number;
  readonly generators: readonly Float64Layout[];
  /** dρ(A) for each A of a basis of the Lie algebra, where the group is a Lie group. */
  readonly derivations?: readonly Float64Layout[];
}

/**
 * A representation, any linear action by generators and derivations, float matrices of one's own, a permutation group
 * (how it permutes coordinates), or text: 'regular of dihedral(4)', 'V of SO(3)'.
 */
export type ActionSource = Representation | LinearAction | FloatAction | PermutationGroup | string;

/** An action made ready: operators for generators, matrices for derivations, and what is known of the group. */
export interface Action {
  readonly dimension: number;
  readonly generators: readonly Operator[];
  readonly derivations: readonly Float64Layout[];
  /** The finite group, where there is one: names, orders and subgroups come from it. */
  readonly group: PermutationGroup | undefined;
  /** What a text beside it speaks of that names no group. */
  readonly ambient: AmbientGroup | undefined;
  /** What isotypic components are of. */
  readonly representation: Representation | undefined;
  /** What generators are called where no group says. */
  readonly names?: readonly string[];
}

const isObject = (v: unknown): v is object => typeof v === 'object' && v !== null;

const isLinear = (v: unknown): boolean => {
  if (!isObject(v)) return false;
  const { dimension, generators, generatorMatrices, derivations } = v as Partial<FloatAction & LinearAction>;
  const matrices = generatorMatrices ?? generators;
  const square = (m: { rows?: number; cols?: number } | undefined) => m?.rows === dimension && m?.cols === dimension;
  return (
    Number.isSafeInteger(dimension) &&
    Array.isArray(matrices) &&
    matrices.every(square) &&
    (derivations === undefined || (Array.isArray(derivations) && derivations.every(square)))
  );
};

export const ACTION: Kind = {
  expected:
    'a representation, a permutation group, { dimension, generators } with float64 matrices, or text such as ' +
    "'regular of dihedral(4)'",
  accepts: (v) => typeof v === 'string' || v instanceof PermutationGroup || isLinear(v),
  remedy: (v) =>
    Array.isArray(v) || (isObject(v) && 'generators' in v)
      ? 'For permutations, permutationRepresentation(group, images) makes one.'
      : undefined,
};

/**
 * The float64 action of a representation on its generators.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no action; `NOT_DECIDED` for the action of a Lie group, whose
 *   derivations no finite set of generators stands for
 * @example
 * actionOf(permutationRepresentation(catalogue.cyclic(3))).dimension // 3
 */
export function actionOf(source: ActionSource): FloatAction {
  return checkedAction('actionOf', 'source', source);
}

/** The float64 action of an argument of a function that takes finite groups alone. */
export function checkedAction(where: string, name: string, source: ActionSource): FloatAction {
  checkArgument(where, name, source, ACTION);
  const linear = linearOf(source);
  const derivations = ('derivations' in linear ? linear.derivations?.length : undefined) ?? 0;
  if (derivations > 0) {
    throw new IsotypicError('NOT_DECIDED', {
      where,
      expected: `${name} to be an action by generators`,
      received: `one with ${derivations} derivations`,
      remedy: 'Pass { dimension, generators } with the matrices of some elements of the group.',
    });
  }
  return { dimension: linear.dimension, generators: matricesOf(linear) };
}

function linearOf(source: ActionSource): Representation | LinearAction | FloatAction {
  if (source instanceof PermutationGroup) return permutationRepresentation(source);
  return typeof source === 'string' ? actionOfText(source, undefined) : source;
}

const float64Of = (m: Float64Layout | Parameters<typeof toFloat64>[0]): Float64Layout =>
  'data' in m ? m : toFloat64(m);

const matricesOf = (source: Representation | LinearAction | FloatAction): readonly Float64Layout[] =>
  'generatorMatrices' in source ? source.generatorMatrices.map(float64Of) : source.generators;

/**
 * A source made ready. Its kind has been checked.
 * @param ambient what a text without a group speaks of
 */
export function readAction(source: ActionSource, ambient?: AmbientGroup): Action {
  const linear = typeof source === 'string' ? actionOfText(source, ambient) : linearOf(sameGroup(source, ambient));
  const finite = isOfFiniteGroup(linear) ? linear : undefined;
  const derivations = 'derivations' in linear ? (linear.derivations ?? []) : [];
  return {
    dimension: linear.dimension,
    generators:
      linear instanceof PermutationRepresentation
        ? linear.images.map((p) => monomialOperator(p.images))
        : matricesOf(linear).map(matrixOperator),
    derivations: derivations.map(float64Of),
    group: finite?.group,
    ambient: ambientOf(linear),
    representation: finite,
  };
}

/** A permutation group beside another one is that one's action, by its generators in their order. */
function sameGroup(source: Exclude<ActionSource, string>, group: AmbientGroup | undefined): typeof source {
  if (!(source instanceof PermutationGroup && group instanceof PermutationGroup)) return source;
  if (source === group || source.generators.length !== group.generators.length) return source;
  return permutationRepresentation(group, source.generators, { degree: source.degree });
}

const isOfFiniteGroup = (v: object): v is Representation => 'group' in v && v.group instanceof PermutationGroup;

/**
 * ρ(g_1)ρ(g_2)…x for the word g_1 g_2 …: the last letter first.
 * @example
 * applyWord(permutationRepresentation(catalogue.cyclic(3)), [0, 0], Float64Array.of(1, 0, 0)) // [0, 0, 1]
 */
export function applyWord(action: ActionSource, word: readonly number[], x: Float64Array): Float64Array {
  checkArgument('applyWord', 'action', action, ACTION);
  const { dimension, generators } = readAction(action);
  checkArgument('applyWord', 'word', word, {
    expected: `an array of numbers of generators, from 0 to ${generators.length - 1}`,
    accepts: (v) => Array.isArray(v) && v.every((k) => Number.isInteger(k) && k >= 0 && k < generators.length),
  });
  checkArgument('applyWord', 'x', x, {
    expected: `${dimension} numbers in a Float64Array`,
    accepts: (v) => v instanceof Float64Array && v.length === dimension,
  });
  return word.reduceRight((v, k) => generators[k].apply(v), x);
}
