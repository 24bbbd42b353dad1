/** Eigenvectors over ℝ, ℂ and ℍ of a Hermitian matrix in its real form. */
import { IsotypicError } from '@isotypic/algebra';
import { symmetricEigen, symmetricFunction } from '@isotypic/numeric';
import { fromFirstColumns, projectOnUnits } from '../structure/units.js';
import { type Float64Layout, symmetrise } from './layout.js';

export interface StructuredEigen {
  /** m eigenvalues, descending; each stands for e equal ones of the real form. */
  readonly values: Float64Array;
  /** m vectors over 𝔽, each as its real (e·m)×e form: mutually orthonormal columns, entries in span{E_u}. */
  readonly vectors: readonly Float64Layout[];
}

/**
 * Eigenvalues and 𝔽-orthonormal eigenvectors of a Hermitian m×m matrix given as its real (e·m)×(e·m) form C.
 *
 * An element of span{E_u} is its first column, so a real eigenvector v is the first column of exactly one structured
 * W with C W = λ W, whose e columns span v's 𝔽-line. In an eigenspace of 𝔽-dimension r of which t lines are taken,
 * the other real eigenvectors keep on average at least 1/r of their squared length, so one keeps more than 1/(2m).
 */
export function structuredEigen(C: Float64Layout, units: 1 | 2 | 4): StructuredEigen {
  const n = C.rows;
  const m = n / units;
  const { values, vectors } = symmetricEigen(C);
  const found: { value: number; W: Float64Layout }[] = [];
  for (let k = n - 1; k >= 0 && found.length < m; k--) {
    const v = Float64Array.from({ length: n }, (_, i) => vectors.data[i * n + k]);
    // Twice is enough (Kahan, Parlett).
    for (let pass = 0; pass < 2; pass++) for (const { W } of found) removeSpan(v, W);
    const norm = Math.hypot(...v);
    if (norm * norm <= 1 / (2 * m) && units > 1) continue;
    const W = {
      data: fromFirstColumns(
        v.map((x) => x / norm),
        m,
        1,
        units,
      ),
      rows: n,
      cols: units,
    };
    found.push({ value: values[k], W });
  }
  if (found.length < m) {
    throw new IsotypicError('NO_CONVERGENCE', {
      where: 'structuredEigen',
      expected: `${m} orthogonal eigenvectors`,
      received: `${found.length}`,
    });
  }
  return { values: Float64Array.from(found, (f) => f.value), vectors: found.map((f) => f.W) };
}

/** f(C) of a Hermitian matrix over 𝔽 in its real form; structure and symmetry exact. */
export function structuredFunction(
  C: Float64Layout,
  units: 1 | 2 | 4,
  f: (eigenvalue: number) => number,
): Float64Layout {
  const image = symmetricFunction(C, f);
  projectOnUnits(image.data, C.rows / units, C.cols / units, units);
  return symmetrise(image);
}

/** v −= W Wᵀ v. */
function removeSpan(v: Float64Array, W: Float64Layout): void {
  for (let u = 0; u < W.cols; u++) {
    let dot = 0;
    for (let i = 0; i < W.rows; i++) dot += W.data[i * W.cols + u] * v[i];
    for (let i = 0; i < W.rows; i++) v[i] -= dot * W.data[i * W.cols + u];
  }
}
