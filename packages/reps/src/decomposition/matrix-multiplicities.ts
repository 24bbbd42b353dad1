/** Multiplicities in representations by exact matrices, by characters modulo a prime. */
import type { WorkMeter } from '@isotypic/algebra';
import { modularPrimes, splitPrime } from '@isotypic/algebra/internal';
import { lcmOf, ModularModule } from '../clebsch-gordan/modular-module.js';
import { ProductDimensions } from '../clebsch-gordan/product-dimensions.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import type { MatrixRepresentation } from '../representations/matrix-representation.js';

/**
 * How often each irrep occurs: ⟨χ_ρ, χ⟩/e, an integer of at most the dimension, which is known from its residue. The
 * relations of the group are evaluated modulo a prime first. O(classes) products of matrices modulo a prime.
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM`
 */
export function matrixMultiplicities(
  where: string,
  rep: MatrixRepresentation,
  irreps: readonly RealIrrep[],
  meter: WorkMeter,
): number[] {
  const { group, dimension: degree, generatorMatrices } = rep;
  const module = new ModularModule({ group, degree, generatorMatrices }, false, meter);
  for (const p of modularPrimes(2 ** 24, module.order)) {
    if (group.order % BigInt(p) === 0n) continue;
    if (module.checkRelations(where, splitPrime(lcmOf([module.order]), p), meter)) break;
  }
  const dimensions = new ProductDimensions(group);
  return irreps.map(
    (irrep) =>
      dimensions.invariants([module, new ModularModule(irrep, false, meter)], meter) / irrep.endomorphismDimension,
  );
}
