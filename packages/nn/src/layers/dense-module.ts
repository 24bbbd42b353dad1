/** Modules between lists of features, without axes in space, that can be written down as dense operations. */
import type { GraphWriter } from './dense-graph.js';
import { ExportableModule, type GraphEnds, graphInput } from './exportable-module.js';

/**
 * A map of [samples, …inputs] to [samples, …outputs] that `exportModule` takes.
 * @example
 * new Linear(3, 2) instanceof DenseModule; // true
 * new Linear(3, 2).shapes; // { inputs: [3], outputs: [2] }
 */
export abstract class DenseModule extends ExportableModule {
  /** Extents of a sample. */
  abstract get shapes(): DenseShapes;

  /** @internal */
  override get writtenAxes(): number {
    return 0;
  }

  /** @internal */
  override ends(): GraphEnds {
    const { inputs, outputs } = this.shapes;
    return { inputs: [graphInput('x', ...inputs)], outputShape: [-1, ...outputs] };
  }

  /** @internal Writes down what `forward` does in evaluation; gives the name of the result. */
  abstract override write(graph: GraphWriter, x: string): string;
}

/** Extents of what comes in and goes out, samples apart. */
export interface DenseShapes {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}
