/**
 * Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by Cuppen's divide and conquer, with the stable
 * eigenvectors of Gu & Eisenstat (SIAM J. Matrix Anal. Appl. 16, 1995). Nearly all work is in products.
 */
import { IsotypicError } from '@isotypic/algebra/basics';
import type { Blas } from '../kernels/blas.js';
import { secularRoot } from './secular.js';

/** Arena offsets for order n: eigenvectors as rows, and three n×n work areas. */
export interface ConquerPlan {
  readonly n: number;
  /** n×n: row i becomes the eigenvector of `d[i]`. */
  readonly s: number;
  /** 3n² numbers. */
  readonly scratch: number;
}

/** Blocks up to this order are left to implicit QL. */
const LEAF = 25;

/**
 * Overwrites `d` by the eigenvalues, ascending, and the rows at `s` by the eigenvectors; `e` is destroyed.
 * @throws {IsotypicError} `NO_CONVERGENCE` (never seen; QL is proven only in exact arithmetic).
 */
export function tridiagonalEigen(
  blas: Blas,
  heap: Float64Array,
  plan: ConquerPlan,
  d: Float64Array,
  e: Float64Array,
): void {
  const { n, s } = plan;
  heap.fill(0, s, s + n * n);
  for (let i = 0; i < n; i++) heap[s + i * n + i] = 1;
  conquer(blas, heap, plan, d, e, 0, n);
}

function conquer(
  blas: Blas,
  heap: Float64Array,
  plan: ConquerPlan,
  d: Float64Array,
  e: Float64Array,
  lo: number,
  size: number,
): void {
  if (size <= LEAF) {
    implicitQl(blas, heap, plan, d, e, lo, size);
    return;
  }
  const half = size >> 1;
  const cut = lo + half;
  const coupling = e[cut - 1];
  // T = diag(T₁, T₂) + ρ u uᵀ with ρ = |coupling| and u = (0 … 0, 1, ±1, 0 … 0).
  d[cut - 1] -= Math.abs(coupling);
  d[cut] -= Math.abs(coupling);
  conquer(blas, heap, plan, d, e, lo, half);
  conquer(blas, heap, plan, d, e, cut, size - half);
  merge(blas, heap, plan, d, lo, size, half, coupling);
}

/** Which halves a row of eigenvector coordinates reaches into. */
const LEFT = 0;
const BOTH = 1;
const RIGHT = 2;

/** Where the merged problem of `size` rows lies, split after `half` of them. */
interface Junction {
  readonly lo: number;
  readonly size: number;
  readonly half: number;
}

/** D + ρzzᵀ, the rank-one modification that joins two solved halves (Golub & Van Loan, §8.4.3). */
function merge(
  blas: Blas,
  heap: Float64Array,
  plan: ConquerPlan,
  d: Float64Array,
  lo: number,
  size: number,
  half: number,
  coupling: number,
): void {
  const at = { lo, size, half };
  const row = rowOf(plan, lo);
  const z = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    z[i] = (i < half ? heap[row(i) + half - 1] : Math.sign(coupling) * heap[row(i) + half]) * Math.SQRT1_2;
  }
  const rho = 2 * Math.abs(coupling);
  const { kept, deflated, reach } = deflate(blas, plan, d, z, rho, at);
  const { values, delta, zHat } = secularSystem(d, z, rho, kept, lo);
  combine(blas, heap, plan, at, { kept, deflated, reach, delta, zHat });
  const all = new Float64Array(size);
  all.set(values);
  deflated.forEach((i, r) => {
    all[kept.length + r] = d[lo + i];
  });
  const result = plan.scratch + 2 * plan.n * plan.n;
  const sorted = Array.from({ length: size }, (_, i) => i).sort((a, b) => all[a] - all[b]);
  sorted.forEach((from, i) => {
    heap.copyWithin(row(i), result + from * size, result + (from + 1) * size);
    d[lo + i] = all[from];
  });
}

/** Offset of row i of the eigenvectors of the part that begins at `lo`. */
function rowOf({ n, s }: ConquerPlan, lo: number): (i: number) => number {
  return (i) => s + (lo + i) * n + lo;
}

