/** A graph of dense operations as one safetensors file: a state dict with the operations in its metadata. */
import { checkArgument, checkOptions, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { encodeSafetensors, float64Tensor, int64Tensor } from '@isotypic/tables/formats';
import { type DenseGraph, GRAPH } from './dense-graph.js';

/** Options of `encodeBasis`, `encodeGraph`. */
export interface EncodeOptions {
  /** Of weights and other numbers. Default 'float64'. */
  readonly precision?: 'float64' | 'float32';
}

export const ENCODE_OPTION_KINDS: OptionKinds<EncodeOptions> = { precision: oneOf('float64', 'float32') };

/** Numbers as a tensor of a file. */
export function storedNumbers(
  shape: readonly number[],
  data: Float64Array,
  precision: EncodeOptions['precision'],
): ReturnType<typeof float64Tensor> | { dtype: 'F32'; shape: readonly number[]; data: Float32Array } {
  return precision === 'float32' ? { dtype: 'F32', shape, data: Float32Array.from(data) } : float64Tensor(shape, data);
}

/**
 * The bytes of a safetensors file: the graph's constants by name, `0.weight` and so on, indices as int64, and in the
 * metadata under `graph` its inputs, output and operations as JSON.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3);
 * encodeGraph(exportModule(layer), { precision: 'float32' }).length > 144 // true
 */
export function encodeGraph(graph: DenseGraph, options: EncodeOptions = {}): Uint8Array {
  const where = 'encodeGraph';
  checkArgument(where, 'graph', graph, GRAPH);
  checkOptions(where, options, ENCODE_OPTION_KINDS);
  const integers = new Set(graph.integers);
  const tensors = Object.fromEntries(
    Object.entries(graph.constants).map(([name, { shape, data }]) => [
      name,
      integers.has(name) ? int64Tensor(shape, Array.from(data)) : storedNumbers(shape, data, options.precision),
    ]),
  );
  const { inputs, output, operations } = graph;
  const metadata = {
    format: 'isotypic-graph-1',
    graph: JSON.stringify({ inputs, output, operations }),
  };
  return encodeSafetensors({ tensors, metadata });
}
