/** General, special and projective linear, affine and Frobenius groups over finite fields. */
import { checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '../arguments.js';
import { invalidArgument } from '../errors.js';
import { type FiniteField, finiteField } from '../finite-fields/finite-field.js';
import {
  affineAction,
  type FiniteMatrix,
  matrixActionOnLines,
  matrixActionOnVectors,
} from '../finite-fields/matrix-actions.js';
import { named } from '../groups/names.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { MAX_CATALOGUE_DEGREE } from './limits.js';

export const LINEAR_ACTIONS = ['vectors', 'lines'] as const;
/** What a linear group acts on. */
export interface LinearOptions {
  /** The nonzero vectors (default), or the lines through 0, where the scalars act trivially. */
  readonly on?: (typeof LINEAR_ACTIONS)[number];
}

/**
 * GL(n, q), of order Π (qⁿ − qⁱ), on the qⁿ − 1 nonzero vectors or on the lines.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless q is a prime power and qⁿ ≤ 2²⁰
 * @example catalogue.generalLinear(2, 3).order // 48n
 */
export function generalLinear(n: number, q: number, options: LinearOptions = {}): PermutationGroup {
  const field = requireSpace('generalLinear', n, q, 1);
  const on = checkedAction('generalLinear', options);
  return linearAction('GL', n, field, generalLinearMatrices(n, field), on, LINEAR_ACTIONS[0]);
}

/**
 * SL(n, q), n ≥ 2, the matrices of determinant 1, on the nonzero vectors or on the lines.
 * @throws as `generalLinear`
 * @example catalogue.specialLinear(2, 3).order // 24n
 */
export function specialLinear(n: number, q: number, options: LinearOptions = {}): PermutationGroup {
  const field = requireSpace('specialLinear', n, q, 2);
  const on = checkedAction('specialLinear', options);
  return linearAction('SL', n, field, specialLinearMatrices(n, field), on, LINEAR_ACTIONS[0]);
}

/**
 * PGL(n, q), n ≥ 2, on the (qⁿ − 1)/(q − 1) points of projective space. @throws as `generalLinear`
 * @example catalogue.projectiveGeneralLinear(2, 5).order // 120n
 */
export function projectiveGeneralLinear(n: number, q: number): PermutationGroup {
  const field = requireSpace('projectiveGeneralLinear', n, q, 2);
  return linearAction('PGL', n, field, generalLinearMatrices(n, field), 'lines', 'lines');
}

/**
 * PSL(n, q), n ≥ 2, on the (qⁿ − 1)/(q − 1) points of projective space. @throws as `generalLinear`
 * @example catalogue.projectiveSpecialLinear(2, 7).order // 168n
 */
export function projectiveSpecialLinear(n: number, q: number): PermutationGroup {
  const field = requireSpace('projectiveSpecialLinear', n, q, 2);
  return linearAction('PSL', n, field, specialLinearMatrices(n, field), 'lines', 'lines');
}

/**
 * AGL(n, q), all maps v ↦ Av + t, on the qⁿ vectors. @throws as `generalLinear`
 * @example catalogue.affineGeneralLinear(1, 5).order // 20n
 */
export function affineGeneralLinear(n: number, q: number): PermutationGroup {
  const field = requireSpace('affineGeneralLinear', n, q, 1);
  // GL is transitive on the nonzero vectors, so one translation gives them all
  const translation = Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0));
  return named(affineAction(field, generalLinearMatrices(n, field), [translation]), `AGL(${n}, ${q})`);
}

/**
 * The Frobenius group GF(q) ⋊ C_k of the maps x ↦ ax + b with aᵏ = 1, on the q elements of the field.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless q is a prime power and k ≥ 2 divides q − 1
 * @example frobenius(7, 3).order // 21n
 */
export function frobenius(q: number, k: number): PermutationGroup {
  const field = requireSpace('frobenius', 1, q, 1);
  if (!Number.isInteger(k) || k < 2 || (q - 1) % k !== 0) {
    throw invalidArgument('catalogue.frobenius', `a divisor k ≥ 2 of q − 1 = ${q - 1}`, k);
  }
  const a = field.pow(field.primitiveElement, (q - 1) / k);
  const translations = field.basis.map((b) => [b]);
  return named(affineAction(field, [[[a]]], translations), `frobenius(${q}, ${k})`);
}

const LINEAR_OPTION_KINDS: OptionKinds<LinearOptions> = { on: oneOf(...LINEAR_ACTIONS) };

function checkedAction(name: string, options: LinearOptions): NonNullable<LinearOptions['on']> {
  checkOptions(`catalogue.${name}`, options, LINEAR_OPTION_KINDS);
  return options.on ?? 'vectors';
}

function requireSpace(name: string, n: number, q: number, least: number): FiniteField {
  const where = `catalogue.${name}`;
  checkArgument(where, 'n', n, integer(least, 20));
  checkArgument(where, 'q', q, integer(2, MAX_CATALOGUE_DEGREE));
  if (q ** n > MAX_CATALOGUE_DEGREE) throw invalidArgument(where, `qⁿ at most ${MAX_CATALOGUE_DEGREE}`, `${q}^${n}`);
  return finiteField(q);
}

function linearAction(
  name: string,
  n: number,
  field: FiniteField,
  matrices: readonly FiniteMatrix[],
  on: 'vectors' | 'lines',
  natural: 'vectors' | 'lines',
): PermutationGroup {
  const group = on === 'lines' ? matrixActionOnLines(field, matrices) : matrixActionOnVectors(field, matrices);
  return named(group, `${name}(${n}, ${field.order})${on === natural ? '' : ` on ${on}`}`);
}

type Entry = (i: number, j: number) => number;
const matrix = (n: number, entry: Entry): FiniteMatrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));

/** Steinberg's pairs of generators: Taylor, Pairs of generators for matrix groups I, The Cayley Bulletin 3 (1987). */
function generalLinearMatrices(n: number, field: FiniteField): FiniteMatrix[] {
  const { order: q, primitiveElement: w } = field;
  if (n === 1) return [[[w]]];
  if (q === 2) return specialLinearMatrices(n, field);
  return [matrix(n, (i, j) => (i !== j ? 0 : i === 0 ? w : 1)), companion(n, field)];
}

function specialLinearMatrices(n: number, field: FiniteField): FiniteMatrix[] {
  const { order: q, primitiveElement: w } = field;
  if (q > 3) {
    const diagonal = (i: number): number => (i === 0 ? w : i === 1 ? field.inv(w) : 1);
    return [matrix(n, (i, j) => (i === j ? diagonal(i) : 0)), companion(n, field)];
  }
  const minusOne = field.neg(1);
  const transvection = matrix(n, (i, j) => (i === j || (i === 0 && j === 1) ? 1 : 0));
  const cycle = matrix(n, (i, j) => (i === 0 && j === n - 1 ? 1 : i === j + 1 ? minusOne : 0));
  return [transvection, cycle];
}

/** −1 in place (0, 0) and below the diagonal, 1 in the upper right corner. */
function companion(n: number, field: FiniteField): FiniteMatrix {
  const minusOne = field.neg(1);
  return matrix(n, (i, j) => {
    if (i === 0 && j === n - 1) return 1;
    return (i === 0 && j === 0) || i === j + 1 ? minusOne : 0;
  });
}