/** Deflation: a vanishing zᵢ, or two equal dᵢ of which a rotation makes one zᵢ vanish, leaves its pair as it is. */
function deflate(
  blas: Blas,
  plan: ConquerPlan,
  d: Float64Array,
  z: Float64Array,
  rho: number,
  { lo, size, half }: Junction,
): { kept: number[]; deflated: number[]; reach: Uint8Array } {
  const row = rowOf(plan, lo);
  const order = Array.from({ length: size }, (_, i) => i).sort((a, b) => d[lo + a] - d[lo + b]);
  const reach = Uint8Array.from({ length: size }, (_, i) => (i < half ? LEFT : RIGHT));
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(d[lo + i]), Math.abs(z[i]));
  const tolerance = 8 * Number.EPSILON * largest; // as in LAPACK's xLAED2
  const kept: number[] = [];
  const deflated: number[] = [];
  for (const i of order) {
    if (rho * Math.abs(z[i]) <= tolerance) {
      deflated.push(i);
      continue;
    }
    const p = kept[kept.length - 1];
    if (p !== undefined) {
      const tau = Math.hypot(z[i], z[p]);
      const c = z[i] / tau;
      const sine = -z[p] / tau;
      const gap = d[lo + i] - d[lo + p];
      if (Math.abs(gap * c * sine) <= tolerance) {
        z[i] = tau;
        z[p] = 0;
        blas.rotate(size, row(p), row(i), c, sine);
        const dp = d[lo + p];
        d[lo + p] = dp * c * c + d[lo + i] * sine * sine;
        d[lo + i] = dp * sine * sine + d[lo + i] * c * c;
        if (reach[p] !== reach[i]) reach[p] = reach[i] = BOTH;
        kept.pop();
        deflated.push(p);
      }
    }
    kept.push(i);
  }
  return { kept, deflated, reach };
}

/**
 * The roots of the secular equation, their distances from the poles, and Gu–Eisenstat's ẑ, for which the computed roots
 * are exact: its eigenvectors are orthogonal to working accuracy.
 */
function secularSystem(
  d: Float64Array,
  z: Float64Array,
  rho: number,
  kept: readonly number[],
  lo: number,
): { values: Float64Array; delta: Float64Array; zHat: Float64Array } {
  const k = kept.length;
  const poles = Float64Array.from(kept, (i) => d[lo + i]);
  const z2 = Float64Array.from(kept, (i) => z[i] * z[i]);
  const values = new Float64Array(k);
  const delta = new Float64Array(k * k);
  for (let j = 0; j < k; j++) values[j] = secularRoot(poles, z2, k, rho, j, delta, j * k);
  const zHat = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let product = -delta[i * k + i];
    for (let j = 0; j < k; j++) if (j !== i) product *= delta[j * k + i] / (poles[i] - poles[j]);
    zHat[i] = Math.sign(z[kept[i]]) * Math.sqrt(Math.abs(product));
  }
  return { values, delta, zHat };
}

/**
 * Eigenvectors of the merged problem as rows at scratch + 2n²: kept ones combined by two products, then the deflated.
 */
function combine(
  blas: Blas,
  heap: Float64Array,
  plan: ConquerPlan,
  { lo, size, half }: Junction,
  parts: {
    readonly kept: readonly number[];
    readonly deflated: readonly number[];
    readonly reach: Uint8Array;
    readonly delta: Float64Array;
    readonly zHat: Float64Array;
  },
): void {
  const { kept, deflated, reach, delta, zHat } = parts;
  const { n, scratch } = plan;
  const row = rowOf(plan, lo);
  const k = kept.length;
  // Kept rows, grouped by where they reach: rows that reach left come first, rows that reach right last.
  const grouped = [LEFT, BOTH, RIGHT].flatMap((type) =>
    Array.from({ length: k }, (_, i) => i).filter((i) => reach[kept[i]] === type),
  );
  const leftCount = grouped.filter((i) => reach[kept[i]] !== RIGHT).length;
  const rightCount = grouped.filter((i) => reach[kept[i]] !== LEFT).length;
  const u = scratch;
  const g = scratch + n * n;
  const result = scratch + 2 * n * n;
  for (let j = 0; j < k; j++) {
    let norm = 0;
    for (let c = 0; c < k; c++) {
      const x = zHat[grouped[c]] / delta[j * k + grouped[c]];
      heap[u + j * k + c] = x;
      norm += x * x;
    }
    const factor = 1 / Math.sqrt(norm);
    for (let c = 0; c < k; c++) heap[u + j * k + c] *= factor;
  }
  grouped.forEach((i, c) => {
    heap.copyWithin(g + c * size, row(kept[i]), row(kept[i]) + size);
  });
  heap.fill(0, result, result + size * size);
  blas.gemm(false, false, k, half, leftCount, 1, u, k, g, size, result, size);
  const skip = k - rightCount;
  const [right, from, to] = [size - half, g + skip * size + half, result + half];
  blas.gemm(false, false, k, right, rightCount, 1, u + skip, k, from, size, to, size);
  deflated.forEach((i, r) => {
    heap.copyWithin(result + (k + r) * size, row(i), row(i) + size);
  });
}

