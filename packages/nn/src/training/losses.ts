/** What training makes small. */
import { arrayOf, checkArgument, checkOptions, finite, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { add, commonShape } from '../tensor/add.js';
import { reduceSum } from '../tensor/broadcast-and-sum.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { multiply, scale, subtract } from '../tensor/multiply.js';
import { reduceMean } from '../tensor/reduce-mean.js';
import { reshape } from '../tensor/reshape.js';
import { logSoftmax } from '../tensor/softmax.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from '../tensor/tensor.js';

/**
 * The mean of (a − b)² over all entries.
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * meanSquaredError(tensor([1, 2]), tensor([1, 4])).item(); // 2
 */
export function meanSquaredError(a: Tensor, b: Tensor): Tensor {
  commonShape('meanSquaredError', a, b);
  const difference = subtract(a, b);
  return reduceMean(multiply(difference, difference));
}

/** Options of `crossEntropy`. */
export interface CrossEntropyOptions {
  /** Share of the probability that is spread evenly over all classes (Szegedy et al. 2016, §7); default 0. */
  readonly smoothing?: number;
}

const OPTION_KINDS: OptionKinds<CrossEntropyOptions> = { smoothing: finite(0, 1) };

/**
 * The mean of −log softmax(logits)[label] over samples.
 * @param logits [samples, classes]
 * @throws {IsotypicError} `SHAPE_MISMATCH` for other shapes, or a label that is no class
 * @example
 * crossEntropy(tensor([0, 0], [1, 2]), [1]).item(); // 0.6931471805599453
 */
export function crossEntropy(logits: Tensor, labels: ArrayLike<number>, options: CrossEntropyOptions = {}): Tensor {
  const where = 'crossEntropy';
  checkOptions(where, options, OPTION_KINDS);
  checkArgument(where, 'logits', logits, TENSOR);
  checkArgument(where, 'labels', labels, arrayOf(integer(0), 'an array of classes'));
  const [samples, classes] = logits.shape;
  if (logits.shape.length !== 2 || samples !== labels.length || samples === 0) {
    const expected = `logits of the shape [${labels.length}, classes], one row for each label`;
    throw shapeFault(where, expected, shapeText(logits.shape));
  }
  const chosen = Int32Array.from(labels, (label, i) => i * classes + label);
  const bad = Array.from(labels).find((label) => label >= classes);
  if (bad !== undefined) throw shapeFault(where, `labels below ${classes}`, `${bad}`);
  const { smoothing = 0 } = options;
  const logs = reshape(logSoftmax(logits), [samples * classes]);
  const sharp = scale(reduceSum(gather(logs, chosen)), -1 / samples);
  if (smoothing === 0) return sharp;
  return add(scale(sharp, 1 - smoothing), scale(reduceMean(logs), -smoothing));
}
