/** Where the values of a graph lie in an arena of float32 numbers, and the steps that compute them. */
import type { TensorKernels } from '@isotypic/numeric/internal';
import type { DenseOperation } from '../layers/dense-graph.js';
import { Arena } from '../tensor/convolution-lines.js';
import { sizeOf } from '../tensor/shape.js';

/** A value: its shape, and the place of its first number. */
export interface Value {
  readonly shape: readonly number[];
  readonly at: number;
}

/** What a step computes with. */
export interface Machine {
  readonly heap: Float32Array;
  readonly kernels: Pick<TensorKernels, 'shiftedProduct32' | 'biasedRows32'>;
}

export type Step = (machine: Machine) => void;

/** A graph for inputs of one shape. */
export class Plan {
  readonly arena = new Arena();
  /** Done once, after the constants were written. */
  readonly preparations: Step[] = [];
  /** Done for each input. */
  readonly steps: Step[] = [];

  value(shape: readonly number[]): Value {
    return { shape, at: this.arena.take(sizeOf(shape)) };
  }
}

/** An operation and what it reads. */
export interface Call {
  readonly operation: DenseOperation;
  readonly inputs: readonly Value[];
  /** Whether what stands below 0 becomes 0 in the result: a `Relu` that follows. */
  readonly isRectified: boolean;
  /** Inputs that are integers, as numbers. */
  readonly integers: readonly (Float64Array | undefined)[];
}

/** An attribute as a list of numbers. */
export function listOf(call: Call, name: string, fallback: readonly number[]): readonly number[] {
  const value = call.operation.attributes[name];
  return value === undefined ? fallback : typeof value === 'number' ? [value] : value;
}
