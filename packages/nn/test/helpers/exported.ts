/** What exports of several inputs are held to: the module as a function of all its inputs at once, and files. */
import {
  type DenseGraph,
  encodeGraph,
  float32Forward,
  Module,
  reshape,
  slice,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { decodeSafetensors } from '@isotypic/tables/formats';
import * as assert from 'uvu/assert';
import { boundOf } from '../equivariance.js';
import { evaluateGraph } from './evaluate-graph.js';
import { largestDifference } from './matrices.js';

/** All inputs one after the other. */
const joined = (inputs: readonly Tensor[]): Tensor => tensor(inputs.flatMap(({ data }) => [...data]));

/** A function of several tensors as one of their numbers, so that a change of any counts. */
class OfAll extends Module {
  constructor(
    readonly f: (...inputs: readonly Tensor[]) => Tensor,
    readonly shapes: readonly (readonly number[])[],
  ) {
    super();
  }

  override forward(x: Tensor): Tensor {
    let at = 0;
    const inputs = this.shapes.map((shape) => {
      at += shape.reduce((a, b) => a * b, 1);
      return reshape(slice(x, [at - shape.reduce((a, b) => a * b, 1)], [at]), shape);
    });
    return this.f(...inputs);
  }

  override get kind(): string {
    return 'OfAll';
  }
}

/** Roundings of f at these inputs in float64. */
export function roundingsOf(f: (...inputs: readonly Tensor[]) => Tensor, inputs: readonly Tensor[]): number {
  const all = new OfAll(
    f,
    inputs.map(({ shape }) => shape),
  );
  return boundOf(all, joined(inputs), f(...inputs));
}

/** The graph of a file, from its bytes alone. */
export function graphOf(bytes: Uint8Array): DenseGraph {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const names = Object.keys(tensors);
  return {
    ...JSON.parse(metadata.graph),
    constants: Object.fromEntries(
      names.map((name) => [name, tensor(Float64Array.from(tensors[name].data, Number), tensors[name].shape)]),
    ),
    integers: names.filter((name) => tensors[name].dtype === 'I64'),
  };
}

/** The graph against f: by operations in float64, by kernels in float32, and out of a file; gives what it makes. */
export function checkExport(
  graph: DenseGraph,
  f: (...inputs: readonly Tensor[]) => Tensor,
  inputs: readonly Tensor[],
): Tensor {
  const y = f(...inputs);
  const fits = (expected: readonly number[], { shape }: Tensor): boolean =>
    expected.length === shape.length && expected.every((n, axis) => n === -1 || n === shape[axis]);
  assert.is(graph.inputs.length, inputs.length);
  assert.ok(graph.inputs.every(({ shape }, k) => shape[0] === -1 && fits(shape, inputs[k])));
  assert.ok(fits(graph.outputShape, y));
  const z = evaluateGraph(graph, ...inputs);
  assert.equal(z.shape, y.shape);
  assert.ok(y.data.some((v) => v !== 0));
  const bound = roundingsOf(f, inputs);
  const difference = largestDifference(z.data, y.data);
  assert.ok(difference <= 2 * bound, `float64: ${difference} > ${2 * bound}`); // roundings of both
  const single = float32Forward(graph)(...inputs);
  assert.equal(single.shape, y.shape);
  const away = largestDifference(single.data, y.data);
  assert.ok(away <= 2 ** 29 * bound, `float32: ${away} > ${2 ** 29 * bound}`); // 53 bits to 24
  assert.equal(evaluateGraph(graphOf(encodeGraph(graph)), ...inputs).data, z.data);
  return z;
}
