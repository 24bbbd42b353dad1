/** Quotients of permutation groups as permutation groups of few points. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import { intersection } from '../groups/backtrack/intersection.js';
import { ActionHomomorphism } from '../groups/homomorphisms/action-homomorphism.js';
import { groupKind, type PermutationGroup } from '../groups/permutation-group.js';
import { isNormalSubgroup } from '../groups/subgroups/containment.js';
import { coreOf } from '../groups/subgroups/core.js';
import { Permutation } from '../permutations/permutation.js';
import { randomSource } from '../random.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { cosets } from './coset-actions.js';
import { sideBySide } from './homomorphism-check.js';
import { MAX_LISTED } from './options.js';

/** Random elements tried to enlarge a subgroup before its cosets are taken: more rarely shorten an action. */
const TRIES = 40;

/**
 * The natural homomorphism of a group onto its quotient by a normal subgroup N, acting faithfully on few points: the
 * orbits of N where their action has no larger kernel, and beside them the cosets of subgroups above N, stabilizers of
 * few points made as large by random elements as their cores allow (Holt, Eick & O'Brien, Handbook, §4.6). The kernel
 * is N, proved by its order. One step is one sift, or one image of a coset.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless N is a normal subgroup, `OUT_OF_MEMORY` for an index above 2²⁰
 * @example
 * const s4 = catalogue.symmetric(4);
 * const four = s4.normalClosure([Permutation.fromCycles('(0 1)(2 3)', 4)]);
 * quotientGroup(s4, four).image.degree // 3
 */
export function quotientGroup(
  group: PermutationGroup,
  normal: PermutationGroup,
  options: WorkOptions = {},
): ActionHomomorphism {
  const where = 'quotientGroup';
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'normal', normal, groupKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  if (!meter.part((work) => isNormalSubgroup(normal, group, work))) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: 'a normal subgroup of the group',
      received: `a group of order ${normal.order} that is none`,
      remedy: 'group.normalClosure(generators) is the least normal subgroup that holds them.',
    });
  }
  const parts = [onOrbits(group, normal)];
  let kernel = new ActionHomomorphism(group, parts[0], parts[0][0]?.degree ?? 0).kernelWithin(meter);
  while (kernel.orderWithin(meter) > normal.orderWithin(meter)) {
    const { subgroup, core } = largeSubgroup(group, normal, kernel, meter);
    parts.push(cosets(where, group, subgroup, MAX_LISTED, meter).images as Permutation[]);
    kernel = intersection(kernel, core, meter);
  }
  const images = group.generators.map((_, i) => sideBySide(parts.map((part) => part[i])));
  return shortened(new ActionHomomorphism(group, images, images[0]?.degree ?? 0));
}

/** How the generators permute the orbits of a normal subgroup. */
function onOrbits(group: PermutationGroup, normal: PermutationGroup): Permutation[] {
  const orbits = normal.orbits();
  const orbitOf = new Uint32Array(group.degree);
  orbits.forEach((orbit, k) => {
    for (const x of orbit) orbitOf[x] = k;
  });
  return group.generators.map((g) => Permutation.fromImages(orbits.map(([x]) => orbitOf[g.images[x]])));
}

/**
 * A large subgroup above N that does not hold the kernel at hand. The kernel is normal, so that its core does not
 * either.
 */
function largeSubgroup(group: PermutationGroup, normal: PermutationGroup, kernel: PermutationGroup, meter: WorkMeter) {
  const holdsKernel = (H: PermutationGroup): boolean => kernel.generators.every((g) => H.contains(g));
  let subgroup = withStabilizer(group, normal, kernel, holdsKernel, meter);
  const random = randomSource(group.seed);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    meter.step(0);
    const element = group.randomElement(random);
    if (subgroup.contains(element)) continue;
    const larger = group.subgroup([...subgroup.generators, element]);
    if (!holdsKernel(larger)) subgroup = larger;
  }
  return { subgroup, core: coreOf(group, subgroup, meter) };
}

/** N with the pointwise stabilizer of as few points as it takes; of the points that the kernel moves. */
function withStabilizer(
  group: PermutationGroup,
  normal: PermutationGroup,
  kernel: PermutationGroup,
  holdsKernel: (H: PermutationGroup) => boolean,
  meter: WorkMeter,
): PermutationGroup {
  const moved = Array.from({ length: group.degree }, (_, x) => x).filter((x) =>
    kernel.generators.some((g) => g.image(x) !== x),
  );
  let stabilizer = group;
  for (const x of moved) {
    meter.step(0);
    if (stabilizer.generators.every((g) => g.image(x) === x)) continue;
    stabilizer = stabilizer.stabilizer(x);
    const subgroup = group.subgroup([...normal.generators, ...stabilizer.generators]);
    if (!holdsKernel(subgroup)) return subgroup;
  }
  return normal;
}

/** Without the fixed points. */
function shortened(map: ActionHomomorphism): ActionHomomorphism {
  const moved = map.image
    .orbits()
    .filter((orbit) => orbit.length > 1)
    .flat();
  if (moved.length === map.image.degree) return map;
  const place = new Map(moved.map((x, i) => [x, i]));
  const images = map.image.generators.map((g) =>
    Permutation.fromImages(moved.map((x) => place.get(g.image(x)) as number)),
  );
  return new ActionHomomorphism(map.source, images, moved.length);
}
