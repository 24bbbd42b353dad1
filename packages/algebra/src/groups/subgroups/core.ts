/** The core of a subgroup: the largest normal subgroup inside. */
import { conjugateImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import { intersection } from '../backtrack/intersection.js';
import type { Group } from '../group.js';

/**
 * ∩ x·H·x⁻¹ over x in G: H is cut with its conjugates by the generators of G until it is equal to them. Each cut halves
 * it at least.
 */
export function coreOf<G extends Group>(group: G, subgroup: G, meter: WorkMeter): G {
  let inner = subgroup.ready(meter);
  for (;;) {
    const moved = group.generators.find((x) => !conjugates(x, inner).every((h) => inner.contains(h)));
    if (moved === undefined) return inner;
    const conjugate = group.subgroup(conjugates(moved, inner), { order: inner.orderWithin(meter) });
    inner = intersection(inner, conjugate, meter).ready(meter);
  }
}

function conjugates(x: Permutation, { generators }: Group): Permutation[] {
  return generators.map((h) => Permutation.fromTrustedImages(conjugateImages(x.images, h.images)));
}
