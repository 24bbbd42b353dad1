/**
 * Cheap invariants of conjugacy. Equal for conjugate elements; elements of different classes may share a value, by
 * nature or by collision of hashes, so only a value held by one class decides.
 */
import type { Permutation, PermutationGroup } from '@isotypic/algebra';

export type ClassInvariant = (g: Permutation) => number;

/** A hash of the cycle type on each orbit of the group. O(degree). */
export function cycleTypeInvariant(group: PermutationGroup): ClassInvariant {
  const { degree } = group;
  const orbitOf = new Int32Array(degree);
  group.orbits().forEach((orbit, i) => {
    for (const x of orbit) orbitOf[x] = i;
  });
  const seen = new Int32Array(degree);
  let stamp = 0;
  return ({ images }) => {
    stamp++;
    let hash = 0;
    for (let start = 0; start < degree; start++) {
      if (seen[start] === stamp) continue;
      let length = 0;
      for (let x = start; seen[x] !== stamp; x = images[x]) {
        seen[x] = stamp;
        length++;
      }
      hash = (hash + mix(orbitOf[start], length)) | 0; // a sum, so the order of the cycles does not matter
    }
    return hash;
  };
}

/** Orbitals are labeled in a table of degree² entries up to this degree. */
const LARGEST_ORBITAL_DEGREE = 1024;

/**
 * A hash of, for each cycle, its length and the orbitals of (x, gx) and (x, g²x) along it: conjugation by the group
 * permutes the points and keeps orbitals. Tells apart even Galois conjugate classes, which no cycle type can. O(degree)
 * after O(degree² · generators) once; nothing for large degrees, and no finer than cycle types on 2-transitive groups.
 */
export function orbitalInvariant(group: PermutationGroup): ClassInvariant | undefined {
  const { degree } = group;
  if (degree > LARGEST_ORBITAL_DEGREE) return undefined;
  const orbital = orbitalLabels(group);
  const seen = new Int32Array(degree);
  let stamp = 0;
  return ({ images }) => {
    stamp++;
    let hash = 0;
    for (let start = 0; start < degree; start++) {
      if (seen[start] === stamp) continue;
      let length = 0;
      let along = 0;
      for (let x = start; seen[x] !== stamp; x = images[x]) {
        seen[x] = stamp;
        length++;
        const y = images[x];
        along = (along + mix(orbital[x * degree + y], orbital[x * degree + images[y]])) | 0;
      }
      hash = (hash + mix(along, length)) | 0;
    }
    return hash;
  };
}

/** `labels[x·n + y]` names the orbit of (x, y). */
export function orbitalLabels(group: PermutationGroup): Int32Array {
  const { degree, order } = group;
  const labels = new Int32Array(degree * degree).fill(-1);
  let count = 0;
  for (const orbit of group.orbits()) {
    const isRegular = BigInt(orbit.length) === order;
    count = isRegular ? labelRegular(group, labels, orbit[0], count) : labelByClosure(group, labels, orbit, count);
  }
  return labels;
}

/** The pairs (x, y) with x in a regular orbit: (first, y) alone names its orbit, and g carries row x to row gx. */
function labelRegular(
  { degree, generators }: PermutationGroup,
  labels: Int32Array,
  first: number,
  count: number,
): number {
  for (let y = 0; y < degree; y++) labels[first * degree + y] = count + y;
  const queue = [first];
  for (const x of queue) {
    for (const { images } of generators) {
      const row = images[x] * degree;
      if (labels[row] !== -1) continue;
      for (let y = 0; y < degree; y++) labels[row + images[y]] = labels[x * degree + y];
      queue.push(images[x]);
    }
  }
  return count + degree;
}

/** The pairs (x, y) with x in an orbit, pair after pair. */
function labelByClosure(
  { degree, generators }: PermutationGroup,
  labels: Int32Array,
  orbit: readonly number[],
  count: number,
): number {
  const queue = new Int32Array(orbit.length * degree);
  let next = count;
  for (const first of orbit) {
    for (let other = 0; other < degree; other++) {
      const start = first * degree + other;
      if (labels[start] !== -1) continue;
      labels[start] = next;
      queue[0] = start;
      for (let at = 0, end = 1; at < end; at++) {
        const x = Math.floor(queue[at] / degree);
        const y = queue[at] % degree;
        for (const { images } of generators) {
          const pair = images[x] * degree + images[y];
          if (labels[pair] !== -1) continue;
          labels[pair] = next;
          queue[end++] = pair;
        }
      }
      next++;
    }
  }
  return next;
}

/** A well-spread 32-bit value for a pair of integers (the finalizer of MurmurHash3). */
function mix(a: number, b: number): number {
  let h = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
