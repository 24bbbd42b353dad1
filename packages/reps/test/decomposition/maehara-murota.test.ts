/** Exact decompositions against Maehara and Murota's numeric one, on random groups and representations. */
import {
  actionOnSubsets,
  type Float64Layout,
  Permutation,
  PermutationGroup,
  parseGroup,
  randomSource,
  toFloat64,
} from '@isotypic/algebra';
import {
  directSum,
  type ExactRepresentation,
  exteriorPower,
  isotypicDecomposition,
  multiple,
  numericRepresentation,
  permutationRepresentation,
  type Representation,
  realIrreps,
  regularRepresentation,
  signRepresentation,
  tensorProduct,
} from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maxDifference, multiply, transpose } from './float-checks.js';
import { maeharaMurota } from './maehara-murota.js';

/** |G|·n³ operations of one average. */
const WORK = 4e6;

const named = [
  'cyclic(7)',
  'cyclic(12)',
  'cyclic(4) x cyclic(2)',
  'dihedral(5)',
  'dihedral(6)',
  'quaternion',
  'dicyclic(3)',
  'quaternion x cyclic(3)',
  'alternating(4)',
  'symmetric(4)',
  'alternating(5)',
  'symmetric(5)',
  'cyclic(3) wr cyclic(2)',
  'symmetric(3) x symmetric(3)',
  'symmetric(4) x cyclic(2)',
];

const randomGroup = fc
  .tuple(fc.integer({ min: 3, max: 7 }), fc.array(fc.nat(5039), { minLength: 1, maxLength: 3 }))
  .map(([n, draws]) => {
    const generators = draws.map((draw) => {
      const left = Array.from({ length: n }, (_, i) => i);
      let rest = draw;
      return Permutation.fromImages(
        Array.from({ length: n }, () => {
          const [at] = [rest % left.length];
          rest = Math.floor(rest / left.length);
          return left.splice(at, 1)[0];
        }),
      );
    });
    return new PermutationGroup(generators, { degree: n });
  });

const anyGroup = fc.oneof(
  fc.constantFrom(...named).map((name) => parseGroup(name)),
  randomGroup,
);

/** A random expression in the constructions of representations, by orthogonal matrices. */
const constructions: Record<string, (G: PermutationGroup) => ExactRepresentation> = {
  natural: (G) => permutationRepresentation(G),
  'on pairs': (G) => permutationRepresentation(G, actionOnSubsets(G, 2).generators),
  'natural ⊗ natural': (G) => tensorProduct(permutationRepresentation(G), permutationRepresentation(G)),
  'natural ⊗ sign': (G) => tensorProduct(permutationRepresentation(G), signRepresentation(G)),
  'Λ² natural': (G) => exteriorPower(permutationRepresentation(G), 2),
  'Λ³ natural': (G) => exteriorPower(permutationRepresentation(G), 3),
  regular: (G) => regularRepresentation(G),
  '2 · natural + sign': (G) => directSum(multiple(2, permutationRepresentation(G)), signRepresentation(G)),
  'Λ² natural + natural': (G) =>
    directSum(exteriorPower(permutationRepresentation(G), 2), permutationRepresentation(G)),
  'Λ² natural ⊗ natural': (G) =>
    tensorProduct(exteriorPower(permutationRepresentation(G), 2), permutationRepresentation(G)),
};

/** The float matrices of all elements, by breadth-first search from the generators. */
function allMatrices(group: PermutationGroup, generators: readonly Float64Layout[], n: number): Float64Layout[] {
  const identity = {
    data: Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0)),
    rows: n,
    cols: n,
  };
  const seen = new Set([Permutation.identity(group.degree).toString()]);
  const queue = [{ g: Permutation.identity(group.degree), M: identity as Float64Layout }];
  for (const { g, M } of queue) {
    group.generators.forEach((s, k) => {
      const next = s.times(g);
      if (seen.has(next.toString())) return;
      seen.add(next.toString());
      queue.push({ g: next, M: multiply(generators[k], M) });
    });
  }
  return queue.map(({ M }) => M);
}

