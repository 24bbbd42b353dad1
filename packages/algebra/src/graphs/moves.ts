/** Permutations by what they move: automorphisms of sparse graphs come by the thousand and move a few vertices each. */
import { IsotypicError } from '../errors.js';
import { Permutation } from '../permutations/permutation.js';

/** points[i] goes to images[i]; every other vertex stays. */
export interface Moves {
  readonly points: Int32Array;
  readonly images: Int32Array;
}

export function movesOf(images: ArrayLike<number>): Moves {
  let count = 0;
  for (let x = 0; x < images.length; x++) if (images[x] !== x) count++;
  const points = new Int32Array(count);
  const to = new Int32Array(count);
  for (let x = 0, i = 0; i < count; x++) {
    if (images[x] === x) continue;
    points[i] = x;
    to[i++] = images[x];
  }
  return { points, images: to };
}

/** @throws {IsotypicError} `VERIFICATION_FAILED` unless the points moved are the points arrived at */
export function permutationOf(degree: number, { points, images }: Moves): Permutation {
  const arrived = new Set(images);
  if (arrived.size !== points.length || points.some((x) => !arrived.has(x))) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'graphAutomorphisms',
      expected: 'a permutation',
      received: `${points} to ${images}`,
    });
  }
  const result = new Uint32Array(degree);
  for (let x = 0; x < degree; x++) result[x] = x;
  points.forEach((x, i) => {
    result[x] = images[i];
  });
  return Permutation.fromTrustedImages(result);
}
