/** Proof that a list of permutations has one of each conjugacy class of a group, without listing classes. */
import type { Permutation, PermutationGroup, WorkOptions } from '@isotypic/algebra';
import { refuse } from './parse.js';

/**
 * They lie in the group, no two are conjugate, and their classes, each of size |G| / |centralizer|, have |G| elements
 * together. @throws {IsotypicError} `REFUTED`
 */
export function provenClasses(group: PermutationGroup, classes: readonly Permutation[], options: WorkOptions): void {
  let elements = 0n;
  const byType = new Map<string, Permutation[]>();
  classes.forEach((g, j) => {
    if (!group.contains(g)) refuse('REFUTED', `group.classes[${j}] to be an element of the group`, `${g}`);
    const type = g
      .cycles()
      .map((cycle) => cycle.length)
      .sort((a, b) => a - b)
      .join();
    const alike = byType.get(type) ?? [];
    for (const h of alike) {
      if (group.conjugatingElement(h, g, options) !== undefined) {
        refuse('REFUTED', `group.classes[${j}] in a class of its own`, `a conjugate of ${h}`);
      }
    }
    byType.set(type, [...alike, g]);
    elements += group.order / group.centralizer(g, options).order;
    if (elements > group.order) refuse('REFUTED', `classes of ${group.order} elements`, 'more');
  });
  if (elements !== group.order) refuse('REFUTED', `classes of ${group.order} elements together`, `${elements}`);
}
