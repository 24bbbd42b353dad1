/** The linear characters of G: those of the abelian group G/G′. */
import { type Permutation, PermutationGroup } from '@isotypic/algebra';
import type { ClassStructure } from './class-structure.js';

/**
 * Every linear character as a row of exponents: `rows[i][c] = a` means λᵢ(C_c) = E(e)^a, e the exponent of G.
 * The trivial character comes first.
 *
 * G/G′ is climbed one cyclic factor at a time, D₀ = G′ < D₁ < … < D_t = G with D_i = ⟨D_{i−1}, g_i⟩ and r_i the least
 * r > 0 with g_i^r ∈ D_{i−1}. Modulo G′ every element is g_1^{a_1}⋯g_t^{a_t}, 0 ≤ a_i < r_i, and a character of
 * D_{i−1}/G′ extends to D_i by any of the r_i solutions of λ(g_i)^{r_i} = λ(g_i^{r_i}).
 */
export function linearCharacters(structure: ClassStructure): Int32Array[] {
  const { group, classes, exponent } = structure;
  const derived = commutatorSubgroup(group);
  if (derived.order === group.order) return [new Int32Array(structure.count)];
  const tower: { below: PermutationGroup; generator: Permutation; inverse: Permutation; index: number }[] = [];
  let below = derived;
  for (const generator of group.generators) {
    if (below.order === group.order) break;
    let [power, index] = [generator, 1];
    while (!below.contains(power)) {
      power = power.times(generator);
      index++;
    }
    if (index === 1) continue;
    tower.push({ below, generator, inverse: generator.inverse(), index });
    below = new PermutationGroup([...below.generators, generator], { degree: group.degree });
  }
  /** Exponents (a_1, …, a_levels) of x ∈ D_levels. */
  const coordinates = (x: Permutation, levels: number): number[] => {
    const exponents = new Array<number>(levels).fill(0);
    let rest = x;
    for (let i = levels - 1; i >= 0; i--) {
      while (!tower[i].below.contains(rest)) {
        rest = tower[i].inverse.times(rest);
        exponents[i]++;
      }
    }
    return exponents;
  };
  // A character of D_i is the list of its values' exponents on g_1, …, g_i.
  let characters: number[][] = [[]];
  tower.forEach(({ generator, index }, i) => {
    const relation = coordinates(generator.power(index), i);
    characters = characters.flatMap((values) => {
      const target = relation.reduce((sum, a, t) => (sum + a * values[t]) % exponent, 0);
      // index · x ≡ target (mod exponent): solvable, since λ(g_i) is a root of unity of order dividing the exponent.
      const step = exponent / index;
      const first = target / index;
      return Array.from({ length: index }, (_, t) => [...values, (first + t * step) % exponent]);
    });
  });
  const exponentsOf = classes.map((c) => coordinates(c.representative, tower.length));
  return characters.map((values) =>
    Int32Array.from(exponentsOf, (a) => a.reduce((sum, ai, i) => (sum + ai * values[i]) % exponent, 0)),
  );
}

/** G′, the normal closure of the commutators of generators. */
function commutatorSubgroup(group: PermutationGroup): PermutationGroup {
  const { generators, degree, seed } = group;
  const found: Permutation[] = [];
  let subgroup = new PermutationGroup(found, { degree, seed });
  const include = (x: Permutation): void => {
    if (subgroup.contains(x)) return;
    found.push(x);
    subgroup = new PermutationGroup([...found], { degree, seed });
  };
  generators.forEach((g, i) => {
    for (const h of generators.slice(0, i)) include(g.times(h).times(h.times(g).inverse()));
  });
  for (const x of found) for (const g of generators) include(x.conjugateBy(g));
  return subgroup;
}
