/**
 * Least squares among equivariant maps. By Schur's lemma the problem falls apart into one small problem per
 * irreducible: every pooled coordinate is one more sample of an mX-vector to be sent to an mY-vector over ℝ, ℂ or ℍ.
 */
import { IsotypicError } from '@isotypic/algebra';
import { boolean, checkArgument, checkOptions, invalidArgument, type OptionKinds } from '@isotypic/algebra/internal';
import type { SampleSpace } from '@isotypic/numeric';
import { type Float64Layout, type Float64Matrix, product } from '@isotypic/numeric/dense';
import { traceOf } from '@isotypic/numeric/internal';
import { RIDGE, SAMPLE_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import { dataExponent, scaledBy, scaledWeights, timesPowerOfTwo, weightExponent } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { type CheckedSamples, checkTogether, countOf, readTogether, type Samples } from '../data/samples.js';
import { requireLength } from '../data/size-limit.js';
import { columnMeans, invariantShift } from '../moments/column-means.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import { once } from '../run/once.js';
import { type Operations, RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { changeOf } from '../structure/change-of-basis.js';
import { invariantPart, projectOnInvariants } from '../structure/invariant-part.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { type StructureSource, structuresOf } from '../structure/structure-of.js';
import { StructuredMap } from '../structure/structured-map.js';
import { type BlockSolution, emptyBlock, solveNormalEquations } from './block-least-squares.js';
import { isDualSooner } from './dual-or-primal.js';
import { type AsMatrix, type AsStructured, type EstimateForm, FORM } from './estimate-form.js';
import { type RefinedSolution, refinedLeastSquares } from './refinement.js';

/** Options of `lstsq`. */
export interface LeastSquaresOptions extends SampleOptions, RunOptions {
  /** λ ≥ 0 in ‖Y − XAᵀ‖² + λ‖A‖_F². Default 0. */
  readonly ridge?: number;
  /** Fit y ≈ A x + b with b ∈ Y^G. Default false. */
  readonly intercept?: boolean;
}

/** Options of a solution that is made of moments. */
export type MomentSolutionOptions = Omit<LeastSquaresOptions, keyof SampleOptions>;

/** A room of its own: bundles load it where the samples are few. */
const dual = /* @__PURE__ */ once(() => import('./dual-least-squares.js'));

const MOMENT_OPTION_KINDS: OptionKinds<MomentSolutionOptions> = {
  ...RUN_OPTION_KINDS,
  ridge: RIDGE,
  intercept: boolean,
};

export const LEAST_SQUARES_KINDS: OptionKinds<LeastSquaresOptions> = { ...SAMPLE_OPTION_KINDS, ...MOMENT_OPTION_KINDS };

/** The solution, by blocks and as a matrix. */
export interface EquivariantLeastSquares extends LeastSquaresSolution<Float64Matrix> {}

/** The solution by blocks alone: nothing Dy×Dx is made. */
export interface StructuredLeastSquares extends LeastSquaresSolution<StructuredMap> {}

/** A solution of least squares, and the rank that it was found with. */
export interface LeastSquaresSolution<Coefficients> {
  /** A, Dy×Dx, equivariant. */
  readonly coefficients: Coefficients;
  /** b ∈ Y^G; zeros when no intercept was asked for. */
  readonly intercept: Float64Array;
  /** Σ w‖y − Ax − b‖²; ∞ or 0 where that is beyond float64, which A and b need not be. */
  readonly residual: number;
  /** Rank of the samples as a map: Σ d·r over the components that Y has too, r the rank of that component's problem. */
  readonly rank: number;
  /** Per component: the rank r over ℝ, ℂ or ℍ, out of mX. */
  readonly ranks: readonly { readonly label: string; readonly rank: number; readonly of: number }[];
  /** Free real parameters that the data determine: Σ e·mY·r, and dim Y^G with an intercept. */
  readonly parameters: number;
  /** N·Dy − parameters. */
  readonly degreesOfFreedom: number;
  /**
   * A by components, in the real form of ℝ, ℂ, ℍ matrices; where A holds samples, made when they are asked for.
   */
  readonly blocks: readonly Float64Layout[];
  /**
   * Steps of refinement in float64 after products in single precision; 0 when all was done in float64, which is also
   * where ill-conditioned data go.
   */
  readonly refinements: number;
}

/**
 * argmin over A ∈ Hom_G(X, Y) of Σ w‖y − A x‖² (+ ridge), of minimum Frobenius norm where the minimizer is not unique.
 *
 * @param X N×Dx samples. @param Y N×Dy samples, the same rows. With `form: 'structured'` A comes as its blocks; but
 * where Gram matrices of the rows are fewer numbers than those of the coordinates, and these more than 2²⁰, it holds
 * the samples, which are not copied and must not be changed.
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE` (row and column), `INVALID_ARGUMENT`, `TOO_FEW_SAMPLES`,
 * `OUT_OF_MEMORY` where both kinds of Gram matrices have more than 2²⁸ numbers.
 * Complexity O(N(Dx² + Dy² + D·m·e)), less where the basis falls into blocks. Well-conditioned components are solved by
 * Cholesky with a step of residual refinement, the others by QR and SVD with a rank decision. On a backend of single
 * precision see {@link refinedLeastSquares}: the result is one of float64 all the same.
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(3));
 * const X = [[1, 2, 6], [0, 2, 1], [4, 0, 0], [3, 1, 5]];
 * const Y = X.map(([a, b, c]) => [a + b + 7, b + c + 7, c + a + 7]);
 * const { coefficients, intercept } = await lstsq(X, Y, rep, rep, { intercept: true });
 * coefficients.toRows().map((row) => row.map((a) => Math.round(a) + 0)); // [[1, 1, 0], [0, 1, 1], [1, 0, 1]]
 */
export async function lstsq(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options?: LeastSquaresOptions & AsMatrix,
): Promise<EquivariantLeastSquares>;
export async function lstsq(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options: LeastSquaresOptions & AsStructured,
): Promise<StructuredLeastSquares>;
export async function lstsq(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options: LeastSquaresOptions & EstimateForm = {},
): Promise<EquivariantLeastSquares | StructuredLeastSquares> {
  const where = 'lstsq';
  checkArgument(where, 'repX', repX, STRUCTURE);
  checkArgument(where, 'repY', repY, STRUCTURE);
  checkOptions(where, options, { ...LEAST_SQUARES_KINDS, ...FORM });
  const [SX, SY] = structuresOf(where, repX, repY);
  const parts = [
    { samples: X, dimension: SX.dimension, name: 'X' },
    { samples: Y, dimension: SY.dimension, name: 'Y' },
  ];
  const solve = async (read: readonly CheckedSamples[], operations: Operations) =>
    solveSamples(read, [SX, SY], options, operations);
  return withOperations(watched(where, options).backend, async (operations) => {
    // Ordinary numbers need no look of their own; others are read to be refused, dropped or scaled.
    const unread = options.missing === 'drop' ? undefined : readTogether(where, parts, options);
    const rows = unread?.[0].rows ?? 0;
    if (unread !== undefined) requireGrams(where, SX, SY, rows);
    const isDual = isDualSooner(SX, SY, rows);
    const found =
      (rows > 0 && !isDual ? await solve(unread ?? [], operations) : undefined) ??
      (await solve(checkTogether(where, parts, options), operations));
    if (found !== undefined) return inForm(found, options, operations);
    throw new IsotypicError('VERIFICATION_FAILED', {
      where,
      expected: 'sums of samples that were scaled to be finite',
      received: 'one that is not',
    });
  });
}

/** @throws {IsotypicError} `OUT_OF_MEMORY` where the Gram matrices, of coordinates or of rows, would be too large */
function requireGrams(where: string, SX: IsotypicStructure, SY: IsotypicStructure, rows: number): void {
  let [primal, dual] = [0, 0];
  SX.components.forEach(({ multiplicity: m, units, pooled }, k) => {
    primal += units ** 2 * m * (m + SY.components[k].multiplicity);
    dual += (units * pooled * rows) ** 2;
  });
  requireLength(where, 'the Gram matrices of its components', Math.min(primal, dual));
}

/** The solution of samples that were read; undefined for those that were not, where they should have been. */
async function solveSamples(
  [x, y]: readonly CheckedSamples[],
  [SX, SY]: readonly IsotypicStructure[],
  options: LeastSquaresOptions,
  operations: Operations,
): Promise<StructuredLeastSquares | undefined> {
  const units = unitsOf(x, y, options.ridge);
  // The trivial component is centered, and only it: the means are projected on the invariants. Without an intercept the
  // mean is data: to be kept in the trivial component it would have to be put back there, row by row and weighted, in
  // every product. It stays, and leaves an error of at most D·ε·‖x‖ in each coordinate of the other components, ε times
  // mean/spread relative to them: that of X itself, given to float64 with its mean.
  const centers = options.intercept ? { x: centerOf(x, units.x, SX), y: centerOf(y, units.y, SY) } : undefined;
  const means = centers && { x: sumOf(centers.x), y: sumOf(centers.y) };
  const problem = {
    X: SX,
    Y: SY,
    x: prepare(x, units.x, SX, centers?.x),
    y: prepare(y, units.y, SY, centers?.y),
    roots: scaledWeights(x.weights)?.map(Math.sqrt),
    ridge: units.ridge,
    isRead: !Number.isNaN(x.largest),
  };
  if (isDualSooner(SX, SY, x.rows)) {
    const { roots } = problem;
    const given = [
      { structure: SX, rows: problem.x.rows, center: means?.x, roots },
      { structure: SY, rows: problem.y.rows, center: means?.y, roots },
    ];
    const { dualMap } = await dual();
    const solution = await dualMap(given, units.ridge, operations);
    return finish({ ...solution, steps: 0 }, [SX, SY], countOf(x), means, units);
  }
  const solution = await refinedLeastSquares(problem, operations);
  // what is not finite in components that X lacks shows in the residual alone
  if (solution === undefined || !(problem.isRead || Number.isFinite(solution.residual))) return undefined;
  return finish(fromBlocks(solution, SX, SY), [SX, SY], countOf(x), means, units);
}

/** Exponents of the units in which a problem is solved, and its ridge in them. */
interface Units {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
  readonly ridge: number;
}

/** λ in units of X², and of weights, stays below 2⁹⁶⁰, as large as the sums of squares themselves. */
const RIDGE_EXPONENT = 960;

function unitsOf(x: CheckedSamples, y: CheckedSamples, ridge = 0): Units {
  // numbers that nobody looked at are taken as they are
  const exponentOf = (largest: number) => (largest === 0 || Number.isNaN(largest) ? 0 : dataExponent(largest));
  const weight = weightExponent(x.weights);
  const byRidge = ridge > 0 ? Math.ceil((Math.log2(ridge) - weight - RIDGE_EXPONENT) / 2) : Number.NEGATIVE_INFINITY;
  const xExponent = Math.max(exponentOf(x.largest), byRidge);
  return {
    x: xExponent,
    y: exponentOf(y.largest),
    weight,
    ridge: timesPowerOfTwo(ridge, -2 * xExponent - weight),
  };
}

/** With A as it was asked for. */
async function inForm(
  solution: StructuredLeastSquares,
  { form }: EstimateForm,
  operations: Operations,
): Promise<EquivariantLeastSquares | StructuredLeastSquares> {
  if (form === 'structured') return solution;
  return { ...solution, coefficients: await solution.coefficients.assembled(operations) };
}

/**
 * The invariant mean as a sum of two invariants: a shift near the data, and the mean about it, which keeps its digits.
 */
interface Center {
  readonly shift: Float64Array;
  readonly deviation: Float64Array;
}

function centerOf(samples: CheckedSamples, exponent: number, structure: IsotypicStructure): Center {
  const shift = invariantShift(samples, exponent, structure);
  const mean = columnMeans(samples, { weights: scaledWeights(samples.weights), exponent, shift });
  return { shift, deviation: invariantPart(mean, structure) };
}

function sumOf({ shift, deviation }: Center): Float64Array {
  return shift.map((v, i) => v + deviation[i]);
}

/**
 * The same from moments of pairs that were streamed and merged. Works on the normal equations, so it has half the
 * digits of {@link lstsq} where X is ill-conditioned; the rank decision is made on the Gram matrix.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const moments = new SymmetricMoments(square, square);
 * await moments.push({ x: borings, y: borings });
 * (await lstsqOf(moments)).parameters // 3
 */
export async function lstsqOf(
  moments: SymmetricMoments,
  options?: MomentSolutionOptions & AsMatrix,
): Promise<EquivariantLeastSquares>;
export async function lstsqOf(
  moments: SymmetricMoments,
  options: MomentSolutionOptions & AsStructured,
): Promise<StructuredLeastSquares>;
export async function lstsqOf(
  moments: SymmetricMoments,
  options: MomentSolutionOptions & EstimateForm = {},
): Promise<EquivariantLeastSquares | StructuredLeastSquares> {
  const where = 'lstsqOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkOptions(where, options, { ...MOMENT_OPTION_KINDS, ...FORM });
  const [SX, SY] = moments.structures;
  if (SY === undefined) throw invalidArgument(where, 'moments to be of pairs (x, y)', 'moments of x only');
  const { weightExponent: weight, exponents } = moments.scales;
  const [x, y] = exponents;
  const ridge = timesPowerOfTwo(options.ridge ?? 0, -2 * x - weight);
  const center = options.intercept ? 'invariant-mean' : 'zero';
  const grams = moments.blocks(0, 0, center);
  const [squaresY, cross] = [moments.blocks(1, 1, center), moments.blocks(1, 0, center)];
  const scale = grams.reduce((a, G) => Math.max(a, traceOf(G)), 0);
  const solved = SX.components.map((cx, k): BlockSolution => {
    const cy = SY.components[k];
    const YY = squaresY[k];
    if (cx.multiplicity === 0 || cy.multiplicity === 0) return emptyBlock(cx, cy, cy.pooled * traceOf(YY));
    const G = grams[k];
    const B = cross[k];
    const { C, rank } = solveNormalEquations(G, B, cx, { ridge, scale });
    // ‖Y − XCᵀ‖² = tr(YY) − 2⟨C, B⟩ + ⟨CG, C⟩, never below 0 but for rounding.
    const CG = product(C, G);
    let loss = traceOf(YY);
    for (let i = 0; i < C.data.length; i++) loss += C.data[i] * (CG.data[i] - 2 * B.data[i]);
    return { C, rank, residual: Math.max(0, cx.pooled * loss) };
  });
  const means = options.intercept
    ? { x: scaledBy(moments.invariantMean(0), -x), y: scaledBy(moments.invariantMean(1), -y) }
    : undefined;
  const units = { x, y, weight };
  const solution = finish(fromBlocks(joined(solved), SX, SY), [SX, SY], moments.count, means, units);
  return withOperations(watched(where, options).backend, (products) => inForm(solution, options, products));
}

/** Components solved apart from each other, as one solution. */
function joined(solved: readonly BlockSolution[]): RefinedSolution {
  return { solved, residual: solved.reduce((sum, s) => sum + s.residual, 0), steps: 0 };
}

/** What was found for X·2^−x, Y·2^−y and weights·2^−weight. */
interface Found {
  readonly coefficients: StructuredMap;
  readonly ranks: readonly number[];
  readonly residual: number;
  readonly steps: number;
}

function fromBlocks({ solved, residual, steps }: RefinedSolution, SX: IsotypicStructure, SY: IsotypicStructure): Found {
  const blocks = solved.map((s) => s.C);
  return { coefficients: new StructuredMap(SY, SX, blocks), ranks: solved.map((s) => s.rank), residual, steps };
}

function finish(
  found: Found,
  [SX, SY]: readonly IsotypicStructure[],
  samples: number,
  means: { readonly x: Float64Array; readonly y: Float64Array } | undefined,
  units: Omit<Units, 'ridge'>,
): StructuredLeastSquares {
  const { ranks } = found;
  const intercept = means === undefined ? new Float64Array(SY.dimension) : interceptOf(found.coefficients, means, SY);
  let [rank, parameters] = [0, 0];
  SX.components.forEach((cx, k) => {
    const cy = SY.components[k];
    if (cy.multiplicity > 0) rank += cx.degree * ranks[k];
    parameters += cx.units * cy.multiplicity * ranks[k];
    if (means !== undefined && cy.isTrivial) parameters += cy.multiplicity;
  });
  const coefficients = found.coefficients.timesPowerOfTwo(units.y - units.x);
  return {
    coefficients,
    intercept: scaledBy(intercept, units.y),
    residual: timesPowerOfTwo(found.residual, 2 * units.y + units.weight),
    rank,
    ranks: SX.components.map((c, k) => ({ label: c.label, rank: ranks[k], of: c.multiplicity })),
    parameters,
    degreesOfFreedom: samples * SY.dimension - parameters,
    /** Made when they are asked for, where samples are held. */
    get blocks() {
      return coefficients.blocks;
    },
    refinements: found.steps,
  };
}

/**
 * ȳ − A x̄, an invariant of Y; projected, so that rounding in the product does not tell coordinates of an orbit apart.
 */
function interceptOf(
  coefficients: StructuredMap,
  means: { readonly x: Float64Array; readonly y: Float64Array },
  SY: IsotypicStructure,
): Float64Array {
  const image = coefficients.applyToInvariant(means.x);
  return projectOnInvariants(
    means.y.map((y, i) => y - image[i]),
    SY,
  );
}

/** Samples in their units, as a space with what is to be taken off. */
function prepare(
  { data, rows, cols }: CheckedSamples,
  exponent: number,
  structure: IsotypicStructure,
  center: Center | undefined,
): SampleSpace {
  return { rows: { data: scaledBy(data, -exponent), rows, cols }, basis: changeOf(structure), ...center };
}
