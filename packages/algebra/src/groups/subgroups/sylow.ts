/**
 * Sylow subgroups: by structure first, by random elements last. Each step passes to a subgroup H whose index is prime to
 * p, so that a Sylow subgroup of H is one of the group:
 *   the stabilizer of a point whose orbit is of length prime to p;
 *   the elements whose images in G/G′ have p-power order;
 *   the elements that act on an orbit, or on blocks, as a Sylow subgroup of that action.
 * Where none of these is smaller, an element z of order p in the center of a Sylow subgroup is looked for: its
 * centralizer is such an H, and when z is central, one passes to the action on the orbits of ⟨z⟩, whose kernel is a
 * p-group: on each orbit it commutes with the cycle that z is there. From any element of order p one climbs to one whose
 * centralizer has a larger p-part through the center of a Sylow subgroup of its centralizer, since a p-group that is not
 * a Sylow subgroup is properly contained in its normalizer in one, which acts on its center with fixed vectors.
 */
import { BudgetExceededError } from '../../errors.js';
import { Permutation } from '../../permutations/permutation.js';
import { type RandomSource, randomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { minimalBlockSystem } from '../actions/blocks.js';
import { restrict } from '../actions/constituents.js';
import { Homomorphism } from '../actions/homomorphism.js';
import { centralizer } from '../backtrack/conjugacy.js';
import type { DirectFactor, Group } from '../group.js';
import { giantSylowSubgroup } from '../structure/giant-sylow.js';
import { liftedGroup } from '../structure/reduced-subgroups.js';
import { inFactor } from '../structure/structure.js';
import { center } from './center.js';
import { pointwiseStabilizer } from './stabilizer.js';

/** A Sylow p-subgroup, p a prime. One step of the meter is one sift, one node of a search or one random element. */
export function sylowSubgroup<G extends Group>(group: G, p: bigint, meter: WorkMeter): G {
  const order = group.orderWithin(meter);
  const full = partAt(order, p);
  if (full === 1n) return group.subgroup([]);
  if (full === order) return group;
  const { structure } = group.ready(meter);
  if (structure?.kind === 'giant') return giantSylowSubgroup(group, structure.giant, Number(p), full);
  if (structure?.kind === 'direct product') return sylowOfProduct(group, structure.factors, p, full, meter);
  const onVertices = liftedGroup(group, [], meter, (small) => sylowSubgroup(small, p, meter));
  if (onVertices !== undefined) return onVertices;
  if (group.isAbelian()) return sylowOfAbelian(group, p, full);
  const smaller = inPointStabilizer(group, p, meter) ?? aboveDerived(group, p, meter) ?? aboveAction(group, p, meter);
  return smaller === undefined ? byCentralElement(group, p, full, meter) : sylowSubgroup(smaller, p, meter);
}

function sylowOfProduct<G extends Group>(
  group: G,
  factors: readonly DirectFactor[],
  p: bigint,
  order: bigint,
  meter: WorkMeter,
): G {
  const generators = factors.flatMap((factor) =>
    sylowSubgroup(factor.group, p, meter).generators.map((g) => inFactor(factor, g, group.degree)),
  );
  return group.subgroup(generators, { order });
}

/** The p-parts of the generators. */
function sylowOfAbelian<G extends Group>(group: G, p: bigint, order: bigint): G {
  const parts = group.generators.map((g) => g.power(g.order() / partAt(g.order(), p)));
  return group.subgroup(
    parts.filter((g) => !g.isIdentity()),
    { order },
  );
}

function inPointStabilizer<G extends Group>(group: G, p: bigint, meter: WorkMeter): G | undefined {
  const orbit = group.orbits().find(({ length }) => length > 1 && BigInt(length) % p !== 0n);
  return orbit && pointwiseStabilizer(group, [orbit[0]], meter);
}

/** The preimage of the Sylow subgroup of G/G′, which powers of generators generate; undefined when that is all of G. */
function aboveDerived<G extends Group>(group: G, p: bigint, meter: WorkMeter): G | undefined {
  const derived = group.derivedWithin(meter);
  const index = group.order / derived.orderWithin(meter);
  const part = partAt(index, p);
  if (part === index) return undefined;
  const powers = group.generators.map((g) => g.power(index / part));
  return group.subgroup([...derived.generators, ...powers.filter((g) => !g.isIdentity())], {
    order: derived.order * part,
  });
}

/**
 * The preimage of a Sylow subgroup of the action on an orbit, or of a transitive group on blocks; undefined when all of
 * those are p-groups, or the group is primitive.
 */
function aboveAction<G extends Group>(group: G, p: bigint, meter: WorkMeter): G | undefined {
  const orbits = group.orbits().filter(({ length }) => length > 1);
  const generators = group.generators.map((g) => g.images);
  const images =
    orbits.length > 1
      ? orbits.map((orbit) => restrict(generators, orbit))
      : [onBlocks(group, orbits[0], meter)].filter((action) => action !== undefined);
  for (const action of images) {
    const homomorphism = new Homomorphism(group, action.map(Permutation.fromTrustedImages), action[0].length);
    const imageOrder = homomorphism.image.orderWithin(meter);
    if (partAt(imageOrder, p) !== imageOrder) return preimageOfSylow(homomorphism, p, meter);
  }
  return undefined;
}

function onBlocks(group: Group, points: readonly number[], meter: WorkMeter): Uint32Array[] | undefined {
  const blocks = minimalBlockSystem(group.degree, group.generators, points, meter);
  if (blocks === null) return undefined;
  const blockOf = new Int32Array(group.degree);
  blocks.forEach((block, j) => {
    for (const x of block) blockOf[x] = j;
  });
  return group.generators.map((g) => Uint32Array.from(blocks, (block) => blockOf[g.images[block[0]]]));
}

function preimageOfSylow<G extends Group>(homomorphism: Homomorphism<G>, p: bigint, meter: WorkMeter): G {
  const { source, image } = homomorphism;
  const above = sylowSubgroup(image, p, meter);
  const kernel = homomorphism.kernelWithin(meter);
  source.ready(meter);
  image.ready(meter);
  return source.subgroup([...kernel.generators, ...above.generators.map((g) => homomorphism.preimageOf(g))], {
    order: kernel.orderWithin(meter) * above.orderWithin(meter),
  });
}

/** Random elements from which a climb begins. */
const TRIES = 2000;

function byCentralElement<G extends Group>(group: G, p: bigint, full: bigint, meter: WorkMeter): G {
  const random = randomSource(group.seed);
  for (let k = 0; k < TRIES; k++) {
    meter.step();
    const g = group.randomElement(random);
    const order = g.order();
    if (order % p !== 0n) continue;
    const z = climb(group, g.power(order / p), p, full, random, meter);
    if (z === undefined) continue;
    const inside = centralizer(group, z, meter);
    if (inside.order < group.order) return sylowSubgroup(inside, p, meter);
    const onOrbits = orbitsAction(group, z);
    return preimageOfSylow(onOrbits, p, meter);
  }
  throw new BudgetExceededError({
    where: 'PermutationGroup.sylowSubgroup',
    expected: `an element of order ${p} with a centralizer of index prime to ${p}, from ${TRIES} random elements`,
    received: 'none',
    remedy: 'Try another seed.',
  });
}

/** Elements of a center that are tried at each step of a climb: p + 1 subgroups of order p where it is C_p × C_p. */
const CENTRAL_TRIES = 6;

/** An element of order p whose centralizer has index prime to p, above z; undefined where the climb ends before. */
function climb<G extends Group>(
  group: G,
  z: Permutation,
  p: bigint,
  full: bigint,
  random: RandomSource,
  meter: WorkMeter,
): Permutation | undefined {
  let top = z;
  let inside = centralizer(group, z, meter);
  for (;;) {
    const reached = partAt(inside.orderWithin(meter), p);
    if (reached === full) return top;
    const fixed = center(sylowSubgroup(inside, p, meter), meter).ready(meter);
    let isHigher = false;
    for (let k = 0; k < CENTRAL_TRIES && !isHigher; k++) {
      meter.step();
      const y = fixed.randomElement(random);
      if (y.isIdentity()) continue;
      const candidate = y.power(y.order() / p);
      const around = centralizer(group, candidate, meter);
      if (partAt(around.orderWithin(meter), p) <= reached) continue;
      top = candidate;
      inside = around;
      isHigher = true;
    }
    if (!isHigher) return undefined;
  }
}

function orbitsAction<G extends Group>(group: G, z: Permutation): Homomorphism<G> {
  const orbits = group.subgroup([z]).orbits();
  const orbitOf = new Int32Array(group.degree);
  orbits.forEach((orbit, j) => {
    for (const x of orbit) orbitOf[x] = j;
  });
  const images = group.generators.map((g) =>
    Permutation.fromTrustedImages(Uint32Array.from(orbits, ([x]) => orbitOf[g.images[x]])),
  );
  return new Homomorphism(group, images, orbits.length);
}

/** The largest power of p that divides n. */
function partAt(n: bigint, p: bigint): bigint {
  let part = 1n;
  for (let m = n; m % p === 0n; m /= p) part *= p;
  return part;
}
