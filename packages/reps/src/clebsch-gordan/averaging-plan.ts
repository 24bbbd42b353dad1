/**
 * The sum over all elements of a group as a product of short sums. With a stabilizer chain G = G₀ ≥ G₁ ≥ … and
 * transversals u_x of Gₗ₊₁ in Gₗ, every element is … u_y⁻¹ u_x⁻¹ in exactly one way, so
 *
 *   Σ_g g = … (Σ_y u_y⁻¹)(Σ_x u_x⁻¹),
 *
 * and along a Schreier tree, where u_y = s·u_x for an edge s from x to y, Σ_x u_x⁻¹ is F(root) of
 * F(x) = 1 + Σ s⁻¹·F(y) over the edges below x. So the Reynolds operator takes at most Σ (|orbit| − 1) applications of
 * strong generators, for S₆ at most 15 and not 720. Subtrees that look alike have the same F, and count once.
 */
import type { PermutationGroup, Word } from '@isotypic/algebra';
import { ObjectCache } from '../caches.js';

/** F = 1 + Σ element·F(child). */
export interface AveragingNode {
  readonly branches: readonly { readonly element: number; readonly child: number }[];
}

export interface AveragingPlan {
  /** The elements s⁻¹ that are applied, as words in the group's generators. */
  readonly words: readonly Word[];
  /** For each level of the chain, topmost first, its distinct subtrees: children before parents, the root last. */
  readonly levels: readonly (readonly AveragingNode[])[];
  /** Applications of an element in all. */
  readonly applications: number;
}

const plans = new ObjectCache<PermutationGroup, AveragingPlan>();

export function averagingPlan(group: PermutationGroup): AveragingPlan {
  return plans.getOrMake(group, () => {
    const words: Word[] = [];
    const levels = group.chain.levels
      .filter((level) => level.orbit.length > 1)
      .map((level) => {
        const first = words.length;
        // element first + 2k is the inverse of generator k, first + 2k + 1 the generator
        for (const { word } of level.generators) words.push(word.inverse(), word);
        return distinctSubtrees(level.basePoint, level.generators, first);
      });
    const applications = levels.flat().reduce((sum, node) => sum + node.branches.length, 0);
    return { words, levels, applications };
  });
}

interface Edges {
  readonly images: Uint32Array;
  readonly inverse: Uint32Array;
}

/** A breadth-first tree of the orbit, and its distinct subtrees. */
function distinctSubtrees(basePoint: number, generators: readonly Edges[], first: number): AveragingNode[] {
  const orbit = [basePoint];
  const parents = [-1];
  const elements = [-1];
  const seen = new Set(orbit);
  for (let i = 0; i < orbit.length; i++) {
    generators.forEach(({ images, inverse }, k) => {
      for (const [point, element] of [
        [images[orbit[i]], first + 2 * k],
        [inverse[orbit[i]], first + 2 * k + 1],
      ]) {
        if (seen.has(point)) continue;
        seen.add(point);
        orbit.push(point);
        parents.push(i);
        elements.push(element);
      }
    });
  }
  const branches: { element: number; child: number }[][] = orbit.map(() => []);
  const nodes: AveragingNode[] = [];
  const known = new Map<string, number>();
  for (let i = orbit.length - 1; i >= 0; i--) {
    const key = branches[i]
      .map(({ element, child }) => `${element}:${child}`)
      .sort()
      .join();
    let index = known.get(key);
    if (index === undefined) {
      index = nodes.length;
      nodes.push({ branches: branches[i] });
      known.set(key, index);
    }
    if (i > 0) branches[parents[i]].push({ element: elements[i], child: index });
  }
  return nodes;
}

const words = new ObjectCache<PermutationGroup, readonly Word[]>();

/** The word of each class representative, for characters. */
export function classWords(group: PermutationGroup): readonly Word[] {
  return words.getOrMake(group, () => group.conjugacyClasses().map((c) => group.factor(c.representative)));
}
