/** Bases of an irreducible copy in which commuting involutions are diagonal. */
import type { Float64Layout } from '@isotypic/numeric/dense';
import { UNIT_ENTRIES } from '@isotypic/numeric/internal';
import type { StructureComponent } from './isotypic-structure.js';

/** An orthogonal matrix over ℝ, ℂ or ℍ in its real form, whose columns the involutions multiply with signs. */
export interface Turn {
  readonly U: Float64Layout;
  /** Its transpose. */
  readonly back: Float64Layout;
  /** For each column: bit i is set where involution i takes it to its negative. */
  readonly signs: readonly number[];
}

/**
 * The turn of the copy whose columns Q has from `at` on; undefined where the involutions, given by how they move the
 * rows, are not diagonal in any basis of it. Vectors of common signs come from the projections Π (I ± ρ(t))/2 by
 * Gram–Schmidt with pivots, one after the other with its multiples by the units, with which ρ commutes.
 */
export function turnToSigns(
  Q: Float64Layout,
  at: number,
  { degree: d, units, pooled }: StructureComponent,
  moved: readonly Int32Array[],
): Turn | undefined {
  const matrices = moved.map((to) => actionOn(Q, at, d, to));
  const U = { data: new Float64Array(d * d), rows: d, cols: d };
  const signs = new Array<number>(d);
  const done: Float64Array[] = [];
  for (let sign = 0; sign < 2 ** moved.length; sign++) {
    const projection = projectionOn(matrices, sign, d);
    let trace = 0;
    for (let i = 0; i < d; i++) trace += projection[i * d + i];
    const rank = Math.round(trace);
    for (let left = rank; left > 0; left -= units) {
      const v = nextVector(projection, d, done);
      if (v === undefined || done.length === d) return undefined;
      const s = done.length / units;
      for (let u = 0; u < units; u++) {
        const column = timesUnit(v, units, u, pooled);
        done.push(column);
        for (let i = 0; i < d; i++) U.data[i * d + u * pooled + s] = column[i];
        signs[u * pooled + s] = sign;
      }
    }
  }
  if (done.length !== d) return undefined;
  const back = { ...U, data: Float64Array.from(U.data, (_, e) => U.data[(e % d) * d + Math.floor(e / d)]) };
  return { U, back, signs };
}

/** ρ(t) on the copy. */
function actionOn({ data: Q, cols }: Float64Layout, at: number, d: number, to: Int32Array): Float64Array {
  const rho = new Float64Array(d * d);
  to.forEach((image, x) => {
    for (let a = 0; a < d; a++) {
      const left = Q[image * cols + at + a];
      if (left === 0) continue;
      for (let b = 0; b < d; b++) rho[a * d + b] += left * Q[x * cols + at + b];
    }
  });
  return rho;
}

/** Π over the involutions of (I ± ρ)/2. */
function projectionOn(matrices: readonly Float64Array[], sign: number, d: number): Float64Array {
  let P = Float64Array.from({ length: d * d }, (_, e) => (e % (d + 1) === 0 ? 1 : 0));
  matrices.forEach((rho, i) => {
    const factor = (sign >> i) & 1 ? -0.5 : 0.5;
    const next = P.map((p) => p / 2);
    for (let a = 0; a < d; a++) {
      for (let c = 0; c < d; c++) {
        const left = factor * rho[a * d + c];
        if (left !== 0) for (let b = 0; b < d; b++) next[a * d + b] += left * P[c * d + b];
      }
    }
    P = next;
  });
  return P;
}

/** A unit vector in the range of P, orthogonal to those there are; undefined where nothing is left. */
function nextVector(P: Float64Array, d: number, done: readonly Float64Array[]): Float64Array | undefined {
  let best: Float64Array | undefined;
  let most = 0;
  for (let j = 0; j < d; j++) {
    const column = Float64Array.from({ length: d }, (_, i) => P[i * d + j]);
    orthogonalize(column, done);
    const size = Math.hypot(...column);
    if (size > most + 1e-6) [best, most] = [column, size]; // the first of equal ones, whatever the rounding
  }
  // a projection of rank r ≥ 1 on ℝ^d has a column of norm √(r/d)
  if (best === undefined || most < 0.5 / Math.sqrt(d)) return undefined;
  const unit = best.map((x) => x / most);
  orthogonalize(unit, done);
  const size = Math.hypot(...unit);
  return unit.map((x) => x / size);
}

function orthogonalize(x: Float64Array, done: readonly Float64Array[]): void {
  for (const v of done) {
    let dot = 0;
    for (let i = 0; i < x.length; i++) dot += v[i] * x[i];
    for (let i = 0; i < x.length; i++) x[i] -= dot * v[i];
  }
}

/** (E_u ⊗ I) v. */
function timesUnit(v: Float64Array, units: 1 | 2 | 4, u: number, pooled: number): Float64Array {
  const out = new Float64Array(v.length);
  for (const { row, col, sign } of UNIT_ENTRIES[units][u]) {
    for (let s = 0; s < pooled; s++) out[row * pooled + s] = sign * v[col * pooled + s];
  }
  return out;
}
