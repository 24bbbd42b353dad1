/**
 * Orbitals: the orbits of a group on pairs of points, between two actions. They index the basis of the equivariant maps
 * between two permutation representations.
 */
import { checkArgument, checkOptions, integer, type OptionKinds, WORK_OPTION_KINDS } from '../../arguments.js';
import { IsotypicError, invalidArgument, tooLarge } from '../../errors.js';
import { orbitsOf } from '../../permutations/orbits.js';
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { restrict } from '../actions/constituents.js';
import { checkPair, permutationsKind } from '../argument-checks.js';
import { PermutationGroup } from '../permutation-group.js';
import { suborbitsBetween } from './suborbits.js';

/** The orbits on pairs (output point, input point) of two actions, as a table of labels. */
export interface Orbitals {
  /** The number of orbitals. */
  readonly rank: number;
  readonly inDegree: number;
  readonly outDegree: number;
  /** The orbital of the pair (out, in), a number in 0…rank−1; numbered by first occurrence in row-major order. */
  labelOf(out: number, into: number): number;
  /** labels[out·inDegree + in]; made on demand, O(inDegree · outDegree) memory. */
  labels(): Int32Array;
  /** The number of pairs in each orbital. */
  sizes(): number[];
  /** A pair (out, in) in each orbital: the first in row-major order. */
  representatives(): [number, number][];
}

/** Options of `orbitals`. */
export interface OrbitalsOptions extends WorkOptions {
  /** Most pairs of points in a table; default 2²⁹, two tables of 2 GB. */
  readonly limit?: number;
}

const ORBITALS_OPTION_KINDS: OptionKinds<OrbitalsOptions> = { ...WORK_OPTION_KINDS, limit: integer(1) };

/**
 * The orbitals of one group in two actions, given by the images of the same generators on both sides: by search over
 * the pairs, or, where there are many pairs, by the orbits on columns of the stabilizer of a point in each orbit on
 * rows, in O(inDegree + outDegree) memory beyond the stabilizer chains.
 *
 * @param imagesIn generator k acting on the columns, of degree inDegree
 * @param imagesOut generator k acting on the rows, of degree outDegree
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the lists differ in length, `DEGREE_MISMATCH` when degrees are mixed;
 *   `OUT_OF_MEMORY` past `limit` pairs, from `labels`, and from all answers where there are more than 16 orbits on
 *   rows; `BUDGET_EXCEEDED` or `ABORTED`, also from answers: one step is one pair in a table, or one sift
 * @example
 * const c3 = [Permutation.fromCycles('(0 1 2)')];
 * orbitals(c3, c3).rank // 3
 */
export function orbitals(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  options: OrbitalsOptions = {},
): Orbitals {
  const where = 'orbitals';
  checkArgument(where, 'imagesIn', imagesIn, permutationsKind);
  checkArgument(where, 'imagesOut', imagesOut, permutationsKind);
  checkOptions(where, options, ORBITALS_OPTION_KINDS);
  if (imagesIn.length !== imagesOut.length) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where: 'orbitals',
      expected: `imagesOut to have ${imagesIn.length} images, as many as imagesIn`,
      received: `${imagesOut.length}`,
    });
  }
  if (imagesIn.length === 0) {
    throw invalidArgument(
      'orbitals',
      'imagesIn to have at least one image',
      'none',
      'Pass the identity of each degree.',
    );
  }
  const inDegree = commonDegree('imagesIn', imagesIn);
  const outDegree = commonDegree('imagesOut', imagesOut);
  const rowOrbits = orbitsOf(outDegree, imagesOut);
  if (inDegree * outDegree >= MANY_PAIRS && rowOrbits.length <= FEW_ORBITS) {
    return byStabilizers(imagesIn, imagesOut, rowOrbits, options);
  }
  return bySearch(imagesIn, imagesOut, options);
}

/** From here on stabilizers win over a table: 2²⁰ pairs of a symmetric group take 50 ms by search, 100 by chains. */
const MANY_PAIRS = 1 << 22;
/** Every orbit on rows costs a stabilizer chain on its points and all columns. */
const FEW_ORBITS = 16;

/**
 * An orbital over rows R meets the row of the smallest point of R, in an orbit of its stabilizer: so the numbering by
 * first occurrence goes through the orbits on rows by smallest points, and in each through the suborbits by theirs.
 */
