/** Rational matrices cleared to integers, the form in which exact elimination is fast. */
import type Fraction from 'fraction.js';
import { gcdBig, lcmBig } from '../scalars/integers.js';
import { numerator } from '../scalars/rationals.js';
import type { WorkMeter } from '../work.js';
import type { Matrix } from './matrix.js';

/** Row-major integers: as doubles while all are at most 2⁵³ − 1 in size, else as bigints; exactly one of the two. */
export interface IntegerMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly small: Float64Array | null;
  readonly big: readonly bigint[] | null;
  /** An upper bound of log₂ |entry| over all entries; 0 when all are 0. */
  readonly bits: number;
  /** How many entries are not 0. */
  readonly nonZero: number;
}

/**
 * Each row times the common denominator over the content: same row space, same kernel. `scales[i]`·row i = integers.
 */
export function clearRows(
  m: Matrix<Fraction>,
  meter?: WorkMeter,
): {
  readonly integers: IntegerMatrix;
  readonly scales: Fraction[] | null;
} {
  const { rows, cols, entries } = m;
  const small = new Float64Array(rows * cols);
  let nonZero = 0;
  let max = 0;
  for (let i = 0; i < entries.length; i++) {
    const x = entries[i] as Fraction;
    if (x.n === 0n) continue;
    nonZero++;
    if (x.d !== 1n) return clearFractions(m, meter);
    const value = Number(x.n);
    if (value > max) max = value;
    small[i] = x.s < 0n ? -value : value;
  }
  if (max > Number.MAX_SAFE_INTEGER)
    return { integers: integerMatrix(rows, cols, entries.map(numerator)), scales: null };
  return { integers: { rows, cols, small, big: null, bits: Math.log2(Math.max(1, max)), nonZero }, scales: null };
}

function clearFractions(m: Matrix<Fraction>, meter?: WorkMeter): { integers: IntegerMatrix; scales: Fraction[] } {
  const integers: bigint[] = [];
  const scales: Fraction[] = [];
  for (let i = 0; i < m.rows; i++) {
    meter?.step(0);
    const row = m.row(i);
    let denominator = 1n;
    for (const x of row) if (x.d !== 1n) denominator = lcmBig(denominator, x.d);
    const scaled = row.map((x) => numerator(x) * (denominator / x.d));
    let content = 0n;
    for (const x of scaled) if (content !== 1n && x !== 0n) content = gcdBig(content, x);
    if (content === 0n) content = 1n;
    for (const x of scaled) integers.push(x / content);
    scales.push(m.field.div(m.field.fromInteger(denominator), m.field.fromInteger(content)));
  }
  return { integers: integerMatrix(m.rows, m.cols, integers), scales };
}

/** Integers in whichever form fits. */
export function integerMatrix(rows: number, cols: number, entries: readonly bigint[]): IntegerMatrix {
  let max = 0n;
  let nonZero = 0;
  for (const x of entries) {
    if (x === 0n) continue;
    nonZero++;
    if (x > max) max = x;
    else if (-x > max) max = -x;
  }
  const bits = max === 0n ? 0 : max < 1n << 1000n ? Math.log2(Number(max)) : 4 * max.toString(16).length;
  if (max <= BigInt(Number.MAX_SAFE_INTEGER)) {
    return { rows, cols, small: Float64Array.from(entries, Number), big: null, bits, nonZero };
  }
  return { rows, cols, small: null, big: entries, bits, nonZero };
}

/** The entries as bigints. */
export function bigEntries(m: IntegerMatrix): readonly bigint[] {
  return m.big ?? Array.from(m.small as Float64Array, BigInt);
}

/** The entries modulo p as residues in (−p/2, p/2], for p < 2²⁶. */
export function reduceModulo(m: IntegerMatrix, p: number): Float64Array {
  const residues = new Float64Array(m.rows * m.cols);
  const half = p / 2;
  if (m.small) {
    for (let i = 0; i < residues.length; i++) {
      const x = m.small[i] as number;
      if (x === 0) continue;
      if (x < half && x > -half) {
        residues[i] = x;
        continue;
      }
      const r = x % p;
      residues[i] = r > half ? r - p : r < -half ? r + p : r + 0;
    }
    return residues;
  }
  const modulus = BigInt(p);
  (m.big as readonly bigint[]).forEach((x, i) => {
    const r = Number(x % modulus);
    residues[i] = r > half ? r - p : r < -half ? r + p : r;
  });
  return residues;
}
