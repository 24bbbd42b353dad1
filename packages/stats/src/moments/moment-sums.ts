/**
 * The numbers that moments consist of, and how two sets of them are joined. Data are in units of 2^exponent, weights in
 * units of 2^weightExponent, so that no sum leaves float64's range; the units of a set grow with what is joined to it.
 */
import type { Float64Layout } from '@isotypic/numeric/dense';
import { scaledBy, ZEROS_EXPONENT } from '../data/powers-of-two.js';
import { toCoordinates } from '../structure/equivariant-blocks.js';
import { type IsotypicStructure, keepTrivial } from '../structure/isotypic-structure.js';
import { CompensatedSums } from './compensated.js';
import { addOuter, jointWidth, type Vectors, widthsOf } from './second-moments.js';

export interface MomentSums {
  count: number;
  weightExponent: number;
  /** Per space. */
  exponents: number[];
  /**
   * Per space, an invariant vector near the data, in the original coordinates and in units: what is taken off every row
   * before it is rotated. It has trivial coordinates only.
   */
  shifts: Float64Array[];
  /** Σw and Σw². */
  weights: CompensatedSums;
  /** Σ w·x̂ about the shift, per space. */
  sums: readonly CompensatedSums[];
  /** Per component: projection of Σ w (ẑ − mean)(ẑ − mean)ᵀ, z = (x, y), averaged over the pooled coordinates. */
  comoments: readonly CompensatedSums[];
}

/** Sums of no rows. */
export function emptySums(structures: readonly IsotypicStructure[]): MomentSums {
  return {
    count: 0,
    weightExponent: ZEROS_EXPONENT,
    exponents: structures.map(() => ZEROS_EXPONENT),
    shifts: structures.map((s) => new Float64Array(s.dimension)),
    weights: new CompensatedSums(2),
    sums: structures.map((s) => new CompensatedSums(s.dimension)),
    comoments: structures[0].components.map((_, k) => new CompensatedSums(jointWidth(structures, k) ** 2)),
  };
}

export function copyOfSums(sums: MomentSums, structures: readonly IsotypicStructure[]): MomentSums {
  const copy = emptySums(structures);
  Object.assign(copy, {
    count: sums.count,
    weightExponent: sums.weightExponent,
    exponents: [...sums.exponents],
    shifts: sums.shifts.map((s) => s.slice()),
  });
  copy.weights.merge(sums.weights);
  copy.sums.forEach((s, a) => {
    s.merge(sums.sums[a]);
  });
  copy.comoments.forEach((c, k) => {
    c.merge(sums.comoments[k]);
  });
  return copy;
}

/** Sample means about the shifts, in coordinates and in units. */
export function meansAboutShift({ sums, weights }: MomentSums): Float64Array[] {
  const W = weights.values()[0];
  return sums.map((s) => s.values().map((v) => v / W));
}

/** Sample means about zero. */
function meansAboutZero(structures: readonly IsotypicStructure[], own: MomentSums): Float64Array[] {
  return meansAboutShift(own).map((mean, a) => {
    const shift = trivialCoordinates(own.shifts[a], structures[a]);
    return mean.map((v, i) => v + shift[i]);
  });
}

/** About what second moments are taken. */
export const MOMENT_CENTERS = ['sample-mean', 'invariant-mean', 'zero'] as const;

/** About which mean moments are taken. */
export type MomentCenter = (typeof MOMENT_CENTERS)[number];

/** Means less known ones, x̄ − μ: in coordinates and in units, μ in the original coordinates and as it is. */
function meansAbout(
  structures: readonly IsotypicStructure[],
  own: MomentSums,
  known: readonly Float64Array[],
): Float64Array[] {
  return meansAboutShift(own).map((mean, a) => {
    const offset = scaledBy(known[a], -own.exponents[a]).map((v, i) => v - own.shifts[a][i]);
    const coordinates = toCoordinates(offset, structures[a]);
    return mean.map((v, i) => v - coordinates[i]);
  });
}

/**
 * Block (a, b) of Σ w (a − center)(b − center)ᵀ of every component, in units; about known means, one for each space,
 * where these are given.
 */