function byStabilizers(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  rowOrbits: readonly (readonly number[])[],
  { limit = MOST_PAIRS, ...work }: OrbitalsOptions,
): Orbitals {
  const [inDegree, outDegree] = [imagesIn[0].degree, imagesOut[0].degree];
  const orbitAt = new Int32Array(outDegree);
  const placeAt = new Int32Array(outDegree);
  const starts = [0];
  const found = rowOrbits.map((orbit, o) => {
    orbit.forEach((x, place) => {
      orbitAt[x] = o;
      placeAt[x] = place;
    });
    const restricted = restrict(
      imagesOut.map((g) => g.images),
      orbit,
    ).map(Permutation.fromTrustedImages);
    const between = suborbitsBetween(new PermutationGroup(restricted), imagesIn, work);
    starts.push(starts[o] + between.rank);
    return between;
  });
  const labelOf = (out: number, into: number): number => {
    checkPair('Orbitals.labelOf', ['out', out, outDegree], ['into', into, inDegree]);
    const o = orbitAt[out];
    return starts[o] + found[o].labelOf(placeAt[out], into);
  };
  return {
    rank: starts[rowOrbits.length],
    inDegree,
    outDegree,
    labelOf,
    labels: () => {
      checkPairs('Orbitals.labels', inDegree * outDegree, limit, 'labelOf(out, into) needs no table.');
      const meter = new WorkMeter('Orbitals.labels', work);
      return Int32Array.from({ length: inDegree * outDegree }, (_, at) => {
        if (at % PAIRS_A_STEP === 0) meter.step(PAIRS_A_STEP);
        return labelOf(Math.floor(at / inDegree), at % inDegree);
      });
    },
    sizes: () => found.flatMap(({ subdegrees }, o) => subdegrees.map((d) => d * rowOrbits[o].length)),
    representatives: () =>
      found.flatMap(({ representatives }, o) => representatives.map((y): [number, number] => [rowOrbits[o][0], y])),
  };
}

function bySearch(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  options: OrbitalsOptions,
): Orbitals {
  const [inDegree, outDegree] = [imagesIn[0].degree, imagesOut[0].degree];
  let labels: Int32Array | undefined;
  let known: { labels: Int32Array; sizes: number[]; first: number[] } | undefined;
  const solve = () => {
    known ??= labelPairs(imagesIn, imagesOut, options);
    labels = known.labels;
    return known;
  };
  return {
    get rank() {
      return solve().sizes.length;
    },
    inDegree,
    outDegree,
    labelOf: (out, into) => {
      checkPair('Orbitals.labelOf', ['out', out, outDegree], ['into', into, inDegree]);
      return (labels ?? solve().labels)[out * inDegree + into];
    },
    labels: () => solve().labels,
    sizes: () => solve().sizes,
    representatives: () => solve().first.map((pair) => [Math.floor(pair / inDegree), pair % inDegree]),
  };
}

function commonDegree(name: string, images: readonly Permutation[]): number {
  for (const { degree } of images) {
    if (degree !== images[0].degree) {
      throw new IsotypicError('DEGREE_MISMATCH', {
        where: 'orbitals',
        expected: `${name} to have one degree, ${images[0].degree}`,
        received: `one of degree ${degree}`,
      });
    }
  }
  return images[0].degree;
}

/** A table of 2³¹ bytes, one 32-bit number a pair: as large as a typed array may be made on small machines. */
const MOST_PAIRS = 1 << 29;
/** Pairs between looks at the meter: a look at each would cost as much as the pair, about 5 ns. */
const PAIRS_A_STEP = 1024;

function checkPairs(where: string, pairs: number, limit: number, remedy: string): void {
  if (pairs > limit) throw tooLarge(where, 'pairs of points', pairs, limit, remedy);
}

/** Breadth-first search over pairs, row-major, so that labels come out in order of first occurrence. */
function labelPairs(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  { limit = MOST_PAIRS, ...work }: OrbitalsOptions,
): { labels: Int32Array; sizes: number[]; first: number[] } {
  const [inDegree, outDegree] = [imagesIn[0].degree, imagesOut[0].degree];
  const remedy = 'Take the orbits on rows one at a time: for few of them no table is needed.';
  checkPairs('orbitals', inDegree * outDegree, limit, remedy);
  const meter = new WorkMeter('orbitals', work);
  const labels = new Int32Array(inDegree * outDegree).fill(-1);
  const queue = new Int32Array(inDegree * outDegree);
  const sizes: number[] = [];
  const first: number[] = [];
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== -1) continue;
    const label = sizes.length;
    let end = 1;
    queue[0] = start;
    labels[start] = label;
    for (let at = 0; at < end; at++) {
      if (at % PAIRS_A_STEP === 0) meter.step(PAIRS_A_STEP);
      const out = Math.floor(queue[at] / inDegree);
      const into = queue[at] - out * inDegree;
      for (let k = 0; k < imagesIn.length; k++) {
        const next = imagesOut[k].images[out] * inDegree + imagesIn[k].images[into];
        if (labels[next] === -1) {
          labels[next] = label;
          queue[end++] = next;
        }
      }
    }
    sizes.push(end);
    first.push(start);
  }
  return { labels, sizes, first };
}
