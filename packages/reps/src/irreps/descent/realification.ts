/**
 * A complex irrep of complex or quaternionic type as a real one of twice the degree. V over a field F = F⁺(ω), F⁺ = F ∩
 * ℝ and |ω| = 1, is a space over F⁺ with basis v₁, …, v_d, ωv₁, …, ωv_d. With ω = i this is A + iB ↦ [[A, −B], [B, A]];
 * any other ω of F spares joining i to F, so that ℚ(ζ₃) gives matrices over ℚ.
 */
import { Cyclotomic, cyclotomics, type ExactMatrix, type ExactScalar, Matrix } from '@isotypic/algebra';
import { blocks, overCyclotomics, overSmallestField } from '../../matrices/exact-matrices.js';
import type { CommutingUnits } from '../real-structure.js';

export interface Realification {
  /** The real form of a matrix over F. */
  real(M: ExactMatrix): Matrix<Cyclotomic>;
  /** The real form Re(u* H v) of a Hermitian form. */
  form(H: ExactMatrix): Matrix<Cyclotomic>;
  /** z = multiplication by a purely imaginary number of F, and c with z² = −c. */
  readonly unit: (degree: number) => Matrix<Cyclotomic>;
  readonly square: Cyclotomic;
}

/** The realification over ℚ(ζ_n): ω is the root of unity in it nearest to i. */
export function realification(conductor: number): Realification {
  const ω = rootNearestToI(conductor);
  const t = ω.plus(ω.conjugate());
  const differenceInverse = ω.minus(ω.conjugate()).inverse();
  const half = Cyclotomic.fromRational(2).inverse();
  return {
    // x = a + bω with a, b ∈ F⁺: b = (x − x̄)/(ω − ω̄). Since ω² = tω − 1, x takes 1 to (a, b) and ω to (−b, a + tb).
    real(M) {
      const X = overCyclotomics(M);
      const B = X.map(cyclotomics, (x) =>
        x.isRational() ? Cyclotomic.zero : x.minus(x.conjugate()).times(differenceInverse),
      );
      const A = X.minus(B.scale(ω));
      return blocks(A, B.scale(Cyclotomic.fromRational(-1)), B, A.plus(B.scale(t)));
    },
    form(H) {
      const X = overCyclotomics(H);
      const real = (M: Matrix<Cyclotomic>): Matrix<Cyclotomic> =>
        M.map(cyclotomics, (x) => (x.isZero() ? x : x.plus(x.conjugate()).times(half)));
      const diagonal = real(X);
      const upper = real(X.scale(ω));
      return blocks(diagonal, upper, upper.transpose(), diagonal);
    },
    // (ω − ω̄)·1 = 2ω − t and (ω − ω̄)·ω = tω − 2, so z² = t² − 4.
    unit(degree) {
      const identity = Matrix.identity(cyclotomics, degree);
      const two = Cyclotomic.fromRational(2);
      return blocks(identity.scale(t.negate()), identity.scale(two.negate()), identity.scale(two), identity.scale(t));
    },
    square: Cyclotomic.fromRational(4).minus(t.times(t)),
  };
}

/** The non-real root of unity of ℚ(ζ_n) nearest to i: i itself when 4 | n. */
function rootNearestToI(conductor: number): Cyclotomic {
  const n = conductor % 4 === 2 ? conductor / 2 : conductor;
  if (n % 4 === 0) return Cyclotomic.rootOfUnity(4);
  // ℚ(ζ_n), n odd, contains the 2n-th roots of unity: e^(2πik/2n) with k nearest to n/2; both neighbors are as near.
  return Cyclotomic.rootOfUnity(2 * n, (n + 1) / 2);
}

/** The complex structure of a realified module. */
export function commutingOf(built: Realification, degree: number, isRational: boolean): CommutingUnits<ExactScalar> {
  const z = built.unit(degree);
  if (!isRational) return { type: 'complex', units: [z], squares: [built.square] };
  return {
    type: 'complex',
    units: overSmallestField([z]),
    squares: [built.square.toFraction()],
  };
}
