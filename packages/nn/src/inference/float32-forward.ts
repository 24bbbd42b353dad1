/** What a module computes in evaluation, in float32: for inference, where half the bytes and twice the lanes count. */
import { checkArgument } from '@isotypic/algebra/internal';
import { openTensorKernels } from '@isotypic/numeric/internal';
import { type DenseGraph, type DenseInput, GRAPH } from '../layers/dense-graph.js';
import { sizeOf } from '../tensor/shape.js';
import { shapeFault, shapeText, TENSOR, Tensor } from '../tensor/tensor.js';
import { convolution, matrixProduct, transposedConvolution } from './convolutions.js';
import { binary, chosen, unary } from './entries.js';
import { countUses, foldScales } from './fold-scales.js';
import { concatenated, gathered, pooled, reshaped, softmaxed, transposed } from './orders.js';
import { type Call, type Machine, Plan, type Value } from './plan.js';

/**
 * The function of a graph of dense operations, in float32 on the WebAssembly kernels: constants and all values between
 * operations stay in an arena of its own, batch norms are taken into the convolutions before them. Nothing of it is
 * recorded: there are no derivatives. Inputs and output are tensors; numbers are rounded to float32 on the way in.
 *
 * @returns a function of the graph's inputs, in their order, which makes a plan when shapes are others than last time
 * @throws {IsotypicError} `INVALID_ARGUMENT`; the function: `SHAPE_MISMATCH` for inputs of another shape
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3).evaluate();
 * const forward = float32Forward(exportModule(layer));
 * forward(zeros([2, 1, 9, 9])).shape; // [2, 4, 7, 7]
 */
export function float32Forward(graph: DenseGraph): (...inputs: readonly Tensor[]) => Tensor {
  checkArgument('float32Forward', 'graph', graph, GRAPH);
  const folded = foldScales(graph);
  let last: { readonly shape: string; readonly run: (inputs: readonly Tensor[]) => Tensor } | undefined;
  return (...inputs) => {
    requireInputs(graph.inputs, inputs);
    const shape = inputs.map((x) => shapeText(x.shape)).join();
    if (last?.shape !== shape) {
      last = {
        shape,
        run: planned(
          folded,
          inputs.map((x) => x.shape),
        ),
      };
    }
    return last.run(inputs);
  };
}

/** Inputs as the graph has them, all of as many samples as the first. */
function requireInputs(expected: readonly DenseInput[], inputs: readonly Tensor[]): void {
  const where = 'float32Forward';
  expected.forEach(({ name, shape }, k) => {
    const x = inputs[k];
    checkArgument(where, name, x, TENSOR);
    const wanted = k === 0 ? shape : [inputs[0].shape[0], ...shape.slice(1)];
    if (x.shape.length !== wanted.length || wanted.some((n, axis) => n >= 0 && n !== x.shape[axis])) {
      throw shapeFault(where, `${name} of the shape ${shapeText(wanted)}, −1 for any`, shapeText(x.shape));
    }
  });
}

/** The function for inputs of these shapes. */
function planned(graph: DenseGraph, shapes: readonly (readonly number[])[]): (inputs: readonly Tensor[]) => Tensor {
  const plan = new Plan();
  const read = graph.inputs.map(({ name }, k) => [name, plan.value(shapes[k])] as const);
  const [[, input]] = read;
  const integers = new Set(graph.integers);
  const floats = Object.entries(graph.constants).filter(([name]) => !integers.has(name));
  const constants = floats.map(([name, value]) => [name, plan.value(value.shape)] as const);
  const values = new Map<string, Value>([...read, ...constants]);
  const uses = countUses(graph);
  const { operations } = graph;
  for (let i = 0; i < operations.length; i++) {
    const operation = operations[i];
    const next = operations[i + 1];
    const isRectified =
      operation.operation.startsWith('Conv') &&
      next?.operation === 'Relu' &&
      next.inputs[0] === operation.output &&
      uses.get(operation.output) === 1;
    const call: Call = {
      operation,
      inputs: operation.inputs.map((name) => values.get(name) ?? input),
      isRectified,
      integers: operation.inputs.map((name) => (integers.has(name) ? graph.constants[name].data : undefined)),
    };
    values.set(isRectified ? next.output : operation.output, written(plan, call));
    if (isRectified) i++;
  }
  const output = values.get(graph.output) ?? input;
  const kernels = openTensorKernels();
  const double = kernels.reserve(plan.arena.size); // counted in numbers of half the size: more than enough
  const heap = new Float32Array(double.buffer, double.byteOffset, 2 * plan.arena.size);
  const machine: Machine = { heap, kernels };
  floats.forEach(([, { data }], k) => {
    heap.set(data, constants[k][1].at);
  });
  for (const prepare of plan.preparations) prepare(machine);
  return (inputs) => {
    read.forEach(([, { at }], k) => {
      heap.set(inputs[k].data, at);
    });
    for (const step of plan.steps) step(machine);
    return new Tensor(output.shape, Float64Array.from(heap.subarray(output.at, output.at + sizeOf(output.shape))));
  };
}

/** The steps of one operation. */
function written(plan: Plan, call: Call): Value {
  const name = call.operation.operation;
  switch (name) {
    case 'Conv':
      return convolution(plan, call);
    case 'ConvTranspose':
      return transposedConvolution(plan, call);
    case 'MatMul':
      return matrixProduct(plan, call);
    case 'Add':
    case 'Sub':
    case 'Mul':
    case 'Div':
    case 'Equal':
      return binary(plan, name, call.inputs);
    case 'Max':
      return call.inputs.slice(1).reduce((a, b) => binary(plan, 'Max', [a, b]), call.inputs[0]);
    case 'Where':
      return chosen(plan, call.inputs);
    case 'Relu':
    case 'Elu':
    case 'Erf':
    case 'Sigmoid':
    case 'Sin':
    case 'Cos':
    case 'Tanh':
    case 'Sqrt':
      return unary(plan, name, call);
    case 'Concat':
      return concatenated(plan, call);
    case 'Gather':
      return gathered(plan, call);
    case 'Reshape':
      return reshaped(call);
    case 'Transpose':
      return transposed(plan, call);
    case 'Softmax':
      return softmaxed(plan, call);
    case 'AveragePool':
    case 'GlobalAveragePool':
      return pooled(plan, call, false);
    case 'MaxPool':
    case 'GlobalMaxPool':
      return pooled(plan, call, true);
  }
}
