/** The orbits of a subgroup on the orbit of a base point, each as a tree: transversals of Sims' test of a level. */
import { composeInto, invertImages } from '../../permutations/images.js';
import type { SchreierTree, StrongGenerator } from '../chain/schreier-tree.js';

/**
 * The orbits of H = ⟨edges⟩ on Ω, the orbit of a level. Each hangs on a representative δ, and once it is reached, with
 * u_δ that carries β to δ, u_{hδ} = h·u_δ for the h of the tree.
 */
export class SuborbitForest {
  /** Ω, orbit by orbit, each breadth first from its representative. */
  readonly points: number[] = [];
  readonly representatives: number[] = [];
  /** −1 outside Ω. */
  readonly representativeOf: Int32Array;
  /** The lengths of the orbits of representatives. */
  readonly sizes: Int32Array;
  /** Whether H keeps Ω to itself. */
  readonly isClosed: boolean;
  private readonly label: Int32Array;
  private readonly start: Int32Array;
  private readonly atRepresentative = new Map<number, Uint32Array>();
  private readonly inverseAt = new Map<number, Uint32Array>();
  private readonly scratch: Uint32Array;

  /** Of `preferred` points the first that lies in an orbit represents it. */
  constructor(
    level: SchreierTree,
    private readonly edges: readonly StrongGenerator[],
    preferred: readonly number[],
  ) {
    this.scratch = new Uint32Array(level.degree);
    this.representativeOf = new Int32Array(level.degree).fill(-1);
    this.label = new Int32Array(level.degree).fill(-1);
    this.start = new Int32Array(level.degree);
    this.sizes = new Int32Array(level.degree);
    for (const x of preferred) if (level.contains(x)) this.grow(x);
    for (const x of level.orbit) this.grow(x);
    this.isClosed = this.points.length === level.orbit.length;
  }

  private grow(root: number): void {
    const { representativeOf, label, points, edges } = this;
    if (representativeOf[root] !== -1) return;
    representativeOf[root] = root;
    this.start[root] = points.length;
    this.representatives.push(root);
    points.push(root);
    for (let i = this.start[root]; i < points.length; i++) {
      for (let k = 0; k < edges.length; k++) {
        const y = edges[k].images[points[i]];
        if (representativeOf[y] !== -1) continue;
        representativeOf[y] = root;
        label[y] = k;
        points.push(y);
      }
    }
    this.sizes[root] = points.length - this.start[root];
  }

  /** The orbit of a representative. */
  orbit(delta: number): readonly number[] {
    return this.points.slice(this.start[delta], this.start[delta] + this.sizes[delta]);
  }

  /** Sets u_δ for a representative. */
  reach(delta: number, u: Uint32Array): void {
    this.atRepresentative.set(delta, u);
  }

  isReached(delta: number): boolean {
    return this.atRepresentative.has(delta);
  }

  /** u_x = h·u_δ, δ the representative of x; a fresh copy. */
  transversal(x: number): Uint32Array {
    const u = this.ofRepresentative(x).slice();
    this.carryOut(u, x);
    return u;
  }

  private ofRepresentative(x: number): Uint32Array {
    return this.atRepresentative.get(this.representativeOf[x]) as Uint32Array;
  }

  /** Multiplies `images` on the left by the mover of x: the h ∈ H that carries the representative of x to x. */
  carryOut(images: Uint32Array, x: number): void {
    const path: Uint32Array[] = [];
    for (let y = x; this.label[y] !== -1; ) {
      const edge = this.edges[this.label[y]];
      path.push(edge.images);
      y = edge.inverse[y];
    }
    for (let k = path.length - 1; k >= 0; k--) composeInto(images, path[k], images);
  }

  /** Multiplies `images` on the left by the inverse of the mover of x. */
  bringHome(images: Uint32Array, x: number): void {
    for (let y = x; this.label[y] !== -1; ) {
      const edge = this.edges[this.label[y]].inverse;
      composeInto(images, edge, images);
      y = edge[y];
    }
  }

  /** Where the inverse of the mover of x sends y. */
  homeOf(x: number, y: number): number {
    let image = y;
    for (let z = x; this.label[z] !== -1; ) {
      const edge = this.edges[this.label[z]].inverse;
      image = edge[image];
      z = edge[z];
    }
    return image;
  }

  /** u_{sx}⁻¹·s·u_x, which fixes β; overwritten by the next call. */
  schreierGenerator(s: Uint32Array, x: number): Uint32Array {
    const { scratch } = this;
    scratch.set(this.ofRepresentative(x));
    this.carryOut(scratch, x);
    composeInto(scratch, s, scratch);
    this.bringHome(scratch, s[x]);
    return composeInto(scratch, this.inverseOfRepresentative(s[x]), scratch);
  }

  private inverseOfRepresentative(x: number): Uint32Array {
    const delta = this.representativeOf[x];
    let inverse = this.inverseAt.get(delta);
    if (inverse === undefined) {
      inverse = invertImages(this.ofRepresentative(x));
      this.inverseAt.set(delta, inverse);
    }
    return inverse;
  }
}
