/** Steerable convolutions of the plane and of space, and their transposes. */
import {
  boolean,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  integer,
  invalidArgument,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import type { FieldType } from '../fields/field-type.js';
import { requireSameSpace } from '../fields/gspaces.js';
import type { KernelBasis } from '../kernels/kernel-basis.js';
import { KERNEL_OPTION_KINDS, type KernelOptions, kernelBasis } from '../kernels/kernels.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { convolve, transposedConvolve } from '../tensor/convolve.js';
import { permute } from '../tensor/permute.js';
import { reshape } from '../tensor/reshape.js';
import { type Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { alongChannels } from './field-groups.js';
import { FilterBank, type WeightBlock } from './filter-bank.js';
import { requireSymmetricWindows } from './grid-symmetry.js';
import { invariantVector, invariantVectors } from './invariant-bias.js';

/** Options of a convolution. */
export interface ConvolutionOptions extends Omit<KernelOptions, 'size'> {
  /** Default 1. */
  readonly stride?: number;
  /** Zeros on all sides. Default 0. */
  readonly padding?: number;
  /** One number for each invariant vector of the output. Default true. */
  readonly bias?: boolean;
  /** Of the first weights. */
  readonly seed?: number;
}

const { size: _, ...KERNEL_KINDS } = KERNEL_OPTION_KINDS;
const OPTION_KINDS: OptionKinds<ConvolutionOptions> = {
  ...KERNEL_KINDS,
  stride: integer(1),
  padding: integer(0),
  bias: boolean,
  seed: integer(),
};

/**
 * What convolutions share: a filter with free coefficients, and an invariant bias.
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3);
 * layer instanceof SteerableConvolution // true
 * [layer.basis.dimension, layer.filter().size] // [6, 36]: rings of one filter, turned to four
 * layer.setFilter(layer.filter().data) < 1e-12 // true: a filter of the layer is met
 */
export abstract class SteerableConvolution extends EquivariantModule {
  /** Coefficients [fields out, fields in, dimension], one tensor for each pair of representations that has any. */
  readonly weights: readonly Parameter[];
  /** Coefficients of the invariant vectors, or undefined. */
  readonly bias: Parameter | undefined;
  readonly kernelSize: number;
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
  private readonly bank: FilterBank;
  /** @internal Orthonormal invariant vectors, [count, channels]. */
  readonly invariants: Tensor;
  private last: { readonly values: readonly Tensor[]; readonly filter: Tensor } | undefined;

  constructor(
    inType: FieldType,
    outType: FieldType,
    kernelSize: number,
    options: ConvolutionOptions,
    where: string,
    axes: 2 | 3,
  ) {
    super(inType, outType);
    checkArgument(where, 'kernelSize', kernelSize, integer(1, 99));
    checkOptions(where, options, OPTION_KINDS);
    requireSameSpace(where, inType.space, outType.space);
    if (inType.space.baseDimension !== axes) {
      throw invalidArgument(where, `fields over a space of ${axes} dimensions`, inType.space.name);
    }
    const { stride = 1, padding = 0, bias = true, seed = DEFAULT_SEED, ...kernel } = options;
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
    this.dilation = options.dilation ?? 1;
    const basisOptions = { ...kernel, size: kernelSize };
    this.bank = new FilterBank(
      inType,
      outType,
      (into, out) => kernelBasis(inType.space, into, out, basisOptions),
      kernelSize ** axes,
    );
    this.weights = this.bank.initialWeights(randomStream(seed)).map((value) => new Parameter(value));
    this.invariants = invariantVectors(outType);
    const [count] = this.invariants.shape;
    this.bias = bias && count > 0 ? new Parameter(zeros([count])) : undefined;
  }

  /** The basis: its dimension is the number of weights. */
  get basis(): { readonly dimension: number } {
    return this.bank;
  }

  /** Bases by kind of output and kind of input. */
  get bases(): readonly (readonly KernelBasis[])[] {
    return this.bank.blocks.map((blocks) => blocks.map(({ basis }) => basis));
  }

  /** @internal Extents of the filter in space. */
  get kernelShape(): readonly number[] {
    return new Array<number>(this.inType.space.baseDimension).fill(this.kernelSize);
  }

  /** @internal Each pair of representations that has coefficients, with the channels of their fields. */
  blocks(): readonly WeightBlock[] {
    return this.bank.blocksWith(this.weights);
  }

  /** The filter [out, in, …kernel] that the weights expand to; expanded once while they stay what they are. */
  filter(): Tensor {
    const values = this.weights.map(({ value }) => value);
    if (this.last?.values.every((value, k) => value === values[k])) return this.last.filter;
    const shape = [this.outType.size, this.inType.size, ...this.kernelShape];
    const filter = reshape(this.bank.expand(values), shape);
    // what a running gradient has written down must not outlive it
    this.last = filter.history === null ? { values, filter } : undefined;
    return filter;
  }

  /** The bias by channels, or undefined. */
  expandedBias(): Tensor | undefined {
    return this.bias && invariantVector(this.bias.value, this.invariants);
  }

  /**
   * Takes the weights whose filter is nearest to this one, in the least-squares sense.
   * @param filter [out, in, …kernel]
   * @returns the largest difference between an entry of the filter and that of the weights
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless it has as many entries as the filter
   */
  setFilter(filter: ArrayLike<number>): number {
    const where = `${this.kind}.setFilter`;
    const size = this.outType.size * this.inType.size * this.bank.points;
    checkArgument(where, 'filter', filter, {
      expected: `${size} numbers`,
      accepts: (v) => (Array.isArray(v) || v instanceof Float64Array) && v.length === size,
      remedy: () => `Its shape is [out, in, …kernel], row-major.`,
    });
    const given = Float64Array.from(filter);
    this.bank.nearestWeights(given).forEach((value, k) => {
      this.weights[k].value = value;
    });
    const own = this.filter().data;
    return own.reduce((largest, x, i) => Math.max(largest, Math.abs(x - given[i])), 0);
  }

  protected withBias(y: Tensor): Tensor {
    const bias = this.expandedBias();
    if (bias === undefined) return y;
    return add(y, alongChannels(bias, y));
  }

  /** @internal */
  protected writeBias(graph: GraphWriter): string[] {
    const bias = this.expandedBias();
    return bias === undefined ? [] : [graph.constant('bias', bias)];
  }

  protected attributes(): Readonly<Record<string, readonly number[]>> {
    const axes = this.inType.space.baseDimension;
    const all = (x: number): number[] => new Array<number>(axes).fill(x);
    return {
      strides: all(this.stride),
      dilations: all(this.dilation),
      pads: [...all(this.padding), ...all(this.padding)],
    };
  }
}

/**
 * A convolution: y = filter ⋆ x + bias, without turning the filter.
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const [image, features] = [fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular])];
 * const layer = new R2Conv(image, features, 3);
 * layer instanceof Convolution // true
 * layer.forward(geometricTensor(zeros([1, 1, 8, 8]), image)).tensor.shape // [1, 4, 6, 6]
 */
export abstract class Convolution extends SteerableConvolution {
  /** @internal */
  override compute(x: Tensor): Tensor {
    const { kernelSize: kernel, stride, padding, dilation } = this;
    const where = `${this.kind}.forward`;
    requireSymmetricWindows(where, this.inType.space, x.shape.slice(2), { kernel, stride, padding, dilation });
    return this.withBias(convolve(x, this.filter(), { stride, padding, dilation }));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return graph.apply(
      'Conv',
      [x, graph.constant('weight', this.filter()), ...this.writeBias(graph)],
      this.attributes(),
    );
  }
}

/**
 * A transposed convolution: it spreads each place over the filter, and undoes strides.
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const image = fieldType(C4, [C4.trivial]);
 * const layer = new R2ConvTransposed(image, image, 3, { stride: 2 });
 * layer instanceof TransposedConvolution // true
 * layer.forward(geometricTensor(zeros([1, 1, 4, 4]), image)).tensor.shape // [1, 1, 9, 9]
 */
export abstract class TransposedConvolution extends SteerableConvolution {
  /** @internal */
  override compute(x: Tensor): Tensor {
    const { stride, padding, dilation } = this;
    return this.withBias(transposedConvolve(x, this.turned(), { stride, padding, dilation }));
  }

  /** [in, out, …kernel]. */
  private turned(): Tensor {
    const filter = this.filter();
    return permute(filter, [1, 0, ...filter.shape.slice(2).map((_, axis) => axis + 2)]);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const inputs = [x, graph.constant('weight', this.turned()), ...this.writeBias(graph)];
    return graph.apply('ConvTranspose', inputs, this.attributes());
  }
}

/**
 * A convolution of the plane between any fields.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for types of other spaces, options unknown; on `forward` for an extent at
 *   which the stride breaks the symmetry
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular, C4.regular]), 3, { padding: 1 });
 * layer.basis.dimension // 12
 * layer.filter().shape // [8, 1, 3, 3]
 */
export class R2Conv extends Convolution {
  constructor(inType: FieldType, outType: FieldType, kernelSize: number, options: ConvolutionOptions = {}) {
    super(inType, outType, kernelSize, options, 'R2Conv', 2);
  }

  override get kind(): string {
    return 'R2Conv';
  }
}

/**
 * A convolution of space between any fields.
 * @throws {IsotypicError} as `R2Conv`
 * @example
 * const cube = gspaces.octaOnR3();
 * new R3Conv(fieldType(cube, [cube.trivial]), fieldType(cube, [cube.irrep(1)]), 3).basis.dimension // 1
 */
export class R3Conv extends Convolution {
  constructor(inType: FieldType, outType: FieldType, kernelSize: number, options: ConvolutionOptions = {}) {
    super(inType, outType, kernelSize, options, 'R3Conv', 3);
  }

  override get kind(): string {
    return 'R3Conv';
  }
}

/**
 * The transposed convolution of the plane; extents become (n − 1)·stride + kernel − 2·padding.
 * @throws {IsotypicError} as `R2Conv`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular]);
 * new R2ConvTransposed(type, type, 3, { stride: 2 }).basis.dimension // 24
 */
export class R2ConvTransposed extends TransposedConvolution {
  constructor(inType: FieldType, outType: FieldType, kernelSize: number, options: ConvolutionOptions = {}) {
    super(inType, outType, kernelSize, options, 'R2ConvTransposed', 2);
  }

  override get kind(): string {
    return 'R2ConvTransposed';
  }
}

/**
 * The transposed convolution of space.
 * @throws {IsotypicError} as `R2Conv`
 * @example
 * const cube = gspaces.octaOnR3();
 * const type = fieldType(cube, [cube.trivial]);
 * new R3ConvTransposed(type, type, 3, { stride: 2 }).basis.dimension // 2
 */
export class R3ConvTransposed extends TransposedConvolution {
  constructor(inType: FieldType, outType: FieldType, kernelSize: number, options: ConvolutionOptions = {}) {
    super(inType, outType, kernelSize, options, 'R3ConvTransposed', 3);
  }

  override get kind(): string {
    return 'R3ConvTransposed';
  }
}
