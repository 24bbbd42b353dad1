/** From fields to invariants at each place. */
import { type FieldType, fieldType } from '../fields/field-type.js';
import { type IsotypicCopy, isotypicType } from '../fields/isotypic.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { reduceMax } from '../tensor/reduce-max.js';
import { Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';
import { fieldOfChannels, mixChannels, requireOrthogonalFields, requirePermutedFields } from './field-groups.js';
import { fieldLengths, writeFieldLengths } from './norm-nonlinearity.js';

const scalars = (type: FieldType, count: number): FieldType =>
  fieldType(type.space, new Array(count).fill(type.space.trivial));

/**
 * The greatest channel of each field: one invariant for each.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields whose channels are not permuted
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular]);
 * const x = geometricTensor(tensor([1, 7, 3, 4], [1, 4, 1, 1]), type);
 * new GroupPooling(type).forward(x).tensor.item() // 7
 */
export class GroupPooling extends EquivariantModule {
  constructor(type: FieldType) {
    super(checkedType('GroupPooling', type), scalars(type, type.fields.length));
    requirePermutedFields('GroupPooling', type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    // field by field, for an even share of the gradient among the channels of the field
    const { fields } = this.inType;
    const [samples, , ...space] = x.shape;
    const parts = fields.map(({ offset, dimension }) => {
      const channels = Int32Array.from({ length: dimension }, (_, c) => offset + c);
      return reduceMax(gather(x, channels, { axis: 1 }), { axes: [1], keepAxes: true });
    });
    return parts.length === 0
      ? new Tensor([samples, 0, ...space], new Float64Array(0))
      : concatenate(parts, { axis: 1 });
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { fields } = this.inType;
    const width = Math.max(1, ...fields.map((f) => f.dimension));
    // the k-th channel of each field; a smaller field repeats its first, which changes no maximum
    const slots = Array.from({ length: width }, (_, k) => {
      const channels = fields.map(({ offset, dimension }) => offset + (k < dimension ? k : 0));
      return graph.apply('Gather', [x, graph.indices('channels', channels)], { axis: 1 });
    });
    return graph.apply('Max', slots);
  }

  override get kind(): string {
    return 'GroupPooling';
  }
}

/**
 * The length of each field.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const SO2 = gspaces.rot2dOnR2();
 * const type = fieldType(SO2, [SO2.irrep(1)]);
 * new NormPool(type).forward(geometricTensor(tensor([3, 4], [1, 2, 1, 1]), type)).tensor.item() // 5
 */
export class NormPool extends EquivariantModule {
  constructor(type: FieldType) {
    super(checkedType('NormPool', type), scalars(type, type.fields.length));
    requireOrthogonalFields('NormPool', type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return fieldLengths(x, fieldOfChannels(this.inType), this.inType.fields.length);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return writeFieldLengths(graph, x, fieldOfChannels(this.inType), this.inType.fields.length);
  }

  override get kind(): string {
    return 'NormPool';
  }
}

/**
 * The length of every copy of every irreducible in every field; of copies of the trivial one the coordinate itself,
 * with its sign.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular]);
 * new IrrepNormPooling(type).outType.size // 3
 */
export class IrrepNormPooling extends EquivariantModule {
  private readonly coordinates: Tensor;
  private readonly copies: readonly IsotypicCopy[];

  constructor(type: FieldType) {
    const parts = isotypicType(checkedType('IrrepNormPooling', type));
    super(type, scalars(type, parts.copies.length));
    this.coordinates = new Tensor([type.size, type.size], parts.matrix);
    this.copies = parts.copies;
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const channels = x.shape[1];
    const inside = mixChannels(this.coordinates, x);
    const copyOf = new Int32Array(channels);
    this.copies.forEach(({ from, degree }, k) => {
      copyOf.fill(k, from, from + degree);
    });
    const lengths = fieldLengths(inside, copyOf, this.copies.length);
    // trivial copies: their one coordinate; the others: their length
    const both = concatenate([inside, lengths], { axis: 1 });
    const chosen = this.copies.map(({ isTrivial, from }, k) => (isTrivial ? from : channels + k));
    return gather(both, Int32Array.from(chosen), { axis: 1 });
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { size } = this.inType;
    const inside = graph.mixChannels('coordinates', x, this.coordinates.data, size);
    const indicator = new Float64Array(this.copies.length * size);
    this.copies.forEach(({ from, degree }, k) => {
      indicator.fill(1, k * size + from, k * size + from + degree);
    });
    const sums = graph.mixChannels('sums', graph.apply('Mul', [inside, inside]), indicator, this.copies.length);
    const shortest = graph.constant('shortest', new Tensor([], Float64Array.of(1e-20)));
    const lengths = graph.apply('Sqrt', [graph.apply('Max', [sums, shortest])]);
    const values = graph.mixChannels(
      'values',
      inside,
      this.selection((c) => c.isTrivial),
      this.copies.length,
    );
    const mask = graph.perChannel(
      'mask',
      Float64Array.from(this.copies, (c) => (c.isTrivial ? 0 : 1)),
    );
    return graph.apply('Add', [values, graph.apply('Mul', [lengths, mask])]);
  }

  /** The first coordinates of some copies, zeros for the others. */
  private selection(isChosen: (copy: IsotypicCopy) => boolean): Float64Array {
    const { size } = this.inType;
    const rows = new Float64Array(this.copies.length * size);
    this.copies.forEach((copy, k) => {
      if (isChosen(copy)) rows[k * size + copy.from] = 1;
    });
    return rows;
  }

  override get kind(): string {
    return 'IrrepNormPooling';
  }
}
