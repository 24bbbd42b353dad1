/**
 * The centre. A central element commutes with the action on each orbit, so there it is an equivariant bijection, known
 * from the image of one point. Equivariant bijections of all orbits are tried together, coset by coset of what is found.
 */
import { identityImages } from '../permutations/images.js';
import { equivariantMap } from './equivariant-maps.js';
import type { PermutationGroup } from './permutation-group.js';

/** Z(G): all combinations of central elements of the constituents that lie in G. */
export function center(group: PermutationGroup): PermutationGroup {
  if (group.isAbelian()) return group;
  const { degree } = group;
  const generators = group.generators.map((g) => g.images);
  // Partial central elements, trivial outside the orbits treated so far, and a group that they must lie in there.
  let candidates = [identityImages(degree)];
  const treated: number[] = [];
  for (const orbit of group.orbits()) {
    treated.push(...orbit);
    const maps = orbit
      .map((y) => equivariantMap(generators, generators, orbit[0], y, orbit.length))
      .filter((map) => map !== undefined);
    if (maps.length === 1 && candidates.length === 1) continue;
    const extended = candidates.flatMap((c) =>
      maps.map((map) => {
        const images = c.slice();
        for (const [x, y] of map) images[x] = y;
        return images;
      }),
    );
    // Restricting G to the treated orbits cuts the candidates down before the next orbit multiplies them.
    const shadow = group.subgroup(generators.map((g) => onlyOn(g, treated)));
    candidates = extended.filter((c) => shadow.chain.contains(c));
  }
  return group.subgroup(candidates.filter((c) => group.chain.contains(c) && c.some((x, i) => x !== i)));
}

/** The restriction to an invariant set, trivial elsewhere. */
function onlyOn(images: Uint32Array, points: readonly number[]): Uint32Array {
  const restricted = identityImages(images.length);
  for (const x of points) restricted[x] = images[x];
  return restricted;
}
