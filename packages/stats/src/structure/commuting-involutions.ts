/** Commuting involutions of a permutation group whose signs cut a change of basis into the cheapest pieces. */
import { Permutation, randomSource } from '@isotypic/algebra';
import { randomElements } from '@isotypic/reps/internal';

/** Random elements that are looked at, and involutions that are kept: enough to meet every kind in groups of use. */
const DRAWS = 60;
const KEPT = 24;
/** Orbits of at most 2³ points, as the kernels take them. */
const MOST = 3;

/**
 * Up to three commuting involutions, found by descent on `cost`; none where none is below `limit`. Involutions are powers
 * of random elements; one that commutes with t comes from any s: (st)^{k/2} where st has even order k (Bray 2000,
 * "An improved method for generating the centralizer of an involution", Arch. Math. 74).
 */
export function commutingInvolutions(
  generators: readonly Permutation[],
  cost: (involutions: readonly Permutation[]) => number,
  limit: number,
): readonly Permutation[] {
  const involutions = someInvolutions(generators);
  let [best, least]: [readonly Permutation[], number] = [[], limit];
  for (const first of involutions) {
    let [chosen, own] = [[first], cost([first])];
    while (chosen.length < MOST) {
      const found = chosen;
      const candidates = involutions.map((s) => commutingWith(found, s)).filter((c) => c !== undefined);
      const costs = candidates.map((c) => cost([...found, c]));
      const at = costs.reduce((low, c, i) => (c < (costs[low] ?? Number.POSITIVE_INFINITY) ? i : low), -1);
      if (at < 0 || costs[at] >= own) break;
      [chosen, own] = [[...found, candidates[at]], costs[at]];
    }
    if (own < least) [best, least] = [chosen, own];
  }
  return best;
}

function someInvolutions(generators: readonly Permutation[]): Permutation[] {
  const targets = generators.map(({ images }) => Int32Array.from(images));
  const found = new Map<string, Permutation>();
  for (const images of randomElements(targets, randomSource(), DRAWS)) {
    const involution = involutionOf(Permutation.fromTrustedImages(Uint32Array.from(images)));
    if (involution !== undefined && found.size < KEPT) found.set(involution.images.join(), involution);
  }
  return [...found.values()];
}

/** The power of order 2; undefined for elements of odd order. */
function involutionOf(g: Permutation): Permutation | undefined {
  const order = g.order();
  return order % 2n === 0n ? g.power(order / 2n) : undefined;
}

/** An involution outside of the group of `chosen` that commutes with all of it: s, or what Bray's product makes of it. */
function commutingWith(chosen: readonly Permutation[], s: Permutation): Permutation | undefined {
  let c: Permutation | undefined = s;
  for (const t of chosen) {
    const product: Permutation = c.times(t);
    // commuting involutions have a product of order 2, which with them makes the same group
    if (!product.power(2).isIdentity()) c = involutionOf(product);
    if (c === undefined) return undefined;
  }
  const commutes = chosen.every((t) => t.times(c).equals(c.times(t)));
  return commutes && !spans(chosen, c) ? c : undefined;
}

/** Whether c is a product of some of the commuting involutions. */
function spans(chosen: readonly Permutation[], c: Permutation): boolean {
  let all = [Permutation.identity(c.degree)];
  for (const t of chosen) all = all.concat(all.map((g) => g.times(t)));
  return all.some((g) => g.equals(c));
}
