/**
 * Intersection of two permutation groups: (x, y) in G × H, acting on two copies of the points, commutes with the
 * exchange of the copies exactly when x = y. So G ∩ H is the centralizer of that exchange, and partitions of both
 * groups cut the search.
 */
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import { ColoredPermutation } from './colored-permutation.js';
import { DEFAULT_BUDGET } from './node-count.js';
import { type SearchableGroup, TransporterSearch } from './transporter.js';

/** G ∩ H. One step is one node of the search. */
export function intersection(g: PermutationGroup, h: PermutationGroup, options: WorkOptions = {}): PermutationGroup {
  const [small, large] = g.order <= h.order ? [g, h] : [h, g];
  if (small.generators.every((x) => large.contains(x))) return small;
  const { degree } = small;
  const exchange = Uint32Array.from({ length: 2 * degree }, (_, x) => (x + degree) % (2 * degree));
  const meter = new WorkMeter('PermutationGroup.intersection', options, DEFAULT_BUDGET);
  const { stabilizer } = new TransporterSearch(
    directProduct(small, large),
    ColoredPermutation.ofElement(exchange),
    meter,
  );
  const common = small.subgroup(stabilizer.generators.map(({ images }) => images.slice(0, degree)));
  common.adoptOrder(stabilizer.order);
  return common;
}

/** G × H on two copies of the points. */
function directProduct(g: PermutationGroup, h: PermutationGroup): SearchableGroup {
  const { degree, seed } = g;
  const one = Permutation.identity(degree);
  return {
    degree: 2 * degree,
    order: g.order * h.order,
    seed,
    generators: [...g.generators.map((x) => beside(x, one)), ...h.generators.map((y) => beside(one, y))],
    randomElement: (random) => beside(g.randomElement(random), h.randomElement(random)),
  };
}

function beside({ degree, images: a }: Permutation, { images: b }: Permutation): Permutation {
  const images = new Uint32Array(2 * degree);
  images.set(a);
  for (let x = 0; x < degree; x++) images[degree + x] = degree + b[x];
  return Permutation.fromTrustedImages(images);
}
