/**
 * Equivariant least squares where the samples are fewer than the multiplicities: in the dual, by Gram matrices of rows.
 * On a component C = Y(X*X + λ)⁻¹X* over ℝ, ℂ or ℍ, columns of X and Y the pooled coordinates of rows: the minimizer,
 * of minimum norm where there are many. Source: Saunders, Gammerman & Vovk 1998, "Ridge regression in dual variables".
 */
import { type Float64Layout, Float64Matrix, product, symmetricEigen } from '@isotypic/numeric/dense';
import { scaledBy, timesPowerOfTwo } from '../data/powers-of-two.js';
import { requireLength } from '../data/size-limit.js';
import { Room } from '../run/room.js';
import { doublePrecision, type Operations } from '../run/run.js';
import type { Term } from '../structure/basis-rows.js';
import type { HeldBlocks } from '../structure/held-blocks.js';
import type { HeldSamples } from '../structure/held-samples.js';
import type { IsotypicStructure, StructureComponent } from '../structure/isotypic-structure.js';
import { LowerTriangle } from '../structure/lower-triangle.js';
import { rowGrams } from '../structure/row-grams.js';
import { FactorRoom, factorTriangle, solveHermitian } from '../structure/triangle-cholesky.js';
import { LEAST_NORM, LEAST_PIVOT } from './block-least-squares.js';

/** Numbers of Gram matrices that are made whatever the samples are, 8 MB. */
const FEW_NUMBERS = 2 ** 20;

/** Whether Gram matrices of the rows are fewer numbers than those of the coordinates, and these are many. */
export function isDualSooner(SX: IsotypicStructure, SY: IsotypicStructure, rows: number): boolean {
  let [primal, dual] = [0, 0];
  SX.components.forEach(({ multiplicity: m, units, pooled }, k) => {
    const { multiplicity } = SY.components[k];
    if (m === 0 || multiplicity === 0) return;
    primal += units ** 2 * m * (m + multiplicity);
    dual += (units * pooled * rows) ** 2;
  });
  return primal > FEW_NUMBERS && dual < primal;
}

/** (K + λ)⁻¹, or K⁺ without a ridge, as what it does. */
interface DualSolver {
  readonly solve: (right: Float64Layout) => Float64Layout;
  /** Of X, over ℝ, ℂ or ℍ; the multiplicity where there is a ridge. */
  readonly rank: number;
  /** Columns of B with Y·B the residuals: λ(K + λ)⁻¹, or an orthonormal basis of the kernel of K. Not held. */
  readonly leftColumns: number;
  readonly left: () => Float64Layout;
}

export interface DualSolution {
  readonly held: DualBlocks;
  readonly ranks: readonly number[];
  readonly residual: number;
}

/** C_k = R(Y)(K + λ)⁻¹R(X)ᵀ by its factors. */
export class DualBlocks implements HeldBlocks {
  readonly holds = 'samples';
  private made: readonly Float64Layout[] | undefined;

  constructor(
    private readonly X: HeldSamples,
    private readonly Y: HeldSamples,
    private readonly solvers: readonly (DualSolver | undefined)[],
    private readonly exponent = 0,
  ) {}

  timesPowerOfTwo(exponent: number): DualBlocks {
    return new DualBlocks(this.X, this.Y, this.solvers, this.exponent + exponent);
  }

  get blocks(): readonly Float64Layout[] {
    this.made ??= this.makeBlocks();
    return this.made;
  }

  times(k: number, part: Float64Layout): Float64Layout {
    const solver = this.solvers[k];
    const { multiplicity, units } = this.Y.structure.components[k];
    if (solver === undefined) return new Float64Matrix(multiplicity * units, part.cols);
    return this.inUnits(this.Y.push(k, solver.solve(this.X.pull(k, part))));
  }

  form(k: number, u: readonly Term[], v: readonly Term[]): number {
    const solver = this.solvers[k];
    if (solver === undefined) return 0;
    const [left, line] = [this.Y.along(k, u), this.X.along(k, v)];
    const right = solver.solve({ data: line, rows: line.length, cols: 1 });
    const sum = left.reduce((total, value, n) => total + value * right.data[n], 0);
    return timesPowerOfTwo(sum, this.exponent);
  }

  private makeBlocks(): readonly Float64Layout[] {
    const [cx, cy] = [this.X.structure.components, this.Y.structure.components];
    const size = (k: number) => cx[k].units ** 2 * cx[k].multiplicity * cy[k].multiplicity;
    requireLength(
      'StructuredMap.blocks',
      'the blocks',
      cx.reduce((sum, _, k) => sum + size(k), 0),
    );
    return this.solvers.map((solver, k) => {
      const { units, multiplicity } = cx[k];
      if (solver === undefined) return new Float64Matrix(cy[k].multiplicity * units, multiplicity * units);
      return this.inUnits(product(this.Y.matrix(k), solver.solve(this.X.matrix(k)), { transposeLeft: true }));
    });
  }

  private inUnits(M: Float64Layout): Float64Layout {
    return { ...M, data: scaledBy(M.data, this.exponent) };
  }
}

/** Columns that residuals are made of one by one: more are sooner told by the Gram matrix of Y's rows. */
const FEW_COLUMNS = 8;

