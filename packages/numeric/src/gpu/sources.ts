/**
 * The gpu.js kernels, as source for its transpiler: plain functions, loops bounded by constants, no arrow functions,
 * no outer names (gpu.js reads `Function.prototype.toString`). Matrices arrive as float32 `Input`s, M[row][column];
 * outputs are indexed thread.x fastest.
 */

/** What gpu.js binds to `this`. */
export interface KernelThis {
  readonly thread: { readonly x: number; readonly y: number; readonly z: number };
  readonly constants: Readonly<Record<string, number>>;
}

type M = readonly (readonly number[])[];

/** out[r][j] = X[r][index[j]]. */
export function gather(this: KernelThis, X: M, index: M): number {
  return X[this.thread.y][index[0][this.thread.x]];
}

/** out[r][j] = Σ_p weight[j][p]·X[r][index[j][p]]: sparse maps in ELLPACK form, padded with weight 0. */
export function sparse(this: KernelThis, X: M, index: M, weight: M): number {
  let sum = 0;
  for (let p = 0; p < this.constants.inner; p++) {
    sum += weight[this.thread.x][p] * X[this.thread.y][index[this.thread.x][p]];
  }
  return sum;
}

/** out[r][j] = Y[r][j] − Σ_p weight[j][p]·X[r][index[j][p]]: residuals of a sparse map. */
export function sparseResidual(this: KernelThis, X: M, index: M, weight: M, Y: M): number {
  let sum = 0;
  for (let p = 0; p < this.constants.inner; p++) {
    sum += weight[this.thread.x][p] * X[this.thread.y][index[this.thread.x][p]];
  }
  return Y[this.thread.y][this.thread.x] - sum;
}

/**
 * out[t][p] = Σ over the 64 rows r of tile t and the pooled coordinates s of pair p of Y[r][left + s]·Z[r][right + s],
 * as eight sums of eight for each s; pair[p] is (left, right, number of pooled coordinates).
 */
export function pooledTile(this: KernelThis, Y: M, Z: M, pair: M): number {
  let sum = 0;
  for (let s = 0; s < this.constants.inner; s++) {
    if (s < pair[this.thread.x][2]) {
      for (let a = 0; a < 8; a++) {
        let part = 0;
        for (let b = 0; b < 8; b++) {
          part +=
            Y[this.thread.y * 64 + a * 8 + b][pair[this.thread.x][0] + s] *
            Z[this.thread.y * 64 + a * 8 + b][pair[this.thread.x][1] + s];
        }
        sum += part;
      }
    }
  }
  return sum;
}

/** out[r][g] = Σ_k X[r][64g + k]², k < 64: squared lengths, in parts. */
export function squaredParts(this: KernelThis, X: M): number {
  let sum = 0;
  for (let k = 0; k < 64; k++) {
    sum += X[this.thread.y][this.thread.x * 64 + k] * X[this.thread.y][this.thread.x * 64 + k];
  }
  return sum;
}
