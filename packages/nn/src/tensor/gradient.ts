/** Reverse sweeps: gradients, Jacobians, and products with second derivatives. */
import { callable, checkArgument, type Kind } from '@isotypic/algebra/internal';
import { add } from './add.js';
import { reduceSum } from './broadcast-and-sum.js';
import { multiply } from './multiply.js';
import { concatenate } from './pad-and-slice.js';
import { leafOf, settled, withoutRecording, withSweep } from './record.js';
import { reshape } from './reshape.js';
import { sameShape } from './shape.js';
import { shapeFault, shapeText, TENSOR, TENSORS, Tensor, zeros } from './tensor.js';

const INPUTS: Kind = {
  expected: 'an array of Tensors, at least one',
  accepts: (v) => TENSORS.accepts(v) && (v as readonly Tensor[]).length > 0,
};

/** A function's value, and its derivatives by its inputs. */
export interface Gradient {
  readonly value: Tensor;
  /** For each input, of its shape. */
  readonly gradients: readonly Tensor[];
}

/**
 * The value of a function of tensors whose result is one number, and its gradient by each input. What the function does
 * is written down while it runs, and read backwards; a gradient within a function gives second derivatives.
 *
 * @param f synchronous; what it computes outside of this package's functions has no derivative
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` unless the result is one number
 * @example
 * const { value, gradients } = gradient((x) => reduceSum(multiply(x, x)), [tensor([1, 2])]);
 * value.item(); // 5
 * gradients[0].data; // [2, 4]
 */
export function gradient(f: (...inputs: readonly Tensor[]) => Tensor, inputs: readonly Tensor[]): Gradient {
  checkArgument('gradient', 'f', f, callable);
  checkArgument('gradient', 'inputs', inputs, INPUTS);
  return swept('gradient', f, inputs, (value) => {
    if (value.size !== 1) throw shapeFault('gradient', 'f to give one number', `the shape ${shapeText(value.shape)}`);
    return new Tensor(value.shape, Float64Array.of(1));
  });
}

/**
 * The value of a function of tensors, and for each input Σ cotangent · ∂f/∂input.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` unless the cotangent has the shape of the result
 * @example
 * vectorJacobianProduct((x) => multiply(x, x), [tensor([1, 2])], tensor([1, 10])).gradients[0].data; // [2, 40]
 */
export function vectorJacobianProduct(
  f: (...inputs: readonly Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  cotangent: Tensor,
): Gradient {
  const where = 'vectorJacobianProduct';
  checkArgument(where, 'f', f, callable);
  checkArgument(where, 'inputs', inputs, INPUTS);
  checkArgument(where, 'cotangent', cotangent, TENSOR);
  return swept(where, f, inputs, (value) => {
    if (sameShape(value.shape, cotangent.shape)) return cotangent;
    throw shapeFault(where, `a cotangent of the shape ${shapeText(value.shape)}`, shapeText(cotangent.shape));
  });
}

/**
 * All first derivatives ∂f/∂x at one place, in the shape [...f, ...x]; one sweep for each entry of f.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * jacobian((x) => multiply(x, x), tensor([1, 2])).data; // [2, 0, 0, 4]
 */
export function jacobian(f: (x: Tensor) => Tensor, x: Tensor): Tensor {
  checkArgument('jacobian', 'f', f, callable);
  checkArgument('jacobian', 'x', x, TENSOR);
  return withSweep('jacobian', (bit) => {
    const leaf = leafOf(x, bit);
    const value = called('jacobian', f, [leaf]);
    const shape = [...value.shape, ...x.shape];
    if (value.size === 0) return zeros(shape);
    return withoutRecording(bit, () => {
      const rows = Array.from({ length: value.size }, (_, i) => {
        const unit = new Float64Array(value.size);
        unit[i] = 1;
        return reshape(sweep(value, new Tensor(value.shape, unit), [leaf], bit)[0], [x.size]);
      });
      return reshape(concatenate(rows), shape);
    });
  });
}

/**
 * The second derivative of f: x → one number, times v, by differentiating the gradient along v; of the shape of x.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` unless f gives one number and v has the shape of x
 * @example
 * hessianVectorProduct((x) => reduceSum(multiply(x, multiply(x, x))), tensor([2]), tensor([1])).at(0); // 12
 */
export function hessianVectorProduct(f: (x: Tensor) => Tensor, x: Tensor, v: Tensor): Tensor {
  const where = 'hessianVectorProduct';
  checkArgument(where, 'f', f, callable);
  checkArgument(where, 'x', x, TENSOR);
  checkArgument(where, 'v', v, TENSOR);
  if (!sameShape(x.shape, v.shape)) throw shapeFault(where, `v of the shape ${shapeText(x.shape)}`, shapeText(v.shape));
  const alongV = (y: Tensor): Tensor => reduceSum(multiply(gradient(f, [y]).gradients[0], v));
  return gradient(alongV, [x]).gradients[0];
}

function swept(
  where: string,
  f: (...inputs: readonly Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  cotangentOf: (value: Tensor) => Tensor,
): Gradient {
  const { value, gradients } = withSweep(where, (bit) => {
    const leaves = inputs.map((x) => leafOf(x, bit));
    const value = called(where, f, leaves);
    const cotangent = cotangentOf(value);
    return { value, gradients: withoutRecording(bit, () => sweep(value, cotangent, leaves, bit)) };
  });
  return { value: settled(value), gradients };
}

function called(where: string, f: (...inputs: readonly Tensor[]) => Tensor, inputs: readonly Tensor[]): Tensor {
  const value = f(...inputs);
  checkArgument(where, 'the result of f', value, TENSOR);
  return value;
}

/** The cotangents of the leaves, given that of the output: pullbacks in the reverse of the order of recording. */
function sweep(output: Tensor, cotangent: Tensor, leaves: readonly Tensor[], bit: number): readonly Tensor[] {
  const cotangents = new Map<Tensor, Tensor>([[output, cotangent]]);
  const isLeaf = new Set(leaves);
  for (const node of recordedBefore(output, isLeaf, bit)) {
    const g = cotangents.get(node);
    if (g === undefined || node.history === null) continue;
    cotangents.delete(node);
    const { inputs, pullbacks } = node.history;
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i];
      if (input.history === null || (input.history.sweeps & bit) === 0) continue;
      const part = pullbacks[i](g);
      const sum = cotangents.get(input);
      cotangents.set(input, sum === undefined ? part : add(sum, part));
    }
  }
  return leaves.map((leaf) => cotangents.get(leaf) ?? zeros(leaf.shape));
}

/** What the output was computed from in this sweep, without the leaves, the latest first. */
function recordedBefore(output: Tensor, isLeaf: ReadonlySet<Tensor>, bit: number): readonly Tensor[] {
  const nodes: Tensor[] = [];
  const seen = new Set<Tensor>();
  const waiting = [output];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node) || isLeaf.has(node) || node.history === null || (node.history.sweeps & bit) === 0) continue;
    seen.add(node);
    nodes.push(node);
    waiting.push(...node.history.inputs);
  }
  return nodes.sort((a, b) => (b.history?.order ?? 0) - (a.history?.order ?? 0));
}
