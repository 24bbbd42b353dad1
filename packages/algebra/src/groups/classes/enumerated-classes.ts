/**
 * Conjugacy classes of a group small enough to be listed: elements are ranked through the stabilizer chain, and a
 * breadth-first search under conjugation by the generators labels each.
 */
import { conjugateImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { rankOf, unrank } from '../chain/rank.js';
import type { StabilizerChain } from '../chain/stabilizer-chain.js';
import type { ClassWork } from './class-form.js';

export interface EnumeratedClasses {
  readonly representatives: Permutation[];
  readonly sizes: number[];
  /** Class of the element of each rank. */
  readonly labels: Int32Array;
}

/** O(|G| · generators · degree) time, 8|G| bytes. One step of the meter is one element. */
export function enumerateClasses(
  chain: StabilizerChain,
  generators: readonly Permutation[],
  { listing: meter, answer }: ClassWork,
): EnumeratedClasses {
  const order = Number(chain.order);
  const labels = new Int32Array(order).fill(-1);
  const queue = new Int32Array(order);
  const representatives: Permutation[] = [];
  const sizes: number[] = [];
  if (answer !== undefined) meter.known = () => answer(representatives);
  for (let start = 0; start < order; start++) {
    if (labels[start] !== -1) continue;
    const label = sizes.length;
    representatives.push(Permutation.fromTrustedImages(unrank(chain, start)));
    labels[start] = label;
    queue[0] = start;
    let end = 1;
    for (let at = 0; at < end; at++) {
      meter.step();
      const element = unrank(chain, queue[at]);
      for (const { images } of generators) {
        const rank = rankOf(chain, conjugateImages(images, element)) as number;
        if (labels[rank] === -1) {
          labels[rank] = label;
          queue[end++] = rank;
        }
      }
    }
    sizes.push(end);
  }
  return { representatives, sizes, labels };
}
