/** The isotypic projectors of a transitive action over ℝ, as exact combinations of orbitals. */

import type { DivisionAlgebra } from '@isotypic/algebra';
import {
  Cyclotomic,
  characteristicPolynomial,
  cyclotomics,
  type ExactScalar,
  type Field,
  type Fraction,
  IsotypicError,
  inverse,
  Matrix,
  nullspace,
  polynomialGcd,
  type RandomSource,
  rationals,
  rref,
  type WorkMeter,
} from '@isotypic/algebra';
import { type SplitFactor, splitOverReals } from '../scalars/real-roots.js';
import {
  type AlgebraElement,
  type CentralizerAlgebra,
  multiplyElements,
  symmetricCenter,
} from './centralizer-algebra.js';

/** One isotypic component of a transitive permutation representation over ℝ. */
export interface OrbitalComponent {
  /** The projector is Σ coefficients[k]·A_k. */
  readonly coefficients: AlgebraElement<ExactScalar>;
  readonly field: Field<ExactScalar>;
  readonly dimension: number;
  readonly multiplicity: number;
  /** Dimension of one copy. */
  readonly degree: number;
  readonly type: DivisionAlgebra;
  /**
   * Number of components that are Galois conjugates of this one, with itself: the degree of the field of coefficients.
   */
  readonly conjugates: number;
  /** The sum of the conjugates' projectors. */
  readonly block: AlgebraElement<Fraction>;
}

/** Elements tried that might generate the center: each costs one characteristic polynomial. */
const GENERATOR_TRIALS = 80;

/** How many basis elements are tried alone, before combinations: their eigenvalues are the smallest. */
const SINGLE_TRIALS = 8;

/**
 * Splits the symmetric part Z of the center. Multiplication by a generator z of Z has one eigenvalue θ for each
 * component, and its eigenvector is the projector e_θ up to scale. An irreducible factor g of the characteristic
 * polynomial over ℚ belongs to components that are Galois conjugates: on the rational block ker g(z), with identity E,
 * e_θ = Σ dᵢ(θ) zⁱE / g′(θ), where g(t)/(t − θ) = Σ dᵢ(θ) tⁱ. Roots lie in the fields of character values, hence are
 * cyclotomic. The type is read off the transposition, which on M_m(ℝ), M_m(ℂ), M_m(ℍ) has trace m, 0, −2m (the
 * Frobenius–Schur count).
 * @param primes the prime divisors of the group's order, the only ones at which a field of character values ramifies
 * @throws {IsotypicError} `NOT_DECIDED` when no generator is found, or the conductor of a root is too large.
 * Cost: polynomial in the rank; the degree does not matter. A step of the meter is a product in the algebra.
 */
export function orbitalComponents(
  algebra: CentralizerAlgebra,
  random: RandomSource,
  primes: () => readonly number[],
  meter?: WorkMeter,
): OrbitalComponent[] {
  const center = new Center(algebra, meter);
  const c = center.dimension;
  for (let attempt = 0; attempt < GENERATOR_TRIALS; attempt++) {
    const bound = 2 + Math.floor(attempt / SINGLE_TRIALS);
    const weights = Array.from({ length: c }, (_, s) =>
      rationals.fromInteger(attempt < SINGLE_TRIALS ? Number(s === attempt) : random.below(bound)),
    );
    const L = center.multiplication(weights);
    meter?.step(c);
    const polynomial = characteristicPolynomial(L);
    if (polynomialGcd(polynomial, polynomial.derivative()).degree > 0) continue; // z does not generate Z
    const factors = splitOverReals(polynomial.coefficients, primes);
    if (factors === null) throw undecided('eigenvalues in no cyclotomic field of moderate conductor');
    return factors.flatMap((factor) => conjugateComponents(algebra, center, L, factor)).sort(byShape);
  }
  throw undecided(`${c} components and no generator of the center in ${GENERATOR_TRIALS} attempts`);
}

