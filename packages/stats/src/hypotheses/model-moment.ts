/**
 * The maximum-likelihood covariance of a symmetry model with twice the digits, as blocks of which the determinant is
 * taken, each with a bound of what rounding did to it.
 */
import type { WorkMeter } from '@isotypic/algebra';
import { type Float64Layout, frobeniusNorm } from '@isotypic/numeric/dense';
import {
  TWOFOLD_UNIT,
  type Twofold,
  TwofoldMatrix,
  twofoldDividedBy,
  twofoldNegative,
  twofoldPlus,
  twofoldTimes,
  UNIT_ENTRIES,
} from '@isotypic/numeric/internal';
import { PermutationRepresentation } from '@isotypic/reps';
import { type IsotypicStructure, pooledBasis, type StructureComponent } from '../structure/isotypic-structure.js';
import { averageOver, type Coloring, pointOrbits, symmetricOrbitals } from '../structure/orbital-average.js';
import { noSymmetry } from '../structure/special-structures.js';
import type { SymmetryHypothesis } from './hypothesis.js';
import type { ScatterMatrix } from './scatter-matrix.js';

/** log det Σ̂ = Σ times·log det block. */
export interface MomentBlock {
  readonly matrix: TwofoldMatrix;
  readonly times: number;
  /** The component whose block it is; undefined for a block in the original coordinates. */
  readonly component: StructureComponent | undefined;
  /** What each entry of the matrix, its diagonal scaled to 1, is off by at most. */
  readonly error: number;
  /** ‖δ‖·√(tr M), for a basis that is off by δ: what the square root of an entry may be off by. */
  readonly basisError: number;
  /** Mean of x² in each coordinate: what the rounding of the data themselves is measured by. */
  readonly meanSquares: Float64Array;
}

/** A model's moment matrix in the original coordinates, before it is averaged over the group. */
export interface Moment {
  readonly matrix: TwofoldMatrix;
  /** x̄ − μ: zero where the mean is free. */
  readonly offset: readonly Twofold[];
}

/** (1/N)·Σ (x − μ)(x − μ)ᵀ about the mean of the hypothesis: the sample mean, or its invariant part. */
export function momentOf(scatter: ScatterMatrix, structure: IsotypicStructure, hypothesis: SymmetryHypothesis): Moment {
  const offset = hypothesis === 'covariance' ? undefined : offInvariants(scatter.meanOfScaled(), structure);
  return momentAbout(scatter, offset);
}

/** The moment about the average of the mean over orbits of variables. */
export function momentAboutOrbits(scatter: ScatterMatrix, orbits: Coloring): Moment {
  return momentAbout(scatter, offAverages(scatter.meanOfScaled(), orbits));
}

/** The moment about x̄ − offset; about x̄ without one. */
export function momentAbout(scatter: ScatterMatrix, offset: readonly Twofold[] | undefined): Moment {
  const matrix = scatter.covarianceOfScaled();
  if (offset === undefined) return { matrix, offset: Array.from({ length: matrix.rows }, () => ZERO) };
  for (let i = 0; i < offset.length; i++)
    for (let j = 0; j < offset.length; j++)
      matrix.set(i, j, twofoldPlus(matrix.at(i, j), twofoldTimes(offset[i], offset[j])));
  return { matrix, offset };
}

/** The blocks of the average of `moment` over the group: the model's estimate. */
export function modelBlocks(
  scatter: ScatterMatrix,
  moment: Moment,
  structure: IsotypicStructure,
  meter: WorkMeter,
): MomentBlock[] {
  const coloring = actingBy(structure, (D, images) => symmetricOrbitals(D, images));
  if (coloring !== undefined) return [averagedBlock(scatter, moment.matrix, coloring)];
  const blocks: MomentBlock[] = [];
  for (const component of structure.components) {
    if (component.multiplicity > 0) blocks.push(componentBlock(scatter, moment.matrix, structure, component, meter));
  }
  return blocks;
}

