/**
 * The laws of real irreducible representations, for any list of them: exact ones, and those of the float normal form.
 */
import { type ExactMatrix, type Float64Layout, Matrix, type Permutation } from '@isotypic/algebra';
import { checkArgument, checkOptions, instance } from '@isotypic/algebra/internal';
import { endomorphismUnits, RealIrrep } from '@isotypic/reps';
import { productOf } from '../arbitraries/groups.js';
import { someOf } from '../arguments.js';
import { distance, multiply, transposed } from '../arithmetic.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

const IRREP = instance(RealIrrep, 'a real irrep, one of realIrreps(group)');

/**
 * The laws of a real irrep: ρ(gh) = ρ(g)ρ(h) and ρ(1) = 1; its form is symmetric and invariant; its commuting units
 * commute with G, square to scalars and anticommute; its float64 matrices are orthogonal, multiply as the group does
 * and commute with E_u ⊗ I, within rounding. 20 cases each.
 * @example for (const irrep of realIrreps(catalogue.symmetric(4))) assertLaws(realIrrepLaws(irrep));
 */
export function realIrrepLaws(irrep: RealIrrep, options: LawOptions = {}): readonly Law[] {
  checkArgument('realIrrepLaws', 'irrep', irrep, IRREP);
  checkOptions('realIrrepLaws', options, LAW_OPTION_KINDS);
  const { group, degree } = irrep;
  const suite = new LawSuite('realIrrepLaws', irrep.label, options, 20);
  const at = (g: Permutation): ExactMatrix => irrep.matrix(g);
  const x = productOf(group, 24);
  suite.fact('the form is symmetric', () => irrep.gram.equals(irrep.gram.transpose()));
  suite.fact('ρ(1) = 1', () => at(group.unrank(0n)).equals(Matrix.identity(irrep.gram.field, degree)));
  suite.forAll('ρ(gh) = ρ(g)ρ(h)', [x, x], (g, h) =>
    at(g)
      .times(at(h))
      .equals(at(g.times(h))),
  );
  suite.forAll('the form is invariant', [x], (g) => {
    const M = at(g);
    return M.transpose().times(irrep.gram).times(M).equals(irrep.gram);
  });
  suite.forAll('the units commute with G', [x], (g) => {
    const M = at(g);
    return irrep.commutingUnits.every((z) => M.times(z).equals(z.times(M)));
  });
  unitLaws(suite, irrep);
  floatLaws(suite, irrep);
  return suite.laws;
}

function floatLaws(suite: LawSuite, irrep: RealIrrep): void {
  const { degree } = irrep;
  // Each entry of a product is a sum of d products of entries that are at most 1 and right within 3 ulp.
  const bound = 16 * degree * Number.EPSILON;
  const at = (g: Permutation): Float64Layout => irrep.orthogonalMatrix(g);
  const x = productOf(irrep.group, 24);
  suite.forAll('the float matrices multiply as the group does', [x, x], (g, h) => {
    return distance(multiply(at(g), at(h)).data, at(g.times(h)).data) <= bound;
  });
  suite.forAll('the float matrices are orthogonal', [x], (g) => {
    return distance(multiply(transposed(at(g)), at(g)).data, floatIdentity(degree).data) <= bound;
  });
  suite.forAll('the float matrices commute with E_u ⊗ I', [x], (g) =>
    endomorphismUnits(irrep.type).every((E) => {
      const unit = spread(E, degree / E.length);
      return distance(multiply(at(g), unit).data, multiply(unit, at(g)).data) <= bound;
    }),
  );
  suite.fact('BᵀS undoes B', () => {
    const back = multiply(irrep.orthonormalCoordinates, irrep.orthonormalBasis);
    return distance(back.data, floatIdentity(degree).data) <= condition(irrep) * bound;
  });
}

/**
 * The laws of all real irreps of a group: Σ d²/e = |G|, one trivial irrep, first; degrees ascend after it.
 * @example assertLaws(completenessLaws(realIrreps(catalogue.symmetric(4))));
 */
export function completenessLaws(irreps: readonly RealIrrep[]): readonly Law[] {
  const all = someOf(IRREP, 'the real irreps of a group, realIrreps(group)');
  checkArgument('completenessLaws', 'irreps', irreps, all);
  const { order } = irreps[0].group;
  const suite = new LawSuite('completenessLaws', `of a group of order ${order}`, {}, 1);
  suite.fact('Σ d²/e = |G|', () => {
    return irreps.reduce((sum, x) => sum + BigInt(x.degree) ** 2n / BigInt(x.endomorphismDimension), 0n) === order;
  });
  suite.fact('trivial first', () => irreps[0].isTrivial);
  suite.fact('one trivial irrep', () => irreps.filter((x) => x.isTrivial).length === 1);
  suite.fact('degrees ascend', () => irreps.every((x, i) => i < 2 || irreps[i - 1].degree <= x.degree));
  return suite.laws;
}

function unitLaws(suite: LawSuite, irrep: RealIrrep): void {
  const { degree } = irrep;
  suite.fact('e − 1 commuting units', () => irrep.commutingUnits.length === irrep.endomorphismDimension - 1);
  suite.fact('z_u² is a scalar', () =>
    irrep.commutingUnits.every((z) => {
      const square = z.times(z);
      return square.equals(Matrix.identity(z.field, degree).scale(square.at(0, 0)));
    }),
  );
  suite.fact('units anticommute', () =>
    irrep.commutingUnits.every((z, i, units) => units.slice(0, i).every((y) => y.times(z).plus(z.times(y)).isZero())),
  );
  suite.fact('z₃ = −z₁z₂', () => {
    const [first, second, third] = irrep.commutingUnits;
    return third === undefined || first.times(second).plus(third).isZero();
  });
}

/** ‖B‖·‖BᵀS‖ bounds how rounding in the factors is magnified. */
function condition(irrep: RealIrrep): number {
  const norm = ({ data }: Float64Layout): number => Math.sqrt(data.reduce((sum, x) => sum + x * x, 0));
  return norm(irrep.orthonormalBasis) * norm(irrep.orthonormalCoordinates);
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
