/**
 * Which products of p-adic factors are factors over ℤ. Few factors: all subsets (H. Zassenhaus, J. Number Theory 1
 * (1969)). Many: a knapsack lattice from the traces of the factors, reduced by LLL (M. van Hoeij, J. Number Theory 95
 * (2002)). Every factor is proved by exact division, and irreducible because no smaller combination is a factor.
 */
import { reduceLattice } from '../linear/lll.js';
import { Matrix } from '../linear/matrix.js';
import { rref } from '../linear/systems.js';
import { absBig, bitLength } from '../scalars/integers.js';
import { rationals } from '../scalars/rationals.js';
import type { WorkMeter } from '../work.js';
import { type HenselTree, timesModulo } from './hensel.js';
import { divideExactly, factorBound, type IntegerPolynomial, primitivePart } from './integer-polynomials.js';

/** Up to this many p-adic factors, subsets are tried; beyond, the lattice is reduced. */
const SUBSET_LIMIT = 10;

/** The irreducible factors over ℤ of a primitive square-free f with the given p-adic factorization. */
export function recombine(f: IntegerPolynomial, tree: HenselTree, meter?: WorkMeter): IntegerPolynomial[] {
  const lead = absBig(f[f.length - 1] as bigint);
  tree.liftTo(2n * lead * factorBound(f) + 1n);
  const factors = tree.factors();
  return factors.length <= SUBSET_LIMIT ? bySubsets(f, factors, tree.modulus, meter) : byLattice(f, tree, meter);
}

/** lead(f)·∏ factors modulo m, symmetric, made primitive: the factor over ℤ if there is one. */
function candidate(
  f: readonly bigint[],
  factors: readonly bigint[][],
  m: bigint,
  meter?: WorkMeter,
): IntegerPolynomial {
  let product: bigint[] = [(((f[f.length - 1] as bigint) % m) + m) % m];
  for (const factor of factors) product = timesModulo(product, factor, m, meter);
  return primitivePart(product.map((c) => (2n * c > m ? c - m : c)));
}

function bySubsets(f: IntegerPolynomial, factors: bigint[][], m: bigint, meter?: WorkMeter): IntegerPolynomial[] {
  const found: IntegerPolynomial[] = [];
  let remaining = factors;
  for (let size = 1; 2 * size <= remaining.length; ) {
    const hit = firstFactor(f, remaining, size, m, meter);
    if (!hit) {
      size++;
      continue;
    }
    found.push(hit.factor);
    f = hit.cofactor;
    remaining = remaining.filter((_, i) => !hit.subset.includes(i));
  }
  if (f.length > 1) found.push(primitivePart(f));
  return found;
}

function firstFactor(
  f: IntegerPolynomial,
  factors: readonly bigint[][],
  size: number,
  m: bigint,
  meter?: WorkMeter,
): { factor: IntegerPolynomial; cofactor: IntegerPolynomial; subset: number[] } | null {
  const lead = f[f.length - 1] as bigint;
  const subset = Array.from({ length: size }, (_, i) => i);
  for (;;) {
    meter?.step();
    // The constant term of lead·(monic factor) divides lead·f(0): rejects nearly all subsets.
    let constant = ((lead % m) + m) % m;
    for (const i of subset) constant = (constant * (factors[i][0] ?? 0n)) % m;
    if (2n * constant > m) constant -= m;
    const target = lead * (f[0] as bigint);
    if (constant === 0n ? target === 0n : target % constant === 0n) {
      const factor = candidate(
        f,
        subset.map((i) => factors[i] as bigint[]),
        m,
        meter,
      );
      const cofactor = divideExactly(f, factor, meter);
      if (cofactor) return { factor, cofactor, subset };
    }
    let i = size - 1;
    while (i >= 0 && subset[i] === factors.length - size + i) i--;
    if (i < 0) return null;
    subset[i]++;
    for (let j = i + 1; j < size; j++) subset[j] = (subset[j - 1] as number) + 1;
  }
}

function byLattice(f: IntegerPolynomial, tree: HenselTree, meter?: WorkMeter): IntegerPolynomial[] {
  const r = tree.factors().length;
  const degree = f.length - 1;
  const lead = absBig(f[degree] as bigint);
  const rootBits = scaledRootBits(f);
  // Rows of `basis` span a lattice that contains the 0/1 vector of every true factor.
  let basis: bigint[][] = Array.from({ length: r }, (_, i) => Array.from({ length: r }, (_, j) => (i === j ? 1n : 0n)));
  // Cutting r traces and the modulus changes the sum of a true factor's traces by at most 2r + 2.
  const scale = BigInt(Math.ceil(2 * Math.sqrt(r)));
  const shortNorm = scale * scale * BigInt(r) + BigInt((2 * r + 2) ** 2);
  const wanted = r + 20; // bits of the traces that are used at a time
  for (;;) {
    const factors = tree.factors();
    const m = tree.modulus;
    for (let j = 1; j <= degree; j++) {
      const lowBits = bitLength(BigInt(degree)) + j * rootBits + 2; // 2^lowBits > 2·|trace of any true factor|
      meter?.step();
      const space = bitLength(m) - 1 - lowBits;
      if (space < 12) break;
      const cut = lowBits + Math.max(0, space - wanted);
      const high = m >> BigInt(cut);
      // Traces modulo m, rounded to multiples of 2^cut; the modulus m/2^cut is rounded too, by less than 1.
      const traces = factors.map((g) => powerSum(g, j, lead, m, meter) >> BigInt(cut));
      basis = shortVectors(basis, traces, high, scale, shortNorm, meter);
      const factorization = asPartition(f, basis, factors, m, meter);
      if (factorization) return factorization;
    }
    tree.liftTo(m * m);
  }
}

