/**
 * Matrix products over a proper subfield of ℚ(ζₙ), n odd and squarefree. There the primitive n-th roots of unity are a
 * basis that automorphisms permute, so that a number fixed by a group H of them has equal coordinates along its orbits:
 * it is a combination of the k = φ(n)/|H| Gaussian periods. Products take k² coordinates and one contraction with the
 * structure constants of the periods (Breuer 1997, Integral bases for subfields of cyclotomic fields), not φ(n)².
 */
import { bigCoefficients, type Coefficients, SAFE, smallCoefficients } from '../scalars/coefficients.js';
import { Cyclotomic } from '../scalars/cyclotomic.js';
import { factor, unitsModulo } from '../scalars/integers.js';
import { type CyclotomicBasis, cyclotomicBasis, rewriteInBasis } from '../scalars/zumbroich.js';
import type { WorkMeter } from '../work.js';
import { cyclotomicLines } from './cyclotomic-lines.js';
import type { Factors } from './factors.js';

/** The periods of a subgroup H of the units. */
interface Periods {
  readonly count: number;
  /** For each element of the basis the number of its orbit. */
  readonly orbitOf: Int32Array;
  /** The position of one element of each orbit. */
  readonly representatives: readonly number[];
  /** η_u η_v = Σ_w constants[(u·k + v)·k + w] η_w. */
  readonly constants: Float64Array;
  /** max_w Σ_uv |constant|. */
  readonly growth: number;
}

/** Products with long coordinates take so many periods at most; above, packed integers are faster (measured). */
const MOST_LONG = 6;
/** φ(n) below which nothing is gained. */
const LEAST_DEGREE = 10;

/** The entries of the product; null where they generate too large a field, or n is not odd and squarefree. */
export function subfieldProduct(factors: Factors<Cyclotomic>, order: number, meter?: WorkMeter): Cyclotomic[] | null {
  const { left, right, rows, inner, cols } = factors;
  const basis = cyclotomicBasis(order);
  if (basis.degree < LEAST_DEGREE || order % 2 === 0 || factor(order).some(([, e]) => e > 1)) return null;
  const periods = periodsOf(basis, new Set([...left, ...right]));
  if (periods === null || 2 * periods.count ** 2 * (inner + periods.count) > basis.degree ** 2 * inner) return null;
  meter?.step(0);
  const a = sideOf(left, periods, order, rows, (at) => Math.floor(at / inner));
  const b = sideOf(right, periods, order, cols, (at) => at % cols);
  const isShort = Number(a.max) * Number(b.max) * inner * periods.growth <= SAFE;
  if (!isShort && periods.count > MOST_LONG) return null;
  const entryOf = isShort ? shortEntries(a, b, periods, factors) : longEntries(a, b, periods, factors);
  const product: Cyclotomic[] = [];
  for (let i = 0; i < rows; i++) {
    meter?.step();
    for (let j = 0; j < cols; j++) product.push(expanded(order, periods, entryOf(i, j)));
  }
  return product;
}

/** Coordinates of all entries over the common denominators of their lines, k for each. */
interface Side {
  readonly values: readonly bigint[];
  readonly scales: readonly bigint[];
  readonly max: bigint;
}

function sideOf(
  entries: readonly Cyclotomic[],
  { count, representatives }: Periods,
  order: number,
  lines: number,
  lineOf: (at: number) => number,
): Side {
  const { vectors, scales } = cyclotomicLines(entries, order, lines, lineOf);
  const values = new Array<bigint>(entries.length * count).fill(0n);
  let max = 0n;
  vectors.forEach((vector, at) => {
    if (vector === undefined) return;
    const scale = scales[lineOf(at)] / BigInt(vector.den);
    for (let u = 0; u < count; u++) {
      const value = BigInt(vector.num[representatives[u]]) * scale;
      values[at * count + u] = value;
      if (value > max) max = value;
      else if (-value > max) max = -value;
    }
  });
  return { values, scales, max };
}

/** The coordinates of entry (i, j), in doubles. */
function shortEntries(
  a: Side,
  b: Side,
  { count: k, constants }: Periods,
  { inner, cols }: Factors<Cyclotomic>,
): (i: number, j: number) => Coefficients {
  const [x, y] = [Float64Array.from(a.values, Number), Float64Array.from(b.values, Number)];
  const pairs = new Float64Array(k * k);
  return (i, j) => {
    pairs.fill(0);
    for (let m = 0; m < inner; m++) {
      const [from, to] = [(i * inner + m) * k, (m * cols + j) * k];
      for (let u = 0; u < k; u++) {
        const c = x[from + u];
        if (c !== 0) for (let v = 0; v < k; v++) pairs[u * k + v] += c * y[to + v];
      }
    }
    const sums = new Array<number>(k).fill(0);
    for (let uv = 0; uv < pairs.length; uv++) {
      const c = pairs[uv];
      if (c !== 0) for (let w = 0; w < k; w++) sums[w] += c * constants[uv * k + w];
    }
    const den = a.scales[i] * b.scales[j];
    if (den > SAFE) return bigCoefficients(sums.map(BigInt), den);
    const max = sums.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
    return smallCoefficients(sums, Number(den), max);
  };
}

