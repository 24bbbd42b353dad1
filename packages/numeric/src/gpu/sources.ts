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

/** out[r][j] = bias[j] + Σ_k X[r][k]·B[j][k]: change of basis, equivariant maps, samples of a Gaussian. */
export function affine(this: KernelThis, X: M, B: M, bias: M): number {
  let sum = 0;
  for (let k = 0; k < this.constants.inner; k++) {
    sum += X[this.thread.y][k] * B[this.thread.x][k];
  }
  return sum + bias[0][this.thread.x];
}

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

/** out[t][i][j] = Σ over the 64 rows r of tile t of X[r][i]·Y[r][j], as eight sums of eight. */
export function gramTile(this: KernelThis, X: M, Y: M): number {
  let sum = 0;
  for (let a = 0; a < 8; a++) {
    let part = 0;
    for (let b = 0; b < 8; b++) {
      part += X[this.thread.z * 64 + a * 8 + b][this.thread.y] * Y[this.thread.z * 64 + a * 8 + b][this.thread.x];
    }
    sum += part;
  }
  return sum;
}

/** out[r] = Σ_i (Σ_k W[i][k]·X[r][k])²: the quadratic form of a Gaussian, W = L⁻¹. */
export function mahalanobis(this: KernelThis, X: M, W: M): number {
  let sum = 0;
  for (let i = 0; i < this.constants.inner; i++) {
    let part = 0;
    for (let k = 0; k < this.constants.inner; k++) {
      part += W[i][k] * X[this.thread.x][k];
    }
    sum += part * part;
  }
  return sum;
}
