/**
 * Sylow subgroups: by structure first, by random elements last. Each step passes to a subgroup H whose index is prime
 * to p, so that a Sylow subgroup of H is one of the group:
 *   the stabilizer of a point whose orbit is of length prime to p;
 *   the elements whose images in G/G′ have p-power order;
 *   the elements that act on an orbit, or on blocks, as a Sylow subgroup of that action (blocks after a few draws).
 * Where none of these is smaller, an element z of order p in the center of a Sylow subgroup is looked for: its
 * centralizer is such an H, and when z is central, one passes to the action on the orbits of ⟨z⟩, whose kernel is a
 * p-group: on each orbit it commutes with the cycle that z is there. From any element of order p one climbs to one
 * whose centralizer has a larger p-part through the center of a Sylow subgroup of its centralizer, since a p-group that
 * is not a Sylow subgroup is properly contained in its normalizer in one, which acts on its center with fixed vectors.
 */
import { BudgetExceededError } from '../../errors.js';
import { commute } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { type RandomSource, randomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { actionOnParts } from '../actions/block-action.js';
import { minimalBlockSystem } from '../actions/blocks.js';
import { restrict } from '../actions/constituents.js';
import { centralizer } from '../backtrack/conjugacy.js';
import type { DirectFactor, Group } from '../group.js';
import { Homomorphism } from '../homomorphisms/homomorphism.js';
import { giantSylowSubgroup } from '../structure/giant-sylow.js';
import { pointwiseStabilizer } from '../structure/pointwise-stabilizer.js';
import { liftedGroup } from '../structure/reduced-subgroups.js';
import { inFactor } from '../structure/structure.js';
import { center } from './center.js';

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
  const smaller = inPointStabilizer(group, p, meter) ?? aboveDerived(group, p, meter) ?? aboveOrbits(group, p, meter);
  if (smaller !== undefined) return sylowSubgroup(smaller, p, meter);
  return (
    throughCenter(group, p, meter) ??
    throughCentralElement(group, p, full, meter, { tries: FEW_TRIES }) ??
    throughBlocks(group, p, meter) ??
    throughCentralElement(group, p, full, meter, { tries: TRIES, climbing: true }) ??
    giveUp(p)
  );
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

/** The preimage of a Sylow subgroup of the action on an orbit; undefined when those are p-groups, or there is one. */
function aboveOrbits<G extends Group>(group: G, p: bigint, meter: WorkMeter): G | undefined {
  const orbits = group.orbits().filter(({ length }) => length > 1);
  if (orbits.length === 1) return undefined;
  for (const orbit of orbits) {
    const above = aboveAction(group, restrict(imagesOf(group), orbit), p, meter);
    if (above !== undefined) return above;
  }
  return undefined;
}

/** The preimage of a Sylow subgroup of an action; undefined when that is a p-group. */
function aboveAction<G extends Group>(
  group: G,
  action: readonly Uint32Array[],
  p: bigint,
  meter: WorkMeter,
): G | undefined {
  const homomorphism = new Homomorphism(group, action.map(Permutation.fromTrustedImages), action[0].length);
  const order = homomorphism.image.orderWithin(meter);
  return partAt(order, p) === order ? undefined : preimageOfSylow(homomorphism, p, meter);
}

/** Through the action of a transitive group on blocks; undefined when it has none, or acts on them as a p-group. */
function throughBlocks<G extends Group>(group: G, p: bigint, meter: WorkMeter): G | undefined {
  const points = group.orbits().find(({ length }) => length > 1) as number[];
  const blocks = minimalBlockSystem(group.degree, group.generators, points, meter);
  const above = blocks === null ? undefined : aboveAction(group, actionOnParts(imagesOf(group), blocks), p, meter);
  return above && sylowSubgroup(above, p, meter);
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

/** Random elements tried before blocks are looked for, which takes a congruence for each suborbit. */
const FEW_TRIES = 24;
/** Random elements from which a climb begins: structure has answered where p-elements are rarer than 1 in 100. */
const TRIES = 2000;

function throughCentralElement<G extends Group>(
  group: G,
  p: bigint,
  full: bigint,
  meter: WorkMeter,
  { tries, climbing = false }: { readonly tries: number; readonly climbing?: boolean },
): G | undefined {
  const random = randomSource(group.seed);
  for (let k = 0; k < tries; k++) {
    const drawn = ofOrder(group, p, random, meter);
    if (drawn === undefined) continue;
    const start = { z: drawn, centralizer: centralizer(group, drawn, meter) };
    const isEnough = partAt(start.centralizer.orderWithin(meter), p) === full;
    const top = isEnough ? start : climbing ? climb(group, start, p, full, random, meter) : undefined;
    if (top === undefined) continue;
    if (top.centralizer.orderWithin(meter) < group.order) return sylowSubgroup(top.centralizer, p, meter);
    return modulo(group, top.z, p, meter);
  }
  return undefined;
}

/** A power of order p of a random element, where it has one. */
function ofOrder(group: Group, p: bigint, random: RandomSource, meter: WorkMeter): Permutation | undefined {
  meter.step();
  const g = group.randomElement(random);
  const order = g.order();
  return order % p === 0n ? g.power(order / p) : undefined;
}

/** Through the action on the orbits of a central element of order p, when one of a few random elements gives it. */
function throughCenter<G extends Group>(group: G, p: bigint, meter: WorkMeter): G | undefined {
  const random = randomSource(group.seed);
  for (let k = 0; k < FEW_TRIES; k++) {
    const z = ofOrder(group, p, random, meter);
    if (z !== undefined && group.generators.every((g) => commute(g.images, z.images)))
      return modulo(group, z, p, meter);
  }
  return undefined;
}

/** z central of order p: the preimage of a Sylow subgroup of the action on the orbits of ⟨z⟩. */
function modulo<G extends Group>(group: G, z: Permutation, p: bigint, meter: WorkMeter): G {
  const orbits = actionOnParts(imagesOf(group), group.subgroup([z]).orbits()).map(Permutation.fromTrustedImages);
  return preimageOfSylow(new Homomorphism(group, orbits, orbits[0].degree), p, meter);
}

function giveUp(p: bigint): never {
  throw new BudgetExceededError({
    where: 'PermutationGroup.sylowSubgroup',
    expected: `an element of order ${p} with a centralizer of index prime to ${p}, from ${TRIES} random elements`,
    received: 'none',
    remedy: 'Try another seed.',
  });
}

/** Elements of a center that are tried at each step of a climb: p + 1 subgroups of order p where it is C_p × C_p. */
const CENTRAL_TRIES = 6;

/** An element of order p with its centralizer. */
interface Centralized<G> {
  readonly z: Permutation;
  readonly centralizer: G;
}

/** To an element whose centralizer has index prime to p; undefined where the climb ends before. */
function climb<G extends Group>(
  group: G,
  start: Centralized<G>,
  p: bigint,
  full: bigint,
  random: RandomSource,
  meter: WorkMeter,
): Centralized<G> | undefined {
  let top = start;
  for (;;) {
    const reached = partAt(top.centralizer.orderWithin(meter), p);
    if (reached === full) return top;
    const fixed = center(sylowSubgroup(top.centralizer, p, meter), meter).ready(meter);
    let higher: Centralized<G> | undefined;
    for (let k = 0; k < CENTRAL_TRIES && higher === undefined; k++) {
      meter.step();
      const y = fixed.randomElement(random);
      if (y.isIdentity()) continue;
      const z = y.power(y.order() / p);
      const candidate = { z, centralizer: centralizer(group, z, meter) };
      if (partAt(candidate.centralizer.orderWithin(meter), p) > reached) higher = candidate;
    }
    if (higher === undefined) return undefined;
    top = higher;
  }
}

const imagesOf = (group: Group): Uint32Array[] => group.generators.map((g) => g.images);

/** The largest power of p that divides n. */
function partAt(n: bigint, p: bigint): bigint {
  let part = 1n;
  for (let m = n; m % p === 0n; m /= p) part *= p;
  return part;
}