/** The symmetric elements of the center, in coordinates on an echelon basis. */
class Center {
  readonly basis: readonly AlgebraElement<Fraction>[];
  private readonly pivots: readonly number[];
  /** The products of all pairs, by coordinates, made when they are used. */
  private readonly tables: (Matrix<Fraction> | undefined)[] = [];

  constructor(
    readonly algebra: CentralizerAlgebra,
    private readonly meter: WorkMeter | undefined,
  ) {
    const spanning = symmetricCenter(algebra, rationals, meter).map((x) => [...x]);
    const { matrix, pivots } = rref(Matrix.fromRows(rationals, spanning), { meter });
    this.basis = pivots.map((_, i) => matrix.row(i));
    this.pivots = pivots;
  }

  get dimension(): number {
    return this.basis.length;
  }

  /** The matrix of multiplication by Σ weights[s]·basis[s]. */
  multiplication(weights: readonly Fraction[]): Matrix<Fraction> {
    return weights.reduce(
      (sum, w, s) => (rationals.isZero(w) ? sum : sum.plus(this.table(s).scale(w))),
      Matrix.zero(rationals, this.dimension, this.dimension),
    );
  }

  element(coordinates: readonly Fraction[]): Fraction[] {
    const sum: Fraction[] = new Array(this.algebra.rank).fill(rationals.zero);
    coordinates.forEach((x, s) => {
      if (rationals.isZero(x)) return;
      this.basis[s].forEach((y, k) => {
        if (!rationals.isZero(y)) sum[k] = rationals.add(sum[k], rationals.mul(x, y));
      });
    });
    return sum;
  }

  private table(s: number): Matrix<Fraction> {
    this.tables[s] ??= Matrix.fromRows(
      rationals,
      this.basis.map((b) => {
        this.meter?.step();
        const product = multiplyElements(this.algebra, rationals, this.basis[s], b);
        return this.pivots.map((k) => product[k]);
      }),
    ).transpose();
    return this.tables[s] as Matrix<Fraction>;
  }
}

/** The components that belong to one irreducible factor: they differ by an automorphism of its field. */
function conjugateComponents(
  algebra: CentralizerAlgebra,
  center: Center,
  L: Matrix<Fraction>,
  { factor, roots }: SplitFactor,
): OrbitalComponent[] {
  const block = nullspace(evaluateAt(factor, L));
  const k = roots.length;
  const vectors = Array.from({ length: k }, (_, i) => center.element(block.column(i)));
  // E is the projection of 1 on the block, orthogonal for tr(abᵀ)/n = Σ valency_k a_k b_k.
  const product = (a: AlgebraElement<Fraction>, b: AlgebraElement<Fraction>): Fraction =>
    a.reduce(
      (sum, x, j) =>
        rationals.add(sum, rationals.mul(rationals.mul(x, b[j]), rationals.fromInteger(algebra.valencies[j]))),
      rationals.zero,
    );
  const form = Matrix.build(rationals, k, k, (i, j) => product(vectors[i], vectors[j]));
  const overlap = Matrix.build(rationals, k, 1, (i) => vectors[i][0]);
  let power = block.times(inverse(form).times(overlap));
  const powers: Fraction[][] = [];
  for (let i = 0; i < k; i++) {
    powers.push(center.element(power.column(0)));
    power = L.times(power);
  }
  const shape = { ...shapeOf(algebra, powers[0], k), conjugates: k, block: powers[0] };
  return roots.map((root) => {
    if (k === 1) return { ...shape, field: rationals, coefficients: powers[0] };
    return { ...shape, field: cyclotomics, coefficients: conjugateIdempotent(factor, root, powers) };
  });
}

/** f(L), by Horner's rule. */
function evaluateAt(f: readonly Fraction[], L: Matrix<Fraction>): Matrix<Fraction> {
  const one = Matrix.identity(rationals, L.rows);
  return f.slice(0, -1).reduceRight((value, c) => L.times(value).plus(one.scale(c)), one.scale(f[f.length - 1]));
}

