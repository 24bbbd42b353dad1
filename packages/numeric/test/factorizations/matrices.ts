/** LAPACK's gallery of nasty matrices (TESTING/dtest.in, LAWN 41), seeded. */
import { Float64Matrix, product, qr, standardNormals } from '@isotypic/numeric';

export const SIZES = [0, 1, 2, 3, 5, 10, 50, 200];

/** An orthogonal matrix, near enough to Haar. */
function orthogonal(n: number, seed: number): Float64Matrix {
  return qr(standardNormals(n, n, seed), { pivot: false }).Q;
}

/** Spectra as functions of i and n, by name; values span what the name says. */
export const SPECTRA: Readonly<Record<string, (i: number, n: number) => number>> = {
  zero: () => 0,
  identity: () => 1,
  'one large': (i) => (i === 0 ? 1 : 1e-15),
  'one small': (i, n) => (i === n - 1 ? 1e-15 : 1),
  graded: (i, n) => 10 ** ((-15 * i) / Math.max(1, n - 1)),
  arithmetic: (i, n) => 1 - i / n,
  clustered: (i) => 1 + 1e-14 * (i % 3) + (i % 2),
  'rank deficient': (i, n) => (2 * i < n ? 1 + i : 0),
  'signs alternating': (i) => (i % 2 === 0 ? 1 : -1) * (1 + (i >> 1)),
  'near overflow': (i) => 1e304 / (1 + i),
  'near underflow': (i) => 1e-300 / (1 + i),
};

/** Symmetric n×n matrices with these spectra, and a few of closed form. */
export function symmetricGallery(n: number): [string, Float64Matrix][] {
  const found: [string, Float64Matrix][] = [];
  for (const [name, value] of Object.entries(SPECTRA)) {
    const values = Float64Array.from({ length: n }, (_, i) => value(i, n));
    found.push([`diagonal, ${name}`, Float64Matrix.diagonal(values)]);
    const V = orthogonal(n, 11);
    const scaled = V.map((x, _, j) => x * values[j]);
    const A = product(scaled, V, { transposeRight: true });
    found.push([`full, ${name}`, A.map((x, i, j) => (i >= j ? x : A.at(j, i)))]);
  }
  found.push(['Hilbert', Float64Matrix.generate(n, n, (i, j) => 1 / (i + j + 1))]);
  found.push(['Wilkinson', wilkinson(n)]);
  found.push(['ones', Float64Matrix.generate(n, n, () => 1)]);
  const graded = standardNormals(n, n, 3);
  found.push(['graded rows', graded.map((_, i, j) => graded.at(Math.max(i, j), Math.min(i, j)) * 2 ** -(i + j))]);
  return found;
}

/** W⁺: pairs of eigenvalues that agree to many digits. */
function wilkinson(n: number): Float64Matrix {
  return Float64Matrix.generate(n, n, (i, j) => (i === j ? Math.abs((n - 1) / 2 - i) : Math.abs(i - j) === 1 ? 1 : 0));
}

/** m×n matrices with these singular values. */
export function rectangularGallery(m: number, n: number): [string, Float64Matrix][] {
  const k = Math.min(m, n);
  const found: [string, Float64Matrix][] = [];
  for (const [name, value] of Object.entries(SPECTRA)) {
    const U = orthogonal(m, 21).columnRange(0, k);
    const V = orthogonal(n, 22).columnRange(0, k);
    found.push([
      name,
      product(
        U.map((x, _, j) => x * value(j, k)),
        V,
        { transposeRight: true },
      ),
    ]);
  }
  found.push(['Hilbert', Float64Matrix.generate(m, n, (i, j) => 1 / (i + j + 1))]);
  found.push(['random', standardNormals(m, n, 23)]);
  found.push(['equal columns', Float64Matrix.generate(m, n, (i) => Math.sin(i + 1))]);
  found.push(['graded columns', standardNormals(m, n, 24).map((x, _, j) => x * 10 ** (-j % 30))]);
  return found;
}

/** ‖residual‖ / (n ‖A‖ ε), n ≥ 1; zero over zero is zero. Both are scaled first, so that extremes stay finite. */
export function ratio(residual: Float64Matrix, A: Float64Matrix, n: number): number {
  const error = residual.norm();
  if (error === 0) return 0;
  return error / A.norm() / (Math.max(1, n) * Number.EPSILON);
}

/** QᵀQ − I over n·ε. */
export function orthogonality(Q: Float64Matrix): number {
  const G = product(Q, Q, { transposeLeft: true });
  return G.map((x, i, j) => x - (i === j ? 1 : 0)).norm() / (Math.max(1, Q.rows) * Number.EPSILON);
}

export function minus(A: Float64Matrix, B: Float64Matrix): Float64Matrix {
  return A.map((x, i, j) => x - B.at(i, j));
}
