/**
 * Normal distributions as the last layer of an equivariant predictor: parameters θ(x) that live in a representation,
 * and p(ρ_Y(g)y | ρ_θ(g)θ) = p(y | θ) exactly, so that any equivariant map x ↦ θ gives an equivariant law of y.
 */
import { IsotypicError, WorkMeter } from '@isotypic/algebra';
import { checkArgument, checkOptions, invalidArgument, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import {
  type Float64Layout,
  Float64Matrix,
  product,
  standardNormals,
  symmetricFunction,
} from '@isotypic/numeric/dense';
import { structuredFunction, UNIT_ENTRIES } from '@isotypic/numeric/internal';
import { directSum, type ExactRepresentation, multiple, symmetricPower, trivialRepresentation } from '@isotypic/reps';
import { ROW_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import type { RowOptions } from '../data/sample-options.js';
import { checkSamples, checkTogether, type Samples } from '../data/samples.js';
import { checkVector } from '../data/vectors.js';
import { type AsMatrix, type AsStructured, type EstimateForm, FORM } from '../estimators/estimate-form.js';
import { Pauses, RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { toCoordinates } from '../structure/equivariant-blocks.js';
import {
  hermitianDimension,
  type IsotypicStructure,
  type StructureComponent,
} from '../structure/isotypic-structure.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';
import { StructuredCovariance } from '../structure/structured-map.js';
import { DRAW_OPTION_KINDS, type DrawOptions } from './equivariant-normal.js';

/**
 * How the covariance depends on its parameters; the first D parameters are always the mean, in ρ_Y.
 * - `copies`: one invariant log-variance per irreducible copy. Σ = Q (⊕ exp(sᵢ) I_d) Qᵀ.
 * - `blocks`: one invariant Hermitian log-covariance per isotypic component. Σ = Q (⊕ exp(H_k) ⊗ I) Qᵀ.
 * - `full`: S ∈ Sym²(ρ_Y), Σ = exp S: heteroscedastic without restriction, Σ(ρ(g)θ) = ρ(g)Σ(θ)ρ(g)ᵀ.
 */
export type CovarianceParameters = 'copies' | 'blocks' | 'full';

/** A step of the budget is one row. */
export type PredictiveOptions = RowOptions & RunOptions;

const PREDICTIVE_OPTION_KINDS: OptionKinds<PredictiveOptions> = { ...ROW_OPTION_KINDS, ...RUN_OPTION_KINDS };

/** How the parameters of a {@link PredictiveNormal} transform: D in ρ_Y, and the rest trivially or in Sym²(ρ_Y). */
export interface ParameterSpace {
  readonly mean: number;
  readonly invariant: number;
  readonly symmetricSquare: number;
  readonly total: number;
}

/**
 * The family of conditional normal laws for one output representation.
 *
 * @example
 * const head = new PredictiveNormal(permutationRepresentation(catalogue.dihedral(4)), 'blocks');
 * head.parameters.total; // 7, the width of the last layer: 4 for the mean, 3 for the covariance
 * const theta = [[0, 0, 0, 0, 0, 0, 0]];
 * const logDensity = await head.logProb([[1, -1, 0, 2]], theta);
 */
export class PredictiveNormal {
  readonly structure: IsotypicStructure;
  readonly parameters: ParameterSpace;

  constructor(
    repY: StructureSource,
    readonly kind: CovarianceParameters,
  ) {
    const where = 'PredictiveNormal';
    checkArgument(where, 'repY', repY, STRUCTURE);
    checkArgument(where, 'kind', kind, oneOf('copies', 'blocks', 'full'));
    this.structure = structureOf(repY);
    const { dimension: D, components } = this.structure;
    const invariant =
      kind === 'copies'
        ? components.reduce((sum, c) => sum + c.multiplicity, 0)
        : kind === 'blocks'
          ? components.reduce((sum, c) => sum + hermitianDimension(c.multiplicity, c.units), 0)
          : 0;
    const symmetricSquare = kind === 'full' ? (D * (D + 1)) / 2 : 0;
    this.parameters = { mean: D, invariant, symmetricSquare, total: D + invariant + symmetricSquare };
  }

  /**
   * The representation in which θ lives: ρ_Y for the mean, trivial for the invariant parameters, Sym²(ρ_Y) for `full`.
   * An equivariant map into it, from any x, makes p(y | x) equivariant.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for a structure that did not come from a representation.
   */
  parameterRepresentation(): ExactRepresentation {
    const rep = this.structure.representation;
    if (rep === undefined || rep.kind === 'numeric') {
      const received = rep === undefined ? 'a basis' : 'a representation by float matrices';
      throw invalidArgument(
        'PredictiveNormal.parameterRepresentation',
        'a head made from an exact representation',
        received,
      );
    }
    const { invariant, symmetricSquare } = this.parameters;
    if (symmetricSquare > 0) return directSum(rep, symmetricPower(rep, 2));
    return directSum(rep, multiple(invariant, trivialRepresentation(rep.group)));
  }

  /**
   * log p(y | θ) of each of N rows.
   * @param Y N×D. @param theta N×P, P = `parameters.total`.
   * Complexity per row: O(D²) for `copies`, and Σ (m·e)³ or D³ for the matrix exponential of the others.
   */
  async logProb(Y: Samples, theta: Samples, options: PredictiveOptions = {}): Promise<Float64Array> {
    const where = 'PredictiveNormal.logProb';
    checkOptions(where, options, PREDICTIVE_OPTION_KINDS);
    const D = this.structure.dimension;
    const [y, t] = checkTogether(
      where,
      [
        { samples: Y, dimension: D, name: 'Y' },
        { samples: theta, dimension: this.parameters.total, name: 'theta' },
      ],
      { ...options, minimum: 0 },
    );
    const P = this.parameters.total;
    const meter = new WorkMeter(where, options);
    const pauses = new Pauses();
    const densities = new Float64Array(y.rows);
    for (let n = 0; n < y.rows; n++) {
      meter.step(1, () => n);
      meter.report('rows', n, y.rows);
      await pauses.now();
      const row = t.data.subarray(n * P, (n + 1) * P);
      const delta = Float64Array.from({ length: D }, (_, i) => y.data[n * D + i] - row[i]);
      const { logDeterminant, square } = this.kind === 'full' ? denseForm(row, delta) : this.blockForm(row, delta);
      densities[n] = -(D * Math.log(2 * Math.PI) + logDeterminant + square) / 2;
    }
    return densities;
  }

  /**
   * Mean and covariance for one parameter vector; the covariance of `copies` and `blocks` also by its blocks.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for `form: 'structured'` of a `full` one, which has no blocks
   */
  async moments(
    theta: ArrayLike<number>,
    options?: RunOptions & AsMatrix,
  ): Promise<{ readonly mean: Float64Array; readonly covariance: Float64Matrix }>;
  async moments(
    theta: ArrayLike<number>,
    options: RunOptions & AsStructured,
  ): Promise<{ readonly mean: Float64Array; readonly covariance: StructuredCovariance }>;
  async moments(
    theta: ArrayLike<number>,
    options: RunOptions & EstimateForm = {},
  ): Promise<{ readonly mean: Float64Array; readonly covariance: Float64Matrix | StructuredCovariance }> {
    const where = 'PredictiveNormal.moments';
    checkOptions(where, options, { ...RUN_OPTION_KINDS, ...FORM });
    const row = checkVector(where, theta, this.parameters.total, 'theta');
    const D = this.structure.dimension;
    const mean = row.slice(0, D);
    if (this.kind === 'full') {
      if (options.form === 'structured') {
        throw invalidArgument(where, "form 'matrix' of a full covariance", "'structured'", 'It is not invariant.');
      }
      return { mean, covariance: symmetricFunction(logCovariance(row, D), Math.exp) };
    }
    const covariance = this.covarianceOf(row);
    if (options.form === 'structured') return { mean, covariance };
    return withOperations(watched(where, options).backend, async (operations) => ({
      mean,
      covariance: await covariance.assembled(operations),
    }));
  }

  /** One draw y for each row of θ, N×D; the same for the same seed. */
  async sample(theta: Samples, options: DrawOptions = {}): Promise<Float64Matrix> {
    const where = 'PredictiveNormal.sample';
    checkOptions(where, options, DRAW_OPTION_KINDS);
    const t = checkSamples(where, theta, this.parameters.total, { minimum: 0, name: 'theta' });
    const D = this.structure.dimension;
    const noise = standardNormals(t.rows, D, options.seed);
    const draws = new Float64Matrix(t.rows, D);
    const meter = new WorkMeter(where, {
      signal: options.signal,
      onProgress: options.onProgress,
      budget: options.budget,
    });
    const pauses = new Pauses();
    for (let n = 0; n < t.rows; n++) {
      meter.step(1, () => n);
      meter.report('rows', n, t.rows);
      await pauses.now();
      const row = t.data.subarray(n * t.cols, (n + 1) * t.cols);
      // Halving the log-covariance gives the symmetric square root.
      const half = row.map((v, i) => (i < D ? 0 : v / 2));
      const normals = noise.data.subarray(n * D, (n + 1) * D);
      const draw =
        this.kind === 'full'
          ? product(symmetricFunction(logCovariance(half, D), Math.exp), { data: normals, rows: D, cols: 1 }).data
          : this.covarianceOf(half).apply(normals);
      for (let i = 0; i < D; i++) draws.data[n * D + i] = row[i] + draw[i];
    }
    return draws;
  }

  private covarianceOf(row: Float64Array): StructuredCovariance {
    const { components } = this.structure;
    const blocks = this.logBlocks(row).map((H, k) => structuredFunction(H, components[k].units, Math.exp));
    return new StructuredCovariance(this.structure, blocks);
  }

  private blockForm(row: Float64Array, delta: Float64Array): { logDeterminant: number; square: number } {
    const coordinates = toCoordinates(delta, this.structure);
    let [logDeterminant, square] = [0, 0];
    this.logBlocks(row).forEach((H, k) => {
      const c = this.structure.components[k];
      const width = H.rows;
      if (width === 0) return;
      for (let i = 0; i < width; i++) logDeterminant += c.pooled * H.data[i * width + i];
      const precision =
        this.kind === 'copies' ? diagonalExp(H, -1) : structuredFunction(H, c.units, (value) => Math.exp(-value));
      for (let s = 0; s < c.pooled; s++) {
        const from = c.offset + s;
        for (let i = 0; i < width; i++) {
          const left = coordinates[from + i * c.pooled];
          for (let j = 0; j < width; j++) {
            square += left * precision.data[i * width + j] * coordinates[from + j * c.pooled];
          }
        }
      }
    });
    return { logDeterminant, square };
  }

  /** H_k of every component, in real form. */
  private logBlocks(row: Float64Array): Float64Matrix[] {
    let at = this.structure.dimension;
    return this.structure.components.map((c) => {
      const count = this.kind === 'copies' ? c.multiplicity : hermitianDimension(c.multiplicity, c.units);
      const part = row.subarray(at, at + count);
      at += count;
      return this.kind === 'copies' ? copyBlock(c, part) : hermitianBlock(c, part);
    });
  }
}

function copyBlock({ multiplicity, units }: StructureComponent, values: Float64Array): Float64Matrix {
  const n = multiplicity * units;
  return Float64Matrix.generate(n, n, (i, j) => (i === j ? values[Math.floor(i / units)] : 0));
}

/** Row by row, i ≤ j: the real part, and off the diagonal the e−1 imaginary parts; c at (i, j) is c̄ at (j, i). */
function hermitianBlock({ multiplicity: m, units }: StructureComponent, values: Float64Array): Float64Matrix {
  const n = m * units;
  const H = new Float64Matrix(n, n);
  let at = 0;
  for (let i = 0; i < m; i++) {
    for (let j = i; j < m; j++) {
      for (let unit = 0; unit < (i === j ? 1 : units); unit++) {
        const c = values[at++];
        for (const { row, col, sign } of UNIT_ENTRIES[units][unit]) {
          H.data[(i * units + row) * n + j * units + col] += sign * c;
          if (i !== j) H.data[(j * units + col) * n + i * units + row] += sign * c;
        }
      }
    }
  }
  return H;
}

function diagonalExp(H: Float64Layout, sign: 1 | -1): Float64Layout {
  return {
    data: Float64Array.from(H.data, (v, at) => (at % (H.cols + 1) === 0 ? Math.exp(sign * v) : 0)),
    rows: H.rows,
    cols: H.cols,
  };
}

/**
 * S from its coordinates on the monomials e_i e_j, i ≤ j in lexicographic order (the basis of reps' symmetricPower):
 * e_i e_j is the symmetric tensor (e_i ⊗ e_j + e_j ⊗ e_i)/2, so an off-diagonal entry is half its coordinate.
 */
function logCovariance(row: Float64Array, D: number): Float64Matrix {
  const S = new Float64Matrix(D, D);
  let at = D;
  for (let i = 0; i < D; i++) {
    for (let j = i; j < D; j++) {
      const c = row[at++];
      S.data[i * D + j] = i === j ? c : c / 2;
      S.data[j * D + i] = S.data[i * D + j];
    }
  }
  return S;
}

function denseForm(row: Float64Array, delta: Float64Array): { logDeterminant: number; square: number } {
  const D = delta.length;
  const S = logCovariance(row, D);
  const precision = symmetricFunction(S, (value) => Math.exp(-value));
  let [logDeterminant, square] = [0, 0];
  for (let i = 0; i < D; i++) {
    logDeterminant += S.at(i, i);
    for (let j = 0; j < D; j++) square += delta[i] * precision.at(i, j) * delta[j];
  }
  if (!Number.isFinite(square)) {
    throw new IsotypicError('NOT_FINITE', {
      where: 'PredictiveNormal.logProb',
      expected: 'log-covariances that float64 can exponentiate',
      received: `a quadratic form ${square}`,
      remedy: 'Keep the log-covariance below about 700 in size.',
    });
  }
  return { logDeterminant, square };
}
