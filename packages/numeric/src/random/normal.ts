/**
 * Seeded, splittable streams of normal numbers. Stream k of a seed is the same whatever the number of threads and
 * whatever the other streams did: chunk k of the work always draws from stream k.
 */
import { arrayOf, checkArgument, DEFAULT_SEED, integer, type Kind } from '@isotypic/algebra/internal/basics';
import { randomNormal } from 'd3-random';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { Float64Matrix } from '../matrix/float64-matrix.js';

/** One stream of random numbers. */
export interface RandomStream {
  /** Uniform in [0, 1) on the 2⁵³ grid. */
  uniform(): number;
  /** Standard normal (Marsaglia's polar method, d3-random). */
  normal(): number;
  /** An independent stream; the k-th child does not depend on how much the parent has drawn. */
  split(k: number): RandomStream;
}

/**
 * The stream of `seed` at `path` (the child numbers that lead to it). The 128-bit starting state is a hash of seed and
 * path; two of 2²⁰ streams of 2⁴⁰ draws each overlap with probability about 2⁻⁴⁸ (L'Ecuyer et al. 2017, §3).
 *
 * @example
 * const stream = randomStream(7);
 * stream.split(3).normal() === randomStream(7).split(3).normal(); // true
 */
export function randomStream(seed: number = DEFAULT_SEED, path: readonly number[] = []): RandomStream {
  checkArgument('randomStream', 'seed', seed, integer());
  checkArgument('randomStream', 'path', path, PATH);
  return streamAt(seed, path);
}

const PATH: Kind = arrayOf(integer(0), 'an array of child numbers, integers from 0 on');

function streamAt(seed: number, path: readonly number[]): RandomStream {
  const words = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f].map((key) => mix(key, 1));
  for (const number of [path.length, seed, ...path]) {
    const low = number | 0;
    const high = Math.floor(number / 2 ** 32) | 0;
    // Two rounds over the four words, so that each of them depends on every bit of the path.
    for (let round = 0; round < 2; round++) {
      for (let w = 0; w < 4; w++) words[w] = mix(words[w] ^ (w % 2 === round ? low : high), words[(w + 3) % 4] + w);
    }
  }
  if (!words.some((word) => word !== 0)) words[0] = 1; // the one state that xoroshiro cannot leave
  const generator = xoroshiro128plusFromState(words);
  const uniform = (): number => ((generator.next() >>> 5) * 2 ** 26 + (generator.next() >>> 6)) / 2 ** 53;
  return {
    uniform,
    normal: randomNormal.source(uniform)(0, 1),
    split: (k) => {
      checkArgument('RandomStream.split', 'k', k, integer(0));
      return streamAt(seed, [...path, k]);
    },
  };
}

/** Rows per stream of `standardNormals`: large enough that a stream's start costs nothing. */
const ROWS_PER_STREAM = 1024;

/**
 * A rows×cols matrix of independent standard normal numbers. Rows 1024·k … 1024·k+1023 come from stream k of the
 * seed, so the result is the same for any number of threads, and a longer sample begins with the shorter one.
 *
 * @example
 * standardNormals(3, 2, 7).at(0, 0) === standardNormals(9, 2, 7).at(0, 0); // true
 */
export function standardNormals(rows: number, cols: number, seed: number = DEFAULT_SEED): Float64Matrix {
  const where = 'standardNormals';
  checkArgument(where, 'rows', rows, integer(0));
  checkArgument(where, 'cols', cols, integer(0));
  checkArgument(where, 'seed', seed, integer());
  const matrix = new Float64Matrix(rows, cols);
  for (let k = 0; k * ROWS_PER_STREAM < rows; k++) {
    const stream = streamAt(seed, [k]);
    const end = Math.min(rows, (k + 1) * ROWS_PER_STREAM) * cols;
    for (let e = k * ROWS_PER_STREAM * cols; e < end; e++) matrix.data[e] = stream.normal();
  }
  return matrix;
}

/** A bijective 32-bit finalizer (MurmurHash3's), keyed. */
function mix(value: number, key: number): number {
  let h = (value ^ key) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
