/** The elements of a conjugacy class, by closing the representative under conjugation with the generators. */
import { Permutation, type PermutationGroup, type WorkMeter } from '@isotypic/algebra';

/**
 * All conjugates of `representative`, `size` of them. O(size · degree · generators) time, size · degree words.
 */
export function classElements(
  group: PermutationGroup,
  representative: Permutation,
  size: number,
  meter: WorkMeter,
): Permutation[] {
  const elements = [representative];
  if (size === 1) return elements;
  // Open addressing over the images: a JavaScript Map keyed by strings is ten times slower here.
  const mask = 2 ** Math.ceil(Math.log2(size * 2 + 1)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const { degree } = group;
  const scratch = new Uint32Array(degree);
  const find = (images: Uint32Array): number => {
    let slot = hashImages(images) & mask;
    for (; slots[slot] !== -1; slot = (slot + 1) & mask) {
      if (sameImages(elements[slots[slot]].images, images)) return -1;
    }
    return slot;
  };
  slots[find(representative.images)] = 0;
  for (let at = 0; at < elements.length && elements.length < size; at++) {
    meter.step(0);
    const g = elements[at].images;
    for (const { images: x } of group.generators) {
      for (let i = 0; i < degree; i++) scratch[x[i]] = x[g[i]];
      const slot = find(scratch);
      if (slot === -1) continue;
      slots[slot] = elements.length;
      elements.push(Permutation.fromTrustedImages(scratch.slice()));
    }
  }
  return elements;
}

function hashImages(images: Uint32Array): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < images.length; i++) h = Math.imul(h ^ images[i], 0x01000193);
  return (h ^ (h >>> 15)) >>> 0;
}

function sameImages(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
