/**
 * Principal components of symmetric data. Every principal axis is a whole irreducible copy: one variance, d dimensions,
 * and d scores that the group mixes by the irreducible's own matrices.
 */
import { checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import type { ChangeOfBasis } from '@isotypic/numeric';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import { structuredEigen } from '@isotypic/numeric/internal';
import { ROW_OPTION_KINDS } from '../data/argument-kinds.js';
import type { RowOptions } from '../data/sample-options.js';
import { checkSamples, layoutOf, type Samples } from '../data/samples.js';
import {
  BLOCK_ESTIMATE_KINDS,
  type BlockEstimateOptions,
  COVARIANCE_OPTION_KINDS,
  type CovarianceOptions,
  covarianceBlocks,
  meanOfModel,
  momentsOf,
} from '../estimators/covariance.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import { RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { changeOf } from '../structure/change-of-basis.js';
import { copyColumns } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import type { StructureSource } from '../structure/structure-of.js';

/** One equivariant principal axis. */
export interface PrincipalAxis {
  readonly label: string;
  /** Index of the isotypic component. */
  readonly component: number;
  /** d: the number of dimensions that share this variance. */
  readonly dimension: number;
  readonly variance: number;
  /** d·variance / total variance. */
  readonly explained: number;
}

/** Options of scores on principal axes. */
export interface ScoreOptions extends RunOptions {
  /** How many axes, from the one of the largest variance on; all by default. */
  readonly axes?: number;
}

/**
 * Principal component analysis under a symmetry.
 *
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const pca = await SymmetricPCA.fit(borings, permutationRepresentation(catalogue.dihedral(4)));
 * const { scores } = await pca.transform(borings, { axes: 2 });
 * [scores.rows, scores.cols]; // [28, 2]
 */
export class SymmetricPCA {
  private constructor(
    readonly structure: IsotypicStructure,
    /** What scores are measured from: invariant, but with `center: 'sample-mean'` the mean of the samples. */
    readonly mean: Float64Array,
    /** By descending variance. */
    readonly axes: readonly PrincipalAxis[],
    private readonly vectors: readonly Float64Layout[],
  ) {}

  /** @throws {IsotypicError} as `cov`. Complexity that of `cov` and Σ (m·e)³. */
  static async fit(X: Samples, rep: StructureSource, options: CovarianceOptions = {}): Promise<SymmetricPCA> {
    const where = 'SymmetricPCA.fit';
    checkOptions(where, options, COVARIANCE_OPTION_KINDS);
    const { normalization, center } = options;
    return SymmetricPCA.fromMoments(await momentsOf(where, X, rep, options), { normalization, center });
  }

  static fromMoments(moments: SymmetricMoments, options: BlockEstimateOptions = {}): SymmetricPCA {
    const where = 'SymmetricPCA.fromMoments';
    checkArgument(where, 'moments', moments, MOMENTS);
    checkOptions(where, options, BLOCK_ESTIMATE_KINDS);
    const structure = moments.structures[0];
    const blocks = covarianceBlocks(where, moments, 0, 0, options);
    const found = structure.components.flatMap((c, k) => {
      if (c.multiplicity === 0) return [];
      const { values, vectors } = structuredEigen(blocks[k], c.units);
      // A variance is never negative; rounding may leave −1e-17.
      return vectors.map((W, i) => ({ c, k, variance: Math.max(0, values[i]), W }));
    });
    const total = found.reduce((sum, { c, variance }) => sum + c.degree * variance, 0);
    found.sort((a, b) => b.variance - a.variance || a.k - b.k);
    return new SymmetricPCA(
      structure,
      meanOfModel(moments, options.center),
      found.map(({ c, k, variance }) => ({
        label: c.label,
        component: k,
        dimension: c.degree,
        variance,
        explained: total > 0 ? (c.degree * variance) / total : 0,
      })),
      found.map((f) => f.W),
    );
  }

  /** The D×d orthonormal basis of axis k; its columns transform by the irreducible's matrices in the normal form. */
  basis(k: number): Float64Matrix {
    checkArgument('SymmetricPCA.basis', 'k', k, integer(0, this.axes.length - 1));
    const axis = this.axes[k];
    return copyColumns(this.structure, this.structure.components[axis.component], this.vectors[k]);
  }

  /**
   * Scores of N rows on the first `axes` axes (default all): N×Σd, with the columns of each axis.
   */
  async transform(
    X: Samples,
    options: ScoreOptions & RowOptions = {},
  ): Promise<{
    readonly scores: Float64Matrix;
    readonly columns: readonly { readonly from: number; readonly to: number }[];
  }> {
    const where = 'SymmetricPCA.transform';
    checkOptions(where, options, { ...ROW_OPTION_KINDS, ...this.scoreOptionKinds() });
    const samples = checkSamples(where, X, this.structure.dimension, { ...options, minimum: 0 });
    const { basis, blocks, columns } = this.scoreSpace(options.axes);
    const space = { rows: layoutOf(samples), basis: changeOf(this.structure), shift: this.mean };
    const { backend } = watched(where, options);
    return withOperations(backend, async (operations) => {
      const coordinates = await operations.toCoordinates(space);
      const transposed = blocks.map((W) => W.transpose());
      const map = { coordinates, from: space.basis, to: basis, blocks: transposed };
      return { scores: await operations.fromCoordinates(map), columns };
    });
  }

  /** The rows that scores on the first axes stand for, N×D. */
  async inverseTransform(scores: Samples, options: ScoreOptions = {}): Promise<Float64Matrix> {
    const where = 'SymmetricPCA.inverseTransform';
    checkOptions(where, options, this.scoreOptionKinds());
    const { basis, blocks } = this.scoreSpace(options.axes);
    const read = layoutOf(checkSamples(where, scores, basis.dimension, { minimum: 0, name: 'scores' }));
    return withOperations(watched(where, options).backend, async (operations) => {
      const inOrder = await operations.toCoordinates({ rows: read, basis });
      return operations.fromCoordinates({
        coordinates: inOrder,
        from: basis,
        to: changeOf(this.structure),
        blocks,
        shift: this.mean,
      });
    });
  }

  private scoreOptionKinds(): OptionKinds<ScoreOptions> {
    return { ...RUN_OPTION_KINDS, axes: integer(0, this.axes.length) };
  }

  /**
   * The scores on the first axes as a space with components of its own: per component the axes that lie in it, as
   * W, the real (e·m)×(e·axes) matrix of their vectors, with scores for variables, axis by axis.
   */
  private scoreSpace(count = this.axes.length): {
    readonly basis: ChangeOfBasis;
    readonly blocks: readonly Float64Matrix[];
    readonly columns: readonly { readonly from: number; readonly to: number }[];
  } {
    const columns: { from: number; to: number }[] = [];
    let width = 0;
    for (const axis of this.axes.slice(0, count)) {
      columns.push({ from: width, to: width + axis.dimension });
      width += axis.dimension;
    }
    const points: number[] = [];
    const blocks: Float64Matrix[] = [];
    const components = this.structure.components.map(({ multiplicity, units, pooled }, k) => {
      const own = columns.flatMap((_, a) => (this.axes[a].component === k ? [a] : []));
      const component = { offset: points.length, width: own.length * units, pooled };
      for (const a of own) for (let r = 0; r < units * pooled; r++) points.push(columns[a].from + r);
      blocks.push(
        Float64Matrix.generate(multiplicity * units, component.width, (i, j) => {
          const W = this.vectors[own[Math.floor(j / units)]];
          return W.data[i * units + (j % units)];
        }),
      );
      return component;
    });
    const one = Float64Matrix.identity(1);
    const summands = points.map((point, coordinate) => ({
      points: Int32Array.of(point),
      coordinates: Int32Array.of(coordinate),
      matrix: one,
    }));
    return { basis: { dimension: width, components, summands }, blocks, columns };
  }
}
