/**
 * Derivatives of dense operations, written as dense operations: the sweep back that `gradient` makes over tensors, made
 * over a graph, whose number of samples stays open. Every pullback is that of the primitive in tensor/.
 */
import { invalidArgument } from '@isotypic/algebra/internal';
import { broadcastShape, sameShape } from '../tensor/shape.js';
import { scalar, Tensor } from '../tensor/tensor.js';
import type { DenseOperation, DenseOperationName, GraphWriter } from './dense-graph.js';

/** What a gradient is taken by: an input of the graph, [samples, …inputs]. */
export interface GradientInput {
  readonly x: string;
  readonly inputs: readonly number[];
}

/**
 * Writes what `write` writes, and after it the derivative by x of the sum of all its numbers; gives the name of that.
 * Samples are the first axis of all that depends on x, and do not see each other.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for operations that have no pullback here
 */
export function writeGradient(graph: GraphWriter, { x, inputs }: GradientInput, write: () => string): string {
  const first = graph.operations.length;
  const y = write();
  const operations = graph.operations.slice(first);
  graph.within('gradient');
  const [zero, one] = [0, 1].map((c) => graph.constant(c === 0 ? 'zero' : 'one', scalar(c)));
  const shapes = new Map(Object.entries(graph.constants).map(([name, { shape }]) => [name, shape]));
  const moved = new Map<string, readonly number[]>([[x, [-1, ...inputs]]]);
  const sweep: Sweep = { graph, shapeOf: (name) => moved.get(name) ?? shapes.get(name) ?? [], zero, one };
  for (const operation of operations) {
    const isMoved = operation.inputs.some((name) => moved.has(name));
    (isMoved ? moved : shapes).set(operation.output, shapeOf(sweep, operation));
  }
  // ones in the shape of y
  const seed = graph.apply('Add', [graph.apply('Mul', [y, zero]), one]);
  const cotangents = new Map([[y, seed]]);
  for (const operation of operations.reverse()) {
    const cotangent = cotangents.get(operation.output);
    if (cotangent === undefined) continue;
    operation.inputs.forEach((name, k) => {
      if (!moved.has(name)) return;
      const share = pullback(operation.operation)(sweep, operation, cotangent, k);
      const before = cotangents.get(name);
      cotangents.set(name, before === undefined ? share : graph.apply('Add', [before, share]));
    });
  }
  return cotangents.get(x) ?? graph.apply('Mul', [x, zero]);
}

interface Sweep {
  readonly graph: GraphWriter;
  /** −1 for the number of samples. */
  readonly shapeOf: (name: string) => readonly number[];
  readonly zero: string;
  readonly one: string;
}

/** The share of the k-th input, given the cotangent g of the output. */
type Pullback = (sweep: Sweep, operation: DenseOperation, g: string, k: number) => string;

