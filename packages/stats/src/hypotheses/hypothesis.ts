/** What is said to be invariant. */
import { type Kind, oneOf } from '@isotypic/algebra/internal';

/** `covariance`: Σ is invariant and μ is free. `mean-and-covariance`: both are invariant. */
export type SymmetryHypothesis = 'covariance' | 'mean-and-covariance';

export const HYPOTHESIS: Kind = oneOf('covariance', 'mean-and-covariance');
