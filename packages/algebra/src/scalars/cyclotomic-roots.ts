/** Square roots of integers as cyclotomic numbers. */
import { Cyclotomic } from './cyclotomic.js';
import { squareRootIn } from './square-root.js';

/** √n > 0 for a positive integer, i√|n| for a negative one: GAP's ER(n). */
export function squareRoot(n: number): Cyclotomic {
  return squareRootIn(n, {
    fromInteger: (k) => Cyclotomic.fromRational(k),
    mul: (a, b) => a.times(b),
    fromExponents: (order, terms) => Cyclotomic.fromExponents(order, terms),
  });
}
