/**
 * Stabilizers and transporters of colored permutations: {x ∈ G : x keeps S} and, for another target T, some x ∈ G that
 * carries S to T. When G has several orbits, S is the sum of its restrictions Sᵢ to them, and
 *   Stab(S) = ∩ Stab(Sᵢ) is found by K₀ = G, Kᵢ = Stab of Sᵢ in Kᵢ₋₁,
 * and a transporter as x₁·x₂·…, where xᵢ ∈ Kᵢ₋₁ carries Sᵢ to (x₁⋯xᵢ₋₁)⁻¹Tᵢ. In subdirect products, where a choice on
 * one orbit may turn out wrong many orbits later, this takes the sum of the searches instead of their product. All
 * orbits are tried together first; an attempt that takes long is given up for one half of the orbits after the other,
 * and on a single orbit for a search with orbital graphs.
 */
import { compose, conjugateImages, identityImages, invertImages } from '../../permutations/images.js';
import { orbitsOf } from '../../permutations/orbits.js';
import { randomSource } from '../../random.js';
import { SchreierTree, strongGenerator } from '../chain/schreier-tree.js';
import { StabilizerChain } from '../chain/stabilizer-chain.js';
import type { KnownFacts } from '../group.js';
import type { SearchWork } from '../search-work.js';
import { Word } from '../word.js';
import type { Refiners, SampledGroup } from './adapted-base.js';
import { alignment } from './aligned-base.js';
import type { ColoredPermutation } from './colored-permutation.js';
import { AttemptOver, NodeCount } from './node-count.js';
import { RefinedBase } from './refined-base.js';
import { BacktrackSearch, type FoundGenerator } from './search.js';

/** A group that can be searched: its orbits are those of its generators. */
export interface SearchableGroup extends SampledGroup {
  readonly generators: readonly { readonly images: Uint32Array }[];
  /** The group's own chain, if it has been built. */
  readonly knownChain?: StabilizerChain | undefined;
  subgroup(generators: readonly Uint32Array[], known?: KnownFacts): this;
}

/** A search from t⁻¹ applied to the restriction of the source to the points. */
interface Stage {
  readonly points: readonly number[];
  readonly search: BacktrackSearch<ColoredPermutation>;
  readonly t: Uint32Array | undefined;
}

export class TransporterSearch<G extends SearchableGroup> {
  /** The subgroup that keeps the source. */
  readonly stabilizer: G;
  private readonly stages: Stage[] = [];
  /** Does the subgroup contain the source's own permutation? */
  private readonly isOwnInK: boolean;

  constructor(
    readonly group: G,
    readonly source: ColoredPermutation,
    private readonly work: SearchWork,
    /** Does the permutation of the source belong to the group? It saves work to know that. */
    isSourceMember = false,
  ) {
    this.isOwnInK = isSourceMember && source.isKeptBy(source.images);
    const { generators, degree } = group;
    this.stabilizer = this.solve(group, orbitsOf(degree, [...generators, { images: source.images }]));
  }

  /** Some x in the group that carries the source to `target`. */
  elementTo(target: ColoredPermutation): Uint32Array | undefined {
    let x = identityImages(this.group.degree);
    let left = target;
    for (const { points, search, t } of this.stages) {
      const inside = new Set(points);
      if (points.some((p) => !inside.has(left.images[p]))) return undefined;
      const { meter, answer, cost } = this.work;
      const kept = (): unknown => answer?.(this.stabilizer.generators.map((g) => g.images));
      const nodes = new NodeCount(meter, answer && kept, Number.POSITIVE_INFINITY, cost);
      const found = search.findElement(left.restrictedTo(points), this.isOwnInK, nodes);
      if (found === undefined) return undefined;
      const y = t === undefined ? found : compose(found, invertImages(t));
      x = compose(x, y);
      left = left.pulledBackBy(y);
    }
    return this.source.isCarriedTo(target, x) ? x : undefined;
  }

  /** The subgroup of `group` that keeps the restriction of the source to `orbits`. */
  private solve(group: G, orbits: readonly (readonly number[])[]): G {
    const { source } = this;
    const open = orbits.filter((orbit) => group.generators.some(({ images }) => !keepsOn(source, images, orbit)));
    if (open.length === 0) return group;
    const attempted = this.attempt(group, open.flat());
    if (attempted !== undefined) return attempted;
    if (open.length === 1) return this.search(group, open[0], 'orbital graphs');
    const half = open.length >> 1;
    return this.solve(this.solve(group, open.slice(0, half)), open.slice(half));
  }

  /** The subgroup that keeps the restriction of the source to `points`; undefined when that takes long. */
  private attempt(group: G, points: readonly number[]): G | undefined {
    try {
      return this.search(group, points, 'orbits');
    } catch (error) {
      if (error instanceof AttemptOver) return undefined;
      throw error;
    }
  }

  /** The same: to the end with orbital graphs; without them as far as an attempt goes. */
  private search(group: G, points: readonly number[], refiners: Refiners): G {
    const { source } = this;
    const { meter, answer, cost } = this.work;
    const part = source.restrictedTo(points);
    const { knownChain } = group;
    const t = knownChain && refiners === 'orbits' ? alignment(knownChain, part.images, part.cycleLengths) : undefined;
    const moved = t === undefined ? part : part.pulledBackBy(t);
    const base = new RefinedBase(group, moved, refiners, meter, t && knownChain);
    const search = new BacktrackSearch(base, randomSource(group.seed));
    const own = t === undefined ? source.images : conjugateImages(invertImages(t), source.images);
    const movedBack = (images: Uint32Array): Uint32Array => (t === undefined ? images : conjugateImages(t, images));
    const known = (found: readonly { readonly images: Uint32Array }[]): unknown =>
      answer?.(found.map((g) => movedBack(g.images)).filter((images) => source.isKeptBy(images)));
    const allowed = refiners === 'orbits' ? nodesOfAttempt(base.depths.length) : Number.POSITIVE_INFINITY;
    const nodes = new NodeCount(meter, answer && known, allowed, cost);
    const order = search.findSubgroup(nodes, this.isOwnInK ? [own] : []);
    this.stages.push({ points, search, t });
    const generators = search.generators.map(({ images, level }) => ({ images: movedBack(images), level }));
    const basePoints = t === undefined ? base.chain.base : base.chain.base.map((x) => t[x]);
    return group.subgroup(
      generators.map((g) => g.images),
      { order, chain: () => chainOf(base.chain.degree, basePoints, generators) },
    );
  }
}

/**
 * Nodes of an attempt. A search without blind alleys finds at most one generator for each depth, each within as many
 * nodes.
 */
export function nodesOfAttempt(depths: number): number {
  return 200 + depths * depths;
}

function keepsOn({ images, colors }: ColoredPermutation, x: Uint32Array, points: readonly number[]): boolean {
  return points.every((p) => colors[x[p]] === colors[p] && x[images[p]] === images[x[p]]);
}

/** The chain of a subgroup whose strong generators along a base are given. */
export function chainOf(
  degree: number,
  base: readonly number[],
  generators: readonly FoundGenerator[],
): StabilizerChain {
  const result = new StabilizerChain(degree);
  const strong = generators.map(({ images, level }, i) => ({ ...strongGenerator(images, Word.generator(i)), level }));
  for (const l of [...new Set(strong.map((g) => g.level))].sort((a, b) => a - b)) {
    const level = new SchreierTree(degree, base[l], result.budget);
    for (const g of strong) if (g.level >= l) level.extend(g);
    result.levels.push(level);
  }
  return result;
}
