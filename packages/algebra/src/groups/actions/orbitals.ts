/**
 * Orbitals: the orbits of a group on pairs of points, between two actions. They index the basis of the equivariant maps
 * between two permutation representations.
 */
import { IsotypicError, invalidArgument } from '../../errors.js';
import type { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';

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
 * The orbitals of one group in two actions, given by the images of the same generators on both sides.
 *
 * @param imagesIn generator k acting on the columns, of degree inDegree
 * @param imagesOut generator k acting on the rows, of degree outDegree
 * @param meter of the work that this is part of; a step is a pair, 4096 at a time
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the lists differ in length, `DEGREE_MISMATCH` when degrees are mixed;
 *   from its answers `OUT_OF_MEMORY` past 2²⁹ pairs
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

/** Breadth-first search over pairs, row-major, so that labels come out in order of first occurrence. */
function labelPairs(
  imagesIn: readonly Permutation[],
  imagesOut: readonly Permutation[],
  inDegree: number,
  outDegree: number,
  meter: WorkMeter | undefined,
): { labels: Int32Array; sizes: number[]; first: number[] } {
  if (inDegree * outDegree > MOST_PAIRS) {
    throw new IsotypicError('OUT_OF_MEMORY', {
      where: 'orbitals',
      expected: `at most ${MOST_PAIRS} pairs of points`,
      received: `${outDegree}·${inDegree}`,
      remedy: 'For one transitive action, suborbits(group) needs no table of pairs.',
    });
  }
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
