/**
 * Matrices over a smaller field: when a in (L/F, σ, a) is a norm, a = N(z), the twist X/z satisfies the cocycle
 * condition, and by Hilbert's Theorem 90 X/z = P·σ(P)⁻¹, so that P⁻¹ρP is over F.
 */
import { Cyclotomic, cyclotomics, type ExactMatrix, inverse, Matrix, rank, type WorkMeter } from '@isotypic/algebra';
import { overCyclotomics } from '../../matrices/exact-matrices.js';
import type { CyclicAlgebra } from './schur-index.js';

/** Elements of L whose norms are looked at: r − 1 products each. */
const NORM_TRIALS = 20_000;

/** Diagonals Y looked at: P is singular only where a polynomial in Y vanishes, so the first ones do nearly always. */
const TWIST_TRIALS = 400;

/** Elements of F whose powers norms may differ by. */
const POWERS_LIMIT = 2_000;

/**
 * The change ρ(g) ↦ P⁻¹ρ(g)P to matrices over F, or undefined when no element of small height has the norm a, up to
 * r-th powers. That it exists is for `schurIndexOf` to say; the result needs no proof but its entries.
 */
export function descend(
  algebra: CyclicAlgebra,
  meter: WorkMeter,
): ((M: ExactMatrix) => Matrix<Cyclotomic>) | undefined {
  const z = elementOfNorm(algebra, meter);
  if (z === undefined) return undefined;
  const { twist, degree, generator } = algebra;
  const X = twist.scale(z);
  const σ = (M: Matrix<Cyclotomic>): Matrix<Cyclotomic> => M.map(cyclotomics, (x) => x.galois(generator));
  const d = X.rows;
  for (const y of smallElements(periods(algebra.n, algebra.fixingL), TWIST_TRIALS)) {
    meter.step(0);
    // P = Σ cᵢ σⁱ(Y) with cᵢ = Xσ(X)…σ^(i−1)(X): then Xσ(P) = P. Y is diagonal, with different powers on it.
    const Y = Matrix.build(cyclotomics, d, d, (i, j) => (i === j ? y.power(i + 1) : Cyclotomic.zero));
    let [cocycle, moved, conjugated] = [Matrix.identity(cyclotomics, d), Y, X];
    let P = Y;
    for (let i = 1; i < degree; i++) {
      cocycle = cocycle.times(conjugated);
      conjugated = σ(conjugated);
      moved = σ(moved);
      P = P.plus(cocycle.times(moved));
    }
    if (meter.part((options) => rank(P, options)) < d) continue;
    const back = meter.part((options) => inverse(P, options));
    return (M) => back.times(overCyclotomics(M)).times(P);
  }
  return undefined;
}

/** z with a·N(z) = 1: z₀/c, where a·N(z₀) = c^r. */
function elementOfNorm(
  { n, fixingL, fixingF, degree, generator, scalar }: CyclicAlgebra,
  meter: WorkMeter,
): Cyclotomic | undefined {
  const roots = new Map<string, Cyclotomic>();
  for (const c of smallElements(periods(n, fixingF), POWERS_LIMIT)) roots.set(c.power(degree).toString(), c);
  for (const z of smallElements(periods(n, fixingL), NORM_TRIALS)) {
    meter.step(0);
    let [norm, moved] = [z, z];
    for (let i = 1; i < degree; i++) {
      moved = moved.galois(generator);
      norm = norm.times(moved);
    }
    const c = roots.get(norm.times(scalar).toString());
    if (c !== undefined) return z.times(c.inverse());
  }
  return undefined;
}

/** The Gaussian periods Σ ζ_n^(ju) over a group of units: they span its fixed field. */
function periods(n: number, group: readonly number[]): Cyclotomic[] {
  const found = new Map<string, Cyclotomic>();
  for (let j = 0; j < n; j++) {
    const exponents = [...new Set(group.map((u) => (j * u) % n))];
    const sum = Cyclotomic.fromExponents(
      n,
      exponents.map((e) => [e, 1] as const),
    );
    if (!sum.isZero() && !found.has(sum.negate().toString())) found.set(sum.toString(), sum);
  }
  return [...found.values()];
}

/** Sums of up to four of the elements with coefficients ±1, ±2, those of fewer terms first. */
function* smallElements(spanning: readonly Cyclotomic[], limit: number): Generator<Cyclotomic> {
  let layer: { readonly sum: Cyclotomic; readonly next: number }[] = [{ sum: Cyclotomic.zero, next: 0 }];
  let count = 0;
  for (let terms = 1; terms <= 4; terms++) {
    const longer: typeof layer = [];
    for (const { sum, next } of layer) {
      for (let j = next; j < spanning.length; j++) {
        // The first coefficient may be taken positive: −1 is a norm up to sign, and c and −c are both looked at.
        for (const k of terms === 1 ? [1, 2] : [1, -1, 2, -2]) {
          const element = sum.plus(spanning[j].times(Cyclotomic.fromRational(k)));
          if (++count > limit) return;
          longer.push({ sum: element, next: j + 1 });
          if (!element.isZero()) yield element;
        }
      }
    }
    layer = longer;
  }
}
