/** Derived and lower central series, and what they say: solvable, nilpotent, perfect, abelian invariants. */
import { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { PermutationGroup } from '../permutation-group.js';
import { commutator, normalClosureChain } from './normal-closure.js';

/** The smallest normal subgroup of `group` that contains `elements`. */
export function normalClosure(group: PermutationGroup, elements: readonly Permutation[]): PermutationGroup {
  const { chain, generators } = normalClosureChain(
    group.degree,
    group.generators.map((g) => g.images),
    elements.map((g) => g.images),
    randomSource(group.seed),
  );
  const closure = new PermutationGroup(generators.map(Permutation.fromTrustedImages), {
    degree: group.degree,
    seed: group.seed,
  });
  closure.adoptChain(chain);
  return closure;
}

/** [G, N] for a normal subgroup N: the normal closure in G of the commutators of generators. */
export function commutatorSubgroup(group: PermutationGroup, normal: PermutationGroup): PermutationGroup {
  const commutators = group.generators.flatMap((a) =>
    normal.generators.map((b) => Permutation.fromTrustedImages(commutator(a.images, b.images))),
  );
  return normalClosure(group, commutators);
}

/** G ≥ G′ ≥ G″ ≥ …, down to the first repetition, which is left out. */
export function derivedSeries(group: PermutationGroup): PermutationGroup[] {
  const series = [group];
  for (;;) {
    const last = series[series.length - 1];
    const next = last.derivedSubgroup();
    if (next.order === last.order) return series;
    series.push(next);
  }
}

/** G ≥ [G, G] ≥ [G, [G, G]] ≥ …, down to the first repetition, which is left out. */
export function lowerCentralSeries(group: PermutationGroup): PermutationGroup[] {
  const series = [group];
  for (;;) {
    const last = series[series.length - 1];
    const next = series.length === 1 ? group.derivedSubgroup() : commutatorSubgroup(group, last);
    if (next.order === last.order) return series;
    series.push(next);
  }
}

/**
 * The prime powers q such that G/G′ is the product of cyclic groups of orders q, sorted. From the orders of the groups
 * Gₖ = G′·⟨gᵏ⟩: G/G′ has |G/G′ : (G/G′)ᵏ| elements of order dividing k.
 */
export function abelianInvariants(group: PermutationGroup): bigint[] {
  const derived = group.derivedSubgroup();
  const index = group.order / derived.order;
  const invariants: bigint[] = [];
  for (const [p, exponent] of factorize(index)) {
    // rank[i] = log_p |A/A^(p^i)| − log_p |A/A^(p^(i−1))| = number of cyclic factors of order at least p^i.
    let previous = 0;
    const ranks: number[] = [];
    for (let i = 1; previous < exponent; i++) {
      const powers = group.generators.map((g) => g.power(p ** BigInt(i)));
      const below = new PermutationGroup([...derived.generators, ...powers], {
        degree: group.degree,
        seed: group.seed,
      });
      const known = logarithm(group.order / below.order, p);
      ranks.push(known - previous);
      previous = known;
    }
    ranks.forEach((rank, i) => {
      for (let k = rank - (ranks[i + 1] ?? 0); k > 0; k--) invariants.push(p ** BigInt(i + 1));
    });
  }
  return invariants.sort((a, b) => Number(a - b));
}

function logarithm(n: bigint, p: bigint): number {
  let e = 0;
  for (let m = n; m % p === 0n; m /= p) e++;
  return e;
}

/** Prime factorization by trial division: orders of permutation groups have only primes up to the degree. */
export function factorize(n: bigint): [bigint, number][] {
  const factors: [bigint, number][] = [];
  let m = n;
  for (let p = 2n; p * p <= m; p++) {
    let e = 0;
    for (; m % p === 0n; m /= p) e++;
    if (e > 0) factors.push([p, e]);
  }
  if (m > 1n) factors.push([m, 1]);
  return factors;
}
