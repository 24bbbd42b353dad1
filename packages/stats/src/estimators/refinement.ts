/**
 * Equivariant least squares from Gram matrices, corrected by residuals in float64: one way for products in float64 and
 * in single precision. Source: Björck, Numerical Methods for Least Squares Problems (1996), §2.9 (iterative
 * refinement).
 */
import type { BlockResiduals, PooledGrams, SampleSpace } from '@isotypic/numeric';
import { type Float64Layout, Float64Matrix, product, symmetricEigen } from '@isotypic/numeric/dense';
import { projectOnUnits, traceOf } from '@isotypic/numeric/internal';
import { dataExponent } from '../data/powers-of-two.js';
import { inFloat64, type Operations } from '../run/run.js';
import { componentOf } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import {
  type BlockSolution,
  correction,
  emptyBlock,
  largestDiagonal,
  solveOrthogonally,
  squares,
  wellConditionedFactor,
} from './block-least-squares.js';

/**
 * A Gram matrix of an accelerator is right to 20·2⁻²⁴ of Σ|x||y| (16 roundings of sums, 4 of operands); rounded up.
 */
const GRAM_ERROR = 2 ** -19;
/** Each step at least halves the error; from 2⁻³ to 2⁻⁵² that is at most 50, and in practice 2 or 3. */
const MOST_STEPS = 50;

/** Why a step is done in float64, for those who ask the backend. */
const RESIDUALS = 'residuals that refine a solution of single precision are made in float64';
const NOT_FOR_SINGLE = 'ill-conditioned: Gram matrices of single precision cannot be refined';
const ILL_CONDITIONED = 'ill-conditioned components are solved by QR and SVD of their coordinates';

export interface RefinedSolution {
  readonly solved: readonly Omit<BlockSolution, 'residual'>[];
  /** ‖Y − XAᵀ‖². */
  readonly residual: number;
  /** Steps of refinement after products in single precision. */
  readonly steps: number;
}

/** Prepared samples of both spaces, with √w of each row. */
export interface Problem {
  readonly X: IsotypicStructure;
  readonly Y: IsotypicStructure;
  readonly x: SampleSpace;
  readonly y: SampleSpace;
  readonly roots: Float64Array | undefined;
  readonly ridge: number;
  /** Whether the samples are known to be finite, and of a size whose squares can be added. */
  readonly isRead: boolean;
}

/**
 * The minimizer over Hom_G(X, Y) by blocks. The Gram matrix G of a component's unit-augmented design is the projection
 * of ZxᵀZx on 𝔽-matrices, and C₁ = B G⁻¹. Scaled to unit diagonal, a Cholesky pivot above 1e-6 bounds cond(G) well
 * below 1/√ε, so that one refinement, (RᵀZx)·G⁻¹ with R = Zy − ZxC₁ᵀ from the samples, gives the digits of an
 * orthogonal method. Anything else goes to QR and SVD. From products in single precision more steps are made, as
 * {@link refinedFromSingle} says, or where these lead nowhere all in float64. Undefined where samples have to be read
 * first.
 */
export async function refinedLeastSquares(
  problem: Problem,
  operations: Operations,
): Promise<RefinedSolution | undefined> {
  let double = operations;
  if (operations.precision === 'single') {
    const single = await normalEquations(problem, operations);
    if (single === undefined) return undefined;
    const solution = await refinedFromSingle(problem, single, await inFloat64(operations, RESIDUALS));
    if (solution !== undefined) return solution;
    double = await inFloat64(operations, NOT_FOR_SINGLE);
  }
  const { X, Y, ridge } = problem;
  const equations = await normalEquations(problem, double);
  if (equations === undefined) return undefined;
  const { grams, cross, scale } = equations;
  const factors = grams.map((G, k) => (isAbsent(problem, k) ? undefined : wellConditionedFactor(G, scale)));
  const first = cross.map((B, k) => correction(B, factors[k], X.components[k], Y.components[k]));
  const residuals = await double.blockResiduals({ ...spacesOf(problem), blocks: first });
  const hard = factors.flatMap((L, k) => (L === undefined && !isAbsent(problem, k) ? [k] : []));
  const accurate = hard.length === 0 ? undefined : await inFloat64(operations, ILL_CONDITIONED);
  const coordinates = accurate && (await coordinatesOf(problem, accurate));
  const solved = X.components.map((cx, k): BlockSolution => {
    const cy = Y.components[k];
    if (isAbsent(problem, k)) return emptyBlock(cx, cy, residuals.squares[k]);
    if (factors[k] === undefined && coordinates !== undefined) {
      const [Zx, Zy] = [pooledSamples(coordinates.x, X, k), pooledSamples(coordinates.y, Y, k)];
      return solveOrthogonally(Zx, Zy, cx, cy, { ridge, scale });
    }
    const step = stepFrom(problem, residuals, first, factors, k);
    const C = { ...first[k], data: first[k].data.map((v, i) => v + step.data[i]) };
    const residual = residuals.squares[k] + gainOf(problem, step, grams[k], residuals.cross[k], k);
    return { C, rank: cx.multiplicity, residual: Math.max(0, residual) };
  });
  return { solved, residual: solved.reduce((sum, s) => sum + s.residual, 0), steps: 0 };
}

