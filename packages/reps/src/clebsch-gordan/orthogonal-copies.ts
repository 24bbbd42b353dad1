/** Bases of Hom_G(C, A ⊗ B) that are orthogonal for the invariant forms, exactly. */
import { type ExactMatrix, type ExactScalar, Matrix, type WorkMeter } from '@isotypic/algebra';
import { adjoint } from '../matrices/exact-matrices.js';

/** The invariant forms of the three irreps of a coupling, over the field of the injections. */
export interface CouplingForms {
  readonly left: ExactMatrix;
  readonly right: ExactMatrix;
  readonly result: ExactMatrix;
}

/**
 * n with X*(S_A ⊗ S_B)Y = n·S_C, up to what the commuting units of C add over ℝ. It is read off one column: those parts
 * are S_C·z_u, antisymmetric, and vanish on the diagonal.
 */
export function couplingNorm(X: ExactMatrix, Y: ExactMatrix, { left, right, result }: CouplingForms): ExactScalar {
  const { field } = X;
  const [x, y] = [X, Y].map((M) => new Matrix(field, left.rows, right.rows, M.column(0)));
  // Σ conj(x_ij) (S_A y S_Bᵀ)_ij
  const image = timesForm(timesForm(y, left).transpose(), right).transpose();
  const conjugates = adjoint(x).transpose().entries;
  let sum = field.zero;
  image.entries.forEach((value, i) => {
    if (!field.isZero(value) && !field.isZero(conjugates[i])) sum = field.add(sum, field.mul(conjugates[i], value));
  });
  return field.div(sum, result.at(0, 0));
}

/** S·M; mostly S is diagonal. */
function timesForm(M: ExactMatrix, S: ExactMatrix): ExactMatrix {
  const diagonal = diagonalOf(S);
  if (diagonal === undefined) return S.times(M);
  const { field } = M;
  return Matrix.build(field, M.rows, M.cols, (i, j) => field.mul(diagonal[i], M.at(i, j)));
}

/** The diagonal of a diagonal matrix. */
export function diagonalOf(S: ExactMatrix): ExactScalar[] | undefined {
  const { field, rows, entries } = S;
  const isDiagonal = entries.every((x, at) => at % (rows + 1) === 0 || field.isZero(x));
  return isDiagonal ? Array.from({ length: rows }, (_, i) => S.at(i, i)) : undefined;
}

/** Gram–Schmidt over the commuting algebra: one X for each copy, its multiples X z_u not listed. */
export function orthogonalCopies(
  hom: readonly ExactMatrix[],
  units: readonly ExactMatrix[],
  forms: CouplingForms,
  meter: WorkMeter,
): ExactMatrix[] {
  if (hom.length === 1) return [...hom];
  const copies: { members: ExactMatrix[]; norms: ExactScalar[] }[] = [];
  for (const candidate of hom) {
    const { field } = candidate;
    let X = candidate;
    for (const { members, norms } of copies) {
      members.forEach((Y, u) => {
        meter.step(0);
        const overlap = couplingNorm(Y, candidate, forms);
        if (!field.isZero(overlap)) X = X.minus(Y.scale(field.div(overlap, norms[u])));
      });
    }
    if (X.isZero()) continue;
    const members = [X, ...units.map((z) => X.times(z))];
    copies.push({ members, norms: members.map((Y) => couplingNorm(Y, Y, forms)) });
  }
  return copies.map(({ members }) => members[0]);
}
