/** Which engine finds the invariants of one group in a tensor product. */
import type { WorkOptions } from '@isotypic/algebra';
import type { Factor } from '../representations/factor.js';
import { constraintNullspace } from './constraint-nullspace.js';
import type { InvariantBasis } from './invariant-basis.js';

/** The invariants of the factors' one group in their tensor product. */
export function invariantBasis(factors: readonly Factor[], options: WorkOptions): InvariantBasis {
  return constraintNullspace(factors, options);
}
