/**
 * Real roots in rational intervals, by Descartes' rule of signs and bisection (G. Collins, A. Akritas, SYMSAC 1976).
 */
import Fraction from 'fraction.js';
import { checkArgument, checkOptions, type Kind, WORK_OPTION_KINDS } from '../arguments.js';
import { fractionOf, numerator, rationals } from '../scalars/rationals.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { clearDenominators, derivative, divideExactly, integerGcd } from './integer-polynomials.js';
import { POLYNOMIAL, type Polynomial } from './polynomial.js';

/** Holds exactly one root: strictly inside, or low = high is the root. */
export interface RootInterval {
  readonly low: Fraction;
  readonly high: Fraction;
}

const ROOT_INTERVAL: Kind = {
  expected: 'an interval { low, high } of Fractions from isolateRealRoots(f)',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { low, high } = v as Partial<RootInterval>;
    return low instanceof Fraction && high instanceof Fraction && low.compare(high) <= 0;
  },
};

const POSITIVE_FRACTION: Kind = {
  expected: 'a Fraction above 0',
  accepts: (v) => v instanceof Fraction && v.s > 0n && v.n > 0n,
  remedy: (v) => (typeof v === 'number' && v > 0 ? `Write new Fraction(${v}).` : undefined),
};

function checkedMeter(where: string, f: Polynomial<Fraction>, options: WorkOptions): WorkMeter {
  checkArgument(where, 'f', f, POLYNOMIAL);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return new WorkMeter(where, options);
}

/**
 * Disjoint intervals with rational ends, ascending, one for each distinct real root; their ends are no roots unless
 * low = high. Multiplicities are not counted. A step of the work budget is one application of Descartes' rule to an
 * interval, or one bisection.
 * @example isolateRealRoots(Polynomial.of(rationals, [-2, 0, 1])).length // 2
 */
export function isolateRealRoots(f: Polynomial<Fraction>, options: WorkOptions = {}): RootInterval[] {
  const meter = checkedMeter('isolateRealRoots', f, options);
  if (f.degree < 1) return [];
  const { primitive } = clearDenominators(f);
  const square = integerGcd(primitive, derivative(primitive), meter);
  const full = divideExactly(primitive, square, meter) as bigint[];
  const g = full.slice();
  const roots: RootInterval[] = [];
  if (g[0] === 0n) {
    roots.push({ low: rationals.zero, high: rationals.zero });
    g.shift();
  }
  const positive = positiveRoots(g, meter);
  const negative = positiveRoots(
    g.map((c, i) => (i % 2 === 1 ? -c : c)),
    meter,
  );
  for (const interval of positive) roots.push(interval);
  for (const { low, high } of negative) roots.push({ low: rationals.neg(high), high: rationals.neg(low) });
  // Descartes counts open intervals only; an end may be a root that was found on its own: shrink away from it.
  return roots.map((interval) => separate(full, interval, meter)).sort((a, b) => a.low.compare(b.low));
}

/** Intervals for the roots in (0, ∞) of a square-free polynomial with g(0) ≠ 0. */
function positiveRoots(g: readonly bigint[], meter: WorkMeter): RootInterval[] {
  if (g.length < 2) return [];
  // Cauchy: all roots are below 1 + max |cᵢ/lead| ≤ 2^bits; h(x) = g(2^bits·x) has them in (0, 1).
  const lead = g[g.length - 1] as bigint;
  const largest = g.reduce((m, c) => (c * c > m * m ? (c < 0n ? -c : c) : m), 0n);
  const bits = (largest / (lead < 0n ? -lead : lead) + 2n).toString(2).length;
  const scaled = g.map((c, i) => c << BigInt(bits * i));
  const found: RootInterval[] = [];
  // Each item: h on (0, 1) stands for g on (start, start + 1)·2^(bits − depth).
  const stack: { h: bigint[]; start: bigint; depth: number }[] = [{ h: scaled, start: 0n, depth: 0 }];
  const point = (at: bigint, depth: number): Fraction =>
    depth >= bits ? fractionOf(at, 1n << BigInt(depth - bits)) : fractionOf(at << BigInt(bits - depth));
  while (stack.length > 0) {
    meter.step();
    const { h, start, depth } = stack.pop() as { h: bigint[]; start: bigint; depth: number };
    if (h[0] === 0n) {
      found.push({ low: point(start, depth), high: point(start, depth) });
      stack.push({ h: h.slice(1), start, depth });
      continue;
    }
    const changes = variationsOnUnitInterval(h, meter);
    if (changes === 0) continue;
    if (changes === 1) {
      found.push({ low: point(start, depth), high: point(start + 1n, depth) });
      continue;
    }
    const n = BigInt(h.length - 1);
    const left = h.map((c, i) => c << (n - BigInt(i))); // 2ⁿ·h(x/2)
    stack.push({ h: shiftByOne(left, meter), start: 2n * start + 1n, depth: depth + 1 });
    stack.push({ h: left, start: 2n * start, depth: depth + 1 });
  }
  return found;
}

