/** Slow, obvious float checks of a decomposition, used by several tests. */
import type { Float64Layout, PermutationGroup } from '@isotypic/algebra';
import { toFloat64 } from '@isotypic/algebra';
import type { IsotypicDecomposition } from '@isotypic/reps';

export function multiply(A: Float64Layout, B: Float64Layout): Float64Layout {
  const data = new Float64Array(A.rows * B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < A.cols; k++) {
      const a = A.data[i * A.cols + k];
      if (a !== 0) for (let j = 0; j < B.cols; j++) data[i * B.cols + j] += a * B.data[k * B.cols + j];
    }
  }
  return { data, rows: A.rows, cols: B.cols };
}

export function transpose(A: Float64Layout): Float64Layout {
  const data = new Float64Array(A.data.length);
  for (let i = 0; i < A.rows; i++) for (let j = 0; j < A.cols; j++) data[j * A.rows + i] = A.data[i * A.cols + j];
  return { data, rows: A.cols, cols: A.rows };
}

export function maxDifference(A: ArrayLike<number>, B: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < A.length; i++) worst = Math.max(worst, Math.abs(A[i] - B[i]));
  return worst;
}

/** ‖QᵀQ − 1‖ and ‖Qᵀρ(g)Q − ⊕ I ⊗ ρ̂(g)‖ over the generators, entrywise. */
export function normalFormErrors(decomposition: IsotypicDecomposition): { orthogonality: number; blocks: number } {
  const rep = decomposition.representation;
  const group: PermutationGroup = rep.group;
  const Q = decomposition.orthonormalBasis();
  const n = Q.rows;
  const identity = new Float64Array(n * n);
  for (let i = 0; i < n; i++) identity[i * n + i] = 1;
  const orthogonality = maxDifference(multiply(transpose(Q), Q).data, identity);
  let blocks = 0;
  group.generators.forEach((_, k) => {
    const inBasis = multiply(
      transpose(Q),
      multiply(rep.kind === 'numeric' ? rep.generatorMatrices[k] : toFloat64(rep.generatorMatrices[k]), Q),
    );
    const expected = new Float64Array(n * n);
    let offset = 0;
    for (const { irrep, multiplicity, degree } of decomposition.components) {
      const hat = irrep.orthogonalMatrices[k];
      for (let copy = 0; copy < multiplicity; copy++) {
        for (let r = 0; r < degree; r++) {
          for (let s = 0; s < degree; s++) expected[(offset + r) * n + offset + s] = hat.data[r * degree + s];
        }
        offset += degree;
      }
    }
    blocks = Math.max(blocks, maxDifference(inBasis.data, expected));
  });
  return { orthogonality, blocks };
}