/** The same in bigints. */
function longEntries(
  a: Side,
  b: Side,
  { count: k, constants }: Periods,
  { inner, cols }: Factors<Cyclotomic>,
): (i: number, j: number) => Coefficients {
  const factorsOf = Array.from(constants, BigInt);
  return (i, j) => {
    const sums = new Array<bigint>(k).fill(0n);
    for (let uv = 0; uv < k * k; uv++) {
      const [u, v] = [Math.floor(uv / k), uv % k];
      let pair = 0n;
      for (let m = 0; m < inner; m++) {
        const c = a.values[(i * inner + m) * k + u];
        if (c !== 0n) pair += c * b.values[(m * cols + j) * k + v];
      }
      if (pair !== 0n) for (let w = 0; w < k; w++) sums[w] += pair * factorsOf[uv * k + w];
    }
    return bigCoefficients(sums, a.scales[i] * b.scales[j]);
  };
}

/** From the coordinates on the periods to those on the basis. */
function expanded(order: number, { orbitOf }: Periods, c: Coefficients): Cyclotomic {
  if (!c.big) {
    if (c.max === 0) return Cyclotomic.zero;
    const num = Array.from(orbitOf, (u) => c.num[u]);
    return Cyclotomic.fromVector(order, { big: false, num, den: c.den, max: c.max });
  }
  return Cyclotomic.fromVector(order, { big: true, num: Array.from(orbitOf, (u) => c.num[u]), den: c.den });
}

/** The periods of the field that the numbers generate; null where that is all of ℚ(ζₙ). */
function periodsOf(basis: CyclotomicBasis, numbers: ReadonlySet<Cyclotomic>): Periods | null {
  let units = unitsModulo(basis.order);
  let generators = generatorsOf(units, basis.order);
  for (const x of numbers) {
    if (x.conductor === 1) continue;
    const { num } = x.vectorIn(basis.order);
    if (generators.every((h) => isFixed(num, h, basis))) continue;
    units = units.filter((h) => isFixed(num, h, basis));
    if (units.length === 1) return null;
    generators = generatorsOf(units, basis.order);
  }
  const key = `${basis.order}:${generators}`;
  let periods = known.get(key);
  if (periods === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    periods = makePeriods(basis, units);
    known.set(key, periods);
  }
  return periods;
}

const known = new Map<string, Periods>();
/** Tables that are kept. */
const MOST_KNOWN = 64;

function isFixed(num: Coefficients['num'], h: number, { exponents, position, order }: CyclotomicBasis): boolean {
  for (let i = 0; i < num.length; i++) if (num[i] !== num[position[(exponents[i] * h) % order]]) return false;
  return true;
}

/** The least units that generate a group of them, each the least outside what the ones before generate. */
function generatorsOf(units: readonly number[], n: number): number[] {
  const generators: number[] = [];
  const reached = new Set([1]);
  for (const h of units) {
    if (reached.has(h)) continue;
    generators.push(h);
    for (const x of reached) for (const g of generators) reached.add((x * g) % n);
  }
  return generators;
}

function makePeriods(basis: CyclotomicBasis, units: readonly number[]): Periods {
  const { order, degree, exponents, position, scratch } = basis;
  const orbitOf = new Int32Array(degree).fill(-1);
  const representatives: number[] = [];
  for (let i = 0; i < degree; i++) {
    if (orbitOf[i] >= 0) continue;
    for (const h of units) orbitOf[position[(exponents[i] * h) % order]] = representatives.length;
    representatives.push(i);
  }
  const k = representatives.length;
  const constants = new Float64Array(k ** 3);
  const sizes = new Float64Array(k);
  representatives.forEach((r, u) => {
    representatives.forEach((s, v) => {
      // η_u η_v is the sum of the images under H of ζ^r·η_v: its coordinate on an orbit is the sum along it
      const at = (u * k + v) * k;
      for (const h of units) scratch[(exponents[r] + exponents[s] * h) % order] += 1;
      rewriteInBasis(basis, scratch);
      exponents.forEach((e, i) => {
        constants[at + orbitOf[i]] += scratch[e];
        scratch[e] = 0;
      });
      for (let w = 0; w < k; w++) sizes[w] += Math.abs(constants[at + w]);
    });
  });
  return { count: k, orbitOf, representatives, constants, growth: sizes.reduce((a, c) => Math.max(a, c), 0) };
}
