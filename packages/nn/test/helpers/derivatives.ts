/** First and second derivatives of a layer against difference quotients. */
import { gradient, hessianVectorProduct, multiply, reduceSum, sin, type Tensor, tensor } from '@isotypic/nn';
import * as assert from 'uvu/assert';

/** A tensor without symmetry. */
export const waves = (shape: readonly number[], seed = 1): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i * i + seed)),
    shape,
  );

/** f′(0) by Richardson: of order h⁴ times a fifth derivative, and ε/h of the value. */
export function quotient(f: (h: number) => number, h = 1e-3): number {
  return (8 * (f(h / 2) - f(-h / 2)) - (f(h) - f(-h))) / (6 * h);
}

/**
 * Whether a derivative is what difference quotients say: within a part of its size for rounding, and the change of the
 * quotient when the step is halved, 15 times the error that is left then where the fifth derivative is steady.
 */
function checkQuotient(f: (h: number) => number, derivative: number, bound: number): void {
  const h = 1e-3;
  const found = quotient(f, h / 2);
  const change = Math.abs(quotient(f, h) - found);
  assert.ok(Math.abs(found - derivative) <= bound * (1 + Math.abs(derivative)) + change, `${found} ${derivative}`);
}

/** Both derivatives at x of a number made of f, along one direction, within the bounds given; returns that number. */
export function checkDerivatives(
  f: (x: Tensor) => Tensor,
  x: Tensor,
  [first, second]: readonly [number, number],
): (v: Tensor) => Tensor {
  const loss = (v: Tensor): Tensor => {
    const y = f(v);
    return reduceSum(multiply(sin(y), waves(y.shape, 3)));
  };
  const v = waves(x.shape, 7);
  const moved = (h: number): Tensor =>
    tensor(
      x.data.map((a, i) => a + h * v.data[i]),
      x.shape,
    );
  const along = (g: Tensor): number => g.data.reduce((sum, a, i) => sum + a * v.data[i], 0);
  checkQuotient((t) => loss(moved(t)).item(), along(gradient(loss, [x]).gradients[0]), first);
  const slope = (t: number): number => along(gradient(loss, [moved(t)]).gradients[0]);
  checkQuotient(slope, along(hessianVectorProduct(loss, x, v)), second);
  return loss;
}
