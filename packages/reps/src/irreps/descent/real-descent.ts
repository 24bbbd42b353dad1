/**
 * Real matrices for a representation of real type given by complex ones (Hilbert's Theorem 90). An X with X ρ̄(g) =
 * ρ(g) X is unique up to a factor, X X̄ = c > 0, and v ↦ X v̄/√c is an antilinear involution that commutes with G: the
 * vectors it fixes are a real form. Needed where the Schur index over ℚ(χ) is 2 although the type is real, so that no
 * real character of a subgroup occurs once.
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  inverse,
  Matrix,
  type PermutationGroup,
  rank,
  type WorkMeter,
} from '@isotypic/algebra';
import { squareRoot } from '@isotypic/algebra/internal';
import { conjugateMatrix, overCyclotomics } from '../../matrices/exact-matrices.js';
import { homSpace } from '../../matrices/hom-space.js';
import { commonConductor, type IrrepForm } from '../formed-irrep.js';
import { signOf } from '../real-structure.js';

export interface RealDescent {
  /** P⁻¹ρ(g)P, real. */
  real(M: ExactMatrix): Matrix<Cyclotomic>;
  /** Re(P* H P), the form in the new basis. */
  form(H: ExactMatrix): Matrix<Cyclotomic>;
}

/** √c has a conductor up to 4c. */
const RADICAND_LIMIT = 10_000n;

/** Undefined when c is irrational or large, so that √c may lie outside the cyclotomic numbers. */
function realDescent(generators: readonly ExactMatrix[], meter: WorkMeter): RealDescent | undefined {
  const matrices = generators.map(overCyclotomics);
  const [found] = homSpace('realIrreps', matrices.map(conjugateMatrix), matrices, meter);
  const lead = found.entries.find((x) => !x.isZero()) as Cyclotomic;
  const X = found.scale(lead.inverse());
  const c = X.times(conjugateMatrix(X)).at(0, 0);
  if (!c.isRational() || signOf(c, cyclotomics) <= 0) return undefined;
  const { n, d } = c.toFraction();
  if (n * d > RADICAND_LIMIT) return undefined;
  const root = squareRoot(Number(n * d)).times(Cyclotomic.fromRational(d).inverse());
  const J = X.scale(root.inverse());
  const columns: Cyclotomic[][] = [];
  const size = J.rows;
  for (const factor of [Cyclotomic.one, Cyclotomic.rootOfUnity(4)]) {
    for (let k = 0; k < size && columns.length < size; k++) {
      meter.step(size);
      // The fixed vector u + J ū for u = e_k and u = i e_k.
      const image = J.column(k).map((x) => x.times(factor.conjugate()));
      const v = image.map((x, i) => (i === k ? x.plus(factor) : x));
      const extended = Matrix.fromRows(cyclotomics, [...columns, v]);
      if (meter.part((options) => rank(extended, options)) > columns.length) columns.push(v);
    }
  }
  const P = Matrix.fromRows(cyclotomics, columns).transpose();
  const back = meter.part((options) => inverse(P, options));
  const adjoint = conjugateMatrix(P.transpose());
  const half = Cyclotomic.fromRational(2).inverse();
  return {
    real: (M) => back.times(overCyclotomics(M)).times(P),
    form: (H) =>
      adjoint
        .times(overCyclotomics(H))
        .times(P)
        .map(cyclotomics, (x) => x.plus(x.conjugate()).times(half)),
  };
}

/** The real form of a complex one of real type, where its square root is cyclotomic. */
export function descendedForm(group: PermutationGroup, complex: IrrepForm, meter: WorkMeter): IrrepForm | undefined {
  const generators = group.generators.map((g) => complex.matrix(g, meter));
  const descent = realDescent(generators, meter);
  if (descent === undefined) return undefined;
  const matrices = generators.map((M) => descent.real(M));
  return {
    isReal: true,
    conductor: commonConductor(matrices),
    gram: descent.form(complex.gram),
    matrix: (g, work) => descent.real(complex.matrix(g, work)),
  };
}
