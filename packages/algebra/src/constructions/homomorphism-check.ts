/** Whether images of generators define a homomorphism. */
import { IsotypicError } from '../errors.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { beside } from '../permutations/images.js';
import { Permutation } from '../permutations/permutation.js';
import type { WorkMeter } from '../work.js';

/**
 * The graph {(g, α(g))} of the map that the images of the generators define, on the disjoint union of the points. Its
 * projection to `group` is onto; it is injective exactly when α is a homomorphism.
 * @throws {IsotypicError} `SHAPE_MISMATCH` for the wrong number of images, `DEGREE_MISMATCH` for images of mixed
 * degrees, `NOT_A_HOMOMORPHISM`. One step of the meter is one sift.
 */
export function requireHomomorphism(
  where: string,
  name: string,
  group: PermutationGroup,
  images: readonly Permutation[],
  meter: WorkMeter,
): PermutationGroup {
  if (images.length !== group.generators.length) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `${name} to have ${group.generators.length} images, one for each generator`,
      received: `${images.length}`,
    });
  }
  const targetDegree = images[0]?.degree ?? 0;
  for (const image of images) {
    if (image.degree === targetDegree) continue;
    throw new IsotypicError('DEGREE_MISMATCH', {
      where,
      expected: `${name} to have images of degree ${targetDegree}`,
      received: `one of degree ${image.degree}`,
    });
  }
  const pairs = group.generators.map((g, i) => sideBySide([g, images[i]]));
  const graph = new PermutationGroup(pairs, { degree: group.degree + targetDegree });
  const order = graph.orderWithin(meter);
  if (order !== group.orderWithin(meter)) {
    throw new IsotypicError('NOT_A_HOMOMORPHISM', {
      where,
      expected: `${name} to satisfy the relations of the generators`,
      received: `images for which (g, α(g)) generates ${order} pairs, not ${group.order}`,
      remedy: 'Check that images are listed in the order of the generators.',
    });
  }
  return graph;
}

/** Permutations next to each other on the disjoint union of their points, the first one's points first. */
export function sideBySide(parts: readonly Permutation[]): Permutation {
  return Permutation.fromTrustedImages(beside(parts.map((p) => p.images)));
}
