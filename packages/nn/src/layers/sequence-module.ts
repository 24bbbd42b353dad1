/** Modules on sequences of fields: at each time the group acts on the channels, and leaves time alone. */
import { checkArgument } from '@isotypic/algebra/internal';
import { FIELD_TYPE, type FieldType } from '../fields/field-type.js';
import { shapeFault, shapeText, TENSOR, type Tensor, tensorPair } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { extentsAfter } from './equivariant-module.js';
import { anyExtents, ExportableModule, type GraphEnds, graphInput } from './exportable-module.js';

/**
 * A map of [samples, channels, time] that commutes with the group at all times at once.
 * @example
 * const C3 = noBaseSpace(catalogue.cyclic(3));
 * const type = fieldType(C3, [C3.regular]);
 * const layer = new EquivariantConv1d(type, type, 3);
 * layer instanceof SequenceModule // true
 * layer.forward(zeros([1, 3, 10])).shape // [1, 3, 8]
 */
export abstract class SequenceModule extends ExportableModule {
  constructor(
    readonly inType: FieldType,
    readonly outType: FieldType,
  ) {
    super();
    checkArgument(this.kind, 'inType', inType, FIELD_TYPE);
    checkArgument(this.kind, 'outType', outType, FIELD_TYPE);
  }

  override forward(x: Tensor): Tensor {
    requireSequence(`${this.kind}.forward`, 'x', x, this.inType);
    return this.compute(x);
  }

  /** @internal Axes of the result besides samples and channels. */
  get outputAxes(): 0 | 1 {
    return 1;
  }

  /** @internal */
  abstract compute(x: Tensor): Tensor;

  /** @internal */
  override get writtenAxes(): number {
    return 1;
  }

  /** @internal */
  override ends(extents: readonly number[] | undefined): GraphEnds {
    const after = extents ? extentsAfter(this, extents) : anyExtents(this.outputAxes);
    return {
      inputs: [graphInput('x', this.inType.size, ...(extents ?? anyExtents(1)))],
      outputShape: [-1, this.outType.size, ...after],
    };
  }

  /** @internal Writes down what `compute` does in evaluation; gives the name of the result. */
  abstract override write(graph: GraphWriter, x: string): string;
}

/** What goes on, and what is looked at. */
const PAIR = tensorPair('target', 'memory');

/**
 * A map of a sequence of fields, the target, that looks at another, the memory, and commutes with the group on both.
 * @example
 * const C3 = noBaseSpace(catalogue.cyclic(3));
 * const type = fieldType(C3, [C3.regular]);
 * const decoder = new TransformerDecoder(type, { layers: 1 });
 * decoder instanceof MemoryModule // true
 * decoder.forward([zeros([1, 3, 5]), zeros([1, 3, 9])]).shape // [1, 3, 5]
 */
export abstract class MemoryModule extends ExportableModule<readonly [target: Tensor, memory: Tensor]> {
  constructor(readonly type: FieldType) {
    super();
    checkArgument(this.kind, 'type', type, FIELD_TYPE);
  }

  /**
   * @param pair target [samples, channels, time] and memory [samples, channels, time there]
   * @throws {IsotypicError} `SHAPE_MISMATCH`
   */
  override forward(pair: readonly [target: Tensor, memory: Tensor]): Tensor {
    const where = `${this.kind}.forward`;
    checkArgument(where, 'pair', pair, PAIR);
    const [target, memory] = pair;
    requireSequence(where, 'target', target, this.type);
    requireSequence(where, 'memory', memory, this.type);
    if (target.shape[0] !== memory.shape[0]) {
      throw shapeFault(where, `${target.shape[0]} samples in memory, as in target`, `${memory.shape[0]}`);
    }
    return this.compute(target, memory);
  }

  /** @internal */
  abstract compute(target: Tensor, memory: Tensor): Tensor;

  /** @internal */
  override get writtenAxes(): number {
    return 1;
  }

  /** @internal The extents are the time of the target: that of the memory is any. */
  override ends(extents: readonly number[] = anyExtents(1)): GraphEnds {
    const { size } = this.type;
    const target = graphInput('target', size, ...extents);
    return { inputs: [target, graphInput('memory', size, -1)], outputShape: target.shape };
  }

  /** @internal Writes down what `compute` does in evaluation; gives the name of the result. */
  abstract override write(graph: GraphWriter, target: string, memory: string): string;
}

/** @throws {IsotypicError} `SHAPE_MISMATCH` unless x has the channels of the type and one axis of time */
export function requireSequence(where: string, name: string, x: Tensor, type: FieldType): void {
  checkArgument(where, name, x, TENSOR);
  if (x.shape.length !== 3 || x.shape[1] !== type.size) {
    throw shapeFault(where, `${name} of samples, ${type.size} channels and time`, shapeText(x.shape));
  }
}
