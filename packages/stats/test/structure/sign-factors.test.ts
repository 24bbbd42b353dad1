import { catalogue, Permutation, parseGroup } from '@isotypic/algebra';
import { type ChangeOfBasis, openBackend, standardNormals } from '@isotypic/numeric';
import { projectOnUnits } from '@isotypic/numeric/internal';
import { type ExactRepresentation, multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { structureOf } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inSteps } from '../../dist/run/rotated-basis.js';
import { changeOf } from '../../dist/structure/change-of-basis.js';
import { commutingInvolutions } from '../../dist/structure/commuting-involutions.js';

/** S₆ on the 15 pairs of six points. */
function pairsOfSix(): ExactRepresentation {
  const group = catalogue.symmetric(6);
  const pairs: [number, number][] = [];
  for (let i = 0; i < 6; i++) for (let j = i + 1; j < 6; j++) pairs.push([i, j]);
  const at = (a: number, b: number) => pairs.findIndex(([i, j]) => i === Math.min(a, b) && j === Math.max(a, b));
  return permutationRepresentation(
    group,
    group.generators.map(({ images }) => Permutation.fromImages(pairs.map(([i, j]) => at(images[i], images[j])))),
  );
}

/** Types over ℝ, ℂ and ℍ, orbits with and without stabilizers, equal summands. */
const FACTORED: readonly (readonly [name: string, rep: () => ExactRepresentation])[] = [
  ['the icosahedral group on itself', () => regularRepresentation(catalogue.icosahedral())],
  ['D₁₀ on itself, three times', () => multiple(3, regularRepresentation(catalogue.dihedral(10)))],
  ['S₆ on pairs, twice', () => multiple(2, pairsOfSix())],
  ['SL(2, 3) on itself', () => regularRepresentation(catalogue.specialLinear(2, 3))],
  ['the dicyclic group of order 20 on itself', () => regularRepresentation(catalogue.dicyclic(5))],
  ['S₄ on itself', () => regularRepresentation(catalogue.symmetric(4))],
];

test('factors give the coordinates of Q, and fewer multiply–adds', async () => {
  for (const [name, rep] of FACTORED) {
    const { summands } = await inSteps(changeOf(structureOf(rep())));
    for (const { matrix, factors, points } of summands.filter((s) => s.points.length > 1)) {
      assert.ok(factors, name);
      if (factors === undefined) return;
      const n = points.length;
      const spent = factors.blocks.reduce((sum, block) => sum + block.matrix.rows ** 2, 0);
      assert.ok(spent <= 0.55 * n * n, `${name}: ${spent} of ${n * n}`);
      for (let i = 0; i < n; i++) {
        const row = coordinatesByFactors(factors, i, n);
        for (let j = 0; j < n; j++) assert.ok(Math.abs(row[j] - matrix.data[i * n + j]) <= 1e-13, name);
      }
    }
  }
});

/** Row i of the product of the factors, by their definition. */
function coordinatesByFactors(
  { sums, blocks, turns }: NonNullable<ChangeOfBasis['summands'][number]['factors']>,
  i: number,
  n: number,
): Float64Array {
  const room = new Float64Array(n);
  for (const { points, to } of sums) {
    const t = points.indexOf(i);
    if (t < 0) continue;
    for (const [r, line] of to.entries()) {
      const ones = [...(r & t).toString(2)].filter((bit) => bit === '1').length;
      room[line] = ones % 2 === 0 ? 1 : -1;
    }
  }
  const through = (x: Float64Array, list: typeof blocks, out: Float64Array) => {
    for (const { from, to, matrix } of list) {
      for (const [j, line] of to.entries()) {
        out[line] = 0;
        for (let p = 0; p < matrix.rows; p++) out[line] += matrix.data[p * matrix.cols + j] * x[from + p];
      }
    }
    return out;
  };
  const turned = through(room, blocks, new Float64Array(n));
  return through(turned, turns, turned.slice());
}

test('pooled Gram matrices with the turns left out are, projected, those of the whole matrix', async () => {
  const backend = await openBackend();
  for (const [name, rep] of FACTORED) {
    const structure = structureOf(rep());
    const basis = await inSteps(changeOf(structure));
    const plain = { ...basis, summands: basis.summands.map(({ factors: _, ...summand }) => summand) };
    const [x, y] = [1, 2].map((seed) => standardNormals(37, structure.dimension, seed));
    const grams = async (of: ChangeOfBasis) => {
      const spaces = [
        { rows: x, basis: of },
        { rows: y, basis: of },
      ];
      const pairs = [
        [0, 0],
        [1, 0],
      ] as const;
      const found = await backend.pooledGrams({ spaces, pairs, centered: true });
      return found.grams.flatMap((list) =>
        list.map(({ data }, k) => {
          const { multiplicity, units } = structure.components[k];
          projectOnUnits(data, multiplicity, multiplicity, units);
          return data;
        }),
      );
    };
    const [got, want] = [await grams(basis), await grams(plain)];
    got.forEach((data, p) => {
      const size = want[p].reduce((most, v) => Math.max(most, Math.abs(v)), 1);
      for (const [e, v] of data.entries()) assert.ok(Math.abs(v - want[p][e]) <= 1e-13 * size, `${name}, ${p}`);
    });
  }
  await backend.close();
});

test('groups without involutions, and small summands, keep their matrices', async () => {
  const frobenius = permutationRepresentation(catalogue.frobenius(7, 3));
  const small = permutationRepresentation(catalogue.symmetric(3));
  for (const rep of [frobenius, regularRepresentation(frobenius.group), small]) {
    const { summands } = await inSteps(changeOf(structureOf(rep)));
    for (const { factors } of summands) assert.is(factors, undefined);
  }
});

test('irreducibles of large degree are left as they are: S20 on pairs, of degree 170', async () => {
  const structure = structureOf(permutationRepresentation(parseGroup('symmetric(20) on pairs')));
  const { summands } = await inSteps(changeOf(structure));
  for (const { factors } of summands) assert.is(factors, undefined);
});

test('involutions that are found commute, and none is a product of the others', async () => {
  for (const group of [catalogue.symmetric(8), catalogue.alternating(7), catalogue.dihedral(12)]) {
    // one more involution is always cheaper
    const found = commutingInvolutions(group.generators, (list) => 10 - list.length, 10);
    assert.ok(found.length >= 2);
    let products = [Permutation.identity(group.degree)];
    for (const t of found) products = products.concat(products.map((g) => g.times(t)));
    assert.is(new Set(products.map(String)).size, 2 ** found.length);
    for (const g of products) assert.ok(g.times(g).isIdentity());
  }
});

test.run();
