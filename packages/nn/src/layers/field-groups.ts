/** Channels by field: sums over the channels of each field, and numbers of fields given to their channels. */
import { Matrix } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import { MatrixRepresentation, PermutationRepresentation } from '@isotypic/reps';
import { CompactRepresentation } from '../fields/compact-representation.js';
import type { FieldType } from '../fields/field-type.js';
import type { FieldRepresentation } from '../fields/gspace.js';
import { type IsotypicCoordinates, isotypicType } from '../fields/isotypic.js';
import { TensorRepresentation } from '../fields/tensor-representation.js';
import { gather, scatterAdd } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { reshape } from '../tensor/reshape.js';
import { Tensor } from '../tensor/tensor.js';
import { isOrthogonal, isPermutationGroup } from './tensor-summands.js';

/** The number of the field that each channel belongs to. */
export function fieldOfChannels(type: FieldType): Int32Array {
  const field = new Int32Array(type.size);
  type.fields.forEach(({ offset, dimension }, k) => {
    field.fill(k, offset, offset + dimension);
  });
  return field;
}

/** Sums over the channels of each field: channels are axis 1. */
export function sumByField(x: Tensor, fieldOf: Int32Array, fields: number): Tensor {
  return scatterAdd(x, fieldOf, fields, { axis: 1 });
}

/** What stands for each field, given to all its channels. */
export function toChannels(x: Tensor, fieldOf: Int32Array): Tensor {
  return gather(x, fieldOf, { axis: 1 });
}

/** The same of numbers outside of a sweep. */
export function valuesOfChannels(values: Float64Array, fieldOf: Int32Array): Float64Array {
  return Float64Array.from(fieldOf, (field) => values[field]);
}

/** One value for each channel or field, in a shape that x is broadcast with: [1, values, 1, …]. */
export function alongChannels(values: Tensor, x: Tensor): Tensor {
  return reshape(values, [1, values.size, ...new Array<number>(x.shape.length - 2).fill(1)]);
}

/** A matrix on the channels of x [samples, channels, …places] at every place. */
export function mixChannels(matrix: Tensor, x: Tensor): Tensor {
  const [samples, channels, ...space] = x.shape;
  const places = space.reduce((a, b) => a * b, 1);
  return reshape(matmul(matrix, reshape(x, [samples, channels, places])), [samples, matrix.shape[0], ...space]);
}

/** What isotypic coordinates are, with the changes to them and back as matrices on channels. */
export function isotypicChange(
  type: FieldType,
): IsotypicCoordinates & { readonly coordinates: Tensor; readonly channels: Tensor } {
  const isotypic = isotypicType(type);
  const { matrix } = isotypic;
  const n = type.size;
  const transposed = matrix.map((_, at) => matrix[(at % n) * n + Math.floor(at / n)]);
  return { ...isotypic, coordinates: new Tensor([n, n], matrix), channels: new Tensor([n, n], transposed) };
}

function isPermuted(rep: FieldRepresentation): boolean {
  if (rep instanceof TensorRepresentation) return rep.isTrivial || isPermutationGroup(rep.group);
  return rep instanceof CompactRepresentation ? rep.isTrivial : rep instanceof PermutationRepresentation;
}

/** Whether the group permutes the channels of every field. */
export const isPermutedType = (type: FieldType): boolean => type.kinds.every(isPermuted);

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless the group permutes the channels of every field */
export function requirePermutedFields(where: string, type: FieldType): void {
  for (const rep of type.kinds) {
    if (isPermuted(rep)) continue;
    throw invalidArgument(
      where,
      'fields whose channels are permuted: trivial, regular and quotient ones',
      `${rep.label} over ${type.space.name}`,
      'Use NormNonlinearity or GatedNonlinearity for the others.',
    );
  }
}

const knownOrthogonal = new WeakMap<MatrixRepresentation, boolean>();

/** @throws {IsotypicError} `INVALID_ARGUMENT` for exact matrices that are not orthogonal; float ones always are */
export function requireOrthogonalFields(where: string, type: FieldType): void {
  for (const rep of type.kinds) {
    if (rep instanceof TensorRepresentation && !rep.isTrivial && !isOrthogonal(rep.group)) {
      throw invalidArgument(
        where,
        'fields under orthogonal matrices, whose lengths the group keeps',
        `${rep.label} over ${type.space.name}`,
        'GatedNonlinearity and FieldLinear take them.',
      );
    }
    if (!(rep instanceof MatrixRepresentation)) continue;
    const keepsLengths =
      knownOrthogonal.get(rep) ??
      rep.generatorMatrices.every((g) => g.times(g.transpose()).equals(Matrix.identity(g.field, g.rows)));
    knownOrthogonal.set(rep, keepsLengths);
    if (keepsLengths) continue;
    throw invalidArgument(
      where,
      'fields by orthogonal matrices, whose lengths the group keeps',
      `${rep.label} over ${type.space.name}`,
      'orthogonalize(rep) of @isotypic/reps makes one.',
    );
  }
}
