/** How a function behaves when it is called: again, in a batch, with NaN, with its own buffer. */

import { exponentOf, lowestBitOf } from './bits.js';
import { largestDifference } from './differences.js';
import type { Draws } from './draws.js';
import { type Inputs, largestOf } from './inputs.js';
import type { Judge } from './judge.js';
import type { Move } from './moves.js';
import { FACTOR } from './noise.js';
import type { Part } from './spaces.js';
import type { Image, Subject } from './subject.js';
import { Violation } from './verdict.js';

/** What was seen of f beside its symmetry. */
export interface Behavior {
  /** f(x) is the same each time, up to rounding; 'to the bit' when it is exactly so. */
  readonly deterministic: 'to the bit' | 'up to rounding' | false;
  /** What it returns is overwritten by the next call. */
  readonly reusesBuffer: boolean;
  readonly writesIntoInput: boolean;
  /** Kinds of arrays that it returns. */
  readonly returns: readonly string[];
  /** Some part of f(x) is nothing but rounding: nothing is decided of it. */
  readonly isNoise: boolean;
  /** f(ax + by) = af(x) + bf(y) in all trials. */
  readonly linear: boolean;
  /**
   * What a NaN in the input does: to the same entries on both sides, to others, nothing anywhere, or f throws.
   */
  readonly nan: 'moves along' | 'moves otherwise' | 'is hidden' | 'is refused';
}

/** f(x) = f(x), or why not. */
export async function callAgain(judge: Judge, inputs: Inputs, draws: Draws): Promise<Behavior['deterministic']> {
  let seen: Behavior['deterministic'] = 'to the bit';
  for (let k = 0; k < 4; k++) {
    const x = inputs.draw(draws, 'generic');
    const first = await judge.imageOf(x);
    const second = await judge.imageOf(x);
    await judge.imageOf(inputs.draw(draws, 'generic')); // what f remembers of another input
    const third = await judge.imageOf(x);
    for (const [image, reason] of [
      [second, 'not deterministic'],
      [third, 'depends on earlier calls'],
    ] as const) {
      if (sameBits(first.values, image.values)) continue;
      if (seen === 'to the bit') seen = 'up to rounding';
      if (isReordered(judge, x, first, image)) continue;
      throw unstable(reason, x, first, image);
    }
  }
  return seen;
}

const unstable = (reason: 'not deterministic' | 'depends on earlier calls', x: Float64Array, a: Image, b: Image) => {
  const i = a.values.findIndex((v, k) => !Object.is(v, b.values[k]));
  const called = reason === 'not deterministic' ? 'called again' : 'called again after another input';
  return new Violation(reason, `f(x)[${i}] is ${a.values[i]}, and ${b.values[i]} when ${called} at the same x`, {
    deviation: Math.abs(a.values[i] - b.values[i]),
    x,
  });
};

const sameBits = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((v, i) => Object.is(v, b[i]));

/** @throws {Violation} `depends on earlier calls` unless f still says at x what it said before */
export async function requireUnchanged(judge: Judge, x: Float64Array, image: Image): Promise<void> {
  const again = await judge.imageOf(x);
  if (sameBits(image.values, again.values) || isReordered(judge, x, image, again)) return;
  throw unstable('depends on earlier calls', x, image, again);
}

/** Sums in another order at each call differ by a few units; what is random in f differs by far more. */
const REORDERED = 2 ** 10; // √n units for sums of 10⁶ terms

function isReordered(judge: Judge, x: Float64Array, a: Image, b: Image): boolean {
  return judge.subject.parts.every(
    (part, k) => largestDifference(a.values, b.values, part) <= REORDERED * judge.unit * judge.scales.at(x, k),
  );
}

/** Whether what f returned is overwritten by the next call, and whether f writes into its arguments. */
export async function callWithBuffers(
  subject: Subject,
  x: Float64Array,
  z: Float64Array,
): Promise<Pick<Behavior, 'reusesBuffer' | 'writesIntoInput'>> {
  const args = subject.argumentsOf(x);
  const before = JSON.stringify(args, plain);
  const returned = await subject.raw(args, 'x');
  const writesIntoInput = JSON.stringify(args, plain) !== before;
  const values = subject.read(returned, 'x').values;
  await subject.at(z);
  const reusesBuffer = !sameBits(values, subject.read(returned, 'x').values);
  return { reusesBuffer, writesIntoInput };
}

