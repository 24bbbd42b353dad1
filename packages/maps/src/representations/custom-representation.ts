/** Representations given by matrices: what a group does to a space that is no tensor of its own. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, invalidArgument, type Kind, text } from '@isotypic/algebra/internal';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { MATRIX_GROUP, MatrixGroup, type MatrixInput } from '../matrix-groups/matrix-group.js';
import { Factor } from './factor.js';
import { type HomomorphismProof, proveHomomorphism } from './prove-homomorphism.js';

/** A representation by the matrices of the generators. */
export interface CustomRepresentationInput {
  readonly name: string;
  readonly group: MatrixGroup;
  /** ρ of the group's discrete generators, then of its turns. */
  readonly generatorMatrices?: readonly MatrixInput[];
  /** dρ of the elements given of its Lie algebra. */
  readonly derivations?: readonly MatrixInput[];
}

/** A representation of a matrix group on a space of its own. */
export interface CustomRepresentation {
  readonly name: string;
  readonly group: MatrixGroup;
  readonly dimension: number;
  /** @internal */
  readonly elements: readonly SparseMatrix[];
  /** @internal */
  readonly algebra: readonly SparseMatrix[];
  /** What has been proved of it being a homomorphism. */
  readonly proof: HomomorphismProof;
  /** Equal exactly for equal matrices of equal groups. */
  readonly contentKey: string;
}

const INPUT: Kind = {
  expected: 'an object { name, group, generatorMatrices, derivations }',
  accepts: (v) => typeof v === 'object' && v !== null && 'name' in v && 'group' in v,
  remedy: () => 'Give generatorMatrices and derivations as the group has its own.',
};

/**
 * A representation given by the images of the generators.
 *
 * On the Lie algebra it is checked on brackets, which proves it there. On a finite group whose elements can be listed,
 * or that is known as a permutation group, it is checked on all relations. Elsewhere the relations of the discrete
 * generators among each other are not known, and `proof` says so.
 *
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM`; `SHAPE_MISMATCH`; `SINGULAR`; `INVALID_ARGUMENT`
 * @example
 * const quarter = new MatrixGroup({ dimension: 2, discrete: [[[0, -1], [1, 0]]] });
 * const sign = customRepresentation({ name: 'sign', group: quarter, generatorMatrices: [[[-1]]] });
 * sign.dimension // 1
 * sign.proof // 'proved'
 * customRepresentation({ name: 'no sign', group: quarter, generatorMatrices: [[[2]]] }) // throws NOT_A_HOMOMORPHISM
 */
export function customRepresentation(input: CustomRepresentationInput): CustomRepresentation {
  const where = 'customRepresentation';
  checkArgument(where, 'input', input, INPUT);
  checkArgument(where, 'input.name', input.name, text);
  checkArgument(where, 'input.group', input.group, MATRIX_GROUP);
  const { name, group } = input;
  const [matrices, derivations] = [input.generatorMatrices ?? [], input.derivations ?? []];
  checkCount(where, 'generatorMatrices', matrices.length, group.elements.length + group.turns.length);
  checkCount(where, 'derivations', derivations.length, group.algebra.length);
  const first = [...matrices, ...derivations][0];
  if (first === undefined) {
    throw invalidArgument(where, 'a group with a generator', group.name, 'The trivial group acts on Scalar alone.');
  }
  const dimension = first instanceof SparseMatrix ? first.rows : Array.isArray(first) ? first.length : rowsOf(first);
  // a group of its own reads and checks the matrices
  const { elements, algebra } = new MatrixGroup({ dimension, lieAlgebra: derivations, discrete: matrices });
  const proof = proveHomomorphism(where, group, elements, algebra);
  const parts = [group.contentKey, ...elements.map((h) => h.toKey()), ...algebra.map((A) => A.toKey())];
  return { name, group, dimension, elements, algebra, proof, contentKey: parts.join('→') };
}

function rowsOf(m: MatrixInput): number {
  return (m as { readonly rows: number }).rows;
}

function checkCount(where: string, what: string, received: number, expected: number): void {
  if (received === expected) return;
  throw new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: `${expected} ${what}, one for each generator of the group`,
    received: `${received}`,
  });
}

/** The representation as a factor of a product. */
export function customFactor(representation: CustomRepresentation, token: string): Factor {
  const { group, dimension, elements, algebra, contentKey } = representation;
  return new Factor({
    group,
    token,
    variance: 'other',
    dimension,
    algebra,
    elements: elements.slice(0, group.elements.length),
    turnGenerators: group.turns.length === 0 ? [] : null,
    turnElements: elements.slice(group.elements.length),
    label: contentKey,
  });
}
