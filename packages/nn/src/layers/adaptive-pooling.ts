/** Pooling to a given number of places, whatever the extent. */
import { checkArgument, integer } from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { add } from '../tensor/add.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { reduceMax } from '../tensor/reduce-max.js';
import { reshape } from '../tensor/reshape.js';
import { sizeOf, stridesOf } from '../tensor/shape.js';
import { Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { requirePermutedFields } from './field-groups.js';
import { alongAxis } from './upsampling.js';

/** Window i of an axis: from ⌊in/m⌋ to below ⌈(i + 1)n/m⌉, as in PyTorch. Window m − 1 − i is its mirror image. */
function windows(extent: number, outputs: number): (readonly [number, number])[] {
  return Array.from({ length: outputs }, (_, i) => [
    Math.floor((i * extent) / outputs),
    Math.ceil(((i + 1) * extent) / outputs),
  ]);
}

/**
 * What adaptive pools share: every extent works, since windows lie symmetrically about the middle.
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial]);
 * const pools = [new PointwiseAdaptiveAvgPool(type, 2), new PointwiseAdaptiveMaxPool(type, 2)];
 * pools.every((pool) => pool instanceof AdaptivePool) // true
 * const x = geometricTensor(zeros([1, 1, 5, 5]), type);
 * pools.map((pool) => pool.forward(x).tensor.shape) // [[1, 1, 2, 2], [1, 1, 2, 2]]
 */
export abstract class AdaptivePool extends EquivariantModule {
  constructor(
    type: FieldType,
    /** Places along each axis afterwards. */
    readonly size: number,
  ) {
    super(type, type);
    checkArgument(this.kind, 'size', size, integer(1));
  }

  /** @internal A global pool where one place is left; else axis by axis, which takes the extents. */
  override write(graph: GraphWriter, x: string): string {
    const axes = this.inType.space.baseDimension;
    if (axes === 0) return x;
    if (this.size === 1) return graph.apply(this.globalName, [x]);
    const extents = graph.requireExtents(`${this.kind} to ${this.size} places`);
    return extents.reduce((y, extent, k) => this.writeAxis(graph, y, extent, k + 2), x);
  }

  /** @internal */
  protected abstract readonly globalName: 'GlobalAveragePool' | 'GlobalMaxPool';

  /** @internal One axis of `extent` places, of 2 + as many axes as the space has. */
  protected abstract writeAxis(graph: GraphWriter, x: string, extent: number, axis: number): string;
}

/** The means over the windows of an axis, [size, extent]. */
function windowMeans(extent: number, size: number): Tensor {
  const data = new Float64Array(size * extent);
  windows(extent, size).forEach(([from, to], i) => {
    data.fill(1 / (to - from), i * extent + from, i * extent + to);
  });
  return new Tensor([size, extent], data);
}

/**
 * Means over windows that divide the grid into `size` places along each axis, for fields of any kind.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial]);
 * const x = geometricTensor(tensor([1, 2, 3, 4], [1, 1, 2, 2]), type);
 * new PointwiseAdaptiveAvgPool(type, 1).forward(x).tensor.item() // 2.5
 */
export class PointwiseAdaptiveAvgPool extends AdaptivePool {
  /** @internal */
  override compute(x: Tensor): Tensor {
    return x.shape.slice(2).reduce((y, extent, k) => alongAxis(y, windowMeans(extent, this.size), k + 2), x);
  }

  /** @internal */
  protected override get globalName(): 'GlobalAveragePool' {
    return 'GlobalAveragePool';
  }

  /** @internal */
  protected override writeAxis(graph: GraphWriter, x: string, extent: number, axis: number): string {
    const rank = 2 + this.inType.space.baseDimension;
    return graph.alongAxis('means', x, windowMeans(extent, this.size), axis, rank);
  }

  override get kind(): string {
    return 'PointwiseAdaptiveAvgPool';
  }
}

/**
 * Maxima over the same windows, for permuted fields; of several greatest entries each has its share of the gradient.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields whose channels are not permuted
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial]);
 * const x = geometricTensor(tensor([1, 2, 3, 4], [1, 1, 2, 2]), type);
 * new PointwiseAdaptiveMaxPool(type, 1).forward(x).tensor.item() // 4
 */
export class PointwiseAdaptiveMaxPool extends AdaptivePool {
  constructor(type: FieldType, size: number) {
    super(type, size);
    requirePermutedFields('PointwiseAdaptiveMaxPool', type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const [samples, channels, ...space] = x.shape;
    const boxes = boxesOf(space, this.size);
    const count = this.size ** space.length;
    const taps = boxes.length / count;
    const flat = reshape(x, [samples, channels, sizeOf(space)]);
    const entries = reshape(gather(flat, boxes, { axis: 2 }), [samples, channels, count, taps]);
    const outside = Float64Array.from(boxes, (place) => (place < 0 ? Number.NEGATIVE_INFINITY : 0));
    const inside = boxes.includes(-1) ? add(entries, new Tensor([count, taps], outside)) : entries;
    return reshape(reduceMax(inside, { axes: [3] }), [samples, channels, ...space.map(() => this.size)]);
  }

  /** @internal */
  protected override get globalName(): 'GlobalMaxPool' {
    return 'GlobalMaxPool';
  }

  /** @internal Entry t of every window, shorter ones saying their last again; then the greatest over t. */
  protected override writeAxis(graph: GraphWriter, x: string, extent: number, axis: number): string {
    const along = windows(extent, this.size);
    const longest = Math.max(...along.map(([from, to]) => to - from));
    const entries = Array.from({ length: longest }, (_, t) => {
      const places = along.map(([from, to]) => Math.min(from + t, to - 1));
      return graph.apply('Gather', [x, graph.indices('windows', places)], { axis });
    });
    return graph.apply('Max', entries);
  }

  override get kind(): string {
    return 'PointwiseAdaptiveMaxPool';
  }
}

/** The places of each box of windows, all boxes made as long as the longest by −1. */
function boxesOf(space: readonly number[], size: number): Int32Array {
  const steps = stridesOf(space);
  let boxes: number[][] = [[0]];
  space.forEach((extent, axis) => {
    const along = windows(extent, size);
    boxes = boxes.flatMap((box) =>
      along.map(([from, to]) =>
        box.flatMap((place) => Array.from({ length: to - from }, (_, t) => place + (from + t) * steps[axis])),
      ),
    );
  });
  const longest = Math.max(...boxes.map((box) => box.length));
  return Int32Array.from(boxes.flatMap((box) => [...box, ...new Array<number>(longest - box.length).fill(-1)]));
}
