/** An orbit of an action with all the edges of its Schreier graph. */
import type { Permutation } from '@isotypic/algebra';
import type { OrbitTree } from './orbit-tree.js';

/** Positions in `tree.points` of the points, and of their images under the generators. */
export interface OrbitEdges {
  readonly tree: OrbitTree;
  /** targets[k][i] is the position of generator k applied to points[i]. */
  readonly targets: readonly Int32Array[];
  /** Equal for two orbits exactly when position ↦ position is an isomorphism of G-sets. */
  readonly signature: string;
}

export function orbitEdges(tree: OrbitTree, images: readonly Permutation[], position: Int32Array): OrbitEdges {
  for (let i = 0; i < tree.points.length; i++) position[tree.points[i]] = i;
  const targets = images.map((p) => tree.points.map((x) => position[p.images[x]]));
  return { tree, targets, signature: `${tree.points.length}:${targets.map((t) => t.join(' ')).join('|')}` };
}
