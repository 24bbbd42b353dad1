/** Canonical correlations of two symmetric spaces: one small problem over ℝ, ℂ or ℍ per common irreducible. */
import { checkArgument, checkOptions, integer, invalidArgument } from '@isotypic/algebra/internal';
import { type Float64Layout, Float64Matrix, product, solveLower, solveLowerTransposed } from '@isotypic/numeric/dense';
import { requireCholesky, structuredEigen } from '@isotypic/numeric/internal';
import { RIDGE, SAMPLE_OPTION_KINDS } from '../data/argument-kinds.js';
import type { SampleOptions } from '../data/sample-options.js';
import type { Samples } from '../data/samples.js';
import { covarianceBlocks, momentsOfPairs } from '../estimators/covariance.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import { RUN_OPTION_KINDS, type RunOptions } from '../run/run.js';
import { copyColumns } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import type { StructureSource } from '../structure/structure-of.js';

/** Options of `SymmetricCCA`. */
export interface CcaOptions extends SampleOptions, RunOptions {
  /** λ ≥ 0 added to both covariances, in units of variance. Default 0. */
  readonly ridge?: number;
}

/** One pair of canonical directions: d dimensions of X and of Y with one correlation. */
export interface CanonicalPair {
  readonly label: string;
  readonly component: number;
  readonly dimension: number;
  readonly correlation: number;
}

/**
 * Canonical correlation analysis under a symmetry.
 *
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const cca = await SymmetricCCA.fit(borings, borings, d4, d4);
 * cca.pairs[0].correlation; // 1
 */
export class SymmetricCCA {
  private constructor(
    readonly structures: readonly IsotypicStructure[],
    readonly means: readonly Float64Array[],
    /** By descending correlation. */
    readonly pairs: readonly CanonicalPair[],
    private readonly weights: readonly (readonly [Float64Layout, Float64Layout])[],
  ) {}

  /** @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when a covariance is singular and no ridge is given. */
  static async fit(
    X: Samples,
    Y: Samples,
    repX: StructureSource,
    repY: StructureSource,
    options: CcaOptions = {},
  ): Promise<SymmetricCCA> {
    const where = 'SymmetricCCA.fit';
    checkOptions(where, options, { ...SAMPLE_OPTION_KINDS, ...RUN_OPTION_KINDS, ridge: RIDGE });
    const moments = await momentsOfPairs(where, [X, Y], [repX, repY], options);
    return SymmetricCCA.fromMoments(moments, { ridge: options.ridge });
  }

  static fromMoments(moments: SymmetricMoments, options: Pick<CcaOptions, 'ridge'> = {}): SymmetricCCA {
    const where = 'SymmetricCCA.fromMoments';
    checkArgument(where, 'moments', moments, MOMENTS);
    checkOptions(where, options, { ridge: RIDGE });
    const { ridge = 0 } = options;
    const [X, Y] = moments.structures;
    if (Y === undefined) throw invalidArgument(where, 'moments to be of pairs (x, y)', 'moments of x only');
    const [xx, yy, yx] = (
      [
        [0, 0],
        [1, 1],
        [1, 0],
      ] as const
    ).map(([a, b]) => covarianceBlocks(where, moments, a, b, { normalization: 'n' }));
    const found = X.components.flatMap((c, k) => {
      if (c.multiplicity === 0 || Y.components[k].multiplicity === 0) return [];
      const Lx = requireCholesky(shifted(xx[k], ridge), where, `the covariance of X on component ${c.label}`, REMEDY);
      const Ly = requireCholesky(shifted(yy[k], ridge), where, `the covariance of Y on component ${c.label}`, REMEDY);
      // K = Ly⁻¹ C_yx Lx⁻ᵀ; Cholesky factors of structured matrices are structured, so K is.
      const K = solveLower(Lx, solveLower(Ly, yx[k]).transpose()).transpose();
      return singularPairs(K, c.units).map(({ value, U, V }) => ({
        pair: { label: c.label, component: k, dimension: c.degree, correlation: Math.min(1, value) },
        weights: [solveLowerTransposed(Lx, V), solveLowerTransposed(Ly, U)] as const,
      }));
    });
    found.sort((a, b) => b.pair.correlation - a.pair.correlation || a.pair.component - b.pair.component);
    return new SymmetricCCA(
      [X, Y],
      [moments.invariantMean(0), moments.invariantMean(1)],
      found.map((f) => f.pair),
      found.map((f) => f.weights),
    );
  }

