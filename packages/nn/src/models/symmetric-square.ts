/** Symmetric matrices over the channels of a type, as fields: Sym²(ρ). */
import { Permutation } from '@isotypic/algebra';
import { numericRepresentation, PermutationRepresentation, permutationRepresentation } from '@isotypic/reps';
import { CompactGSpace } from '../fields/compact-gspace.js';
import type { FieldType } from '../fields/field-type.js';
import { FiniteGSpace } from '../fields/finite-gspace.js';
import type { FiberIrrep, FieldRepresentation } from '../fields/gspace.js';
import { type IrrepCopy, irrepCoordinates } from '../fields/irrep-coordinates.js';
import type { MatrixGSpace } from '../fields/matrix-gspace.js';
import type { TensorRepresentation } from '../fields/tensor-representation.js';
import { productTensors } from '../kernels/product-tensors.js';
import { conjugatedBack } from '../layers/quadratic-pooling.js';
import { Tensor } from '../tensor/tensor.js';

/** Fields that symmetric matrices consist of, and the matrix of each of their coordinates: [coordinates, n²]. */
export interface SymmetricSquare {
  readonly fields: readonly FieldRepresentation[];
  readonly basis: Tensor;
}

/** Every symmetric matrix S, ρSρᵀ where the fields are turned. Fields are orthogonal. */
export function symmetricSquare(type: FieldType): SymmetricSquare {
  const { space } = type;
  if (space instanceof FiniteGSpace) return finiteSquare(space, type);
  return space instanceof CompactGSpace ? compactSquare(space, type) : tensorSquare(space as MatrixGSpace, type);
}

/** All pairs of channels together are one field. */
function finiteSquare(space: FiniteGSpace, type: FieldType): SymmetricSquare {
  const n = type.size;
  const pairs = Array.from({ length: n }, (_, i) => Array.from({ length: n - i }, (__, k) => [i, i + k])).flat();
  const isPermuted = type.kinds.every((rep) => rep instanceof PermutationRepresentation);
  const off = isPermuted ? 0.5 : Math.SQRT1_2;
  const basis = new Float64Array(pairs.length * n * n);
  pairs.forEach(([i, j], k) => {
    basis[k * n * n + i * n + j] = i === j ? 1 : off;
    basis[k * n * n + j * n + i] = i === j ? 1 : off;
  });
  const square = isPermuted ? permutedSquare(space, type, pairs) : orthogonalSquare(space, type, pairs, off);
  return { fields: [square], basis: new Tensor([pairs.length, n * n], basis) };
}

/** By Clebsch–Gordan tensors of each pair of copies: Sym² of a copy with itself, ψ ⊗ ψ′ of two. */
function compactSquare(space: CompactGSpace, type: FieldType): SymmetricSquare {
  const [{ matrix, parts }] = irrepCoordinates([type]);
  const copies = [...parts].flatMap(([irrep, list]) => list.map((copy) => ({ irrep, copy })));
  const n = type.size;
  const fields: FieldRepresentation[] = [];
  const rows: Float64Array[] = [];
  copies.forEach((left, k) => {
    for (const right of copies.slice(k)) {
      const outputs = space.fibers(space.irrepsUpTo(left.irrep.bandlimit + right.irrep.bandlimit));
      for (const output of outputs.map((fiber) => fiber.parts[0].irrep)) {
        const factors = { left: left.irrep, right: right.irrep, output, isSquare: left === right };
        const { dimension, data } = productTensors(space, factors);
        for (let t = 0; t < dimension; t++) {
          fields.push(output.representation);
          rows.push(...tensorRows(data, t, output, [left, right], matrix.data, n));
        }
      }
    }
  });
  const basis = new Float64Array(rows.length * n * n);
  rows.forEach((row, k) => {
    basis.set(row, k * n * n);
  });
  return { fields, basis: new Tensor([rows.length, n * n], basis) };
}

interface PlacedCopy {
  readonly irrep: FiberIrrep;
  readonly copy: IrrepCopy;
}

