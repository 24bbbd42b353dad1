/**
 * A primitive symmetric idempotent under a central one: its image is one copy of the irrep. In eA ≅ M_m(D) a symmetric
 * element has m real eigenvalues, and the projector on the eigenspace of a simple one is primitive. Eigenvalues of a
 * random element generate fields that are not abelian; small combinations of orbitals are tried until one has an
 * eigenvalue that is a sum of roots of unity (after Kornyak 2018, who splits by the idempotents' equations).
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactScalar,
  type Field,
  type Fraction,
  factorPolynomial,
  Matrix,
  nullspace,
  Polynomial,
  type RandomSource,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import { isRationalMatrix, overSmallestField } from '../matrices/exact-matrices.js';
import { splitOverReals } from '../scalars/real-roots.js';
import type { OrbitalComponent } from './central-idempotents.js';
import { type AlgebraElement, type CentralizerAlgebra, multiplyElements } from './centralizer-algebra.js';

/** Combinations tried beyond the single orbitals. */
const COMBINATIONS = 60;

export interface PrimitiveIdempotent {
  readonly coefficients: AlgebraElement<ExactScalar>;
  readonly field: Field<ExactScalar>;
}

/** An element with a factor of its minimal polynomial whose eigenspaces are single copies. */
interface Candidate {
  readonly powers: readonly Fraction[][];
  readonly minimal: readonly Fraction[];
  readonly factor: readonly Fraction[];
}

export interface PrimitiveSearch {
  /** Over the component's own field; undefined when none was found. */
  readonly same?: PrimitiveIdempotent;
  /** Over an extension of it, made when asked for. */
  extended(): PrimitiveIdempotent | undefined;
}

/**
 * Primitive idempotents under the component's, by decreasing worth: over its own field F, else over an abelian
 * extension of small degree. Where the commuting algebra is a division algebra that only ℝ splits (Schur index 2 over
 * F, real type) there is none over F; for m = 2 and F = ℚ there is always one over a quadratic field.
 */
