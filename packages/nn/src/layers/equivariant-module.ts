/** Modules between fields: what they take and what they give. */
import { checkArgument } from '@isotypic/algebra/internal';
import { FIELD_TYPE, type FieldType } from '../fields/field-type.js';
import { GEOMETRIC_TENSOR, GeometricTensor } from '../fields/geometric-tensor.js';
import { shapeFault, type Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { anyExtents, ExportableModule, type GraphEnds, graphInput } from './exportable-module.js';

/**
 * A module that commutes with the group: forward(g·x) = g·forward(x).
 * @example
 * class Doubled extends EquivariantModule {
 *   constructor(type) { super(type, type); }
 *   compute(x) { return scale(x, 2); }
 * }
 * const C4 = gspaces.rot2dOnR2(4);
 * const image = fieldType(C4, [C4.trivial]);
 * new Doubled(image).forward(geometricTensor(tensor([3], [1, 1, 1, 1]), image)).tensor.item() // 6
 */
export abstract class EquivariantModule extends ExportableModule<GeometricTensor, GeometricTensor> {
  constructor(
    readonly inType: FieldType,
    readonly outType: FieldType,
  ) {
    super();
    checkArgument(this.kind, 'inType', inType, FIELD_TYPE);
    checkArgument(this.kind, 'outType', outType, FIELD_TYPE);
  }

  override forward(x: GeometricTensor): GeometricTensor {
    const where = `${this.kind}.forward`;
    checkArgument(where, 'x', x, GEOMETRIC_TENSOR);
    if (!x.type.equals(this.inType)) {
      throw shapeFault(where, `fields of the type ${this.inType}`, String(x.type));
    }
    return new GeometricTensor(this.compute(x.tensor), this.outType);
  }

  /** @internal On channels of `inType`. */
  abstract compute(x: Tensor): Tensor;

  /** @internal */
  override get writtenAxes(): number {
    return this.inType.space.baseDimension;
  }

  /** @internal */
  override ends(extents: readonly number[] | undefined): GraphEnds {
    const any = anyExtents(this.writtenAxes);
    const after = extents ? extentsAfter(this, extents) : any;
    return {
      inputs: [graphInput('x', this.inType.size, ...(extents ?? any))],
      outputShape: [-1, this.outType.size, ...after],
    };
  }

  /** @internal Writes down what `compute` does in evaluation; gives the name of the result. */
  abstract override write(graph: GraphWriter, x: string): string;
}

/** Extents in space or time after a module, which computes as in evaluation. */
export function extentsAfter(
  module: { readonly inType: FieldType; compute(x: Tensor): Tensor },
  extents: readonly number[],
): readonly number[] {
  return module.compute(zeros([1, module.inType.size, ...extents])).shape.slice(2);
}

/** The type, for constructors that need it before they hand it on. */
export function checkedType(where: string, type: FieldType): FieldType {
  checkArgument(where, 'type', type, FIELD_TYPE);
  return type;
}
