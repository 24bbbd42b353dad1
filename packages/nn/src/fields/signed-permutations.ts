/** Matrices with one entry ±1 in each row and column, which floats hold exactly. */
import type { Float64Layout } from '@isotypic/algebra';

export interface SignedPermutation {
  /** Coordinate j goes to `images[j]` … */
  readonly images: Int32Array;
  /** … times `signs[j]`. */
  readonly signs: Int8Array;
}

/** The signed permutation that a square matrix is, or undefined. Entries are compared exactly. */
export function signedPermutationOf(data: Float64Array, n: number): SignedPermutation | undefined {
  const images = new Int32Array(n).fill(-1);
  const signs = new Int8Array(n);
  const rowIsTaken = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const entry = data[i * n + j];
      if (entry === 0) continue;
      if (Math.abs(entry) !== 1 || images[j] >= 0 || rowIsTaken[i] === 1) return undefined;
      images[j] = i;
      signs[j] = entry;
      rowIsTaken[i] = 1;
    }
  }
  return images.includes(-1) ? undefined : { images, signs };
}

export function isSignedPermutation(matrix: Float64Layout): boolean {
  return signedPermutationOf(matrix.data, matrix.rows) !== undefined;
}
