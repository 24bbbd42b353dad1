/**
 * Matrix products over ℚ(ζₙ) with coordinates beyond 53 bits: every entry becomes one integer
 * (`packed-polynomials.ts`), the product is one of matrices of integers, and each of its entries is reduced to lowest
 * terms once.
 */
import { bigNumerators } from '../scalars/coefficients.js';
import { Cyclotomic } from '../scalars/cyclotomic.js';
import { gatherBig, isWorthPacking } from '../scalars/cyclotomic-arithmetic.js';
import { bitLength } from '../scalars/integers.js';
import { addUnpacked, packed } from '../scalars/packed-polynomials.js';
import { cyclotomicBasis } from '../scalars/zumbroich.js';
import type { WorkMeter } from '../work.js';
import { cyclotomicLines } from './cyclotomic-lines.js';
import type { Factors } from './factors.js';

/** Entries over the common denominators of their lines. */
interface Side {
  readonly entries: readonly (readonly bigint[] | undefined)[];
  readonly scales: readonly bigint[];
  /** Of the longest coordinate. */
  readonly bits: number;
  readonly nonZeros: number;
}

/** The entries of the product in ℚ(ζ_order); null where sparse or very long coordinates are multiplied one by one. */
export function packedProduct(
  { left, right, rows, inner, cols }: Factors<Cyclotomic>,
  order: number,
  meter?: WorkMeter,
): Cyclotomic[] | null {
  const a = sideOf(left, order, rows, (at) => Math.floor(at / inner), meter);
  const b = a && sideOf(right, order, cols, (at) => at % cols, meter);
  if (!a || !b) return null;
  const basis = cyclotomicBasis(order);
  const bits = a.bits + b.bits + bitLength(BigInt(basis.exponents.length * inner)) + 2;
  const coordinates = (side: Side): number => side.nonZeros / side.entries.filter((x) => x !== undefined).length;
  if (!isWorthPacking(order, coordinates(a) * coordinates(b), bits)) return null;
  const width = BigInt(bits);
  const pack = (x: readonly bigint[] | undefined): bigint =>
    x === undefined ? 0n : packed(x, basis.exponents, 1, order, width);
  const [x, y] = [a.entries.map(pack), b.entries.map(pack)];
  const product: Cyclotomic[] = [];
  for (let i = 0; i < rows; i++) {
    meter?.step();
    for (let j = 0; j < cols; j++) {
      let sum = 0n;
      for (let k = 0; k < inner; k++) {
        const c = x[i * inner + k];
        if (c !== 0n) sum += c * y[k * cols + j];
      }
      product.push(sum === 0n ? Cyclotomic.zero : unpacked(sum, order, width, a.scales[i] * b.scales[j]));
    }
  }
  return product;
}

function unpacked(sum: bigint, order: number, width: bigint, denominator: bigint): Cyclotomic {
  const buffer = new Array<bigint>(order).fill(0n);
  addUnpacked(sum, 2 * order, width, buffer, order);
  return Cyclotomic.fromVector(order, gatherBig(cyclotomicBasis(order), buffer, denominator));
}

/** Null where common denominators are much longer than those of the entries. */
function sideOf(
  entries: readonly Cyclotomic[],
  order: number,
  lines: number,
  lineOf: (at: number) => number,
  meter: WorkMeter | undefined,
): Side | null {
  const { vectors, scales } = cyclotomicLines(entries, order, lines, lineOf);
  const longest = vectors.reduce((most, x) => (x === undefined ? most : Math.max(most, bitLength(BigInt(x.den)))), 0);
  meter?.step(0);
  if (scales.some((scale) => bitLength(scale) > SPARE_BITS + 2 * longest)) return null;
  let [bits, nonZeros] = [0, 0];
  const cleared = vectors.map((vector, at) => {
    if (vector === undefined) return undefined;
    const factor = scales[lineOf(at)] / BigInt(vector.den);
    return bigNumerators(vector).map((c) => {
      const value = c * factor;
      if (value !== 0n) nonZeros++;
      bits = Math.max(bits, bitLength(value));
      return value;
    });
  });
  return nonZeros === 0 ? null : { entries: cleared, scales, bits, nonZeros };
}

/** By which common denominators may exceed twice the longest: a few words. */
const SPARE_BITS = 128;
