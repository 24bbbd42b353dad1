/** Sporadic simple groups other than Mathieu's, from tabulated generators. */
import { checkArgument, integer } from '../arguments.js';
import { named } from '../groups/names.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { SPORADIC_IMAGES, type SporadicName } from './sporadic-generators.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

/**
 * The Janko group J₁, of order 175560 on 266 points, or J₂, of order 604800 on 100 points.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for another n
 * @example catalogue.janko(2).order // 604800n
 */
export function janko(n: number): PermutationGroup {
  checkArgument('catalogue.janko', 'n', n, integer(1, 2));
  return sporadic(n === 1 ? 'J1' : 'J2', `janko(${n})`);
}

/**
 * The Higman–Sims group, of order 44352000, on the 100 vertices of its graph.
 * @example catalogue.higmanSims().degree // 100
 */
export function higmanSims(): PermutationGroup {
  return sporadic('HS', 'higmanSims');
}

/**
 * The McLaughlin group, of order 898128000, on the 275 vertices of its graph.
 * @example catalogue.mcLaughlin().degree // 275
 */
export function mcLaughlin(): PermutationGroup {
  return sporadic('McL', 'mcLaughlin');
}

/**
 * Conway's third group, of order 495766656000, doubly transitive on 276 points.
 * @example catalogue.conway3().degree // 276
 */
export function conway3(): PermutationGroup {
  return sporadic('Co3', 'conway3');
}

/**
 * Suzuki's sporadic group, of order 448345497600, on 1782 points.
 * @example catalogue.suzuki().degree // 1782
 */
export function suzuki(): PermutationGroup {
  return sporadic('Suz', 'suzuki');
}

function sporadic(name: SporadicName, text: string): PermutationGroup {
  return named(new PermutationGroup(SPORADIC_IMAGES[name].map(decode)), text);
}

function decode(digits: string): Permutation {
  const digit = (i: number): number => ALPHABET.indexOf(digits[i]);
  return Permutation.fromImages(
    Uint32Array.from({ length: digits.length / 2 }, (_, k) => 64 * digit(2 * k) + digit(2 * k + 1)),
  );
}