function floatGenerators(rep: Representation): Float64Layout[] {
  return rep.kind === 'numeric' ? [...rep.generatorMatrices] : rep.generatorMatrices.map((m) => toFloat64(m));
}

/** Types met in all tests together. */
const typesSeen = new Set<string>();

function assertSameDecomposition(rep: Representation, seed: number): void {
  const source = randomSource(seed);
  const elements = allMatrices(rep.group, floatGenerators(rep), rep.dimension);
  const numeric = maeharaMurota(elements, () => source.below(2 ** 31) / 2 ** 31);
  const exact = isotypicDecomposition(rep).components.filter((c) => c.multiplicity > 0);
  const shape = (list: readonly { degree: number; multiplicity: number; type: string }[]) =>
    list.map((c) => `${c.multiplicity} × ${c.degree} ${c.type}`).sort();
  assert.equal(shape(exact), shape(numeric));
  for (const { type } of numeric) typesSeen.add(type);
  const open = new Set(numeric);
  for (const c of exact) {
    const { data } = c.projectorFloat();
    // The numeric projector comes from eigenvectors whose gaps are above 1e-7 in practice 1e-3: 1e-13/1e-3.
    const found = [...open].find(
      (other) =>
        other.degree === c.degree &&
        other.multiplicity === c.multiplicity &&
        maxDifference(other.projector.data, data) < 1e-9,
    );
    assert.ok(found, `the projector of ${c.label}`);
    open.delete(found);
  }
}

const mayBeRun = (G: PermutationGroup, dimension: number) => Number(G.order) * dimension ** 3 <= WORK;

for (const [name, construct] of Object.entries(constructions)) {
  test(`${name}: multiplicities, degrees, types and projectors`, () => {
    let runs = 0;
    fc.assert(
      fc.property(anyGroup, fc.nat(), (G, seed) => {
        fc.pre(name !== 'regular' || G.order <= 60n);
        fc.pre(G.degree <= 9);
        const rep = construct(G);
        fc.pre(rep.dimension > 0 && mayBeRun(G, rep.dimension));
        assertSameDecomposition(rep, seed);
        runs++;
      }),
      { numRuns: 8, seed: 20101, maxSkipsPerRun: 1000 },
    );
    assert.ok(runs >= 8);
  });
}

test('float representations: sums of irreps in a rotated basis', () => {
  fc.assert(
    fc.property(anyGroup, fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }), fc.nat(), (G, picks, seed) => {
      fc.pre(G.order > 1n && G.order <= 120n);
      const irreps = realIrreps(G);
      const chosen = picks.map((k) => irreps[k % irreps.length]);
      const n = chosen.reduce((sum, { degree }) => sum + degree, 0);
      fc.pre(n > 1 && n <= 16 && mayBeRun(G, n));
      const source = randomSource(seed);
      let Q: Float64Layout = {
        data: Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0)),
        rows: n,
        cols: n,
      };
      for (let i = 0; i + 1 < n; i++) Q = multiply(Q, planeRotation(n, i, source.below(1000) / 100));
      const matrices = G.generators.map((_, k) => {
        const data = new Float64Array(n * n);
        let at = 0;
        for (const { degree, orthogonalMatrices } of chosen) {
          for (let r = 0; r < degree; r++) {
            for (let c = 0; c < degree; c++) {
              data[(at + r) * n + at + c] = orthogonalMatrices[k].data[r * degree + c];
            }
          }
          at += degree;
        }
        return multiply(Q, multiply({ data, rows: n, cols: n }, transpose(Q)));
      });
      assertSameDecomposition(numericRepresentation(G, matrices), seed);
    }),
    { numRuns: 25, seed: 20112, maxSkipsPerRun: 1000 },
  );
});

function planeRotation(n: number, i: number, angle: number): Float64Layout {
  const data = Float64Array.from({ length: n * n }, (_, k) => Number(k % (n + 1) === 0));
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  data[i * n + i] = c;
  data[i * n + i + 1] = -s;
  data[(i + 1) * n + i] = s;
  data[(i + 1) * n + i + 1] = c;
  return { data, rows: n, cols: n };
}

test('all three real types were met', () => {
  assert.equal([...typesSeen].sort(), ['complex', 'quaternionic', 'real']);
});

test.run();
