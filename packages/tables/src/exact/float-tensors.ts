/** Float tensors of the wanted precision, singles rounded once from the exact numbers where those are known. */
import { Cyclotomic, type ExactScalar, Surd } from '@isotypic/algebra';
import { fractionOf, oneOf } from '@isotypic/algebra/internal';
import { float64Tensor, type Tensor } from '../formats/safetensors.js';

/** Double or single. */
export type Precision = 'float64' | 'float32';

export const PRECISION = oneOf('float64', 'float32');

/** An exact real number. */
export type ExactReal = ExactScalar | Surd;

/**
 * A tensor of doubles, or of the singles nearest to the exact numbers `exactAt(i)` that the doubles are nearest to.
 * Without exact numbers the doubles are rounded, which moves no number by more than half a unit of a single in its last
 * place.
 */
export function floatTensor(
  shape: readonly number[],
  doubles: Float64Array,
  precision: Precision,
  exactAt?: (i: number) => ExactReal,
): Tensor<'F64'> | Tensor<'F32'> {
  const tensor = float64Tensor(shape, doubles);
  if (precision === 'float64') return tensor;
  const round = exactAt === undefined ? Math.fround : (x: number, i: number) => nearestSingle(x, () => exactAt(i));
  return { dtype: 'F32', shape, data: Float32Array.from(doubles, round) };
}

/**
 * The single nearest to an exact number, ties to even, from the double nearest to it. Rounding twice is wrong only
 * where the double lies half-way between two singles and the number does not (Figueroa 1995): there its side decides.
 * @example nearestSingle(1 + 2 ** -24, () => rationals.parse('16777217/16777216')) // 1
 */
export function nearestSingle(double: number, exact: () => ExactReal): number {
  const single = Math.fround(double);
  // exact, and a single other than the first just when the double is half-way between the two
  const other = 2 * double - single;
  if (other === single || Math.fround(other) !== other) return single;
  // half a unit of a single is 2⁻²⁵ of it or more: a step of 2⁻⁵⁰ leaves the middle and nothing else
  return Math.fround(double + side(exact(), double) * Math.abs(double) * 2 ** -50);
}

/** The sign of x − double. */
function side(x: ExactReal, double: number): number {
  let [numerator, shift] = [double, 0];
  for (; !Number.isInteger(numerator); shift++) numerator *= 2;
  const middle = fractionOf(BigInt(numerator), 1n << BigInt(shift));
  if (x instanceof Surd) return x.compare(Surd.fromFraction(middle));
  // a difference that is not 0 is rounded to a double of its sign
  if (x instanceof Cyclotomic) return Math.sign(x.minus(Cyclotomic.fromRational(middle)).toNumber());
  return x.compare(middle);
}
