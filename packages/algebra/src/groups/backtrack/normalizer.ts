/** Normalizers of subgroups, and elements that conjugate one to another, by partition backtrack. */
import { conjugateImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import type { Group } from '../group.js';
import type { SearchWork } from '../search-work.js';
import { centralizerOfGroup } from './conjugacy.js';
import { attempted, ObjectSearch, PLAIN_ATTEMPT, TO_THE_END } from './object-search.js';
import { SubgroupObject } from './subgroup-object.js';

/** Is x·H·x⁻¹ = H for all of the elements? */
export function normalize(elements: readonly Permutation[], subgroup: Group, meter: WorkMeter): boolean {
  subgroup.ready(meter);
  return elements.every((x) => carriesInto(x, subgroup, subgroup));
}

/** Is x·H·x⁻¹ ≤ K? */
function carriesInto(x: Permutation, from: Group, to: Group): boolean {
  return from.generators.every((h) => to.contains(Permutation.fromTrustedImages(conjugateImages(x.images, h.images))));
}

/** N_G(H), for a group H of the same degree. One step is one node of a search. */
export function normalizerOf<G extends Group>(group: G, subgroup: G, work: SearchWork): G {
  if (normalize(group.generators, subgroup, work.meter)) return group;
  return new SubgroupSearch(group, subgroup, work).normalizer;
}

/** Some x in G with x·H·x⁻¹ = K; undefined where there is none. */
export function subgroupConjugator<G extends Group>(
  group: G,
  from: G,
  to: G,
  work: SearchWork,
): Permutation | undefined {
  const { meter } = work;
  if (from.orderWithin(meter) !== to.orderWithin(meter)) return undefined;
  const one = Permutation.identity(group.degree);
  to.ready(meter);
  if (carriesInto(one, from, to)) return one;
  const sizes = (g: Group): string =>
    `${g
      .orbits()
      .map((orbit) => orbit.length)
      .sort((a, b) => a - b)}`;
  if (sizes(from) !== sizes(to) || from.isAbelian() !== to.isAbelian()) return undefined;
  return new SubgroupSearch(group, from, work).elementTo(to);
}

/** All searches about the conjugates of one subgroup. */
export class SubgroupSearch<G extends Group> {
  private readonly search: ObjectSearch<G, SubgroupObject>;

  constructor(
    group: G,
    readonly subgroup: G,
    private readonly work: SearchWork,
  ) {
    const { meter } = work;
    const inside = subgroup.generators.filter((h) => group.ready(meter).contains(h));
    const known = inside.length === subgroup.generators.length ? subgroup : group.subgroup(inside);
    const withCentralizer = (): G => {
      const centralizer = centralizerOfGroup(group, subgroup.generators, meter, work.answer);
      return group.subgroup([...inside, ...centralizer.generators]);
    };
    const object = new SubgroupObject(subgroup, meter);
    this.search =
      attempted(() => new ObjectSearch(group, object, work, PLAIN_ATTEMPT, known)) ??
      new ObjectSearch(group, object, work, TO_THE_END, withCentralizer());
  }

  get normalizer(): G {
    return this.search.stabilizer;
  }

  /** Some x in the group with x·H·x⁻¹ = K, for a group K of the order of H. */
  elementTo(to: G): Permutation | undefined {
    const found = this.search.elementTo(new SubgroupObject(to, this.work.meter));
    return found && Permutation.fromTrustedImages(found);
  }
}
