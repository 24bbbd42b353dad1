/** Characteristic and minimal polynomials. */
import type Fraction from 'fraction.js';
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { type IntegerMatrix, integerMatrix, reduceModulo } from '../linear/integer-matrix.js';
import { MATRIX, Matrix } from '../linear/matrix.js';
import { modularPrimes, symmetricResidue } from '../linear/modular-lu.js';
import { nullspace } from '../linear/systems.js';
import { invMod, lcmBig } from '../scalars/integers.js';
import { fractionOf, numerator, rationals } from '../scalars/rationals.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { Polynomial } from './polynomial.js';

function checkedMeter<T>(where: string, m: Matrix<T>, options: WorkOptions): WorkMeter {
  checkArgument(where, 'm', m, MATRIX);
  checkOptions(where, options, WORK_OPTION_KINDS);
  m.requireSquare(where);
  return new WorkMeter(where, options);
}

/**
 * det(x − m), monic of degree n. Over ℚ from its images modulo primes, as many as the bound ∏(1 + |rowᵢ|) on its
 * coefficients asks for; over other fields by reduction to Hessenberg form. O(n³) operations (for each prime). A step
 * of the work budget is one row operation of that reduction.
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless square.
 * @example characteristicPolynomial(Matrix.fromRows(primeField(7), [[0, 1], [1, 1]])).toString() // 'x^2+6*x+6'
 */
export function characteristicPolynomial<T>(m: Matrix<T>, options: WorkOptions = {}): Polynomial<T> {
  const meter = checkedMeter('characteristicPolynomial', m, options);
  if ((m.field as unknown) === rationals) {
    return rationalCharacteristicPolynomial(m as unknown as Matrix<Fraction>, meter) as unknown as Polynomial<T>;
  }
  return hessenbergCharacteristicPolynomial(m, meter);
}

/** The slow twin over any field: similarity to Hessenberg form, then the recurrence for its leading minors. */
export function hessenbergCharacteristicPolynomial<T>(m: Matrix<T>, meter?: WorkMeter): Polynomial<T> {
  const { field, rows: n } = m;
  const h = m.toRows();
  for (let k = 0; k + 2 < n; k++) {
    let pivot = k + 1;
    while (pivot < n && field.isZero(h[pivot][k])) pivot++;
    if (pivot === n) continue;
    if (pivot !== k + 1) {
      [h[pivot], h[k + 1]] = [h[k + 1], h[pivot]];
      for (const row of h) [row[pivot], row[k + 1]] = [row[k + 1], row[pivot]];
    }
    const scale = field.inv(h[k + 1][k]);
    for (let i = k + 2; i < n; i++) {
      if (field.isZero(h[i][k])) continue;
      meter?.step();
      const c = field.mul(h[i][k], scale);
      for (let j = 0; j < n; j++) h[i][j] = field.sub(h[i][j], field.mul(c, h[k + 1][j]));
      for (const row of h) row[k + 1] = field.add(row[k + 1], field.mul(c, row[i]));
    }
  }
  const minors: Polynomial<T>[] = [new Polynomial(field, [field.one])];
  for (let k = 0; k < n; k++) {
    let next = Polynomial.linear(field, h[k][k]).times(minors[k]);
    let product = field.one;
    for (let i = k - 1; i >= 0; i--) {
      meter?.step(0);
      product = field.mul(product, h[i + 1][i]);
      next = next.minus(minors[i].scale(field.mul(product, h[i][k])));
    }
    minors.push(next);
  }
  return minors[n];
}

function rationalCharacteristicPolynomial(m: Matrix<Fraction>, meter: WorkMeter): Polynomial<Fraction> {
  const n = m.rows;
  // d·m is integral; coefficient k of the characteristic polynomial of m is that of d·m over d^(n−k).
  const d = m.entries.reduce((common, x) => (x.d === 1n ? common : lcmBig(common, x.d)), 1n);
  const entries = m.entries.map((x) => numerator(x) * (d / x.d));
  let bound = 2n;
  for (let i = 0; i < n; i++) {
    let sum = 1n;
    for (let j = 0; j < n; j++) sum += entries[i * n + j] < 0n ? -entries[i * n + j] : entries[i * n + j];
    bound *= sum;
  }
  const integers = integerMatrix(n, n, entries);
  const sums = new Array<bigint>(n + 1).fill(0n);
  let modulus = 1n;
  for (const p of modularPrimes()) {
    if (modulus > bound) break;
    const image = characteristicPolynomialModulo(integers, p, meter);
    const P = BigInt(p);
    const inverse = symmetricResidue(invMod(Number(modulus % P), p), p);
    image.forEach((c, k) => {
      const step = symmetricResidue(symmetricResidue(c - Number(sums[k] % P), p) * inverse, p);
      sums[k] += modulus * BigInt(step);
    });
    modulus *= P;
  }
  return new Polynomial(
    rationals,
    sums.map((c, k) =>
      fractionOf(2n * c > modulus ? c - modulus : 2n * c < -modulus ? c + modulus : c, d ** BigInt(n - k)),
    ),
  );
}

