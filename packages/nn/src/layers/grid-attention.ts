/** Attention between the places of an image or a volume. */
import { invalidArgument } from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { reshape } from '../tensor/reshape.js';
import type { Tensor } from '../tensor/tensor.js';
import { type AttentionOptions, FieldAttention } from './attention.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';

/**
 * `FieldAttention` among all places of a grid, which knows nothing of where they are: exactly equivariant under the
 * symmetries of the grid, which permute places, and under the group on the fibers.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for positions or a causal mask, and as `FieldAttention`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular, C4.regular]);
 * new GridAttention(type, { heads: 2 }).forward(geometricTensor(zeros([1, 8, 3, 3]), type)).shape // [1, 8, 3, 3]
 */
export class GridAttention extends EquivariantModule {
  readonly attention: FieldAttention;

  constructor(type: FieldType, options: AttentionOptions = {}) {
    super(checkedType('GridAttention', type), type);
    this.attention = new FieldAttention(type, options);
    const { positions = 'none', causal = false } = options;
    if (positions === 'none' && !causal) return;
    throw invalidArgument('GridAttention', 'no positions and no causal mask: a grid has no first place', positions);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const [samples, channels, ...space] = x.shape;
    const places = space.reduce((a, b) => a * b, 1);
    return reshape(this.attention.compute(reshape(x, [samples, channels, places])), x.shape);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const extents = graph.requireExtents('GridAttention');
    const places = graph.apply('Reshape', [x, graph.indices('places', [0, 0, -1])]);
    const attended = graph.withAxes(1, () => this.attention.write(graph, places));
    return graph.apply('Reshape', [attended, graph.indices('grid', [0, 0, ...extents])]);
  }

  override get kind(): string {
    return 'GridAttention';
  }
}
