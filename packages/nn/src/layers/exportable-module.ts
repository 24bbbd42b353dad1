/** Modules that can be written down as dense operations: what goes in, what comes out, and the operations between. */
import { Module } from '../modules/module.js';
import type { Tensor } from '../tensor/tensor.js';
import type { DenseGraph, DenseInput, GraphWriter } from './dense-graph.js';

/**
 * A module that `exportModule` takes.
 * @example
 * new Mlp([3, 8, 2]) instanceof ExportableModule; // true
 * new Mlp([3, 8, 2]).extentsCount; // 0
 * const C3 = noBaseSpace(catalogue.cyclic(3));
 * const type = fieldType(C3, [C3.regular]);
 * new ConditionalTransformer(type, type, type).extentsCount; // 2
 */
export abstract class ExportableModule<In = Tensor, Out = Tensor> extends Module<In, Out> {
  /** @internal Axes besides samples and channels of what is written down. */
  abstract get writtenAxes(): number;

  /** How many numbers option `extents` of `exportModule` has: one for each axis besides samples and channels. */
  get extentsCount(): number {
    return this.writtenAxes;
  }

  /** @internal What goes in and comes out, at those extents or at any. */
  abstract ends(extents: readonly number[] | undefined): GraphEnds;

  /** @internal Writes down what `forward` does in evaluation, of inputs by name; gives the name of the result. */
  abstract write(graph: GraphWriter, ...inputs: readonly string[]): string;
}

/** What a graph reads, and the shape of what it gives. */
export type GraphEnds = Pick<DenseGraph, 'inputs' | 'outputShape'>;

/** An input of any number of samples. */
export const graphInput = (name: string, ...shape: readonly number[]): DenseInput => ({ name, shape: [-1, ...shape] });

/** Extents that any will do for. */
export const anyExtents = (count: number): readonly number[] => new Array<number>(count).fill(-1);
