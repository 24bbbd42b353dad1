/**
 * The laws of real irreducible representations, for any list of them: exact ones, and those of the float normal form.
 */
import { type ExactMatrix, type Float64Layout, Matrix, type Permutation } from '@isotypic/algebra';
import { arrayOf, checkArgument, checkOptions, instance } from '@isotypic/algebra/internal';
import { endomorphismUnits, RealIrrep } from '@isotypic/reps';
import fc from 'fast-check';
import { elementOf } from '../arbitraries/groups.js';
import { LAW_OPTION_KINDS, type LawOptions, lawParameters, lawsOf } from './options.js';

const requireLaw = lawsOf('realIrrepLaws');

const IRREP = instance(RealIrrep, 'a real irrep, one of realIrreps(group)');

/**
 * Asserts that an irrep is a representation, ρ(gh) = ρ(g)ρ(h) and ρ(1) = 1; that its form is symmetric, invariant and
 * positive; that its commuting units commute with G, square to negative scalars and anticommute; and that its float64
 * matrices are orthogonal, multiply as the group does and commute with E_u ⊗ I, within rounding.
 * @throws {IsotypicError} `REFUTED` naming the law, inside fast-check's report of the shrunk case
 * @example for (const irrep of realIrreps(catalogue.symmetric(4))) realIrrepLaws(irrep);
 */
export function realIrrepLaws(irrep: RealIrrep, options: LawOptions = {}): void {
  checkArgument('realIrrepLaws', 'irrep', irrep, IRREP);
  checkOptions('realIrrepLaws', options, LAW_OPTION_KINDS);
  const { group, degree } = irrep;
  const S = irrep.gram;
  const identity = Matrix.identity(S.field, degree);
  requireLaw(S.equals(S.transpose()), 'the form is symmetric');
  unitLaws(irrep);
  const at = (g: Permutation): ExactMatrix => irrep.matrix(g);
  requireLaw(at(group.unrank(0n)).equals(identity), 'ρ(1) = 1');
  const element = elementOf(group);
  const parameters = lawParameters(options, 20);
  // Each entry of a product is a sum of d products of entries that are at most 1 and right within 3 ulp.
  const bound = 16 * degree * Number.EPSILON;
  fc.assert(
    fc.property(element, element, (g, h) => {
      const M = at(g);
      requireLaw(M.times(at(h)).equals(at(g.times(h))), 'ρ(gh) = ρ(g)ρ(h)');
      requireLaw(M.transpose().times(S).times(M).equals(S), 'the form is invariant');
      for (const z of irrep.commutingUnits) requireLaw(M.times(z).equals(z.times(M)), 'the units commute with G');
      const [A, B, AB] = [g, h, g.times(h)].map((x) => irrep.orthogonalMatrix(x));
      requireLaw(distance(product(A, B), AB) <= bound, 'the float matrices multiply as the group does');
      requireLaw(
        distance(product(transposed(A), A), floatIdentity(degree)) <= bound,
        'the float matrices are orthogonal',
      );
      for (const E of endomorphismUnits(irrep.type)) {
        const unit = spread(E, degree / E.length);
        requireLaw(distance(product(A, unit), product(unit, A)) <= bound, 'the float matrices commute with E_u ⊗ I');
      }
    }),
    parameters,
  );
  const back = product(irrep.orthonormalCoordinates, irrep.orthonormalBasis);
  requireLaw(distance(back, floatIdentity(degree)) <= condition(irrep) * bound, 'BᵀS undoes B');
}

/**
 * Σ d²/e = |G|, one trivial irrep, first; degrees ascend after it.
 * @throws {IsotypicError} `REFUTED` naming the law
 */
export function completenessLaws(irreps: readonly RealIrrep[]): void {
  const all = arrayOf(IRREP, 'the real irreps of a group, realIrreps(group)');
  checkArgument('completenessLaws', 'irreps', irreps, { ...all, accepts: (v) => all.accepts(v) && irreps.length > 0 });
  const { group } = irreps[0];
  const total = irreps.reduce((sum, x) => sum + BigInt(x.degree) ** 2n / BigInt(x.endomorphismDimension), 0n);
  requireLaw(total === group.order, 'Σ d²/e = |G|');
  requireLaw(irreps.findIndex((x) => x.isTrivial) === 0, 'trivial first');
  requireLaw(irreps.filter((x) => x.isTrivial).length === 1, 'one trivial irrep');
  requireLaw(
    irreps.every((x, i) => i < 2 || irreps[i - 1].degree <= x.degree),
    'degrees ascend',
  );
}

function unitLaws({ commutingUnits, endomorphismDimension, degree }: RealIrrep): void {
  const units = commutingUnits;
  requireLaw(units.length === endomorphismDimension - 1, 'e − 1 commuting units');
  units.forEach((z, i) => {
    const { field } = z;
    const square = z.times(z);
    requireLaw(square.equals(Matrix.identity(field, degree).scale(square.at(0, 0))), 'z_u² is a scalar');
    units.slice(0, i).forEach((y) => {
      requireLaw(y.times(z).plus(z.times(y)).isZero(), 'units anticommute');
    });
  });
  if (units.length === 3) requireLaw(units[0].times(units[1]).plus(units[2]).isZero(), 'z₃ = −z₁z₂');
}

/** ‖B‖·‖BᵀS‖ bounds how rounding in the factors is magnified. */
function condition(irrep: RealIrrep): number {
  const norm = ({ data }: Float64Layout): number => Math.sqrt(data.reduce((sum, x) => sum + x * x, 0));
  return norm(irrep.orthonormalBasis) * norm(irrep.orthonormalCoordinates);
}

function product(A: Float64Layout, B: Float64Layout): Float64Layout {
  const data = new Float64Array(A.rows * B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < A.cols; k++) {
      for (let j = 0; j < B.cols; j++) data[i * B.cols + j] += A.data[i * A.cols + k] * B.data[k * B.cols + j];
    }
  }
  return { data, rows: A.rows, cols: B.cols };
}

function transposed({ data, rows, cols }: Float64Layout): Float64Layout {
  return { data: data.map((_, at) => data[(at % rows) * cols + Math.floor(at / rows)]), rows: cols, cols: rows };
}

function floatIdentity(n: number): Float64Layout {
  return spread([[1]], n);
}

/** E ⊗ I_n. */
function spread(E: readonly (readonly number[])[], n: number): Float64Layout {
  const size = E.length * n;
  const data = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i % n; j < size; j += n) data[i * size + j] = E[Math.floor(i / n)][Math.floor(j / n)];
  }
  return { data, rows: size, cols: size };
}

function distance(A: Float64Layout, B: Float64Layout): number {
  return A.data.reduce((most, x, at) => Math.max(most, Math.abs(x - B.data[at])), 0);
}