  /**
   * The D×d maps of pair k: xᵀ·x-weights and yᵀ·y-weights (of centered rows) have covariance I each, and correlation
   * `correlation`·I with each other.
   */
  directions(k: number): { readonly x: Float64Matrix; readonly y: Float64Matrix } {
    checkArgument('SymmetricCCA.directions', 'k', k, integer(0, this.pairs.length - 1));
    const pair = this.pairs[k];
    const [x, y] = this.structures.map((s, a) => copyColumns(s, s.components[pair.component], this.weights[k][a]));
    return { x, y };
  }
}

const REMEDY = 'Use more samples, or pass a { ridge }.';

function shifted(C: Float64Layout, ridge: number): Float64Layout {
  const data = Float64Array.from(C.data);
  for (let i = 0; i < C.rows; i++) data[i * C.cols + i] += ridge;
  return { data, rows: C.rows, cols: C.cols };
}

/**
 * Singular values and 𝔽-orthonormal vectors of a structured K, by the Jordan–Wielandt matrix [[0, K], [Kᵀ, 0]], whose
 * positive eigenvalues are the singular values with eigenvectors (U, V)/√2. Small singular values keep their absolute
 * accuracy ε‖K‖; for vanishing ones the vectors are completed to orthonormal sets.
 */
function singularPairs(K: Float64Layout, units: 1 | 2 | 4): { value: number; U: Float64Layout; V: Float64Layout }[] {
  const [h, w] = [K.rows, K.cols];
  const J = new Float64Matrix(h + w, h + w);
  for (let i = 0; i < h; i++) {
    for (let j = 0; j < w; j++) {
      J.data[i * (h + w) + h + j] = K.data[i * w + j];
      J.data[(h + j) * (h + w) + i] = K.data[i * w + j];
    }
  }
  const { values, vectors } = structuredEigen(J, units);
  const count = Math.min(h, w) / units;
  const pairs: { value: number; U: Float64Layout; V: Float64Layout }[] = [];
  // Correlations of a few ε have vectors of rounding only; those above 1e-8, half the digits, have right ones.
  for (let k = 0; k < count && values[k] > 1e-8; k++) {
    const scaled = vectors[k].data.map((v) => v * Math.SQRT2);
    pairs.push({
      value: values[k],
      U: { data: scaled.slice(0, h * units), rows: h, cols: units },
      V: { data: scaled.slice(h * units), rows: w, cols: units },
    });
  }
  const [freeU, freeV] = [
    complement(
      h,
      pairs.map((p) => p.U),
      units,
    ),
    complement(
      w,
      pairs.map((p) => p.V),
      units,
    ),
  ];
  for (let k = 0; pairs.length < count; k++) pairs.push({ value: 0, U: freeU[k], V: freeV[k] });
  return pairs;
}

/** An orthonormal basis, over 𝔽, of what is orthogonal to all the given vectors. */
function complement(size: number, vectors: readonly Float64Layout[], units: 1 | 2 | 4): readonly Float64Layout[] {
  const P = new Float64Matrix(size, size);
  for (let i = 0; i < size; i++) P.data[i * size + i] = 1;
  for (const W of vectors) {
    const outer = product(W, W, { transposeRight: true });
    for (let i = 0; i < P.data.length; i++) P.data[i] -= outer.data[i];
  }
  return structuredEigen(P, units).vectors;
}
