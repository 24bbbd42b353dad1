/** Derivatives held against difference quotients, the derivatives' slow twin. */

import { add, gradient, multiply, reduceSum, type Tensor, tensor } from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import * as assert from 'uvu/assert';

type Primitive = (...inputs: readonly Tensor[]) => Tensor;

/** Step of the quotient (8(f(h) − f(−h)) − f(2h) + f(−2h))/12h, whose error is h⁴ f⁽⁵⁾/30 + 1.5 ε |f|/h. */
const STEP = 2 ** -10;
/**
 * With |f⁽⁵⁾| ≤ 5!·S for functions that are analytic within distance 1: h⁴·4·S = 4e-12·S; sixteen roundings of terms of
 * size S: 16·1.5·1024·ε·S = 6e-12·S.
 */
const RELATIVE = 1e-11;

export function normals(shape: readonly number[], seed: number, scaleBy = 1): Tensor {
  const stream = randomStream(seed);
  const size = shape.reduce((n, e) => n * e, 1);
  return tensor(
    Array.from({ length: size }, () => scaleBy * stream.normal()),
    shape,
  );
}

const along = (x: Tensor, v: Tensor, t: number): Tensor =>
  tensor(
    x.data.map((e, i) => e + t * v.data[i]),
    x.shape,
  );
const dot = (a: Tensor, b: Tensor): number => a.data.reduce((sum, e, i) => sum + e * b.data[i], 0);
const sizeOf = (a: Tensor, b: Tensor): number => a.data.reduce((sum, e, i) => sum + Math.abs(e * b.data[i]), 0);

const quotient = (f: (t: number) => number): number =>
  (8 * (f(STEP) - f(-STEP)) - f(2 * STEP) + f(-2 * STEP)) / (12 * STEP);

/** First and second derivatives of a function at some inputs, along random directions. */
export function checkDerivatives(name: string, f: Primitive, inputs: readonly Tensor[], seed = 1): void {
  const value = f(...inputs);
  const cotangent = normals(value.shape, seed);
  const directions = inputs.map((x, i) => normals(x.shape, 100 * seed + i, 0.5));
  const loss: Primitive = (...xs) => reduceSum(multiply(f(...xs), cotangent));
  const moved = (t: number): Tensor[] => inputs.map((x, i) => along(x, directions[i], t));
  const first = gradient(loss, inputs).gradients;
  const slope = first.reduce((sum, g, i) => sum + dot(g, directions[i]), 0);
  const size = 1 + sizeOf(value, cotangent) + first.reduce((sum, g, i) => sum + sizeOf(g, directions[i]), 0);
  const expected = quotient((t) => loss(...moved(t)).item());
  for (const [i, g] of first.entries()) assert.equal(g.shape, inputs[i].shape, `${name}: shape of gradient ${i}`);
  assert.ok(Math.abs(slope - expected) <= RELATIVE * size, `${name}: slope ${slope}, by quotients ${expected}`);

  // the derivative, along the directions, of the gradient's product with other directions
  const others = inputs.map((x, i) => normals(x.shape, 200 * seed + i, 0.5));
  const slopeAlong: Primitive = (...xs) =>
    gradient(loss, xs)
      .gradients.map((g, i) => reduceSum(multiply(g, others[i])))
      .reduce((a, b) => add(a, b));
  const second = gradient(slopeAlong, inputs).gradients;
  const curvature = second.reduce((sum, g, i) => sum + dot(g, directions[i]), 0);
  const bent = quotient((t) => slopeAlong(...moved(t)).item());
  const scale =
    size + second.reduce((sum, g, i) => sum + sizeOf(g, directions[i]), 0) + Math.abs(slopeAlong(...inputs).item());
  assert.ok(Math.abs(curvature - bent) <= RELATIVE * scale, `${name}: curvature ${curvature}, by quotients ${bent}`);
}
