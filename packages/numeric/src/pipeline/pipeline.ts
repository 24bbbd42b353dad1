/** The operations that statistics needs of a backend: samples by blocks, through a change of basis and back. */

import type { Indices } from '../kernels/group-average.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout, MatrixLike } from '../matrix/layout.js';
import type { BlockResiduals, ResidualRequest } from './block-residual.js';
import type { SampleSpace } from './change-of-basis.js';
import type { MapRequest } from './coordinates.js';
import type { GramRequest, PooledGrams } from './pooled-grams.js';
import type { Watch } from './runner.js';

/**
 * All work on samples. Every operation takes its rows in chunks that stay in cache, and tells `watch` of the
 * multiply–adds of a chunk before they are done. Operations called together are done one after the other.
 */
export interface Pipeline {
  /** Gram matrices of samples by components, over rows and pooled coordinates. */
  pooledGrams(request: GramRequest, watch?: Watch): Promise<PooledGrams>;
  /** What a map by blocks leaves of samples: Σ r ẑᵀ and Σ ‖r‖² by components. */
  blockResiduals(request: ResidualRequest, watch?: Watch): Promise<BlockResiduals>;
  /**
   * Coordinates of every row, less the shift: N × D, in the order of the components. A backend may write them into the
   * room, if there is any: the rows themselves, where nobody needs these afterwards.
   */
  toCoordinates(space: SampleSpace, watch?: Watch, room?: Float64Array): Promise<Float64Matrix>;
  /** Coordinates through a map by blocks, back to the variables, plus a shift: draws of a Gaussian, images of a map. */
  fromCoordinates(request: MapRequest, watch?: Watch): Promise<Float64Matrix>;
  /** ‖(⊕ W_k ⊗ I) x̂‖² of every row: the exponent of a Gaussian density where W_k is an inverse Cholesky factor. */
  squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[], watch?: Watch): Promise<Float64Array>;
  /** The Reynolds operator on rows: averages over the orbits of the columns under the generators' index arrays. */
  groupAverage(X: MatrixLike, generators: readonly Indices[], watch?: Watch): Promise<Float64Matrix>;
}