const PULLBACKS: Partial<Readonly<Record<DenseOperationName, Pullback>>> = {
  Add: (sweep, operation, g, k) => {
    requireWhole(sweep, operation, k);
    return g;
  },
  Mul: (sweep, operation, g, k) => {
    requireWhole(sweep, operation, k);
    return sweep.graph.apply('Mul', [g, operation.inputs[1 - k]]);
  },
  MatMul: (sweep, operation, g, k) => {
    requireWhole(sweep, operation, k);
    const { graph, shapeOf } = sweep;
    const other = operation.inputs[1 - k];
    const axes = shapeOf(other).map((_, axis) => axis);
    const [a, b] = axes.slice(-2);
    const turned = graph.apply('Transpose', [other], { perm: [...axes.slice(0, -2), b, a] });
    return graph.apply('MatMul', k === 0 ? [g, turned] : [turned, g]);
  },
  Gather: ({ graph, shapeOf }, { inputs: [x, places], attributes }, g) => {
    const axis = Number(attributes.axis);
    const shape = shapeOf(x);
    const { data } = graph.constants[places];
    const weights = new Float64Array(shape[axis] * data.length);
    data.forEach((to, from) => {
      weights[to * data.length + from] = 1;
    });
    return graph.alongAxis('scattered', g, new Tensor([shape[axis], data.length], weights), axis, shape.length);
  },
  Concat: ({ graph, shapeOf }, { inputs, attributes }, g, k) => {
    const axis = Number(attributes.axis);
    const start = inputs.slice(0, k).reduce((sum, name) => sum + shapeOf(name)[axis], 0);
    const places = Int32Array.from({ length: shapeOf(inputs[k])[axis] }, (_, i) => start + i);
    return graph.apply('Gather', [g, graph.indices('part', places)], { axis });
  },
  Reshape: ({ graph, shapeOf }, { inputs: [x] }, g) => {
    const [, ...rest] = shapeOf(x);
    return graph.apply('Reshape', [g, graph.indices('shape', [0, ...rest])]);
  },
  Transpose: ({ graph }, { attributes }, g) => {
    const order = attributes.perm as readonly number[];
    return graph.apply('Transpose', [g], { perm: order.map((_, axis) => order.indexOf(axis)) });
  },
  Relu: ({ graph, zero, one }, { output: y }, g) => {
    const isPositive = graph.apply('Where', [graph.apply('Equal', [y, zero]), zero, one]);
    return graph.apply('Mul', [g, isPositive]);
  },
  Sigmoid: ({ graph, one }, { output: y }, g) =>
    graph.apply('Mul', [g, graph.apply('Mul', [y, graph.apply('Sub', [one, y])])]),
  Tanh: ({ graph, one }, { output: y }, g) =>
    graph.apply('Mul', [g, graph.apply('Sub', [one, graph.apply('Mul', [y, y])])]),
  Erf: ({ graph, zero, one }, { inputs: [x] }, g) => {
    // e^(−x²) as Elu(−x²) + 1, ELU below 0 being eᶻ − 1
    const exponent = graph.apply('Sub', [zero, graph.apply('Mul', [x, x])]);
    const bell = graph.apply('Add', [graph.apply('Elu', [exponent], { alpha: 1 }), one]);
    const height = graph.constant('height', scalar(2 / Math.sqrt(Math.PI)));
    return graph.apply('Mul', [graph.apply('Mul', [g, bell]), height]);
  },
};

function pullback(name: DenseOperationName): Pullback {
  const found = PULLBACKS[name];
  if (found !== undefined) return found;
  throw invalidArgument('exportModule', `an energy of the operations ${Object.keys(PULLBACKS).join(', ')}`, name);
}

/** Unless an input that depends on x is repeated, whose share would be a sum: no layer does that. */
function requireWhole({ shapeOf }: Sweep, { operation, inputs, output }: DenseOperation, k: number): void {
  const [own, whole] = [inputs[k], output].map(shapeOf);
  const matters = operation === 'MatMul' ? -2 : undefined;
  if (own.length === whole.length && sameShape(own.slice(0, matters), whole.slice(0, matters))) return;
  throw invalidArgument('exportModule', `an energy whose ${operation} repeats constants alone`, `${own} in ${whole}`);
}

/** The shape of an output, −1 for the number of samples. */
function shapeOf({ graph, shapeOf: of }: Sweep, { operation, inputs, attributes }: DenseOperation): readonly number[] {
  const [x, ...others] = inputs.map(of);
  const axis = Number(attributes.axis);
  switch (operation) {
    case 'MatMul': {
      const [y] = others;
      const batch = broadcastShape(x.slice(0, -2), y.slice(0, -2)) ?? [];
      return [...batch, x[x.length - 2], y[y.length - 1]];
    }
    case 'Gather':
      return x.map((n, a) => (a === axis ? others[0][0] : n));
    case 'Concat':
      return x.map((n, a) => (a === axis ? others.reduce((sum, y) => sum + y[a], n) : n));
    case 'Transpose':
      return (attributes.perm as readonly number[]).map((a) => x[a]);
    case 'Reshape': {
      const wanted = Array.from(graph.constants[inputs[1]].data, (n, a) => (n === 0 ? x[a] : n));
      const known = wanted.slice(1).reduce((size, n) => (n < 0 ? size : size * n), 1);
      const rest = x.slice(1).reduce((a, b) => a * b, 1) / known;
      return wanted.map((n, a) => (a > 0 && n < 0 ? rest : n));
    }
    default:
      return others.reduce((shape, y) => broadcastShape(shape, y) ?? shape, x);
  }
}
