/** Eigenvectors over ℝ, ℂ and ℍ, and functions, of a Hermitian matrix in its real form. */
import { DIVISION_ALGEBRAS, realDimension } from '@isotypic/algebra/internal/basics';
import type { Float64Layout } from '../matrix/layout.js';
import { symmetrize } from '../matrix/square.js';
import { fromRealForm, realForm } from './division-algebra.js';
import { hermitianEigen } from './hermitian-eigen.js';
import { symmetricFunction } from './symmetric-functions.js';
import { projectOnUnits } from './unit-blocks.js';

export interface StructuredEigen {
  /** m eigenvalues, descending; each stands for e equal ones of the real form. */
  readonly values: Float64Array;
  /** m vectors over 𝔽, each as its real (e·m)×e form: mutually orthonormal columns, entries in span{E_u}. */
  readonly vectors: readonly Float64Layout[];
}

/** Eigenvalues and 𝔽-orthonormal eigenvectors of a Hermitian m×m matrix given as its real (e·m)×(e·m) form C. */
export function structuredEigen(C: Float64Layout, units: 1 | 2 | 4): StructuredEigen {
  const algebra = DIVISION_ALGEBRAS.find((a) => realDimension(a) === units) ?? 'real';
  const { values, vectors } = hermitianEigen(fromRealForm(C, algebra));
  const V = realForm(vectors);
  const descending = Array.from(values, (_, k) => values.length - 1 - k);
  return {
    values: Float64Array.from(descending, (k) => values[k]),
    vectors: descending.map((k) => V.columnRange(k * units, (k + 1) * units)),
  };
}

/** f(C) of a Hermitian matrix over 𝔽 in its real form; structure and symmetry exact. */
export function structuredFunction(
  C: Float64Layout,
  units: 1 | 2 | 4,
  f: (eigenvalue: number) => number,
): Float64Layout {
  const image = symmetricFunction(C, f);
  projectOnUnits(image.data, C.rows / units, C.cols / units, units);
  return symmetrize(image);
}
