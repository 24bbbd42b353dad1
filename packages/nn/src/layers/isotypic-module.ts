/** Layers that see irreducibles: any layer, applied in the basis in which every field falls apart. */
import { invalidArgument } from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { multiply } from '../tensor/multiply.js';
import { filled, type Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';
import {
  alongChannels,
  fieldOfChannels,
  isotypicChange,
  mixChannels,
  toChannels,
  valuesOfChannels,
} from './field-groups.js';
import { invariantVector, invariantVectors } from './invariant-bias.js';

/**
 * Q·layer(Qᵀx): a layer made for the irreducible fields of a type, in place of its own. So norms, scales, dropout and
 * nonlinearities are per irreducible copy: `new IsotypicModule(type, (t) => new FieldRmsNorm(t))`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless `make` gives a layer from the isotypic type to itself
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular]);
 * new IsotypicModule(type, (t) => new FieldRmsNorm(t)).parameters().get('layer.weight').value.size // 3
 */
export class IsotypicModule extends EquivariantModule {
  readonly layer: EquivariantModule;
  private readonly coordinates: Tensor;
  private readonly back: Tensor;

  constructor(type: FieldType, make: (isotypic: FieldType) => EquivariantModule) {
    super(type, type);
    const where = 'IsotypicModule';
    if (typeof make !== 'function')
      throw invalidArgument(where, 'make to be a function', make, 'Write (t) => new …(t).');
    const isotypic = isotypicChange(type);
    const layer: unknown = make(isotypic.type);
    const fits =
      layer instanceof EquivariantModule && layer.inType.equals(isotypic.type) && layer.outType.equals(isotypic.type);
    if (!fits) {
      throw invalidArgument(where, 'make to give a layer from the type it is given to the same', layer);
    }
    this.layer = layer;
    this.coordinates = isotypic.coordinates;
    this.back = isotypic.channels;
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return mixChannels(this.back, this.layer.compute(mixChannels(this.coordinates, x)));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const n = this.inType.size;
    const inside = graph.mixChannels('coordinates', x, this.coordinates.data, n);
    return graph.mixChannels('back', this.layer.write(graph, inside), this.back.data, n);
  }

  override get kind(): string {
    return 'IsotypicModule';
  }
}

/**
 * One scale for each field and one shift for each invariant vector: y = sx + b, the affine part of a norm. At first the
 * identity. Per irreducible copy: within an `IsotypicModule`.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const affine = new FieldAffine(fieldType(C4, [C4.regular, C4.irrep(1)]));
 * [affine.scale.value.size, affine.shift.value.size] // [2, 1]
 */
export class FieldAffine extends EquivariantModule {
  readonly scale: Parameter;
  /** Along the orthonormal invariant vectors. */
  readonly shift: Parameter;
  private readonly fieldOf: Int32Array;
  private readonly invariants: Tensor;

  constructor(type: FieldType) {
    super(checkedType('FieldAffine', type), type);
    this.scale = new Parameter(filled([type.fields.length], 1));
    this.invariants = invariantVectors(type);
    this.shift = new Parameter(zeros([this.invariants.shape[0]]));
    this.fieldOf = fieldOfChannels(type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const scaled = multiply(x, toChannels(alongChannels(this.scale.value, x), this.fieldOf));
    return add(scaled, alongChannels(invariantVector(this.shift.value, this.invariants), x));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const scales = valuesOfChannels(this.scale.value.data, this.fieldOf);
    const shifts = invariantVector(this.shift.value, this.invariants).data;
    const scaled = graph.apply('Mul', [x, graph.perChannel('scale', scales)]);
    return graph.apply('Add', [scaled, graph.perChannel('shift', shifts)]);
  }

  override get kind(): string {
    return 'FieldAffine';
  }
}
