/** A basis of the invariants of one group in a tensor product, whatever engine found it. */
import type { Cyclotomic, Fraction } from '@isotypic/algebra';

/** A number that bases are exact in. */
export type ExactNumber = Fraction | Cyclotomic;

/** Called for each entry that is not zero; positions are row-major in the tensor product. */
export type VisitEntry = (position: number, value: ExactNumber) => void;

export interface InvariantBasis {
  /** The number of basis tensors. */
  readonly dimension: number;
  /** The dimension of the tensor product. */
  readonly size: number;
  /** Which engine found it. */
  readonly method: string;
  /** Whether different basis tensors are orthogonal. */
  readonly orthogonal: boolean;
  /** The number of entries of basis tensor k that are not zero. */
  nonZeros(k: number): number;
  /** Visits them, one after the other. */
  forEachEntry(k: number, visit: VisitEntry): void;
  /**
   * Σ coefficients_k·(tensor k) as a map from the factors after the first `outFactors` to those, applied to x: for
   * engines that multiply without going through the entries; null where this one cannot.
   */
  contract?(coefficients: Float64Array, x: Float64Array, outFactors: number): Float64Array | null;
  /** The invariant tensor closest to x, for engines that need no orthonormal basis for it. */
  average?(x: Float64Array): Float64Array;
}
