/**
 * An equivariant map kept as its blocks, Q_Y (⊕ₖ C_k ⊗ I) Q_Xᵀ: it is applied, solved and read entry by entry without
 * its matrix, whose Dy·Dx entries are Σ mY·mX numbers told many times.
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, integer } from '@isotypic/algebra/internal';
import {
  cholesky,
  choleskySolve,
  type Float64Layout,
  type Float64Matrix,
  logDeterminantOfCholesky,
} from '@isotypic/numeric/dense';
import { checkVector } from '../data/vectors.js';
import { type Operations, withOperations } from '../run/run.js';
import { assembly } from './assembly.js';
import { basisRow, entryOfMap } from './basis-rows.js';
import { diagonalOf } from './diagonal.js';
import { componentOf, fromCoordinates, toCoordinates } from './equivariant-blocks.js';
import { areSolved, type HeldBlocks, MatrixBlocks, SampleBlocks } from './held-blocks.js';
import type { IsotypicStructure } from './isotypic-structure.js';

/**
 * An equivariant map from ℝ^Dx to ℝ^Dy.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const { coefficients } = await lstsq(borings, borings, square, square, { form: 'structured' });
 * [coefficients.rows, coefficients.cols] // [4, 4]
 */
export class StructuredMap {
  /** Dy. */
  readonly rows: number;
  /** Dx. */
  readonly cols: number;

  /** @internal */
  protected readonly held: HeldBlocks;

  /**
   * @internal
   * @param blocks C_k, (e·mY)×(e·mX) each
   */
  constructor(
    protected readonly codomain: IsotypicStructure,
    protected readonly domain: IsotypicStructure,
    blocks: readonly Float64Layout[] | HeldBlocks,
  ) {
    this.rows = codomain.dimension;
    this.cols = domain.dimension;
    this.held = 'holds' in blocks ? blocks : new MatrixBlocks(blocks);
  }

  /**
   * What is held: the blocks, or the coordinates of the samples that they are sums over, where these are fewer numbers.
   */
  get holds(): 'blocks' | 'samples' {
    return this.held.holds;
  }

  /**
   * The blocks over ℝ, ℂ, ℍ in their real form, one for each isotypic component, in the order of the structure. Made
   * when they are asked for where samples are held.
   * @throws {IsotypicError} `OUT_OF_MEMORY` where they are too large to be made
   */
  get blocks(): readonly Float64Layout[] {
    return this.held.blocks;
  }

  /**
   * A·x. O(Σ size² of the summands of Q + Σ mY·mX·d/e).
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`
   */
  apply(x: ArrayLike<number>): Float64Array {
    const checked = checkVector('StructuredMap.apply', x, this.cols);
    return this.through(checked, this.domain, this.codomain, (k, part) => this.held.times(k, part));
  }

  /** @internal A·x of an invariant x, whose other coordinates are rounding: an invariant. */
  applyToInvariant(x: Float64Array): Float64Array {
    return this.through(x, this.domain, this.codomain, (k, part) =>
      this.domain.components[k].isTrivial ? this.held.times(k, part) : undefined,
    );
  }

  /**
   * A[i, j], from row i of Q_Y and row j of Q_X, by their non-zeros.
   * @throws {IsotypicError} `INVALID_ARGUMENT` outside the matrix
   */
  entry(i: number, j: number): number {
    checkArgument('StructuredMap.entry', 'i', i, integer(0, this.rows - 1));
    checkArgument('StructuredMap.entry', 'j', j, integer(0, this.cols - 1));
    const left = basisRow(this.codomain, i);
    const right = i === j && this.codomain === this.domain ? left : basisRow(this.domain, j);
    return entryOfMap(left, right, [this.codomain, this.domain], (k, u, v) => this.held.form(k, u, v));
  }

  /** The whole matrix, Dy×Dx. @throws {IsotypicError} `OUT_OF_MEMORY` above 2²⁸ numbers */
  toMatrix(): Promise<Float64Matrix> {
    return withOperations(undefined, (operations) => this.assembled(operations));
  }

  /** @internal The same on operations that are open. */
  async assembled(operations: Operations): Promise<Float64Matrix> {
    const { assembleMap } = await assembly();
    return assembleMap(this.blocks, this.codomain, this.domain, operations);
  }

