/** Stabilizers and transporters of objects that are searched as a whole: an attempt by orbits, then orbital graphs. */
import { randomSource } from '../../random.js';
import { strongGeneratorsFrom } from '../chain/stabilizer-chain.js';
import type { Group } from '../group.js';
import type { SearchWork } from '../search-work.js';
import type { Refiners } from './adapted-base.js';
import { AttemptOver, NodeCount } from './node-count.js';
import { RefinedBase } from './refined-base.js';
import { BacktrackSearch } from './search.js';
import type { SearchObject } from './search-object.js';
import { chainOf, nodesOfAttempt } from './transporter.js';

export class ObjectSearch<G extends Group, S extends SearchObject<S>> {
  /** The subgroup that keeps the source. */
  readonly stabilizer: G;
  private search!: BacktrackSearch<S>;

  /**
   * @param known a subgroup of the stabilizer: the more of it there is, the less is searched
   * @param larger a larger one, asked for when a plain attempt took long
   */
  constructor(
    private readonly group: G,
    private readonly source: S,
    private readonly work: SearchWork,
    known?: G,
    larger: () => G | undefined = () => known,
  ) {
    this.stabilizer = this.attempt(known) ?? this.run('orbital graphs', larger());
  }

  /** Some x in the group that carries the source to `target`. */
  elementTo(target: S): Uint32Array | undefined {
    return this.search.findElement(target, false, this.nodes(Number.POSITIVE_INFINITY));
  }

  private attempt(known: G | undefined): G | undefined {
    try {
      return this.run('orbits', known);
    } catch (error) {
      if (error instanceof AttemptOver) return undefined;
      throw error;
    }
  }

  private run(refiners: Refiners, known: G | undefined): G {
    const { group, source, work } = this;
    const base = new RefinedBase(group, source, refiners, work.meter);
    this.search = new BacktrackSearch(base, randomSource(group.seed));
    const allowed = refiners === 'orbits' ? nodesOfAttempt(base.depths.length) : Number.POSITIVE_INFINITY;
    const strong = known?.isTrivial() === false ? knownThrough(known, base.chain.base, work) : [];
    const order = this.search.findSubgroup(this.nodes(allowed), strong);
    const { generators } = this.search;
    return group.subgroup(
      generators.map((g) => g.images),
      { order, chain: () => chainOf(base.chain, generators) },
    );
  }

  private nodes(allowed: number): NodeCount {
    const { meter, answer, cost } = this.work;
    const kept = (found: readonly { readonly images: Uint32Array }[]): unknown =>
      answer?.(found.map((g) => g.images).filter((images) => this.source.isKeptBy(images)));
    return new NodeCount(meter, answer && kept, allowed, cost);
  }
}

/** Strong generators of a subgroup along the base of a search. */
function knownThrough(known: Group, base: readonly number[], { meter }: SearchWork): Uint32Array[] {
  return strongGeneratorsFrom(known.chainThrough(base, meter), 0).map((g) => g.images);
}
