/**
 * Images of a generating sequence under an isomorphism, one after the other. A choice of the first i images is kept
 * when gⱼ ↦ hⱼ is an isomorphism of what the first i generate (Holt, Eick & O'Brien, Handbook, §9.3).
 */
import type { Permutation } from '../permutations/permutation.js';
import type { GeneratedSubgroups } from './generated-subgroups.js';
import type { SequenceStep } from './generating-sequence.js';

export interface ImageSearch {
  readonly steps: readonly SequenceStep[];
  readonly source: GeneratedSubgroups;
  readonly target: GeneratedSubgroups;
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

function isPartialIsomorphism({ steps, source, target }: ImageSearch, images: readonly Permutation[]): boolean {
  const i = images.length - 1;
  if (i < 0) return true;
  const elements = steps.slice(0, i + 1).map(({ element }) => element);
  if (!source.isListed && !haveProductsAlike(elements, images)) return false;
  return source.isIsomorphism(elements, target, images, steps[i].order);
}

/** Orders of a few products with the last one refuse nearly all that is wrong. */
function haveProductsAlike(elements: readonly Permutation[], images: readonly Permutation[]): boolean {
  const i = images.length - 1;
  const [g, h] = [elements[i], images[i]];
  if (g.order() !== h.order()) return false;
  for (let j = 0; j < i; j++) {
    const [a, b] = [elements[j], images[j]];
    if (a.times(g).order() !== b.times(h).order()) return false;
    if (commutator(a, g).order() !== commutator(b, h).order()) return false;
    if (a.times(a).times(g).order() !== b.times(b).times(h).order()) return false;
  }
  return true;
}

const commutator = (a: Permutation, b: Permutation): Permutation => a.inverse().times(b.inverse()).times(a).times(b);
