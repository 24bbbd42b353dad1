/** Groups too large for their irreducibles to be listed: two representations must still share their common ones. */
import { catalogue, Permutation, type PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { crossCov, lstsq } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The group's action on one of its orbits. */
function onOrbit(group: PermutationGroup, orbit: readonly number[]): Permutation[] {
  const position = new Map(orbit.map((point, i) => [point, i]));
  return group.generators.map((g) => Permutation.fromImages(orbit.map((point) => position.get(g.image(point)) ?? -1)));
}

const cube = catalogue.rubiksCube();
const corners = [...cube.orbits()[1]].sort((a, b) => a - b);
const samples = Array.from({ length: 60 }, (_, n) =>
  Array.from({ length: 48 }, (_, j) => Math.sin(n * 7 + j * j + n * j)),
);
const onCorners = samples.map((x) => corners.map((point) => 2 * x[point]));

for (const [name, reps] of [
  [
    'all facelets to one orbit',
    [permutationRepresentation(cube), permutationRepresentation(cube, onOrbit(cube, corners))],
  ],
  [
    'relabeled',
    [permutationRepresentation(cube), permutationRepresentation(cube, onOrbit(cube, [...corners].reverse()))],
  ],
] as const) {
  test(`cube group, ${name}: an equivariant map is found exactly by least squares`, async () => {
    const [X, Y] = reps;
    const targets = name === 'relabeled' ? onCorners.map((y) => [...y].reverse()) : onCorners;
    const fit = await lstsq(samples, targets, X, Y);
    assert.ok(fit.residual < 1e-20, `${fit.residual}`);
    const S = await crossCov(samples, targets, X, Y, { normalization: 'n' });
    // The projection of the cross-moment is equivariant: S·ρ_X(g) = ρ_Y(g)·S.
    for (let k = 0; k < cube.generators.length; k++) {
      const [p, q] = [X.images[k], Y.images[k]];
      for (let i = 0; i < 24; i++) {
        for (let j = 0; j < 48; j++) {
          const moved = S.data[q.image(i) * 48 + p.image(j)];
          assert.ok(Math.abs(moved - S.data[i * 48 + j]) < 1e-12);
        }
      }
    }
  });
}

test.run();
