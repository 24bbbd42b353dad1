/** Which engine finds the invariants of one group in a tensor product. */
import type { WorkOptions } from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { DiagramBasis } from '../diagrams/diagram-basis.js';
import { SymmetricBasis } from '../diagrams/symmetric-basis.js';
import type { InvariantBasis } from '../linear/invariant-basis.js';
import type { Factor } from '../representations/factor.js';
import { constraintNullspace } from './constraint-nullspace.js';
import { orbitBasis } from './orbit-basis.js';

/**
 * The invariants of the factors' one group in their tensor product, the first `outFactors` of them being the rows of
 * maps: by diagrams for tensors of classical groups, by orbits for permutations with signs, else by the constraint
 * nullspace. With special cases off (`ISOTYPIC_NO_SPECIAL_CASES`) always by the last.
 */
export function invariantBasis(factors: readonly Factor[], outFactors: number, options: WorkOptions): InvariantBasis {
  if (!specialCasesAreOn()) return constraintNullspace(factors, options);
  return classicalBasis(factors) ?? orbitBasis(factors, outFactors, options) ?? constraintNullspace(factors, options);
}

/** By diagrams, where all factors are V or V* of a classical group. */
function classicalBasis(factors: readonly Factor[]): InvariantBasis | null {
  const family = factors[0]?.group.knowledge.family;
  if (family === undefined || factors.some((f) => f.variance !== 'vector' && f.variance !== 'covector')) return null;
  if (family.kind === 'symmetric') return new SymmetricBasis(family.n, factors.length);
  return new DiagramBasis(
    family,
    factors.map((f) => f.variance === 'covector'),
  );
}
