/**
 * The suborbits of a transitive action, the orbits of a point stabilizer H, from the generators of the group alone and
 * with a proof: no stabilizer chain and no table of pairs, so that 10⁵ points are no obstacle.
 */
import { Permutation, PermutationGroup, type RandomSource, type WorkMeter } from '@isotypic/algebra';
import { DisjointSets } from '@isotypic/algebra/internal';
import type { OrbitEdges } from './orbit-edges.js';
import { carryBack, forEachTranslate, randomStabilizing, type ShortTransversal } from './short-transversal.js';

export interface Suborbits {
  /** label[y] is the suborbit of position y; suborbit 0 is the base point alone. */
  readonly label: Int32Array;
  /** Number of points in each suborbit. */
  readonly valencies: readonly number[];
  /** The smallest position in each suborbit. */
  readonly representatives: readonly number[];
}

// Random elements of H whose orbits are the first guess: two generate most groups, and eight leave little to chance;
// what they miss is found by the proof
const STABILIZING = 8;

// Beyond this many moved points, ten seconds, a stabilizer chain proves the suborbits instead
const TRANSLATE_LIMIT = 1e10;

/**
 * Orbits of random elements of H are never too large. They are proved to be all of H's orbits as follows.
 *
 * Write N_Δ(x) = t_x Δ for a union Δ of them. Γ_Δ = {(x, y) : y ∈ N_Δ(x)} is invariant under the group exactly when
 * g N_Δ(x) = N_Δ(gx) for all generators g and points x, and then Δ is a union of orbits of H. So is every cell of the
 * coarsest partition in which, for the invariant Γ's, any two points of a cell have equally many neighbors in each cell
 * (Weisfeiler & Leman 1968, with the base point singled out). Once there are as many cells as orbits in the guess, both
 * are the orbits of H. Where some g N_Δ(x) ≠ N_Δ(gx), the Schreier generator t_{gx}⁻¹ g t_x joins orbits of the guess.
 *
 * Undefined when the guess has more than `rankLimit` orbits, so that the rank very probably is larger.
 *
 * Small Δ are tried first, and the largest is never needed. Cost: O(n · Σ|Δ| · #generators) for the Δ tried, usually
 * one.
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
  for (const h of randomStabilizing(orbit, transversal, random, STABILIZING)) joined.uniteAlong(h);
  if (numbered(joined).valencies.length > rankLimit) {
    for (const h of randomStabilizing(orbit, transversal, random, 4 * STABILIZING)) joined.uniteAlong(h);
  }
  for (;;) {
    const guess = numbered(joined);
    if (guess.valencies.length > rankLimit) return undefined;
    const joining = contradiction(orbit, transversal, guess, meter);
    if (joining === null) return guess;
    for (const h of joining) joined.uniteAlong(h);
  }
}

/** Null when the guess is proved; otherwise elements of H that do not keep it. */
function contradiction(
  orbit: OrbitEdges,
  transversal: ShortTransversal,
  guess: Suborbits,
  meter: WorkMeter | undefined,
): readonly Int32Array[] | null {
  const { label, valencies } = guess;
  const r = valencies.length;
  const members: Int32Array[] = valencies.map((v) => new Int32Array(v));
  const filled = new Int32Array(r);
  label.forEach((k, y) => {
    members[k][filled[k]++] = y;
  });
  let cells = Int32Array.from({ length: r }, (_, k) => Math.min(k, 1));
  const proved: number[] = [];
  const bySize = valencies.map((_, k) => k).sort((a, b) => valencies[a] - valencies[b]);
  let moved = 0;
  for (const k of bySize) {
    if (largestOf(cells) === r - 1) return null;
    if (k === 0 || isAlone(cells, k)) continue;
    const work = label.length * members[k].length * orbit.targets.length;
    moved += work;
    if (moved > TRANSLATE_LIMIT) return stabilizerGenerators(orbit);
    meter?.step(work);
    const joining = variation(orbit, transversal, label, k, members[k], meter);
    if (joining !== null) return [joining];
    proved.push(k);
    cells[k] = largestOf(cells) + 1;
    cells = equitable(transversal, guess, members, proved, cells);
  }
  return null;
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

/** Splits cells (of suborbits) until the invariant graphs see no difference inside a cell. */
function equitable(
  transversal: ShortTransversal,
  { label, representatives }: Suborbits,
  members: readonly Int32Array[],
  proved: readonly number[],
  start: Int32Array,
): Int32Array<ArrayBuffer> {
  const r = representatives.length;
  // Neighbors of a representative in each suborbit of the guess: all that counts for every later partition.
  const neighbors = proved.map((k) =>
    representatives.map((z) => {
      const counts = new Int32Array(r);
      const translate = carryForward(transversal, z, members[k]);
      for (const y of translate) counts[label[y]]++;
      return counts;
    }),
  );
  let cells = Int32Array.from(start);
  for (;;) {
    const names = new Map<string, number>();
    const next = Int32Array.from(cells, (cell, z) => {
      const counts = neighbors.map((of) => {
        const inCells = new Int32Array(r);
        of[z].forEach((count, j) => {
          inCells[cells[j]] += count;
        });
        return inCells.join();
      });
      const name = `${cell}:${counts.join(';')}`;
      const known = names.get(name) ?? names.size;
      names.set(name, known);
      return known;
    });
    if (names.size === largestOf(cells) + 1) return next;
    cells = next;
  }
}

function carryForward({ moves, parent, move }: ShortTransversal, x: number, list: Int32Array): Int32Array {
  const path: number[] = [];
  for (let at = x; at !== 0; at = parent[at]) path.push(at);
  return path.reduceRight((carried, at) => carried.map((y) => moves[move[at]][y]), list);
}

function stabilizerGenerators(orbit: OrbitEdges): Int32Array[] {
  const action = new PermutationGroup(orbit.targets.map((t) => Permutation.fromTrustedImages(Uint32Array.from(t))));
  return action.stabilizer(0).generators.map(({ images }) => Int32Array.from(images));
}

function numbered(joined: DisjointSets): Suborbits {
  const { labels, sizes, representatives } = joined.labeled();
  return { label: labels, valencies: Array.from(sizes), representatives: Array.from(representatives) };
}
