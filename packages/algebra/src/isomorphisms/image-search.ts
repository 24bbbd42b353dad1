/**
 * Images of a generating sequence under an isomorphism, one after the other. A choice of the first i images is kept
 * when the pairs (gⱼ, hⱼ) generate a group as large as the gⱼ and the hⱼ do: then gⱼ ↦ hⱼ is an isomorphism of what the
 * first i generate, which the graph {(g, α(g))} shows by its order alone (Holt, Eick & O'Brien, Handbook, §9.3).
 */
import { sideBySide } from '../constructions/homomorphism-check.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import type { Permutation } from '../permutations/permutation.js';
import type { WorkMeter } from '../work.js';
import type { SequenceStep } from './generating-sequence.js';

export interface ImageSearch {
  readonly steps: readonly SequenceStep[];
  readonly target: PermutationGroup;
  readonly meter: WorkMeter;
  /** Where element number `prefix.length` may go, when those before it go to `prefix`. */
  candidates(prefix: readonly Permutation[]): Iterable<Permutation>;
}

/** Images that begin with `prefix` and define an isomorphism onto the target, or undefined. One step is one test. */
export function extendImages(search: ImageSearch, prefix: readonly Permutation[]): readonly Permutation[] | undefined {
  if (!isPartialIsomorphism(search, prefix)) return undefined;
  if (prefix.length === search.steps.length) return prefix;
  for (const candidate of search.candidates(prefix)) {
    const found = extendImages(search, [...prefix, candidate]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isPartialIsomorphism({ steps, target, meter }: ImageSearch, images: readonly Permutation[]): boolean {
  const i = images.length - 1;
  if (i < 0) return true;
  meter.step();
  const [g, h] = [steps[i].element, images[i]];
  if (g.order() !== h.order()) return false;
  // orders of a few products refuse nearly all that is wrong
  for (let j = 0; j < i; j++) {
    const [a, b] = [steps[j].element, images[j]];
    if (a.times(g).order() !== b.times(h).order()) return false;
    if (commutator(a, g).order() !== commutator(b, h).order()) return false;
    if (a.times(a).times(g).order() !== b.times(b).times(h).order()) return false;
  }
  const pairs = images.map((image, j) => sideBySide([steps[j].element, image]));
  const graph = target.acting(
    pairs.map((p) => p.images),
    g.degree + h.degree,
  );
  return graph.orderWithin(meter) === steps[i].order && target.subgroup(images).orderWithin(meter) === steps[i].order;
}

const commutator = (a: Permutation, b: Permutation): Permutation => a.inverse().times(b.inverse()).times(a).times(b);
