/**
 * Clebsch–Gordan tensors of a finite group: bases of Hom_G(C, A ⊗ B) for irreps A, B, C, exact, and orthonormal in
 * floats. The multiplicity is an explicit axis.
 */
import {
  type ExactMatrix,
  type ExactScalar,
  type Float64Layout,
  invalidArgument,
  inverse,
  Matrix,
  toFloat64,
} from '@isotypic/algebra';
import { homSpace } from '../irreps/hom-space.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { kronecker, overCyclotomics, overSmallestField } from '../matrices/exact-matrices.js';

export interface ClebschGordan {
  readonly left: RealIrrep;
  readonly right: RealIrrep;
  readonly result: RealIrrep;
  /** How often the result occurs in left ⊗ right, over ℝ. */
  readonly multiplicity: number;
  /**
   * For each copy an exact injection X of shape (d₁d₂) × d₃, X ρ₃(g) = (ρ₁ ⊗ ρ₂)(g) X; row i·d₂ + j is e_i ⊗ e_j.
   * Copies and their images under the commuting units are orthogonal for the invariant forms.
   */
  readonly injections: readonly ExactMatrix[];
  /**
   * The same in the orthonormal coordinates of the three irreps, with orthonormal columns: entry (i·d₂ + j, k) of copy
   * s is C[s, i, j, k], Σ_ij C[s,i,j,k] C[t,i,j,l] = δ_st δ_kl.
   */
  orthonormal(): Float64Layout[];
}

/**
 * The coupling of two real irreps to a third.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the irreps belong to different groups.
 * @example
 * const [trivial, , standard] = realIrreps(catalogue.symmetric(3));
 * clebschGordan(standard, standard, trivial).multiplicity // 1
 */
export function clebschGordan(left: RealIrrep, right: RealIrrep, result: RealIrrep): ClebschGordan {
  const { group } = left;
  if (right.group !== group || result.group !== group) {
    throw invalidArgument('clebschGordan', 'irreps of one group object', [right.group, result.group]);
  }
  const all = [left, right, result];
  const forms = oneField(all.map((x) => x.gram));
  const units = oneField([...forms.map((M) => M), ...result.commutingUnits]).slice(3);
  const field = oneField([...all.flatMap((x) => x.generatorMatrices), ...forms]);
  const t = group.generators.length;
  const [A, B, C] = [0, 1, 2].map((k) => field.slice(k * t, (k + 1) * t));
  const [SA, SB, SC] = field.slice(3 * t);
  const product = A.map((M, k) => kronecker(M, B[k]));
  const form = kronecker(SA, SB);
  const commuting = units.map((z) => (z.field === form.field ? z : overCyclotomics(z)));
  const hom = t === 0 ? [Matrix.identity(form.field, 1)] : homSpace('clebschGordan', C, product);
  const injections = orthogonalCopies(hom, commuting, form, inverse(SC));
  return {
    left,
    right,
    result,
    multiplicity: injections.length,
    injections: injections,
    orthonormal: () => {
      // XᵀSX = n·S_C. With Ŝ-orthonormal bases B of the three, X̂ = (B_A⁻¹ ⊗ B_B⁻¹) X B_C / √n.
      const [lift, other] = [left.orthonormalCoordinates, right.orthonormalCoordinates];
      return injections.map((X) => {
        const n = toFloat64(new Matrix(X.field, 1, 1, [normOf(X, X, form, inverse(SC))])).data[0];
        const inner = times(toFloat64(X), result.orthonormalBasis);
        const coupled = times(kroneckerFloat(lift, other), inner);
        const scale = 1 / Math.sqrt(n);
        return { ...coupled, data: coupled.data.map((x) => x * scale) };
      });
    },
  };
}

/** n with XᵀSY = n·S_C, up to the pure part: the average tr(S_C⁻¹ Xᵀ S Y)/d, the inner product on Hom. */
function normOf(X: ExactMatrix, Y: ExactMatrix, form: ExactMatrix, inverseC: ExactMatrix): ExactScalar {
  const { field } = X;
  const trace = inverseC.times(X.transpose()).times(form).times(Y).trace();
  return field.div(trace, field.fromInteger(X.cols));
}

/** Gram–Schmidt over the commuting algebra: one X for each copy, its multiples X z_u not listed. */
function orthogonalCopies(
  hom: readonly ExactMatrix[],
  units: readonly ExactMatrix[],
  form: ExactMatrix,
  inverseC: ExactMatrix,
): ExactMatrix[] {
  const copies: { members: ExactMatrix[]; norms: ExactScalar[] }[] = [];
  for (const candidate of hom) {
    const { field } = candidate;
    let X = candidate;
    for (const { members, norms } of copies) {
      members.forEach((Y, u) => {
        const overlap = normOf(Y, candidate, form, inverseC);
        if (!field.isZero(overlap)) X = X.minus(Y.scale(field.div(overlap, norms[u])));
      });
    }
    if (X.isZero()) continue;
    const members = [X, ...units.map((z) => X.times(z))];
    copies.push({ members, norms: members.map((Y) => normOf(Y, Y, form, inverseC)) });
  }
  return copies.map(({ members }) => members[0]);
}

function oneField(matrices: readonly ExactMatrix[]): ExactMatrix[] {
  return overSmallestField(matrices);
}

function times(A: Float64Layout, B: Float64Layout): Float64Layout {
  const data = new Float64Array(A.rows * B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < A.cols; k++) {
      const a = A.data[i * A.cols + k];
      if (a !== 0) for (let j = 0; j < B.cols; j++) data[i * B.cols + j] += a * B.data[k * B.cols + j];
    }
  }
  return { data, rows: A.rows, cols: B.cols };
}

function kroneckerFloat(A: Float64Layout, B: Float64Layout): Float64Layout {
  const [rows, cols] = [A.rows * B.rows, A.cols * B.cols];
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const a = A.data[Math.floor(i / B.rows) * A.cols + Math.floor(j / B.cols)];
      data[i * cols + j] = a * B.data[(i % B.rows) * B.cols + (j % B.cols)];
    }
  }
  return { data, rows, cols };
}
