/**
 * Intersection of two permutation groups: (x, y) in G × H, acting on two copies of the points, commutes with the
 * exchange of the copies exactly when x = y. So G ∩ H is the centralizer of that exchange, and partitions of both
 * groups cut the search. Multiply transitive groups are told apart by their designs first.
 */
import { beside, identityImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import type { Group } from '../group.js';
import type { Answer } from '../search-work.js';
import { ColoredPermutation } from './colored-permutation.js';
import { designColors } from './design-colors.js';
import { type SearchableGroup, TransporterSearch } from './transporter.js';

/** G ∩ H. One step is one node of the search. */
export function intersection<G extends Group>(g: G, h: G, meter: WorkMeter, answer?: Answer): G {
  const [small, large] = g.orderWithin(meter) <= h.orderWithin(meter) ? [g, h] : [h, g];
  large.ready(meter);
  if (small.generators.every((x) => large.contains(x))) return small;
  const { degree } = small.ready(meter);
  const exchange = Uint32Array.from({ length: 2 * degree }, (_, x) => (x + degree) % (2 * degree));
  const onFirstCopy = (elements: readonly Uint32Array[]): Uint32Array[] => elements.map((x) => x.slice(0, degree));
  const colors = designColors(small, large, meter) ?? new Int32Array(degree);
  const source = new ColoredPermutation(Int32Array.of(...colors, ...colors), exchange);
  const { stabilizer } = new TransporterSearch(onTwoCopies(small, large), source, {
    meter,
    answer: answer && ((elements) => answer(onFirstCopy(elements))),
  });
  return small.subgroup(onFirstCopy(stabilizer.generators.map(({ images }) => images)), { order: stabilizer.order });
}

/** G × H on two copies of the points. */
function onTwoCopies(g: Group, h: Group): SearchableGroup {
  const one = identityImages(g.degree);
  const pair = (x: Permutation, y: Permutation): Permutation =>
    Permutation.fromTrustedImages(beside([x.images, y.images]));
  const generators = [
    ...g.generators.map((x) => beside([x.images, one])),
    ...h.generators.map((y) => beside([one, y.images])),
  ];
  const joint = g.acting(generators, 2 * g.degree, { order: g.order * h.order });
  return {
    degree: joint.degree,
    order: joint.order,
    seed: joint.seed,
    generators: joint.generators,
    randomElement: (random) => pair(g.randomElement(random), h.randomElement(random)),
    subgroup: (elements, known) => joint.subgroup(elements, known),
  };
}
