/** The matrices of linear actions of one compact group over one exact field, checked. */
import { type ExactMatrix, type ExactScalar, type Field, IsotypicError, Matrix } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import type { LinearAction } from '@isotypic/reps';
import { overCyclotomics } from '@isotypic/reps/internal';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { Representation } from '../representations/representation.js';

/** One action: dimension×dimension matrices over the common field. */
export interface ActionMatrices {
  readonly dimension: number;
  /** Of the discrete generators; the identity where the group has no generators at all. */
  readonly elements: readonly ExactMatrix[];
  readonly derivations: readonly ExactMatrix[];
  /** Both: a subspace is invariant under the group exactly when these map it into itself. */
  readonly operators: readonly ExactMatrix[];
}

/**
 * Over ℚ where all entries are rational, else over the cyclotomic numbers.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for matrices that are not real or not orthogonal, `SHAPE_MISMATCH` for
 *   actions that are not given on the same generators
 */
export function readActions(where: string, actions: readonly LinearAction[]): readonly ActionMatrices[] {
  const sparse = onCommonGroups(actions).map((action) => sparseMatrices(action));
  requireSameGenerators(where, sparse);
  sparse.forEach((matrices, k) => {
    requireOrthogonal(where, actions[k], matrices);
  });
  const isRational = sparse.every((m) => [...m.elements, ...m.derivations].every((M) => M.isRational()));
  const dense = (M: SparseMatrix): ExactMatrix =>
    isRational ? M.toDense() : (overCyclotomics(M.toDense()) as unknown as ExactMatrix);
  return sparse.map((m, k) => {
    const { dimension } = actions[k];
    const [elements, derivations] = [m.elements.map(dense), m.derivations.map(dense)];
    if (elements.length + derivations.length === 0) elements.push(dense(SparseMatrix.identity(dimension)));
    return { dimension, elements, derivations, operators: [...elements, ...derivations] };
  });
}

/** The same over the cyclotomic numbers, for the roots that ℚ has not. */
export function overRoots({ dimension, elements, derivations }: ActionMatrices): ActionMatrices {
  const wide = (M: ExactMatrix) => overCyclotomics(M) as unknown as ExactMatrix;
  const [e, d] = [elements.map(wide), derivations.map(wide)];
  return { dimension, elements: e, derivations: d, operators: [...e, ...d] };
}

/** A matrix from its columns, all of one length. */
export function fromColumns(
  field: Field<ExactScalar>,
  rows: number,
  columns: readonly (readonly ExactScalar[])[],
): ExactMatrix {
  return Matrix.build(field, rows, columns.length, (i, j) => columns[j][i]);
}

interface SparseAction {
  readonly elements: readonly SparseMatrix[];
  readonly derivations: readonly SparseMatrix[];
}

/** Types bound to different groups are actions of their product. */
function onCommonGroups(actions: readonly LinearAction[]): readonly LinearAction[] {
  if (!actions.every((a) => a instanceof Representation)) return actions;
  const types = actions as readonly Representation[];
  const groups = new Map(types.flatMap((a) => [...a.groups]));
  return types.map((a) => a.withGroups(groups));
}

function sparseMatrices(action: LinearAction): SparseAction {
  if (action instanceof Representation) {
    return { elements: action.sparseGenerators(), derivations: action.sparseDerivations() };
  }
  const sparse = (M: ExactMatrix) => SparseMatrix.fromDense(M);
  return {
    elements: action.generatorMatrices.map(sparse),
    derivations: (action.derivations ?? []).map(sparse),
  };
}

function requireSameGenerators(where: string, actions: readonly SparseAction[]): void {
  const count = (a: SparseAction) => `${a.elements.length} matrices and ${a.derivations.length} derivations`;
  const other = actions.find((a) => count(a) !== count(actions[0]));
  if (other === undefined) return;
  throw new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: 'actions of one group, given on the same generators',
    received: `${count(actions[0])} beside ${count(other)}`,
  });
}

/** Real matrices with gᵀg = 1 and X + Xᵀ = 0: then x·x is invariant, and the group lies in a compact one. */
function requireOrthogonal(where: string, action: LinearAction, { elements, derivations }: SparseAction): void {
  if ([...elements, ...derivations].some((M) => M.values.some((x) => !x.isReal()))) {
    throw invalidArgument(
      where,
      'real matrices',
      `${describeAction(action)}, which has complex ones`,
      'realForm(group) acts on real and imaginary parts.',
    );
  }
  const one = SparseMatrix.identity(action.dimension);
  const g = elements.findIndex((M) => !M.transpose().times(M).equals(one));
  const X = derivations.findIndex((M) => !M.plus(M.transpose()).isZero());
  if (g < 0 && X < 0) return;
  const fault = g >= 0 ? `generator ${g} is not orthogonal` : `derivation ${X} is not skew`;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: 'an action that preserves the form x·x: orthogonal matrices, skew-symmetric derivations',
    received: `${describeAction(action)}, whose ${fault}`,
    remedy:
      'Of a compact group, take coordinates orthonormal for a positive form it preserves. Others preserve none: ' +
      'equivariantMaps takes them.',
  });
}

function describeAction(action: LinearAction): string {
  return action instanceof Representation ? String(action) : `an action of dimension ${action.dimension}`;
}
