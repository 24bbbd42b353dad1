/**
 * How large the entries of (h − 1)x and dρ(A)x can be, times a common denominator, for tensors x with entries of
 * absolute value at most 1 at every place: what the product of the primes has to exceed that prove them 0.
 */
import { lcmBig } from '@isotypic/algebra/internal';
import type { SparseMatrix } from '../linear/sparse-matrix.js';
import type { Factor } from '../representations/factor.js';
import type { TorusElement } from './torus.js';

/** The bound over all generators of the factors' group; turns of the torus count by the polynomial that tests them. */
export function operatorBound(factors: readonly Factor[], torus: readonly TorusElement[]): bigint {
  if (factors.length === 0) return 1n;
  const { group } = factors[0];
  let bound = 1n;
  const include = (b: bigint) => {
    if (b > bound) bound = b;
  };
  group.algebra.forEach((_, k) => {
    include(derivationBound(factors.map((f) => f.algebra[k])));
  });
  group.elements.forEach((_, k) => {
    include(elementBound(factors.map((f) => f.elements[k])));
  });
  group.turns.forEach((_, k) => {
    const turn = torus.find((t) => t.from === 'turn' && t.index === k);
    if (turn === undefined) {
      include(elementBound(factors.map((f) => f.turnMatrices()[k])));
      return;
    }
    const d = commonDenominator(turn.matrices);
    const size = derivationBound(turn.matrices);
    include(allowedWeights(turn).reduce((b, m) => b * (size * size + (BigInt(m) * d) ** 2n), size));
  });
  return bound;
}

/** The positive multiples of a turn's order that are total weights of the product. */
export function allowedWeights(turn: TorusElement): number[] {
  const order = turn.order as number;
  const most = turn.spectra.reduce(
    (sum, { squares }) => sum + Math.max(0, ...squares.map((a) => Math.round(Math.sqrt(Number(a.n))))),
    0,
  );
  return Array.from({ length: Math.floor(most / order) }, (_, k) => (k + 1) * order);
}

function derivationBound(matrices: readonly SparseMatrix[]): bigint {
  const d = commonDenominator(matrices);
  return matrices.reduce((sum, A) => sum + rowSum(A, d), 0n);
}

function elementBound(matrices: readonly SparseMatrix[]): bigint {
  const denominators = matrices.map((h) => commonDenominator([h]));
  const product = matrices.reduce((b, h, f) => b * rowSum(h, denominators[f]), 1n);
  return product + denominators.reduce((b, d) => b * d, 1n);
}

function commonDenominator(matrices: readonly SparseMatrix[]): bigint {
  let d = 1n;
  for (const m of matrices) {
    for (const x of new Set(m.values)) for (const c of x.terms().coefficients) d = lcmBig(d, c.d);
  }
  return d;
}

/** The largest Σ |entry·d| of a row, each entry by the sum of its coefficients' absolute values. */
function rowSum(m: SparseMatrix, d: bigint): bigint {
  const sums = new Array<bigint>(m.rows).fill(0n);
  m.forEach((i, _, x) => {
    for (const c of x.terms().coefficients) sums[i] += (c.n * d) / c.d;
  });
  return sums.reduce((a, b) => (a > b ? a : b), 0n);
}
