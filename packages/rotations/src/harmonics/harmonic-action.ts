/**
 * Matrices on harmonic polynomials, exactly. A harmonic polynomial is known from its part without z and its part with z
 * once (Cauchy's data), and h(R⁻¹v) has that data from h alone.
 */
import { type Cyclotomic, cyclotomics, inverse, Matrix } from '@isotypic/algebra';
import type { RealConvention } from '../conventions/harmonic-convention.js';
import { solidHarmonic } from './solid-polynomials.js';

/** A polynomial in x, y, z of small degree: coefficients by `a,b,c`. */
type Polynomial = Map<string, Cyclotomic>;

const cauchyBases = new Map<string, Matrix<Cyclotomic>>();

/** The matrix of v ↦ Rv on h ↦ h(R⁻¹·), in the basis of the integer polynomials of degree l. R is orthogonal. */
export function harmonicMatrix(
  R: Matrix<Cyclotomic>,
  l: number,
  convention: RealConvention = 'wikipedia',
): Matrix<Cyclotomic> {
  const powers = [0, 1, 2].map((i) => powersOf(R, i, l));
  return inBasis(
    basis(l, convention).map((h) => substituted(h, powers)),
    l,
    convention,
  );
}

/** The same for a one-parameter subgroup exp(tX): the derivative of h(exp(−tX)v), −∇h·Xv. X is skew. */
export function harmonicDerivation(X: Matrix<Cyclotomic>, l: number, convention: RealConvention): Matrix<Cyclotomic> {
  return inBasis(
    basis(l, convention).map((h) => derivative(h, X)),
    l,
    convention,
  );
}

/** Images of the basis as a matrix in the basis. */
function inBasis(images: readonly Polynomial[], l: number, convention: RealConvention): Matrix<Cyclotomic> {
  const columns = images.map((h) => cauchyData(h, l));
  const image = Matrix.build(cyclotomics, 2 * l + 1, 2 * l + 1, (i, j) => columns[j][i]);
  const key = `${l} ${convention}`;
  let back = cauchyBases.get(key);
  if (back === undefined) {
    const own = basis(l, convention).map((h) => cauchyData(h, l));
    back = inverse(Matrix.build(cyclotomics, 2 * l + 1, 2 * l + 1, (i, j) => own[j][i]));
    cauchyBases.set(key, back);
  }
  return back.times(image);
}

function basis(l: number, convention: RealConvention): Polynomial[] {
  return Array.from({ length: 2 * l + 1 }, (_, k) => {
    const { terms } = solidHarmonic(l, k - l, convention);
    return new Map(terms.map((t) => [t.exponents.join(), cyclotomics.fromInteger(t.coefficient)]));
  });
}

function derivative(h: Polynomial, X: Matrix<Cyclotomic>): Polynomial {
  const sum: Polynomial = new Map();
  for (const [key, coefficient] of h) {
    const powers = key.split(',').map(Number);
    for (let i = 0; i < 3; i++) {
      for (let k = 0; k < 3; k++) {
        if (powers[i] === 0 || X.at(i, k).isZero()) continue;
        const moved = powers.map((p, axis) => p - Number(axis === i) + Number(axis === k)).join();
        const term = cyclotomics.fromInteger(-powers[i]).times(coefficient).times(X.at(i, k));
        sum.set(moved, (sum.get(moved) ?? cyclotomics.zero).plus(term));
      }
    }
  }
  return sum;
}

/** Coefficients of xᵃyᵇ, a + b = l, and of xᵃyᵇz, a + b = l − 1. */
function cauchyData(h: Polynomial, l: number): Cyclotomic[] {
  const at = (key: string): Cyclotomic => h.get(key) ?? cyclotomics.zero;
  return [
    ...Array.from({ length: l + 1 }, (_, a) => at(`${a},${l - a},0`)),
    ...Array.from({ length: l }, (_, a) => at(`${a},${l - 1 - a},1`)),
  ];
}

/** Powers 0 … l of coordinate i of R⁻¹v = Rᵀv, up to first order in z. */
function powersOf(R: Matrix<Cyclotomic>, i: number, l: number): Polynomial[] {
  const linear: Polynomial = new Map();
  ['1,0,0', '0,1,0', '0,0,1'].forEach((key, k) => {
    if (!R.at(k, i).isZero()) linear.set(key, R.at(k, i));
  });
  const powers: Polynomial[] = [new Map([['0,0,0', cyclotomics.one]])];
  for (let k = 1; k <= l; k++) powers.push(multiply(powers[k - 1], linear));
  return powers;
}

function substituted(h: Polynomial, powers: readonly Polynomial[][]): Polynomial {
  const sum: Polynomial = new Map();
  for (const [key, coefficient] of h) {
    const [a, b, c] = key.split(',').map(Number);
    const product = multiply(multiply(powers[0][a], powers[1][b]), powers[2][c]);
    for (const [k, x] of product) sum.set(k, (sum.get(k) ?? cyclotomics.zero).plus(x.times(coefficient)));
  }
  return sum;
}

/** The product without the terms in z², which Cauchy's data does not ask for. */
function multiply(p: Polynomial, q: Polynomial): Polynomial {
  const product: Polynomial = new Map();
  for (const [key, x] of p) {
    const [a, b, c] = key.split(',').map(Number);
    for (const [other, y] of q) {
      const [d, e, f] = other.split(',').map(Number);
      if (c + f > 1) continue;
      const k = `${a + d},${b + e},${c + f}`;
      product.set(k, (product.get(k) ?? cyclotomics.zero).plus(x.times(y)));
    }
  }
  return product;
}
