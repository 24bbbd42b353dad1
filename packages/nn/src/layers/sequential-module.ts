/** Equivariant modules one after the other, their types checked when they are put together. */
import { arrayOf, checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import type { Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule, extentsAfter } from './equivariant-module.js';

const LAYERS = arrayOf(instance(EquivariantModule, 'an equivariant module'), 'an array of equivariant modules');

/**
 * Modules whose types fit: what one gives, the next takes.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for none, and where types differ
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const [image, hidden] = [fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular])];
 * const model = new SequentialModule([
 *   new R2Conv(image, hidden, 3),
 *   new PointwiseNonlinearity(hidden, 'relu'),
 *   new GroupPooling(hidden),
 * ]);
 * model.forward(geometricTensor(zeros([1, 1, 5, 5]), image)).shape // [1, 1, 3, 3]
 */
export class SequentialModule extends EquivariantModule {
  readonly layers: readonly EquivariantModule[];

  constructor(layers: readonly EquivariantModule[]) {
    checkArgument('SequentialModule', 'layers', layers, LAYERS);
    if (layers.length === 0) throw invalidArgument('SequentialModule', 'layers to be one module or more', 'none');
    super(layers[0].inType, layers[layers.length - 1].outType);
    layers.slice(1).forEach((layer, k) => {
      if (layer.inType.equals(layers[k].outType)) return;
      throw invalidArgument(
        'SequentialModule',
        `layers[${k + 1}] to take ${layers[k].outType}`,
        `${layer.inType}`,
        'Make both with the same field type.',
      );
    });
    this.layers = [...layers];
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return this.layers.reduce((value, layer) => layer.compute(value), x);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return this.layers.reduce((value, layer, k) => {
      const written = layer.write(graph.within(`${k}`), value);
      if (graph.extents !== undefined) graph.extents = extentsAfter(layer, graph.extents);
      return written;
    }, x);
  }

  override get kind(): string {
    return 'SequentialModule';
  }
}
