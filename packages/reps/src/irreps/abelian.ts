/**
 * The linear characters of an abelian group. The generators g₁, …, g_t make a polycyclic sequence: m_k is the least
 * power with g_k^{m_k} in ⟨g₁, …, g_{k−1}⟩, and a character of that subgroup extends in m_k ways, one for each m_k-th
 * root of its value there.
 */
import { IsotypicError, type Permutation, type PermutationGroup } from '@isotypic/algebra';

export interface AbelianCharacters {
  /** All values are powers of e^(2πi/denominator). */
  readonly denominator: number;
  /** One row a character: turns[k] for generator k, 0 ≤ turns < denominator. Trivial first, lexicographic. */
  readonly characters: readonly (readonly number[])[];
  /** Exponents of g in the generators: g = ∏ g_k^exponents[k]. @throws {IsotypicError} `NOT_IN_GROUP` */
  exponents(g: Permutation): readonly number[];
}

/** Largest abelian group whose characters are listed; each one is a row of the answer. */
const ABELIAN_LIMIT = 1 << 20;

/** @throws {IsotypicError} `BUDGET_EXCEEDED` above 2²⁰ elements. */
export function abelianCharacters(group: PermutationGroup): AbelianCharacters {
  if (group.order > BigInt(ABELIAN_LIMIT)) {
    throw new IsotypicError('BUDGET_EXCEEDED', {
      where: 'irreps',
      expected: `an abelian group of order at most ${ABELIAN_LIMIT}`,
      received: `order ${group.order}`,
    });
  }
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
