/** The vector-field nonlinearity: of each permuted field the greatest channel, as a vector in its direction. */
import { DisjointSets, invalidArgument } from '@isotypic/algebra/internal';
import { PermutationRepresentation } from '@isotypic/reps';
import { type FieldType, fieldType } from '../fields/field-type.js';
import { FiniteGSpace } from '../fields/finite-gspace.js';
import type { FieldRepresentation } from '../fields/gspace.js';
import { detach } from '../tensor/detach.js';
import { relu } from '../tensor/elementwise.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { multiply } from '../tensor/multiply.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { reduceMax } from '../tensor/reduce-max.js';
import { scalar, Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';
import { mixChannels } from './field-groups.js';

/**
 * max(m, 0)·u for each field, m its greatest channel and u the direction of that channel (Marcos et al. 2017): channel
 * gH of a field has the direction ψ(g)v, v a unit vector that H leaves alone. Where several channels are greatest u is
 * the mean of theirs. The directions themselves have no derivative.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields that a finite group does not permute transitively, and for an
 *   output that has no vector left alone by the channels' stabilizer
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new VectorFieldNonlinearity(fieldType(C4, [C4.regular]), C4.irrep(1));
 * const x = geometricTensor(tensor([1, 5, 3, 2], [1, 4, 1, 1]), layer.inType);
 * layer.forward(x).tensor.data // [0, 5]
 */
export class VectorFieldNonlinearity extends EquivariantModule {
  /** By kind of field: [output, channels]. */
  private readonly directions: readonly Tensor[];

  constructor(type: FieldType, vector: FieldRepresentation) {
    super(checkedType('VectorFieldNonlinearity', type), outputType(type, vector));
    this.directions = type.kinds.map((rep) => directionsOf(type.space as FiniteGSpace, rep, vector));
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const [samples, , ...space] = x.shape;
    const parts = this.inType.fields.map(({ offset, dimension, kind }) => {
      const channels = Int32Array.from({ length: dimension }, (_, c) => offset + c);
      const field = gather(x, channels, { axis: 1 });
      const greatest = reduceMax(field, { axes: [1], keepAxes: true });
      return multiply(mixChannels(this.directions[kind], shares(field, greatest)), relu(greatest));
    });
    if (parts.length === 0) return new Tensor([samples, 0, ...space], new Float64Array(0));
    return concatenate(parts, { axis: 1 });
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { kinds, fields, size } = this.outType;
    if (fields.length === 0) return x;
    const parts = this.inType.kinds.map((_, kind) => this.writeKind(graph, x, kind));
    if (parts.length === 1) return parts[0];
    // vectors by kind of field, then in the order of the fields
    const order = this.inType.kinds.flatMap((_, kind) =>
      this.inType.fieldsOf(kind).map((field) => this.inType.fields.indexOf(field)),
    );
    const [{ dimension }] = kinds;
    const places = Int32Array.from({ length: size }, (_, at) => {
      return order.indexOf(Math.floor(at / dimension)) * dimension + (at % dimension);
    });
    const together = graph.apply('Concat', parts, { axis: 1 });
    return graph.apply('Gather', [together, graph.indices('order', places)], { axis: 1 });
  }

  /** The vectors of all fields of a kind: slot c holds channel c of each. */
  private writeKind(graph: GraphWriter, x: string, kind: number): string {
    const fields = this.inType.fieldsOf(kind);
    const [rows, channels] = this.directions[kind].shape;
    const slots = Array.from({ length: channels }, (_, c) => {
      const places = fields.map(({ offset }) => offset + c);
      return graph.apply('Gather', [x, graph.indices('slots', places)], { axis: 1 });
    });
    const greatest = graph.apply('Max', slots);
    const [one, zero] = [1, 0].map((c, k) => graph.constant(k === 0 ? 'one' : 'zero', scalar(c)));
    const isGreatest = slots.map((slot) => graph.apply('Where', [graph.apply('Equal', [slot, greatest]), one, zero]));
    const count = isGreatest.reduce((a, b) => graph.apply('Add', [a, b]));
    const share = graph.apply('Div', [graph.apply('Relu', [greatest]), count]);
    const shares = isGreatest.map((slot) => graph.apply('Mul', [slot, share]));
    const all = shares.length === 1 ? shares[0] : graph.apply('Concat', shares, { axis: 1 });
    const matrix = new Float64Array(fields.length * rows * channels * fields.length);
    fields.forEach((_, f) => {
      for (let i = 0; i < rows; i++) {
        for (let c = 0; c < channels; c++) {
          const at = (f * rows + i) * channels * fields.length + c * fields.length + f;
          matrix[at] = this.directions[kind].data[i * channels + c];
        }
      }
    });
    return graph.mixChannels('directions', all, matrix, fields.length * rows);
  }

  override get kind(): string {
    return 'VectorFieldNonlinearity';
  }
}

/** 1/n at the n greatest channels, else 0: a constant. */
function shares(field: Tensor, greatest: Tensor): Tensor {
  const [samples, channels, ...space] = field.shape;
  const places = space.reduce((a, b) => a * b, 1);
  const top = detach(greatest).data;
  const data = new Float64Array(field.size);
  for (let s = 0; s < samples; s++) {
    for (let p = 0; p < places; p++) {
      let count = 0;
      const at = s * channels * places + p;
      for (let c = 0; c < channels; c++) if (field.data[at + c * places] === top[s * places + p]) count++;
      for (let c = 0; c < channels; c++) {
        if (field.data[at + c * places] === top[s * places + p]) data[at + c * places] = 1 / count;
      }
    }
  }
  return new Tensor(field.shape, data);
}

function isTransitive(rep: PermutationRepresentation): boolean {
  const sets = new DisjointSets(rep.dimension);
  for (const { images } of rep.images) images.forEach((to, from) => void sets.unite(from, to));
  return sets.parts().length === 1;
}

function outputType(type: FieldType, vector: FieldRepresentation): FieldType {
  const where = 'VectorFieldNonlinearity';
  type.space.requireRepresentation(where, vector);
  for (const rep of type.kinds) {
    const isPermuted = rep instanceof PermutationRepresentation && type.space instanceof FiniteGSpace;
    if (isPermuted && isTransitive(rep)) continue;
    throw invalidArgument(
      where,
      'fields whose channels a finite group permutes transitively: regular and quotient ones',
      `${rep.label} over ${type.space.name}`,
      'Use NormNonlinearity or GatedNonlinearity for the others.',
    );
  }
  return fieldType(
    type.space,
    type.fields.map(() => vector),
  );
}

/** ψ(g)v in the column of channel g·0, v the unit vector of the mean of ψ over the stabilizer of channel 0. */
function directionsOf(space: FiniteGSpace, rep: FieldRepresentation, vector: FieldRepresentation): Tensor {
  const permuted = rep as PermutationRepresentation;
  const [n, d] = [permuted.dimension, vector.dimension];
  const carriers = new Array<Float64Array | undefined>(n);
  const mean = new Float64Array(d * d);
  let stabilizer = 0;
  for (const g of space.elements) {
    const to = permuted.permutation(g).images[0];
    if (carriers[to] !== undefined && to !== 0) continue;
    const psi = space.matrix(vector, g);
    carriers[to] ??= psi;
    if (to !== 0) continue;
    stabilizer++;
    for (let i = 0; i < mean.length; i++) mean[i] += psi[i];
  }
  let best = 0;
  let rank = 0; // the trace of a projector: an integer up to rounding
  for (let i = 0; i < d; i++) {
    rank += mean[i * d + i] / stabilizer;
    if (mean[i * d + i] > mean[best * d + best] * (1 + 1e-9)) best = i; // the first of equals, whatever rounding does
  }
  if (Math.round(rank) === 0) {
    throw invalidArgument(
      'VectorFieldNonlinearity',
      'an output with a vector that the stabilizer of a channel leaves alone',
      `${vector.label} for ${rep.label}`,
      'Regular fields have directions in every output.',
    );
  }
  const v = Float64Array.from({ length: d }, (_, i) => mean[i * d + best] / stabilizer);
  const length = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
  const data = new Float64Array(d * n);
  carriers.forEach((psi, channel) => {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) data[i * n + channel] += ((psi as Float64Array)[i * d + j] * v[j]) / length;
    }
  });
  return new Tensor([d, n], data);
}
