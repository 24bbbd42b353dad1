/**
 * The suborbits of a transitive action, the orbits of a point stabilizer H, from the generators of the group alone and
 * with a proof: no stabilizer chain and no table of pairs, so that 10⁵ points are no obstacle.
 */
import { Permutation, PermutationGroup, type RandomSource, type WorkMeter } from '@isotypic/algebra';
import { DisjointSets } from '@isotypic/algebra/internal';
import { type InvariantRelation, linesThroughBase, type Suborbits } from './invariant-lines.js';
import type { OrbitEdges } from './orbit-edges.js';
import {
  carryBack,
  carryForward,
  forEachTranslate,
  randomStabilizing,
  type ShortTransversal,
} from './short-transversal.js';

// Random elements of H whose orbits are the first guess: two generate most groups, and eight leave little to chance;
// what they miss is found by the proof
const STABILIZING = 8;

// Beyond this many moved points, ten seconds, a stabilizer chain proves the suborbits instead
const TRANSLATE_LIMIT = 1e10;

// From this valency on, lines are looked for before the graph: for S_m on pairs, ms with lines and without, they take
// 0.8 and 0.5 at valency 36, 1.9 and 23 at 196, 13 and 643 at 396
const LINES_VALENCY = 64;

/**
 * Orbits of random elements of H are never too large. They are proved to be all of H's orbits as follows.
 *
 * Write N_Δ(x) = t_x Δ for a union Δ of them. Γ_Δ = {(x, y) : y ∈ N_Δ(x)} is invariant under the group exactly when
 * g N_Δ(x) = N_Δ(gx) for all generators g and points x, and then Δ is a union of orbits of H. So is every cell of the
 * coarsest partition in which, for the invariant Γ's, any two points of a cell have equally many neighbors in each cell
 * (Weisfeiler & Leman 1968, with the base point singled out). Once there are as many cells as orbits in the guess, both
 * are the orbits of H. Where some g N_Δ(x) ≠ N_Δ(gx), the Schreier generator t_{gx}⁻¹ g t_x joins orbits of the guess.
 *
 * The partition may as well be refined along any family of subsets that is invariant, points by the subsets that they
 * are in and these by their points. Where Δ is large, the base point with a block of Δ under the random elements of H
 * is such a subset, if its images under the group are few (`linesThroughBase`): for S_m on pairs, the m sets of pairs
 * with a common point, 2 incidences a point instead of 2(m − 2) neighbors.
 *
 * Undefined when the guess has more than `rankLimit` orbits, so that the rank very probably is larger.
 *
 * Small Δ are tried first, and the largest is never needed. Cost: O(n · Σ|Δ| · #generators) for the Δ tried, usually
 * one; O(n · #generators) for each family of lines.
 */
export function suborbitsOf(
  orbit: OrbitEdges,
  transversal: ShortTransversal,
  random: RandomSource,
  rankLimit: number,
  meter?: WorkMeter,
): Suborbits | undefined {
  const n = orbit.tree.points.length;
  const joined = new DisjointSets(n);
  const stabilizing: Int32Array[] = [];
  const join = (elements: readonly Int32Array[]): void => {
    for (const h of elements) joined.uniteAlong(h);
    stabilizing.push(...elements);
  };
  join(randomStabilizing(orbit, transversal, random, STABILIZING));
  if (numbered(joined).valencies.length > rankLimit) {
    join(randomStabilizing(orbit, transversal, random, 4 * STABILIZING));
  }
  for (;;) {
    const guess = numbered(joined);
    if (guess.valencies.length > rankLimit) return undefined;
    const joining = new Refutation(orbit, transversal, guess, meter).search(stabilizing, random);
    if (joining === null) return guess;
    join(joining);
  }
}

/** The search for elements of H that join suborbits of a guess, which proves the guess where it fails. */
class Refutation {
  private readonly members: readonly Int32Array[];
  /** Unions of orbits of H: a number for each suborbit of the guess. */
  private cells: Int32Array;
  private readonly relations: InvariantRelation[] = [];
  private moved = 0;

  constructor(
    private readonly orbit: OrbitEdges,
    private readonly transversal: ShortTransversal,
    private readonly guess: Suborbits,
    private readonly meter: WorkMeter | undefined,
  ) {
    const { label, valencies } = guess;
    const members = valencies.map((v) => new Int32Array(v));
    const filled = new Int32Array(valencies.length);
    label.forEach((k, y) => {
      members[k][filled[k]++] = y;
    });
    this.members = members;
    this.cells = Int32Array.from(valencies, (_, k) => Math.min(k, 1));
  }

  /** Null when the guess is proved; otherwise elements of H that do not keep it. */
  search(stabilizing: readonly Int32Array[], random: RandomSource): readonly Int32Array[] | null {
    const { valencies } = this.guess;
    const bySize = valencies.map((_, k) => k).sort((a, b) => valencies[a] - valencies[b]);
    const small = bySize.filter((k) => valencies[k] < LINES_VALENCY);
    const large = bySize.slice(small.length);
    const early = this.byGraphs(small);
    if (early !== null) return early;
    for (const k of large) if (!this.isUseless(k)) this.refineByLines(k, stabilizing, random);
    return this.byGraphs(large);
  }

