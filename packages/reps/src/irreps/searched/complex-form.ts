/** Complex matrices from a real irrep: an eigenspace of a commuting unit. */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  IsotypicError,
  Matrix,
  type Permutation,
  rref,
  type WorkMeter,
} from '@isotypic/algebra';
import { gcdBig, isqrt, squareRoot } from '@isotypic/algebra/internal';
import { conjugateMatrix, overCyclotomics } from '../../matrices/exact-matrices.js';
import { abelianRoots } from '../../scalars/abelian-roots.js';
import { commonConductor, type IrrepForm } from '../formed-irrep.js';
import type { RealIrrep } from '../real-irrep.js';

/**
 * The form of χ in a real irrep with character χ, χ + χ̄ or 2χ: as it is, or on the eigenspace of a commuting unit z
 * with z² = −c for the eigenvalue √−c.
 * @param probe an element on which χ is not real, and its value, to tell χ from χ̄ in complex type
 * @param primes those at which the field of √−c may ramify
 * @throws {IsotypicError} `NOT_DECIDED` when no √−c lies in an abelian field.
 */
export function complexFormOf(
  irrep: RealIrrep,
  probe: { readonly element: Permutation; readonly value: Cyclotomic } | undefined,
  primes: readonly number[],
  meter: WorkMeter,
): IrrepForm {
  irrep.realizeWithin(meter);
  if (irrep.type === 'real') {
    return {
      isReal: true,
      matrix: (g, work) => irrep.matrixWithin(g, work),
      gram: irrep.gram,
      conductor: commonConductor(irrep.generatorMatrices),
    };
  }
  for (const unit of irrep.commutingUnits) {
    const z = overCyclotomics(unit);
    const w = squareRootOf(z.times(z).at(0, 0), primes);
    if (w === undefined) continue;
    const form = eigenspaceForm(irrep, z, w, meter);
    if (probe === undefined) return form;
    const trace = overCyclotomics(form.matrix(probe.element, meter)).trace();
    return trace.equals(probe.value) ? form : eigenspaceForm(irrep, z, w.negate(), meter);
  }
  throw new IsotypicError('NOT_DECIDED', {
    where: 'irreps',
    expected: 'a commuting unit whose square has a root in an abelian field',
    received: `none in ${irrep.label}`,
    remedy: 'Use realIrreps, which needs no such root.',
  });
}

/** On the image of z + w, which z multiplies by w: coordinates are those of the pivots. */
function eigenspaceForm(irrep: RealIrrep, z: Matrix<Cyclotomic>, w: Cyclotomic, meter: WorkMeter): IrrepForm {
  const shifted = z.plus(Matrix.identity(cyclotomics, z.rows).scale(w));
  const { matrix, pivots } = meter.part((options) => rref(shifted.transpose(), options));
  const P = Matrix.build(cyclotomics, z.rows, pivots.length, (i, j) => matrix.at(j, i));
  const restricted = (M: ExactMatrix): Matrix<Cyclotomic> => {
    const rows = overCyclotomics(M);
    return Matrix.fromRows(
      cyclotomics,
      pivots.map((p) => rows.row(p)),
    ).times(P);
  };
  return {
    isReal: false,
    matrix: (g, work) => restricted(irrep.matrixWithin(g, work)),
    gram: conjugateMatrix(P.transpose()).times(overCyclotomics(irrep.gram)).times(P),
    conductor: commonConductor(irrep.generatorMatrices.map(restricted)),
  };
}

/** √x for a negative x in a real abelian field. */
function squareRootOf(x: Cyclotomic, primes: readonly number[]): Cyclotomic | undefined {
  if (x.isRational()) {
    const { n, d } = x.toFraction();
    const root = rootRamifiedAt(n * d, primes);
    return root?.times(Cyclotomic.fromRational(d).inverse()).times(Cyclotomic.rootOfUnity(4));
  }
  // y² = D²x is an algebraic integer, and the minimal polynomial of y is that of D²x in y².
  const D = x.terms().coefficients.reduce((m, c) => (m / gcdBig(m, c.d)) * c.d, 1n);
  const square = x.times(Cyclotomic.fromRational(D * D));
  let f: Cyclotomic[] = [Cyclotomic.one];
  for (const root of square.conjugates()) {
    f = [Cyclotomic.zero, ...f].map((c, i) => (i < f.length ? c.minus(root.times(f[i])) : c));
  }
  const doubled = f.flatMap((c, i) => {
    const { s, n } = c.toFraction();
    return i === 0 ? [s * n] : [0n, s * n];
  });
  const y = abelianRoots(doubled, primes)?.find((root) => root.times(root).equals(square));
  return y?.times(Cyclotomic.fromRational(D).inverse());
}

/** √N for a positive integer N = s·r², s a product of some of the primes and of 2: nothing large has to be factored. */
function rootRamifiedAt(N: bigint, primes: readonly number[]): Cyclotomic | undefined {
  let s = 1;
  for (const p of new Set([2, ...primes])) {
    let isOdd = false;
    for (let rest = N; rest % BigInt(p) === 0n; rest /= BigInt(p)) isOdd = !isOdd;
    if (isOdd) s *= p;
  }
  const r = isqrt(N / BigInt(s));
  return r * r * BigInt(s) === N ? squareRoot(s).times(Cyclotomic.fromRational(r)) : undefined;
}
