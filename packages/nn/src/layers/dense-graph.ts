/**
 * A trained layer as plain dense operations: what it computes, written down for other systems. The operations are
 * ONNX's (opset 17) with its names for attributes, in an order in which every input is there before it is read.
 */
import { Tensor } from '../tensor/tensor.js';

/** Dense operations that a module is written as. */
export type DenseOperationName =
  | 'Add'
  | 'AveragePool'
  | 'Conv'
  | 'ConvTranspose'
  | 'Div'
  | 'Elu'
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
  | 'Softmax'
  | 'Sqrt'
  | 'Sub'
  | 'Tanh'
  | 'Transpose';

/** One operation; inputs and output by name, a name being the graph's input, a constant, or an earlier output. */
export interface DenseOperation {
  readonly operation: DenseOperationName;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, number | readonly number[]>>;
}

/** Operations with their constants. */
export interface DenseGraph {
  readonly input: string;
  readonly output: string;
  /** Extents of the input, −1 where any will do. */
  readonly inputShape: readonly number[];
  /** The same of the output. */
  readonly outputShape: readonly number[];
  readonly operations: readonly DenseOperation[];
  readonly constants: Readonly<Record<string, Tensor>>;
  /** Constants that hold integers: indices of `Gather`, shapes of `Reshape` (0: as before, −1: what is left). */
  readonly integers: readonly string[];
}

export const GRAPH = {
  expected: 'a graph of dense operations',
  accepts: (v: unknown) =>
    typeof v === 'object' && v !== null && 'operations' in v && 'constants' in v && 'integers' in v && 'output' in v,
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
    readonly axes: number,
  ) {}

  /** Names given from now on begin with this. */
  within(prefix: string): this {
    this.prefix = prefix;
    return this;
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

  /** A matrix applied to channels at every place. */
  mixChannels(name: string, x: string, matrix: Float64Array, rows: number): string {
    const cols = matrix.length / rows;
    if (this.axes === 0) {
      const transposed = Float64Array.from(matrix, (_, at) => matrix[(at % rows) * cols + Math.floor(at / rows)]);
      return this.apply('MatMul', [x, this.constant(name, new Tensor([cols, rows], transposed))]);
    }
    const shape = [rows, cols, ...new Array<number>(this.axes).fill(1)];
    return this.apply('Conv', [x, this.constant(name, new Tensor(shape, matrix))]);
  }
}
