import { readFileSync } from 'node:fs';
import {
  actionOnSubsets,
  catalogue,
  type Float64Layout,
  Matrix,
  Permutation,
  PermutationGroup,
  rationals,
  toFloat64,
} from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import {
  directSum,
  exteriorPower,
  intertwiners,
  isotypicDecompositions,
  matrixRepresentation,
  permutationRepresentation,
  regularRepresentation,
  signRepresentation,
  tensorProduct,
  trivialRepresentation,
  weightSharing,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maxDifference } from '../decomposition/float-checks.js';

const vectors = new URL('../../../../vectors/equivariant-maps/', import.meta.url);

interface Coloring {
  readonly name: string;
  readonly in_generators: readonly (readonly number[])[];
  readonly out_generators: readonly (readonly number[])[];
  readonly colors_W: readonly (readonly number[])[];
  readonly num_weights_W: number;
  readonly colors_b: readonly number[];
  readonly num_weights_b: number;
}

for (const c of (JSON.parse(readFileSync(new URL('colourings.json', vectors), 'utf8')) as { cases: Coloring[] })
  .cases) {
  test(`weight sharing: ${c.name}`, () => {
    const sharing = weightSharing(c.in_generators, c.out_generators);
    assert.is(sharing.weights, c.num_weights_W);
    assert.is(sharing.biases, c.num_weights_b);
    assert.equal(sharing.colours(), c.colors_W);
    assert.equal(sharing.biasColours(), c.colors_b);
  });
}

interface ActionRow {
  readonly id: number;
  readonly kind: string;
  readonly group: string;
  readonly base_generators: readonly (readonly number[])[];
  readonly in_action: string;
  readonly out_action: string;
  readonly equivariant_dimension: number;
}

const rows = (JSON.parse(readFileSync(new URL('dimensions.json', vectors), 'utf8')) as { rows: ActionRow[] }).rows;

/** The action on tuples (V^k) or k-subsets of the base points. */
function inducedImages(base: readonly Permutation[], action: string): Permutation[] {
  const n = base[0].degree;
  const k = Number(/\d+/.exec(action)?.[0] ?? '1');
  const subsets = action.startsWith('subsets');
  let points: number[][] = [[]];
  for (let i = 0; i < k; i++) {
    points = points.flatMap((p) =>
      Array.from({ length: n }, (_, x) => x)
        .filter((x) => !subsets || p.length === 0 || x > p[p.length - 1])
        .map((x) => [...p, x]),
    );
  }
  const name = (p: readonly number[]) => (subsets ? [...p].sort((a, b) => a - b) : p).join();
  const index = new Map(points.map((p, i) => [name(p), i]));
  return base.map((g) =>
    Permutation.fromImages(points.map((p) => index.get(name(p.map((x) => g.images[x]))) as number)),
  );
}

for (const row of rows.filter((r) => r.kind === 'permutation action')) {
  test(`dimension of Hom, row ${row.id}: ${row.group}, ${row.in_action} → ${row.out_action}`, () => {
    const base = row.base_generators.map((g) => Permutation.fromImages(g));
    const G = new PermutationGroup(base);
    const X = permutationRepresentation(G, inducedImages(base, row.in_action));
    const Y = permutationRepresentation(G, inducedImages(base, row.out_action));
    assert.is(intertwiners(X, Y).dimension, row.equivariant_dimension);
  });
}

const S4 = catalogue.symmetric(4);
const natural = permutationRepresentation(S4);
const quaternion = regularRepresentation(catalogue.quaternion());
const pairs = {
  'two actions': [natural, tensorProduct(natural, natural)],
  'an action and an exterior square': [tensorProduct(natural, natural), exteriorPower(natural, 2)],
  'sign twisted': [tensorProduct(natural, signRepresentation(S4)), exteriorPower(natural, 3)],
  'complex type': [
    regularRepresentation(catalogue.cyclic(5)),
    directSum(trivialRepresentation(catalogue.cyclic(5)), regularRepresentation(catalogue.cyclic(5))),
  ],
  'quaternionic type': [quaternion, quaternion],
} as const;

for (const [name, [X, Y]] of Object.entries(pairs)) {
  const space = intertwiners(X, Y);

  test(`${name}: the basis is equivariant, independent, and as long as the dimension`, () => {
    const basis = space.basis() as Matrix<unknown>[];
    assert.is(basis.length, space.dimension);
    for (const A of basis) {
      X.generatorMatrices.forEach((x, k) => {
        const left = toFloat64(A.times(inField(x as Matrix<unknown>, A)) as never);
        const right = toFloat64(inField(Y.generatorMatrices[k] as Matrix<unknown>, A).times(A) as never);
        assert.ok(maxDifference(left.data, right.data) < 1e-13);
      });
    }
  });

  test(`${name}: projection is idempotent, equivariant, and fixes the basis`, () => {
    const A = Matrix.build(rationals, Y.dimension, X.dimension, (i, j) =>
      rationals.fromInteger(((i * 7 + j * j * 3 + i * j) % 11) - 5),
    );
    const P = space.project(A);
    const again = space.project(P) as Matrix<unknown>;
    assert.ok(again.equals(inField(P as Matrix<unknown>, again)));
    const float = space.project(toFloat64(A));
    assert.ok(maxDifference(float.data, toFloat64(P).data) < 1e-13);
    // The slow twin: the average over all elements of the group.
    const sum = new Float64Array(float.data.length);
    let count = 0;
    for (const g of X.group.elements()) {
      count++;
      const term = (Y.matrix(g) as Matrix<never>)
        .times(A as Matrix<never>)
        .times(X.matrix(g.inverse()) as Matrix<never>);
      toFloat64(term as never).data.forEach((x, i) => {
        sum[i] += x;
      });
    }
    assert.ok(
      maxDifference(
        sum.map((x) => x / count),
        float.data,
      ) < 1e-13,
    );
  });
}

