/** Centralizers of elements, and conjugating elements, by partition backtrack. */
import { commute } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import { ColoredPermutation } from './colored-permutation.js';
import { CyclicExponent } from './cyclic-exponent.js';
import { DEFAULT_BUDGET } from './node-count.js';
import { TransporterSearch } from './transporter.js';

/** C_G(g), for any permutation g of the degree. One step is one node of the search. */
export function centralizer(group: PermutationGroup, g: Permutation, options: WorkOptions = {}): PermutationGroup {
  if (group.generators.every((h) => commute(h.images, g.images))) return group;
  return new ConjugacySearch(group, g, 'PermutationGroup.centralizer', options).centralizer();
}

/** Some x in G with x·g·x⁻¹ = h, or undefined when there is none. */
export function conjugatingElement(
  group: PermutationGroup,
  g: Permutation,
  h: Permutation,
  options: WorkOptions = {},
): Permutation | undefined {
  if (g.equals(h)) return Permutation.identity(group.degree);
  if (cycleLengthsKey(g) !== cycleLengthsKey(h)) return undefined;
  return new ConjugacySearch(group, g, 'PermutationGroup.conjugatingElement', options).elementTo(h);
}

/** All searches about the conjugates of one element: the chain along its cycles and its centralizer are shared. */
export class ConjugacySearch {
  private readonly search: TransporterSearch<PermutationGroup>;
  /** The search is for this power of the element, a generator of the same cyclic group: it has the same centralizer. */
  private readonly exponent: CyclicExponent | undefined;

  constructor(
    group: PermutationGroup,
    readonly element: Permutation,
    where: string,
    options: WorkOptions = {},
    likewise?: ConjugacySearch,
  ) {
    if (likewise !== undefined) {
      this.search = likewise.search;
      this.exponent = CyclicExponent.between(element.images, likewise.search.source.images);
      return;
    }
    const meter = new WorkMeter(where, options, DEFAULT_BUDGET);
    const source = ColoredPermutation.ofElement(element.images);
    this.search = new TransporterSearch(group, source, meter, group.contains(element));
  }

  centralizer(): PermutationGroup {
    return this.search.stabilizer;
  }

  /** Some x in the group with x·element·x⁻¹ = h. */
  elementTo(h: Permutation): Permutation | undefined {
    const target = this.exponent === undefined ? h.images : this.exponent.powerOf(h.images);
    const found = target && this.search.elementTo(ColoredPermutation.ofElement(target));
    return found === undefined ? undefined : Permutation.fromTrustedImages(found);
  }
}

export function cycleLengthsKey(g: Permutation): string {
  return [...g.cycleType()].sort((a, b) => a[0] - b[0]).join(';');
}
