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

/** What a search is cut by, and how many nodes it may take more than one without blind alleys does. */
export interface Effort {
  readonly refiners: Refiners;
  readonly nodes: number;
}

export const PLAIN_ATTEMPT: Effort = { refiners: 'orbits', nodes: 0 };
/** Some thousand nodes take as long as one search in a graph of thousands of edges. */
export const LONG_ATTEMPT: Effort = { refiners: 'orbital graphs', nodes: 5000 };
export const TO_THE_END: Effort = { refiners: 'orbital graphs', nodes: Number.POSITIVE_INFINITY };

export class ObjectSearch<G extends Group, S extends SearchObject<S>> {
  /** The subgroup that keeps the source. */
  readonly stabilizer: G;
  private readonly search: BacktrackSearch<S>;
  /** Nodes that an attempt in this search may take. */
  private readonly attempt: number;

  /**
   * @param known a subgroup of the stabilizer: the more of it there is, the less is searched
   * @throws {AttemptOver} when an attempt takes long
   */
  constructor(
    group: G,
    private readonly source: S,
    private readonly work: SearchWork,
    { refiners, nodes }: Effort,
    known?: G,
  ) {
    const base = new RefinedBase(group, source, refiners, work.meter);
    this.search = new BacktrackSearch(base, randomSource(group.seed));
    const allowed = nodes + nodesOfAttempt(base.depths.length);
    this.attempt = allowed;
    const strong = known?.isTrivial() === false ? knownThrough(known, base.chain.base, work) : [];
    const order = this.search.findSubgroup(this.nodes(allowed), strong);
    const { generators } = this.search;
    this.stabilizer = group.subgroup(
      generators.map((g) => g.images),
      { order, chain: () => chainOf(base.chain.degree, base.chain.base, generators) },
    );
  }

  /** Some x in the group that carries the source to `target`. */
  elementTo(target: S): Uint32Array | undefined {
    return this.search.findElement(target, false, this.nodes(Number.POSITIVE_INFINITY));
  }

  /** The same, as an attempt. */
  attemptTo(target: S): { readonly element: Uint32Array | undefined } | undefined {
    return attempted(() => ({ element: this.search.findElement(target, false, this.nodes(this.attempt)) }));
  }

  private nodes(allowed: number): NodeCount {
    const { meter, answer, cost } = this.work;
    const kept = (found: readonly { readonly images: Uint32Array }[]): unknown =>
      answer?.(found.map((g) => g.images).filter((images) => this.source.isKeptBy(images)));
    return new NodeCount(meter, answer && kept, allowed, cost);
  }
}

/** What an attempt finds; undefined when it takes long. */
export function attempted<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof AttemptOver) return undefined;
    throw error;
  }
}

/** Strong generators of a subgroup along the base of a search. */
function knownThrough(known: Group, base: readonly number[], { meter }: SearchWork): Uint32Array[] {
  return strongGeneratorsFrom(known.chainThrough(base, meter), 0).map((g) => g.images);
}
