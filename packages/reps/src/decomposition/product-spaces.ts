/**
 * The spaces of copies of a tensor product from those of its factors and the Clebsch–Gordan tensors of the group:
 * multiplicities are m_c = Σ m_a m_b m_ab^c, and no matrix of the product is looked at.
 */
import { IsotypicError, type PermutationGroup, type WorkMeter } from '@isotypic/algebra';
import type { MatrixCopies } from '../bases/matrix-copies.js';
import type { ExactMultiplicitySpace } from '../bases/multiplicity-space.js';
import { type CoupledSpaces, productCopies } from '../bases/product-copies.js';
import { ObjectCache } from '../caches.js';
import { Couplings } from '../clebsch-gordan/couplings.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import type { ExactRepresentation } from '../representations/kinds.js';
import type { MatrixRepresentation } from '../representations/matrix-representation.js';

const couplingsOf = new ObjectCache<PermutationGroup, Couplings>();

/** Factors with which a tensor product is decomposed. */
export class DecomposedFactors implements NonNullable<MatrixRepresentation['factors']> {
  readonly pair: readonly [ExactRepresentation, ExactRepresentation];

  constructor(left: ExactRepresentation, right: ExactRepresentation) {
    this.pair = [left, right];
  }

  /**
   * The copies of each irrep in `rep`, their product; undefined where they are no sums of the irreps: of complex or
   * projective representations the product may be one.
   * @param spacesOf the same for a factor
   */
  spacesOfProduct(
    rep: MatrixRepresentation,
    irreps: readonly RealIrrep[],
    spacesOf: (factor: ExactRepresentation) => readonly ExactMultiplicitySpace[],
    meter: WorkMeter,
  ): MatrixCopies[] | undefined {
    const factors = factorSpaces(this.pair, spacesOf);
    return factors && productSpaces(rep, irreps, factors, meter);
  }
}

function productSpaces(
  rep: MatrixRepresentation,
  irreps: readonly RealIrrep[],
  factors: readonly (readonly ExactMultiplicitySpace[])[],
  meter: WorkMeter,
): MatrixCopies[] {
  const [lefts, rights] = factors.map((spaces) => spaces.filter((space) => space.multiplicity > 0));
  const { couplings, numbers } = couplingsAmong(rep.group, irreps);
  const number = (irrep: RealIrrep): number => numbers.get(irrep) as number;
  const orthogonal = [...lefts, ...rights].every((space) => space.orthogonal);
  return irreps.map((irrep) => {
    const coupled: CoupledSpaces[] = [];
    let multiplicity = 0;
    for (const left of lefts) {
      for (const right of rights) {
        if (left.irrep.degree * right.irrep.degree < irrep.degree) continue;
        const triple = [number(left.irrep), number(right.irrep), number(irrep)] as const;
        const times = meter.part((options) => couplings.multiplicity(...triple, options));
        if (times === 0) continue;
        multiplicity += left.multiplicity * right.multiplicity * times;
        const coupling = (late = meter) => late.part((options) => couplings.coupling(...triple, options)).injections;
        coupled.push({ left, right, coupling });
      }
    }
    const { dimension, generatorMatrices } = rep;
    const sought = { irrep, multiplicity, dimension, orthogonal, field: generatorMatrices[0]?.field };
    return productCopies(sought, coupled);
  });
}

function factorSpaces(
  factors: DecomposedFactors['pair'],
  spacesOf: (factor: ExactRepresentation) => readonly ExactMultiplicitySpace[],
): (readonly ExactMultiplicitySpace[])[] | undefined {
  try {
    const first = spacesOf(factors[0]);
    return [first, factors[1] === factors[0] ? first : spacesOf(factors[1])];
  } catch (error) {
    const codes = ['INVALID_ARGUMENT', 'NOT_A_HOMOMORPHISM'];
    if (error instanceof IsotypicError && codes.includes(error.code)) return undefined;
    throw error;
  }
}

/** The couplings of the group's irreps, with the number that each of `irreps` has there. */
function couplingsAmong(
  group: PermutationGroup,
  irreps: readonly RealIrrep[],
): { readonly couplings: Couplings; readonly numbers: ReadonlyMap<RealIrrep, number> } {
  let couplings = couplingsOf.get(group);
  if (couplings === undefined || !irreps.every((irrep) => couplings?.irreps.includes(irrep))) {
    couplings = new Couplings(group, irreps);
    couplingsOf.set(group, couplings);
  }
  return { couplings, numbers: new Map(couplings.irreps.map((irrep, k) => [irrep, k])) };
}
