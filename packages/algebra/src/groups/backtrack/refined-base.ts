/**
 * The source's side of a search, computed once: a chain of stabilizers along a base and the coloring of the points at
 * each depth (Leon's R-base). The target's side repeats the recorded rounds and compares the sums.
 */
import { DisjointSets } from '../../disjoint-sets.js';
import { identityImages } from '../../permutations/images.js';
import type { WorkMeter } from '../../work.js';
import type { StabilizerChain } from '../chain/stabilizer-chain.js';
import { chainAdaptedTo, type Refiners, type SampledGroup, worthwhileArcs } from './adapted-base.js';
import { type Follower, followers } from './aligned-base.js';
import { individualize, recolorByOrbits } from './coloring.js';
import { isInvariant, type OrbitalGraph, orbitalGraphs } from './orbital-graph.js';
import { Recoloring, type Round } from './recoloring.js';
import type { SearchObject } from './search-object.js';

/** What is known of the source when the first l base points have their images. */
export interface Depth {
  /** labels[x] names the orbit of x under the stabilizer of those base points. */
  readonly labels: Int32Array;
  /** The sum after the round by orbits. */
  readonly orbitSum: number;
  /** The sum after the round by the base points that have their images. */
  readonly pointSum: number;
  readonly rounds: readonly Round[];
  readonly colors: Int32Array;
  /** Did every point have its own color at the depth before? Then nothing is recolored any more. */
  readonly isSettled: boolean;
}

export class RefinedBase<S extends SearchObject<S>> {
  readonly chain: StabilizerChain;
  readonly recoloring: Recoloring<S>;
  /** One entry for each depth at which there is something to choose; what fixes those base points keeps the source. */
  readonly depths: readonly Depth[];
  readonly followers: readonly (Follower | undefined)[];

  constructor(
    group: SampledGroup,
    readonly source: S,
    /** Orbital graphs cut large searches and cost more than small ones take. */
    private readonly refiners: Refiners,
    private readonly meter: WorkMeter,
    chain?: StabilizerChain,
  ) {
    this.recoloring = new Recoloring(source);
    this.chain = chain ?? chainAdaptedTo(group, this.recoloring, refiners, meter);
    this.followers = followers(this.chain.base, source.images);
    this.depths = this.refine(stabilizerOrbits(this.chain, source));
  }

  private refine(labels: readonly Int32Array[]): Depth[] {
    const { chain, recoloring, source } = this;
    const { degree } = source;
    const one = identityImages(degree);
    const graphs = this.refiners === 'orbital graphs' ? graphsOf(chain, labels) : [];
    const depths: Depth[] = [];
    const { base } = chain;
    let colors = source.hashes;
    let isSettled = false;
    for (let l = 0; l + 1 < labels.length; l++) {
      const { basePoint } = chain.levels[l];
      if (isSettled) {
        depths.push({ labels: labels[l], orbitSum: 0, pointSum: 0, rounds: [], colors, isSettled });
        continue;
      }
      this.meter.step(0);
      colors = colors.slice();
      if (l > 0) individualize(colors, chain.levels[l - 1].basePoint, l - 1);
      const orbitSum = recolorByOrbits(colors, labels[l], one);
      const pointSum = source.recolorByPoints(colors, base, l);
      const rounds = [...recoloring.check(colors), ...recoloring.settle(colors, [])];
      const arcs = worthwhileArcs(recoloring.cells.sizeOf(colors[basePoint]), degree);
      const usable = usableGraphs(graphs, l, arcs);
      if (usable.length > 0) rounds.push(...recoloring.settle(colors, usable));
      depths.push({ labels: labels[l], orbitSum, pointSum, rounds, colors, isSettled });
      isSettled = recoloring.cells.count(colors) === degree;
    }
    return depths;
  }
}

interface GraphOfLevel {
  readonly graph: OrbitalGraph;
  /** The first level whose group leaves the graph invariant: it refines from that depth on. */
  readonly from: number;
}

/** The graphs that refine at depth l, as many as there are with so many arcs in all. */
function usableGraphs(graphs: readonly GraphOfLevel[], l: number, arcs: number): OrbitalGraph[] {
  const usable: OrbitalGraph[] = [];
  let left = arcs;
  for (const { graph, from } of graphs) {
    if (from > l) continue;
    left -= graph.targets.length;
    if (left < 0) break;
    usable.push(graph);
  }
  return usable;
}

/** The orbital graphs of all levels, those with few arcs first. */
function graphsOf({ levels, degree }: StabilizerChain, labels: readonly Int32Array[]): GraphOfLevel[] {
  const graphs = levels.slice(0, labels.length - 1).flatMap((level, l) =>
    orbitalGraphs(level, labels[l], labels[l + 1], worthwhileArcs(level.orbit.length, degree)).map((graph) => {
      let from = l;
      while (from > 0 && levels[from - 1].generators.every((g) => isInvariant(graph, g.images))) from--;
      return { graph, from };
    }),
  );
  return graphs.sort((a, b) => a.graph.targets.length - b.graph.targets.length);
}

/** Orbit labels of the levels' groups, down to the first that keeps the source, inclusive. */
function stabilizerOrbits<S extends SearchObject<S>>(chain: StabilizerChain, source: S): Int32Array[] {
  const { levels, degree } = chain;
  const own = levels.map((level, l) => level.generators.filter((g) => levels[l + 1]?.generators.includes(g) !== true));
  let top = levels.length;
  while (top > 0 && own[top - 1].every((g) => source.isKeptBy(g.images))) top--;
  const orbits = new DisjointSets(degree);
  for (const generators of own.slice(top)) for (const g of generators) orbits.uniteAlong(g.images);
  const labels = [orbits.roots()];
  for (let l = top - 1; l >= 0; l--) {
    for (const g of own[l]) orbits.uniteAlong(g.images);
    labels.push(orbits.roots());
  }
  return labels.reverse();
}
