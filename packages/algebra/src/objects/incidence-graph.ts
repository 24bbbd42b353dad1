/**
 * Incidences of points and blocks as a colored graph, with what a group keeps drawn in: an element of the group keeps
 * the object exactly when it keeps the graph, and in general only few other permutations do (graph backtracking:
 * Jefferson, Pfeiffer, Waldecker & Wilson 2022, arXiv:1911.04783). In a group that is symmetric on each of its orbits
 * none do.
 */
import { Graph } from '../graphs/graph.js';
import type { Block, IncidenceObject } from '../groups/backtrack/incidence-object.js';
import { type Design, designOf, meetingColors } from '../groups/backtrack/invariant-design.js';
import { type OrbitalGraph, orbitalGraphs } from '../groups/backtrack/orbital-graph.js';
import { strongGeneratorsFrom } from '../groups/chain/stabilizer-chain.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { orbitRepresentatives } from '../permutations/orbits.js';
import type { WorkMeter } from '../work.js';

/** What a group keeps. */
export interface InvariantStructure {
  /** For each point its orbit. */
  readonly labels: Int32Array;
  readonly design: Design | undefined;
  readonly orbitals: readonly OrbitalGraph[];
}

/** Arcs of orbital graphs, and incidences of the design, 2¹⁶: refined in some ten milliseconds. */
const MOST_ARCS = 2 ** 16;

/** Orbits alone: all that a group keeps which is symmetric on each. */
export function orbitStructure(group: PermutationGroup): InvariantStructure {
  return { labels: orbitRepresentatives(group.degree, group.generators), design: undefined, orbitals: [] };
}

/** Orbits, the design of a multiply transitive group, and orbital graphs with few arcs. */
export function invariantStructure(group: PermutationGroup, meter: WorkMeter): InvariantStructure {
  const chain = group.chainWithin(meter);
  const { labels } = orbitStructure(group);
  if (chain.levels.length === 0) return { labels, design: undefined, orbitals: [] };
  const below = orbitRepresentatives(
    group.degree,
    strongGeneratorsFrom(chain, 1).map(({ images }) => ({ images })),
  );
  return {
    labels,
    design: designOf(group, 0, meter, MOST_ARCS),
    orbitals: orbitalGraphs(chain.levels[0], labels, below, MOST_ARCS),
  };
}

/** A block as often as it occurs. */
interface CountedBlock extends Block {
  readonly count: number;
}

/**
 * Vertices 0, 1, … are the points; then come blocks of more or fewer than two points, each once, then those of the
 * design. A block of two is an edge. So a permutation of the points belongs to one automorphism at most.
 */
export function incidenceGraph(object: IncidenceObject, structure: InvariantStructure, meter: WorkMeter): Graph {
  const { degree, colors } = object;
  const { labels, design, orbitals } = structure;
  const blocks = counted(object.blocks);
  const [met, meeting] = design ? meetingColors(degree, { blocks: blocks.map((b) => b.points) }, design, meter) : [];
  const vertexColors = Array.from(colors, (color, x) => `point ${color} ${labels[x]}`);
  const edges: [number, number][] = [];
  const edgeColors: string[] = [];
  const arc = (from: number, to: number, color: string): void => {
    edges.push([from, to]);
    edgeColors.push(color);
  };
  blocks.forEach(({ color, points, roles, count }, k) => {
    const name = `${color} ${count} ${met?.[k] ?? 0}`;
    if (points.length === 2) {
      const [x, y] = roles !== undefined && roles[0] > roles[1] ? [points[1], points[0]] : points;
      arc(x, y, roles === undefined ? `pair ${name}` : `arc ${name} ${[...roles].sort((a, b) => a - b)}`);
      if (roles === undefined || roles[0] === roles[1]) arc(y, x, edgeColors[edgeColors.length - 1]);
      return;
    }
    points.forEach((x, i) => {
      arc(vertexColors.length, x, `role ${roles?.[i] ?? ''}`);
    });
    vertexColors.push(`block ${name}`);
  });
  design?.blocks.forEach((block, k) => {
    for (let i = 0; i < block.length; i++) arc(vertexColors.length, block[i], 'design');
    vertexColors.push(`design ${meeting?.[k]}`);
  });
  orbitals.forEach(({ sources, targets, valency }, k) => {
    targets.forEach((y, i) => {
      arc(sources[Math.floor(i / valency)], y, `orbital ${k}`);
    });
  });
  meter.step(0);
  return Graph.fromEdges(vertexColors.length, edges, { directed: true, vertexColors, edgeColors });
}

/** Each block once, with the number of times that it occurs. */
function counted(blocks: readonly Block[]): CountedBlock[] {
  const found = new Map<string, Block & { count: number }>();
  for (const block of blocks) {
    const { color, points, roles } = block;
    const key = `${color}:${points.map((x, i) => `${x}.${roles?.[i] ?? ''}`).sort()}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { ...block, count: 1 });
    else known.count++;
  }
  return [...found.values()];
}