/** Typed arrays print as objects of one key an entry: as lists they are shorter. */
const plain = (_: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value;

/**
 * f(ax + by) against af(x) + bf(y), up to what rounding can do at the three points; where its noise does not show at
 * points beside them f is not called linear, which claims less.
 */
export async function isLinear(judge: Judge, inputs: Inputs, draws: Draws): Promise<boolean> {
  if (inputs.custom !== undefined) return false; // sums may lie outside of where f is defined
  const { parts } = judge.subject;
  for (let k = 0; k < 3; k++) {
    const [x, y] = [inputs.draw(draws, 'generic'), inputs.draw(draws, 'generic')];
    const [a, b] = [1 + draws.uniform(), -1 - draws.uniform()];
    const sum = x.map((v, i) => a * v + b * y[i]);
    const noise = parts.map(() => 0);
    const images: Float64Array[] = [];
    for (const [factor, point] of [
      [a, x],
      [b, y],
      [1, sum],
    ] as const) {
      // biome-ignore format: one line
      const { values } = await judge.imageOf(point);
      const beside = await judge.noiseBeside(point, values, draws);
      beside.forEach((n, p) => { noise[p] += Math.abs(factor) * n; }); // biome-ignore format: one step
      images.push(values);
    }
    const [fx, fy, fsum] = images;
    const combined = fx.map((v, i) => a * v + b * fy[i]);
    const off = parts.findIndex((part, p) => !(largestDifference(fsum, combined, part) <= FACTOR * noise[p]));
    if (off !== -1) return false;
  }
  return true;
}

/** A step beside x that no function of moderate condition answers by another value. */
const SMALL_STEP = { float64: 2 ** -22, float32: 2 ** -16 } as const;

/** Points beside each input at which rounding is drawn anew. */
const BESIDE = 2;

/**
 * Marks the parts of f that are rounding alone: at a step beside an input a function of moderate condition changes by
 * that step, and rounding by as much as it is. One value often comes again, of the few that a rounded zero has, so that
 * all inputs are taken together.
 */
export async function markNoise(judge: Judge, inputs: Inputs, draws: Draws): Promise<boolean> {
  const { subject, scales, precision } = judge;
  const change = subject.parts.map(() => 0);
  const total = subject.parts.map(() => 0);
  const unit = subject.parts.map(() => Number.POSITIVE_INFINITY);
  for (let n = 0; n < 8; n++) {
    const x = inputs.draw(draws, 'generic');
    const a = (await judge.imageOf(x)).values;
    const most = subject.parts.map(() => 0);
    for (let s = 0; s < BESIDE; s++) {
      const beside = x.map((v) => v * (1 + SMALL_STEP[precision] * draws.normal()));
      const b = (await judge.imageOf(beside)).values;
      subject.parts.forEach((part, k) => {
        most[k] = Math.max(most[k], largestDifference(a, b, part));
      });
    }
    subject.parts.forEach(({ offset, dimension, copies }, k) => {
      const size = largestOf(a, offset, offset + dimension * copies);
      total[k] += size;
      change[k] += Math.min(most[k], size);
      for (let i = offset; i < offset + dimension * copies; i++) unit[k] = Math.min(unit[k], lowestBitOf(a[i]));
    });
  }
  for (const [k, exponent] of unit.entries()) scales.setGrain(k, exponent);
  const isNoise = change.map((c, k) => c > total[k] / 4);
  for (const [k, noise] of isNoise.entries()) if (noise) scales.setNoise(k);
  return isNoise.includes(true);
}

/** Values of single precision in an array of double precision, of a function that was given double precision. */
export async function losesPrecision(subject: Subject, inputs: Inputs, draws: Draws): Promise<boolean> {
  if (subject.takesFloat32) return false;
  let hidesInput = true;
  const seen = new Set<number>(); // one value many times, as of a constant, says no more than once
  for (let k = 0; k < FAR.length; k++) {
    const far = inputs.custom === undefined ? FAR[k] : 1;
    const x = inputs.draw(draws, 'generic').map((v) => far * v);
    const { values, containers } = await subject.at(x);
    if (containers.size !== 1 || !containers.has('Float64Array')) return false;
    for (const v of values) if (Number.isFinite(v) && exponentOf(v) - lowestBitOf(v) >= FEW_BITS) seen.add(v);
    hidesInput &&= sameBits(values, (await subject.at(x.map(Math.fround))).values);
    for (const step of [2 ** -22, -(2 ** -22)]) {
      // the next of single precision, or the one after
      hidesInput &&= !sameBits(values, (await subject.at(x.map((v) => v * (1 + step)))).values);
    }
  }
  return seen.size >= 4 && (hidesInput || isSingle([...seen])); // four values with 29 zero bits each by chance: 2⁻¹¹⁶
}

/** Far out and far in: a function that cancels has few digits at inputs of one size only. */
const FAR = [1, 2 ** 16, 2 ** 6, 2 ** -12];

/** Counts, and small multiples of a unit, fit any precision. */
const FEW_BITS = 16;

/**
 * Whether values have 24 digits each. That all are multiples of one unit, as after + 10⁸ − 10⁸, is another thing: the
 * bits between that unit and the digits of single precision are counted, each 0 by chance one time in two.
 */
function isSingle(values: readonly number[]): boolean {
  if (!values.every((v) => Math.fround(v) === v)) return false;
  const unit = values.reduce((least, v) => Math.min(least, lowestBitOf(v)), Number.POSITIVE_INFINITY);
  return values.reduce((bits, v) => bits + Math.max(0, exponentOf(v) - 23 - unit), 0) >= TELLING_BITS;
}

const TELLING_BITS = 20; // 10⁻⁶ for a function that rounds to a unit

/** What a NaN in one entry does to both sides. */
export async function callWithNaN(subject: Subject, move: Move, x: Float64Array): Promise<Behavior['nan']> {
  if (x.length === 0) return 'moves along';
  const bad = x.map((v, i) => (i === 0 ? Number.NaN : v));
  try {
    const image = await subject.at(bad);
    const moved = await subject.at(move.X.apply(bad));
    const expected = move.Y.apply(image.values);
    if (!image.values.some(Number.isNaN)) return 'is hidden';
    const same = expected.every((v, i) => Number.isNaN(v) === Number.isNaN(moved.values[i]));
    return same ? 'moves along' : 'moves otherwise';
  } catch (error) {
    if (error instanceof Violation) return 'is refused';
    throw error;
  }
}

/** Whether each row of a batch is computed by itself: rows changed beside it, and rows exchanged, change nothing. */
export async function callInBatch(judge: Judge, inputs: Inputs, draws: Draws): Promise<void> {
  const { subject } = judge;
  const rows = subject.rows ?? 1;
  if (rows < 2) return;
  for (let k = 0; k < 6; k++) {
    const [x, other] = [inputs.draw(draws, 'generic'), inputs.draw(draws, 'generic')];
    const row = k % rows;
    const keep = mixRows(inputs.domain.parts, x, other, (i) => i === row);
    const [a, b] = [await judge.imageOf(x), await judge.imageOf(keep)];
    await requireSameRow(judge, x, a, b, [row, row], draws, 'when other rows change');
    const to = (row + 1 + draws.below(rows - 1)) % rows;
    const swapped = swapRows(inputs.domain.parts, x, row, to);
    const c = await judge.imageOf(swapped);
    await requireSameRow(judge, x, a, c, [row, to], draws, `as row ${to}`);
  }
}

async function requireSameRow(
  judge: Judge,
  x: Float64Array,
  a: Image,
  b: Image,
  [from, to]: readonly [number, number],
  draws: Draws,
  when: string,
): Promise<void> {
  const beside = await judge.noiseBeside(x, a.values, draws);
  for (const [k, { offset, dimension, name }] of judge.subject.parts.entries()) {
    for (let i = 0; i < dimension; i++) {
      const [p, q] = [a.values[offset + from * dimension + i], b.values[offset + to * dimension + i]];
      if (Math.abs(p - q) <= FACTOR * FACTOR * beside[k]) continue; // five samples of the noise only
      throw new Violation(
        'rows depend on each other',
        `row ${from} of ${name} has ${p} at entry ${i}, and ${q} ${when}`,
        { deviation: Math.abs(p - q), x },
      );
    }
  }
}

function mixRows(
  parts: readonly Part[],
  x: Float64Array,
  other: Float64Array,
  keeps: (row: number) => boolean,
): Float64Array {
  const mixed = other.slice();
  for (const { offset, dimension, copies } of parts) {
    for (let row = 0; row < copies; row++) {
      const at = offset + row * dimension;
      if (keeps(row)) mixed.set(x.subarray(at, at + dimension), at);
    }
  }
  return mixed;
}

function swapRows(parts: readonly Part[], x: Float64Array, i: number, j: number): Float64Array {
  const swapped = x.slice();
  for (const { offset, dimension } of parts) {
    const row = (k: number) => x.subarray(offset + k * dimension, offset + (k + 1) * dimension);
    swapped.set(row(i), offset + j * dimension);
    swapped.set(row(j), offset + i * dimension);
  }
  return swapped;
}
