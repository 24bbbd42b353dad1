/** Functions that are right at generic inputs, and wrong where entries tie, vanish or are large. */
import { BOTH, type Fault, invariantOfS5, onS5, S4, sum } from './fault.js';

const largest = (x: Float64Array): number => x.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

const ranks = (x: Float64Array): Float64Array => {
  const order = [...x.keys()].sort((i, j) => x[i] - x[j] || i - j);
  const rank = new Float64Array(x.length);
  order.forEach((i, k) => {
    rank[i] = k;
  });
  return rank;
};

export const thinSets: readonly Fault[] = [
  {
    name: 'argmax takes the first of a tie',
    make: () => (x: Float64Array) => {
      const at = x.indexOf(largest(x));
      return x.map((_, i) => (i === at ? 1 : 0));
    },
    specification: onS5,
    generators: '--',
    output: ['[4,1]'],
    order: 1n,
  },
  {
    name: 'ranks with ties in the order of the indices',
    make: () => ranks,
    specification: onS5,
    generators: '--',
    output: ['[4,1]'],
    order: 1n,
  },
  {
    name: 'the two largest kept, the first of a tie',
    make: () => (x: Float64Array) => {
      const rank = ranks(x.map((v) => -v));
      return x.map((_, i) => (rank[i] < 2 ? 1 : 0));
    },
    specification: onS5,
    generators: '--',
    output: ['[4,1]'],
    order: 1n,
  },
  {
    name: 'a special case of two chosen entries that are equal',
    make: () => (x: Float64Array) => sum(x) + (x[0] === x[1] && x[0] !== 0 ? 1 : 0),
    specification: invariantOfS5,
    generators: '-+',
    output: ['trivial'],
    order: 12n,
  },
  {
    name: 'at least in one place, more than in the others',
    excused: 'a jump at x = 1: what rounding alone would do there, and no multiple of x is at the jump too',
    make: () => (x: Float64Array) => x.map((v, i) => ((i === 2 ? v > 1 : v >= 1) ? 1 : 0)),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 24n,
  },
  {
    name: 'a missing value in one column is replaced',
    make: () => (x: Float64Array) => x.map((v, i) => (i === 4 && v === 0 ? -1 : v)),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 24n,
  },
  {
    name: 'one coordinate clipped where it is large',
    make: () => (x: Float64Array) => sum(x) - Math.max(0, x[0] - 1000),
    specification: invariantOfS5,
    generators: '--',
    output: ['trivial'],
    order: 24n,
  },
  {
    name: 'one coordinate clipped',
    make: () => (x: Float64Array) => x.map((v, i) => (i === 1 ? Math.min(v, 2) : v)),
    specification: onS5,
    generators: '--',
    output: BOTH,
    order: 24n,
  },
  {
    name: 'small values of one coordinate dropped',
    make: () => (x: Float64Array) => x.map((v, i) => (i === 4 && Math.abs(v) < 0.05 ? 0 : v)),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 24n,
  },
  {
    name: 'the first entry that is not 0',
    make: () => (x: Float64Array) => x.find((v) => v !== 0) ?? 0,
    specification: { in: S4, out: 'trivial' },
    generators: '--',
    output: ['trivial'],
    order: 1n,
  },
  {
    name: 'sign(0) is 1 in one place',
    make: () => (x: Float64Array) => x.map((v, i) => (i === 3 && v === 0 ? 1 : Math.sign(v))),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 24n,
  },
  {
    name: 'a branch on the first coordinate',
    make: () => (x: Float64Array) => (x[0] > 0 ? x.map((v) => v * v) : x.map((v) => v)),
    specification: onS5,
    generators: '--',
    output: BOTH,
    order: 24n,
  },
];
