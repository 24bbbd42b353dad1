/**
 * Feature-wise linear modulation (Perez, Strub, de Vries, Dumoulin, Courville, "FiLM: Visual reasoning with a general
 * conditioning layer", AAAI 2018) that commutes with a group: a condition says how fields are scaled and shifted.
 */
import { checkArgument, integer } from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import { FIELD_TYPE, type FieldType } from '../fields/field-type.js';
import { requireSameSpace } from '../fields/gspaces.js';
import type { IsotypicCopy } from '../fields/isotypic.js';
import { Module } from '../modules/module.js';
import { add } from '../tensor/add.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { multiply } from '../tensor/multiply.js';
import { slice } from '../tensor/pad-and-slice.js';
import { reshape } from '../tensor/reshape.js';
import { scalar, shapeFault, shapeText, type Tensor, tensorPair } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { isotypicChange, mixChannels, requireOrthogonalFields } from './field-groups.js';
import { invariantVectors } from './invariant-bias.js';
import { IrrepNormPooling } from './invariant-pooling.js';
import { Linear } from './linear.js';

/** Fields [samples, channels, …places], and the condition [samples, channels of the condition]. */
export type ModulatedPair = readonly [x: Tensor, condition: Tensor];

const PAIR = tensorPair('x', 'condition');

/**
 * x in isotypic coordinates times 1 + s, one s for each copy of an irreducible, plus a multiple of each invariant
 * vector, alike at all places. Factors and multiples are affine functions of the invariants of the condition: the
 * lengths of its irreducible parts, and its trivial coordinates with their signs.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields that are not orthogonal, or over another space; on `forward`
 *   `SHAPE_MISMATCH`
 * @example
 * const C4 = noBaseSpace(catalogue.cyclic(4));
 * const [joints, command] = [fieldType(C4, [C4.regular]), fieldType(C4, [C4.trivial])];
 * const modulation = new FieldModulation(joints, command);
 * modulation.affine.weight.value.shape // [4, 1]: three factors and a multiple, from one invariant
 * modulation.forward([zeros([2, 4, 7]), zeros([2, 1])]).shape // [2, 4, 7]
 */
export class FieldModulation extends Module<ModulatedPair> {
  /** From the invariants of the condition to factors and multiples. */
  readonly affine: Linear;
  private readonly pooling: IrrepNormPooling;
  /** Channels to isotypic coordinates, and back. */
  private readonly coordinates: Tensor;
  private readonly channels: Tensor;
  private readonly copies: readonly IsotypicCopy[];
  private readonly copyOf: Int32Array;
  private readonly invariants: Tensor;

  constructor(
    readonly type: FieldType,
    readonly conditionType: FieldType,
    seed?: number,
  ) {
    super();
    const where = 'FieldModulation';
    checkArgument(where, 'type', type, FIELD_TYPE);
    checkArgument(where, 'conditionType', conditionType, FIELD_TYPE);
    if (seed !== undefined) checkArgument(where, 'seed', seed, integer());
    requireSameSpace(where, type.space, conditionType.space);
    requireOrthogonalFields(where, type);
    this.pooling = new IrrepNormPooling(conditionType);
    const { copies, coordinates, channels } = isotypicChange(type);
    this.coordinates = coordinates;
    this.channels = channels;
    this.copies = copies;
    this.copyOf = new Int32Array(type.size);
    copies.forEach(({ from, degree }, k) => {
      this.copyOf.fill(k, from, from + degree);
    });
    this.invariants = invariantVectors(type);
    const outputs = copies.length + this.invariants.shape[0];
    this.affine = new Linear(this.pooling.outType.size, outputs, { random: randomStream(seed) });
  }

  override forward(pair: ModulatedPair): Tensor {
    const where = 'FieldModulation.forward';
    checkArgument(where, 'pair', pair, PAIR);
    const [x, condition] = pair;
    if (x.shape.length < 2 || x.shape[1] !== this.type.size) {
      throw shapeFault(where, `x of samples, ${this.type.size} channels and places`, shapeText(x.shape));
    }
    const [samples] = x.shape;
    const expected = [samples, this.conditionType.size];
    if (String(condition.shape) !== String(expected)) {
      throw shapeFault(where, `a condition of the shape ${shapeText(expected)}`, shapeText(condition.shape));
    }
    return this.compute(x, condition);
  }

  /** @internal */
  compute(x: Tensor, condition: Tensor): Tensor {
    const [samples] = x.shape;
    const values = this.affine.forward(this.pooling.compute(condition));
    const scales = slice(values, [0, 0], [samples, this.copies.length]);
    const factors = add(gather(scales, this.copyOf, { axis: 1 }), scalar(1));
    const scaled = mixChannels(this.channels, multiply(mixChannels(this.coordinates, x), this.everywhere(factors, x)));
    const [count] = this.invariants.shape;
    if (count === 0) return scaled;
    const multiples = slice(values, [0, this.copies.length], [samples, this.copies.length + count]);
    return add(scaled, this.everywhere(matmul(multiples, this.invariants), x));
  }

  /** @internal Writes down what `compute` does, places being on the axes of the graph; gives the name of the result. */
  write(graph: GraphWriter, x: string, condition: string): string {
    const { copies, copyOf, invariants, type } = this;
    const values = graph.withAxes(0, () => this.affine.write(graph, this.pooling.write(graph, condition)));
    const scales = graph.apply('Gather', [values, graph.indices('copies', copyOf)], { axis: 1 });
    const factors = graph.apply('Add', [scales, graph.constant('one', scalar(1))]);
    const inside = graph.mixChannels('coordinates', x, this.coordinates.data, type.size);
    const changed = graph.apply('Mul', [inside, graph.overSpace(factors, type.size)]);
    const scaled = graph.mixChannels('back', changed, this.channels.data, type.size);
    const [count] = invariants.shape;
    if (count === 0) return scaled;
    const places = Int32Array.from({ length: count }, (_, k) => copies.length + k);
    const multiples = graph.apply('Gather', [values, graph.indices('multiples', places)], { axis: 1 });
    const shifts = graph.apply('MatMul', [multiples, graph.constant('invariants', invariants)]);
    return graph.apply('Add', [scaled, graph.overSpace(shifts, type.size)]);
  }

  /** [samples, channels] in a shape that x is broadcast with. */
  private everywhere(values: Tensor, x: Tensor): Tensor {
    return reshape(values, [...values.shape, ...new Array<number>(x.shape.length - 2).fill(1)]);
  }

  override get kind(): string {
    return 'FieldModulation';
  }
}