/** Hessenberg's method modulo p on doubles. */
function characteristicPolynomialModulo(m: IntegerMatrix, p: number, meter: WorkMeter): Float64Array {
  const n = m.rows;
  const h = reduceModulo(m, p);
  for (let k = 0; k + 2 < n; k++) {
    let pivot = k + 1;
    while (pivot < n && h[pivot * n + k] === 0) pivot++;
    if (pivot === n) continue;
    if (pivot !== k + 1) {
      for (let j = 0; j < n; j++) {
        [h[pivot * n + j], h[(k + 1) * n + j]] = [h[(k + 1) * n + j], h[pivot * n + j]];
      }
      for (let i = 0; i < n; i++) [h[i * n + pivot], h[i * n + k + 1]] = [h[i * n + k + 1], h[i * n + pivot]];
    }
    const scale = symmetricResidue(invMod(h[(k + 1) * n + k], p), p);
    for (let i = k + 2; i < n; i++) {
      if (h[i * n + k] === 0) continue;
      meter.step();
      const c = symmetricResidue(h[i * n + k] * scale, p);
      for (let j = 0; j < n; j++) h[i * n + j] = symmetricResidue(h[i * n + j] - c * h[(k + 1) * n + j], p);
      for (let r = 0; r < n; r++) h[r * n + k + 1] = symmetricResidue(h[r * n + k + 1] + c * h[r * n + i], p);
    }
  }
  const minors: Float64Array[] = [Float64Array.of(1)];
  for (let k = 0; k < n; k++) {
    const next = new Float64Array(k + 2);
    minors[k].forEach((c, i) => {
      next[i + 1] += c;
      next[i] = symmetricResidue(next[i] - h[k * n + k] * c, p);
    });
    let product = 1;
    for (let i = k - 1; i >= 0; i--) {
      meter.step(0);
      product = symmetricResidue(product * h[(i + 1) * n + i], p);
      const c = symmetricResidue(product * h[i * n + k], p);
      if (c === 0) continue;
      minors[i].forEach((x, j) => {
        next[j] = symmetricResidue(next[j] - c * x, p);
      });
    }
    minors.push(next);
  }
  return minors[n];
}

/**
 * The monic polynomial of least degree that annihilates m: the least common multiple of the annihilators of the unit
 * vectors, each the first dependency among v, m·v, m²·v, … A step of the work budget is one product of m with a vector,
 * or one of the `nullspace` that finds the dependency.
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless square.
 * @example minimalPolynomial(Matrix.identity(rationals, 5)).toString() // 'x-1'
 */
export function minimalPolynomial<T>(m: Matrix<T>, options: WorkOptions = {}): Polynomial<T> {
  const meter = checkedMeter('minimalPolynomial', m, options);
  const { field, rows: n } = m;
  let minimal = new Polynomial(field, [field.one]);
  for (let i = 0; i < n && minimal.degree < n; i++) {
    const unit = Matrix.build(field, n, 1, (r) => (r === i ? field.one : field.zero));
    // What is left of eᵢ after the factors known so far: its annihilator is what they lack.
    const left = applyPolynomial(minimal, m, unit, meter);
    if (left.isZero()) continue;
    minimal = minimal.times(annihilator(m, left, n - minimal.degree, meter));
  }
  return minimal;
}

function applyPolynomial<T>(f: Polynomial<T>, m: Matrix<T>, v: Matrix<T>, meter: WorkMeter): Matrix<T> {
  let sum = Matrix.zero(m.field, v.rows, v.cols);
  for (let i = f.degree; i >= 0; i--) {
    meter.step();
    sum = m.times(sum).plus(v.scale(f.coefficient(i)));
  }
  return sum;
}

/** The monic f of least degree with f(m)·v = 0, of degree at most `limit`. */
function annihilator<T>(m: Matrix<T>, v: Matrix<T>, limit: number, meter: WorkMeter): Polynomial<T> {
  let krylov = v;
  let last = v;
  for (let i = 0; i < limit; i++) {
    meter.step();
    last = m.times(last);
    krylov = krylov.beside(last);
  }
  const kernel = nullspace(krylov, { meter }); // its first column is the dependency of the first dependent power
  return new Polynomial(m.field, kernel.column(0)).monic();
}
