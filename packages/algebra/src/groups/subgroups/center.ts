/**
 * The center. A central element commutes with the action on each orbit, where it is an equivariant bijection, known
 * from the image of one point. Hence Z(G) = G ∩ A, where A is the product of the centers of the constituents; and since
 * A commutes with G, that intersection is the kernel of an action, no search (Luks 1993, §3).
 */
import { beside, identityImages } from '../../permutations/images.js';
import type { WorkMeter } from '../../work.js';
import { equivariantMap } from '../actions/equivariant-maps.js';
import type { Group } from '../group.js';
import { pointwiseStabilizer } from '../structure/pointwise-stabilizer.js';
import { liftedGroup } from '../structure/reduced-subgroups.js';

/** Z(G). Polynomial in the degree and the number of generators. One step of the meter is one sift, or one map. */
export function center<G extends Group>(group: G, meter: WorkMeter): G {
  if (group.isAbelian()) return group;
  return liftedGroup(group, [], meter, (small) => center(small, meter)) ?? centerOnPoints(group, meter);
}

function centerOnPoints<G extends Group>(group: G, meter: WorkMeter): G {
  const orbits = group.orbits().filter((orbit) => orbit.length > 1);
  const central = orbits.flatMap((orbit) =>
    centerOfConstituent(group, orbit, orbits.length === 1 ? group : undefined, meter),
  );
  if (orbits.length === 1) return group.subgroup(central);
  return intersectionWithCommuting(group, group.subgroup(central), meter);
}

/**
 * Generators of the center of the action on one orbit, as permutations that are trivial elsewhere. `whole` is the group
 * where it moves nothing else.
 */
function centerOfConstituent(
  group: Group,
  orbit: readonly number[],
  whole: Group | undefined,
  meter: WorkMeter,
): Uint32Array[] {
  const generators = group.generators.map((g) => g.images);
  // The constituent is asked for membership only when a map turns up.
  let constituent = whole;
  const contains = (candidate: Uint32Array): boolean => {
    constituent ??= group.subgroup(generators.map((g) => onlyOn(g, orbit)));
    return constituent.chainWithin(meter).contains(candidate);
  };
  const found: Uint32Array[] = [];
  // Equivariant bijections are semiregular: each is known from the image of orbit[0]. With y all points of its orbit
  // under what is found are settled, since a map and its products with central elements are central together or not at
  // all.
  const settled = new Set([orbit[0]]);
  for (const y of orbit) {
    if (settled.has(y)) continue;
    meter.step();
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
function intersectionWithCommuting<G extends Group>(group: G, abelian: G, meter: WorkMeter): G {
  if (abelian.isTrivial()) return group.subgroup([]);
  const n = group.degree;
  const product = group.subgroup([...group.generators, ...abelian.generators]);
  const all = group.orderWithin(meter) * abelian.orderWithin(meter);
  const order = all / product.orderWithin(meter);
  if (order === abelian.order) return abelian;
  if (order === 1n) return group.subgroup([]);
  const pairs = [
    ...group.generators.map((g) => beside([g.images, g.images])),
    ...abelian.generators.map((a) => beside([a.images, identityImages(n)])),
  ];
  const joint = group.acting(pairs, 2 * n, { order: all });
  const kernel = pointwiseStabilizer(joint, product.chainWithin(meter).base, meter);
  return group.subgroup(
    kernel.generators.map((g) => g.images.slice(n).map((y) => y - n)),
    { order },
  );
}

/** The restriction to an invariant set, trivial elsewhere. */
function onlyOn(images: Uint32Array, points: readonly number[]): Uint32Array {
  const restricted = identityImages(images.length);
  for (const x of points) restricted[x] = images[x];
  return restricted;
}
