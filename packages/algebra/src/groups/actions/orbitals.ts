/**
 * Orbitals: the orbits of a group on pairs of points, between two actions. They index the basis of the equivariant maps
 * between two permutation representations.
 */
import { IsotypicError, invalidArgument } from '../../errors.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import { PermutationGroup } from '../permutation-group.js';
import { orbitRepresentatives } from './orbits.js';
import { suborbitsBetween } from './suborbits.js';

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

/**
 * The orbitals of one group in two actions, given by the images of the same generators on both sides: by search over the
 * pairs, or, where there are many pairs, by the orbits on columns of the stabilizer of a point in each orbit on rows, in
 * O(inDegree + outDegree) memory beyond the stabilizer chains.
 *
 * @param imagesIn generator k acting on the columns, of degree inDegree
 * @param imagesOut generator k acting on the rows, of degree outDegree
 * @param meter of the work that this is part of; a step is a pair, 4096 at a time
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the lists differ in length, `DEGREE_MISMATCH` when degrees are mixed;
 *   `OUT_OF_MEMORY` past 2²⁹ pairs, from `labels`, and from all answers where there are more than 16 orbits on rows
 * @example
 * const c3 = [Permutation.fromCycles('(0 1 2)')];
 * orbitals(c3, c3).rank // 3
 */
export function orbitals(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  meter?: WorkMeter,
): Orbitals {
  if (imagesIn.length !== imagesOut.length) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where: 'orbitals',
      expected: 'one image in each action for every generator',
      received: `${imagesIn.length} and ${imagesOut.length} images`,
    });
  }
  if (imagesIn.length === 0) {
    throw invalidArgument('orbitals', 'at least one generator', 'none', 'Pass the identity of each degree.');
  }
  const inDegree = commonDegree(imagesIn);
  const outDegree = commonDegree(imagesOut);
  const rowOrbits = orbitsOf(outDegree, imagesOut);
  if (inDegree * outDegree >= MANY_PAIRS && rowOrbits.length <= FEW_ORBITS) {
    return byStabilizers(imagesIn, imagesOut, inDegree, outDegree, rowOrbits, meter);
  }
  return bySearch(imagesIn, imagesOut, inDegree, outDegree, meter);
}

/** From here on stabilizers win over a table: 2²⁰ pairs of a symmetric group take 50 ms by search, 100 by chains. */
const MANY_PAIRS = 1 << 22;
/** Every orbit on rows costs a stabilizer chain on its points and all columns. */
const FEW_ORBITS = 16;

/** The orbits by smallest points, each ascending. */
function orbitsOf(degree: number, images: readonly Permutation[]): number[][] {
  const nearest = orbitRepresentatives(degree, images);
  const orbits = new Map<number, number[]>();
  for (let x = 0; x < degree; x++) {
    const known = orbits.get(nearest[x]);
    if (known === undefined) orbits.set(nearest[x], [x]);
    else known.push(x);
  }
  return [...orbits.values()];
}

/**
 * An orbital over rows R meets the row of the smallest point of R, in an orbit of its stabilizer: so the numbering by
 * first occurrence goes through the orbits on rows by smallest points, and in each through the suborbits by theirs.
 */
function byStabilizers(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  inDegree: number,
  outDegree: number,
  rowOrbits: readonly (readonly number[])[],
  meter: WorkMeter | undefined,
): Orbitals {
  const orbitAt = new Int32Array(outDegree);
  const placeAt = new Int32Array(outDegree);
  const starts = [0];
  const found = rowOrbits.map((orbit, o) => {
    meter?.step(orbit.length);
    orbit.forEach((x, place) => {
      orbitAt[x] = o;
      placeAt[x] = place;
    });
    const restricted = imagesOut.map((g) =>
      Permutation.fromTrustedImages(Uint32Array.from(orbit, (x) => placeAt[g.images[x]])),
    );
    const between = suborbitsBetween(new PermutationGroup(restricted), imagesIn);
    starts.push(starts[o] + between.rank);
    return between;
  });
  const labelOf = (out: number, into: number): number => {
    const o = orbitAt[out];
    return starts[o] + found[o].labelOf(placeAt[out], into);
  };
  return {
    rank: starts[rowOrbits.length],
    inDegree,
    outDegree,
    labelOf,
    labels: () => {
      requireTable('Orbitals.labels', inDegree, outDegree, 'labelOf(out, into) needs no table.');
      return Int32Array.from({ length: inDegree * outDegree }, (_, at) =>
        labelOf(Math.floor(at / inDegree), at % inDegree),
      );
    },
    sizes: () => found.flatMap(({ subdegrees }, o) => subdegrees.map((d) => d * rowOrbits[o].length)),
    representatives: () =>
      found.flatMap(({ representatives }, o) => representatives.map((y): [number, number] => [rowOrbits[o][0], y])),
  };
}

function bySearch(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  inDegree: number,
  outDegree: number,
  meter: WorkMeter | undefined,
): Orbitals {
  let labels: Int32Array | undefined;
  let known: { labels: Int32Array; sizes: number[]; first: number[] } | undefined;
  const solve = () => {
    known ??= labelPairs(imagesIn, imagesOut, inDegree, outDegree, meter);
    labels = known.labels;
    return known;
  };
  return {
    get rank() {
      return solve().sizes.length;
    },
    inDegree,
    outDegree,
    labelOf: (out, into) => (labels ?? solve().labels)[out * inDegree + into],
    labels: () => solve().labels,
    sizes: () => solve().sizes,
    representatives: () => solve().first.map((pair) => [Math.floor(pair / inDegree), pair % inDegree]),
  };
}

function commonDegree(images: readonly Permutation[]): number {
  for (const { degree } of images) {
    if (degree !== images[0].degree) {
      throw new IsotypicError('DEGREE_MISMATCH', {
        where: 'orbitals',
        expected: `images of degree ${images[0].degree}`,
        received: `one of degree ${degree}`,
      });
    }
  }
  return images[0].degree;
}

/** Pairs that are labeled one by one: two tables of 2 GB at most. */
const MOST_PAIRS = 1 << 29;

/** Pairs between two looks at the meter: 40 μs. */
const STRETCH = 4096;

function requireTable(where: string, inDegree: number, outDegree: number, remedy: string): void {
  if (inDegree * outDegree <= MOST_PAIRS) return;
  throw new IsotypicError('OUT_OF_MEMORY', {
    where,
    expected: `at most ${MOST_PAIRS} pairs of points`,
    received: `${outDegree}·${inDegree}`,
    remedy,
  });
}

/** Breadth-first search over pairs, row-major, so that labels come out in order of first occurrence. */
function labelPairs(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  inDegree: number,
  outDegree: number,
  meter: WorkMeter | undefined,
): { labels: Int32Array; sizes: number[]; first: number[] } {
  const remedy = 'Take the orbits on rows one at a time: for few of them no table is needed.';
  requireTable('orbitals', inDegree, outDegree, remedy);
  const labels = new Int32Array(inDegree * outDegree).fill(-1);
  const queue = new Int32Array(inDegree * outDegree);
  const sizes: number[] = [];
  const first: number[] = [];
  let reached = 0;
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== -1) continue;
    const label = sizes.length;
    let end = 1;
    queue[0] = start;
    labels[start] = label;
    for (let at = 0; at < end; at++) {
      if ((reached++ & (STRETCH - 1)) === 0) meter?.step(STRETCH);
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
