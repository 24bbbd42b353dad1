/**
 * What of moments is public. The class is an alias here, in a file that nothing else uses: bundles of esbuild load at
 * once what a package's index exports by its own name, even where only a room that is loaded later uses it.
 */
import * as implementation from './symmetric-moments.js';

export type { GivenSums } from './given-sums.js';
export type { MomentCenter } from './moment-sums.js';
export type { SymmetricMomentsJSON, TotalsJSON } from './moments-json.js';
export type { Batch, MomentScales, PushOptions, StreamOptions } from './symmetric-moments.js';
export import SymmetricMoments = implementation.SymmetricMoments;
