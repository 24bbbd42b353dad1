/** Centralizers of elements, and conjugating elements, by partition backtrack. */
import { cycleLengthsKey } from '../../permutations/cycle-type.js';
import { commute } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import { giantOfOrder } from '../actions/giants.js';
import { type Group, reductionOf } from '../group.js';
import type { Answer, SearchWork } from '../search-work.js';
import { specialCasesAreOn } from '../special-cases.js';
import { liftedGroup, lifting } from '../structure/reduced-subgroups.js';
import { lift, lower } from '../structure/structure.js';
import { centralizerInSymmetricGroup } from '../structure/symmetric-centralizer.js';
import { ColoredPermutation } from './colored-permutation.js';
import { CyclicExponent } from './cyclic-exponent.js';
import { TransporterSearch } from './transporter.js';

/** C_G(g), for any permutation g of the degree. One step is one node of the search. */
export function centralizer<G extends Group>(group: G, g: Permutation, meter: WorkMeter, answer?: Answer): G {
  if (group.generators.every((h) => commute(h.images, g.images))) return group;
  const onVertices = liftedGroup(group, [g], meter, (small, [q], reduction) =>
    centralizer(small, q, meter, lifting(reduction, answer)),
  );
  return onVertices ?? new ConjugacySearch(group, g, { meter, answer }).centralizer();
}

/** C_G(H), generator after generator of H; in the symmetric group without search. */
export function centralizerOfGroup<G extends Group>(
  group: G,
  elements: readonly Permutation[],
  meter: WorkMeter,
  answer?: Answer,
): G {
  if (elements.length > 1 && isSymmetric(group, meter)) {
    const { generators, order } = centralizerInSymmetricGroup(group.subgroup(elements), meter);
    return group.subgroup(generators, { order });
  }
  return elements.reduce((found, h) => centralizer(found, h, meter, answer), group);
}

function isSymmetric(group: Group, meter: WorkMeter): boolean {
  return specialCasesAreOn() && giantOfOrder(group.degree, group.orderWithin(meter)) === 'symmetric';
}

/** Some x in G with x·g·x⁻¹ = h, or undefined when there is none. */
export function conjugatingElement(
  group: Group,
  g: Permutation,
  h: Permutation,
  meter: WorkMeter,
  answer?: Answer,
): Permutation | undefined {
  if (g.equals(h)) return Permutation.identity(group.degree);
  if (cycleLengthsKey(g) !== cycleLengthsKey(h)) return undefined;
  const reduction = reductionOf(group, meter);
  const [q, r] = reduction === undefined ? [] : [lower(reduction, g), lower(reduction, h)];
  if (reduction !== undefined && q !== undefined && r !== undefined) {
    const x = conjugatingElement(reduction.onVertices, q, r, meter, lifting(reduction, answer));
    return x && lift(reduction, x);
  }
  return new ConjugacySearch(group, g, { meter, answer }).elementTo(h);
}

/** All searches about the conjugates of one element: the chain along its cycles and its centralizer are shared. */
export class ConjugacySearch<G extends Group> {
  private readonly search: TransporterSearch<G>;
  /** The search is for this power of the element, a generator of the same cyclic group: it has the same centralizer. */
  private readonly exponent: CyclicExponent | undefined;

  constructor(
    group: G,
    readonly element: Permutation,
    work: SearchWork,
    likewise?: ConjugacySearch<G>,
  ) {
    if (likewise !== undefined) {
      this.search = likewise.search;
      this.exponent = CyclicExponent.between(element.images, likewise.search.source.images);
      return;
    }
    const source = ColoredPermutation.ofElement(element.images);
    this.search = new TransporterSearch(group, source, work, group.ready(work.meter).contains(element));
  }

  centralizer(): G {
    return this.search.stabilizer;
  }

  /** Some x in the group with x·element·x⁻¹ = h. */
  elementTo(h: Permutation): Permutation | undefined {
    const target = this.exponent === undefined ? h.images : this.exponent.powerOf(h.images);
    const found = target && this.search.elementTo(ColoredPermutation.ofElement(target));
    return found === undefined ? undefined : Permutation.fromTrustedImages(found);
  }
}