export function primitiveIdempotents(
  algebra: CentralizerAlgebra,
  component: OrbitalComponent,
  random: RandomSource,
  primes: () => readonly number[],
  meter?: WorkMeter,
): PrimitiveSearch {
  const k = component.conjugates;
  const wider: Candidate[] = [];
  for (const x of symmetricElements(algebra, random)) {
    meter?.step(component.multiplicity * k);
    const { powers, minimal } = powersUnder(algebra, component, x);
    for (const { factor: g } of factorPolynomial(new Polynomial(rationals, minimal)).factors) {
      const candidate = { powers, minimal, factor: g.coefficients };
      // Each of the roots belongs to a conjugate of e and each conjugate has one: equality means eigenspaces of rank 1.
      if (totalRank(algebra, component, candidate) !== Math.max(g.degree, k)) continue;
      if (g.degree > k) wider.push(candidate);
      else {
        const same = spectralProjector(algebra, component, candidate, primes);
        if (same !== undefined) return { same, extended: () => same };
      }
    }
  }
  wider.sort((a, b) => a.factor.length - b.factor.length || heightOf(a) - heightOf(b));
  return {
    extended() {
      for (const candidate of wider.slice(0, COMBINATIONS)) {
        meter?.step();
        const found = spectralProjector(algebra, component, candidate, primes);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Symmetrized orbitals, then small combinations of them. */
function* symmetricElements(algebra: CentralizerAlgebra, random: RandomSource): Generator<Fraction[]> {
  const { rank: r, transposed } = algebra;
  const pairs = Array.from({ length: r }, (_, k) => k).filter((k) => k > 0 && transposed[k] >= k);
  const element = (weight: (i: number) => number): Fraction[] => {
    const x: Fraction[] = new Array(r).fill(rationals.zero);
    pairs.forEach((k, i) => {
      x[k] = rationals.fromInteger(weight(i));
      x[transposed[k]] = x[k];
    });
    return x;
  };
  for (let i = 0; i < pairs.length; i++) yield element((j) => Number(i === j));
  for (let i = 0; i < COMBINATIONS; i++) {
    const bound = 3 + 2 * Math.floor(i / 20);
    yield element(() => random.below(bound) - (bound - 1) / 2);
  }
}

/** E, xE, x²E, … and the minimal polynomial of xE, for the rational central idempotent E over the component. */
function powersUnder(
  algebra: CentralizerAlgebra,
  { block, multiplicity, conjugates }: OrbitalComponent,
  x: AlgebraElement<Fraction>,
): { powers: Fraction[][]; minimal: readonly Fraction[] } {
  const powers: Fraction[][] = [[...block]];
  for (let i = 0; i < multiplicity * conjugates; i++) powers.push(multiplyElements(algebra, rationals, x, powers[i]));
  // Column 0 of the kernel is the dependency of the first dependent power.
  const relation = nullspace(Matrix.fromRows(rationals, powers).transpose()).column(0);
  return { powers, minimal: new Polynomial(rationals, relation).monic().coefficients };
}

/**
 * Ranks of the eigenprojectors of g's roots, added up over the roots and the conjugates of e: tr E_g over the degree.
 */
function totalRank(
  algebra: CentralizerAlgebra,
  { degree }: OrbitalComponent,
  { powers, minimal, factor }: Candidate,
): number {
  const f = new Polynomial(rationals, minimal);
  const g = new Polynomial(rationals, factor);
  const h = f.divide(g).quotient;
  // u·h ≡ 1 modulo g: then E_g = (u·h)(xE).
  const projector = h.times(inverseModulo(h, g)).divide(f).remainder;
  const trace = projector.coefficients.reduce(
    (sum, c, i) => rationals.add(sum, rationals.mul(c, powers[i][0])),
    rationals.zero,
  );
  return (trace.valueOf() * algebra.degree) / degree;
}

/** The inverse of h modulo an irreducible g that does not divide it, by Euclid's algorithm. */
function inverseModulo(h: Polynomial<Fraction>, g: Polynomial<Fraction>): Polynomial<Fraction> {
  let [a, b] = [h.divide(g).remainder, g];
  let [u, v] = [new Polynomial(rationals, [rationals.one]), new Polynomial<Fraction>(rationals, [])];
  while (!b.isZero()) {
    const { quotient, remainder } = a.divide(b);
    [a, b] = [b, remainder];
    [u, v] = [v, u.minus(quotient.times(v))];
  }
  return u.scale(rationals.inv(a.leading()));
}

/** e·q(x)/q(θ) with q(t) = f(t)/(t − θ), f the minimal polynomial, for a root θ of the factor that belongs to e. */
function spectralProjector(
  algebra: CentralizerAlgebra,
  component: OrbitalComponent,
  { powers, minimal, factor }: Candidate,
  primes: () => readonly number[],
): PrimitiveIdempotent | undefined {
  const roots = splitOverReals(factor, primes)?.[0]?.roots ?? [];
  const e = component.coefficients.map((x) => (x instanceof Cyclotomic ? x : Cyclotomic.fromRational(x as Fraction)));
  for (const θ of roots) {
    const quotient: Cyclotomic[] = new Array(minimal.length - 1);
    let carry = Cyclotomic.zero;
    for (let i = minimal.length - 1; i > 0; i--) {
      carry = carry.times(θ).plus(Cyclotomic.fromRational(minimal[i]));
      quotient[i - 1] = carry;
    }
    const scale = quotient.reduceRight((value, d) => value.times(θ).plus(d), Cyclotomic.zero).inverse();
    const q = powers[0].map((_, j) =>
      quotient
        .reduce((sum, d, i) => sum.plus(d.times(Cyclotomic.fromRational(powers[i][j]))), Cyclotomic.zero)
        .times(scale),
    );
    const projector = component.conjugates === 1 ? q : multiplyElements(algebra, cyclotomics, e, q);
    if (projector.every((x) => x.isZero())) continue; // θ belongs to a conjugate of e
    const [exact] = overSmallestField([new Matrix(cyclotomics, 1, projector.length, projector)]);
    const rational = isRationalMatrix(exact) && component.conjugates === 1;
    return rational
      ? { coefficients: exact.entries, field: rationals }
      : { coefficients: projector, field: cyclotomics };
  }
  return undefined;
}

function heightOf({ factor }: Candidate): number {
  return Math.max(...factor.map((c) => Math.abs(c.valueOf())));
}
