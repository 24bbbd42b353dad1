/**
 * An irreducible invariant subspace, found by splitting: the subspace that a vector generates is irreducible over ℝ
 * exactly when the self-adjoint maps that commute with the group are the real scalars alone (by Schur's lemma they are
 * Hermitian matrices over ℝ, ℂ or ℍ, one for each isotypic component). Any other has an eigenspace that is smaller.
 */
import {
  type ExactMatrix,
  type ExactScalar,
  type Field,
  IsotypicError,
  Matrix,
  minimalPolynomial,
  nullspace,
  Polynomial,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import { homSpace, product, spinVector, timesVector } from '@isotypic/reps/internal';
import { type ActionMatrices, fromColumns } from './action-matrices.js';
import { cyclotomicRoot, rationalRoots } from './roots.js';

/** An invariant subspace: a basis, and the operators in it. The first basis vector generates it. */
export interface InvariantSubspace {
  /** dimension × degree. */
  readonly columns: ExactMatrix;
  /** The Gram matrix of the columns: the invariant form in these coordinates. */
  readonly form: ExactMatrix;
  readonly operators: readonly ExactMatrix[];
}

/** An eigenvalue is needed that ℚ has not. */
export const IRRATIONAL = Symbol('irrational');

/**
 * An irreducible subspace of what a vector generates; IRRATIONAL where only roots outside ℚ can split it.
 * @throws {IsotypicError} `NOT_DECIDED` where the roots found do not split it
 */
export function irreduciblePart(
  where: string,
  action: ActionMatrices,
  seed: readonly ExactScalar[],
  meter: WorkMeter,
): InvariantSubspace | typeof IRRATIONAL {
  for (let vector = seed; ; ) {
    const subspace = generated(action, vector, meter);
    const maps = selfAdjointMaps(where, subspace, meter);
    if (maps.length === 1) return subspace;
    const smaller = eigenvector(where, subspace, maps);
    if (smaller === IRRATIONAL) return IRRATIONAL;
    vector = timesVector(subspace.columns, smaller);
  }
}

function generated(action: ActionMatrices, seed: readonly ExactScalar[], meter: WorkMeter): InvariantSubspace {
  const { operators, dimension } = action;
  const { field } = operators[0];
  const spun = spinVector(operators, seed, meter);
  const columns = fromColumns(field, dimension, spun.basis);
  const restricted = operators.map((A) =>
    fromColumns(
      field,
      spun.basis.length,
      spun.basis.map((b) => spun.coordinates(timesVector(A, b))),
    ),
  );
  return { columns, form: product(columns.transpose(), columns, meter), operators: restricted };
}

/** A basis of the maps that commute with the operators and are self-adjoint for the form. */
function selfAdjointMaps(where: string, { operators, form }: InvariantSubspace, meter: WorkMeter): ExactMatrix[] {
  const commuting = homSpace(where, operators, operators, meter);
  const { field, rows: d } = form;
  const skewParts = commuting.map((X) => {
    const SX = product(form, X, meter);
    return SX.minus(SX.transpose()).entries;
  });
  const combinations = nullspace(fromColumns(field, d * d, skewParts), { meter });
  return Array.from({ length: combinations.cols }, (_, c) =>
    commuting.reduce((sum, X, a) => sum.plus(X.scale(combinations.at(a, c))), Matrix.zero(field, d, d)),
  );
}

/** A vector, in coordinates of the subspace, that lies in an eigenspace of one of the maps. */
function eigenvector(
  where: string,
  { form: { field, rows: d } }: InvariantSubspace,
  maps: readonly ExactMatrix[],
): readonly ExactScalar[] | typeof IRRATIONAL {
  const first = Array.from({ length: d }, (_, i) => (i === 0 ? field.one : field.zero));
  const candidates = maps
    .map((map) => ({ map, minimal: minimalPolynomial(map) }))
    .filter(({ minimal }) => minimal.degree > 1);
  for (const { map, minimal } of candidates) {
    const [root] = rationalRoots(minimal);
    if (root === undefined) continue;
    const eigenvalue = field.div(field.fromInteger(root.s * root.n), field.fromInteger(root.d));
    return cofactorTimes(minimal, eigenvalue, map, first);
  }
  for (const { map, minimal } of candidates) {
    const root = cyclotomicRoot(minimal);
    if (root === null) continue;
    if ((field as Field<unknown>) === rationals) return IRRATIONAL;
    return cofactorTimes(minimal, root, map, first);
  }
  throw new IsotypicError('NOT_DECIDED', {
    where,
    expected: 'eigenvalues that are sums of roots of unity, to split an invariant subspace by',
    received: `a subspace of dimension ${d} whose ${candidates.length} maps have none`,
    remedy: 'Decompose its summands, or tensor factors of smaller dimension.',
    details: { dimension: d },
  });
}

/** (f/(x − λ))(A)·v, an eigenvector of A for λ where v generates. */
function cofactorTimes(
  f: Polynomial<ExactScalar>,
  eigenvalue: ExactScalar,
  A: ExactMatrix,
  v: readonly ExactScalar[],
): readonly ExactScalar[] {
  const { field } = A;
  const { quotient } = f.divide(new Polynomial(field, [field.neg(eigenvalue), field.one]));
  return quotient.coefficients.reduceRight<readonly ExactScalar[]>(
    (sum, c) => timesVector(A, sum).map((x, i) => field.add(x, field.mul(c, v[i]))),
    v.map(() => field.zero),
  );
}
