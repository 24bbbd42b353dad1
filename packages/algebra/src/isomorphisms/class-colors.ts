/** What every isomorphism preserves of a conjugacy class, as numbers that can be compared between groups. */
import { mix } from '../graphs/refinement.js';
import type { ConjugacyClass } from '../groups/classes/conjugacy-classes.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { factor } from '../scalars/integers.js';
import type { WorkMeter } from '../work.js';

/**
 * The color of each class: element order and size, refined by the colors of the p-th powers for the primes p that
 * divide the order of the elements, and of the classes whose powers it is, until no color splits. A collision of hashes
 * makes colors coarser and nothing wrong.
 */
export function classColors(group: PermutationGroup, classes: readonly ConjugacyClass[], meter: WorkMeter): number[] {
  let colors = classes.map(({ elementOrder, size }) => hash(hash(1, Number(elementOrder)), Number(size % 2n ** 53n)));
  const powers = classes.flatMap(({ representative, elementOrder }, c) =>
    // an order above 2⁵³ has no place here: classes of such groups are not listed
    factor(Number(elementOrder)).map(([p]) => {
      meter.step();
      return { from: c, to: group.classOf(representative.power(p)), by: p };
    }),
  );
  for (let count = 0; ; ) {
    const distinct = new Set(colors).size;
    if (distinct === count) return colors;
    count = distinct;
    const next = colors.map((color) => hash(2, color));
    // sums, since the order in which classes come says nothing
    for (const { from, to, by } of powers) {
      next[from] = (next[from] + hash(hash(3, by), colors[to])) | 0;
      next[to] = (next[to] + hash(hash(4, by), colors[from])) | 0;
    }
    colors = next;
  }
}

const hash = (seed: number, value: number): number => mix(Math.imul(seed, 0x9e3779b1) ^ mix(value | 0));
