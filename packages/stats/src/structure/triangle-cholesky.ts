/**
 * Cholesky factors over ℝ, ℂ or ℍ of Hermitian matrices held by their lower triangles, panel by panel: the work of the
 * algebra and not of real forms, and no more memory than the triangle. Source: Golub & Van Loan, Matrix Computations
 * (4th ed. 2013), §4.2.9 (block Cholesky).
 */
import { type Float64Layout, Float64Matrix, product, solveLowerTransposed, tryCholesky } from '@isotypic/numeric/dense';
import { solveLowerInPlace } from '@isotypic/numeric/internal';
import { Room } from '../run/room.js';
import { LowerTriangle } from './lower-triangle.js';
import { addProduct, unitMultiples } from './row-grams.js';

/** Real rows of a panel. */
const PANEL = 256;

/** Room for the panels of factors, one after the other: garbage of theirs lies about until there are 64 MB of it. */
export class FactorRoom {
  readonly left = new Room();
  readonly across = new Room();
  readonly multiples = new Room();
  readonly right = new Room();
  readonly block = new Room();
  readonly form = new Room();

  /** Takes the most that panels of so many rows need at once, where taking more and more would leave all of it. */
  prepare({ units, order }: LowerTriangle, rows: number): void {
    this.left.take(rows * order);
    this.across.take(rows * order);
    if (units > 1) this.multiples.take(rows * order * units);
  }
}

/**
 * A becomes L with L·L* = A; false where a pivot is not above `tolerance` of its diagonal entry, and A is void then.
 * Cost: size³/6 multiplications of the algebra.
 */
export function factorTriangle(
  A: LowerTriangle,
  {
    tolerance = A.order * Number.EPSILON,
    panel = PANEL,
    room = new FactorRoom(),
  }: { readonly tolerance?: number; readonly panel?: number; readonly room?: FactorRoom } = {},
): boolean {
  const step = Math.max(1, Math.floor(panel / A.units));
  const before = A.diagonal();
  room.prepare(A, Math.min(step, A.size));
  for (let from = 0; from < A.size; from += step) {
    const to = Math.min(A.size, from + step);
    for (let at = 0; at < from; at += step) {
      const right = part(A, [from, to], [at, at + step], room.right);
      if (at > 0) {
        const across = unitMultiples(part(A, [at, at + step], [0, at], room.across), A.units, room.multiples);
        addProduct(right, part(A, [from, to], [0, at], room.left), across, -1);
      }
      // first lines of X with X·L* = B are the first columns of L·X* = B*
      const solved = transposed(right, room.across);
      solveLowerInPlace(block(A, at, at + step, room.block).triangular(room.form), solved);
      for (let r = from; r < to; r++) {
        const start = A.rowStart(r) + A.units * at;
        for (let j = 0; j < solved.rows; j++) A.numbers[start + j] = solved.data[j * solved.cols + r - from];
      }
    }
    const rest = block(A, from, to, room.block);
    if (from > 0) {
      const left = part(A, [from, to], [0, from], room.left);
      const gram = {
        data: room.right.take((to - from) ** 2 * A.units).fill(0),
        rows: to - from,
        cols: A.units * (to - from),
      };
      addProduct(gram, left, unitMultiples(left, A.units, room.multiples), -1);
      rest.addRows(0, gram);
    }
    const factor = tryCholesky(rest.hermitian(room.form), { relativeTolerance: 0 });
    if (!('L' in factor)) return false;
    const L = LowerTriangle.of(factor.L, A.units);
    if (L.diagonal().some((v, i) => !(v ** 2 > tolerance * before[from + i]))) return false;
    for (let r = from; r < to; r++) {
      const start = L.rowStart(r - from);
      A.numbers.set(L.numbers.subarray(start, L.rowStart(r - from + 1)), A.rowStart(r) + A.units * from);
    }
  }
  return true;
}

/** Y with L·Y = B, in real forms: B has `order` rows. */
export function solveTriangle(
  L: LowerTriangle,
  B: Float64Layout,
  panel = PANEL,
  room = new FactorRoom(),
): Float64Matrix {
  const Y = new Float64Matrix(B.rows, B.cols, Float64Array.from(B.data));
  for (const [from, to] of panels(L, panel)) {
    const own = rowsOf(Y, L.units * from, L.units * to);
    if (from > 0) subtract(own, product(lines(L, from, to, room), rowsOf(Y, 0, L.units * from)));
    solveLowerInPlace(block(L, from, to, room.block).triangular(room.form), own);
  }
  return Y;
}

/** X with L·L*·X = B. */
export function solveHermitian(
  L: LowerTriangle,
  B: Float64Layout,
  panel = PANEL,
  room = new FactorRoom(),
): Float64Matrix {
  const X = solveTriangle(L, B, panel, room);
  for (const [from, to] of panels(L, panel).reverse()) {
    const own = rowsOf(X, L.units * from, L.units * to);
    own.data.set(solveLowerTransposed(block(L, from, to, room.block).triangular(room.form), own).data);
    if (from === 0) continue;
    subtract(rowsOf(X, 0, L.units * from), product(lines(L, from, to, room), own, { transposeLeft: true }));
  }
  return X;
}

function panels({ size, units }: LowerTriangle, panel: number): [from: number, to: number][] {
  const step = Math.max(1, Math.floor(panel / units));
  return Array.from({ length: Math.ceil(size / step) }, (_, i) => [i * step, Math.min(size, (i + 1) * step)]);
}

/** First lines of the entries in these rows and columns, all of them below the diagonal. */
function part(
  A: LowerTriangle,
  [from, to]: readonly number[],
  [left, right]: readonly number[],
  room = new Room(),
): Float64Layout {
  const [rows, cols] = [to - from, A.units * (right - left)];
  const data = room.take(rows * cols);
  for (let r = from; r < to; r++) {
    const start = A.rowStart(r);
    data.set(A.numbers.subarray(start + A.units * left, start + A.units * right), (r - from) * cols);
  }
  return { data, rows, cols };
}

function transposed({ data, rows, cols }: Float64Layout, room: Room): Float64Layout {
  const made = room.take(rows * cols);
  for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) made[c * rows + r] = data[r * cols + c];
  return { data: made, rows: cols, cols: rows };
}

/** Rows from … to − 1 of the real form, left of the diagonal block. */
function lines(L: LowerTriangle, from: number, to: number, room: FactorRoom): Float64Layout {
  return unitMultiples(part(L, [from, to], [0, from], room.left), L.units, room.multiples);
}

/** The diagonal block. */
function block(A: LowerTriangle, from: number, to: number, room = new Room()): LowerTriangle {
  const size = to - from;
  const made = new LowerTriangle(size, A.units, room.take((A.units * size * (size + 1)) / 2));
  for (let r = from; r < to; r++) {
    const start = A.rowStart(r);
    made.numbers.set(A.numbers.subarray(start + A.units * from, start + A.units * (r + 1)), made.rowStart(r - from));
  }
  return made;
}

function rowsOf({ data, cols }: Float64Layout, from: number, to: number): Float64Layout {
  return { data: data.subarray(from * cols, to * cols), rows: to - from, cols };
}

function subtract(target: Float64Layout, { data }: Float64Layout): void {
  for (let e = 0; e < data.length; e++) target.data[e] -= data[e];
}
