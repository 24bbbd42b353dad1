/** Modules between lists of features, without axes in space, that can be written down as dense operations. */
import { Module } from '../modules/module.js';
import type { GraphWriter } from './dense-graph.js';

/**
 * A map of [samples, …inputs] to [samples, …outputs] that `exportModule` takes.
 * @example
 * new Linear(3, 2) instanceof DenseModule; // true
 * new Linear(3, 2).shapes; // { inputs: [3], outputs: [2] }
 */
export abstract class DenseModule extends Module {
  /** Extents of a sample. */
  abstract get shapes(): DenseShapes;

  /** @internal Writes down what `forward` does in evaluation; gives the name of the result. */
  abstract write(graph: GraphWriter, x: string): string;
}

/** Extents of what comes in and goes out, samples apart. */
export interface DenseShapes {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}
