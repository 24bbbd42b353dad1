/** The elements of conjugacy classes, listed. */
import { elementKey } from '../constructions/induced-actions.js';
import { IsotypicError } from '../errors.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import type { Permutation } from '../permutations/permutation.js';
import type { WorkMeter } from '../work.js';

/** 4·10⁷ images, 160 MB. */
const MOST_IMAGES = 4e7;

/** The conjugates of an element, breadth first. One step is one conjugation. */
export function conjugates(where: string, group: PermutationGroup, g: Permutation, meter: WorkMeter): Permutation[] {
  const key = elementKey(group.chainWithin(meter));
  const seen = new Set([key(g)]);
  const members = [g];
  for (const member of members) {
    for (const by of group.generators) {
      meter.step();
      const next = member.conjugateBy(by);
      const name = key(next);
      if (seen.has(name)) continue;
      seen.add(name);
      members.push(next);
      if (members.length * g.degree > MOST_IMAGES) throw tooLarge(where, members.length);
    }
  }
  return members;
}

function tooLarge(where: string, size: number): IsotypicError {
  return new IsotypicError('OUT_OF_MEMORY', {
    where,
    expected: `classes of at most ${MOST_IMAGES} images`,
    received: `one of more than ${size} elements`,
    remedy: 'Let the groups act on fewer points, by actionOnPoints or actionOnBlocks, if they can.',
  });
}
