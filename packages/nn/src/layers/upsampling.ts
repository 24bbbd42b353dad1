/** Finer grids: every place spread over a block, or lines drawn between places. */
import {
  boolean,
  checkArgument,
  checkOptions,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { matmul } from '../tensor/matmul.js';
import { permute } from '../tensor/permute.js';
import { filled, Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';

/** Options of upsampling. */
export interface UpsamplingOptions {
  /** Places along each axis afterwards, in place of a factor. */
  readonly size?: number;
  /** 'nearest' repeats places (default); 'linear' interpolates along each axis. */
  readonly mode?: 'nearest' | 'linear';
  /** Of 'linear': whether the outermost places stay where they are; else the edges of the image do. Default false. */
  readonly alignCorners?: boolean;
}

const OPTION_KINDS: OptionKinds<UpsamplingOptions> = {
  size: integer(1),
  mode: oneOf('nearest', 'linear'),
  alignCorners: boolean,
};

/**
 * Fields on a grid that is `factor` times finer, for fields of any kind: escnn's R2Upsampling and R3Upsampling. The new
 * grid has the symmetries of the old one, and both ways of filling it commute with them.
 * @param factor an integer; undefined where `size` is given
 * @throws {IsotypicError} `INVALID_ARGUMENT`; on `forward` for 'nearest' to a size that is no multiple of the extent,
 *   where places would be repeated unevenly and from one side
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial]);
 * const x = geometricTensor(tensor([1, 2, 3, 4], [1, 1, 2, 2]), type);
 * new Upsampling(type, 2).forward(x).tensor.data.slice(0, 4) // [1, 1, 2, 2]
 */
export class Upsampling extends EquivariantModule {
  readonly mode: 'nearest' | 'linear';
  readonly alignCorners: boolean;
  readonly size: number | undefined;

  constructor(
    type: FieldType,
    readonly factor: number | undefined,
    options: UpsamplingOptions = {},
  ) {
    super(type, type);
    const where = 'Upsampling';
    checkOptions(where, options, OPTION_KINDS);
    this.size = options.size;
    if (this.size === undefined) checkArgument(where, 'factor', factor, integer(1));
    else if (factor !== undefined)
      throw invalidArgument(where, 'a factor or a size', 'both', 'Pass undefined, { size }.');
    this.mode = options.mode ?? 'nearest';
    this.alignCorners = options.alignCorners ?? false;
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return x.shape.slice(2).reduce((y, extent, k) => alongAxis(y, this.weights(extent, k), k + 2), x);
  }

  /** Of each new place along an axis in space, [to, extent]. */
  private weights(extent: number, axis: number): Tensor {
    const to = this.size ?? extent * (this.factor as number);
    if (this.mode === 'nearest' && to % extent !== 0) this.refuse(extent, to, axis);
    return this.mode === 'nearest' ? repeated(extent, to) : interpolated(extent, to, this.alignCorners);
  }

  private refuse(extent: number, to: number, axis: number): never {
    const next = Math.max(1, Math.floor(to / extent)) * extent;
    throw invalidArgument(
      'Upsampling.forward',
      'a size at which every place is repeated alike',
      `${to} from ${extent} along axis ${axis}`,
      `Take ${next} or ${next + extent}, or mode 'linear', which every size will do for.`,
    );
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { factor, mode, inType } = this;
    const axes = inType.space.baseDimension;
    if (mode === 'linear' || factor === undefined) {
      const extents = graph.requireExtents(`Upsampling ${mode === 'linear' ? "by mode 'linear'" : 'to a fixed size'}`);
      return extents.reduce(
        (y, extent, k) => graph.alongAxis('between', y, this.weights(extent, k), k + 2, 2 + axes),
        x,
      );
    }
    const all = new Array<number>(axes).fill(factor);
    const ones = filled([inType.size, 1, ...all], 1);
    const attributes = { strides: all, group: inType.size };
    return graph.apply('ConvTranspose', [x, graph.constant('block', ones)], attributes);
  }

  override get kind(): string {
    return 'Upsampling';
  }
}

/** A matrix [to, from] along one axis of x. */
export function alongAxis(x: Tensor, weights: Tensor, axis: number): Tensor {
  const order = x.shape.map((_, a) => a);
  [order[axis], order[order.length - 1]] = [order[order.length - 1], order[axis]];
  return permute(matmul(permute(x, order), weights, { transposeRight: true }), order);
}

function repeated(from: number, to: number): Tensor {
  const data = new Float64Array(to * from);
  for (let i = 0; i < to; i++) data[i * from + Math.floor((i * from) / to)] = 1;
  return new Tensor([to, from], data);
}

/** Weights as quotients of integers, so that those of mirrored places are the same numbers. */
function interpolated(from: number, to: number, alignCorners: boolean): Tensor {
  const data = new Float64Array(to * from);
  for (let i = 0; i < to; i++) {
    // place i lies at `above`/`below` of the old grid
    const below = alignCorners ? Math.max(1, to - 1) : 2 * to;
    const exact = alignCorners ? i * (from - 1) : (2 * i + 1) * from - to;
    const middle = alignCorners && to === 1 ? from - 1 : undefined;
    const [top, bottom] = middle === undefined ? [exact, below] : [middle, 2];
    const above = Math.min(Math.max(top, 0), (from - 1) * bottom);
    const first = Math.min(Math.floor(above / bottom), from - 1);
    const rest = above - first * bottom;
    data[i * from + first] += (bottom - rest) / bottom;
    if (rest > 0) data[i * from + first + 1] += rest / bottom;
  }
  return new Tensor([to, from], data);
}