/** The symmetric matrix of each coordinate of one tensor [c, a, b] between two copies. */
function tensorRows(
  tensors: Float64Array,
  t: number,
  output: FiberIrrep,
  [left, right]: readonly [PlacedCopy, PlacedCopy],
  Qt: Float64Array,
  n: number,
): Float64Array[] {
  const [a, b, c] = [left.irrep.degree, right.irrep.degree, output.degree];
  return Array.from({ length: c }, (_, o) => {
    const inside = new Float64Array(n * n);
    for (let i = 0; i < a; i++) {
      for (let j = 0; j < b; j++) {
        const entry = tensors[((t * c + o) * a + i) * b + j];
        const [row, column] = [left.copy.from + i, right.copy.from + j];
        inside[row * n + column] = entry;
        inside[column * n + row] = entry;
      }
    }
    return conjugatedBack(Qt, inside, n);
  });
}

/** Under an orthogonal group: each pair of fields as a tensor, of a field with itself made symmetric. */
function tensorSquare(space: MatrixGSpace, type: FieldType): SymmetricSquare {
  const n = type.size;
  const fields: FieldRepresentation[] = [];
  const entries: (readonly [number, number])[] = [];
  type.fields.forEach((left, k) => {
    for (const right of type.fields.slice(k)) {
      const [first, second] = [left, right].map(({ representation }) => representation as TensorRepresentation);
      // V* is V here, and products of the one with the other are in the order of their factors
      fields.push(space.tensor(first.p + first.q + second.p + second.q));
      for (let i = 0; i < left.dimension; i++) {
        for (let j = 0; j < right.dimension; j++) entries.push([left.offset + i, right.offset + j]);
      }
    }
  });
  const basis = new Float64Array(entries.length * n * n);
  entries.forEach(([i, j], k) => {
    basis[k * n * n + i * n + j] += 0.5;
    basis[k * n * n + j * n + i] += 0.5;
  });
  return { fields, basis: new Tensor([entries.length, n * n], basis) };
}

/** By permutations of unordered pairs of channels. */
function permutedSquare(space: FiniteGSpace, type: FieldType, pairs: readonly number[][]): FieldRepresentation {
  const n = type.size;
  const placeOf = new Map(pairs.map(([i, j], k) => [i * n + j, k]));
  const images = space.group.generators.map((g) => {
    const to = new Int32Array(n);
    for (const { offset, representation } of type.fields) {
      const moved = (representation as PermutationRepresentation).permutation(g).images;
      moved.forEach((image, c) => {
        to[offset + c] = offset + image;
      });
    }
    const of = ([i, j]: readonly number[]): number => Math.min(to[i], to[j]) * n + Math.max(to[i], to[j]);
    return Permutation.fromImages(pairs.map((pair) => placeOf.get(of(pair)) as number));
  });
  return permutationRepresentation(space.group, images, { degree: pairs.length, check: false });
}

/** By matrices on an orthonormal basis of the symmetric ones. */
function orthogonalSquare(
  space: FiniteGSpace,
  type: FieldType,
  pairs: readonly number[][],
  off: number,
): FieldRepresentation {
  const [n, count] = [type.size, pairs.length];
  if (space.group.generators.length === 0) return permutationRepresentation(space.group, [], { degree: count });
  const matrices = space.group.generators.map((g) => {
    const rho = type.matrix(g);
    const data = new Float64Array(count * count);
    pairs.forEach(([k, l], column) => {
      pairs.forEach(([i, j], row) => {
        const entry = rho[i * n + k] * rho[j * n + l] + (k === l ? 0 : rho[i * n + l] * rho[j * n + k]);
        data[row * count + column] = (entry * (k === l ? 1 : off)) / (i === j ? 1 : off);
      });
    });
    return { data, rows: count, cols: count };
  });
  // products of two entries of matrices that are themselves right to some ε
  return numericRepresentation(space.group, matrices, { tolerance: 1e-12 });
}
