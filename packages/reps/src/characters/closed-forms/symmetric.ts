/** Symmetric and alternating groups in their natural action, possibly with fixed points. */
import { Cyclotomic } from '@isotypic/algebra';
import Fraction from 'fraction.js';
import type { CharacterRow } from '../character-row.js';
import type { ClassStructure } from '../class-structure.js';
import { primeDivisors } from '../modulus.js';
import type { TableWork } from '../table-work.js';
import { conjugatePartition, partitions, rimHookRemovals } from './rim-hooks.js';

/** Above this degree values may exceed 2⁵³: √26! < 2⁵³ < √28!. */
const LARGEST_DEGREE = 26;

/**
 * Values χ^λ(μ) by the Murnaghan–Nakayama rule: χ^λ(μ) = Σ ± χ^{λ∖ξ}(μ∖l) over the rim hooks ξ of length l, l a part of μ.
 */
export class SymmetricCharacters {
  private readonly removals = new Map<string, readonly { name: string; sign: 1 | -1 }[]>();
  private readonly values = new Map<string, number>();
  private readonly partitionsByName = new Map<string, readonly number[]>();

  value(lambda: readonly number[], mu: readonly number[]): number {
    return this.byName(this.intern(lambda), mu, 0);
  }

  private byName(lambda: string, mu: readonly number[], from: number): number {
    if (from === mu.length) return 1;
    const key = `${lambda};${mu.slice(from).join()}`;
    const known = this.values.get(key);
    if (known !== undefined) return known;
    let sum = 0;
    for (const { name, sign } of this.removalsOf(lambda, mu[from])) sum += sign * this.byName(name, mu, from + 1);
    this.values.set(key, sum);
    return sum;
  }

  private removalsOf(lambda: string, l: number): readonly { name: string; sign: 1 | -1 }[] {
    const key = `${lambda};${l}`;
    let found = this.removals.get(key);
    if (!found) {
      const partition = this.partitionsByName.get(lambda) as readonly number[];
      found = rimHookRemovals(partition, l).map((r) => ({ name: this.intern(r.partition), sign: r.sign }));
      this.removals.set(key, found);
    }
    return found;
  }

  private intern(partition: readonly number[]): string {
    const name = partition.join();
    if (!this.partitionsByName.has(name)) this.partitionsByName.set(name, partition);
    return name;
  }
}

/** Cycle types on the one orbit that moves, or nothing when there are several or it is too long. */
function cycleTypes(structure: ClassStructure): { degree: number; types: number[][] } | undefined {
  const moved = structure.group.orbits().filter((orbit) => orbit.length > 1);
  if (moved.length !== 1 || moved[0].length > LARGEST_DEGREE) return undefined;
  const degree = moved[0].length;
  const types = structure.classes.map(({ representative }) => {
    const cycles = representative.cycles().map((c) => c.length);
    const fixed = degree - cycles.reduce((sum, l) => sum + l, 0);
    return [...cycles, ...new Array<number>(fixed).fill(1)].sort((a, b) => b - a);
  });
  return { degree, types };
}

function factorial(n: number): bigint {
  return n < 2 ? 1n : BigInt(n) * factorial(n - 1);
}

/** The characters of the symmetric group of a set of at most 26 points. */
export function symmetricRows(structure: ClassStructure, work: TableWork): CharacterRow[] | undefined {
  const action = cycleTypes(structure);
  if (!action || structure.groupOrder !== factorial(action.degree)) return undefined;
  const characters = new SymmetricCharacters();
  const integer = integerPool();
  return partitions(action.degree).map((lambda) => {
    work.step(structure.count);
    return { values: action.types.map((mu) => integer(characters.value(lambda, mu))), indicator: 1 };
  });
}

/**
 * The characters of the alternating group of a set of at most 26 points (James & Kerber 1981, 2.5.13). χ^λ restricts
 * irreducibly when λ ≠ λ′. When λ = λ′, with diagonal hook lengths h, it falls into two halves, which are χ^λ/2 except on
 * the two classes of cycle type h, where they are (ε ± √(ε·Πh))/2, ε = χ^λ(h).
 */
export function alternatingRows(structure: ClassStructure, work: TableWork): CharacterRow[] | undefined {
  const action = cycleTypes(structure);
  if (!action || action.degree < 4 || 2n * structure.groupOrder !== factorial(action.degree)) return undefined;
  const characters = new SymmetricCharacters();
  const integer = integerPool();
  const rows: CharacterRow[] = [];
  for (const lambda of partitions(action.degree)) {
    const dual = conjugatePartition(lambda);
    const order = lambda.findIndex((part, i) => part !== (dual[i] ?? 0));
    work.step(structure.count);
    const onClasses = action.types.map((mu) => characters.value(lambda, mu));
    if (order !== -1) {
      if (lambda[order] > (dual[order] ?? 0)) rows.push({ values: onClasses.map(integer), indicator: 1 });
      continue;
    }
    const hooks = lambda.flatMap((part, i) => (part > i ? [2 * (part - i) - 1] : [])).join();
    const split = action.types.flatMap((mu, c) => (mu.join() === hooks ? [c] : []));
    const epsilon = onClasses[split[0]];
    const root = squareRoot(hooks.split(',').map(Number));
    const half = Cyclotomic.fromRational(new Fraction(1, 2));
    for (const sign of [1, -1]) {
      const values = onClasses.map((x, c) => {
        if (!split.includes(c)) return integer(x / 2);
        const signed = sign === (c === split[0] ? 1 : -1) ? root : root.negate();
        return Cyclotomic.fromRational(epsilon).plus(signed).times(half);
      });
      rows.push({ values, indicator: root.isReal() ? 1 : 0 });
    }
  }
  return rows;
}

/**
 * √(ε·Πh) for odd h, ε = Π (−1)^{(h−1)/2}: the product of the quadratic Gauss sums g_p = Σ (a/p) ζ_pᵃ over the prime
 * factors of Πh with multiplicity, since g_p² = (−1)^{(p−1)/2} p.
 */
function squareRoot(hooks: readonly number[]): Cyclotomic {
  let root = Cyclotomic.one;
  for (const h of hooks) {
    for (const p of primeDivisors(h)) {
      const squares = new Set(Array.from({ length: p - 1 }, (_, a) => ((a + 1) * (a + 1)) % p));
      const sum = Cyclotomic.fromExponents(
        p,
        Array.from({ length: p - 1 }, (_, a) => [a + 1, squares.has(a + 1) ? 1 : -1] as const),
      );
      for (let rest = h; rest % p === 0; rest /= p) root = root.times(sum);
    }
  }
  return root;
}

/** Integers as cyclotomic numbers, each made once. */
export function integerPool(): (x: number) => Cyclotomic {
  const pool = new Map<number, Cyclotomic>();
  return (x) => {
    let value = pool.get(x);
    if (!value) {
      value = Cyclotomic.fromRational(x);
      pool.set(x, value);
    }
    return value;
  };
}