/** An upper bound for log₂ |lead·root| over all roots, by Fujiwara: |root| ≤ 2 max |c_{n−i}/lead|^{1/i}. */
function scaledRootBits(f: readonly bigint[]): number {
  const n = f.length - 1;
  const leadBits = bitLength(f[n] as bigint);
  let bits = 0;
  for (let i = 1; i <= n; i++) {
    if (f[n - i] === 0n) continue;
    bits = Math.max(bits, Math.ceil((bitLength(f[n - i] as bigint) + (i - 1) * leadBits) / i));
  }
  return bits + 1;
}

/** lead^j·Σ rootʲ modulo m for a monic polynomial, by Newton's identities. */
function powerSum(g: readonly bigint[], j: number, lead: bigint, m: bigint, meter?: WorkMeter): bigint {
  const n = g.length - 1;
  const c = (i: number): bigint => (i <= n ? (g[n - i] as bigint) : 0n);
  const sums: bigint[] = [BigInt(n)];
  for (let k = 1; k <= j; k++) {
    meter?.step(0);
    let sum = BigInt(k) * c(k);
    for (let i = 1; i < k; i++) sum += c(i) * (sums[k - i] as bigint);
    sums.push(((-sum % m) + m) % m);
  }
  return ((sums[j] as bigint) * lead ** BigInt(j)) % m;
}

/** The sublattice spanned by the LLL vectors up to the last one whose Gram–Schmidt length is not too large. */
function shortVectors(
  basis: bigint[][],
  traces: readonly bigint[],
  high: bigint,
  scale: bigint,
  shortNorm: bigint,
  meter?: WorkMeter,
): bigint[][] {
  const rows = basis.map((row) => {
    let trace = row.reduce((sum, c, i) => sum + c * (traces[i] as bigint), 0n) % high;
    if (2n * trace > high) trace -= high;
    else if (2n * trace < -high) trace += high;
    return [...row.map((c) => scale * c), trace];
  });
  rows.push([...(basis[0] as bigint[]).map(() => 0n), high]);
  const gram = rows.map((a) => {
    meter?.step(0);
    return rows.map((b) => a.reduce((sum, x, i) => sum + x * (b[i] as bigint), 0n));
  });
  const { transform, minors } = reduceLattice(gram, meter);
  let keep = rows.length;
  while (keep > 1 && (minors[keep] as bigint) > shortNorm * (minors[keep - 1] as bigint)) keep--;
  const combos = transform
    .slice(0, keep)
    .map((t) =>
      (basis[0] as bigint[]).map((_, column) =>
        t.reduce((sum, x, i) => sum + (i < basis.length ? x * (basis[i] as bigint[])[column] : 0n), 0n),
      ),
    );
  return combos.some((row) => row.every((c) => c === 0n)) ? basis : combos;
}

/** The factorization, when the lattice is spanned by the 0/1 vectors of a partition and every block gives a factor. */
function asPartition(
  f: IntegerPolynomial,
  basis: readonly bigint[][],
  factors: readonly bigint[][],
  m: bigint,
  meter?: WorkMeter,
): IntegerPolynomial[] | null {
  const { matrix, pivots } = rref(
    Matrix.fromRows(
      rationals,
      basis.map((row) => row.map((c) => rationals.fromInteger(c))),
    ),
    { meter },
  );
  const blocks: number[][] = pivots.map(() => []);
  for (let j = 0; j < matrix.cols; j++) {
    const support = blocks.map((_, i) => i).filter((i) => !rationals.isZero(matrix.at(i, j)));
    if (support.length !== 1 || !rationals.eql(matrix.at(support[0] as number, j), rationals.one)) return null;
    (blocks[support[0] as number] as number[]).push(j);
  }
  const found: IntegerPolynomial[] = [];
  let rest: IntegerPolynomial = f;
  for (const block of blocks) {
    const factor = candidate(
      rest,
      block.map((i) => factors[i] as bigint[]),
      m,
      meter,
    );
    const cofactor = divideExactly(rest, factor, meter);
    if (!cofactor) return null;
    found.push(factor);
    rest = cofactor;
  }
  return rest.length === 1 ? found : null;
}
