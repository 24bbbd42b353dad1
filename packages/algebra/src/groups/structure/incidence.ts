/**
 * A permutation group on blocks, stars or lines in place of points. Each point is told by the set of vertices that it
 * lies on, and no two vertices lie on the same points: so the permutations of the points that carry vertices to
 * vertices are the same group as the permutations of the vertices that carry points to points, and each determines the
 * other. The action of Sym(m) on k-subsets is reduced to the one on points in this way, and a group of a table's rows
 * and columns to the one on both.
 */

/** The point of a color whose vertices are the first so many of a list, −1 when there is none. */
type PointAt = (color: number, vertices: Uint32Array, length: number) => number;

export class Incidence {
  readonly points: number;
  private readonly pointAt: PointAt;
  /** Points that have the vertex, and only that vertex, in common. */
  private readonly witnesses: readonly (readonly number[])[];
  private readonly scratch: Uint32Array;

  private constructor(
    readonly vertices: number,
    /** The vertices of each point, ascending. */
    readonly verticesOf: readonly Uint32Array[],
    /** Points of different colors may have the same vertices. */
    private readonly colorOf: Int32Array,
    witnesses: readonly (readonly number[])[],
    pointAt: PointAt,
  ) {
    this.points = verticesOf.length;
    this.witnesses = witnesses;
    this.pointAt = pointAt;
    this.scratch = new Uint32Array(verticesOf.reduce((most, { length }) => Math.max(most, length), 0));
  }

  /** Undefined when two points of one color have the same vertices, or two vertices the same points. */
  static of(vertices: number, verticesOf: readonly Uint32Array[], colorOf: Int32Array): Incidence | undefined {
    const pointAt = numberPoints(vertices, verticesOf, colorOf);
    const witnesses = pointAt && findWitnesses(vertices, verticesOf);
    return witnesses && new Incidence(vertices, verticesOf, colorOf, witnesses, pointAt);
  }

  /** The permutation of the vertices that a permutation of the points makes; undefined when it makes none. */
  onVertices(images: Uint32Array): Uint32Array | undefined {
    const onVertices = new Uint32Array(this.vertices);
    for (let v = 0; v < this.vertices; v++) {
      const image = this.onlyCommonVertex(this.witnesses[v], images);
      if (image === -1) return undefined;
      onVertices[v] = image;
    }
    return this.carries(onVertices, images) ? onVertices : undefined;
  }

  /** The permutation of the points that a permutation of the vertices makes, one that carries points to points. */
  onPoints(images: Uint32Array): Uint32Array {
    const onPoints = new Uint32Array(this.points);
    for (let x = 0; x < this.points; x++) onPoints[x] = this.imageOf(x, images);
    return onPoints;
  }

  /** The one vertex that the images of some points have in common, −1 when there are none or more. */
  private onlyCommonVertex(points: readonly number[], images: Uint32Array): number {
    const candidates = this.verticesOf[images[points[0]]];
    let only = -1;
    for (let i = 0; i < candidates.length; i++) {
      let isCommon = true;
      for (let k = 1; k < points.length && isCommon; k++) {
        isCommon = this.verticesOf[images[points[k]]].includes(candidates[i]);
      }
      if (!isCommon) continue;
      if (only !== -1) return -1;
      only = candidates[i];
    }
    return only;
  }

  private carries(onVertices: Uint32Array, onPoints: Uint32Array): boolean {
    for (let x = 0; x < this.points; x++) if (this.imageOf(x, onVertices) !== onPoints[x]) return false;
    return true;
  }

  /** The point with the images of the vertices of x, −1 when there is none. */
  private imageOf(x: number, images: Uint32Array): number {
    const vertices = this.verticesOf[x];
    const { scratch: moved } = this;
    for (let i = 0; i < vertices.length; i++) {
      // Insertion sort: points have few vertices.
      let at = i;
      const v = images[vertices[i]];
      for (; at > 0 && moved[at - 1] > v; at--) moved[at] = moved[at - 1];
      moved[at] = v;
    }
    return this.pointAt(this.colorOf[x], moved, vertices.length);
  }
}

/** Tables of so many entries are kept for speed. */
const LARGEST_TABLE = 1 << 22;

function numberPoints(vertices: number, verticesOf: readonly Uint32Array[], colorOf: Int32Array): PointAt | undefined {
  const most = verticesOf.reduce((m, { length }) => Math.max(m, length), 0);
  const colors = colorOf.reduce((m, c) => Math.max(m, c), 0) + 1;
  // Read in base vertices + 1, the digit 0 for no vertex.
  const space = colors * (vertices + 1) ** most;
  if (space > Number.MAX_SAFE_INTEGER) return undefined;
  const keyOf = (color: number, list: Uint32Array, length = list.length): number => {
    let key = color;
    for (let i = 0; i < most; i++) key = key * (vertices + 1) + (i < length ? list[i] + 1 : 0);
    return key;
  };
  if (space <= LARGEST_TABLE) {
    const table = new Int32Array(space).fill(-1);
    for (let x = 0; x < verticesOf.length; x++) {
      const key = keyOf(colorOf[x], verticesOf[x]);
      if (table[key] !== -1) return undefined;
      table[key] = x;
    }
    return (color, list, length) => table[keyOf(color, list, length)];
  }
  const numbers = new Map<number, number>();
  verticesOf.forEach((list, x) => {
    numbers.set(keyOf(colorOf[x], list), x);
  });
  return numbers.size < verticesOf.length
    ? undefined
    : (color, list, length) => numbers.get(keyOf(color, list, length)) ?? -1;
}

function findWitnesses(vertices: number, verticesOf: readonly Uint32Array[]): number[][] | undefined {
  const witnesses: number[][] = Array.from({ length: vertices }, () => []);
  const common: (readonly number[])[] = [];
  for (let x = 0; x < verticesOf.length; x++) {
    for (const v of verticesOf[x]) {
      const before = common[v];
      if (before?.length === 1) continue;
      const after = before === undefined ? [...verticesOf[x]] : before.filter((w) => verticesOf[x].includes(w));
      if (after.length === before?.length) continue;
      common[v] = after;
      witnesses[v].push(x);
    }
  }
  for (let v = 0; v < vertices; v++) if (common[v]?.length !== 1) return undefined;
  return witnesses;
}
