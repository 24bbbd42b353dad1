/** Pooling over windows of space. */
import {
  checkArgument,
  checkOptions,
  integer,
  type Kind,
  type OptionKinds,
  positive,
} from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { convolve } from '../tensor/convolve.js';
import { averagePool, maxPool } from '../tensor/pool.js';
import { Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { requirePermutedFields } from './field-groups.js';
import { requireSymmetricWindows } from './grid-symmetry.js';

/** Options of pooling over windows. */
export interface WindowOptions {
  /** Default: the size of the window. */
  readonly stride?: number;
  /** Default 0. */
  readonly padding?: number;
}

const OPTION_KINDS: OptionKinds<WindowOptions> = { stride: integer(1), padding: integer(0) };

/**
 * What pools over windows share.
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const pool = new PointwiseAvgPool(fieldType(C4, [C4.regular]), 2);
 * pool instanceof WindowPool // true
 * [pool.size, pool.stride, pool.padding] // [2, 2, 0]
 */
export abstract class WindowPool extends EquivariantModule {
  readonly stride: number;
  readonly padding: number;

  constructor(
    type: FieldType,
    readonly size: number,
    options: WindowOptions,
    where: string,
  ) {
    super(type, type);
    checkArgument(where, 'size', size, integer(1));
    checkOptions(where, options, OPTION_KINDS);
    this.stride = options.stride ?? size;
    this.padding = options.padding ?? 0;
  }

  protected requireSymmetry(x: Tensor): void {
    const steps = { kernel: this.size, stride: this.stride, padding: this.padding, dilation: 1 };
    requireSymmetricWindows(`${this.kind}.forward`, this.inType.space, x.shape.slice(2), steps);
  }

  protected attributes(): Readonly<Record<string, readonly number[]>> {
    const axes = this.inType.space.baseDimension;
    const all = (value: number): number[] => new Array<number>(axes).fill(value);
    return {
      kernel_shape: all(this.size),
      strides: all(this.stride),
      pads: [...all(this.padding), ...all(this.padding)],
    };
  }
}

/**
 * The maximum over windows; of several greatest entries each has its share of the gradient.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields whose channels are not permuted; on `forward` for an extent at
 *   which the stride breaks the symmetry
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial]);
 * const x = geometricTensor(tensor([1, 2, 3, 4], [1, 1, 2, 2]), type);
 * new PointwiseMaxPool(type, 2).forward(x).tensor.item() // 4
 */
export class PointwiseMaxPool extends WindowPool {
  constructor(type: FieldType, size: number, options: WindowOptions = {}) {
    super(type, size, options, 'PointwiseMaxPool');
    requirePermutedFields('PointwiseMaxPool', type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    this.requireSymmetry(x);
    return maxPool(x, this.size, { stride: this.stride, padding: this.padding });
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return graph.apply('MaxPool', [x], this.attributes());
  }

  override get kind(): string {
    return 'PointwiseMaxPool';
  }
}

/**
 * The mean over windows, for fields of any kind; padding counts as zeros.
 * @throws {IsotypicError} on `forward`: `INVALID_ARGUMENT` for an extent at which the stride breaks the symmetry
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial]);
 * const x = geometricTensor(tensor([1, 2, 3, 4], [1, 1, 2, 2]), type);
 * new PointwiseAvgPool(type, 2).forward(x).tensor.item() // 2.5
 */
export class PointwiseAvgPool extends WindowPool {
  constructor(type: FieldType, size: number, options: WindowOptions = {}) {
    super(type, size, options, 'PointwiseAvgPool');
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    this.requireSymmetry(x);
    return averagePool(x, this.size, { stride: this.stride, padding: this.padding });
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return graph.apply('AveragePool', [x], { ...this.attributes(), count_include_pad: 1 });
  }

  override get kind(): string {
    return 'PointwiseAvgPool';
  }
}

/** Windows of 8σ + 1 places along each axis: 801 at most. */
const WIDTH: Kind = {
  expected: 'a number above 0 and at most 100',
  accepts: (v) => positive.accepts(v) && (v as number) <= 100,
};

/**
 * The mean under a Gaussian window of width sigma, then every stride-th place: as escnn's, the window has
 * 2·round(4σ) + 1 points and is padded by half of it.
 * @throws {IsotypicError} as `PointwiseAvgPool`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial]);
 * const x = geometricTensor(tensor(new Float64Array(25).fill(1), [1, 1, 5, 5]), type);
 * new PointwiseAvgPoolAntialiased(type, 0.6, 2).forward(x).shape // [1, 1, 3, 3]
 */
export class PointwiseAvgPoolAntialiased extends EquivariantModule {
  readonly size: number;
  private readonly window: Float64Array;

  constructor(
    type: FieldType,
    readonly sigma: number,
    readonly stride: number,
  ) {
    super(type, type);
    const where = 'PointwiseAvgPoolAntialiased';
    checkArgument(where, 'sigma', sigma, WIDTH);
    checkArgument(where, 'stride', stride, integer(1));
    const reach = Math.round(4 * sigma);
    this.size = 2 * reach + 1;
    const axes = type.space.baseDimension;
    const profile = Array.from({ length: this.size }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)));
    const total = profile.reduce((a, b) => a + b, 0) ** axes;
    this.window = Float64Array.from({ length: this.size ** axes }, (_, at) => {
      let product = 1 / total;
      for (let axis = 0, rest = at; axis < axes; axis++, rest = Math.floor(rest / this.size)) {
        product *= profile[rest % this.size];
      }
      return product;
    });
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const padding = (this.size - 1) / 2;
    const steps = { kernel: this.size, stride: this.stride, padding, dilation: 1 };
    requireSymmetricWindows(`${this.kind}.forward`, this.inType.space, x.shape.slice(2), steps);
    return convolve(x, this.filters(), { stride: this.stride, padding, groups: this.inType.size });
  }

  /** The window for each channel. */
  private filters(): Tensor {
    const { size, inType, window } = this;
    const data = new Float64Array(inType.size * window.length);
    for (let c = 0; c < inType.size; c++) data.set(window, c * window.length);
    return new Tensor([inType.size, 1, ...new Array<number>(inType.space.baseDimension).fill(size)], data);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const axes = this.inType.space.baseDimension;
    const all = (value: number): number[] => new Array<number>(axes).fill(value);
    const padding = (this.size - 1) / 2;
    return graph.apply('Conv', [x, graph.constant('window', this.filters())], {
      strides: all(this.stride),
      pads: [...all(padding), ...all(padding)],
      group: this.inType.size,
    });
  }

  override get kind(): string {
    return 'PointwiseAvgPoolAntialiased';
  }
}