/**
 * Implicit QL with Wilkinson's shift on d[lo…lo+size), rotating the eigenvector rows along.
 * Source: Bowdler, Martin, Reinsch & Wilkinson 1968 (EISPACK tql2).
 */
function implicitQl(
  blas: Blas,
  heap: Float64Array,
  { n, s }: ConquerPlan,
  d: Float64Array,
  e: Float64Array,
  lo: number,
  size: number,
): void {
  const row = (i: number): number => s + i * n + lo;
  const end = lo + size;
  for (let l = lo; l < end; l++) {
    for (let sweep = 0; ; sweep++) {
      // Couplings of entries 2⁻⁴⁰⁰ and less beside zeros of the diagonal may go round for ever: after tql2's 30 sweeps
      // what rounding of the largest entry covers is left out, which is as near to the matrix, only not entry by entry.
      const negligible = sweep < 30 ? SMALLEST_COUPLING : Number.EPSILON * largestOf(d, e, lo, end);
      const m = unreducedEnd(d, e, l, end, negligible);
      if (m === l) break;
      // two or three are the rule, and cubic convergence leaves no use for more than twice tql2's bound
      if (sweep === 60) throw noConvergence('symmetricEigen', `${sweep} QL sweeps for eigenvalue ${l}`);
      qlSweep(d, e, l, m, (i, cosine, sine) => {
        blas.rotate(size, row(i), row(i + 1), cosine, -sine);
      });
    }
  }
  // Selection sort: at most `LEAF` rows.
  for (let i = lo; i < end - 1; i++) {
    let least = i;
    for (let j = i + 1; j < end; j++) if (d[j] < d[least]) least = j;
    if (least === i) continue;
    [d[i], d[least]] = [d[least], d[i]];
    const held = heap.slice(row(i), row(i) + size);
    heap.copyWithin(row(i), row(least), row(least) + size);
    heap.set(held, row(least));
  }
}

// The largest entry is near 1: leaving this one out changes nothing, and rotations by subnormal numbers (below 2⁻¹⁰²²;
// 2⁻⁹⁶⁰ keeps 62 bits off) would be orthogonal to as few bits as these have.
const SMALLEST_COUPLING = 2 ** -960;

/** The last index of the block from l on in which no off-diagonal entry is below the rounding of its neighbors. */
function unreducedEnd(d: Float64Array, e: Float64Array, l: number, end: number, negligible: number): number {
  const isCoupled = (m: number): boolean =>
    Math.abs(e[m]) > Math.max(negligible, Number.EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1])));
  let m = l;
  while (m < end - 1 && isCoupled(m)) m++;
  return m;
}

function largestOf(d: Float64Array, e: Float64Array, lo: number, end: number): number {
  let largest = 0;
  for (let i = lo; i < end; i++) largest = Math.max(largest, Math.abs(d[i]), i + 1 < end ? Math.abs(e[i]) : 0);
  return largest;
}

/** One sweep over d[l…m] and e[l…m), from the shift at l: each rotation of rows i and i + 1 is told. */
function qlSweep(
  d: Float64Array,
  e: Float64Array,
  l: number,
  m: number,
  rotated: (i: number, cosine: number, sine: number) => void,
): void {
  const ratio = (d[l + 1] - d[l]) / (2 * e[l]);
  const root = Math.hypot(ratio, 1);
  let g = d[m] - d[l] + e[l] / (ratio + (ratio >= 0 ? root : -root));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      // the matrix falls apart here
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1] - p;
    const step = (d[i] - g) * sine + 2 * cosine * b;
    p = sine * step;
    d[i + 1] = g + p;
    g = cosine * step - b;
    rotated(i, cosine, sine);
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}

export function noConvergence(where: string, received: string): IsotypicError {
  return new IsotypicError('NO_CONVERGENCE', { where, expected: 'the iteration to converge', received });
}
