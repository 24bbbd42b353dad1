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
export function quotient(f: (h: number) => number): number {
  const h = 1e-3;
  return (8 * (f(h / 2) - f(-h / 2)) - (f(h) - f(-h))) / (6 * h);
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
  const slope = along(gradient(loss, [x]).gradients[0]);
  const rise = quotient((t) => loss(moved(t)).item());
  assert.ok(Math.abs(rise - slope) <= first * (1 + Math.abs(slope)), `${rise} ${slope}`);
  const bend = along(hessianVectorProduct(loss, x, v));
  const turn = quotient((t) => along(gradient(loss, [moved(t)]).gradients[0]));
  assert.ok(Math.abs(turn - bend) <= second * (1 + Math.abs(bend)), `${turn} ${bend}`);
  return loss;
}
