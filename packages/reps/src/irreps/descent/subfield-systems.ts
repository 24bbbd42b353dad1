/**
 * Linear systems over a small subfield K of a cyclotomic field: as systems over ℚ of [K : ℚ] times the size, which cost
 * less than elimination at all places of ℚ(ζ) where K has few.
 */
import {
  type Cyclotomic,
  cyclotomics,
  type ExactScalar,
  lcm,
  Matrix,
  rationals,
  solve,
  type WorkMeter,
} from '@isotypic/algebra';
import type Fraction from 'fraction.js';
import { fixedField, fixingUnits, units } from './number-field.js';

/** Above this degree, and this size over ℚ, the systems are left to the cyclotomic field. */
const LARGEST_DEGREE = 4;
const LARGEST_SIZE = 800;

/** X with S·X = A over the field of the entries; S is regular. */
export function solveOverSubfield(S: Matrix<Cyclotomic>, A: Matrix<Cyclotomic>, meter: WorkMeter): Matrix<Cyclotomic> {
  const entries = new Set([...S.entries, ...A.entries]);
  const n = [...entries].reduce((m, x) => lcm(m, x.conductor), 1);
  const fixing = fixingUnits(n, [...entries]);
  const degree = units(n).length / fixing.length;
  if (degree > LARGEST_DEGREE || degree === units(n).length || degree * S.rows > LARGEST_SIZE) {
    return meter.part((options) => solve(S, A, options));
  }
  const K = fixedField(n, fixing);
  const times = memoized((x) => K.multiplication(x));
  const coordinates = memoized((x) => K.coordinates(x));
  meter.step(degree * S.rows);
  const overRationals = Matrix.build(rationals, degree * S.rows, degree * S.cols, (i, j) =>
    times(S.at(Math.floor(i / degree), Math.floor(j / degree))).at(i % degree, j % degree),
  );
  const sides = Matrix.build(
    rationals,
    degree * A.rows,
    A.cols,
    (i, j) => coordinates(A.at(Math.floor(i / degree), j))[i % degree],
  );
  const X = meter.part((options) => solve<ExactScalar>(overRationals, sides, options)) as Matrix<Fraction>;
  return Matrix.build(cyclotomics, A.rows, A.cols, (i, j) =>
    K.element(Array.from({ length: degree }, (_, k) => X.at(degree * i + k, j))),
  );
}

/** Equal entries are often one object. */
function memoized<T>(f: (x: Cyclotomic) => T): (x: Cyclotomic) => T {
  const known = new Map<Cyclotomic, T>();
  return (x) => {
    let value = known.get(x);
    if (value === undefined) {
      value = f(x);
      known.set(x, value);
    }
    return value;
  };
}
