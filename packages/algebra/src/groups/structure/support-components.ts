/** Generators that move disjoint sets of points generate a direct product. */
import { DisjointSets } from '../../disjoint-sets.js';

export interface SupportComponent {
  readonly points: readonly number[];
  /** The generators that move these points. */
  readonly generators: readonly number[];
}

/** The finest partition of the moved points such that each generator moves points of one part only. */
export function supportComponents(degree: number, generators: readonly Uint32Array[]): SupportComponent[] {
  const joined = new DisjointSets(degree);
  const firstMoved = generators.map((g) => g.findIndex((y, x) => y !== x));
  generators.forEach((g, k) => {
    for (let x = 0; x < degree; x++) if (g[x] !== x) joined.unite(x, firstMoved[k]);
  });
  const parts = new Map<number, { points: number[]; generators: number[] }>();
  generators.forEach((_, k) => {
    if (firstMoved[k] === -1) return;
    const root = joined.find(firstMoved[k]);
    const part = parts.get(root);
    if (part === undefined) parts.set(root, { points: [], generators: [k] });
    else part.generators.push(k);
  });
  for (let x = 0; x < degree; x++) parts.get(joined.find(x))?.points.push(x);
  return [...parts.values()];
}
