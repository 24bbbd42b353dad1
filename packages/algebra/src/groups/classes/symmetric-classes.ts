/**
 * Classes of the natural symmetric and alternating groups: cycle types, of which some split in A_n (James & Kerber
 * 1981, 1.2.10).
 */
import { Permutation } from '../../permutations/permutation.js';
import { factorial } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import { giantOfOrder } from '../actions/giants.js';
import type { GiantKind, Group } from '../group.js';
import { type ClassForm, listedClasses, type UnorderedClasses } from './class-form.js';
import { countPartitions, partitions } from './partitions.js';

/** The classes when the group is Sym(n) or Alt(n) on all n points; else undefined. */
export function symmetricClasses(group: Group, meter: WorkMeter): ClassForm | undefined {
  const n = group.degree;
  if (n < 3) return undefined;
  const kind = giantOfOrder(n, group.orderWithin(meter));
  if (kind === 'none') return undefined;
  const isAlternating = kind === 'alternating';
  // Every even permutation's cycle type is a class or two of Alt(n); at least half of the partitions are even.
  const count = countPartitions(Math.min(n, 200));
  return { atLeast: isAlternating ? count / 2n : count, list: () => listByCycleType(n, kind, meter) };
}

function listByCycleType(n: number, kind: GiantKind, meter: WorkMeter): UnorderedClasses {
  const isAlternating = kind === 'alternating';
  const full = factorial(n);
  const representatives: Permutation[] = [];
  const sizes: bigint[] = [];
  const indices = new Map<string, number>();
  for (const parts of partitions(n)) {
    meter.step();
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
