/**
 * What keeps an incidence object in a group, and what carries it to another. An attempt by backtrack in the group is
 * made first, and a longer one with orbital graphs. Where these take long, the permutations come first that keep the
 * object together with what the group keeps (`incidence-graph.ts`), from a search by refinement in the graph: the
 * answer, if they belong to the group, as they do in a symmetric group; else the group is searched on with their orbits
 * as colors, or cut with theirs.
 */
import { BudgetExceededError } from '../errors.js';
import { graphAutomorphisms } from '../graphs/automorphisms.js';
import { graphIsomorphism } from '../graphs/canonical-form.js';
import type { Graph } from '../graphs/graph.js';
import { IncidenceObject } from '../groups/backtrack/incidence-object.js';
import { intersection } from '../groups/backtrack/intersection.js';
import {
  attempted,
  type Effort,
  LONG_ATTEMPT,
  ObjectSearch,
  PLAIN_ATTEMPT,
  TO_THE_END,
} from '../groups/backtrack/object-search.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import type { SearchWork } from '../groups/search-work.js';
import { Permutation } from '../permutations/permutation.js';
import { factorial } from '../scalars/integers.js';
import { type InvariantStructure, incidenceGraph, invariantStructure, orbitStructure } from './incidence-graph.js';

/** Edges looked at in a graph before a group is searched without it, 2·10⁷: a few seconds. */
const WORTH_GRAPH = 2e7;

type Search = ObjectSearch<PermutationGroup, IncidenceObject>;

export class IncidenceSearch {
  readonly stabilizer: PermutationGroup;
  /** Index of the group in the product of the symmetric groups on its orbits, where it is 1 or 2. */
  private readonly index: 1 | 2 | undefined;
  private readonly attempt: Search | undefined;
  /** Did the search in the graph take too long? */
  private isHard = false;
  private lazyStructure: InvariantStructure | undefined;
  private lazyKeepers: PermutationGroup | undefined;
  private lazyGraph: Graph | undefined;

  constructor(
    private readonly group: PermutationGroup,
    private readonly source: IncidenceObject,
    private readonly work: SearchWork,
    /** What is tried before the graph is made. */
    attempts: readonly Effort[] = [PLAIN_ATTEMPT, LONG_ATTEMPT],
  ) {
    this.index = indexInSymmetric(group);
    for (const effort of this.index === undefined ? attempts : []) {
      this.attempt ??= attempted(() => new ObjectSearch(group, source, work, effort));
    }
    this.stabilizer = this.attempt?.stabilizer ?? this.found();
  }

  /** Some x in the group that carries the source to `target`. */
  elementTo(target: IncidenceObject): Uint32Array | undefined {
    if (this.source.blocks.length !== target.blocks.length) return undefined;
    const attempt = this.attempt?.attemptTo(target);
    if (attempt !== undefined) return attempt.element;
    const keepers = this.keepers();
    if (keepers === undefined) return this.searched(undefined).elementTo(target);
    const x = this.isomorphismTo(target);
    if (x === undefined || this.group.contains(x)) return x?.images;
    if (keepers.generators.every((g) => this.group.contains(g))) return undefined;
    if (this.index === 2) {
      const odd = keepers.generators.find((g) => !this.group.contains(g)) as Permutation;
      return x.times(odd).images;
    }
    const labels = labelsOf(keepers);
    const carried = labels.map((_, y) => labels[x.inverse().image(y)]);
    return this.searched(keepers).elementTo(colored(target, carried));
  }

  private found(): PermutationGroup {
    const { group, work } = this;
    const keepers = this.keepers();
    if (keepers === undefined) return this.searched(undefined).stabilizer;
    const outside = keepers.generators.find((g) => !group.contains(g));
    if (outside === undefined) return group.subgroup(keepers.generators, { order: keepers.order });
    if (this.index === 2) return group.subgroup(halfOf(keepers, group, outside), { order: keepers.order / 2n });
    if (keepers.order <= group.order) return group.subgroup(intersection(keepers, group, work.meter).generators);
    return this.searched(keepers).stabilizer;
  }

  /** A search in the group to its end, with the orbits of `keepers` as colors. */
  private searched(keepers: PermutationGroup | undefined): Search {
    const { group, source, work } = this;
    if (keepers === undefined) return new ObjectSearch(group, source, work, TO_THE_END);
    const known = group.subgroup(keepers.generators.filter((g) => group.contains(g)));
    return new ObjectSearch(group, colored(source, labelsOf(keepers)), work, TO_THE_END, known);
  }

  /** All permutations that keep the source and what the group keeps; undefined where that takes long. */
  private keepers(): PermutationGroup | undefined {
    if (this.lazyKeepers !== undefined || this.isHard) return this.lazyKeepers;
    const { group, work, index } = this;
    const graph = this.graphOf(this.source);
    const within = index === undefined ? { budget: WORTH_GRAPH } : {};
    try {
      const { generators, order } = work.meter.part((options) => graphAutomorphisms(graph, { ...options, ...within }));
      const images = generators.map((g) => g.images.slice(0, group.degree));
      this.lazyKeepers = group.acting(images, group.degree, { order });
    } catch (error) {
      if (index !== undefined || !(error instanceof BudgetExceededError)) throw error;
      this.isHard = true;
    }
    return this.lazyKeepers;
  }

  /** A permutation that carries the source to `target` and keeps what the group keeps. */
  private isomorphismTo(target: IncidenceObject): Permutation | undefined {
    this.lazyGraph ??= this.graphOf(this.source);
    const [from, to] = [this.lazyGraph, this.graphOf(target)];
    const found = this.work.meter.part((options) => graphIsomorphism(from, to, options));
    return found && Permutation.fromTrustedImages(found.images.slice(0, this.group.degree));
  }

  private graphOf(object: IncidenceObject): Graph {
    const { group, work, index } = this;
    this.lazyStructure ??= index === undefined ? invariantStructure(group, work.meter) : orbitStructure(group);
    return incidenceGraph(object, this.lazyStructure, work.meter);
  }
}

function indexInSymmetric(group: PermutationGroup): 1 | 2 | undefined {
  const all = group.orbits().reduce((product, orbit) => product * factorial(orbit.length), 1n);
  return group.order === all ? 1 : 2n * group.order === all ? 2 : undefined;
}

/** Generators of the part in `group` of a group that lies half in it (Schreier, for the cosets of 1 and `outside`). */
function halfOf(keepers: PermutationGroup, group: PermutationGroup, outside: Permutation): Permutation[] {
  const back = outside.inverse();
  return keepers.generators.flatMap((g) =>
    group.contains(g) ? [g, outside.times(g).times(back)] : [g.times(back), outside.times(g)],
  );
}

/** For each point its orbit. */
function labelsOf(group: PermutationGroup): Int32Array {
  return orbitStructure(group).labels;
}

function colored(object: IncidenceObject, labels: Int32Array): IncidenceObject {
  const colors = object.colors.map((color, x) => color * labels.length + labels[x]);
  return new IncidenceObject(colors, object.blocks);
}
