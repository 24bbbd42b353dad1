/** Moments by groups: what queries are read into. */
import type { SymmetricMoments } from '@isotypic/stats';

/** One value of a key: bigints beyond float64 and times are text. */
export type GroupKey = string | number | boolean | null;

export interface MomentsOfGroup {
  /** The values of the keys, in the order of `groupBy`; empty where there are none. */
  readonly key: readonly GroupKey[];
  readonly moments: SymmetricMoments;
  /** Rows that are in the moments. */
  readonly read: number;
  /** Rows left out for what is missing in them: read + dropped = COUNT(*). */
  readonly dropped: number;
}

/** Moments of every group, sorted by key. Without keys there is one group, also of no rows. */
export interface GroupedMoments {
  readonly groups: readonly MomentsOfGroup[];
  /** Of all groups together, merged in the order of their keys. */
  total(): SymmetricMoments;
}
