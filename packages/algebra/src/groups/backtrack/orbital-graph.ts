/**
 * Orbital graphs as refiners (Jefferson, Pfeiffer, Waldecker & Wilson 2019, arXiv:1911.04783). For a point q and an
 * orbit Γ of the stabilizer of q in a group, the arcs (uq, uγ) with u in the group and γ ∈ Γ are permuted by the group:
 * points whose neighbors are colored differently are not in one orbit of what keeps the colors.
 */
import type { SchreierTree } from '../chain/schreier-tree.js';
import { mix } from './coloring.js';

export interface OrbitalGraph {
  /** The orbit of q. */
  readonly sources: Uint32Array;
  readonly valency: number;
  /** The neighbors of sources[i] are targets[i·valency], …, targets[(i + 1)·valency − 1]. */
  readonly targets: Uint32Array;
}

/**
 * The graphs of the base point of one level, with few arcs first, up to `arcs` arcs in all. `labels` and `below` name
 * the orbits of the level's group and of the base point's stabilizer. Orbits that tell nothing new are left out: whole
 * orbits of the level's group, with or without the base point.
 */
export function orbitalGraphs(
  level: SchreierTree,
  labels: Int32Array,
  below: Int32Array,
  arcs: number,
): OrbitalGraph[] {
  if (arcs < level.orbit.length) return [];
  const { basePoint } = level;
  const sizes = new Int32Array(labels.length);
  const sizesBelow = new Int32Array(labels.length);
  for (let x = 0; x < labels.length; x++) {
    sizes[labels[x]]++;
    sizesBelow[below[x]]++;
  }
  const suborbits: number[] = [];
  for (let x = 0; x < below.length; x++) {
    if (below[x] !== x || x === basePoint) continue;
    const others = sizes[labels[x]] - (labels[x] === labels[basePoint] ? 1 : 0);
    if (sizesBelow[x] < others && sizesBelow[x] * level.orbit.length <= arcs) suborbits.push(x);
  }
  suborbits.sort((x, y) => sizesBelow[x] - sizesBelow[y] || x - y);
  const graphs: OrbitalGraph[] = [];
  let left = arcs;
  for (const x of suborbits) {
    left -= sizesBelow[x] * level.orbit.length;
    if (left < 0 || graphs.length === FOR_EACH_LEVEL) break;
    const neighbors = new Uint32Array(sizesBelow[x]);
    let k = 0;
    for (let y = 0; y < below.length; y++) if (below[y] === x) neighbors[k++] = y;
    graphs.push(orbitalGraph(level, neighbors));
  }
  return graphs;
}

/** Graphs made for one level. */
const FOR_EACH_LEVEL = 8;

/** The arcs from the base point to `neighbors`, carried about by the group of the level. */
function orbitalGraph(level: SchreierTree, neighbors: Uint32Array): OrbitalGraph {
  const valency = neighbors.length;
  const sources = new Uint32Array(level.orbit.length);
  const targets = new Uint32Array(sources.length * valency);
  const seen = new Uint8Array(level.degree);
  sources[0] = level.basePoint;
  targets.set(neighbors);
  seen[level.basePoint] = 1;
  for (let i = 0, known = 1; i < known; i++) {
    for (const { images } of level.generators) {
      const y = images[sources[i]];
      if (seen[y] === 1) continue;
      seen[y] = 1;
      for (let j = 0; j < valency; j++) targets[known * valency + j] = images[targets[i * valency + j]];
      sources[known++] = y;
    }
  }
  return { sources, valency, targets };
}

/** Does the permutation carry arcs to arcs? */
export function isInvariant({ sources, valency, targets }: OrbitalGraph, images: Uint32Array): boolean {
  const position = new Int32Array(images.length).fill(-1);
  sources.forEach((x, i) => {
    position[x] = i;
  });
  const stamp = new Int32Array(images.length).fill(-1);
  for (let i = 0; i < sources.length; i++) {
    const k = position[images[sources[i]]];
    if (k === -1) return false;
    for (let at = k * valency; at < (k + 1) * valency; at++) stamp[targets[at]] = i;
    for (let at = i * valency; at < (i + 1) * valency; at++) if (stamp[images[targets[at]]] !== i) return false;
  }
  return true;
}

/** By the colors of each point's neighbors, both ways, in the graph that `element` carries the given one to. */
export function recolorByNeighbors(
  colors: Int32Array,
  { sources, valency, targets }: OrbitalGraph,
  element: Uint32Array,
  outward: Int32Array,
  inward: Int32Array,
): number {
  outward.fill(0);
  inward.fill(0);
  for (let i = 0, at = 0; i < sources.length; i++) {
    const x = element[sources[i]];
    const color = colors[x];
    let sum = 0;
    for (const end = at + valency; at < end; at++) {
      const y = element[targets[at]];
      sum = (sum + colors[y]) | 0;
      inward[y] += color;
    }
    outward[x] = sum;
  }
  let total = 0;
  for (let y = 0; y < colors.length; y++) {
    const color = mix(mix(colors[y], outward[y]), inward[y]);
    colors[y] = color;
    total = (total + color) | 0;
  }
  return total;
}
