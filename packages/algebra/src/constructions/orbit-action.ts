/** The action on an orbit of objects, found from generators alone. */
import { arrayOf, callable, checkArgument, checkOptions } from '../arguments.js';
import { tooLarge } from '../errors.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter } from '../work.js';
import { CONSTRUCTION_OPTION_KINDS, type ConstructionOptions, MAX_ACTION_DEGREE } from './options.js';

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

/**
 * Closes `seeds` under `maps` (bijections of finite order, applied on the left) and numbers what is found, breadth
 * first: seeds come first, in their order. `key` must tell different objects apart. O(orbit · maps) evaluations; one
 * step is one evaluation.
 *
 * @throws {IsotypicError} `OUT_OF_MEMORY` past `limit` objects, by default 2²⁴
 * @example
 * // S₃ on the unordered pairs of {0, 1, 2}
 * orbitAction([(p) => p.map((x) => (x + 1) % 3).sort()], [[0, 1]], String).points // [[0, 1], [1, 2], [0, 2]]
 */
export function orbitAction<T>(
  maps: readonly ((object: T) => T)[],
  seeds: readonly T[],
  key: (object: T) => string | number,
  options: ConstructionOptions = {},
): OrbitAction<T> {
  const where = 'orbitAction';
  checkArgument(where, 'maps', maps, arrayOf(callable, 'an array of functions'));
  checkArgument(where, 'seeds', seeds, arrayOf({ expected: 'anything', accepts: () => true }, 'an array of objects'));
  checkArgument(where, 'key', key, callable);
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const { limit = MAX_ACTION_DEGREE } = options;
  return orbitWithin(where, maps, seeds, key, limit, new WorkMeter(where, options));
}

/** The same for another function, which has its own meter. */
export function orbitWithin<T>(
  where: string,
  maps: readonly ((object: T) => T)[],
  seeds: readonly T[],
  key: (object: T) => string | number,
  limit: number,
  meter: WorkMeter,
): OrbitAction<T> {
  const points: T[] = [];
  const numbers = new Map<string | number, number>();
  const numberOf = (object: T): number => {
    const k = key(object);
    let number = numbers.get(k);
    if (number === undefined) {
      number = points.length;
      if (number >= limit) throw tooLarge(where, 'an orbit', number + 1, limit);
      points.push(object);
      numbers.set(k, number);
    }
    return number;
  };
  for (const seed of seeds) numberOf(seed);
  const images: number[][] = maps.map(() => []);
  for (let i = 0; i < points.length; i++) {
    meter.step(maps.length);
    for (let m = 0; m < maps.length; m++) images[m].push(numberOf(maps[m](points[i])));
  }
  return {
    points,
    images: images.map((list) => Permutation.fromImages(list)),
    indexOf: (object) => numbers.get(key(object)) ?? -1,
  };
}
