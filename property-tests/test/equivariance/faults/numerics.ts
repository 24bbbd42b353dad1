/** Faults of floating point, and functions that are no functions of their argument alone. */
import { BOTH, type Fault, invariantOfS5, onS5, pseudo, S5, sum } from './fault.js';

const variance = (x: Float64Array): number => {
  const mean = sum(x) / x.length;
  return sum(x.map((v) => (v - mean) ** 2)) / x.length;
};

export const numerics: readonly Fault[] = [
  {
    name: 'single precision in an array of double precision',
    make: () => (x: Float64Array) => x.map((v) => Math.fround(Math.exp(v / 100))),
    specification: onS5,
    reason: 'loses precision',
  },
  {
    name: 'input cast to single precision',
    make: () => (x: Float64Array) => Float64Array.from(Float32Array.from(x), (v) => v * v + v),
    specification: onS5,
    reason: 'loses precision',
  },
  {
    name: 'single precision in one coordinate',
    make: () => (x: Float64Array) => x.map((v, i) => (i === 2 ? Math.fround(3 * v) : 3 * v)),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 24n,
  },
  {
    name: 'one coordinate rounded to integers',
    make: () => (x: Float64Array) => x.map((v, i) => (i === 4 ? Math.round(v) : v)),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 24n,
  },
  {
    name: 'a square root of what may be negative',
    make: () => (x: Float64Array) => x.map(Math.sqrt),
    specification: onS5,
    reason: 'not finite',
    output: BOTH,
  },
  {
    name: 'NaN in one member of a tuple',
    make: () => (x: Float64Array) => [x, x.map((v) => Math.log(v * v))],
    specification: { in: S5, out: [S5, S5] },
    reason: 'not finite',
    output: ['f(x).1: trivial'], // at 0 all five are −∞
  },
  {
    name: 'NaN where one coordinate is negative',
    make: () => (x: Float64Array) => sum(x) + 0 * Math.sqrt(x[0]),
    specification: invariantOfS5,
    reason: 'not finite',
    output: ['trivial'],
  },
  {
    name: 'division by a spread that may be 0',
    make: () => (x: Float64Array) => x.map((v) => (v - sum(x) / 5) / Math.sqrt(variance(x))),
    specification: onS5,
    reason: 'not finite',
  },
  {
    name: 'an error thrown at some inputs',
    make: () => (x: Float64Array) => {
      if (x[0] > 2) throw new RangeError('no value above 2');
      return x;
    },
    specification: onS5,
    reason: 'throws',
  },
  {
    name: 'one entry too few',
    make: () => (x: Float64Array) => x.subarray(1),
    specification: onS5,
    reason: 'wrong length',
  },
  {
    name: 'a promise that was not waited for',
    make: () => (x: Float64Array) => [...x].map(async (v) => v),
    specification: onS5,
    reason: 'not a vector',
  },
  {
    name: 'dropout left on',
    make: () => {
      const random = pseudo(11);
      return (x: Float64Array) => x.map((v) => (random() < 0.5 ? 0 : 2 * v));
    },
    specification: onS5,
    reason: 'not deterministic',
  },
  {
    name: 'noise added to what is returned',
    make: () => {
      const random = pseudo(12);
      return (x: Float64Array) => x.map((v) => v + 1e-9 * random());
    },
    specification: onS5,
    reason: 'not deterministic',
  },
  {
    name: 'a running mean',
    make: () => {
      let mean = 0;
      return (x: Float64Array) => {
        mean = 0.9 * mean + 0.1 * sum(x);
        return x.map((v) => v - mean);
      };
    },
    specification: onS5,
    reason: 'not deterministic',
  },
  {
    name: 'the last input remembered',
    make: () => {
      let [last, before] = [0, 0];
      return (x: Float64Array) => {
        if (x[0] !== last) [last, before] = [x[0], last];
        return x.map((v) => v + before);
      };
    },
    specification: onS5,
    reason: 'depends on earlier calls',
  },
  {
    name: 'results cached by the sum of the entries',
    make: () => {
      const known = new Map<string, Float64Array>();
      return (x: Float64Array) => {
        const key = sum(x).toPrecision(9);
        if (!known.has(key)) known.set(key, x.map((v) => v * v)); // biome-ignore format: one line
        return known.get(key)!;
      };
    },
    specification: onS5,
    generators: '--',
    output: ['[4,1]'],
    order: 1n,
  },
  {
    name: 'results cached by the length of the input',
    make: () => {
      const known = new Map<number, Float64Array>();
      return (x: Float64Array) => {
        if (!known.has(x.length)) known.set(x.length, x.map((v) => 1 / (1 + v * v))); // biome-ignore format: one line
        return known.get(x.length)!;
      };
    },
    specification: onS5,
    generators: '--',
    output: ['[4,1]'],
    order: 1n,
  },
  {
    name: 'zeros after a number of calls',
    make: () => {
      let calls = 0;
      return (x: Float64Array) => (++calls > 200 ? x.map(() => 0) : x);
    },
    specification: onS5,
    reason: 'depends on earlier calls',
  },
];

const batch = 4;

export const batches: readonly Fault[] = [
  {
    name: 'wrong for the second sample of a batch',
    make: () => (X: Float64Array[]) => X.map((x, i) => (i === 1 ? x.map((v) => 2 * v) : x)),
    specification: { ...onS5, batch },
    reason: 'rows depend on each other',
  },
  {
    name: 'means of the batch in its rows',
    make: () => (X: Float64Array[]) => X.map((x) => x.map((v, j) => v - sum(X.map((row) => row[j])) / X.length)),
    specification: { ...onS5, batch },
    reason: 'rows depend on each other',
  },
  {
    name: 'a scale of the batch in its rows',
    make: () => (X: Float64Array[]) => {
      const scale = Math.sqrt(sum(X.map((x) => sum(x.map((v) => v * v)))));
      return X.map((x) => x.map((v) => v / (1 + scale)));
    },
    specification: { ...onS5, batch },
    reason: 'rows depend on each other',
  },
  {
    name: 'the last sample left out',
    make: () => (X: Float64Array[]) => X.map((x, i) => (i === X.length - 1 ? x.map(() => 0) : x)),
    specification: { ...onS5, batch },
    reason: 'rows depend on each other',
  },
  {
    name: 'rows in another order',
    make: () => (X: Float64Array[]) => [...X].reverse(),
    specification: { ...onS5, batch },
    reason: 'rows depend on each other',
  },
  {
    name: 'every row of a batch wrong in the same way',
    make: () => (X: Float64Array[]) => X.map((x) => x.map((v, j) => v + (j === 2 ? 1e-8 * x[0] : 0))),
    specification: { ...onS5, batch },
    generators: '--',
    output: BOTH,
    order: 6n,
  },
];
