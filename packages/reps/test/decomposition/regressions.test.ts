/** What other programs got wrong, by name. */
import { catalogue, orbitals, PermutationGroup, toFloat64 } from '@isotypic/algebra';
import {
  isotypicDecomposition,
  permutationRepresentation,
  rationalIrreps,
  regularRepresentation,
  symmetricPower,
  verifyDecomposition,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Partitions of n into at most `parts` parts, each at most `largest`, decreasing. */
function partitions(n: number, parts: number, largest = n): number[][] {
  if (n === 0) return [[]];
  if (parts === 0) return [];
  return Array.from({ length: Math.min(n, largest) }, (_, i) => i + 1).flatMap((first) =>
    partitions(n - first, parts - 1, first).map((rest) => [first, ...rest]),
  );
}

/**
 * The Kostka number: semistandard tableaux of shape λ and content μ, by removing the horizontal strip of the last
 * letter.
 */
function kostka(shape: readonly number[], content: readonly number[]): number {
  if (content.length === 0) return Number(shape.every((x) => x === 0));
  const last = content[content.length - 1];
  const strips = (row: number, left: number, taken: number[]): number[][] => {
    if (row === shape.length) return left === 0 ? [taken] : [];
    const most = Math.min(left, shape[row] - (shape[row + 1] ?? 0));
    return Array.from({ length: most + 1 }, (_, k) => k).flatMap((k) => strips(row + 1, left - k, [...taken, k]));
  };
  return strips(0, last, []).reduce(
    (sum, strip) =>
      sum +
      kostka(
        shape.map((x, r) => x - strip[r]),
        content.slice(0, -1),
      ),
    0,
  );
}

test('S7 on the monomials of degree 8 in 7 variables: a rank decided in floats came out wrong', () => {
  const monomials = symmetricPower(permutationRepresentation(catalogue.symmetric(7)), 8);
  assert.ok('images' in monomials);
  assert.is(monomials.dimension, 3003); // 14 choose 6
  // The monomials with exponents of one partition of 8 are cosets of a Young subgroup: Young's rule counts the irreps.
  const contents = partitions(8, 7).map((exponents) => {
    const all = [...exponents, ...new Array<number>(7 - exponents.length).fill(0)];
    return [...new Set(all)].map((e) => all.filter((x) => x === e).length);
  });
  const expected = partitions(7, 7)
    .map((shape) => [
      kostka(shape, new Array<number>(7).fill(1)), // its degree
      contents.reduce((sum, content) => sum + kostka(shape, content), 0),
    ])
    .filter(([, multiplicity]) => multiplicity > 0);
  const { components } = isotypicDecomposition(monomials);
  const sorted = (list: readonly (readonly number[])[]) => list.map((x) => x.join('×')).sort();
  assert.equal(sorted(components.map((c) => [c.degree, c.multiplicity])), sorted(expected));
  // dim End = Σ m², counted independently as the number of orbits on pairs of monomials.
  assert.is(
    components.reduce((sum, c) => sum + c.multiplicity ** 2, 0),
    orbitals(monomials.images, monomials.images).rank,
  );
});

test('the rational irreps of S3 have degrees 1, 1, 2', () => {
  const S3 = catalogue.symmetric(3);
  assert.equal(
    rationalIrreps(S3).map((irrep) => irrep.degree),
    [1, 1, 2],
  );
  const { components } = isotypicDecomposition(regularRepresentation(S3), { field: 'rational' });
  assert.equal(
    components.map((c) => [c.degree, c.multiplicity]),
    [
      [1, 1],
      [1, 1],
      [2, 2],
    ],
  );
});

test('a permutation representation on 157 points that differed from run to run: the same bytes every time', () => {
  const p = 157;
  const run = () => {
    const G = new PermutationGroup([
      Array.from({ length: p }, (_, i) => (i + 1) % p),
      Array.from({ length: p }, (_, i) => (i * 25) % p),
    ]);
    const decomposition = isotypicDecomposition(permutationRepresentation(G), { seed: 7 });
    const shape = decomposition.components.map((c) => [c.label, c.degree, c.multiplicity, c.type]);
    const { data } = toFloat64(decomposition.components[1].projector());
    assert.ok(data.every(Number.isFinite));
    return JSON.stringify(shape) + Buffer.from(data.buffer).toString('base64');
  };
  assert.is(run(), run());
});

test('the float basis is the same bytes every time, whatever was looked at before', () => {
  const bytes = (lookAtProjector: boolean) => {
    const decomposition = isotypicDecomposition(permutationRepresentation(catalogue.rubiksCube()));
    if (lookAtProjector) for (const c of [...decomposition.components].reverse()) c.projector();
    return Buffer.from(decomposition.orthonormalBasis().data.buffer).toString('base64');
  };
  assert.is(bytes(false), bytes(true));
});

/** SL(2, 5) on the 24 vectors of GF(5)² that are not zero. */
function specialLinear25(): PermutationGroup {
  const vectors = Array.from({ length: 24 }, (_, i) => [Math.floor((i + 1) / 5), (i + 1) % 5]);
  const action = (a: number, b: number, c: number, d: number) =>
    vectors.map(([x, y]) => 5 * ((a * x + b * y) % 5) + ((c * x + d * y) % 5) - 1);
  return new PermutationGroup([action(1, 1, 0, 1), action(0, 1, 4, 0)]);
}

// Irreps of indicator −1 over ℂ: Q8 and SL(2, 3) 2; SL(2, 5) 2, 2, 4, 6 (GAP). Over ℝ their degrees double, and an
// irrep of complex degree χ(1) occurs χ(1)/2 times in the regular representation.
for (const [name, order, group, expected] of [
  ['Q8', 8n, catalogue.quaternion(), [[4, 1]]],
  [
    'SL(2,3)',
    24n,
    new PermutationGroup([
      [4, 5, 6, 7, 1, 0, 3, 2],
      [0, 1, 4, 5, 6, 7, 2, 3],
    ]),
    [[4, 1]],
  ],
  [
    'SL(2,5)',
    120n,
    specialLinear25(),
    [
      [4, 1],
      [4, 1],
      [8, 2],
      [12, 3],
    ],
  ],
] as const) {
  test(`${name}: the irreps of quaternionic type`, () => {
    assert.is(group.order, order);
    const decomposition = isotypicDecomposition(regularRepresentation(group));
    const quaternionic = decomposition.components.filter((c) => c.type === 'quaternionic');
    assert.equal(
      quaternionic.map((c) => [c.degree, c.multiplicity]),
      expected,
    );
    assert.ok(verifyDecomposition(decomposition).irreducibilityProved);
  });
}

test.run();
