/**
 * Square matrices modulo a prime p < 2²⁴ for many products with tensors. Residues are symmetric, |x| ≤ p/2 + 1, so a
 * product is below 2⁴⁶ and 64 of them are summed exactly in doubles. C-like loops: all time of couplings is spent here.
 */
import { invMod, symmetricResidue } from '@isotypic/algebra/internal';

/** Adding this to |x| < 2⁵¹ leaves x rounded to an integer in the low bits. */
const ROUND = 6755399441055744;
/** Products below 2⁴⁶ that are summed between reductions: 64·2⁴⁶ = 2⁵². */
const CHUNK = 64;

/** The entries of a matrix that are not 0, by rows: those of row i are at start[i] … start[i + 1] − 1. */
export interface SparseResidues {
  readonly n: number;
  readonly start: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export function sparseResidues(dense: Float64Array, n: number): SparseResidues {
  const start = new Int32Array(n + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const x = dense[i * n + j];
      if (x === 0) continue;
      columns.push(j);
      values.push(x);
    }
    start[i + 1] = columns.length;
  }
  return { n, start, columns: Int32Array.from(columns), values: Float64Array.from(values) };
}

/** A·B */
export function multiplyResidues(a: Float64Array, b: Float64Array, n: number, p: number): Float64Array {
  const inverse = 1 / p;
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k];
      if (x !== 0) for (let j = 0; j < n; j++) product[i * n + j] += x * b[k * n + j];
      if (k % CHUNK === CHUNK - 1 || k === n - 1) reduceInto(product, i * n, n, p, inverse);
    }
  }
  return product;
}

function reduceInto(x: Float64Array, from: number, length: number, p: number, inverse: number): void {
  for (let j = from; j < from + length; j++) x[j] -= p * (x[j] * inverse + ROUND - ROUND);
}

/** A⁻¹; undefined when A is singular modulo p. */
export function invertResidues(a: Float64Array, n: number, p: number): Float64Array | undefined {
  const width = 2 * n;
  const work = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    work.set(a.subarray(i * n, (i + 1) * n), i * width);
    work[i * width + n + i] = 1;
  }
  if (rowReduce(work, n, width, p).length < n || work[(n - 1) * width + n - 1] !== 1) return undefined;
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) result.set(work.subarray(i * width + n, (i + 1) * width), i * n);
  return result;
}

export function transposeResidues(a: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) result[j * n + i] = a[i * n + j];
  return result;
}

/** Brings the first rows to reduced row echelon form, in place, and returns their pivots; the other rows become 0. */
export function rowReduce(a: Float64Array, rows: number, cols: number, p: number): number[] {
  const inverse = 1 / p;
  const pivots: number[] = [];
  for (let c = 0; c < cols && pivots.length < rows; c++) {
    const r = pivots.length;
    let from = r;
    while (from < rows && a[from * cols + c] === 0) from++;
    if (from === rows) continue;
    if (from !== r) {
      const row = a.slice(r * cols, (r + 1) * cols);
      a.copyWithin(r * cols, from * cols, (from + 1) * cols);
      a.set(row, from * cols);
    }
    scaleRow(a, r * cols, cols, symmetricResidue(invMod(a[r * cols + c], p), p), p);
    for (let i = 0; i < rows; i++) {
      const factor = a[i * cols + c];
      if (i === r || factor === 0) continue;
      for (let j = 0; j < cols; j++) {
        const t = a[i * cols + j] - factor * a[r * cols + j];
        a[i * cols + j] = t - p * (t * inverse + ROUND - ROUND);
      }
    }
    pivots.push(c);
  }
  return pivots;
}

function scaleRow(a: Float64Array, from: number, length: number, factor: number, p: number): void {
  const inverse = 1 / p;
  for (let j = from; j < from + length; j++) {
    const t = a[j] * factor;
    a[j] = t - p * (t * inverse + ROUND - ROUND);
  }
}

/**
 * (A ⊗ B ⊗ C)·T for a tensor T of shape (A.n, B.n, C.n), row-major, into `target`; `scratch` is as long. Each of the
 * three contracts the first axis and puts it last, so that all inner loops run along contiguous memory.
 */
export function applyToTensor(
  matrices: readonly SparseResidues[],
  tensor: Float64Array,
  target: Float64Array,
  scratch: Float64Array,
  p: number,
): void {
  contractFirst(matrices[0], tensor, scratch, p);
  contractFirst(matrices[1], scratch, target, p);
  contractFirst(matrices[2], target, scratch, p);
  target.set(scratch);
}

/** From T of shape (n, rest) the tensor Σ_c M[r, c] T[c, x] of shape (rest, n). */
function contractFirst(m: SparseResidues, tensor: Float64Array, target: Float64Array, p: number): void {
  const { n, start, columns, values } = m;
  const rest = tensor.length / n;
  const inverse = 1 / p;
  const sums = new Float64Array(rest);
  for (let r = 0; r < n; r++) {
    const [from, to] = [start[r], start[r + 1]];
    if (to - from === 1) {
      // one entry, mostly ±1: a monomial matrix
      const value = values[from];
      const at = columns[from] * rest;
      for (let x = 0; x < rest; x++) {
        const t = value * tensor[at + x];
        target[x * n + r] = t - p * (t * inverse + ROUND - ROUND);
      }
      continue;
    }
    sums.fill(0);
    for (let k = from; k < to; k++) {
      const value = values[k];
      const at = columns[k] * rest;
      for (let x = 0; x < rest; x++) sums[x] += value * tensor[at + x];
      if ((k - from) % CHUNK === CHUNK - 1) reduceInto(sums, 0, rest, p, inverse);
    }
    for (let x = 0; x < rest; x++) target[x * n + r] = sums[x] - p * (sums[x] * inverse + ROUND - ROUND);
  }
}

/** target += tensor, reduced. */
export function addResidues(target: Float64Array, tensor: Float64Array, p: number): void {
  const inverse = 1 / p;
  for (let x = 0; x < target.length; x++) {
    const t = target[x] + tensor[x];
    target[x] = t - p * (t * inverse + ROUND - ROUND);
  }
}
