/** Changes of basis of one vector, for which no program is worth writing. */
import type { ChangeOfBasis, Summand } from './change-of-basis.js';
import { throughFactors } from './factors.js';
import { backThroughFourier, fourierPlan, throughFourier } from './fourier.js';

/** x̂ of one vector x. */
export function coordinatesOf(x: ArrayLike<number>, { dimension, summands }: ChangeOfBasis): Float64Array {
  const out = new Float64Array(dimension);
  let own = new Float64Array(0);
  for (const summand of summands) {
    const { points, coordinates } = summand;
    const n = points.length;
    if (n === 1 && summand.matrix.data[0] === 1) {
      out[coordinates[0]] = x[points[0]];
      continue;
    }
    if (own.length !== n) own = new Float64Array(n);
    for (let i = 0; i < n; i++) own[i] = x[points[i]];
    const image = coordinatesOfSummand(own, summand);
    for (let j = 0; j < n; j++) out[coordinates[j]] = image[j];
  }
  return out;
}

function coordinatesOfSummand(x: Float64Array, summand: Summand): Float64Array {
  const { matrix, factors, isReflection } = summand;
  if (isReflection) return reflected(x);
  const plan = fourierPlan(summand);
  if (plan !== null) return throughFourier(x, plan);
  return factors === undefined ? timesTransposed(x, matrix.data) : throughFactors(x, factors);
}

/** The reflection of a vector, in place. */
function reflected(x: Float64Array): Float64Array {
  const u = 1 / Math.sqrt(x.length);
  let first = 0;
  for (let i = 0; i < x.length; i++) first += x[i];
  first *= u;
  const d = (u * (first - x[0])) / (1 - u);
  for (let i = 1; i < x.length; i++) x[i] -= d;
  x[0] = first;
  return x;
}

/** Σ_i x_i M[i, ·] of a square matrix, zeros left out. */
function timesTransposed(x: Float64Array, M: Float64Array): Float64Array {
  const n = x.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const value = x[i];
    if (value !== 0) for (let j = 0; j < n; j++) out[j] += value * M[i * n + j];
  }
  return out;
}

/** x of the coordinates x̂. */
export function vectorOf(x: ArrayLike<number>, { dimension, summands }: ChangeOfBasis): Float64Array {
  const out = new Float64Array(dimension);
  for (const summand of summands) {
    const { points, coordinates } = summand;
    const n = points.length;
    const own = new Float64Array(n);
    let isZero = true;
    for (let j = 0; j < n; j++) {
      own[j] = x[coordinates[j]];
      if (own[j] !== 0) isZero = false;
    }
    // as most are where single coordinates are asked about
    if (isZero) continue;
    const vector = vectorOfSummand(own, summand);
    for (let i = 0; i < n; i++) out[points[i]] = vector[i];
  }
  return out;
}

/** The vector on the points of a summand, in their order, of its coordinates in theirs. */
export function vectorOfSummand(x: Float64Array, summand: Summand): Float64Array {
  if (summand.isReflection) return reflected(x);
  const plan = fourierPlan(summand);
  return plan === null ? times(summand.matrix.data, x) : backThroughFourier(x, plan);
}

/** M x of a square matrix. */
function times(M: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += M[i * n + j] * x[j];
    out[i] = sum;
  }
  return out;
}
