/** Derived and lower central series, and what they say: solvable, nilpotent, perfect, abelian invariants. */
import { commutator } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { factorBig } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import type { Group } from '../group.js';
import { normalClosureChain } from '../schreier-sims/normal-closure.js';
import { schreierSims } from '../schreier-sims/random-schreier-sims.js';
import { liftedGroup } from '../structure/reduced-subgroups.js';
import { signQuotientOrder } from './sign-quotient.js';

/**
 * The smallest subgroup that contains `elements` and is normalized by `group`; its order is at most `atMost`, where
 * that is known. One step of the meter is one sift.
 */
export function normalClosure<G extends Group>(
  group: G,
  elements: readonly Permutation[],
  meter: WorkMeter,
  atMost?: bigint,
): G {
  const onVertices = liftedGroup(group, elements, meter, (small, q) => normalClosure(small, q, meter));
  if (onVertices !== undefined) return onVertices;
  const { chain, generators } = normalClosureChain(
    group.degree,
    group.generators.map((g) => g.images),
    elements.map((g) => g.images),
    randomSource(group.seed),
    meter,
    schreierSims,
    atMost,
  );
  return group.subgroup(generators, { chain: () => chain });
}

/** [G, N] for a normal subgroup N: the normal closure in G of the commutators of generators. */
function commutatorSubgroup<G extends Group>(group: G, normal: G, meter: WorkMeter, atMost?: bigint): G {
  const commutators = group.generators.flatMap((a) =>
    normal.generators.map((b) => Permutation.fromTrustedImages(commutator(a.images, b.images))),
  );
  return normalClosure(group, commutators, meter, atMost);
}

/** G′ = [G, G]: the elements that are even on every orbit, or fewer. */
export function derivedSubgroup<G extends Group>(group: G, meter: WorkMeter): G {
  return commutatorSubgroup(group, group, meter, group.orderWithin(meter) / signQuotientOrder(group));
}

/** G ≥ G′ ≥ G″ ≥ …, down to the first repetition, which is left out. */
export function derivedSeries<G extends Group>(group: G, meter: WorkMeter): G[] {
  return downTo(group, (last) => last.derivedWithin(meter), meter);
}

/** G ≥ [G, G] ≥ [G, [G, G]] ≥ …, down to the first repetition, which is left out. */
export function lowerCentralSeries<G extends Group>(group: G, meter: WorkMeter): G[] {
  const next = (last: G): G => (last === group ? group.derivedWithin(meter) : commutatorSubgroup(group, last, meter));
  return downTo(group, next, meter);
}

function downTo<G extends Group>(group: G, next: (last: G) => G, meter: WorkMeter): G[] {
  const series = [group];
  for (;;) {
    const last = series[series.length - 1];
    const below = next(last);
    if (below.orderWithin(meter) === last.orderWithin(meter)) return series;
    series.push(below);
    meter.report('series', series.length);
  }
}

/** Is G′ = G? */
export function isPerfect(group: Group, meter: WorkMeter): boolean {
  return group.derivedWithin(meter).orderWithin(meter) === group.orderWithin(meter);
}

/** Does a series end in the trivial group? */
export function endsTrivially(series: readonly Group[]): boolean {
  return series[series.length - 1].order === 1n;
}

/**
 * The prime powers q such that G/G′ is the product of cyclic groups of orders q, sorted. From the orders of the groups
 * Gₖ = G′·⟨gᵏ⟩: G/G′ has |G/G′ : (G/G′)ᵏ| elements of order dividing k.
 */
export function abelianInvariants(group: Group, meter: WorkMeter): bigint[] {
  const derived = group.derivedWithin(meter);
  const order = group.orderWithin(meter);
  const invariants: bigint[] = [];
  for (const [p, exponent] of factorBig(order / derived.orderWithin(meter))) {
    // rank[i] = log_p |A/A^(p^i)| − log_p |A/A^(p^(i−1))| = number of cyclic factors of order at least p^i.
    let previous = 0;
    const ranks: number[] = [];
    for (let i = 1; previous < exponent; i++) {
      const powers = group.generators.map((g) => g.power(p ** BigInt(i)));
      const below = group.subgroup([...derived.generators, ...powers]);
      const known = logarithm(order / below.orderWithin(meter), p);
      ranks.push(known - previous);
      previous = known;
    }
    ranks.forEach((rank, i) => {
      for (let k = rank - (ranks[i + 1] ?? 0); k > 0; k--) invariants.push(p ** BigInt(i + 1));
    });
  }
  return invariants.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function logarithm(n: bigint, p: bigint): number {
  let e = 0;
  for (let m = n; m % p === 0n; m /= p) e++;
  return e;
}
