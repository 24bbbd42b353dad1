/**
 * The giants Alt(n) and Sym(n) in their natural action, recognized without a stabilizer chain (Jordan 1873; Seress
 * 2003, §10.2): a transitive group with a cycle of prime length p, n/2 < p < n − 2, is primitive, since the cycle could
 * move blocks only p at a time, and a primitive group with a p-cycle that fixes at least three points is a giant.
 */
import { identityImages, signOfImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { RandomSource } from '../../random.js';
import { isPrime } from '../../scalars/integers.js';
import { ProductReplacement } from '../chain/product-replacement.js';
import type { StrongGenerator } from '../chain/schreier-tree.js';
import { factorial } from '../classes/symmetric-classes.js';
import type { PermutationGroup } from '../permutation-group.js';

export type GiantKind = 'symmetric' | 'alternating';

/**
 * Which giant the transitive group ⟨generators⟩ is; undefined when it is none, or when no cycle that proves it turns
 * up. An element of a giant has one with probability about ln 2/ln n. O(degree) for each of about 6·ln n elements.
 */
export function recognizeGiant(
  degree: number,
  generators: readonly StrongGenerator[],
  random: RandomSource,
): GiantKind | undefined {
  if (degree < 8 || generators.length === 0) return undefined;
  const source = new ProductReplacement(generators, random, degree);
  // (1 − ln 2/ln n)^(9·ln n) < e^(−6)
  for (let trials = Math.ceil(9 * Math.log(degree)); trials > 0; trials--) {
    if (!hasLongPrimeCycle(source.next().images)) continue;
    return generators.every(({ images }) => signOfImages(images) === 1) ? 'alternating' : 'symmetric';
  }
  return undefined;
}

/** Is there a cycle of prime length p, n/2 < p < n − 2? Some power is then that cycle alone. */
function hasLongPrimeCycle(images: Uint32Array): boolean {
  const n = images.length;
  const seen = new Uint8Array(n);
  // A cycle of more than half of the points is met among few starts: all others together have fewer points.
  let left = n;
  for (let start = 0; start < n && 2 * left > n; start++) {
    if (seen[start] === 1) continue;
    let length = 0;
    for (let x = start; seen[x] === 0; x = images[x]) {
      seen[x] = 1;
      length++;
    }
    if (2 * length > n) return length < n - 2 && isPrime(length);
    left -= length;
  }
  return false;
}

/** A uniform random element of a giant, by exchanges (Knuth, TAOCP 2, §3.4.2, Algorithm P). */
export function randomInGiant(degree: number, kind: GiantKind, random: RandomSource): Uint32Array {
  const images = new Uint32Array(degree);
  for (let i = 0; i < degree; i++) {
    const j = random.below(i + 1);
    images[i] = images[j];
    images[j] = i;
  }
  if (kind === 'alternating' && degree > 1 && signOfImages(images) === -1) {
    [images[0], images[1]] = [images[1], images[0]];
  }
  return images;
}

/**
 * The setwise stabilizer in a giant: Sym(S) × Sym(complement), or its even part. Undefined for other groups.
 */
export function giantSetStabilizer(group: PermutationGroup, set: readonly number[]): PermutationGroup | undefined {
  const { structure, degree } = group;
  if (structure?.kind !== 'giant') return undefined;
  const inside = new Set(set);
  const outside = Array.from({ length: degree }, (_, x) => x).filter((x) => !inside.has(x));
  const parts = [[...inside], outside].filter((part) => part.length > 1);
  const transpositions = parts.map(([a, b]) => cycle(degree, [a, b]));
  const isEven = structure.giant === 'alternating';
  // ⟨(a b c), …⟩ over c generates Alt(part); with products of two odd elements it is the even part of the product.
  const generators = parts.flatMap((part) => {
    const long = cycle(degree, part);
    if (!isEven) return [cycle(degree, part.slice(0, 2)), long];
    const three = part.length > 2 ? [cycle(degree, part.slice(0, 3))] : [];
    // The cycle of all points when odd in number, else of all but the first, is even.
    return [...three, cycle(degree, part.length % 2 === 1 ? part : part.slice(1))];
  });
  if (isEven && transpositions.length === 2) generators.push(transpositions[0].times(transpositions[1]));
  const stabilizer = group.subgroup(generators.filter((g) => !g.isIdentity()));
  const order = factorial(inside.size) * factorial(outside.length);
  stabilizer.adoptOrder(isEven && degree > 1 && transpositions.length > 0 ? order / 2n : order);
  return stabilizer;
}

function cycle(degree: number, points: readonly number[]): Permutation {
  const images = identityImages(degree);
  points.forEach((x, i) => {
    images[x] = points[(i + 1) % points.length];
  });
  return Permutation.fromTrustedImages(images);
}
