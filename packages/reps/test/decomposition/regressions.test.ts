/** What other programs got wrong, by name. */
import { catalogue, orbitals, PermutationGroup, toFloat64 } from '@isotypic/algebra';
import {
  isotypicDecomposition,
  permutationRepresentation,
  regularRepresentation,
  symmetricPower,
  verifyDecomposition,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('S7 on the monomials of degree 8 in 7 variables: a rank decided in floats came out wrong', () => {
  const monomials = symmetricPower(permutationRepresentation(catalogue.symmetric(7)), 8);
  assert.ok('images' in monomials);
  const { components } = isotypicDecomposition(monomials);
  assert.is(
    components.reduce((sum, c) => sum + c.multiplicity * c.degree, 0),
    3003,
  );
  // dim End = Σ m², counted independently as the number of orbits on pairs of monomials.
  assert.is(
    components.reduce((sum, c) => sum + c.multiplicity ** 2, 0),
    orbitals(monomials.images, monomials.images).rank,
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

for (const [name, order, group] of [
  ['Q8', 8n, catalogue.quaternion()],
  [
    'SL(2,3)',
    24n,
    new PermutationGroup([
      [4, 5, 6, 7, 1, 0, 3, 2],
      [0, 1, 4, 5, 6, 7, 2, 3],
    ]),
  ],
] as const) {
  test(`${name} has an irrep of quaternionic type`, () => {
    assert.is(group.order, order);
    const decomposition = isotypicDecomposition(regularRepresentation(group));
    const quaternionic = decomposition.components.filter((c) => c.type === 'quaternionic');
    assert.equal(
      quaternionic.map((c) => [c.degree, c.multiplicity]),
      [[4, 1]],
    );
    assert.ok(verifyDecomposition(decomposition).irreducibilityProved);
  });
}

test.run();