const ZERO: Twofold = { high: 0, low: 0 };

/** What is done with the permutations of a structure that needs no basis: an action's, or none at all. */
function actingBy<T>(
  structure: IsotypicStructure,
  make: (D: number, images: PermutationRepresentation['images']) => T,
): T | undefined {
  const { representation, dimension } = structure;
  if (representation instanceof PermutationRepresentation) return make(dimension, representation.images);
  return structure === noSymmetry(dimension) ? make(dimension, []) : undefined;
}

/** x − P^G x. */
function offInvariants(x: readonly Twofold[], structure: IsotypicStructure): Twofold[] {
  const orbits = actingBy(structure, pointOrbits);
  if (orbits !== undefined) return offAverages(x, orbits);
  const { data: Q, cols } = structure.basis;
  const rest = [...x];
  for (const { isTrivial, offset, multiplicity } of structure.components) {
    for (let c = offset; isTrivial && c < offset + multiplicity; c++) {
      let dot = ZERO;
      for (let i = 0; i < x.length; i++) dot = twofoldPlus(dot, twofoldTimes(x[i], { high: Q[i * cols + c], low: 0 }));
      for (let i = 0; i < x.length; i++) {
        rest[i] = twofoldPlus(rest[i], twofoldTimes(dot, { high: -Q[i * cols + c], low: 0 }));
      }
    }
  }
  return rest;
}

function offAverages(x: readonly Twofold[], orbits: Coloring): Twofold[] {
  const average = averages(x, orbits);
  return x.map((v, i) => twofoldPlus(v, twofoldNegative(average[orbits.colors[i]])));
}

/** The mean of each class. */
function averages(values: readonly Twofold[], { colors, count }: Coloring): Twofold[] {
  const sums = Array.from({ length: count }, () => ZERO);
  const sizes = new Int32Array(count);
  values.forEach((v, k) => {
    sums[colors[k]] = twofoldPlus(sums[colors[k]], v);
    sizes[colors[k]]++;
  });
  return sums.map((sum, c) => twofoldDividedBy(sum, { high: sizes[c], low: 0 }));
}

/** Operations of 2⁻¹⁰² each behind an entry besides its sum: the mean's part, the offset's, the average's. */
const FEW_OPERATIONS = 16;

/** The moment averaged over classes of pairs of variables: the one block of a model of permutations. */
export function averagedBlock(scatter: ScatterMatrix, moment: TwofoldMatrix, coloring: Coloring): MomentBlock {
  const D = moment.rows;
  const sums = new TwofoldMatrix(1, coloring.count);
  const sizes = new Int32Array(coloring.count);
  for (let k = 0; k < D * D; k++) {
    const c = coloring.colors[k];
    sums.add(c, moment.high[k]);
    sums.add(c, moment.low[k]);
    sizes[c]++;
  }
  sums.normalize();
  const matrix = TwofoldMatrix.generate(D, D, (i, j) => {
    const c = coloring.colors[i * D + j];
    return twofoldDividedBy(sums.at(0, c), { high: sizes[c], low: 0 });
  });
  // Each entry is off by 2⁻¹⁰² of the product of its columns' largest deviations at most (`addExactGram`), and a few
  // operations more; the average of the entries by the average of that.
  const reach = scatter.reachOfScaled();
  const sizesOfEntries = Float64Array.from({ length: D * D }, (_, k) => reach[Math.floor(k / D)] * reach[k % D]);
  const off = averageOver(sizesOfEntries, coloring);
  let error = 0;
  for (let i = 0; i < D; i++)
    for (let j = 0; j < D; j++) {
      const scale = Math.sqrt(matrix.high[i * D + i] * matrix.high[j * D + j]);
      if (scale > 0) error = Math.max(error, off[i * D + j] / scale);
    }
  const onDiagonal = { colors: coloring.colors.filter((_, k) => k % (D + 1) === 0), count: coloring.count };
  return {
    matrix,
    times: 1,
    component: undefined,
    error: TWOFOLD_UNIT * FEW_OPERATIONS * (1 + error),
    basisError: 0,
    meanSquares: averageOver(scatter.meanSquares(), onDiagonal),
  };
}

