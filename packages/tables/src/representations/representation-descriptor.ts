/** A representation in a descriptor: what its group's generators are sent to. */
import { cyclotomics, IsotypicError, Matrix, PermutationGroup } from '@isotypic/algebra';
import { arrayOf, checkArgument, describe, integer, type Kind } from '@isotypic/algebra/internal';
import {
  checkRepresentation,
  type ExactRepresentation,
  matrixRepresentation,
  permutationRepresentation,
} from '@isotypic/reps';
import { PRINTED_MATRIX, type PrintedMatrix, parseMatrix, printMatrix } from '../exact/printed-matrix.js';

/** The images of the generators, in their order. */
export type RepresentationDescriptor =
  | {
      readonly kind: 'permutation';
      readonly dimension: number;
      /** 0-based image arrays. */
      readonly images: readonly (readonly number[])[];
    }
  | {
      readonly kind: 'matrix';
      readonly dimension: number;
      readonly matrices: readonly PrintedMatrix[];
    };

const EXACT: Kind = {
  expected: 'a representation by exact matrices',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { kind, group, generatorMatrices } = v as Partial<ExactRepresentation>;
    return kind !== undefined && ['permutation', 'matrix', 'monomial'].includes(kind) && !!group && !!generatorMatrices;
  },
  remedy: (v) =>
    v instanceof PermutationGroup || Array.isArray(v)
      ? 'permutationRepresentation(group, images) makes one.'
      : undefined,
};

/** @throws {IsotypicError} `INVALID_ARGUMENT` for what is no representation by exact matrices */
export function checkExact(where: string, name: string, rep: ExactRepresentation): void {
  checkArgument(where, name, rep, EXACT);
}

export function describeRepresentation(rep: ExactRepresentation): RepresentationDescriptor {
  const { dimension } = rep;
  if (rep.kind === 'permutation') return { kind: 'permutation', dimension, images: rep.images.map((p) => p.toArray()) };
  return { kind: 'matrix', dimension, matrices: rep.generatorMatrices.map((m) => printMatrix(m)) };
}

const IMAGES = arrayOf(arrayOf(integer(0)));
const MATRICES = arrayOf(PRINTED_MATRIX);

/**
 * The representation of a group that a descriptor names, proved to be one.
 * @throws {IsotypicError} `PARSE` for what is none
 */
export function representationOfDescriptor(
  where: string,
  group: PermutationGroup,
  described: unknown,
): ExactRepresentation {
  const { kind, dimension, images, matrices } = (described ?? {}) as Readonly<Record<string, unknown>>;
  const isPermutation = kind === 'permutation' && IMAGES.accepts(images);
  if (!integer(0).accepts(dimension) || !(isPermutation || (kind === 'matrix' && MATRICES.accepts(matrices)))) {
    throw broken(where, 'a representation: kind, dimension, and images or matrices', describe(described));
  }
  try {
    return isPermutation
      ? permutationRepresentation(group, images as number[][], { degree: dimension as number })
      : matricesOf(group, matrices as PrintedMatrix[], dimension as number);
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    throw broken(where, `a representation of the group: ${error.expected}`, error.received);
  }
}

function matricesOf(
  group: PermutationGroup,
  printed: readonly PrintedMatrix[],
  dimension: number,
): ExactRepresentation {
  const rows = printed.map((m) => parseMatrix(cyclotomics, m));
  const isRational = rows.every((m) => m.every((row) => row.every((x) => x.isRational())));
  const matrices = rows.map((m) =>
    isRational ? m.map((row) => row.map((x) => x.toFraction())) : Matrix.fromRows(cyclotomics, m),
  );
  const rep = matrixRepresentation(group, matrices, { dimension });
  checkRepresentation(rep);
  return rep;
}

function broken(where: string, expected: string, received: string): IsotypicError {
  return new IsotypicError('PARSE', { where, expected, received });
}