  private get isProved(): boolean {
    return largestOf(this.cells) === this.guess.valencies.length - 1;
  }

  private isUseless(k: number): boolean {
    return k === 0 || this.isProved || isAlone(this.cells, k);
  }

  private byGraphs(suborbits: readonly number[]): readonly Int32Array[] | null {
    const { orbit, transversal, guess, members, meter } = this;
    for (const k of suborbits) {
      if (this.isUseless(k)) continue;
      const work = guess.label.length * members[k].length * orbit.targets.length;
      this.moved += work;
      if (this.moved > TRANSLATE_LIMIT) return stabilizerGenerators(orbit);
      meter?.step(work);
      const joining = variation(orbit, transversal, guess.label, k, members[k], meter);
      if (joining !== null) return [joining];
      this.relations.push(graphRelation(transversal, guess, members[k]));
      this.cells[k] = largestOf(this.cells) + 1;
      this.refine();
    }
    return null;
  }

  private refineByLines(k: number, stabilizing: readonly Int32Array[], random: RandomSource): void {
    const { orbit, guess, members, meter } = this;
    for (const relation of linesThroughBase(orbit, guess, members[k], stabilizing, random, meter)) {
      this.relations.push(relation);
      this.refine();
      if (this.isUseless(k)) return;
    }
  }

  /** Splits cells until the invariant relations see no difference inside a cell. */
  private refine(): void {
    for (;;) {
      const { cells, relations } = this;
      const views = relations.map((relation) => relation.views(cells));
      const names = new Map<string, number>();
      const next = Int32Array.from(cells, (cell, k) => {
        const name = `${cell}:${views.map((of) => of[k]).join(';')}`;
        const known = names.get(name) ?? names.size;
        names.set(name, known);
        return known;
      });
      if (names.size === largestOf(cells) + 1) return;
      this.cells = next;
    }
  }
}

/** The largest entry; no argument list, as there may be 10⁵ of them. */
function largestOf(cells: Int32Array): number {
  return cells.reduce((most, cell) => Math.max(most, cell), 0);
}

function isAlone(cells: Int32Array, k: number): boolean {
  return cells.every((cell, j) => j === k || cell !== cells[k]);
}

/** A Schreier generator that carries a point of Δ out of Δ; null when there is none, that is, Γ_Δ is invariant. */
function variation(
  { targets }: OrbitEdges,
  transversal: ShortTransversal,
  label: Int32Array,
  k: number,
  delta: Int32Array,
  meter: WorkMeter | undefined,
): Int32Array | null {
  let found: Int32Array | null = null;
  const image = new Int32Array(delta.length);
  forEachTranslate(
    transversal,
    delta,
    (x, translate) => {
      if (found !== null) return;
      for (const g of targets) {
        for (let i = 0; i < image.length; i++) image[i] = g[translate[i]];
        carryBack(transversal, g[x], image);
        for (let i = 0; i < image.length; i++) {
          if (label[image[i]] === k) continue;
          found = schreierGenerator(transversal, g, x);
          return;
        }
      }
    },
    meter,
  );
  return found;
}

/** t_{gx}⁻¹ g t_x as a permutation of positions. */
function schreierGenerator(transversal: ShortTransversal, g: Int32Array, x: number): Int32Array {
  const { moves, parent, move } = transversal;
  const path: number[] = [];
  for (let at = x; at !== 0; at = parent[at]) path.push(at);
  const h = Int32Array.from(g, (_, y) => y);
  for (const at of path.reverse()) {
    const m = moves[move[at]];
    for (let y = 0; y < h.length; y++) h[y] = m[h[y]];
  }
  for (let y = 0; y < h.length; y++) h[y] = g[h[y]];
  carryBack(transversal, g[x], h);
  return h;
}

/** Γ_Δ, by the neighbors of a representative in each suborbit: all that counts for every later partition. */
function graphRelation(
  transversal: ShortTransversal,
  { label, representatives }: Suborbits,
  delta: Int32Array,
): InvariantRelation {
  const r = representatives.length;
  const neighbors = representatives.map((z) => {
    const counts = new Int32Array(r);
    for (const y of carryForward(transversal, z, delta)) counts[label[y]]++;
    return counts;
  });
  return {
    views: (cells) =>
      neighbors.map((counts) => {
        const inCells = new Int32Array(r);
        counts.forEach((count, j) => {
          inCells[cells[j]] += count;
        });
        return inCells.join();
      }),
  };
}

function stabilizerGenerators(orbit: OrbitEdges): Int32Array[] {
  const action = new PermutationGroup(orbit.targets.map((t) => Permutation.fromTrustedImages(Uint32Array.from(t))));
  return action.stabilizer(0).generators.map(({ images }) => Int32Array.from(images));
}

function numbered(joined: DisjointSets): Suborbits {
  const { labels, sizes, representatives } = joined.labeled();
  return { label: labels, valencies: Array.from(sizes), representatives: Array.from(representatives) };
}
