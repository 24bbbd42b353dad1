/** The unitary float64 form of a complex irrep: exact Gram–Schmidt for the Hermitian form, one rounding at the end. */
import {
  type Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type Float64Layout,
  Matrix,
  type WorkMeter,
} from '@isotypic/algebra';
import { conjugateMatrix, overCyclotomics } from '../matrices/exact-matrices.js';

/** A complex matrix as two real ones. */
export interface ComplexFloat64Layout {
  readonly re: Float64Layout;
  readonly im: Float64Layout;
}

export interface UnitaryBasis {
  /** Exact columns, orthogonal for the form. */
  readonly columns: Matrix<Cyclotomic>;
  /** Their squared lengths. */
  readonly norms: readonly number[];
  /** `columns` divided by their lengths, B. */
  readonly basis: ComplexFloat64Layout;
  /** B⁻¹ = B*H */
  readonly coordinates: ComplexFloat64Layout;
  /** The exact matrix in the orthonormal basis, each entry rounded once. */
  round(M: ExactMatrix): ComplexFloat64Layout;
}

/** For a Hermitian positive-definite H, H[i][j] = ⟨e_i, e_j⟩, linear on the right. */
export function unitaryBasis(gram: ExactMatrix, meter: WorkMeter): UnitaryBasis {
  const H = overCyclotomics(gram);
  const d = H.rows;
  const vectors: Cyclotomic[][] = [];
  const duals: Cyclotomic[][] = []; // duals[k] = v_k* H, a row
  const norms: Cyclotomic[] = [];
  for (let i = 0; i < d; i++) {
    meter.step(d);
    let w = Array.from({ length: d }, (_, r) => (r === i ? cyclotomics.one : cyclotomics.zero));
    vectors.forEach((v, k) => {
      meter.step(0);
      if (duals[k][i].isZero()) return;
      const factor = cyclotomics.div(duals[k][i], norms[k]);
      w = w.map((x, r) => (v[r].isZero() ? x : x.minus(factor.times(v[r]))));
    });
    const row = new Matrix(
      cyclotomics,
      1,
      d,
      w.map((x) => x.conjugate()),
    ).times(H);
    vectors.push(w);
    duals.push([...row.entries]);
    norms.push(row.times(new Matrix(cyclotomics, d, 1, w)).entries[0]);
  }
  const columns = Matrix.fromRows(cyclotomics, vectors).transpose();
  const left = conjugateMatrix(columns.transpose()).times(H);
  const lengths = norms.map((x) => x.toNumber());
  const roots = lengths.map(Math.sqrt);
  return {
    columns,
    norms: lengths,
    basis: rounded(columns, (_, j) => roots[j]),
    coordinates: rounded(left, (i) => roots[i]),
    round: (M) =>
      rounded(left.times(overCyclotomics(M)).times(columns), (i, j) =>
        i === j ? lengths[i] : Math.sqrt(lengths[i] * lengths[j]),
      ),
  };
}

/** Each entry divided by a length, in doubles. */
function rounded(M: Matrix<Cyclotomic>, length: (i: number, j: number) => number): ComplexFloat64Layout {
  const { rows, cols } = M;
  const [re, im] = [new Float64Array(rows * cols), new Float64Array(rows * cols)];
  M.entries.forEach((x, index) => {
    if (x.isZero()) return;
    const value = x.toComplex();
    const scale = length(Math.floor(index / cols), index % cols);
    re[index] = value.re / scale;
    im[index] = value.im / scale;
  });
  return { re: { data: re, rows, cols }, im: { data: im, rows, cols } };
}
