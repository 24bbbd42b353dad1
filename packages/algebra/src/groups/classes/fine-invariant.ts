/**
 * A fine invariant of conjugacy classes. For each point x the sequence x, px, p²x, … is carried, point after point, to
 * the first points of orbits of the group, of the stabilizer of the first of them, and so on: what it becomes depends
 * on the orbit of the sequence only, so the multiset of these over all x is the same for conjugate elements. Its first
 * two terms say how p meets the orbitals; where the stabilizers become trivial, p itself in coordinates of the group.
 */
import { invertImages } from '../../permutations/images.js';
import type { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import { strongGeneratorsFrom } from '../chain/stabilizer-chain.js';
import type { Group } from '../group.js';

/** Stabilizers that are made; what is deeper is left out for all elements alike. */
const MOST_NODES = 24;
/** Images in tables of all of them, 64 MB. */
const MOST_ENTRIES = 1 << 24;
/** Terms of a sequence that are looked at after the stabilizer has become trivial: of PSL(2, q) one tells the trace. */
const FREE_TERMS = 1;

/** The pointwise stabilizer of a sequence of points that stand for their orbits. */
interface Node {
  readonly order: bigint;
  readonly isTrivial: boolean;
  readonly base: readonly number[];
  /** The least point of each point's orbit. */
  readonly least: Int32Array;
  /** The stabilizers of one more point, at the least points of orbits. */
  readonly next: (Node | undefined)[];
  /** What carries points to the least ones of their orbits. */
  carriers: Uint32Array;
  readonly generators: readonly Uint32Array[];
}

/** A key for conjugate elements, beside their cycle types. O(degree) an element, some stabilizers at first. */
export function fineInvariant(group: Group, meter: WorkMeter): (p: Permutation) => string {
  const { degree } = group;
  const most = Math.min(MOST_NODES, Math.floor(MOST_ENTRIES / degree ** 2));
  if (most < 2 || group.order === 1n) return () => '';
  const root = prefixTree(group, most, meter);
  return (p) => sequencesKey(root, p.images);
}

/** All stabilizers of sequences up to some length: whole levels of the tree, while they are not more than `most`. */
function prefixTree(group: Group, most: number, meter: WorkMeter): Node {
  const root = nodeOf(
    group.order,
    [],
    group.generators.map((g) => g.images),
    group.degree,
  );
  let level = [root];
  for (let count = 1; ; ) {
    const wanted = level.flatMap((node) => {
      if (node.isTrivial) return [];
      return orbitLengths(node).flatMap(([point, length]) =>
        node.base.includes(point) ? [] : [{ node, point, order: node.order / BigInt(length) }],
      );
    });
    count += wanted.filter(({ order }) => order > 1n).length;
    if (wanted.length === 0 || count > most) return root;
    level = wanted.map(({ node, point, order }) => {
      meter.step(0);
      const base = [...node.base, point];
      if (node.carriers.length === 0) node.carriers = carriersOf(node);
      const child = nodeOf(order, base, order === 1n ? [] : stabilizing(group, base, meter), group.degree);
      node.next[point] = child;
      return child;
    });
  }
}

function stabilizing(group: Group, base: readonly number[], meter: WorkMeter): Uint32Array[] {
  return strongGeneratorsFrom(group.chainThrough(base, meter), base.length).map(({ images }) => images);
}

function orbitLengths({ least }: Node): [number, number][] {
  const lengths = new Map<number, number>();
  for (const point of least) lengths.set(point, (lengths.get(point) ?? 0) + 1);
  return [...lengths];
}

function nodeOf(order: bigint, base: readonly number[], generators: readonly Uint32Array[], degree: number): Node {
  const least = new Int32Array(degree).fill(-1);
  for (let start = 0; start < degree; start++) {
    if (least[start] !== -1) continue;
    least[start] = start;
    const queue = [start];
    for (const x of queue) {
      for (const g of generators) {
        const y = g[x];
        if (least[y] !== -1) continue;
        least[y] = start;
        queue.push(y);
      }
    }
  }
  const next = new Array<Node | undefined>(degree).fill(undefined);
  return { order, isTrivial: order === 1n, base, least, generators, next, carriers: new Uint32Array(0) };
}

/** Row x of the result is an element of the stabilizer that carries x to the least point of its orbit. */
function carriersOf({ least, generators }: Node): Uint32Array {
  const degree = least.length;
  const carriers = new Uint32Array(degree * degree);
  const inverses = generators.map((g) => invertImages(g));
  const seen = new Uint8Array(degree);
  for (let start = 0; start < degree; start++) {
    if (least[start] !== start) continue;
    seen[start] = 1;
    for (let z = 0; z < degree; z++) carriers[start * degree + z] = z;
    const queue = [start];
    for (const x of queue) {
      for (let k = 0; k < generators.length; k++) {
        const y = generators[k][x];
        if (seen[y] === 1) continue;
        seen[y] = 1;
        queue.push(y);
        const inverse = inverses[k];
        const [from, into] = [x * degree, y * degree];
        for (let z = 0; z < degree; z++) carriers[into + z] = carriers[from + inverse[z]];
      }
    }
  }
  return carriers;
}

/** The sum over all points of a hash of what becomes of their sequences: equal multisets give equal sums. */
function sequencesKey(root: Node, images: Uint32Array): string {
  let first = 0;
  let second = 0;
  const degree = images.length;
  const carriers: Uint32Array[] = [];
  const rows: number[] = [];
  for (let x = 0; x < images.length; x++) {
    let node: Node | undefined = root;
    let hash = 0;
    let free = FREE_TERMS;
    let depth = 0;
    for (let term = x, k = 0; ; k++) {
      let y = term;
      for (let i = 0; i < depth; i++) y = carriers[i][rows[i] + y];
      const least: number = node.least[y];
      hash = mixed(hash, least);
      if (node.isTrivial) free--;
      else {
        const next: Node | undefined = node.next[least];
        if (next === undefined) break;
        if (least !== y) {
          carriers[depth] = node.carriers;
          rows[depth++] = y * degree;
        }
        node = next;
      }
      term = images[term];
      if (term === x) hash = mixed(hash, -1 - k);
      if (term === x || free === 0) break;
    }
    first = (first + hash) | 0;
    second = (second + mixed(hash, 1)) | 0;
  }
  return `${first},${second}`;
}

/** Two rounds of a multiplicative hash. */
function mixed(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return (h ^ (h >>> 13)) + 0x27d4eb2f;
}
