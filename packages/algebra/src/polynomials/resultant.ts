/** Resultants, discriminants and square-free decomposition. */
import { Matrix } from '../linear/matrix.js';
import { determinant } from '../linear/systems.js';
import { rationals } from '../scalars/rationals.js';
import { polynomialGcd } from './factorization.js';
import type { Polynomial } from './polynomial.js';

/**
 * lead(f)^deg g · lead(g)^deg f · ∏ (α − β) over the roots α of f and β of g: zero exactly when they share a root. Over
 * ℚ it is the determinant of Sylvester's matrix, over other fields it comes from Euclid's algorithm.
 * @example resultant(Polynomial.of(rationals, [-2, 0, 1]), Polynomial.of(rationals, [-3, 1])).toFraction() // '7'
 */
export function resultant<T>(f: Polynomial<T>, g: Polynomial<T>): T {
  const { field } = f;
  if (f.isZero() || g.isZero()) return field.zero;
  if ((field as unknown) === rationals && f.degree > 0 && g.degree > 0) return determinant(sylvesterMatrix(f, g));
  let [a, b, value] = [f, g, field.one];
  while (b.degree > 0) {
    const { remainder } = a.divide(b);
    if (remainder.isZero()) return field.zero;
    // res(a, b) = (−1)^(deg a·deg b) lead(b)^(deg a − deg r) res(b, r)
    for (let i = remainder.degree; i < a.degree; i++) value = field.mul(value, b.leading());
    if ((a.degree * b.degree) % 2 === 1) value = field.neg(value);
    [a, b] = [b, remainder];
  }
  for (let i = 0; i < a.degree; i++) value = field.mul(value, b.leading());
  return value;
}

/** The (deg f + deg g) × (deg f + deg g) matrix whose determinant is the resultant. */
export function sylvesterMatrix<T>(f: Polynomial<T>, g: Polynomial<T>): Matrix<T> {
  const [m, n] = [f.degree, g.degree];
  return Matrix.build(f.field, m + n, m + n, (i, j) => {
    const [poly, shift] = i < n ? [f, i] : [g, i - n];
    const k = poly.degree - (j - shift);
    return k >= 0 && k <= poly.degree ? poly.coefficient(k) : f.field.zero;
  });
}

/** (−1)^(n(n−1)/2) res(f, f′)/lead(f). */
export function discriminant<T>(f: Polynomial<T>): T {
  const { field } = f;
  const value = field.div(resultant(f, f.derivative()), f.leading());
  return ((f.degree * (f.degree - 1)) / 2) % 2 === 1 ? field.neg(value) : value;
}

/** The product of the distinct irreducible factors, monic; characteristic 0. */
export function squareFreePart<T>(f: Polynomial<T>): Polynomial<T> {
  if (f.degree < 1) return f.monic();
  return f.divide(polynomialGcd(f, f.derivative())).quotient.monic();
}