/** Sign changes of (1 + x)ⁿ·h(1/(1 + x)): an upper bound of the roots in (0, 1), exact when 0 or 1. */
function variationsOnUnitInterval(h: readonly bigint[], meter: WorkMeter): number {
  const shifted = shiftByOne(h.slice().reverse(), meter);
  let [changes, sign] = [0, 0];
  for (const c of shifted) {
    const s = c > 0n ? 1 : c < 0n ? -1 : 0;
    if (s !== 0 && sign !== 0 && s !== sign) changes++;
    if (s !== 0) sign = s;
  }
  return changes;
}

/** h(x + 1), by Horner's triangle. */
function shiftByOne(h: readonly bigint[], meter: WorkMeter): bigint[] {
  const shifted = h.slice();
  for (let i = 0; i < shifted.length - 1; i++) {
    meter.step(0);
    for (let j = shifted.length - 2; j >= i; j--) shifted[j] = (shifted[j] as bigint) + (shifted[j + 1] as bigint);
  }
  return shifted;
}

function signAt(g: readonly bigint[], x: Fraction): number {
  const [n, d] = [numerator(x), x.d];
  let [value, power] = [0n, 1n];
  for (let i = g.length - 1; i >= 0; i--) {
    value = value * n + (g[i] as bigint) * power;
    power *= d;
  }
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

/** Halves an open interval around a root until its ends are no roots. */
function separate(g: readonly bigint[], interval: RootInterval, meter: WorkMeter): RootInterval {
  let { low, high } = interval;
  if (low.equals(high)) return interval;
  while (signAt(g, low) === 0 || signAt(g, high) === 0) {
    meter.step();
    // The root inside lies where the sign just right of low differs from the sign at the middle.
    const middle = low.add(high).div(2);
    const sign = signAt(g, middle);
    if (sign === 0) return { low: middle, high: middle };
    const right = signAt(g, low) === 0 ? slopeSign(g, low) : signAt(g, low);
    if (sign === right) low = middle;
    else high = middle;
  }
  return { low, high };
}

/** The sign of g just right of its simple root x: that of g′(x). */
function slopeSign(g: readonly bigint[], x: Fraction): number {
  return signAt(derivative(g), x);
}

/**
 * Bisects until high − low ≤ width. The interval must come from `isolateRealRoots(f)`. A step of the work budget is one
 * bisection; `details.known` is the interval reached.
 * @throws {IsotypicError} `INVALID_ARGUMENT`, unless width is a positive Fraction among others
 * @example
 * const f = Polynomial.of(rationals, [-2, 0, 1]); // x² − 2
 * const { low, high } = refineRoot(f, isolateRealRoots(f)[1], new Fraction(1, 1000));
 * low.mul(low).compare(2) < 0 && high.mul(high).compare(2) > 0 // true
 */
export function refineRoot(
  f: Polynomial<Fraction>,
  interval: RootInterval,
  width: Fraction,
  options: WorkOptions = {},
): RootInterval {
  const meter = checkedMeter('refineRoot', f, options);
  checkArgument('refineRoot', 'interval', interval, ROOT_INTERVAL);
  checkArgument('refineRoot', 'width', width, POSITIVE_FRACTION);
  const { primitive } = clearDenominators(f);
  const square = integerGcd(primitive, derivative(primitive), meter);
  const g = divideExactly(primitive, square, meter) as bigint[];
  let { low, high } = interval;
  meter.known = () => ({ low, high });
  const atLow = signAt(g, low);
  while (high.sub(low).gt(width)) {
    meter.step();
    const middle = low.add(high).div(2);
    const sign = signAt(g, middle);
    if (sign === 0) return { low: middle, high: middle };
    if (sign === atLow) low = middle;
    else high = middle;
  }
  return { low, high };
}