/** The minimizer of ‖Y − XAᵀ‖² + ridge·‖A‖², of minimum norm. */
export async function dualLeastSquares(
  X: HeldSamples,
  Y: HeldSamples,
  ridge: number,
  operations: Operations,
): Promise<DualSolution> {
  const double = await doublePrecision(operations, 'Gram matrices of rows are solved in float64');
  const [cx, cy] = [X.structure.components, Y.structure.components];
  const common = cx.map((c, k) => c.multiplicity > 0 && cy[k].multiplicity > 0);
  const grams = await rowGrams(X, common, double);
  const scale = Math.sqrt(grams.reduce((most, K) => K?.diagonal().reduce((a, b) => Math.max(a, b), most) ?? most, 0));
  const [room, panels] = [new Room(), new FactorRoom()];
  const solvers = grams.map((K, k) => {
    // nobody needs it afterwards
    grams[k] = undefined;
    return K && dualSolver(K, cx[k], { ridge, scale, room, panels });
  });
  const wanted = cy.map((c, k) => c.multiplicity > 0 && (solvers[k]?.leftColumns ?? Infinity) > FEW_COLUMNS);
  const own = wanted.includes(true) ? await rowGrams(Y, wanted, double) : [];
  let residual = 0;
  solvers.forEach((solver, k) => {
    residual += (solver === undefined ? (own[k]?.trace() ?? 0) : squaresLeft(solver, Y, k, own[k])) / cy[k].units;
  });
  return { held: new DualBlocks(X, Y, solvers), ranks: solvers.map((solver) => solver?.rank ?? 0), residual };
}

/** ‖R(Y)·B‖². */
function squaresLeft(solver: DualSolver, Y: HeldSamples, k: number, K: LowerTriangle | undefined): number {
  if (solver.leftColumns === 0) return 0;
  const left = solver.left();
  const [a, b] = K === undefined ? [Y.push(k, left), undefined] : [product(K.hermitian(), left), left];
  let sum = 0;
  for (let e = 0; e < a.data.length; e++) sum += a.data[e] * (b ?? a).data[e];
  return Math.max(0, sum);
}

interface DualOptions {
  readonly ridge: number;
  readonly scale: number;
  /** For a factor while it is made. */
  readonly room: Room;
  readonly panels: FactorRoom;
}

/** The factor of K + added in its place, as `wellConditionedFactor` has it of a block; else K stays as it is. */
function wellConditionedTriangle(
  K: LowerTriangle,
  added: number,
  { scale, room, panels }: DualOptions,
): LowerTriangle | undefined {
  const d = K.diagonal().map((v) => Math.sqrt(v + added));
  if (d.some((v) => !(v > LEAST_NORM * scale))) return undefined;
  const { units } = K;
  const numbers = room.take(K.numbers.length);
  const L = new LowerTriangle(K.size, units, numbers);
  for (let r = 0, at = 0; r < K.size; r++) {
    for (let c = 0; c < r; c++) {
      const divisor = d[r] * d[c];
      for (let u = 0; u < units; u++, at++) numbers[at] = K.numbers[at] / divisor;
    }
    numbers[at] = 1;
    numbers.fill(0, at + 1, at + units);
    at += units;
  }
  if (!factorTriangle(L, { room: panels }) || L.diagonal().some((v) => v ** 2 < LEAST_PIVOT)) return undefined;
  for (let r = 0, at = 0; r < K.size; r++) {
    for (let e = 0; e < units * (r + 1); e++, at++) K.numbers[at] = numbers[at] * d[r];
  }
  return K;
}

/**
 * By Cholesky where K is well conditioned, else from its eigenvectors, with the rank that half the digits can tell:
 * rounding of the sums leaves about n·ε of the largest Gram entry in an eigenvalue that is zero.
 */
function dualSolver(K: LowerTriangle, c: StructureComponent, options: DualOptions): DualSolver {
  const { ridge, scale } = options;
  const n = K.order;
  // λ‖A‖² = λ·pooled·‖R(C)‖², and ‖R(Y) − R(C)R(X)‖² counts every column e times
  const added = ridge * c.pooled * c.units;
  const L = wellConditionedTriangle(K, added, options);
  if (L !== undefined) {
    const solve = (right: Float64Layout) => solveHermitian(L, right);
    if (added === 0) return { solve, rank: n / c.units, leftColumns: 0, left: () => new Float64Matrix(n, 0) };
    const scaled = () => Float64Matrix.generate(n, n, (i, j) => (i === j ? added : 0));
    return { solve, rank: c.multiplicity, leftColumns: n, left: () => solve(scaled()) };
  }
  const { values, vectors } = symmetricEigen(K.hermitian());
  const kept = values.findIndex((v) => added > 0 || v > 8 * n * Number.EPSILON * scale ** 2);
  const first = kept < 0 ? n : kept;
  const columns = (from: number, to: number, factorOf: (i: number) => number) =>
    Float64Matrix.generate(n, to - from, (i, j) => vectors.data[i * n + from + j] * factorOf(from + j));
  const V = columns(first, n, () => 1);
  const scaled = (by: (value: number) => number) =>
    product(
      columns(first, n, (i) => by(Math.max(values[i], 0))),
      V,
      { transposeRight: true },
    );
  const inverse = scaled((v) => 1 / (v + added));
  const solve = (right: Float64Layout) => product(inverse, right);
  if (added > 0) {
    return { solve, rank: c.multiplicity, leftColumns: n, left: () => scaled((v) => added / (v + added)) };
  }
  const kernel = columns(0, first, () => 1);
  return { solve, rank: Math.round((n - first) / c.units), leftColumns: first, left: () => kernel };
}
