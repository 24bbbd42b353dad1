/**
 * Samples cut by variables: sets of orbits that make whole copies of irreducibles, so that sums over coordinates (Gram
 * matrices of rows) can be made set by set, every number brought to coordinates once and few of them held at a time.
 */
import { DisjointSets } from '@isotypic/algebra/internal';
import type { ChangeOfBasis, Float64Layout, Summand } from '@isotypic/numeric';
import { Room } from '../run/room.js';
import type { RotatedBasis } from '../run/rotated-basis.js';
import type { Operations } from '../run/run.js';
import { changeOf } from './change-of-basis.js';
import type { IsotypicStructure, StructureComponent } from './isotypic-structure.js';

export interface Slab {
  /** Its variables, ascending. */
  readonly points: Int32Array;
  /** The change of basis of these alone. */
  readonly basis: ChangeOfBasis;
  /** The components of the structure, with the copies and the offsets that they have here. */
  readonly components: readonly StructureComponent[];
  /** For each component, which of its copies these are. */
  readonly copies: readonly Int32Array[];
}

/** Rows √w (x − center) as they are held: what is taken off every row, and √w of each. */
export interface CenteredRows {
  readonly rows: Float64Layout;
  readonly center: Float64Array | undefined;
  readonly roots: Float64Array | undefined;
}

/** Slabs of about so many variables, more only where copies cannot be told apart by fewer. Cost O(D). */
export function slabsOf(structure: IsotypicStructure, variables: number): readonly Slab[] {
  const change = changeOf(structure);
  const slabs: number[][] = [];
  for (const part of inseparable(structure, change)) {
    const last = slabs[slabs.length - 1];
    if (last !== undefined && last.length + part.length <= variables) for (const j of part) last.push(j);
    else slabs.push([...part]);
  }
  const slabOf = new Int32Array(structure.dimension);
  slabs.forEach((coordinates, a) => {
    for (const j of coordinates) slabOf[j] = a;
  });
  const summands: Summand[][] = slabs.map(() => []);
  const home = new Int32Array(structure.dimension);
  for (const summand of change.summands) {
    const a = slabOf[summand.coordinates[0]];
    summands[a].push(summand);
    for (const point of summand.points) home[point] = a;
  }
  const rotations: RotatedBasis['rotations'][number][][] = slabs.map(() => []);
  for (const rotation of rotationsOf(change)) rotations[home[rotation.points[0]]].push(rotation);
  return slabs.map((coordinates, a) => makeSlab(structure, coordinates, summands[a], rotations[a]));
}

function rotationsOf(change: ChangeOfBasis): RotatedBasis['rotations'] {
  return 'rotations' in change ? (change as RotatedBasis).rotations : [];
}

/** Coordinates that have to be together: of one summand, of one rotated orbit, of one copy. */
function inseparable(structure: IsotypicStructure, change: ChangeOfBasis): number[][] {
  const joined = new DisjointSets(structure.dimension);
  const unite = (list: ArrayLike<number>) => {
    for (let i = 1; i < list.length; i++) joined.unite(list[0], list[i]);
  };
  const coordinateAt = new Int32Array(structure.dimension);
  for (const { points, coordinates } of change.summands) {
    unite(coordinates);
    coordinateAt[points[0]] = coordinates[0];
  }
  // under a rotation every summand is a point
  for (const { points } of rotationsOf(change)) unite(points.map((point) => coordinateAt[point]));
  for (const { offset, degree, multiplicity } of structure.components) {
    for (let i = 0; i < multiplicity; i++) unite(Array.from({ length: degree }, (_, j) => offset + i * degree + j));
  }
  return joined.parts();
}

function makeSlab(
  { components }: IsotypicStructure,
  coordinates: readonly number[],
  summands: readonly Summand[],
  rotations: RotatedBasis['rotations'],
): Slab {
  const own = Float64Array.from(coordinates).sort();
  const here = new Map<number, number>();
  const copies = components.map(() => [] as number[]);
  const local = components.map((c, k): StructureComponent => {
    const offset = here.size;
    const end = c.offset + c.degree * c.multiplicity;
    for (let at = firstFrom(own, c.offset); at < own.length && own[at] < end; at++) {
      const j = own[at];
      if ((j - c.offset) % c.degree === 0) copies[k].push((j - c.offset) / c.degree);
      here.set(j, here.size);
    }
    return { ...c, offset, multiplicity: copies[k].length };
  });
  const points = Int32Array.from(summands.flatMap((s) => Array.from(s.points))).sort();
  const place = new Map(Array.from(points, (point, i) => [point, i]));
  const placed = (list: Int32Array) => list.map((point) => place.get(point) as number);
  const basis: ChangeOfBasis = {
    dimension: points.length,
    components: local.map(({ offset, multiplicity, units, pooled }) => ({
      offset,
      width: multiplicity * units,
      pooled,
    })),
    summands: summands.map((s) => ({
      ...s,
      points: placed(s.points),
      coordinates: s.coordinates.map((j) => here.get(j) as number),
    })),
  };
  const turned = rotations.map((r) => ({ ...r, points: placed(r.points) }));
  return {
    points,
    basis: turned.length === 0 ? basis : ({ ...basis, rotations: turned } as RotatedBasis),
    components: local,
    copies: copies.map((list) => Int32Array.from(list)),
  };
}

/** The first place of a number that is not below `least`. */
function firstFrom(ascending: Float64Array, least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** √w (x − center) of rows from … to − 1 in the coordinates of a slab: in the room, until that is taken again. */
export async function slabCoordinates(
  { rows: { data, cols }, center, roots }: CenteredRows,
  [from, to]: readonly [number, number],
  { points, basis }: Slab,
  operations: Operations,
  room = new Room(),
): Promise<Float64Array> {
  const width = points.length;
  const part = room.take((to - from) * width);
  const off = Float64Array.from(points, (point) => center?.[point] ?? 0);
  for (let n = from, at = 0; n < to; n++) {
    const root = roots?.[n] ?? 1;
    const start = n * cols;
    for (let i = 0; i < width; i++, at++) part[at] = root * (data[start + points[i]] - off[i]);
  }
  const space = { rows: { data: part, rows: to - from, cols: width }, basis };
  return (await operations.toCoordinates(space, undefined, part)).data;
}
