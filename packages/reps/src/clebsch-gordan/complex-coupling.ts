/** Clebsch–Gordan tensors over ℂ: what `couplings` hands out for complex irreps. */
import { Cyclotomic, type ExactMatrix } from '@isotypic/algebra';
import type { ComplexIrrep } from '../irreps/complex-irrep.js';
import type { ComplexFloat64Layout } from '../irreps/unitary.js';
import { inOneField, overCyclotomics } from '../matrices/exact-matrices.js';
import { couplingNorm } from './orthogonal-copies.js';

/** Complex Clebsch–Gordan tensors of two irreps, by the irreps of their product. */
export interface ComplexClebschGordan {
  readonly left: ComplexIrrep;
  readonly right: ComplexIrrep;
  readonly result: ComplexIrrep;
  /** How often the result occurs in left ⊗ right. */
  readonly multiplicity: number;
  /**
   * For each copy an exact injection X of shape (d₁d₂) × d₃, X ρ₃(g) = (ρ₁ ⊗ ρ₂)(g) X; row i·d₂ + j is e_i ⊗ e_j.
   * Copies are orthogonal: X*(H₁ ⊗ H₂)Y is a multiple of H₃ for X = Y, and 0 for others.
   */
  readonly injections: readonly ExactMatrix[];
  /** The same in the orthonormal coordinates of the three irreps, with orthonormal columns. */
  orthonormal(): ComplexFloat64Layout[];
}

export function complexCoupling(
  left: ComplexIrrep,
  right: ComplexIrrep,
  result: ComplexIrrep,
  injections: readonly ExactMatrix[],
): ComplexClebschGordan {
  return {
    left,
    right,
    result,
    multiplicity: injections.length,
    injections,
    orthonormal: () =>
      injections.map((injection) => {
        const [X, HA, HB, HC] = inOneField([injection, left.gram, right.gram, result.gram]);
        const n = couplingNorm(X, X, { left: HA, right: HB, result: HC });
        const norm = n instanceof Cyclotomic ? n.toNumber() : n.valueOf();
        const [d1, d2] = [left.degree, right.degree];
        // (B₁⁻¹ ⊗ B₂⁻¹) X B₃ / √n: one factor after the other, the first axis put last each time
        let parts = floatParts(X);
        parts = contractFirst(left.orthonormalCoordinates, parts, d1);
        parts = contractFirst(right.orthonormalCoordinates, parts, d2);
        parts = contractFirst(transposed(result.orthonormalBasis), parts, result.degree);
        const scale = 1 / Math.sqrt(norm);
        const layout = (data: Float64Array) => ({
          data: data.map((x) => x * scale),
          rows: d1 * d2,
          cols: result.degree,
        });
        return { re: layout(parts.re), im: layout(parts.im) };
      }),
  };
}

interface Parts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function floatParts(X: ExactMatrix): Parts {
  const values = overCyclotomics(X).entries.map((x) => x.toComplex());
  return { re: Float64Array.from(values, (x) => x.re), im: Float64Array.from(values, (x) => x.im) };
}

function transposed({ re, im }: ComplexFloat64Layout): ComplexFloat64Layout {
  const turn = ({ data, rows, cols }: { data: Float64Array; rows: number; cols: number }) => ({
    data: Float64Array.from(data, (_, at) => data[(at % rows) * cols + Math.floor(at / rows)]),
    rows: cols,
    cols: rows,
  });
  return { re: turn(re), im: turn(im) };
}

/** Σ_c M[r, c] T[c, x] at (x, r) */
function contractFirst(M: ComplexFloat64Layout, { re, im }: Parts, n: number): Parts {
  const rest = re.length / n;
  const [sumRe, sumIm] = [new Float64Array(re.length), new Float64Array(re.length)];
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const [a, b] = [M.re.data[r * n + c], M.im.data[r * n + c]];
      if (a === 0 && b === 0) continue;
      for (let x = 0; x < rest; x++) {
        const [u, v] = [re[c * rest + x], im[c * rest + x]];
        sumRe[x * n + r] += a * u - b * v;
        sumIm[x * n + r] += a * v + b * u;
      }
    }
  }
  return { re: sumRe, im: sumIm };
}
