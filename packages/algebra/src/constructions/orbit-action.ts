/** The action on an orbit of objects, found from generators alone. */
import { IsotypicError } from '../errors.js';
import { Permutation } from '../permutations/permutation.js';

/**
 * A set of objects closed under some maps, numbered in the order they were found, and the maps as permutations of it.
 */
export interface OrbitAction<T> {
  readonly points: readonly T[];
  /** `images[i]` sends k to the number of `maps[i](points[k])`. */
  readonly images: readonly Permutation[];
  /** The number of an object, or −1 when it is outside. */
  indexOf(object: T): number;
}

/** Most objects that an action may have before it is refused as a mistake: 2²⁴. */
export const MAX_ACTION_DEGREE = 1 << 24;

/**
 * Closes `seeds` under `maps` (bijections of finite order, applied on the left) and numbers what is found, breadth
 * first: seeds come first, in their order. `key` must tell different objects apart. O(orbit · maps) evaluations.
 *
 * @throws {IsotypicError} `OUT_OF_MEMORY` past `limit` objects
 * @example
 * // S₃ on the unordered pairs of {0, 1, 2}
 * orbitAction([(p) => p.map((x) => (x + 1) % 3).sort()], [[0, 1]], String).points // [[0, 1], [1, 2], [0, 2]]
 */
export function orbitAction<T>(
  maps: readonly ((object: T) => T)[],
  seeds: readonly T[],
  key: (object: T) => string | number,
  limit: number = MAX_ACTION_DEGREE,
): OrbitAction<T> {
  const points: T[] = [];
  const numbers = new Map<string | number, number>();
  const numberOf = (object: T): number => {
    const k = key(object);
    let number = numbers.get(k);
    if (number === undefined) {
      number = points.length;
      if (number >= limit) {
        throw new IsotypicError('OUT_OF_MEMORY', {
          where: 'orbitAction',
          expected: `an orbit of at most ${limit} objects`,
          received: 'a longer one',
        });
      }
      points.push(object);
      numbers.set(k, number);
    }
    return number;
  };
  for (const seed of seeds) numberOf(seed);
  const images: number[][] = maps.map(() => []);
  for (let i = 0; i < points.length; i++) {
    for (let m = 0; m < maps.length; m++) images[m].push(numberOf(maps[m](points[i])));
  }
  return {
    points,
    images: images.map((list) => Permutation.fromImages(list)),
    indexOf: (object) => numbers.get(key(object)) ?? -1,
  };
}
