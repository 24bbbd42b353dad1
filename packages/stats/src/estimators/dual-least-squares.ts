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
import { HeldSamples } from '../structure/held-samples.js';
import type { IsotypicStructure, StructureComponent } from '../structure/isotypic-structure.js';
import { LowerTriangle } from '../structure/lower-triangle.js';
import { rowGrams } from '../structure/row-grams.js';
import { StructuredMap } from '../structure/structured-map.js';
import { FactorRoom, factorTriangle, solveHermitian } from '../structure/triangle-cholesky.js';
import { LEAST_NORM, LEAST_PIVOT } from './block-least-squares.js';

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
    private readonly solvers: readonly (DualSolver['solve'] | undefined)[],
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
    return this.inUnits(this.Y.push(k, solver(this.X.pull(k, part))));
  }

  form(k: number, u: readonly Term[], v: readonly Term[]): number {
    const solver = this.solvers[k];
    if (solver === undefined) return 0;
    const [left, line] = [this.Y.along(k, u), this.X.along(k, v)];
    const right = solver({ data: line, rows: line.length, cols: 1 });
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
      return this.inUnits(product(this.Y.matrix(k), solver(this.X.matrix(k)), { transposeLeft: true }));
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
  // coordinates, then factors while they are made
  const [room, panels] = [new Room(), new FactorRoom()];
  const grams = await rowGrams(X, common, double, room);
  const scale = Math.sqrt(grams.reduce((most, K) => K?.diagonal().reduce((a, b) => Math.max(a, b), most) ?? most, 0));
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
  // of eigenvectors nothing is held
  const held = solvers.map((solver) => solver?.solve);
  return { held: new DualBlocks(X, Y, held), ranks: solvers.map((solver) => solver?.rank ?? 0), residual };
}

/** The same of rows as they are given to least squares, as a map that holds them. */
export async function dualMap(
  [x, y]: readonly GivenRows[],
  ridge: number,
  operations: Operations,
): Promise<Omit<DualSolution, 'held'> & { readonly coefficients: StructuredMap }> {
  const [X, Y] = [x, y].map(({ structure, rows, center, roots }) => new HeldSamples(structure, rows, center, roots));
  const { held, ...found } = await dualLeastSquares(X, Y, ridge, operations);
  return { coefficients: new StructuredMap(y.structure, x.structure, held), ...found };
}

interface GivenRows {
  readonly structure: IsotypicStructure;
  readonly rows: Float64Layout;
  readonly center: Float64Array | undefined;
  readonly roots: Float64Array | undefined;
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
  /** Of that and of what is solved by it, 9 MB of 1000 samples over ℂ. */
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
  const { ridge } = options;
  const n = K.order;
  // λ‖A‖² = λ·pooled·‖R(C)‖², and ‖R(Y) − R(C)R(X)‖² counts every column e times
  const added = ridge * c.pooled * c.units;
  const L = wellConditionedTriangle(K, added, options);
  if (L !== undefined) {
    const { panels } = options;
    const solve = (right: Float64Layout) => solveHermitian(L, right, undefined, panels);
    if (added === 0) return { solve, rank: n / c.units, leftColumns: 0, left: () => new Float64Matrix(n, 0) };
    const scaled = () => Float64Matrix.generate(n, n, (i, j) => (i === j ? added : 0));
    return { solve, rank: c.multiplicity, leftColumns: n, left: () => solve(scaled()) };
  }
  return eigenSolver(K, c, added, options);
}

function eigenSolver(K: LowerTriangle, c: StructureComponent, added: number, { scale, room }: DualOptions): DualSolver {
  const n = K.order;
  const { values, vectors } = symmetricEigen(K.hermitian(room));
  const kept = values.findIndex((v) => added > 0 || v > 8 * n * Number.EPSILON * scale ** 2);
  const first = kept < 0 ? n : kept;
  const solve = productBy(spectral(vectors, first, room, (i) => 1 / (Math.max(values[i], 0) + added)));
  if (added > 0) {
    const left = () => spectral(vectors, first, room, (i) => added / (Math.max(values[i], 0) + added));
    return { solve, rank: c.multiplicity, leftColumns: n, left };
  }
  const kernel = Float64Matrix.generate(n, first, (i, j) => vectors.data[i * n + j]);
  return { solve, rank: Math.round((n - first) / c.units), leftColumns: first, left: () => kernel };
}

/** Σ f(i)·vᵢvᵢᵀ over the columns of V from `first` on, f ≥ 0: one copy of these. */
function spectral(
  { data, rows: n }: Float64Layout,
  first: number,
  room: Room,
  f: (i: number) => number,
): Float64Matrix {
  const cols = n - first;
  const W = { data: room.take(n * cols), rows: n, cols };
  for (let j = 0; j < cols; j++) {
    const root = Math.sqrt(f(first + j));
    for (let i = 0; i < n; i++) W.data[i * cols + j] = data[i * n + first + j] * root;
  }
  return product(W, W, { transposeRight: true });
}

/** A closure of its own, that holds the matrix and nothing else. */
function productBy(M: Float64Layout): (right: Float64Layout) => Float64Layout {
  return (right) => product(M, right);
}
