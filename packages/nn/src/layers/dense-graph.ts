/**
 * A trained layer as plain dense operations: what it computes, written down for other systems. The operations are
 * ONNX's (opset 17) with its names for attributes, in an order in which every input is there before it is read.
 */
import { invalidArgument } from '@isotypic/algebra/internal';
import { Tensor } from '../tensor/tensor.js';

/** Dense operations that a module is written as. */
export type DenseOperationName =
  | 'Add'
  | 'AveragePool'
  | 'Concat'
  | 'Conv'
  | 'ConvTranspose'
  | 'Cos'
  | 'Div'
  | 'Elu'
  | 'Equal'
  | 'Erf'
  | 'Gather'
  | 'GlobalAveragePool'
  | 'GlobalMaxPool'
  | 'MatMul'
  | 'Max'
  | 'MaxPool'
  | 'Mul'
  | 'Relu'
  | 'Reshape'
  | 'Sigmoid'
  | 'Sin'
  | 'Softmax'
  | 'Sqrt'
  | 'Sub'
  | 'Tanh'
  | 'Transpose'
  | 'Where';

/** One operation; inputs and output by name, a name being an input of the graph, a constant, or an earlier output. */
export interface DenseOperation {
  readonly operation: DenseOperationName;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, number | readonly number[]>>;
}

/** What a graph reads. */
export interface DenseInput {
  readonly name: string;
  /** Extents, −1 where any will do; the first is the number of samples, which all inputs have alike. */
  readonly shape: readonly number[];
}

/** Operations with their constants. */
export interface DenseGraph {
  /** One for each input of the module, in its order. */
  readonly inputs: readonly DenseInput[];
  readonly output: string;
  /** Extents of the output, −1 where any will do. */
  readonly outputShape: readonly number[];
  readonly operations: readonly DenseOperation[];
  readonly constants: Readonly<Record<string, Tensor>>;
  /** Constants that hold integers: indices of `Gather`, shapes of `Reshape` (0: as before, −1: what is left). */
  readonly integers: readonly string[];
}

export const GRAPH = {
  expected: 'a graph of dense operations',
  accepts: (v: unknown) =>
    typeof v === 'object' &&
    v !== null &&
    ['inputs', 'output', 'operations', 'constants', 'integers'].every((name) => name in v),
  remedy: () => 'exportModule(module) makes one.',
};

/** Writes a graph, layer by layer. */
export class GraphWriter {
  readonly operations: DenseOperation[] = [];
  readonly constants: Record<string, Tensor> = {};
  readonly integers: string[] = [];
  private prefix = '';

  constructor(
    /** Number of axes in space. */
    private axes: number,
    /** Their extents where the module that writes reads, if they are known. */
    public extents?: readonly number[],
  ) {}

  /**
   * The extents, for what has another form at each.
   * @throws {IsotypicError} `INVALID_ARGUMENT` where they are not known
   */
  requireExtents(what: string): readonly number[] {
    if (this.extents !== undefined) return this.extents;
    throw invalidArgument(
      'exportModule',
      'layers that are plain dense operations at any extent, or option extents',
      `${what}, and no extents`,
      'Pass those of the input, a number for each of its axes: exportModule(module, { extents: [12] }).',
    );
  }

  /** Names given from now on begin with this. */
  within(prefix: string): this {
    this.prefix = prefix;
    return this;
  }

  /** What `write` writes has this many axes besides samples and channels: 1 on sequences, 0 on lists of features. */
  withAxes(axes: number, write: () => string): string {
    const { axes: before } = this;
    this.axes = axes;
    const written = write();
    this.axes = before;
    return written;
  }

  /** What `write` writes reads these extents. */
  withExtents(extents: readonly number[] | undefined, write: () => string): string {
    const { extents: before } = this;
    this.extents = extents;
    const written = write();
    this.extents = before;
    return written;
  }

  /** Channels [samples, channels] in a shape that is broadcast over space. */
  overSpace(x: string, channels: number): string {
    const shape = [0, channels, ...new Array<number>(this.axes).fill(1)];
    return this.apply('Reshape', [x, this.indices('channels', shape)]);
  }

  apply(
    operation: DenseOperationName,
    inputs: readonly string[],
    attributes: DenseOperation['attributes'] = {},
  ): string {
    const output = `v${this.operations.length}`;
    this.operations.push({ operation, inputs: [...inputs], output, attributes });
    return output;
  }

  /** A constant, under a name like `0.weight`. */
  constant(name: string, value: Tensor): string {
    let full = this.prefix === '' ? name : `${this.prefix}.${name}`;
    for (let k = 1; full in this.constants; k++) full = `${this.prefix}.${name}${k}`;
    this.constants[full] = value;
    return full;
  }

  /** A list of integers as a constant. */
  indices(name: string, values: ArrayLike<number>): string {
    const full = this.constant(name, new Tensor([values.length], Float64Array.from(values)));
    this.integers.push(full);
    return full;
  }

  /** Numbers for each channel, to be broadcast over samples and space. */
  perChannel(name: string, values: ArrayLike<number>): string {
    const shape = [1, values.length, ...new Array<number>(this.axes).fill(1)];
    return this.constant(name, new Tensor(shape, Float64Array.from(values)));
  }

  /** xWᵀ + b along the last axis, W [outputs, inputs]: the constants `weight` and `bias`. */
  affine(x: string, weight: Tensor, bias: Tensor | undefined): string {
    const y = this.apply('MatMul', [x, this.constant('weight', turned(weight))]);
    return bias === undefined ? y : this.apply('Add', [y, this.constant('bias', bias)]);
  }

  /** `weights` [to, from] along an axis of x, which has `rank` axes. */
  alongAxis(name: string, x: string, weights: Tensor, axis: number, rank: number): string {
    const matrix = this.constant(name, turned(weights));
    if (axis === rank - 1) return this.apply('MatMul', [x, matrix]);
    const perm = Array.from({ length: rank }, (_, a) => (a === axis ? rank - 1 : a === rank - 1 ? axis : a));
    const product = this.apply('MatMul', [this.apply('Transpose', [x], { perm }), matrix]);
    return this.apply('Transpose', [product], { perm });
  }

  /** A matrix applied to channels at every place. */
  mixChannels(name: string, x: string, matrix: Float64Array, rows: number): string {
    const cols = matrix.length / rows;
    if (this.axes === 0) {
      return this.apply('MatMul', [x, this.constant(name, turned(new Tensor([rows, cols], matrix)))]);
    }
    const shape = [rows, cols, ...new Array<number>(this.axes).fill(1)];
    return this.apply('Conv', [x, this.constant(name, new Tensor(shape, matrix))]);
  }
}

/** A matrix transposed. */
function turned({ shape: [rows, cols], data }: Tensor): Tensor {
  const transposed = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) transposed[j * rows + i] = data[i * cols + j];
  return new Tensor([cols, rows], transposed);
}
