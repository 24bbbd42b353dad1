/**
 * Changes of basis of which a part is an operator: rows are turned on the large orbits before they go to a backend,
 * which knows matrices and sees coordinates there, and turned back on their way out.
 */
import type { ChangeOfBasis, Float64Layout, SampleSpace } from '@isotypic/numeric';
import type { OrbitBasis } from '@isotypic/reps';
import { Room } from './room.js';

/** x ↦ x′ on some variables, orthogonal: x′ at points[i] is entry i of Qᵀx there. */
export interface Rotation {
  readonly points: Int32Array;
  readonly basis: OrbitBasis;
}

/** A change of basis that first turns the rows; its summands are those of turned rows. */
export interface RotatedBasis extends ChangeOfBasis {
  readonly rotations: readonly Rotation[];
}

function rotationsOf(basis: ChangeOfBasis): readonly Rotation[] {
  return 'rotations' in basis ? (basis as RotatedBasis).rotations : [];
}

/** Whether rows need no turning. */
export function isPlain({ basis }: Pick<SampleSpace, 'basis'>): boolean {
  return rotationsOf(basis).length === 0;
}

/** x′, in place. */
export function rotate(x: Float64Array, basis: ChangeOfBasis): Float64Array {
  rotateRows({ data: x, rows: 1, cols: x.length }, basis);
  return x;
}

/** The same of every row, two at a time where that is sooner done. */
export function rotateRows({ data, rows, cols }: Float64Layout, basis: ChangeOfBasis): void {
  for (const { points, basis: orbit } of rotationsOf(basis)) {
    const [first, second] = [ofOne.take(points.length), ofTwo.take(points.length)];
    for (let n = 0; n < rows; n++) {
      const start = n * cols;
      gather(data, start, points, first);
      if (orbit.transposeBoth === undefined || n + 1 === rows) {
        scatter(orbit.transposeTimes(first), data, start, points);
        continue;
      }
      gather(data, start + cols, points, second);
      orbit.transposeBoth(first, second);
      scatter(first, data, start, points);
      scatter(second, data, start + cols, points);
      n++;
    }
  }
}

/** The same of a vector that stays as it is; this itself where nothing is turned. */
export function rotated(x: Float64Array, basis: ChangeOfBasis): Float64Array {
  return rotationsOf(basis).length === 0 ? x : rotate(x.slice(), basis);
}

/** x of x′, in place. */
export function rotateBack(x: Float64Array, basis: ChangeOfBasis): Float64Array {
  for (const { points, basis: orbit } of rotationsOf(basis)) {
    const values = ofOne.take(points.length);
    gather(x, 0, points, values);
    scatter(orbit.times(values), x, 0, points);
  }
  return x;
}

/** Numbers of an orbit: as garbage they cost as much as its transform. */
const [ofOne, ofTwo] = [new Room(), new Room()];

function gather(data: Float64Array, start: number, points: Int32Array, to: Float64Array): void {
  for (let i = 0; i < points.length; i++) to[i] = data[start + points[i]];
}

function scatter(from: Float64Array, data: Float64Array, start: number, points: Int32Array): void {
  for (let i = 0; i < points.length; i++) data[start + points[i]] = from[i];
}
