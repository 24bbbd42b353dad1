/** Biases: vectors that the group leaves alone. */
import { DisjointSets } from '@isotypic/algebra/internal';
import { PermutationRepresentation } from '@isotypic/reps';
import type { FieldType } from '../fields/field-type.js';
import type { FieldRepresentation, GSpace } from '../fields/gspace.js';
import { TensorRepresentation } from '../fields/tensor-representation.js';
import { invariantTensors } from '../kernels/tensor-kernels.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { matmul } from '../tensor/matmul.js';
import { reshape } from '../tensor/reshape.js';
import { Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { alongChannels } from './field-groups.js';

/**
 * x + b at each place, b among the vectors that the group leaves alone: all that may be added. 0 at first.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new InvariantBias(fieldType(C4, [C4.trivial, C4.regular, C4.irrep(1)]));
 * layer.coefficients.value.shape // [2]: a number for the scalar, one for the sum of the regular field
 */
export class InvariantBias extends EquivariantModule {
  /** Along orthonormal invariant vectors. */
  readonly coefficients: Parameter;
  private readonly invariants: Tensor;

  constructor(type: FieldType) {
    super(type, type);
    this.invariants = invariantVectors(type);
    this.coefficients = new Parameter(zeros([this.invariants.shape[0]]));
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return add(x, alongChannels(this.vector(), x));
  }

  private vector(): Tensor {
    return invariantVector(this.coefficients.value, this.invariants);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return graph.apply('Add', [x, graph.perChannel('bias', this.vector().data)]);
  }

  override get kind(): string {
    return 'InvariantBias';
  }
}

/** An orthonormal basis of the invariant vectors of a type, as rows over its channels: [count, size]. */
export function invariantVectors(type: FieldType): Tensor {
  const ofKinds = type.kinds.map((rep) =>
    rep instanceof PermutationRepresentation
      ? orbitVectors(rep)
      : rep instanceof TensorRepresentation
        ? invariantTensors(rep)
        : trivialColumns(type.space, rep),
  );
  const rows: Float64Array[] = [];
  for (const { offset, kind } of type.fields) {
    for (const vector of ofKinds[kind]) {
      const row = new Float64Array(type.size);
      row.set(vector, offset);
      rows.push(row);
    }
  }
  const joined = new Float64Array(rows.length * type.size);
  for (const [k, row] of rows.entries()) joined.set(row, k * type.size);
  return new Tensor([rows.length, type.size], joined);
}

/** The vector with these coordinates along the invariant ones: one number for each channel. */
export function invariantVector(coordinates: Tensor, invariants: Tensor): Tensor {
  const row = reshape(coordinates, [1, coordinates.size]);
  return reshape(matmul(row, invariants), [invariants.shape[1]]);
}

/** Of permuted channels: constant on orbits. */
function orbitVectors(rep: PermutationRepresentation): Float64Array[] {
  const sets = new DisjointSets(rep.dimension);
  for (const { images } of rep.images) images.forEach((to, from) => void sets.unite(from, to));
  return sets.parts().map((orbit) => {
    const vector = new Float64Array(rep.dimension);
    for (const i of orbit) vector[i] = 1 / Math.sqrt(orbit.length);
    return vector;
  });
}

/** Of any field: the columns of its trivial copies. */
function trivialColumns(space: GSpace, rep: FieldRepresentation): Float64Array[] {
  const [{ parts, basis, dimension }] = space.fibers([rep]);
  const vectors: Float64Array[] = [];
  let column = 0;
  for (const { irrep, multiplicity } of parts) {
    for (let copy = 0; irrep.isTrivial && copy < multiplicity; copy++) {
      const at = column + copy;
      vectors.push(Float64Array.from({ length: dimension }, (_, i) => basis[i * dimension + at]));
    }
    column += irrep.degree * multiplicity;
  }
  return vectors;
}
