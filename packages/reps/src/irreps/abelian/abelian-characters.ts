/**
 * The linear characters of an abelian group. The generators g₁, …, g_t make a polycyclic sequence: m_k is the least
 * power with g_k^{m_k} in ⟨g₁, …, g_{k−1}⟩, and a character of that subgroup extends in m_k ways, one for each m_k-th
 * root of its value there.
 */
import type { Permutation, PermutationGroup } from '@isotypic/algebra';
import type { IrrepListing } from '../irrep-listing.js';

export interface AbelianCharacters {
  /** All values are powers of e^(2πi/denominator). */
  readonly denominator: number;
  /** One row a character: turns[k] for generator k, 0 ≤ turns < denominator. Trivial first, lexicographic. */
  readonly characters: readonly (readonly number[])[];
  /** Exponents of g in the generators: g = ∏ g_k^exponents[k]. @throws {IsotypicError} `NOT_IN_GROUP` */
  exponents(g: Permutation): readonly number[];
}

/** @throws {BudgetExceededError} for more elements than irreps may be listed. A step is an element or a character. */
export function abelianCharacters(group: PermutationGroup, work: IrrepListing): AbelianCharacters {
  work.announce(Number(group.order));
  const { meter } = work;
  const denominator = Number(group.order);
  const one = group.generators[0]?.power(0);
  // Every element met so far, by its rank in the group, as the exponents that write it.
  const known = new Map<bigint, number[]>(one === undefined ? [] : [[0n, []]]);
  const elements: Permutation[] = one === undefined ? [] : [one];
  let characters: number[][] = [[]];
  for (const [k, g] of group.generators.entries()) {
    const subgroup = [...elements];
    let power = g;
    let m = 1;
    while (!known.has(group.rank(power))) {
      for (const h of subgroup) {
        meter.step();
        const product = power.times(h);
        const exponents = known.get(group.rank(h)) as number[];
        known.set(group.rank(product), [...Array.from({ length: k }, (_, i) => exponents[i] ?? 0), m]);
        elements.push(product);
      }
      power = power.times(g);
      m++;
    }
    const relation = known.get(group.rank(power)) as number[];
    characters = characters.flatMap((turns) => {
      meter.step(m);
      const at = relation.reduce((sum, e, i) => (sum + e * turns[i]) % denominator, 0);
      return Array.from({ length: m }, (_, j) => [...turns, (at + j * denominator) / m]);
    });
  }
  characters.sort((a, b) => a.map((x, i) => x - b[i]).find((x) => x !== 0) ?? 0);
  return {
    denominator,
    characters,
    exponents: (g) => {
      const exponents = known.get(group.rank(g)) ?? [];
      return group.generators.map((_, i) => exponents[i] ?? 0);
    },
  };
}