/**
 * From Gram matrices in single precision, or undefined where these cannot lead to the minimizer: when some component's
 * is so ill conditioned that its error could keep refinement from converging, or when it does not.
 *
 * With error ‖E‖ ≤ `GRAM_ERROR`·tr G, a step C ← C + ∇·(G + E)⁻¹ multiplies the error by at most ‖E‖/λmin(G + E).
 * Components whose λmin is above 8·`GRAM_ERROR`·tr of all of X therefore gain at least a factor of 7 a step.
 */
async function refinedFromSingle(
  problem: Problem,
  { grams, cross }: NormalEquations,
  double: Operations,
): Promise<RefinedSolution | undefined> {
  const { X, Y, x } = problem;
  const scale = grams.reduce((sum, G) => sum + traceOf(G), 0);
  let least = Number.POSITIVE_INFINITY;
  const factors = grams.map((G, k) => {
    if (isAbsent(problem, k)) return undefined;
    least = Math.min(least, symmetricEigen(G).values[0] / X.components[k].pooled);
    return wellConditionedFactor(G, 0, { smallest: 0 });
  });
  if (!(least > 8 * GRAM_ERROR * scale)) return undefined;
  if (factors.some((L, k) => L === undefined && !isAbsent(problem, k))) return undefined;
  const C = cross.map((B, k) => correction(B, factors[k], X.components[k], Y.components[k]));
  let previous = Number.POSITIVE_INFINITY;
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    const residuals = await double.blockResiduals({ ...spacesOf(problem), blocks: C });
    const step = C.map((_, k) => stepFrom(problem, residuals, C, factors, k));
    C.forEach(({ data }, k) => {
      for (let e = 0; e < data.length; e++) data[e] += step[k].data[e];
    });
    const sum = residuals.squares.reduce((a, b) => a + b, 0);
    const [change, size] = [weightedNorm(step, X), weightedNorm(C, X)];
    // What the rounding of RᵀX alone makes of a step: sums of 256 rows at most, then of these.
    const rounding = ((256 + x.rows.rows / 256) * Number.EPSILON * Math.sqrt(scale * sum)) / least;
    const settled = change <= Number.EPSILON * size + rounding;
    // steps that shrink no more are rounding; 1e-11, above D·ε up to D = 10⁴, tells them from divergence
    if (settled || (change <= 1e-11 * size && change > previous / 2)) {
      const gain = step.reduce((total, S, k) => total + gainOf(problem, S, grams[k], residuals.cross[k], k), 0);
      const solved = C.map((block, k) =>
        isAbsent(problem, k)
          ? emptyBlock(X.components[k], Y.components[k], 0)
          : { C: block, rank: X.components[k].multiplicity },
      );
      return { solved, residual: Math.max(0, sum + gain), steps };
    }
    if (change > previous / 2) return undefined;
    previous = change;
  }
  return undefined;
}

interface NormalEquations {
  /** With the ridge. */
  readonly grams: readonly Float64Layout[];
  readonly cross: readonly Float64Layout[];
  /** The largest norm of a coordinate. */
  readonly scale: number;
}

