/**
 * Change of base by uniform random elements (Leon 1980; Seress 2003, §5.4), with base points chosen on the way as an
 * R-base is (Leon 1991): each from a small cell of what the points before leave to choose from.
 */
import { identityImages } from '../../permutations/images.js';
import { orbitRepresentatives } from '../../permutations/orbits.js';
import type { Permutation } from '../../permutations/permutation.js';
import { type RandomSource, randomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { SchreierTree, type StrongGenerator, strongGenerator } from '../chain/schreier-tree.js';
import { StabilizerChain } from '../chain/stabilizer-chain.js';
import { install, siftAndInstall } from '../schreier-sims/install.js';
import { Word } from '../word.js';
import { individualize, recolorByOrbits } from './coloring.js';
import { orbitalGraphs } from './orbital-graph.js';
import type { Recoloring } from './recoloring.js';
import type { SearchObject } from './search-object.js';

/** What cuts a search: orbits of stabilizers alone, or orbital graphs too, where a plain attempt took long. */
export type Refiners = 'orbits' | 'orbital graphs';

/** A group of known order with uniform random elements. */
export interface SampledGroup {
  readonly degree: number;
  readonly order: bigint;
  readonly seed: number;
  randomElement(random: RandomSource): Permutation;
}

/**
 * Random elements taken for each level: two generate a symmetric group nearly always, a third repairs most of the rest.
 */
const FOR_EACH_LEVEL = 3;

/** A complete chain of the group, without words, whose base suits searches from the source of `recoloring`. */
export function chainAdaptedTo<S extends SearchObject<S>>(
  group: SampledGroup,
  recoloring: Recoloring<S>,
  refiners: Refiners,
  meter: WorkMeter,
): StabilizerChain {
  const draw = new StabilizerDraw(group, meter);
  const { chain } = draw;
  const { source, cells } = recoloring;
  const one = identityImages(group.degree);
  const colors = source.hashes.slice();
  let generators = draw.generators();
  for (let l = 0; generators.some((g) => !source.isKeptBy(g.images)); l++) {
    const labels = orbitRepresentatives(group.degree, generators);
    recolorByOrbits(colors, labels, one);
    source.recolorByPoints(colors, chain.base, l);
    recoloring.settle(colors, []);
    const cheapest = (among: (x: number) => boolean): number =>
      cheapestPoint(recoloring, colors, (x) => generators.some((g) => g.images[x] !== x) && among(x));
    const moves = (x: number): boolean => !source.isIdle(x) && generators.some((g) => g.images[x] !== x);
    // the image of a base point is settled with it, whatever else refines the colors now
    const first = chain.base.map((x) => source.images[x]).find(moves) ?? cheapest(() => true);
    const size = cells.sizeOf(colors[first]);
    draw.fix(l, first, generators);
    let below = draw.generators();
    const graphs =
      refiners === 'orbital graphs'
        ? orbitalGraphs(
            chain.levels[l],
            labels,
            orbitRepresentatives(group.degree, below),
            worthwhileArcs(size, group.degree),
          )
        : [];
    if (graphs.length > 0 && recoloring.settle(colors, graphs).length > 0) {
      // The graphs are the same for every point of this orbit: its cheapest cell is taken now.
      const better = cheapest((x) => labels[x] === labels[first]);
      if (cells.sizeOf(colors[better]) < cells.sizeOf(colors[first])) {
        draw.fix(l, better, generators);
        below = draw.generators();
      }
    }
    individualize(colors, chain.levels[l].basePoint, l);
    generators = below;
  }
  draw.complete();
  return chain;
}

/**
 * A point with few images to choose from for what it settles: its image is one of a cell, and settles those of its
 * whole cycle. Compared are log₂ of the cell, rounded up, over the length of the cycle; then the cells.
 */
function cheapestPoint<S extends SearchObject<S>>(
  { source, cells }: Recoloring<S>,
  colors: Int32Array,
  isAllowed: (x: number) => boolean,
): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let size = 0;
  for (let x = 0; x < colors.length && size !== 1; x++) {
    if (source.isIdle(x)) continue;
    const cell = cells.sizeOf(colors[x]);
    const cost = (32 - Math.clz32(cell - 1)) / source.cycleLengths[x];
    if ((cost < least || (cost === least && cell < size)) && isAllowed(x)) {
      best = x;
      least = cost;
      size = cell;
    }
  }
  return best;
}

/** A graph costs its arcs at each node and may save placing the points of the next cell, O(degree) each. */
export function worthwhileArcs(cell: number, degree: number): number {
  return cell === 1 ? 0 : cell * degree;
}

/** A chain that grows downwards, from uniform random elements of a group whose order is known. */
class StabilizerDraw {
  readonly chain: StabilizerChain;
  private readonly random: RandomSource;
  private readonly room: number;

  constructor(
    private readonly group: SampledGroup,
    private readonly meter: WorkMeter,
  ) {
    this.chain = new StabilizerChain(group.degree);
    // Hardly a point is divided by twice while the chain grows: its transversal elements are remembered from then on.
    this.room = this.chain.budget.entriesLeft;
    this.chain.budget.entriesLeft = 0;
    this.random = randomSource(group.seed);
  }

  /** Elements that fix all base points so far: uniform, when the orbits above are complete. */
  generators(): StrongGenerator[] {
    const { chain } = this;
    const generators: StrongGenerator[] = [];
    if (chain.order === this.group.order) return generators;
    for (let k = 0; k < FOR_EACH_LEVEL; ) {
      this.meter.step(0);
      const images = this.group.randomElement(this.random).images;
      const { level, isMember } = chain.siftInPlace(images);
      if (level < chain.levels.length) {
        install(chain, strongGenerator(images, Word.identity), level);
        continue;
      }
      if (!isMember) generators.push(strongGenerator(images, Word.identity));
      k++;
    }
    return generators;
  }

  /** Makes `point` the base point of level l, which is the last one or a new one. */
  fix(l: number, point: number, generators: readonly StrongGenerator[]): void {
    const { chain } = this;
    chain.levels.length = l;
    chain.levels.push(new SchreierTree(chain.degree, point, chain.budget));
    for (const g of generators) install(chain, g, l);
    // Grown by one generator after the other the paths follow long cycles; from all at once they are short.
    chain.levels[l].rebuild();
  }

  complete(): void {
    while (this.chain.order !== this.group.order) {
      this.meter.step(0);
      siftAndInstall(this.chain, this.group.randomElement(this.random).images, Word.identity);
    }
    this.chain.budget.entriesLeft = this.room;
  }
}
