/**
 * The real structure of an absolutely given module: its invariant form, its commuting units, and the exact orthogonal
 * basis in which both take their normal form. No square root is taken here: lengths stay inside the form, and √ enters
 * only when the result is rounded to doubles.
 */
import { type Field, IsotypicError, Matrix, toFloat64, WorkMeter } from '@isotypic/algebra';
import { homSpace, timesVector } from '../matrices/hom-space.js';
import type { RealType } from './endomorphism-units.js';

/**
 * The invariant symmetric positive-definite form S, ρ(g)ᵀ S ρ(g) = S, of a real irreducible representation; unique up
 * to a positive factor, and normalized to S[0][0] = 1.
 * Why unique: S₀⁻¹S commutes with G and is self-adjoint for S₀, hence real in ℝ, ℂ or ℍ.
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM` when there is none: the matrices generate an infinite group.
 */
export function invariantForm<T>(
  where: string,
  generators: readonly Matrix<T>[],
  inverses: readonly Matrix<T>[],
  meter = new WorkMeter(where),
): Matrix<T> {
  const field = generators[0].field;
  const duals = inverses.map((M) => M.transpose());
  const symmetric = homSpace(where, generators, duals, meter)
    .map((X) => X.plus(X.transpose()))
    .find((X) => !X.isZero());
  const corner = symmetric?.at(0, 0);
  if (symmetric === undefined || corner === undefined || field.isZero(corner)) {
    throw new IsotypicError('NOT_A_HOMOMORPHISM', {
      where,
      expected: 'matrices of a finite group, which keep a positive-definite form',
      received: 'generators that keep none',
      remedy: 'Check the matrices with checkRepresentation.',
    });
  }
  return symmetric.scale(field.inv(corner));
}

/** z₁, …, z_{e−1} with z_u² = −squares[u]·1, squares[u] > 0, anticommuting in pairs; z₃ = −z₁z₂. */
export interface CommutingUnits<T> {
  readonly type: RealType;
  readonly units: readonly Matrix<T>[];
  /** c_u > 0, so that z_u / √c_u is the unit E_u of the normal form. */
  readonly squares: readonly T[];
}

/**
 * The commuting algebra of a real representation, proven to be ℝ, ℂ or ℍ.
 * Its traceless part is 0, ℝz or the pure quaternions; z² is a negative scalar in each of these and in no other algebra
 * of dimension ≤ 4 that commutes with a completely reducible representation.
 * @throws {IsotypicError} `INVALID_ARGUMENT`, `details.reason` 'not irreducible'
 */
export function commutingUnits<T>(
  where: string,
  generators: readonly Matrix<T>[],
  meter = new WorkMeter(where),
): CommutingUnits<T> {
  const commutant = homSpace(where, generators, generators, meter);
  const field = generators[0].field;
  const d = generators[0].rows;
  const refuse = (): IsotypicError =>
    new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: 'a representation irreducible over ℝ, whose commuting algebra is ℝ, ℂ or ℍ',
      received: `a commuting algebra of dimension ${commutant.length} that is none of them`,
      remedy: 'Decompose it first: isotypicDecomposition(rep).',
      details: { reason: 'not irreducible', commutantDimension: commutant.length },
    });
  if (commutant.length === 1) return { type: 'real', units: [], squares: [] };
  if (commutant.length !== 2 && commutant.length !== 4) throw refuse();
  const overDegree = field.inv(field.fromInteger(d));
  const identity = Matrix.identity(field, d);
  const traceless = commutant
    .map((X) => X.minus(identity.scale(field.mul(X.trace(), overDegree))))
    .filter((X) => !X.isZero());
  const square = (z: Matrix<T>): T => {
    const zz = z.times(z);
    const c = field.neg(zz.at(0, 0));
    if (signOf(c, field) <= 0 || !zz.plus(identity.scale(c)).isZero()) throw refuse();
    return c;
  };
  const z1 = traceless[0];
  const c1 = square(z1);
  if (commutant.length === 2) return { type: 'complex', units: [z1], squares: [c1] };
  for (const candidate of traceless.slice(1)) {
    // The part anticommuting with z₁: y ↦ (y + z₁ y z₁ / c₁)/2, for pure y.
    const z2 = candidate.plus(z1.times(candidate).times(z1).scale(field.inv(c1)));
    if (z2.isZero()) continue;
    const c2 = square(z2);
    if (!z1.times(z2).plus(z2.times(z1)).isZero()) throw refuse();
    const z3 = z2.times(z1);
    return { type: 'quaternionic', units: [z1, z2, z3], squares: [c1, c2, field.mul(c1, c2)] };
  }
  throw refuse();
}