export function centeredBlocks(
  structures: readonly IsotypicStructure[],
  own: MomentSums,
  [a, b]: readonly [0 | 1, 0 | 1],
  center: MomentCenter | readonly Float64Array[],
): Float64Layout[] {
  const W = own.weights.values()[0];
  const isKnown = typeof center !== 'string';
  const means =
    center === 'sample-mean' ? undefined : isKnown ? meansAbout(structures, own, center) : meansAboutShift(own);
  const trivialMeans = center === 'zero' ? meansAboutZero(structures, own) : undefined;
  return structures[0].components.map(({ isTrivial }, k) => {
    const block = partOfJoint(own.comoments[k], widthsOf(structures, k), a, b);
    const mean = isTrivial && !isKnown ? trivialMeans : means;
    if (mean !== undefined) {
      const left: Vectors = [[structures[a]], [mean[a]]];
      addOuter(k, block.data, left, a === b ? left : [[structures[b]], [mean[b]]], W);
    }
    return block;
  });
}

/** Rows of space a and columns of space b of a joint block. */
function partOfJoint(joint: CompensatedSums, sizes: readonly number[], a: 0 | 1, b: 0 | 1): Float64Layout {
  const [rows, cols] = [sizes[a], sizes[b]];
  if (sizes.length === 1) return { data: joint.values(), rows, cols };
  const { high } = joint;
  const low = joint.isExact ? undefined : joint.low;
  const width = sizes.reduce((sum, size) => sum + size, 0);
  const start = (a === 0 ? 0 : sizes[0]) * width + (b === 0 ? 0 : sizes[0]);
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const at = start + i * width + j;
      data[i * cols + j] = low === undefined ? high[at] : high[at] + low[at];
    }
  }
  return { data, rows, cols };
}

/**
 * Adds `other`, whose arrays are changed or kept, to `own`, with Chan, Golub and LeVeque's update of the second moments
 * (1983, eq. 2.1): (V·W/(V + W)) δδᵀ, δ the difference of the two means.
 */
export function joinSums(structures: readonly IsotypicStructure[], own: MomentSums, other: MomentSums): void {
  if (own.count === 0) {
    Object.assign(own, other);
    return;
  }
  toCommonUnits(structures, own, other);
  moveShifts(structures, own, other);
  const [V, W] = [own.weights.values()[0], other.weights.values()[0]];
  const theirs = meansAboutShift(other);
  const delta = meansAboutShift(own).map((mean, a) => mean.map((v, i) => theirs[a][i] - v));
  const apart: Vectors = [structures, delta];
  own.comoments.forEach((c, k) => {
    const between = new Float64Array(c.high.length);
    addOuter(k, between, apart, apart, V * (W / (V + W)));
    c.add(between);
  });
  own.comoments.forEach((c, k) => {
    c.merge(other.comoments[k]);
  });
  own.sums.forEach((s, a) => {
    s.merge(other.sums[a]);
  });
  own.weights.merge(other.weights);
  own.count += other.count;
}

/** The coordinates of an invariant vector: exactly zero outside of the trivial component. */
export function trivialCoordinates(x: Float64Array, structure: IsotypicStructure): Float64Array {
  return keepTrivial(toCoordinates(x, structure), structure);
}

/** Writes the sums of `other` as sums about the shifts of `own`. */
function moveShifts(structures: readonly IsotypicStructure[], own: MomentSums, other: MomentSums): void {
  const W = other.weights.values()[0];
  structures.forEach((structure, a) => {
    const difference = other.shifts[a].map((v, i) => v - own.shifts[a][i]);
    if (difference.some((v) => v !== 0)) other.sums[a].add(trivialCoordinates(difference, structure), W);
  });
}

/** Brings both to the larger units. */
function toCommonUnits(structures: readonly IsotypicStructure[], own: MomentSums, other: MomentSums): void {
  const weightExponent = Math.max(own.weightExponent, other.weightExponent);
  const exponents = own.exponents.map((e, a) => Math.max(e, other.exponents[a]));
  for (const set of [own, other]) changeUnits(structures, set, weightExponent, exponents);
}

function changeUnits(
  structures: readonly IsotypicStructure[],
  set: MomentSums,
  weightExponent: number,
  exponents: readonly number[],
): void {
  const byWeight = set.weightExponent - weightExponent;
  const byData = set.exponents.map((e, a) => e - exponents[a]);
  if (byWeight === 0 && byData.every((e) => e === 0)) return;
  set.weights.scale((i) => (i + 1) * byWeight);
  set.sums.forEach((s, a) => {
    s.scale(() => byWeight + byData[a]);
  });
  set.comoments.forEach((c, k) => {
    const first = widthsOf(structures, k)[0];
    const width = jointWidth(structures, k);
    const space = (i: number) => byData[i < first ? 0 : 1];
    c.scale((at) => byWeight + space(Math.floor(at / width)) + space(at % width));
  });
  set.shifts = set.shifts.map((s, a) => scaledBy(s, byData[a]));
  set.weightExponent = weightExponent;
  set.exponents = [...exponents];
}
