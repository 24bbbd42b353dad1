/** The linear characters of G: those of the abelian group G/G′. */
import type { Permutation, PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { subgroupOfOrder } from '@isotypic/algebra/internal';
import type { ClassStructure } from './class-structure.js';

/**
 * Every linear character as a row of exponents: `rows[i][c] = a` means λᵢ(C_c) = E(e)^a, e the exponent of G.
 * The trivial character comes first. A step of the meter is a value.
 *
 * A character of G/G′ = ⟨g_1, …, g_t⟩ is known by its values on the g_i, and a class by the exponents of its members in
 * them. Those are sought for one generator of each maximal cyclic subgroup: λ(xⁱ) = λ(x)ⁱ on the others.
 */
export function linearCharacters(structure: ClassStructure, meter: WorkMeter): Int32Array[] {
  const { group, exponent, count, powers, classes } = structure;
  const derived = meter.part((options) => group.derivedSubgroup(options));
  const tower = abelianTower(group, derived, meter);
  const characters = charactersOfTower(tower, exponent, meter);
  const maximal = structure.maximalCyclicClasses().map((c) => ({
    onPowers: powers[c],
    exponents: coordinates(tower, classes[c].representative, tower.length, meter),
  }));
  return characters.map((values) => {
    meter.step(count);
    const row = new Int32Array(count);
    for (const { onPowers, exponents } of maximal) {
      const a = exponents.reduce((sum, ai, i) => (sum + ai * values[i]) % exponent, 0);
      for (let i = 0; i < onPowers.length; i++) row[onPowers[i]] = (i * a) % exponent;
    }
    return row;
  });
}

/** D_{i−1} < D_i = ⟨D_{i−1}, g_i⟩, and the least r > 0 with g_i^r ∈ D_{i−1}. */
export interface TowerStep {
  readonly below: PermutationGroup;
  readonly generator: Permutation;
  readonly inverse: Permutation;
  readonly index: number;
}

/** G/N, which is abelian, one cyclic factor at a time: N = D₀ < D₁ < … < D_t = G. */
export function abelianTower(group: PermutationGroup, normal: PermutationGroup, meter: WorkMeter): TowerStep[] {
  const tower: TowerStep[] = [];
  let below = normal;
  let { order } = below;
  for (const generator of group.generators) {
    if (order === group.order) break;
    let [power, index] = [generator, 1];
    while (!below.contains(power)) {
      meter.step(0);
      power = power.times(generator);
      index++;
    }
    if (index === 1) continue;
    tower.push({ below, generator, inverse: generator.inverse(), index });
    order *= BigInt(index); // D_{i−1} is normal, since it holds N ≥ G′
    if (order !== group.order) below = subgroupOfOrder(group, [...below.generators, generator], order);
  }
  return tower;
}

/** The exponents a_i with x ≡ g_1^{a_1}⋯g_levels^{a_levels} modulo N, 0 ≤ a_i < r_i, of x ∈ D_levels. */
export function coordinates(tower: readonly TowerStep[], x: Permutation, levels: number, meter: WorkMeter): number[] {
  const exponents = new Array<number>(levels).fill(0);
  let rest = x;
  for (let i = levels - 1; i >= 0; i--) {
    while (!tower[i].below.contains(rest)) {
      meter.step(0);
      rest = tower[i].inverse.times(rest);
      exponents[i]++;
    }
  }
  return exponents;
}

/**
 * The characters of D_t/N, each as the exponents of its values on g_1, …, g_t: one of D_{i−1}/N extends to D_i by any
 * of the r_i solutions of λ(g_i)^{r_i} = λ(g_i^{r_i}).
 */
export function charactersOfTower(tower: readonly TowerStep[], exponent: number, meter: WorkMeter): number[][] {
  let characters: number[][] = [[]];
  tower.forEach(({ generator, index }, i) => {
    const relation = coordinates(tower, generator.power(index), i, meter);
    characters = characters.flatMap((values) => {
      meter.step(0);
      return extendingValues(relation, index, values, exponent).map((value) => [...values, value]);
    });
  });
  return characters;
}

/** The x with x·index ≡ Σ relation[t]·values[t]: solvable, as λ(g) has an order that divides the exponent. */
export function extendingValues(
  relation: readonly number[],
  index: number,
  values: readonly number[],
  exponent: number,
): number[] {
  const target = relation.reduce((sum, a, t) => (sum + a * values[t]) % exponent, 0);
  return Array.from({ length: index }, (_, t) => (target + t * exponent) / index);
}
