/** Layers of networks that look equivariant. */
import { type ArgumentSource, rotationAction } from '@isotypic/property-tests';
import { wignerD } from '@isotypic/rotations';
import { BOTH, type Fault, HEXAGON, invariantOfS5, linear, onPlane, onS5, PLANE, planeOf, sum } from './fault.js';

const cross = (x: Float64Array, y: Float64Array): number[] => [
  x[1] * y[2] - x[2] * y[1],
  x[2] * y[0] - x[0] * y[2],
  x[0] * y[1] - x[1] * y[0],
];
const V = 'V of SO(3)';
const twoVectors: { in: readonly ArgumentSource[]; out: string } = { in: [V, V], out: V };

const softmax = (x: Float64Array): Float64Array => {
  const top = x.reduce((a, b) => Math.max(a, b));
  const e = x.map((v) => Math.exp(v - top));
  return e.map((v) => v / sum(e));
};

const irrep = (l: number) => rotationAction([l]);

export const networks: readonly Fault[] = [
  {
    name: 'ReLU on a plane under D4',
    make: () => (x: Float64Array) => x.map((v) => Math.max(v, 0)),
    specification: onPlane(4),
    generators: '--',
    output: PLANE,
    order: 2n,
  },
  {
    name: 'ReLU on a plane under D6',
    make: () => (x: Float64Array) => x.map((v) => Math.max(v, 0)),
    specification: onPlane(6),
    generators: '--',
    output: HEXAGON,
    order: 1n,
  },
  {
    name: 'tanh on a plane under D6',
    make: () => (x: Float64Array) => x.map(Math.tanh),
    specification: onPlane(6),
    generators: '-+',
    output: HEXAGON,
    order: 4n,
  },
  {
    name: 'batch norm for each coordinate of an irrep',
    make: () => (x: Float64Array) => Float64Array.of(x[0] / 1.5, x[1] / 0.7),
    specification: onPlane(4),
    generators: '-+',
    output: PLANE,
    order: 4n,
  },
  {
    name: 'a gate by the first coordinate in place of the norm',
    make: () => (x: Float64Array) => x.map((v) => v / (1 + Math.exp(-x[0]))),
    specification: onPlane(4),
    generators: '-+',
    output: PLANE,
    order: 2n,
  },
  {
    name: 'a norm of absolute values',
    make: () => (x: Float64Array) => x.map((v) => v * (Math.abs(x[0]) + Math.abs(x[1]))),
    specification: onPlane(6),
    generators: '-+',
    output: HEXAGON,
    order: 4n,
  },
  {
    name: 'layer norm on an irrep',
    make: () => (x: Float64Array) => x.map((v) => v - (x[0] + x[1]) / 2),
    specification: onPlane(4),
    generators: '--',
    output: PLANE,
    order: 4n,
  },
  {
    name: 'max pooling of the coordinates of an irrep',
    make: () => (x: Float64Array) => Math.max(x[0], x[1]),
    specification: { in: planeOf(4), out: 'trivial' },
    generators: '--',
    output: ['trivial'],
    order: 2n,
  },
  {
    name: 'dropout with one fixed mask',
    make: () => (x: Float64Array) => x.map((v, i) => (i === 1 || i === 4 ? 0 : v / 0.6)),
    specification: onS5,
    generators: '--',
    output: BOTH,
    order: 12n,
  },
  {
    name: 'attention with positions',
    make: () => (x: Float64Array) => {
      const weights = softmax(x.map((v, i) => v / 10 + 0.1 * i));
      return x.map((v) => v + sum(weights.map((w, j) => w * x[j])));
    },
    specification: onS5,
    generators: '--',
    output: ['trivial'],
    order: 1n,
  },
  {
    name: 'attention that only looks back',
    make: () => (x: Float64Array) => x.map((_, i) => sum(softmax(x.subarray(0, i + 1)).map((w, j) => w * x[j]))),
    specification: onS5,
    generators: '--',
    output: BOTH,
    order: 1n,
  },
  {
    name: 'a recurrence over a set',
    make: () => (x: Float64Array) => x.reduce((state, v) => Math.tanh(0.5 * state + v), 0),
    specification: invariantOfS5,
    generators: '--',
    output: ['trivial'],
    order: 1n,
  },
  {
    name: 'messages along an edge that is missing',
    make: () => linear(5, (i, j) => (i === j ? 1 : i + j === 1 ? 0 : 0.5)),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 12n,
  },
  {
    name: 'messages along an edge one way only',
    make: () => linear(5, (i, j) => (i === j ? 1 : i === 0 && j === 1 ? 0 : 0.5)),
    specification: onS5,
    generators: '--',
    output: BOTH,
    order: 6n,
  },
  {
    name: 'a product of vectors with a wrong sign',
    make: () => (x: Float64Array, y: Float64Array) => cross(x, y).map((v, i) => (i === 1 ? -v : v)),
    specification: twoVectors,
  },
  {
    name: 'a product of vectors called a vector of O(3)',
    make: () => cross,
    specification: { in: ['V of O(3)', 'V of O(3)'], out: 'V of O(3)' },
    generators: '-+++',
    output: ['coordinates 0–2'],
  },
  {
    name: 'a Euclidean length under Lorentz boosts',
    make: () => (x: Float64Array) => sum(x.map((v) => v * v)),
    specification: { in: 'V of SO(1,3)', out: 'trivial' },
    output: ['trivial'],
  },
  {
    name: 'harmonics of two conventions',
    make: () => (x: Float64Array) => x,
    specification: { in: irrep(1), out: rotationAction([1], { convention: 'wikipedia' }) },
    output: ['coordinates 0–2'],
  },
  {
    name: 'a harmonic with one coefficient off by 1e-8',
    make: () => linear(5, (i, j) => (i !== j ? 0 : i === 3 ? 1 + 1e-8 : 1)),
    specification: { in: irrep(2), out: irrep(2) },
    generators: '---',
    output: ['coordinates 0–4'],
  },
  {
    name: 'coordinates of a tensor in another order',
    make: () => (x: Float64Array) => Float64Array.of(x[0], x[3], x[2], x[1]),
    specification: { in: rotationAction([0, 1]), out: rotationAction([0, 1]) },
    output: ['coordinates 1–3'],
  },
  {
    name: 'a turn by the transposed matrix',
    make: () => {
      const turned = wignerD(1, { w: 0.5, x: 0.5, y: 0.5, z: 0.5 });
      return linear(3, (i, j) => turned.data[j * 3 + i]);
    },
    specification: { in: irrep(1), out: irrep(1) },
    generators: '---',
    output: ['coordinates 0–2'],
  },
];