  /** @internal The map times 2^exponent. */
  timesPowerOfTwo(exponent: number): StructuredMap {
    if (exponent === 0) return this;
    return new StructuredMap(this.codomain, this.domain, this.held.timesPowerOfTwo(exponent));
  }

  /** Coordinates in, a block at a time, and coordinates out, zeros where there is no block. */
  protected through(
    x: Float64Array,
    from: IsotypicStructure,
    to: IsotypicStructure,
    map: (k: number, part: Float64Layout) => Float64Layout | undefined,
  ): Float64Array {
    const coordinates = toCoordinates(x, from);
    const image = new Float64Array(to.dimension);
    from.components.forEach((c, k) => {
      const { multiplicity, offset } = to.components[k];
      if (c.multiplicity === 0 || multiplicity === 0) return;
      const part = map(k, componentOf(coordinates, c));
      if (part !== undefined) image.set(part.data, offset);
    });
    return fromCoordinates(image, to);
  }
}

/**
 * An invariant covariance by blocks: symmetric, positive semidefinite, and commuting with every ρ(g). One that holds
 * samples has blocks of a rank that these bound, and is solved only where the rank can be full and the blocks be made.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const S = await cov(borings, square, { normalization: 'n', center: 'sample-mean', form: 'structured' });
 * S.entry(0, 0).toFixed(4) // '261.8865'
 */
export class StructuredCovariance extends StructuredMap {
  private factors: readonly (Float64Matrix | undefined)[] | undefined;

  /** @internal */
  constructor(structure: IsotypicStructure, blocks: readonly Float64Layout[] | HeldBlocks) {
    super(structure, structure, blocks);
  }

  /**
   * Σ⁻¹·y.
   * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when Σ is singular, `SHAPE_MISMATCH`, `NOT_FINITE`
   */
  solve(y: ArrayLike<number>): Float64Array {
    const checked = checkVector('StructuredCovariance.solve', y, this.rows, 'y');
    const { held } = this;
    if (areSolved(held)) {
      return this.through(checked, this.domain, this.codomain, (k, part) =>
        held.solve('StructuredCovariance.solve', k, part),
      );
    }
    const factors = this.cholesky('StructuredCovariance.solve');
    return this.through(checked, this.domain, this.codomain, (k, part) =>
      choleskySolve(factors[k] as Float64Matrix, part),
    );
  }

  /**
   * log det Σ, the sum over components of d/e times that of the block.
   * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when Σ is singular
   */
  logDeterminant(): number {
    if (areSolved(this.held)) return this.held.logDeterminant('StructuredCovariance.logDeterminant');
    return this.cholesky('StructuredCovariance.logDeterminant').reduce(
      (sum, L, k) => sum + (L === undefined ? 0 : this.domain.components[k].pooled * logDeterminantOfCholesky(L)),
      0,
    );
  }

  /** The D variances. */
  diagonal(): Float64Array {
    return diagonalOf(this.held, this.domain);
  }

  /** @internal */
  override async assembled(operations: Operations): Promise<Float64Matrix> {
    const { assembleSymmetric } = await assembly();
    return assembleSymmetric(this.blocks, this.domain, operations);
  }

  private cholesky(where: string): readonly (Float64Matrix | undefined)[] {
    const { held } = this;
    const singular = (k: number, why: string, details?: IsotypicError['details']) =>
      new IsotypicError('NOT_POSITIVE_DEFINITE', {
        where,
        expected: 'a covariance whose determinant is not 0',
        received: `a singular block at component ${this.domain.components[k].label}${why}`,
        remedy: 'Take more samples than the multiplicity, or shrink the covariance.',
        ...(details && { details }),
      });
    if (held instanceof SampleBlocks) {
      this.domain.components.forEach(({ multiplicity, units }, k) => {
        const bound = held.rankBound(k);
        if (bound < multiplicity * units) throw singular(k, `, of rank at most ${bound} of ${multiplicity * units}`);
      });
    }
    this.factors ??= this.blocks.map((C, k) => {
      if (C.rows === 0) return undefined;
      try {
        return cholesky(C);
      } catch (error) {
        if (!(error instanceof IsotypicError) || error.code !== 'NOT_POSITIVE_DEFINITE') throw error;
        throw singular(k, '', error.details);
      }
    });
    return this.factors;
  }
}
