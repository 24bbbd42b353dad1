/**
 * The center. A central element commutes with the action on each orbit, where it is an equivariant bijection, known
 * from the image of one point. Hence Z(G) = G ∩ A, where A is the product of the centers of the constituents; and since
 * A commutes with G, that intersection is the kernel of an action, no search (Luks 1993, §3).
 */
import { identityImages } from '../../permutations/images.js';
import type { Permutation } from '../../permutations/permutation.js';
import { equivariantMap } from '../actions/equivariant-maps.js';
import { PermutationGroup } from '../permutation-group.js';

/** Z(G). Polynomial in the degree and the number of generators. */
export function center(group: PermutationGroup): PermutationGroup {
  if (group.isAbelian()) return group;
  const orbits = group.orbits().filter((orbit) => orbit.length > 1);
  const central = orbits.flatMap((orbit) => centerOfConstituent(group, orbit, orbits.length === 1));
  if (orbits.length === 1) return group.subgroup(central);
  return intersectionWithCommuting(group, group.subgroup(central));
}

/** Generators of the center of the action on one orbit, as permutations that are trivial elsewhere. */
function centerOfConstituent(group: PermutationGroup, orbit: readonly number[], isWhole: boolean): Uint32Array[] {
  const generators = group.generators.map((g) => g.images);
  // The constituent is asked for membership only when a map turns up.
  let constituent: PermutationGroup | undefined;
  const contains = (candidate: Uint32Array): boolean => {
    constituent ??= isWhole ? group : group.subgroup(generators.map((g) => onlyOn(g, orbit)));
    return constituent.chain.contains(candidate);
  };
  const found: Uint32Array[] = [];
  // Equivariant bijections are semiregular: each is known from the image of orbit[0]. With y all points of its orbit
  // under what is found are settled, since a map and its products with central elements are central together or not at
  // all.
  const settled = new Set([orbit[0]]);
  for (const y of orbit) {
    if (settled.has(y)) continue;
    const map = equivariantMap(generators, generators, orbit[0], y, orbit.length);
    let isCentral = false;
    if (map !== undefined) {
      const images = identityImages(group.degree);
      for (const [from, to] of map) images[from] = to;
      isCentral = contains(images);
      if (isCentral) found.push(images);
    }
    const reached = [isCentral ? orbit[0] : y];
    const seen = new Set(reached);
    for (const x of reached) {
      settled.add(x);
      for (const z of found) {
        if (seen.has(z[x])) continue;
        seen.add(z[x]);
        reached.push(z[x]);
      }
    }
  }
  return found;
}

/**
 * G ∩ A for a group A whose elements commute with those of G. G × A acts on the points by (g, a) ↦ ga, with kernel
 * {(z, z⁻¹) : z in G ∩ A}: of the pairs (ga, g), on two copies of the points, those that fix the first copy.
 */
function intersectionWithCommuting(group: PermutationGroup, abelian: PermutationGroup): PermutationGroup {
  if (abelian.isTrivial()) return group.subgroup([]);
  const n = group.degree;
  const product = group.subgroup([...group.generators, ...abelian.generators]);
  const order = (group.order * abelian.order) / product.order;
  if (order === abelian.order) return abelian;
  if (order === 1n) return group.subgroup([]);
  const pair = (first: Permutation, second: Uint32Array): number[] => [
    ...first.images,
    ...Array.from(second, (y) => y + n),
  ];
  const joint = new PermutationGroup(
    [...group.generators.map((g) => pair(g, g.images)), ...abelian.generators.map((a) => pair(a, identityImages(n)))],
    { degree: 2 * n, seed: group.seed },
  );
  joint.adoptOrder(group.order * abelian.order);
  const intersection = group.subgroup(
    joint.stabilizer(product.chain.base).generators.map((g) => g.images.slice(n).map((y) => y - n)),
  );
  intersection.adoptOrder(order);
  return intersection;
}

/** The restriction to an invariant set, trivial elsewhere. */
function onlyOn(images: Uint32Array, points: readonly number[]): Uint32Array {
  const restricted = identityImages(images.length);
  for (const x of points) restricted[x] = images[x];
  return restricted;
}
