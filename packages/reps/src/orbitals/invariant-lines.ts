/**
 * Invariant families of subsets of an orbit, "lines": the cliques of a Johnson graph, the rows and columns of a grid.
 * Where the graph of a suborbit Δ has n|Δ| edges, the family that it is the union of has a few incidences a point.
 */
import type { RandomSource, WorkMeter } from '@isotypic/algebra';
import { DisjointSets } from '@isotypic/algebra/internal';
import type { OrbitEdges } from './orbit-edges.js';

/** A partition of an orbit's points into unions of orbits of some elements of the base point's stabilizer. */
export interface Suborbits {
  /** label[y] is the suborbit of position y; suborbit 0 is the base point alone. */
  readonly label: Int32Array;
  /** Number of points in each suborbit. */
  readonly valencies: readonly number[];
  /** The smallest position in each suborbit. */
  readonly representatives: readonly number[];
}

/** What refinement asks of an invariant relation: how the points of each suborbit see a partition of the suborbits. */
export interface InvariantRelation {
  /** A name for each suborbit, equal where the relation sees no difference. */
  views(cells: Int32Array): readonly string[];
}

/** Pairs of points of Δ whose smallest block is looked at: a half of them lie in a row of a grid of two rows. */
const PAIRS = 12;

/** Incidences a point: 2 for S_m on pairs, k for k-subsets, d for a product action of d factors. */
const INCIDENCES = 16;

/**
 * Families of lines through the base point that a suborbit suggests: the line is the base point with a block of Δ under
 * the given elements of the point stabilizer, and its images under the group are the family, if they are few. Whatever
 * the blocks are, the family is closed under the generators, so that it is invariant; largest lines first. Only
 * families of at most 16 incidences a point are given.
 * @param stabilizing elements of the base point's stabilizer that keep Δ
 * Cost: O(|Δ| · elements) for each of 12 pairs, and O(16n · #generators) at most for each size of blocks
 */
export function* linesThroughBase(
  orbit: OrbitEdges,
  guess: Suborbits,
  delta: Int32Array,
  stabilizing: readonly Int32Array[],
  random: RandomSource,
  meter: WorkMeter | undefined,
): Generator<InvariantRelation> {
  const candidates = new Map<number, Int32Array>([[delta.length, delta]]);
  const index = new Int32Array(guess.label.length);
  for (let i = 0; i < delta.length; i++) index[delta[i]] = i;
  const moves = stabilizing.map((h) => delta.map((y) => index[h[y]]));
  for (let trial = 0; trial < PAIRS && delta.length > 1; trial++) {
    meter?.step(delta.length * moves.length);
    const block = smallestBlock(moves, delta.length, 1 + random.below(delta.length - 1));
    if (block.length < delta.length) {
      candidates.set(
        block.length,
        block.map((i) => delta[i]),
      );
    }
  }
  for (const size of [...candidates.keys()].sort((a, b) => b - a)) {
    const line = new Int32Array(size + 1); // its first member is the base point
    line.set(candidates.get(size) as Int32Array, 1);
    const family = imagesOfLine(orbit.targets, line, INCIDENCES * guess.label.length, meter);
    if (family !== undefined) yield lineRelation(family, guess);
  }
}

/** The members of the smallest block that contains 0 and `y`, ascending (Atkinson 1975). */
function smallestBlock(moves: readonly Int32Array[], size: number, y: number): Int32Array {
  const joined = new DisjointSets(size);
  joined.unite(0, y);
  const pairs: [number, number][] = [[0, y]];
  for (let at = 0; at < pairs.length; at++) {
    const [a, b] = pairs[at];
    for (const g of moves) if (joined.unite(g[a], g[b])) pairs.push([g[a], g[b]]);
  }
  const members: number[] = [];
  for (let i = 0; i < size; i++) if (joined.find(i) === 0) members.push(i);
  return Int32Array.from(members);
}

/** All images of a set under the group; undefined once they have more than `limit` members together. */
export function imagesOfLine(
  targets: readonly Int32Array[],
  line: Int32Array,
  limit: number,
  meter?: WorkMeter,
): readonly Int32Array[] | undefined {
  const lines = [line];
  const byHash = new Map<number, number[]>([[hashOf(line), [0]]]);
  const mark = new Int32Array(targets[0]?.length ?? 0).fill(-1);
  let stamp = 0;
  for (let at = 0; at < lines.length; at++) {
    meter?.step(line.length * targets.length);
    for (const g of targets) {
      const image = new Int32Array(line.length);
      for (let i = 0; i < image.length; i++) image[i] = g[lines[at][i]];
      const hash = hashOf(image);
      const equals = byHash.get(hash) ?? [];
      for (let i = 0; i < image.length; i++) mark[image[i]] = stamp;
      if (equals.some((l) => lines[l].every((y) => mark[y] === stamp))) {
        stamp++;
        continue;
      }
      stamp++;
      byHash.set(hash, [...equals, lines.length]);
      if (lines.push(image) * line.length > limit) return undefined;
    }
  }
  return lines;
}

/** The same for sets that are equal, in whatever order; sets of one hash are compared. */
function hashOf(set: Int32Array): number {
  let hash = 0;
  for (let i = 0; i < set.length; i++) {
    let h = Math.imul(set[i] + 1, 0x9e3779b1); // the mixing steps of MurmurHash3
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    hash = (hash + (h ^ (h >>> 16))) | 0;
  }
  return hash;
}

/**
 * How suborbits are seen through lines: lines by how many points they have in each cell, points by how many lines of
 * each such kind they are on. All that counts for every later partition is how many points of each suborbit a line has,
 * so that lines are sorted by that once.
 */
function lineRelation(lines: readonly Int32Array[], { label, representatives }: Suborbits): InvariantRelation {
  const r = representatives.length;
  const kinds = new Map<string, { readonly counts: Int32Array; readonly kind: number }>();
  const ownKind = new Int32Array(label.length).fill(-1);
  representatives.forEach((z, k) => {
    ownKind[z] = k;
  });
  const through: [suborbit: number, kind: number][] = [];
  const counts = new Int32Array(r);
  for (const line of lines) {
    counts.fill(0);
    for (let i = 0; i < line.length; i++) counts[label[line[i]]]++;
    const key = counts.join();
    const known = kinds.get(key) ?? { counts: counts.slice(), kind: kinds.size };
    kinds.set(key, known);
    for (let i = 0; i < line.length; i++) if (ownKind[line[i]] >= 0) through.push([ownKind[line[i]], known.kind]);
  }
  return {
    views(cells) {
      const names = new Map<string, number>();
      const colors = [...kinds.values()].map((kind) => {
        const inCells = new Int32Array(r);
        kind.counts.forEach((count, k) => {
          inCells[cells[k]] += count;
        });
        const key = inCells.join();
        const color = names.get(key) ?? names.size;
        names.set(key, color);
        return color;
      });
      const seen = representatives.map(() => new Int32Array(names.size));
      for (const [k, kind] of through) seen[k][colors[kind]]++;
      return seen.map((row) => row.join());
    },
  };
}
