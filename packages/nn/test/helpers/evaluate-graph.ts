/** Runs a graph of dense operations on tensors: the obvious reading of ONNX's operations. */
import {
  add,
  averagePool,
  broadcastTo,
  concatenate,
  convolve,
  cos,
  type DenseGraph,
  divide,
  erf,
  exp,
  gather,
  matmul,
  maximum,
  maxPool,
  multiply,
  permute,
  reduceMax,
  reduceMean,
  relu,
  reshape,
  scalar,
  scale,
  sigmoid,
  sin,
  softmax,
  sqrt,
  subtract,
  type Tensor,
  tanh,
  tensor,
  transposedConvolve,
} from '@isotypic/nn';

export function evaluateGraph(graph: DenseGraph, ...inputs: readonly Tensor[]): Tensor {
  const given = graph.inputs.map(({ name }, k) => [name, inputs[k]] as const);
  const values = new Map<string, Tensor>([...given, ...Object.entries(graph.constants)]);
  for (const { operation, inputs, output, attributes } of graph.operations) {
    const args = inputs.map((name) => values.get(name) as Tensor);
    values.set(output, apply(operation, args, attributes));
  }
  return values.get(graph.output) as Tensor;
}

type Attributes = Readonly<Record<string, number | readonly number[]>>;

const first = (value: number | readonly number[] | undefined, fallback: number): number =>
  typeof value === 'object' ? value[0] : (value ?? fallback);

function withBias(y: Tensor, bias: Tensor | undefined): Tensor {
  if (bias === undefined) return y;
  return add(y, reshape(bias, [1, bias.size, ...new Array(y.shape.length - 2).fill(1)]));
}

function apply(operation: string, [a, b, c, ...rest]: readonly Tensor[], at: Attributes): Tensor {
  const steps = {
    stride: first(at.strides, 1),
    padding: first(at.pads, 0),
  };
  const dilation = first(at.dilations, 1);
  switch (operation) {
    case 'Add':
      return add(a, b);
    case 'Sub':
      return subtract(a, b);
    case 'Mul':
      return multiply(a, b);
    case 'Div':
      return divide(a, b);
    case 'Max':
      return [b, c, ...rest].filter(Boolean).reduce((x, y) => maximum(x, y), a);
    case 'Equal': {
      const { data } = broadcastTo(b, a.shape);
      return tensor(
        a.data.map((value, i) => Number(value === data[i])),
        a.shape,
      );
    }
    case 'Where':
      return add(multiply(a, b), multiply(subtract(scalar(1), a), c));
    case 'Concat':
      return concatenate([a, b, c, ...rest].filter(Boolean), { axis: first(at.axis, 0) });
    case 'Erf':
      return erf(a);
    case 'Relu':
      return relu(a);
    case 'Elu': {
      const below = scale(relu(scale(a, -1)), -1);
      return add(relu(a), scale(add(exp(below), scalar(-1)), first(at.alpha, 1)));
    }
    case 'Sigmoid':
      return sigmoid(a);
    case 'Sin':
      return sin(a);
    case 'Cos':
      return cos(a);
    case 'Tanh':
      return tanh(a);
    case 'Sqrt':
      return sqrt(a);
    case 'MatMul':
      return matmul(a, b);
    case 'Gather':
      return gather(a, b.data, { axis: first(at.axis, 0) });
    case 'Conv':
      return withBias(convolve(a, b, { ...steps, dilation, groups: first(at.group, 1) }), c);
    case 'ConvTranspose':
      return withBias(transposedConvolve(a, b, { ...steps, dilation, groups: first(at.group, 1) }), c);
    case 'MaxPool':
      return maxPool(a, first(at.kernel_shape, 1), steps);
    case 'AveragePool':
      return averagePool(a, first(at.kernel_shape, 1), steps);
    case 'GlobalAveragePool':
    case 'GlobalMaxPool': {
      const axes = a.shape.map((_, axis) => axis).slice(2);
      return (operation === 'GlobalMaxPool' ? reduceMax : reduceMean)(a, { axes, keepAxes: true });
    }
    case 'Softmax':
      return softmax(a, { axis: first(at.axis, 0) });
    case 'Transpose':
      return permute(a, at.perm as readonly number[]);
    case 'Reshape': {
      const kept = Array.from(b.data, (extent, axis) => (extent === 0 ? a.shape[axis] : extent));
      const known = kept.reduce((product, extent) => (extent < 0 ? product : product * extent), 1);
      return reshape(
        a,
        kept.map((extent) => (extent < 0 ? a.size / known : extent)),
      );
    }
    default:
      throw new Error(`no ${operation}`);
  }
}