/** Undefined where samples that nobody looked at turn out to need it. */
async function normalEquations(problem: Problem, operations: Operations): Promise<NormalEquations | undefined> {
  const { x, y, roots, X, ridge } = problem;
  const pairs = [
    [0, 0],
    [1, 0],
  ] as const;
  const request = { spaces: [x, y], pairs, centered: false, roots, forResiduals: true };
  const found: PooledGrams = await operations.pooledGrams(request);
  const isOrdinary = (most: number) => most === 0 || dataExponent(most) === 0;
  if (!problem.isRead && !(found.isFinite && found.largest.every(isOrdinary))) return undefined;
  const [grams, cross] = found.grams;
  const scale = Math.sqrt(grams.reduce((a, G) => Math.max(a, largestDiagonal(G)), 0));
  grams.forEach((G, k) => {
    const { multiplicity, units, pooled } = X.components[k];
    projectOnUnits(G.data, multiplicity, multiplicity, units);
    for (let i = 0; i < G.rows; i++) G.data[i * G.cols + i] += ridge * pooled;
  });
  return { grams, cross, scale };
}

/** (RᵀZx − ridge·C)·G⁻¹ on component k. */
function stepFrom(
  { X, Y, ridge }: Problem,
  { cross }: BlockResiduals,
  C: readonly Float64Layout[],
  factors: readonly (Float64Layout | undefined)[],
  k: number,
): Float64Layout {
  const [cx, cy] = [X.components[k], Y.components[k]];
  projectOnUnits(cross[k].data, cy.multiplicity, cx.multiplicity, cx.units);
  const data = cross[k].data.map((v, i) => v - ridge * cx.pooled * C[k].data[i]);
  return correction({ ...cross[k], data }, factors[k], cx, cy);
}

/**
 * ‖R − Zx·stepᵀ‖² − ‖R‖²: the step is a rounding of C, so nothing cancels. G holds the ridge, which is no residual.
 */
function gainOf(
  { X, ridge }: Problem,
  step: Float64Layout,
  gram: Float64Layout,
  right: Float64Layout,
  k: number,
): number {
  const image = product(step, gram);
  let gain = 0;
  for (let i = 0; i < step.data.length; i++) {
    const d = step.data[i];
    gain += d * (image.data[i] - ridge * X.components[k].pooled * d - 2 * right.data[i]);
  }
  return gain;
}

function isAbsent({ X, Y }: Problem, k: number): boolean {
  return X.components[k].multiplicity === 0 || Y.components[k].multiplicity === 0;
}

function spacesOf({ x, y, roots }: Problem) {
  return { x, y, roots };
}

/** All coordinates of both, weighted: for components that have to be solved by orthogonal methods. */
async function coordinatesOf(
  { x, y, roots }: Problem,
  double: Operations,
): Promise<{ readonly x: Float64Matrix; readonly y: Float64Matrix }> {
  const weighted = async (space: SampleSpace) => {
    const Z = await double.toCoordinates(space);
    if (roots !== undefined) for (let e = 0; e < Z.data.length; e++) Z.data[e] *= roots[Math.floor(e / Z.cols)];
    return Z;
  };
  return { x: await weighted(x), y: await weighted(y) };
}

/** The rows of component k as samples: an N×D matrix of coordinates gives (N·pooled)×(m·e). */
function pooledSamples(
  { data, rows, cols }: Float64Layout,
  { components }: IsotypicStructure,
  k: number,
): Float64Layout {
  const c = components[k];
  const width = c.multiplicity * c.units;
  const out = new Float64Matrix(rows * c.pooled, width);
  for (let n = 0; n < rows; n++) {
    const part = componentOf(data.subarray(n * cols, (n + 1) * cols), c);
    for (let s = 0; s < c.pooled; s++) {
      const to = (n * c.pooled + s) * width;
      for (let i = 0; i < width; i++) out.data[to + i] = part.data[i * c.pooled + s];
    }
  }
  return out;
}

/** ‖A‖_F of the map with these blocks. */
function weightedNorm(blocks: readonly Float64Layout[], X: IsotypicStructure): number {
  return Math.sqrt(blocks.reduce((sum, block, k) => sum + X.components[k].pooled * squares(block), 0));
}
