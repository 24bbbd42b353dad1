/** Second moments pair by pair: one sum for each orbit of pairs, for each pair where there are no permutations. */
import type { Float64Layout } from '@isotypic/numeric/dense';
import type { PairOrbits } from './pair-orbits.js';
import { type FormProduct, type Program, variable } from './program.js';

/** n variables, pairs in the order (0, 0), (0, 1), …, (1, 1), …: without orbits. */
export function gramProgram(n: number, orbits: PairOrbits | undefined): Program {
  const classes = orbits?.pairs ?? allPairs(n);
  return {
    form: 'gram',
    layers: [],
    sums: classes.map((pairs) => pairs.map(([i, j]): FormProduct => productOf(i, j))),
    decode: (values) => spreadOver(n, classes, values),
  };
}

export function productOf(i: number, j: number): FormProduct {
  return { left: variable(i), right: variable(j), factor: 1 };
}

/** The matrix whose entries are, on each class of pairs, the mean of the sum over them. */
export function spreadOver(n: number, classes: PairOrbits['pairs'], values: Float64Array): Float64Layout {
  const data = new Float64Array(n * n);
  classes.forEach((pairs, k) => {
    for (const [i, j] of pairs) {
      data[i * n + j] = values[k] / pairs.length;
      data[j * n + i] = data[i * n + j];
    }
  });
  return { data, rows: n, cols: n };
}

function allPairs(n: number): [number, number][][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n - i }, (_, j): [number, number] => [i, i + j]))
    .flat()
    .map((pair) => [pair]);
}
