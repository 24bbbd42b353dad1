/**
 * Orders of abelian permutation groups. A transitive abelian group is regular, so that the stabilizer of a point is the
 * kernel of the action on its orbit. Let e be the least exponent with gᵢᵉ·β in the orbit of β under the generators
 * before gᵢ, and h their product with the same image: the relations gᵢᵉ = h, one for each generator, are a triangular
 * basis of all relations of the action, and so the elements gᵢᵉ·h⁻¹ generate its kernel (Sims 1994, ch. 8). Nothing is
 * random, and nothing needs to be verified.
 */
import { commute } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';

/** Do the generators commute, each with each? O(t²·degree). */
export function generateAbelian(generators: readonly Uint32Array[]): boolean {
  return generators.every((g, i) => generators.slice(0, i).every((h) => commute(g, h)));
}

/**
 * The order of the group that commuting permutations generate.
 * O(orbits · generators · log(orbit length) · degree).
 */
export function abelianOrder(generators: readonly Uint32Array[]): bigint {
  let kernel = generators.map(Permutation.fromTrustedImages).filter((g) => !g.isIdentity());
  let order = 1n;
  while (kernel.length > 0) {
    const base = kernel[0].images.findIndex((y, x) => y !== x);
    const { length, relations } = actionOnOrbit(kernel, base);
    order *= BigInt(length);
    kernel = relations.filter((g) => !g.isIdentity());
  }
  return order;
}

/** The length of the orbit of `base`, and generators of the kernel of the action on it. */
function actionOnOrbit(generators: readonly Permutation[], base: number): { length: number; relations: Permutation[] } {
  const orbit = [base];
  const position = new Int32Array(generators[0].degree).fill(-1);
  position[base] = 0;
  // orbit[Σ dₖ·stepₖ] = ∏ gₖ^dₖ · base, over the generators that enlarge the orbit
  const digits: { generator: Permutation; step: number }[] = [];
  const relations = generators.map((g) => {
    const step = orbit.length;
    while (position[g.images[orbit[orbit.length - step]]] === -1) {
      for (let i = orbit.length - step, end = orbit.length; i < end; i++) {
        position[g.images[orbit[i]]] = orbit.length;
        orbit.push(g.images[orbit[i]]);
      }
    }
    const exponent = orbit.length / step;
    if (exponent > 1) digits.push({ generator: g, step });
    let relation = g.power(exponent);
    let rest = position[relation.images[base]];
    for (let k = digits.length - 1; k >= 0 && rest > 0; k--) {
      const { generator, step: unit } = digits[k];
      if (rest >= unit) relation = relation.times(generator.power(-Math.floor(rest / unit)));
      rest %= unit;
    }
    return relation;
  });
  return { length: orbit.length, relations };
}
