/** Linear maps with a weight where another belongs. */
import { catalogue, type Permutation, parseGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { BOTH, C6, C8, type Fault, invariantOfS5, leftRegular, linear, onS5, S4, sum } from './fault.js';

const EPSILON = 1e-10;

/** aI + bJ with entry (r, c) off. */
const offAt = (n: number, r: number, c: number, by: number) =>
  linear(n, (i, j) => (i === j ? 0.7 : 0.3) * (i === r && j === c ? 1 + by : 1));

const circulant = (w: readonly number[]) => linear(w.length, (i, j) => w[(j - i + w.length) % w.length]);

const regularOf = (name: string) => leftRegular(parseGroup(name));

/** (x ∗ w)(g) by one of the four ways to write it down, of which only x(gh) is right for left translations. */
function convolution(name: string, at: (g: Permutation, h: Permutation) => Permutation) {
  const { rep, elements, indexOf } = regularOf(name);
  const weights = elements.map((_, k) => Math.sin(3 * k + 1));
  const table = elements.map((g) => elements.map((h) => indexOf(at(g, h))));
  return { rep, f: (x: Float64Array) => x.map((_, g) => sum(weights.map((w, h) => w * x[table[g][h]]))) };
}

const side = convolution('dihedral(4)', (g, h) => h.times(g));
const sideQ = convolution('quaternion', (g, h) => h.times(g));
const sideS = convolution('symmetric(3)', (g, h) => h.times(g));
const inverted = regularOf('dihedral(4)');
const half = permutationRepresentation(catalogue.cyclic(8), [[1, 2, 3, 0]]);
const pairs = 'permutation of symmetric(4) on pairs';

/** The pairs of four points, as `on pairs` lists them: 01 02 03 12 13 23; 2 and 3, 1 and 4, 0 and 5 are disjoint. */
const pairWeight = (i: number, j: number) => (i === j ? 1 : i + j === 5 ? 0.25 : 0.5);

export const weights: readonly Fault[] = [
  {
    name: 'one diagonal weight off by 1e-10',
    make: () => offAt(5, 3, 3, EPSILON),
    specification: onS5,
    generators: '-+',
    output: BOTH,
    order: 24n,
  },
  {
    name: 'one weight beside the diagonal off by 1e-10',
    make: () => offAt(5, 1, 2, EPSILON),
    specification: onS5,
    generators: '--',
    output: BOTH,
    order: 6n,
  },
  {
    name: 'one bias off by 1e-10',
    make: () => (x: Float64Array) => x.map((v, i) => v + (i === 2 ? 1 + EPSILON : 1)),
    specification: onS5,
    generators: '-+',
    output: ['[4,1]'],
    order: 24n,
  },
  {
    name: 'one weight of an invariant off by 1e-10',
    make: () => (x: Float64Array) => sum(x) + EPSILON * x[4],
    specification: invariantOfS5,
    generators: '-+',
    output: ['trivial'],
    order: 24n,
  },
  {
    name: 'a sum that stops one short',
    make: () => (x: Float64Array) => sum(x.subarray(0, 4)),
    specification: invariantOfS5,
    generators: '-+',
    output: ['trivial'],
    order: 24n,
  },
  {
    name: 'a sum that starts one late',
    make: () => (x: Float64Array) => sum(x.subarray(1)),
    specification: invariantOfS5,
    generators: '--',
    output: ['trivial'],
    order: 24n,
  },
  {
    name: 'a circulant with one entry off',
    make: () => linear(6, (i, j) => [1, 2, 3, 4, 5, 6][(j - i + 6) % 6] + (i === 2 && j === 4 ? 1e-6 : 0)),
    specification: { in: C6, out: C6 },
    generators: '-',
    output: ['trivial', 'χ(1/2)', 'χ(1/6)', 'χ(1/3)'],
    order: 1n,
  },
  {
    name: 'a circulant for a group with reflections',
    make: () => circulant([1, 2, 3, 2 + EPSILON]),
    specification: { in: 'permutation of dihedral(4)', out: 'permutation' },
    generators: '+-',
    output: ['χ₅[2]'],
    order: 4n,
  },
  {
    name: 'weights shared between the wrong orbitals, one way',
    make: () => linear(6, (i, j) => (i === 0 && j === 5 ? 0.5 : pairWeight(i, j))),
    specification: { in: pairs, out: pairs },
    generators: '-+',
    output: ['trivial', 'χ₃[2]', 'χ₅[3]'],
    order: 4n,
  },
  {
    name: 'weights shared between the wrong orbitals, both ways',
    make: () => linear(6, (i, j) => (i + j === 5 && i * j === 0 ? 0.5 : pairWeight(i, j))),
    specification: { in: pairs, out: pairs },
    generators: '-+',
    output: ['trivial', 'χ₃[2]', 'χ₅[3]'],
    order: 8n,
  },
  {
    name: 'a permutation of coordinates left in the code',
    make: () => (x: Float64Array) => Float64Array.of(x[1], x[2], x[0], x[3], x[4]),
    specification: onS5,
    generators: '--',
    output: ['[4,1]'],
    order: 6n,
  },
  {
    name: 'coordinates listed backwards',
    make: () => (x: Float64Array) => x.slice().reverse(),
    specification: { in: C6, out: C6 },
    generators: '-',
    output: ['χ(1/6)', 'χ(1/3)'],
    order: 2n,
  },
  {
    name: 'right translations in place of left ones, D4',
    make: () => side.f,
    specification: { in: side.rep, out: side.rep },
    generators: '--',
    output: ['χ₅[2]'],
    order: 2n,
  },
  {
    name: 'right translations in place of left ones, Q8',
    make: () => sideQ.f,
    specification: { in: sideQ.rep, out: sideQ.rep },
    generators: '--',
    output: ['χ₅[4]'],
    order: 2n,
  },
  {
    name: 'right translations in place of left ones, S3',
    make: () => sideS.f,
    specification: { in: sideS.rep, out: sideS.rep },
    generators: '--',
    output: ['[2,1]'],
    order: 1n,
  },
  {
    name: 'an element in place of its inverse',
    make: () => (x: Float64Array) => x.map((_, k) => x[inverted.indexOf(inverted.elements[k].inverse())]),
    specification: { in: inverted.rep, out: inverted.rep },
    generators: '--',
    output: ['χ₅[2]'],
    order: 2n,
  },
  {
    name: 'a correlation that runs the wrong way',
    make: () => (x: Float64Array) => x.map((_, i) => sum([1, 2, 4, 8, 16, 32].map((w, j) => w * x[(j - i + 6) % 6]))),
    specification: { in: C6, out: C6 },
    generators: '-',
    output: ['χ(1/6)', 'χ(1/3)'],
    order: 2n,
  },
  {
    name: 'zeros padded at one border',
    make: () => (x: Float64Array) => x.map((v, i) => 2 * v + (i === 7 ? 0 : x[(i + 1) % 8]) + x[(i + 7) % 8]),
    specification: { in: C8, out: C8 },
    generators: '-',
    order: 1n,
  },
  {
    name: 'a border repeated in place of going round',
    make: () => (x: Float64Array) => x.map((v, i) => v + x[Math.min(7, i + 1)]),
    specification: { in: C8, out: C8 },
    generators: '-',
    order: 1n,
  },
  {
    name: 'pooling by neighbors for the action on residues',
    make: () => (x: Float64Array) => Float64Array.from({ length: 4 }, (_, i) => x[2 * i] + x[2 * i + 1]),
    specification: { in: catalogue.cyclic(8), out: half },
    generators: '-',
    order: 1n,
  },
  {
    name: 'a mean over all but the first',
    make: () => (x: Float64Array) => x.map((v) => v - sum(x.subarray(1)) / 3),
    specification: { in: S4, out: S4 },
    generators: '--',
    output: ['trivial'],
    order: 6n,
  },
];
