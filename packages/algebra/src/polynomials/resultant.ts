/** Resultants, discriminants and square-free decomposition. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { Matrix } from '../linear/matrix.js';
import { determinant } from '../linear/systems.js';
import { rationals } from '../scalars/rationals.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { commonDivisor } from './factorization.js';
import { POLYNOMIAL, type Polynomial } from './polynomial.js';

/**
 * lead(f)^deg g · lead(g)^deg f · ∏ (α − β) over the roots α of f and β of g: zero exactly when they share a root. Over
 * ℚ it is the determinant of Sylvester's matrix (its steps are the steps of the work budget), over other fields it
 * comes from Euclid's algorithm (a step is one division).
 * @example resultant(Polynomial.of(rationals, [-2, 0, 1]), Polynomial.of(rationals, [-3, 1])).toFraction() // '7'
 */
export function resultant<T>(f: Polynomial<T>, g: Polynomial<T>, options: WorkOptions = {}): T {
  checkArgument('resultant', 'f', f, POLYNOMIAL);
  checkArgument('resultant', 'g', g, POLYNOMIAL);
  checkOptions('resultant', options, WORK_OPTION_KINDS);
  return resultantOf(f, g, new WorkMeter('resultant', options));
}

function resultantOf<T>(f: Polynomial<T>, g: Polynomial<T>, meter: WorkMeter): T {
  const { field } = f;
  if (f.isZero() || g.isZero()) return field.zero;
  if ((field as unknown) === rationals && f.degree > 0 && g.degree > 0)
    return determinant(sylvesterMatrix(f, g), { meter });
  let [a, b, value] = [f, g, field.one];
  while (b.degree > 0) {
    meter.step();
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
  checkArgument('sylvesterMatrix', 'f', f, POLYNOMIAL);
  checkArgument('sylvesterMatrix', 'g', g, POLYNOMIAL);
  const [m, n] = [f.degree, g.degree];
  return Matrix.build(f.field, m + n, m + n, (i, j) => {
    const [poly, shift] = i < n ? [f, i] : [g, i - n];
    const k = poly.degree - (j - shift);
    return k >= 0 && k <= poly.degree ? poly.coefficient(k) : f.field.zero;
  });
}

/**
 * (−1)^(n(n−1)/2) res(f, f′)/lead(f). Work as in `resultant`.
 * @example discriminant(Polynomial.of(rationals, [1, 1, 1])).toFraction() // '-3'
 */
export function discriminant<T>(f: Polynomial<T>, options: WorkOptions = {}): T {
  checkArgument('discriminant', 'f', f, POLYNOMIAL);
  checkOptions('discriminant', options, WORK_OPTION_KINDS);
  const { field } = f;
  const value = field.div(resultantOf(f, f.derivative(), new WorkMeter('discriminant', options)), f.leading());
  return ((f.degree * (f.degree - 1)) / 2) % 2 === 1 ? field.neg(value) : value;
}

/**
 * The product of the distinct irreducible factors, monic; characteristic 0. Work as in `polynomialGcd`.
 * @example squareFreePart(Polynomial.of(rationals, [1, 2, 1])).toString() // 'x+1'
 */
export function squareFreePart<T>(f: Polynomial<T>, options: WorkOptions = {}): Polynomial<T> {
  checkArgument('squareFreePart', 'f', f, POLYNOMIAL);
  checkOptions('squareFreePart', options, WORK_OPTION_KINDS);
  if (f.degree < 1) return f.monic();
  return f.divide(commonDivisor(f, f.derivative(), new WorkMeter('squareFreePart', options))).quotient.monic();
}
