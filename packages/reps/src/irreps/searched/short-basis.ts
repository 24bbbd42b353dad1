/** A basis of short vectors of a lattice over a number field. */
import {
  type Cyclotomic,
  cyclotomics,
  lllReducedGram,
  Matrix,
  rationals,
  rref,
  type WorkMeter,
} from '@isotypic/algebra';
import { lcmBig } from '@isotypic/algebra/internal';
import type Fraction from 'fraction.js';
import type { NumberField } from '../descent/number-field.js';

/**
 * Short independent vectors of the lattice that vectors of K^m span over the span of K's basis ω, which has to hold the
 * unit vectors: those and `more`. Lengths are by the trace of the Hermitian form `gram`.
 * @returns the vectors, as columns
 */
export function shortBasis(
  K: NumberField,
  gram: Matrix<Cyclotomic>,
  more: readonly (readonly Cyclotomic[])[],
  meter: WorkMeter,
): Matrix<Cyclotomic> {
  const m = gram.rows;
  const e = K.degree;
  const ω = Array.from({ length: e }, (_, l) => K.element(unit(e, l)));
  const vectors = more.flatMap((v) => ω.map((w) => v.flatMap((x) => K.coordinates(x.times(w)))));
  const Δ = vectors.flat().reduce((d, x) => lcmBig(d, x.d), 1n);
  const lattice = new TriangularBasis(m * e, Δ);
  for (const v of vectors) {
    meter.step(0);
    lattice.insert(v.map((x) => x.s * x.n * (Δ / x.d)));
  }
  const B = Matrix.build(rationals, m * e, m * e, (i, j) => rationals.fromInteger(lattice.rows[i][j]));
  const T = Matrix.build(rationals, m * e, m * e, (r, s) => {
    const [i, k, j, l] = [Math.floor(r / e), r % e, Math.floor(s / e), s % e];
    return K.multiplication(ω[k].conjugate().times(gram.at(i, j)).times(ω[l])).trace();
  });
  const D = T.entries.reduce((d, x) => lcmBig(d, x.d), 1n);
  const G = B.times(T.scale(rationals.fromInteger(D))).times(B.transpose());
  const reduced = meter.part((options) => lllReducedGram(G, options)).transform.times(B);
  const scale = rationals.inv(rationals.fromInteger(Δ));
  const rows = Array.from({ length: m * e }, (_, r) => {
    const row = reduced.row(r).map((x) => rationals.mul(x, scale));
    return Array.from({ length: m }, (_, i) => K.element(row.slice(i * e, (i + 1) * e)));
  });
  const all = Matrix.fromRows(cyclotomics, rows).transpose();
  return e === 1 ? all : all.selectColumns(spanningColumns(all, meter));
}

/**
 * Columns that are a basis over K and span a large part of what all columns span over its integers: coordinates on them
 * have norm 0 or at least 1, for exchanging the i-th of them for c₁b₁ + … + c_m b_m multiplies the index by the norm of
 * cᵢ.
 */
function spanningColumns(all: Matrix<Cyclotomic>, meter: WorkMeter): number[] {
  const { matrix, pivots } = meter.part((options) => rref(all, options));
  const chosen = [...pivots];
  const tableau = matrix.toRows();
  for (;;) {
    meter.step(0);
    let best: { i: number; j: number; norm: number } | undefined;
    for (const [i, row] of tableau.entries()) {
      for (const [j, x] of row.entries()) {
        if (x.isZero()) continue;
        const { n, d } = x.norm();
        if (n < d && (best === undefined || Number(n) / Number(d) < best.norm))
          best = { i, j, norm: Number(n) / Number(d) };
      }
    }
    if (best === undefined) return chosen;
    const { i, j } = best;
    const over = tableau[i][j].inverse();
    const pivot = tableau[i].map((x) => x.times(over));
    tableau.forEach((row, r) => {
      const c = row[j];
      if (r !== i && !c.isZero()) tableau[r] = row.map((x, k) => (pivot[k].isZero() ? x : x.minus(c.times(pivot[k]))));
    });
    tableau[i] = pivot;
    chosen[i] = j;
  }
}

function unit(n: number, at: number): Fraction[] {
  return Array.from({ length: n }, (_, i) => rationals.fromInteger(i === at ? 1 : 0));
}

/** A basis in triangular form of a lattice between Δ·ℤⁿ and ℤⁿ, a generator more at a time. */
class TriangularBasis {
  readonly rows: bigint[][];

  constructor(
    private readonly n: number,
    private readonly Δ: bigint,
  ) {
    this.rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? Δ : 0n)));
  }

  insert(vector: readonly bigint[]): void {
    const { n, Δ, rows } = this;
    let v = vector.map((x) => x % Δ);
    for (let i = 0; i < n; i++) {
      if (v[i] === 0n) continue;
      const row = rows[i];
      const [g, s, t] = extendedGcd(row[i], v[i]);
      const [a, b] = [row[i] / g, v[i] / g];
      const w = v;
      rows[i] = row.map((x, j) => (j < i ? 0n : j === i ? g : (s * x + t * w[j]) % Δ));
      v = row.map((x, j) => (j <= i ? 0n : (a * w[j] - b * x) % Δ));
    }
  }
}

/** g = sa + tb, g > 0. */
function extendedGcd(a: bigint, b: bigint): [bigint, bigint, bigint] {
  let [r0, r1, s0, s1, t0, t1] = [a, b, 1n, 0n, 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1, t0, t1] = [r1, r0 - q * r1, s1, s0 - q * s1, t1, t0 - q * t1];
  }
  return r0 < 0n ? [-r0, -s0, -t0] : [r0, s0, t0];
}