/** Σ dᵢ(θ) zⁱE / g′(θ). */
function conjugateIdempotent(g: readonly Fraction[], θ: Cyclotomic, powers: readonly Fraction[][]): Cyclotomic[] {
  const k = g.length - 1;
  const quotient: Cyclotomic[] = new Array(k);
  let carry = Cyclotomic.zero;
  for (let i = k; i > 0; i--) {
    carry = carry.times(θ).plus(Cyclotomic.fromRational(g[i]));
    quotient[i - 1] = carry;
  }
  const slope = quotient.reduceRight((value, d) => value.times(θ).plus(d), Cyclotomic.zero);
  const scale = slope.inverse();
  return powers[0].map((_, j) =>
    quotient
      .reduce(
        (sum, d, i) =>
          rationals.isZero(powers[i][j]) ? sum : sum.plus(d.times(Cyclotomic.fromRational(powers[i][j]))),
        Cyclotomic.zero,
      )
      .times(scale),
  );
}

/**
 * Dimension, multiplicity, degree and type of each of the k conjugate components under a rational central idempotent E.
 * With τ the transposition, tr(x ↦ Ex) = dim EA and tr(x ↦ Exᵀ) = dim(symmetric part) − dim(skew part); both traces are
 * linear in E.
 */
function shapeOf(
  algebra: CentralizerAlgebra,
  E: AlgebraElement<Fraction>,
  k: number,
): Pick<OrbitalComponent, 'dimension' | 'multiplicity' | 'degree' | 'type'> {
  const { rank: r, intersection, transposed } = algebra;
  let [total, surplus] = [rationals.zero, rationals.zero];
  E.forEach((x, i) => {
    if (rationals.isZero(x)) return;
    let [fixed, flipped] = [0, 0];
    for (let j = 0; j < r; j++) {
      fixed += intersection[(i * r + j) * r + j];
      flipped += intersection[(i * r + transposed[j]) * r + j];
    }
    total = rationals.add(total, rationals.mul(x, rationals.fromInteger(fixed)));
    surplus = rationals.add(surplus, rationals.mul(x, rationals.fromInteger(flipped)));
  });
  const exact = rationals.mul(E[0], rationals.fromInteger(algebra.degree));
  const dimension = exact.valueOf() / k;
  const sign = surplus.compare(0);
  const type: DivisionAlgebra = sign > 0 ? 'real' : sign === 0 ? 'complex' : 'quaternionic';
  const multiplicity = Math.round(Math.sqrt(total.valueOf() / k / { real: 1, complex: 2, quaternionic: 4 }[type]));
  const degree = dimension / multiplicity;
  if (!Number.isInteger(degree)) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'isotypicDecomposition',
      expected: 'a component of whole copies',
      received: `dimension ${dimension}, multiplicity ${multiplicity}`,
    });
  }
  return { dimension, multiplicity, degree, type };
}

/** Trivial first (its projector is J/n, all coefficients equal), then by degree, then by the coefficients. */
function byShape(a: OrbitalComponent, b: OrbitalComponent): number {
  const trivial = (c: OrbitalComponent) =>
    c.degree === 1 && c.coefficients.every((x) => c.field.eql(x, c.coefficients[0])) ? 0 : 1;
  const key = (c: OrbitalComponent) => c.coefficients.map((x) => c.field.print(x)).join();
  return trivial(a) - trivial(b) || a.degree - b.degree || (key(a) < key(b) ? -1 : 1);
}

function undecided(received: string): IsotypicError {
  return new IsotypicError('NOT_DECIDED', {
    where: 'isotypicDecomposition',
    expected: 'a centralizer algebra that splits over a cyclotomic field',
    received,
    remedy: 'Pass the irreps that occur as { irreps }.',
  });
}
