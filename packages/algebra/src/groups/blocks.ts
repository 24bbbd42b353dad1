/** Block systems of transitive actions (Atkinson 1975), and primitivity. */
import { findRoot, orbitsOf } from './orbits.js';

interface Acting {
  readonly images: Uint32Array;
}

/**
 * The finest invariant partition of {0, …, degree−1} in which the given points lie together, as the smallest point of
 * each point's part. Union–find, closing the merges under the generators: O(degree · generators), nearly.
 */
export function congruenceGeneratedBy(
  degree: number,
  generators: readonly Acting[],
  together: readonly number[],
): Int32Array {
  const parent = new Int32Array(degree);
  for (let i = 0; i < degree; i++) parent[i] = i;
  const pending: [number, number][] = together.map((x) => [together[0], x]);
  while (pending.length > 0) {
    const [x, y] = pending.pop() as [number, number];
    const a = findRoot(parent, x);
    const b = findRoot(parent, y);
    if (a === b) continue;
    parent[Math.max(a, b)] = Math.min(a, b);
    // If a pair is merged, so are its images. Pushing (gx, gy) suffices: every later merge pushes its own images.
    for (const { images } of generators) pending.push([images[x], images[y]]);
  }
  for (let i = 0; i < degree; i++) parent[i] = findRoot(parent, i);
  return parent;
}

/** The parts of a partition given by representatives, each sorted, by smallest point; points outside `support` left out. */
export function partsOf(representatives: Int32Array, support: readonly number[]): number[][] {
  const parts = new Map<number, number[]>();
  for (const x of support) {
    const part = parts.get(representatives[x]);
    if (part === undefined) parts.set(representatives[x], [x]);
    else part.push(x);
  }
  return [...parts.values()];
}

/**
 * All minimal blocks that contain the smallest point of a transitive constituent: inclusion-minimal among the nontrivial
 * blocks. Empty exactly when the constituent is primitive (or has at most one point).
 */
export function minimalBlocks(degree: number, generators: readonly Acting[], orbit: readonly number[]): number[][] {
  const alpha = Math.min(...orbit);
  const found: number[][] = [];
  const settled = new Set<number>();
  for (const beta of orbit) {
    if (beta === alpha || settled.has(beta)) continue;
    const representatives = congruenceGeneratedBy(degree, generators, [alpha, beta]);
    const block = orbit.filter((x) => representatives[x] === representatives[alpha]).sort((a, b) => a - b);
    if (block.length === orbit.length) continue;
    if (!found.some((b) => b.every((x) => block.includes(x)))) {
      for (let i = found.length - 1; i >= 0; i--) {
        if (block.every((x) => found[i].includes(x))) found.splice(i, 1);
      }
      found.push(block);
    }
    // Inside a block of prime length every pair generates the same block: no need to look again.
    if (isPrime(block.length)) for (const x of block) settled.add(x);
  }
  return found.sort((a, b) => a.length - b.length || compareLists(a, b));
}

/** Some block system of a transitive constituent with smallest possible block; null when it is primitive. */
export function minimalBlockSystem(
  degree: number,
  generators: readonly Acting[],
  orbit: readonly number[],
): number[][] | null {
  const block = minimalBlocks(degree, generators, orbit)[0];
  return block === undefined ? null : partsOf(congruenceGeneratedBy(degree, generators, block), orbit);
}

/** Is the group transitive, of degree at least 2, without nontrivial blocks? */
export function isPrimitive(degree: number, generators: readonly Acting[]): boolean {
  const orbits = orbitsOf(degree, generators);
  return orbits.length === 1 && degree > 1 && minimalBlocks(degree, generators, orbits[0]).length === 0;
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
