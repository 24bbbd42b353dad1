/**
 * Clebsch–Gordan tensors of a finite group: bases of Hom_G(C, A ⊗ B) for irreps A, B, C, exact, and orthonormal in
 * floats. The multiplicity is an explicit axis.
 */
import {
  type ExactMatrix,
  type Float64Layout,
  Matrix,
  toFloat64,
  type WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { checkArgument, invalidArgument } from '@isotypic/algebra/internal';
import { product as floatProduct } from '@isotypic/numeric/dense';
import { matrixMeter } from '../irreps/matrix-work.js';
import { REAL_IRREP, type RealIrrep } from '../irreps/real-irrep.js';
import { inOneField, kronecker, overSmallestField } from '../matrices/exact-matrices.js';
import { homSpace } from '../matrices/hom-space.js';
import { couplingNorm, orthogonalCopies } from './orthogonal-copies.js';

/** Real Clebsch–Gordan tensors of two irreps, by the irreps of their product. */
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
 * The coupling of two real irreps to a third; for those of all triples, `couplings`. A step of `budget` (default 5·10⁷)
 * is an entry of a matrix, and how many the matrices of left ⊗ right have is known first.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no irrep over ℝ, or irreps of different groups
 * @throws {BudgetExceededError | AbortedError}
 * @example
 * const [trivial, , standard] = realIrreps(catalogue.symmetric(3));
 * clebschGordan(standard, standard, trivial).multiplicity // 1
 */
export function clebschGordan(
  left: RealIrrep,
  right: RealIrrep,
  result: RealIrrep,
  options: WorkOptions = {},
): ClebschGordan {
  for (const [name, irrep] of Object.entries({ left, right, result })) {
    checkArgument('clebschGordan', name, irrep, REAL_IRREP);
    if (irrep.group !== left.group) {
      throw invalidArgument(
        'clebschGordan',
        `${name} to be an irrep of the same group object as left`,
        'one of another group object',
        'Take all three from one realIrreps(group).',
      );
    }
  }
  const meter = matrixMeter('clebschGordan', options);
  return realCoupling(left, right, result, injectionsOf(left, right, result, meter));
}

/** The coupling with the given injections, orthogonal for the invariant forms. */
export function realCoupling(
  left: RealIrrep,
  right: RealIrrep,
  result: RealIrrep,
  injections: readonly ExactMatrix[],
): ClebschGordan {
  return {
    left,
    right,
    result,
    multiplicity: injections.length,
    injections,
    orthonormal: () => {
      if (injections.length === 0) return [];
      // XᵀSX = n·S_C. With Ŝ-orthonormal bases B of the three, X̂ = (B_A⁻¹ ⊗ B_B⁻¹) X B_C / √n.
      const coordinates = kroneckerFloat(left.orthonormalCoordinates, right.orthonormalCoordinates);
      return injections.map((injection) => {
        const [X, SA, SB, SC] = inOneField([injection, left.gram, right.gram, result.gram]);
        const norm = couplingNorm(X, X, { left: SA, right: SB, result: SC });
        const n = toFloat64(new Matrix(X.field, 1, 1, [norm])).data[0];
        const coupled = floatProduct(coordinates, floatProduct(toFloat64(X), result.orthonormalBasis));
        const scale = 1 / Math.sqrt(n);
        return { ...coupled, data: coupled.data.map((x) => x * scale) };
      });
    },
  };
}

/** Everything over one field: Hom(C, A ⊗ B), made orthogonal. */
function injectionsOf(left: RealIrrep, right: RealIrrep, result: RealIrrep, meter: WorkMeter): ExactMatrix[] {
  const all = [left, right, result];
  const t = left.group.generators.length;
  meter.step((t + 1) * (left.degree * right.degree) ** 2);
  for (const irrep of all) irrep.realizeWithin(meter);
  const matrices = overSmallestField([
    ...all.flatMap((x) => x.generatorMatrices),
    ...all.map((x) => x.gram),
    ...result.commutingUnits,
  ]);
  const [A, B, C] = [0, 1, 2].map((k) => matrices.slice(k * t, (k + 1) * t));
  const [SA, SB, SC, ...units] = matrices.slice(3 * t);
  const product = A.map((M, k) => kronecker(M, B[k], meter));
  const hom = t === 0 ? [Matrix.identity(SC.field, 1)] : homSpace('clebschGordan', C, product, meter);
  return orthogonalCopies(hom, units, { left: SA, right: SB, result: SC }, meter);
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
