/** The isotypic projectors of a transitive action over ℝ, as exact combinations of orbitals. */
import {
  Cyclotomic,
  cyclotomics,
  type Field,
  type Fraction,
  IsotypicError,
  Matrix,
  nullspace,
  type RandomSource,
  rationals,
} from '@isotypic/algebra';
import type { RealType } from '../irreps/endomorphism-units.js';
import {
  type AlgebraElement,
  type CentraliserAlgebra,
  ideal,
  multiplyElements,
  symmetricCentre,
} from './centraliser-algebra.js';
import { splitOverReals } from './real-roots.js';

/** One isotypic component of a transitive permutation representation over ℝ. */
export interface OrbitalComponent {
  /** The projector is Σ coefficients[k]·A_k. */
  readonly coefficients: AlgebraElement<unknown>;
  readonly field: Field<unknown>;
  readonly dimension: number;
  readonly multiplicity: number;
  /** Dimension of one copy. */
  readonly degree: number;
  readonly type: RealType;
}

/** A minimal polynomial of higher degree has coefficients too long to be worth splitting. */
const COMPONENT_LIMIT = 24;

/**
 * Splits the symmetric part of the centre by a generic element a: its minimal polynomial has one real root θ for each
 * component, and e_θ = Π (a − θ′)/(θ − θ′). The type is read off the transposition, which on M_m(ℝ), M_m(ℂ), M_m(ℍ) has
 * trace m, 0, −2m (the Frobenius–Schur count).
 * @throws {IsotypicError} `NOT_DECIDED` when a root is not rational or in a quadratic field.
 * Cost: polynomial in the rank; the degree does not matter.
 */
export function orbitalComponents(algebra: CentraliserAlgebra, random: RandomSource): OrbitalComponent[] {
  const centre = symmetricCentre(algebra, rationals);
  if (centre.length > COMPONENT_LIMIT) throw undecided(`${centre.length} components`);
  for (let attempt = 0; ; attempt++) {
    const bound = 4 * centre.length * centre.length + 8;
    const weights = centre.map(() => rationals.fromInteger(random.below(bound)));
    const generic = combination(centre, weights, algebra.rank);
    const powers = powersUntilDependent(algebra, generic);
    // A generic element generates the whole algebra: its minimal polynomial has full degree.
    if (powers.polynomial.length - 1 < centre.length) {
      if (attempt > 40) throw undecided('no generic element in 40 attempts');
      continue;
    }
    const roots = splitOverReals(powers.polynomial);
    if (roots === null) throw undecided('character values outside the quadratic fields');
    const components = roots.map((root) => {
      const rational = root.isRational();
      const field = (rational ? rationals : cyclotomics) as Field<unknown>;
      const value: unknown = rational ? root.toFraction() : root;
      return describeComponent(algebra, field, idempotent(algebra, field, powers, value));
    });
    return components.sort(byShape);
  }
}

function combination(basis: readonly AlgebraElement<Fraction>[], weights: readonly Fraction[], r: number): Fraction[] {
  const sum: Fraction[] = new Array(r).fill(rationals.zero);
  basis.forEach((element, s) => {
    for (let k = 0; k < r; k++) sum[k] = rationals.add(sum[k], rationals.mul(weights[s], element[k]));
  });
  return sum;
}

interface Powers {
  /** 1, a, a², … up to one less than the degree of the minimal polynomial. */
  readonly powers: readonly AlgebraElement<Fraction>[];
  /** The monic minimal polynomial, lowest coefficient first. */
  readonly polynomial: readonly Fraction[];
}

function powersUntilDependent(algebra: CentraliserAlgebra, a: AlgebraElement<Fraction>): Powers {
  const one = algebra.valencies.map((_, k) => (k === 0 ? rationals.one : rationals.zero));
  const powers: AlgebraElement<Fraction>[] = [one];
  for (;;) {
    const next = multiplyElements(algebra, rationals, powers[powers.length - 1], a);
    const kernel = nullspace(
      Matrix.fromRows(
        rationals,
        [...powers, next].map((x) => [...x]),
      ).transpose(),
    );
    if (kernel.cols > 0) {
      const relation = kernel.column(0);
      const leading = rationals.inv(relation[powers.length]);
      return { powers, polynomial: relation.map((x) => rationals.mul(x, leading)) };
    }
    powers.push(next);
  }
}

/** e_θ = q(a)/q(θ) with q(t) = f(t)/(t − θ), f the minimal polynomial of a. */
function idempotent(
  algebra: CentraliserAlgebra,
  field: Field<unknown>,
  { powers, polynomial }: Powers,
  root: unknown,
): unknown[] {
  const lift = (x: Fraction): unknown => (field === (rationals as Field<unknown>) ? x : Cyclotomic.fromRational(x));
  const quotient: unknown[] = new Array(polynomial.length - 1);
  let carry: unknown = field.zero;
  for (let i = polynomial.length - 1; i > 0; i--) {
    carry = field.add(field.mul(carry, root), lift(polynomial[i]));
    quotient[i - 1] = carry;
  }
  let value: unknown = field.zero;
  for (let i = quotient.length - 1; i >= 0; i--) value = field.add(field.mul(value, root), quotient[i]);
  const scale = field.inv(value);
  const e: unknown[] = new Array(algebra.rank).fill(field.zero);
  quotient.forEach((coefficient, i) => {
    const factor = field.mul(coefficient, scale);
    powers[i].forEach((x, k) => {
      e[k] = field.add(e[k], field.mul(factor, lift(x)));
    });
  });
  return e;
}

function describeComponent(
  algebra: CentraliserAlgebra,
  field: Field<unknown>,
  coefficients: readonly unknown[],
): OrbitalComponent {
  const trace = field.mul(coefficients[0], field.fromInteger(algebra.degree));
  const dimension = Number(field.print(trace));
  const { dimension: N, symmetric, skew } = ideal(algebra, field, coefficients);
  const surplus = symmetric - skew;
  const type: RealType = surplus > 0 ? 'real' : surplus === 0 ? 'complex' : 'quaternionic';
  const multiplicity = Math.round(Math.sqrt(N / { real: 1, complex: 2, quaternionic: 4 }[type]));
  const degree = dimension / multiplicity;
  if (!Number.isInteger(degree)) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'isotypicDecomposition',
      expected: 'a component of whole copies',
      received: `dimension ${dimension}, multiplicity ${multiplicity}`,
    });
  }
  return { coefficients, field, dimension, multiplicity, degree, type };
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
    expected: 'a centraliser algebra that splits over a quadratic field',
    received,
    remedy: 'Pass the irreps that occur as { irreps }.',
  });
}
