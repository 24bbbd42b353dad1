/**
 * Factors and shifts of channels that follow a convolution, as batch norms do in evaluation, taken into its filters and
 * bias: (w ⋆ x + b)·f + s = (f·w) ⋆ x + (f·b + s).
 */
import type { DenseGraph, DenseOperation } from '../layers/dense-graph.js';
import { Tensor } from '../tensor/tensor.js';

/** The same function in fewer operations, equal up to the rounding of its constants. */
export function foldScales(graph: DenseGraph): DenseGraph {
  const constants: Record<string, Tensor> = { ...graph.constants };
  const uses = countUses(graph);
  const operations: DenseOperation[] = [];
  const makerOf = new Map<string, number>();
  for (const operation of graph.operations) {
    const [from, by] = operation.inputs;
    const at = makerOf.get(from);
    const factor = constants[by];
    if (
      at !== undefined &&
      uses.get(from) === 1 &&
      factor !== undefined &&
      isFoldable(operation, operations[at], factor)
    ) {
      operations[at] = folded(operations[at], operation, factor, constants);
      makerOf.set(operation.output, at);
      continue;
    }
    if (operation.operation === 'Conv' && operation.inputs.slice(1).every((name) => name in constants)) {
      makerOf.set(operation.output, operations.length);
    }
    operations.push(operation);
  }
  return { ...graph, operations, constants };
}

/** How often each value is read. */
export function countUses({ operations, output }: DenseGraph): ReadonlyMap<string, number> {
  const uses = new Map<string, number>([[output, 1]]);
  for (const name of operations.flatMap(({ inputs }) => inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

/** One number for each channel, against outputs [samples, channels, …space]. */
function isFoldable({ operation }: DenseOperation, convolution: DenseOperation, factor: Tensor): boolean {
  const channels = factor.shape.length > 1 ? factor.shape[1] : 0;
  return (operation === 'Mul' || operation === 'Add') && convolution.operation === 'Conv' && factor.size === channels;
}

function folded(
  convolution: DenseOperation,
  { operation, output }: DenseOperation,
  { data: numbers }: Tensor,
  constants: Record<string, Tensor>,
): DenseOperation {
  const [x, weight, bias] = convolution.inputs;
  const before = bias === undefined ? new Float64Array(numbers.length) : constants[bias].data;
  const names = [`${output}.weight`, `${output}.bias`];
  const { shape, data } = constants[weight];
  const taps = data.length / numbers.length;
  if (operation === 'Mul') {
    constants[names[0]] = new Tensor(
      shape,
      data.map((w, i) => w * numbers[Math.floor(i / taps)]),
    );
    constants[names[1]] = new Tensor(
      [numbers.length],
      before.map((b, o) => b * numbers[o]),
    );
  } else {
    constants[names[0]] = constants[weight];
    constants[names[1]] = new Tensor(
      [numbers.length],
      before.map((b, o) => b + numbers[o]),
    );
  }
  return { ...convolution, inputs: [x, ...names], output };
}
