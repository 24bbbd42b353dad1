/**
 * The giants Alt(n) and Sym(n) in their natural action, recognized without a stabilizer chain (Jordan 1873; Seress
 * 2003, §10.2): a transitive group with a cycle of prime length p, n/2 < p < n − 2, is primitive, since the cycle could
 * move blocks only p at a time, and a primitive group with a p-cycle that fixes at least three points is a giant.
 */
import { signOfImages } from '../../permutations/images.js';
import type { RandomSource } from '../../random.js';
import { factorial, isPrime } from '../../scalars/integers.js';
import { ProductReplacement } from '../chain/product-replacement.js';
import type { StrongGenerator } from '../chain/schreier-tree.js';
import type { GiantKind } from '../group.js';

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

/** By the order alone: Alt(n) is the only subgroup of index 2 in Sym(n). */
export function giantOfOrder(degree: number, order: bigint): GiantKind | 'none' {
  // n! > (n/e)^n: most orders are far too small, and no factorial is needed to see it.
  const bits = degree < 3 ? 0 : degree * Math.log2(degree / Math.E) - 1;
  if (4 * order.toString(16).length < bits) return 'none';
  const all = factorial(degree);
  return order === all ? 'symmetric' : 2n * order === all ? 'alternating' : 'none';
}