/** Entries of both signs, without structure. */
const sample = (rows: number, cols: number, seed: number): Float64Layout => ({
  data: Float64Array.from({ length: rows * cols }, (_, i) => Math.sin(seed + 1.7 * i * i)),
  rows,
  cols,
});
const inner = (A: Float64Layout, B: Float64Layout) => A.data.reduce((sum, x, i) => sum + x * B.data[i], 0);

for (const [name, [X, Y]] of Object.entries(pairs)) {
  test(`${name}: projection is self-adjoint, exactly and in doubles`, () => {
    const space = intertwiners(X, Y);
    const [A, B] = [sample(Y.dimension, X.dimension, 1), sample(Y.dimension, X.dimension, 2)];
    const scale = Math.sqrt(inner(A, A) * inner(B, B));
    assert.ok(Math.abs(inner(space.project(A), B) - inner(A, space.project(B))) <= 1e-14 * scale);
    const integers = (m: number) =>
      Matrix.build(rationals, Y.dimension, X.dimension, (i, j) => rationals.fromInteger(((i * i + m * j + 3) % 7) - 3));
    const [C, D] = [integers(2), integers(5)];
    const [PC, PD] = [space.project(C), space.project(D)].map((M) => M as Matrix<unknown>);
    const left = PC.transpose()
      .times(inField(D as Matrix<unknown>, PC))
      .trace();
    const right = PD.transpose()
      .times(inField(C as Matrix<unknown>, PD))
      .trace();
    assert.is(PC.field.print(left), PD.field.print(right));
  });
}

test('representations that are not orthogonal: the projection is still the average over the group', () => {
  const G = new PermutationGroup([[1, 0]]);
  const slanted = matrixRepresentation(G, [
    [
      [1, 1],
      [0, -1],
    ],
  ]);
  const space = intertwiners(slanted, permutationRepresentation(G));
  const A = Matrix.fromRows(rationals, [
    [rationals.parse('3'), rationals.parse('-1')],
    [rationals.parse('2/5'), rationals.parse('7')],
  ]);
  const [x, y] = [slanted.generatorMatrices[0], permutationRepresentation(G).generatorMatrices[0]] as Matrix<never>[];
  // The generator is its own inverse.
  const mean = A.plus(y.times(A as Matrix<never>).times(x) as never).scale(rationals.parse('1/2'));
  assert.ok((space.project(A) as Matrix<unknown>).equals(mean as Matrix<unknown>));
  assert.ok(maxDifference(space.project(toFloat64(A)).data, toFloat64(mean).data) < 1e-15);
  assert.is(space.dimension, 2);
});

test('the cube group, of order 4·10¹⁹: projection of 48×48 maps commutes with it and is orthogonal', () => {
  const facelets = permutationRepresentation(catalogue.rubiksCube());
  const space = intertwiners(facelets, facelets);
  assert.is(space.dimension, 9); // 2² + 1 + 1 + 1 + 2·1: multiplicities 2, 1, 1, 1 real and 1 complex
  assert.is(space.basis().length, 9);
  const A = sample(48, 48, 3);
  const P = space.project(A);
  assert.ok(maxDifference(space.project(P).data, P.data) < 1e-14);
  assert.ok(Math.abs(inner(P, P) - inner(P, A)) < 1e-12);
  for (const { images } of facelets.images) {
    for (let i = 0; i < 48; i++) {
      for (let j = 0; j < 48; j++) assert.is(P.data[images[i] * 48 + images[j]], P.data[i * 48 + j]);
    }
  }
  // Through the blocks instead of the orbitals: the twin of the orbital average, in the irreps' own basis.
  const blocks = space.basis().map((M) => toFloat64(M));
  for (const M of blocks) assert.ok(Math.abs(inner(M, A) - inner(M, P)) < 1e-11);
});

test('12720 points: the dimension without a table of pairs, and no dense matrix', () => {
  const G = catalogue.symmetric(160);
  // an action by construction: without special cases its check takes minutes
  const rep = permutationRepresentation(G, actionOnSubsets(G, 2).generators, { check: specialCasesAreOn() });
  const space = intertwiners(rep, rep);
  assert.is(space.dimension, 3);
  for (const run of [() => space.basis(), () => space.orbitalBasis()]) assert.throws(run, /GB of doubles/);
});

test('an object on both sides is decomposed once, with the maps of two equal ones', () => {
  const power = exteriorPower(natural, 2);
  const [first, second] = isotypicDecompositions([power, power]);
  assert.is(first, second);
  const [once, twice] = [intertwiners(power, power), intertwiners(power, exteriorPower(natural, 2))];
  assert.is(once.dimension, 2);
  assert.is(twice.dimension, 2);
  once.basis().forEach((A, k) => {
    assert.ok(A.equals(twice.basis()[k]));
  });
});

test('the orbital basis is 0/1, disjoint, and adds up to the all-ones matrix', () => {
  const basis = intertwiners(natural, tensorProduct(natural, natural)).orbitalBasis();
  assert.is(basis.length, 5);
  const sum = basis.map((A) => toFloat64(A).data).reduce((a, b) => a.map((x, i) => x + b[i]));
  assert.ok(sum.every((x) => x === 1));
  assert.throws(() => intertwiners(natural, signRepresentation(S4)).orbitalBasis(), /two permutation/);
});

function inField(M: Matrix<unknown>, like: Matrix<unknown>): Matrix<unknown> {
  return M.field === like.field ? M : M.map(like.field, (x) => like.field.parse(M.field.print(x)));
}

test.run();
