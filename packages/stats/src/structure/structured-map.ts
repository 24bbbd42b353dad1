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
  product,
} from '@isotypic/numeric/dense';
import { symmetrize } from '@isotypic/numeric/internal';
import { checkVector } from '../data/samples.js';
import { type Operations, withOperations } from '../run/run.js';
import { assembleMap, diagonalOf } from './assemble-map.js';
import { componentOf, fromCoordinates, toCoordinates } from './equivariant-blocks.js';
import type { IsotypicStructure } from './isotypic-structure.js';

/** An equivariant map from ℝ^Dx to ℝ^Dy. */
export class StructuredMap {
  /** Dy. */
  readonly rows: number;
  /** Dx. */
  readonly cols: number;

  /**
   * @internal
   * @param blocks C_k, (e·mY)×(e·mX) each
   */
  constructor(
    protected readonly codomain: IsotypicStructure,
    protected readonly domain: IsotypicStructure,
    /** The blocks over ℝ, ℂ, ℍ in their real form, one for each isotypic component, in the order of the structure. */
    readonly blocks: readonly Float64Layout[],
  ) {
    this.rows = codomain.dimension;
    this.cols = domain.dimension;
  }

  /**
   * A·x. O(Σ size² of the summands of Q + Σ mY·mX·d/e).
   * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`
   */
  apply(x: ArrayLike<number>): Float64Array {
    const checked = checkVector('StructuredMap.apply', x, this.cols);
    return this.through(checked, this.domain, this.codomain, (C, part) => product(C, part));
  }

  /**
   * A[i, j], from row i of Q_Y and row j of Q_X. O(Σ e·mY·e·mX·d/e).
   * @throws {IsotypicError} `INVALID_ARGUMENT` outside the matrix
   */
  entry(i: number, j: number): number {
    checkArgument('StructuredMap.entry', 'i', i, integer(0, this.rows - 1));
    checkArgument('StructuredMap.entry', 'j', j, integer(0, this.cols - 1));
    const [left, right] = [rowOf(this.codomain, i), rowOf(this.domain, j)];
    let sum = 0;
    this.blocks.forEach((C, k) => {
      const p = componentOf(left, this.codomain.components[k]);
      const q = componentOf(right, this.domain.components[k]);
      for (let a = 0; a < p.rows; a++)
        for (let s = 0; s < p.cols; s++) {
          const factor = p.data[a * p.cols + s];
          if (factor === 0) continue;
          let dot = 0;
          for (let b = 0; b < q.rows; b++) dot += C.data[a * C.cols + b] * q.data[b * q.cols + s];
          sum += factor * dot;
        }
    });
    return sum;
  }

  /** The whole matrix, Dy×Dx. */
  toMatrix(): Promise<Float64Matrix> {
    return withOperations(undefined, (operations) => this.assembled(operations));
  }

  protected assembled(operations: Operations): Promise<Float64Matrix> {
    return assembleMap(this.blocks, this.codomain, this.domain, operations);
  }

  /** Coordinates in, a block at a time, and coordinates out. */
  protected through(
    x: Float64Array,
    from: IsotypicStructure,
    to: IsotypicStructure,
    map: (C: Float64Layout, part: Float64Layout, k: number) => Float64Layout,
  ): Float64Array {
    const coordinates = toCoordinates(x, from);
    const image = new Float64Array(to.dimension);
    this.blocks.forEach((C, k) => {
      const part = componentOf(coordinates, from.components[k]);
      if (part.rows > 0 && C.rows > 0) image.set(map(C, part, k).data, to.components[k].offset);
    });
    return fromCoordinates(image, to);
  }
}

function rowOf({ basis }: IsotypicStructure, i: number): Float64Array {
  return basis.data.subarray(i * basis.cols, (i + 1) * basis.cols) as Float64Array;
}

/** An invariant covariance by blocks: symmetric, positive semidefinite, and commuting with every ρ(g). */
export class StructuredCovariance extends StructuredMap {
  private factors: readonly (Float64Matrix | undefined)[] | undefined;

  /** @internal */
  constructor(structure: IsotypicStructure, blocks: readonly Float64Layout[]) {
    super(structure, structure, blocks);
  }

  /**
   * Σ⁻¹·y.
   * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when Σ is singular, `SHAPE_MISMATCH`, `NOT_FINITE`
   */
  solve(y: ArrayLike<number>): Float64Array {
    const checked = checkVector('StructuredCovariance.solve', y, this.rows, 'y');
    const factors = this.cholesky('StructuredCovariance.solve');
    return this.through(checked, this.domain, this.codomain, (_, part, k) =>
      choleskySolve(factors[k] as Float64Matrix, part),
    );
  }

  /**
   * log det Σ, the sum over components of d/e times that of the block.
   * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when Σ is singular
   */
  logDeterminant(): number {
    return this.cholesky('StructuredCovariance.logDeterminant').reduce(
      (sum, L, k) => sum + (L === undefined ? 0 : this.domain.components[k].pooled * logDeterminantOfCholesky(L)),
      0,
    );
  }

  /** The D variances. */
  diagonal(): Float64Array {
    return diagonalOf(this.blocks, this.domain);
  }

  protected override async assembled(operations: Operations): Promise<Float64Matrix> {
    return symmetrize(await super.assembled(operations));
  }

  private cholesky(where: string): readonly (Float64Matrix | undefined)[] {
    this.factors ??= this.blocks.map((C, k) => {
      if (C.rows === 0) return undefined;
      try {
        return cholesky(C);
      } catch (error) {
        if (!(error instanceof IsotypicError) || error.code !== 'NOT_POSITIVE_DEFINITE') throw error;
        throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
          where,
          expected: 'a covariance whose determinant is not 0',
          received: `a singular block at component ${this.domain.components[k].label}`,
          remedy: 'Take more samples than the multiplicity, or shrink the covariance.',
          details: error.details,
        });
      }
    });
    return this.factors;
  }
}
