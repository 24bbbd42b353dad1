/**
 * Classes of the natural symmetric and alternating groups: cycle types, of which some split in A_n (James & Kerber
 * 1981, 1.2.10).
 */
import { Permutation } from '../../permutations/permutation.js';
import type { PermutationGroup } from '../permutation-group.js';
import { type ClassForm, listedClasses, type UnorderedClasses } from './class-form.js';

/** The classes when the group is Sym(n) or Alt(n) on all n points; else undefined. */
export function symmetricClasses(group: PermutationGroup): ClassForm | undefined {
  const n = group.degree;
  if (n < 3) return undefined;
  const kind = giantOfOrder(n, group.order);
  if (kind === 'none') return undefined;
  const isAlternating = kind === 'alternating';
  // Every even permutation's cycle type is a class or two of Alt(n); at least half of the partitions are even.
  const count = countPartitions(Math.min(n, 200));
  return { atLeast: isAlternating ? count / 2n : count, list: () => listByCycleType(n, isAlternating) };
}

function listByCycleType(n: number, isAlternating: boolean): UnorderedClasses {
  const full = factorial(n);
  const representatives: Permutation[] = [];
  const sizes: bigint[] = [];
  const indices = new Map<string, number>();
  for (const parts of partitions(n)) {
    const isEven = parts.reduce((s, k) => s + k - 1, 0) % 2 === 0;
    if (isAlternating && !isEven) continue;
    const representative = withCycles(parts);
    const size = full / centralizerOrder(parts);
    indices.set(parts.join(), representatives.length);
    if (isAlternating && splits(parts)) {
      representatives.push(representative, representative.conjugateBy(swapFirstTwo(n)));
      sizes.push(size / 2n, size / 2n);
    } else {
      representatives.push(representative);
      sizes.push(size);
    }
  }
  return listedClasses(representatives, sizes, (p) => {
    const parts = partsOf(p);
    const index = indices.get(parts.join()) as number;
    return isAlternating && splits(parts) && !isEvenlyConjugate(representatives[index], p) ? index + 1 : index;
  });
}

/** p(n), by adding parts of one size after another. */
export function countPartitions(n: number): bigint {
  return coloredPartitions(n, 1n)[n];
}

/**
 * The coefficients of ∏ᵢ (1 − xⁱ)^(−colors) up to xⁿ: partitions whose parts have colors, equal ones in any order.
 * n·cₙ = colors·Σₖ σ(k)·c_{n−k}, from the logarithmic derivative.
 */
export function coloredPartitions(n: number, colors: bigint): bigint[] {
  const sigma = Array.from({ length: n + 1 }, () => 0n);
  for (let d = 1; d <= n; d++) for (let k = d; k <= n; k += d) sigma[k] += BigInt(d);
  const coefficients = [1n];
  for (let m = 1; m <= n; m++) {
    let sum = 0n;
    for (let k = 1; k <= m; k++) sum += sigma[k] * coefficients[m - k];
    coefficients.push((colors * sum) / BigInt(m));
  }
  return coefficients;
}

/** n!, by halves: factors of like length are multiplied quickly. */
export function factorial(n: number): bigint {
  const product = (from: number, to: number): bigint => {
    if (to - from < 8) {
      let p = 1n;
      for (let i = from; i <= to; i++) p *= BigInt(i);
      return p;
    }
    const middle = (from + to) >> 1;
    return product(from, middle) * product(middle + 1, to);
  };
  return product(1, n);
}

/** By the order alone: Alt(n) is the only subgroup of index 2 in Sym(n). */
export function giantOfOrder(degree: number, order: bigint): 'symmetric' | 'alternating' | 'none' {
  // n! > (n/e)^n: most orders are far too small, and no factorial is needed to see it.
  const bits = degree < 3 ? 0 : degree * Math.log2(degree / Math.E) - 1;
  if (4 * order.toString(16).length < bits) return 'none';
  const all = factorial(degree);
  return order === all ? 'symmetric' : 2n * order === all ? 'alternating' : 'none';
}

/** Partitions of n, parts descending, in reverse lexicographic order. */
export function* partitions(n: number, largest = n): IterableIterator<number[]> {
  if (n === 0) yield [];
  for (let k = Math.min(n, largest); k >= 1; k--) for (const rest of partitions(n - k, k)) yield [k, ...rest];
}

/** ∏ k^mₖ·mₖ! */
function centralizerOrder(parts: readonly number[]): bigint {
  let order = 1n;
  let run = 0;
  parts.forEach((k, i) => {
    run = i > 0 && parts[i - 1] === k ? run + 1 : 1;
    order *= BigInt(k) * BigInt(run);
  });
  return order;
}

function splits(parts: readonly number[]): boolean {
  return parts.every((k, i) => k % 2 === 1 && k !== parts[i - 1]);
}

function withCycles(parts: readonly number[]): Permutation {
  const images: number[] = [];
  for (const k of parts) {
    const start = images.length;
    for (let i = 0; i < k; i++) images.push(start + ((i + 1) % k));
  }
  return Permutation.fromImages(images);
}

function swapFirstTwo(n: number): Permutation {
  return Permutation.fromImages(Array.from({ length: n }, (_, i) => (i < 2 ? 1 - i : i)));
}

function partsOf(p: Permutation): number[] {
  return [...p.cycleType()].flatMap(([k, m]) => new Array<number>(m).fill(k)).sort((a, b) => b - a);
}

/**
 * For distinct odd cycle lengths: is the conjugating permutation that matches the cycles even? All others differ by an
 * even one.
 */
function isEvenlyConjugate(a: Permutation, b: Permutation): boolean {
  const bySize = (p: Permutation): number[] => {
    const cycles = p.cycles();
    const moved = new Set(cycles.flat());
    for (let i = 0; i < p.degree; i++) if (!moved.has(i)) cycles.push([i]);
    return cycles.sort((x, y) => x.length - y.length).flat();
  };
  const to = bySize(b);
  const images = new Array<number>(a.degree);
  bySize(a).forEach((x, i) => {
    images[x] = to[i];
  });
  return Permutation.fromImages(images).sign() === 1;
}