/** An exact basis whose columns are orthogonal for the form and permuted up to scale by the units, unit-major. */
export interface OrthogonalBasis<T> {
  readonly columns: Matrix<T>;
  /** The form's values on the columns, all positive. */
  readonly norms: readonly T[];
}

/**
 * Gram–Schmidt over ℝ, ℂ or ℍ at once: w is made orthogonal to every earlier w and its images under the units, and then
 * brings its own images z_u w, which are orthogonal to it and to each other because the z_u are skew for the form.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when a length is not positive.
 */
export function orthogonalBasis<T>(
  where: string,
  form: Matrix<T>,
  commuting: CommutingUnits<T>,
  meter: WorkMeter,
): OrthogonalBasis<T> {
  const field = form.field;
  const d = form.rows;
  const e = commuting.units.length + 1;
  const blocks: { vectors: T[][]; duals: T[][]; norms: T[] }[] = [];
  for (let i = 0; i < d && blocks.length < d / e; i++) {
    let w: T[] = Array.from({ length: d }, (_, r) => (r === i ? field.one : field.zero));
    meter.step(d);
    for (const block of blocks) {
      for (let u = 0; u < e; u++) {
        meter.step(0);
        // duals[u] = S·vectors[u]; against the unit vector e_i only coordinate i of it matters.
        const overlap = block.duals[u][i];
        if (field.isZero(overlap)) continue;
        const factor = field.div(overlap, block.norms[u]);
        w = w.map((x, r) => {
          const y = block.vectors[u][r];
          return field.isZero(y) ? x : field.sub(x, field.mul(factor, y));
        });
      }
    }
    if (w.every((x) => field.isZero(x))) continue;
    const vectors = [w, ...commuting.units.map((z) => timesVector(z, w))];
    const duals = vectors.map((v) => timesVector(form, v));
    const norm = dot(field, w, duals[0]);
    if (signOf(norm, field) <= 0) {
      throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
        where,
        expected: 'a positive-definite invariant form',
        received: `a vector of squared length ${field.print(norm)}`,
        details: { pivot: i },
      });
    }
    blocks.push({ vectors, duals, norms: [norm, ...commuting.squares.map((c) => field.mul(c, norm))] });
  }
  const columns: T[][] = [];
  const norms: T[] = [];
  for (let u = 0; u < e; u++) {
    for (const block of blocks) {
      columns.push(block.vectors[u]);
      norms.push(block.norms[u]);
    }
  }
  return { columns: Matrix.fromRows(field, columns).transpose(), norms };
}

/** Sign of an exact real number: its correctly rounded double has the same sign, and is 0 only for 0. */
export function signOf<T>(x: T, field: Field<T>): -1 | 0 | 1 {
  if (field.isZero(x)) return 0;
  const { data } = toFloat64(new Matrix(field, 1, 1, [x]) as never);
  return data[0] > 0 ? 1 : -1;
}

function dot<T>(field: Field<T>, a: readonly T[], b: readonly T[]): T {
  let sum = field.zero;
  for (let i = 0; i < a.length; i++) {
    if (!field.isZero(a[i]) && !field.isZero(b[i])) sum = field.add(sum, field.mul(a[i], b[i]));
  }
  return sum;
}
