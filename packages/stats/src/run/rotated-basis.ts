/**
 * Changes of basis of which a part is an operator: rows are turned on the large orbits before they go to a backend,
 * which knows matrices and sees coordinates there, and turned back on their way out.
 */
import type { ChangeOfBasis, SampleSpace } from '@isotypic/numeric';
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

export function rotationsOf(basis: ChangeOfBasis): readonly Rotation[] {
  return 'rotations' in basis ? (basis as RotatedBasis).rotations : [];
}

/** A change of basis that may be made in steps: of which, found when it is first asked for, are fewer multiply–adds. */
export interface SteppedBasis extends ChangeOfBasis {
  readonly inSteps: () => Promise<ChangeOfBasis>;
}

/** The same, in steps where it has them. */
export function inSteps(basis: ChangeOfBasis): Promise<ChangeOfBasis> | ChangeOfBasis {
  return 'inSteps' in basis ? (basis as SteppedBasis).inSteps() : basis;
}

/** Whether rows need no turning. */
export function isPlain({ basis }: Pick<SampleSpace, 'basis'>): boolean {
  return rotationsOf(basis).length === 0;
}

/** x′ of a vector that stays as it is; this itself where nothing is turned. */
export function rotated(x: Float64Array, basis: ChangeOfBasis): Float64Array {
  let turned = x;
  for (const { points, basis: orbit } of rotationsOf(basis)) {
    if (turned === x) turned = x.slice();
    const values = ofOne.take(points.length);
    gather(turned, 0, points, values);
    scatter(orbit.transposeTimes(values), turned, 0, points);
  }
  return turned;
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
const ofOne = new Room();

export function gather(data: Float64Array, start: number, points: Int32Array, to: Float64Array): void {
  for (let i = 0; i < points.length; i++) to[i] = data[start + points[i]];
}

export function scatter(from: Float64Array, data: Float64Array, start: number, points: Int32Array): void {
  for (let i = 0; i < points.length; i++) data[start + points[i]] = from[i];
}
