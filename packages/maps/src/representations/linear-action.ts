/**
 * Linear actions that come from elsewhere, such as representations of finite groups, as representations of this
 * package.
 */
import { IsotypicError } from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { type LinearAction, PermutationRepresentation } from '@isotypic/reps';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { MatrixGroup } from '../matrix-groups/matrix-group.js';
import { Factor } from './factor.js';
import { isotypicBasis } from './intertwiner-basis.js';
import { Representation } from './representation.js';

export function isLinearAction(value: unknown): value is LinearAction {
  if (typeof value !== 'object' || value === null) return false;
  const { dimension, generatorMatrices } = value as Partial<LinearAction>;
  return Number.isSafeInteger(dimension) && Array.isArray(generatorMatrices);
}

/**
 * Two actions of one group, the k-th matrices belonging to one element: the group is that of the pairs, and both are
 * custom factors of it.
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the numbers of generators differ
 */
export function actionRepresentation(
  where: string,
  into: LinearAction,
  out: LinearAction,
): readonly [Representation, Representation] {
  const elements = [into, out].map(sparseGenerators);
  const algebra = [into, out].map((a) => (a.derivations ?? []).map((m) => SparseMatrix.fromDense(m)));
  if (elements[0].length !== elements[1].length || algebra[0].length !== algebra[1].length) {
    const [matrices, derivations] = [elements, algebra].map(([a, b]) => `${a.length} and ${b.length}`);
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: 'representations of one group, given on the same generators',
      received: `${matrices} matrices, ${derivations} derivations`,
    });
  }
  const pair = (x: readonly SparseMatrix[], y: readonly SparseMatrix[]) =>
    x.map((m, k) => SparseMatrix.blockDiagonal([m, y[k]]));
  const group = new MatrixGroup({
    dimension: into.dimension + out.dimension,
    discrete: pair(elements[0], elements[1]),
    lieAlgebra: pair(algebra[0], algebra[1]),
    name: 'a group of pairs of matrices',
  });
  const groups = new Map([['pairs', group]]);
  const [a, b] = [into, out].map((action, k) => {
    const factor = new Factor({
      group,
      token: 'pairs',
      variance: 'other',
      dimension: action.dimension,
      algebra: algebra[k],
      elements: elements[k],
      turnGenerators: [],
      label: k === 0 ? 'in' : 'out',
      knownMaps: k === 1 && specialCasesAreOn() ? (isotypicBasis(into, out) ?? undefined) : undefined,
    });
    const summand = { text: k === 0 ? 'in' : 'out', multiplicity: 1, factors: [factor], dimension: action.dimension };
    return new Representation([summand], groups);
  });
  return [a, b];
}

/** Permutations stay sparse: an action on 10⁵ points has no dense matrices. */
function sparseGenerators(action: LinearAction): readonly SparseMatrix[] {
  if (action instanceof PermutationRepresentation) return action.images.map((p) => SparseMatrix.permutation(p.images));
  if (action instanceof MatrixGroup && action.turns.length === 0) return action.elements;
  return action.generatorMatrices.map((m) => SparseMatrix.fromDense(m));
}
