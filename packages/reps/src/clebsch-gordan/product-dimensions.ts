/** How many invariants a product of irreps has: ⟨1, ∏ χᵢ⟩, from characters modulo one prime. */
import { IsotypicError, type PermutationGroup, type WorkMeter } from '@isotypic/algebra';
import { invMod, modularPrimes, splitPrime, symmetricResidue } from '@isotypic/algebra/internal';
import { lcmOf, type ModularModule } from './modular-module.js';

/**
 * Reduction modulo a prime over p, p ≡ 1 modulo the order of the field and p ∤ |G|, is a homomorphism of rings, so an
 * inner product of characters, an integer, is found as its residue.
 */
export class ProductDimensions {
  /** |class|/|G| modulo p, by p; undefined where p divides |G|. */
  private readonly weights = new Map<number, Float64Array | undefined>();

  constructor(private readonly group: PermutationGroup) {}

  /** The dimension of the invariants of the product; each irrep's character is computed once. O(classes). */
  invariants(modules: readonly ModularModule[], meter: WorkMeter): number {
    const order = lcmOf(modules.map((module) => module.order));
    for (const p of modularPrimes(2 ** 24, order)) {
      const weights = this.weightsModulo(p);
      if (weights === undefined) continue;
      const split = splitPrime(order, p);
      const values = modules.map((module) => module.character(split, meter));
      if (!values.every((v) => v !== undefined)) continue;
      let sum = 0;
      for (let c = 0; c < weights.length; c++) {
        let term = weights[c];
        for (const χ of values) term = symmetricResidue(term * χ[c], p);
        sum += term;
      }
      return symmetricResidue(sum, p);
    }
    throw new IsotypicError('OUT_OF_MEMORY', {
      where: 'couplings',
      expected: `a prime below 2²⁴ that is 1 modulo the order ${order} of the field`,
      received: 'none',
    });
  }

  private weightsModulo(p: number): Float64Array | undefined {
    if (!this.weights.has(p)) {
      const size = Number(this.group.order % BigInt(p));
      const inverse = size === 0 ? 0 : symmetricResidue(invMod(size, p), p);
      const weight = ({ size: count }: { readonly size: bigint }): number =>
        symmetricResidue(Number(count % BigInt(p)) * inverse, p);
      this.weights.set(p, size === 0 ? undefined : Float64Array.from(this.group.conjugacyClasses(), weight));
    }
    return this.weights.get(p);
  }
}
