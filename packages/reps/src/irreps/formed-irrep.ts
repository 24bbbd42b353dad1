/** Irreducible representations as constructions hand them over: a character's data and a way to matrices. */
import { Cyclotomic, type ExactMatrix, gcd, type Permutation, type WorkMeter } from '@isotypic/algebra';

/** Exact matrices of an irrep, all over one field, with their invariant form. */
export interface IrrepForm {
  readonly isReal: boolean;
  matrix(g: Permutation, meter: WorkMeter): ExactMatrix;
  /** Hermitian; symmetric when the matrices are real. */
  readonly gram: ExactMatrix;
  /** All entries lie in ℚ(ζ_conductor). */
  readonly conductor: number;
}

/** The Gram matrix and the generators' matrices. */
export interface GramAndMatrices {
  readonly gram: ExactMatrix;
  readonly matrices: readonly ExactMatrix[];
}

/** An irrep over ℂ in a complete list. */
export interface FormedIrrep {
  readonly degree: number;
  /** Frobenius–Schur indicator. */
  readonly indicator: 1 | 0 | -1;
  readonly isTrivial: boolean;
  /** `χ₃[2]`: number in the list and degree; or `trivial`. */
  readonly label: string;
  /** Position in the list of the complex conjugate. */
  readonly conjugate: number;
  /** Matrices over the smallest field found: real ones when the type is real. */
  form(meter: WorkMeter): IrrepForm;
}

/** A conductor for all matrices: that of the generators' entries, which generate the field of the others. */
export function commonConductor(generatorMatrices: readonly ExactMatrix[]): number {
  let conductor = 1;
  for (const M of generatorMatrices) {
    for (const x of M.entries) {
      if (x instanceof Cyclotomic) conductor = (conductor / gcd(conductor, x.conductor)) * x.conductor;
    }
  }
  return conductor;
}

/** `χ₃[2]`, or `trivial`: a name by position and degree. */
export function labelOf(index: number, degree: number, isTrivial: boolean): string {
  const subscript = [...String(index + 1)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
  return isTrivial ? 'trivial' : `χ${subscript}[${degree}]`;
}
