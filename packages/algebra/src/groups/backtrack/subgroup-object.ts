/**
 * A permutation group H as the object of a search: x carries H to K when x·H·x⁻¹ = K. Then it carries orbits of H to
 * orbits of K, those of pointwise stabilizers to those of the stabilizers of the images, and unions of orbitals of one
 * kind to such unions (Leon 1997; Theißen 1997). Where the stabilizer of some points is trivial, an element of H is
 * known by one more image, and its conjugate in K by the image of that.
 */
import { composeInto, conjugateImages, identityImages, invertImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import type { Group } from '../group.js';
import { mix, recolorByImages } from './coloring.js';
import type { SearchObject } from './search-object.js';
import { StabilizerNode } from './stabilizer-tree.js';

/** Arcs x → y, the union of all orbitals of one kind. */
interface Arcs {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/**
 * Arcs looked at in one round of recoloring: so many for each point, that a round costs no more than some products; up
 * to degree 256 every graph or its complement is allowed, 2¹⁵ arcs.
 */
const ARCS_FOR_EACH_POINT = 32;
const ARCS_ANYWAY = 2 ** 15;

/** Unions of orbitals that refine. */
const MOST_UNIONS = 6;

export class SubgroupObject implements SearchObject<SubgroupObject> {
  readonly hashes: Int32Array;
  readonly images: Uint32Array;
  readonly cycleLengths: Int32Array;
  private readonly root: StabilizerNode;
  private readonly unions: readonly Arcs[];
  private readonly sums: Int32Array;

  constructor(
    readonly group: Group,
    meter: WorkMeter,
  ) {
    const { degree } = group;
    this.images = identityImages(degree);
    this.cycleLengths = new Int32Array(degree).fill(1);
    this.sums = new Int32Array(degree);
    this.root = new StabilizerNode(group.ready(meter), meter);
    const kinds = suborbitKinds(this.root);
    this.hashes = this.root.representatives.map((r) => kinds.orbitHash.get(r) as number);
    this.unions = unionsOfOrbitals(this.root, kinds);
  }

  get degree(): number {
    return this.group.degree;
  }

  get ways(): number {
    return 1 + this.unions.length;
  }

  /** A fixed point of H: wherever it goes, H is carried to the same group. */
  isIdle(point: number): boolean {
    return this.group.generators.every(({ images }) => images[point] === point);
  }

  recolor(way: number, colors: Int32Array, scratch: Int32Array): number {
    if (way > 0) return this.recolorByArcs(colors, this.unions[way - 1], scratch);
    const { sums } = this;
    const { representatives } = this.root;
    sums.fill(0);
    for (let y = 0; y < colors.length; y++) sums[representatives[y]] += mix(colors[y], 1);
    return recolorBySums(colors, sums, (y) => representatives[y]);
  }

  private recolorByArcs(colors: Int32Array, { from, to }: Arcs, inward: Int32Array): number {
    const outward = this.sums;
    outward.fill(0);
    inward.fill(0);
    for (let i = 0; i < from.length; i++) {
      outward[from[i]] += mix(colors[to[i]], 2);
      inward[to[i]] += mix(colors[from[i]], 3);
    }
    let total = 0;
    for (let y = 0; y < colors.length; y++) {
      const color = mix(mix(colors[y], outward[y]), inward[y]);
      colors[y] = color;
      total = (total + color) | 0;
    }
    return total;
  }

  recolorByPoints(colors: Int32Array, points: ArrayLike<number>, count: number): number {
    if (count === 0) return 0;
    const frame = identityImages(this.degree);
    let node = this.root;
    for (let j = 0; j < count; j++) {
      const before = node;
      const entry = frame.slice();
      node = node.descend(frame, frame[points[j]]);
      if (node.isTrivial && !before.isTrivial) {
        return j < count - 1 ? this.recolorByElement(colors, before, entry, [points[j], points[count - 1]]) : 0;
      }
    }
    if (node.isTrivial) return 0;
    const { sums } = this;
    const { representatives } = node;
    sums.fill(0);
    for (let y = 0; y < colors.length; y++) sums[representatives[frame[y]]] += mix(colors[y], 1);
    return recolorBySums(colors, sums, (y) => representatives[frame[y]]);
  }

  /**
   * By the element of a conjugate of a stabilizer that carries one point to another, where it is the only one. `entry`
   * carries that conjugate to the group of `node`.
   */
  private recolorByElement(
    colors: Int32Array,
    node: StabilizerNode,
    entry: Uint32Array,
    [p, q]: readonly [number, number],
  ): number {
    const { representatives } = node;
    const r = representatives[entry[p]];
    if (representatives[entry[q]] !== r) return 0;
    const { tree } = node.at(r);
    const [toP, toQ] = [entry.slice(), entry.slice()];
    tree.divide(toP, entry[p]);
    tree.divide(toQ, entry[q]);
    const element = composeInto(new Uint32Array(entry.length), invertImages(toQ), toP);
    let total = 0;
    // Twice two rounds see four points of each cycle; more are seen at the next depths.
    for (let round = 0; round < 4; round++) total = (total + recolorByImages(colors, element, this.sums)) | 0;
    return total;
  }

  isCarriedTo(target: SubgroupObject, x: Uint32Array): boolean {
    return this.group.generators.every(({ images }) =>
      target.group.contains(Permutation.fromTrustedImages(conjugateImages(x, images))),
    );
  }

  isKeptBy(x: Uint32Array): boolean {
    return this.isCarriedTo(this, x);
  }
}

function recolorBySums(colors: Int32Array, sums: Int32Array, labelOf: (y: number) => number): number {
  let total = 0;
  for (let y = 0; y < colors.length; y++) {
    const color = mix(colors[y], sums[labelOf(y)]);
    colors[y] = color;
    total = (total + color) | 0;
  }
  return total;
}

interface SuborbitKinds {
  /** For the representative of each orbit, a hash of the lengths of its suborbits. */
  readonly orbitHash: ReadonlyMap<number, number>;
  /** For the representative of each orbit, its suborbits: the lengths at their representatives. */
  readonly lengths: ReadonlyMap<number, Int32Array>;
}

/** The suborbits of one point of each orbit; of fixed points only that they are. */
function suborbitKinds(root: StabilizerNode): SuborbitKinds {
  const { representatives } = root;
  const orbitHash = new Map<number, number>();
  const lengths = new Map<number, Int32Array>();
  representatives.forEach((r, x) => {
    if (r !== x) return;
    const { tree, node } = root.at(r);
    const counts = new Int32Array(representatives.length);
    for (const y of node.representatives) counts[y]++;
    const sorted = counts.filter((c) => c > 0).sort();
    orbitHash.set(
      r,
      sorted.reduce((h, c) => mix(h, c), tree.orbit.length),
    );
    if (tree.orbit.length > 1) lengths.set(r, counts);
  });
  return { orbitHash, lengths };
}

/**
 * Orbitals whose ends lie in orbits of the same hashes, with suborbits of the same length, are united; unions that are
 * all pairs of two orbits tell nothing and are left out, as are those with many arcs.
 */
function unionsOfOrbitals(root: StabilizerNode, { orbitHash, lengths }: SuborbitKinds): Arcs[] {
  const { representatives } = root;
  const degree = representatives.length;
  const found = new Map<string, { arcs: number; all: number; parts: [number, number][] }>();
  for (const [r, counts] of lengths) {
    const { tree, node } = root.at(r);
    counts.forEach((length, y) => {
      if (length === 0 || y === r) return;
      const kind = [orbitHash.get(r), orbitHash.get(representatives[y]), length].join();
      const union = found.get(kind) ?? { arcs: 0, all: 0, parts: [] };
      union.arcs += length * tree.orbit.length;
      // The suborbit is all of its orbit, or all of it but the point itself.
      const whole = root.at(representatives[y]).tree.orbit.length - (representatives[y] === r ? 1 : 0);
      if (length === whole) union.all++;
      union.parts.push([r, node.representatives[y]]);
      found.set(kind, union);
    });
  }
  const usable = [...found].filter(
    ([, { arcs, all, parts }]) => all < parts.length && arcs <= Math.max(ARCS_FOR_EACH_POINT * degree, ARCS_ANYWAY),
  );
  usable.sort(([a, u], [b, v]) => u.arcs - v.arcs || (a < b ? -1 : 1));
  return usable.slice(0, MOST_UNIONS).map(([, { arcs, parts }]) => arcsOf(root, arcs, parts));
}

/** The arcs from the point r to the suborbit labeled y, for each pair [r, y], carried about by the group. */
function arcsOf(root: StabilizerNode, count: number, parts: readonly (readonly [number, number])[]): Arcs {
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  const neighborsOf = new Map<number, number[]>();
  for (const [r, label] of parts) {
    const neighbors = neighborsOf.get(r) ?? [];
    root.at(r).node.representatives.forEach((y, x) => {
      if (y === label) neighbors.push(x);
    });
    neighborsOf.set(r, neighbors);
  }
  let at = 0;
  for (const [r, neighbors] of neighborsOf) {
    const { tree } = root.at(r);
    for (const x of tree.orbit) {
      const carrier = tree.transversal(x);
      for (const y of neighbors) {
        from[at] = x;
        to[at++] = carrier[y];
      }
    }
  }
  return { from, to };
}