/** The residual ratio that an orthonormal basis promises: ‖δ‖ ≤ 30·D·ε. */
const BASIS_RATIO = 30 * Number.EPSILON;

/** (1/pooled)·Σₛ QₛᵀMQₛ, projected on the matrices over 𝔽. */
function componentBlock(
  scatter: ScatterMatrix,
  moment: TwofoldMatrix,
  structure: IsotypicStructure,
  component: StructureComponent,
  meter: WorkMeter,
): MomentBlock {
  const { multiplicity, units, pooled, offset } = component;
  const width = multiplicity * units;
  const matrix = new TwofoldMatrix(width, width);
  for (let s = 0; s < pooled; s++) {
    meter.step(0);
    addCongruence(moment, pooledBasis(structure), offset + s * width, matrix);
  }
  matrix.normalize();
  projectOnAlgebra(matrix, units, pooled);
  const total = scatter.meanSquares().reduce((a, b) => a + b, 0);
  const reach = frobeniusNorm({ data: scatter.reachOfScaled() }) ** 2;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < width; i++) least = Math.min(least, matrix.high[i * width + i]);
  const D = structure.dimension;
  return {
    matrix,
    times: pooled,
    component,
    error: TWOFOLD_UNIT * (FEW_OPERATIONS + 2 * D) * (1 + (least > 0 ? reach / least : 0)),
    basisError: BASIS_RATIO * D * Math.sqrt(total),
    meanSquares: new Float64Array(width).fill(total),
  };
}

/** target += Q[:, from…]ᵀ·M·Q[:, from…], as many columns as the target has. O(D²·width). */
function addCongruence(M: TwofoldMatrix, Q: Float64Layout, from: number, target: TwofoldMatrix): void {
  const D = M.rows;
  const width = target.cols;
  const MQ = new TwofoldMatrix(D, width);
  for (let i = 0; i < D; i++)
    for (let k = 0; k < D; k++)
      for (let c = 0; c < width; c++) {
        const q = Q.data[k * D + from + c];
        if (q !== 0) MQ.subtractProduct(i * width + c, M.high[i * D + k], M.low[i * D + k], -q, 0);
      }
  MQ.normalize();
  for (let k = 0; k < D; k++)
    for (let a = 0; a < width; a++) {
      const q = Q.data[k * D + from + a];
      if (q === 0) continue;
      for (let c = 0; c < width; c++)
        target.subtractProduct(a * width + c, MQ.high[k * width + c], MQ.low[k * width + c], -q, 0);
    }
}

/** Projects on the matrices over ℝ, ℂ or ℍ that are symmetric, and divides by `pooled`. */
function projectOnAlgebra(M: TwofoldMatrix, units: 1 | 2 | 4, pooled: number): void {
  const source = M.copy();
  const n = M.rows / units;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      UNIT_ENTRIES[units].forEach((entries, u) => {
        // The unit 1 is its own transpose, the others are minus theirs.
        const mirror = u === 0 ? 1 : -1;
        let sum = ZERO;
        for (const { row, col, sign } of entries) {
          sum = twofoldPlus(sum, timesSign(source.at(i * units + row, j * units + col), sign));
          sum = twofoldPlus(sum, timesSign(source.at(j * units + row, i * units + col), sign * mirror));
        }
        const value = twofoldDividedBy(sum, { high: 2 * units * pooled, low: 0 });
        for (const { row, col, sign } of entries) M.set(i * units + row, j * units + col, timesSign(value, sign));
      });
}

function timesSign({ high, low }: Twofold, sign: number): Twofold {
  return { high: sign * high, low: sign * low };
}
