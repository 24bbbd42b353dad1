/**
 * The classical groups of Weyl's book, by the tensors they fix: what invariant theory's first theorems are stated for.
 */

/**
 * A form with one entry in each row and column: η(e_i, e_{partner(i)}) = sign_i. Its inverse has the same entries,
 * transposed.
 */
export interface MonomialForm {
  readonly partner: readonly number[];
  readonly sign: readonly number[];
}

/** The classical families of matrix groups. */
export type ClassicalFamily =
  /** All permutation matrices. */
  | { readonly kind: 'symmetric'; readonly n: number }
  /** O(η) for a symmetric form, or SO(η). */
  | { readonly kind: 'orthogonal'; readonly n: number; readonly special: boolean; readonly form: MonomialForm }
  /** Sp(η) for an alternating form. */
  | { readonly kind: 'symplectic'; readonly n: number; readonly form: MonomialForm }
  /** GL(n) or U(n); SL(n) or SU(n). U(n) and GL(n) have the same invariants in tensors of V and V*. */
  | { readonly kind: 'linear'; readonly n: number; readonly special: boolean };

/** The form diag(1, …, 1, −1, …, −1), the minus signs where `negative` says. */
export function diagonalForm(n: number, negative: (i: number) => boolean): MonomialForm {
  const partner = Array.from({ length: n }, (_, i) => i);
  return { partner, sign: partner.map((i) => (negative(i) ? -1 : 1)) };
}

/** The form [[0, 1], [−1, 0]] of 2m rows. */
export function symplecticForm(m: number): MonomialForm {
  const partner = Array.from({ length: 2 * m }, (_, i) => (i < m ? i + m : i - m));
  return { partner, sign: partner.map((_, i) => (i < m ? 1 : -1)) };
}
