/**
 * A subgroup H and a linear character λ of it with ⟨χ_H, λ⟩ = 1: the key of Dixon's construction. Cyclic subgroups are
 * tried first, then subgroups got by adding one element after another, always keeping λ in χ_H and lowering its
 * multiplicity.
 */
import { gcd, type WorkMeter } from '@isotypic/algebra';
import { type ElementTable, inertiaElements, subgroup } from '../elements/element-table.js';
import type { LinearCharacter } from '../elements/linear-character.js';
import type { PrimeArithmetic } from '../elements/prime-arithmetic.js';
import type { TableCharacter } from '../elements/table-character.js';

interface Candidate {
  readonly character: LinearCharacter;
  readonly multiplicity: number;
}

/**
 * Subgroups looked at beyond the cyclic ones before giving up, in each of the two passes. One has at most |G|/χ(1)
 * elements, 10⁴ for a group that is listed: 5·10⁷ look-ups, a few seconds.
 */
const NORMALIZING_LIMIT = 3_000;
export const SEARCH_LIMIT = 5_000;

/**
 * @param allowed whether λ may have an order as a character: 1 and 2 for real matrices.
 * @param most subgroups looked at beyond the cyclic ones, in each of the two passes
 * @returns undefined when the search ends without one.
 */
export function multiplicityOne(
  table: ElementTable,
  χ: TableCharacter,
  field: PrimeArithmetic,
  allowed: (order: number) => boolean,
  meter: WorkMeter,
  most = SEARCH_LIMIT,
): LinearCharacter | undefined {
  const frontier: Candidate[] = [];
  for (const { representative: h } of table.classes) {
    const n = table.elementOrder(h);
    const H = subgroup(table, [h]);
    const powers = [0];
    for (let x = h; x !== 0; x = table.times(h, x)) powers.push(x);
    // λ of small order first: it needs the smaller field.
    const exponents = Array.from({ length: n }, (_, k) => k).sort((a, b) => n / gcd(a, n) - n / gcd(b, n) || a - b);
    for (const k of exponents) {
      if (!allowed(n / gcd(k, n))) continue;
      meter.step(0);
      const turns = new Int32Array(table.order);
      powers.forEach((x, i) => {
        turns[x] = (((i * k) % n) * table.order) / n;
      });
      const character = { subgroup: H, turns };
      const multiplicity = multiplicityIn(table, χ, character, field);
      if (multiplicity === 1) return character;
      if (multiplicity > 1) frontier.push({ character, multiplicity });
    }
  }
  const largest = table.order / χ.degree; // by Frobenius reciprocity χ(1) ≤ |G : H|
  const everything = Array.from({ length: table.order }, (_, x) => x);
  // First only by elements that normalize H and fix λ, where λ always extends; then by any element.
  const normalizing = (λ: LinearCharacter): readonly number[] =>
    inertiaElements(table, λ.subgroup, λ.turns, everything);
  for (const [candidates, limit] of [
    [normalizing, Math.min(NORMALIZING_LIMIT, most)],
    [() => everything, most],
  ] as const) {
    const found = search(table, χ, field, frontier, { largest, allowed, candidates, limit }, meter);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface SearchBounds {
  /** Order of the largest subgroup that is looked at. */
  readonly largest: number;
  /** The orders that λ may have. */
  readonly allowed: (order: number) => boolean;
  /** The elements by which ⟨H⟩ is extended. */
  readonly candidates: (λ: LinearCharacter) => readonly number[];
  /** Subgroups looked at before giving up. */
  readonly limit: number;
}

function search(
  table: ElementTable,
  χ: TableCharacter,
  field: PrimeArithmetic,
  start: readonly Candidate[],
  { largest, allowed, candidates, limit }: SearchBounds,
  meter: WorkMeter,
): LinearCharacter | undefined {
  const frontier = [...start].sort((a, b) => a.multiplicity - b.multiplicity);
  const seen = new Set<string>();
  let steps = 0;
  while (frontier.length > 0) {
    const { character, multiplicity } = frontier.shift() as Candidate;
    const covered = character.subgroup.contains.slice();
    for (const h of candidates(character)) {
      if (covered[h]) continue;
      if (++steps > limit) return undefined;
      meter.step(0);
      const extended = extendByOne(table, character, h, largest, allowed);
      // The other generators of ⟨H, h⟩ over H lead to the same subgroup, when it is small enough to be listed.
      for (const x of extended[0]?.subgroup.elements ?? []) covered[x] = 1;
      for (const extension of extended) {
        const smaller = multiplicityIn(table, χ, extension, field);
        if (smaller === 1) return extension;
        if (smaller < 1 || smaller >= multiplicity) continue;
        const key = extension.subgroup.elements
          .map((x) => `${x}:${extension.turns[x]}`)
          .sort()
          .join();
        if (seen.has(key)) continue;
        seen.add(key);
        const at = frontier.findIndex((c) => c.multiplicity > smaller);
        frontier.splice(at < 0 ? frontier.length : at, 0, { character: extension, multiplicity: smaller });
      }
    }
  }
  return undefined;
}

/** ⟨χ_H, λ⟩. */
function multiplicityIn(table: ElementTable, χ: TableCharacter, λ: LinearCharacter, field: PrimeArithmetic): number {
  let sum = 0;
  for (const h of λ.subgroup.elements) {
    sum = field.add(sum, field.mul(χ.residues[table.classOf[h]], field.root(-λ.turns[h], table.order)));
  }
  return field.mul(sum, field.inv(λ.subgroup.elements.length));
}

/** The extensions of λ to ⟨H, h⟩ with values of allowed orders, when that group is not too large. */
function extendByOne(
  table: ElementTable,
  λ: LinearCharacter,
  h: number,
  largest: number,
  allowed: (order: number) => boolean,
): LinearCharacter[] {
  const H = subgroup(table, [h], λ.subgroup, largest);
  if (H.elements.length > largest) return [];
  const N = table.order;
  let m = 1;
  let power = h;
  while (!λ.subgroup.contains[power]) {
    power = table.times(h, power);
    m++;
  }
  const found: LinearCharacter[] = [];
  for (let j = 0; j < m; j++) {
    const atH = (λ.turns[power] + j * N) / m;
    if (!Number.isInteger(atH) || !allowed(N / gcd(atH, N))) continue;
    const turns = homomorphismWith(table, H.elements, [...λ.subgroup.generators, h], (g) =>
      g === h ? atH : λ.turns[g],
    );
    if (turns !== undefined) found.push({ subgroup: H, turns });
  }
  return found;
}

/** The homomorphism to ℤ/|G| with given values on generators; undefined when there is none. */
function homomorphismWith(
  table: ElementTable,
  elements: readonly number[],
  generators: readonly number[],
  value: (g: number) => number,
): Int32Array | undefined {
  const N = table.order;
  const turns = new Int32Array(N).fill(-1);
  turns[0] = 0;
  const queue = [0];
  for (const x of queue) {
    for (const g of generators) {
      const y = table.times(g, x);
      if (turns[y] === -1) {
        turns[y] = (turns[x] + value(g)) % N;
        queue.push(y);
      } else if (turns[y] !== (turns[x] + value(g)) % N) return undefined;
    }
  }
  for (let x = 0; x < N; x++) if (turns[x] === -1) turns[x] = 0;
  return queue.length === elements.length ? turns : undefined;
}
