/**
 * Exact entries modulo a prime p < 2²⁴ that splits ℚ(ζ_n): n divides p − 1, and ζ_n becomes a root of unity of GF(p),
 * one choice for each place above p. Residues are symmetric, |x| ≤ p/2, so that products stay below 2⁴⁶ and up to 64 of
 * them are summed before a reduction.
 */
import type { Cyclotomic } from '@isotypic/algebra';
import { invMod, powMod, primitiveRoot, symmetricResidue, unitsModulo } from '@isotypic/algebra/internal';
import type { SparseMatrix } from './sparse-matrix.js';

/** One of the homomorphisms ℤ[ζ_n] → GF(p). */
export interface Place {
  readonly p: number;
  readonly order: number;
  /** The image of ζ_n. */
  readonly root: number;
}

/** All places above p, ζ_n ↦ ωᵏ for the units k in ascending order. */
export function placesAbove(p: number, order: number): Place[] {
  const omega = powMod(primitiveRoot(p), (p - 1) / order, p);
  return unitsModulo(order).map((k) => ({ p, order, root: powMod(omega, k, p) }));
}

/** The residue of a number of ℚ(ζ_n); null where p divides its denominator. */
export function reduceNumber(x: Cyclotomic, { p, order, root }: Place): number | null {
  const { conductor, exponents, coefficients } = x.terms();
  const P = BigInt(p);
  let sum = 0;
  for (let k = 0; k < exponents.length; k++) {
    const c = coefficients[k];
    const below = Number(c.d % P);
    if (below === 0) return null;
    const above = Number(c.n % P) * (c.s < 0n ? -1 : 1);
    const term = symmetricResidue(above * symmetricResidue(invMod(below, p), p), p);
    const power = symmetricResidue(powMod(root, (exponents[k] * order) / conductor, p), p);
    sum = symmetricResidue(sum + symmetricResidue(term * power, p), p);
  }
  return sum;
}

/** A matrix over GF(p) by rows: row i has `values[k]` in column `indices[k]`, starts[i] ≤ k < starts[i+1]. */
export interface ModularMatrix {
  readonly size: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** The matrix modulo p; null where p divides a denominator. */
export function reduceMatrix(m: SparseMatrix, place: Place): ModularMatrix | null {
  const known = new Map<Cyclotomic, number>();
  const byRows = m.transpose();
  const values = new Float64Array(byRows.values.length);
  for (let k = 0; k < values.length; k++) {
    const x = byRows.values[k];
    let residue: number | null | undefined = known.get(x);
    if (residue === undefined) {
      residue = reduceNumber(x, place);
      if (residue === null) return null;
      known.set(x, residue);
    }
    values[k] = residue;
  }
  return { size: m.rows, starts: byRows.starts, indices: byRows.indices, values };
}

/** Row-major residues as rows without zeros. */
export function fromDenseResidues(size: number, dense: Float64Array): ModularMatrix {
  const starts = new Int32Array(size + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (dense[i * size + j] === 0) continue;
      indices.push(j);
      values.push(dense[i * size + j]);
    }
    starts[i + 1] = indices.length;
  }
  return { size, starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
}

export function toDenseResidues(m: ModularMatrix): Float64Array {
  const dense = new Float64Array(m.size * m.size);
  for (let i = 0; i < m.size; i++) {
    for (let k = m.starts[i]; k < m.starts[i + 1]; k++) dense[i * m.size + m.indices[k]] = m.values[k];
  }
  return dense;
}

export function multiplyResidues(a: Float64Array, b: Float64Array, n: number, p: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k];
      if (x === 0) continue;
      for (let j = 0; j < n; j++) {
        result[i * n + j] = symmetricResidue(result[i * n + j] + x * b[k * n + j], p);
      }
    }
  }
  return result;
}

/** A square root of a modulo p by Tonelli and Shanks; null for a non-residue. */
export function squareRootModulo(a: number, p: number): number | null {
  const x = ((a % p) + p) % p;
  if (x === 0) return 0;
  if (powMod(x, (p - 1) / 2, p) !== 1) return null;
  let [odd, twos] = [p - 1, 0];
  for (; odd % 2 === 0; odd /= 2) twos++;
  let generator = powMod(primitiveRoot(p), odd, p);
  let root = powMod(x, (odd + 1) / 2, p);
  for (let t = powMod(x, odd, p), m = twos; t !== 1; ) {
    let least = 0;
    for (let square = t; square !== 1; square = (square * square) % p) least++;
    const b = powMod(generator, 2 ** (m - least - 1), p);
    root = (root * b) % p;
    generator = (b * b) % p;
    t = (t * generator) % p;
    m = least;
  }
  return root;
}

/**
 * The inverse of the matrix of powers ω_k^e, e < φ(n), of the places' roots: it turns values at the places into the
 * coordinates on 1, ζ, …, ζ^{φ(n)−1}. Row-major.
 */
export function interpolationMatrix(places: readonly Place[]): Float64Array {
  const n = places.length;
  const { p } = places[0];
  const rows = places.map(({ root }, k) => {
    const row = new Float64Array(2 * n);
    for (let e = 0; e < n; e++) row[e] = symmetricResidue(powMod(root, e, p), p);
    row[n + k] = 1;
    return row;
  });
  for (let c = 0; c < n; c++) {
    const from = rows.findIndex((row, i) => i >= c && row[c] !== 0);
    [rows[c], rows[from]] = [rows[from], rows[c]];
    const scale = symmetricResidue(invMod(((rows[c][c] % p) + p) % p, p), p);
    for (let j = c; j < 2 * n; j++) rows[c][j] = symmetricResidue(rows[c][j] * scale, p);
    for (let i = 0; i < n; i++) {
      const x = rows[i][c];
      if (i === c || x === 0) continue;
      for (let j = c; j < 2 * n; j++) rows[i][j] = symmetricResidue(rows[i][j] - x * rows[c][j], p);
    }
  }
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse.set(rows[i].subarray(n), i * n);
  return inverse;
}
