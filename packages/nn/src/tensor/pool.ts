/** Averages and maxima over windows. */
import { checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal';
import { add } from './add.js';
import { forEachAxis, type PerAxis, perAxis } from './convolve.js';
import { gather } from './gather-and-scatter.js';
import { reduceMax } from './reduce-max.js';
import { reduceMean } from './reduce-mean.js';
import { reshape } from './reshape.js';
import { sizeOf, stridesOf } from './shape.js';
import { shapeFault, shapeText, TENSOR, Tensor } from './tensor.js';

/** How windows are moved. */
export interface PoolOptions {
  /** Default: the size of the window. */
  readonly stride?: PerAxis;
  /** Entries added on both sides (default 0): zeros for averages, nothing for maxima. */
  readonly padding?: PerAxis;
}

const POOL_OPTION_KINDS: OptionKinds<PoolOptions> = { stride: perAxis(1), padding: perAxis(0) };

/** Positions in space that each window covers, −1 for padding, and the shape of the result. */
interface Windows {
  readonly positions: Int32Array;
  readonly size: number;
  readonly shape: readonly number[];
}

function windowsOf(where: string, x: Tensor, size: PerAxis, options: PoolOptions): Windows {
  checkArgument(where, 'x', x, TENSOR);
  checkArgument(where, 'size', size, perAxis(1));
  checkOptions(where, options, POOL_OPTION_KINDS);
  const rank = x.shape.length - 2;
  if (rank < 1) throw shapeFault(where, 'x of samples, channels and axes in space', shapeText(x.shape));
  const window = forEachAxis(where, 'size', size, rank);
  const stride = forEachAxis(where, 'stride', options.stride ?? window, rank);
  const padding = forEachAxis(where, 'padding', options.padding ?? 0, rank);
  const space = x.shape.slice(2);
  const output = space.map((extent, a) => Math.floor((extent + 2 * padding[a] - window[a]) / stride[a]) + 1);
  if (output.some((extent) => extent < 1) || padding.some((p, a) => 2 * p > window[a])) {
    const received = `windows ${shapeText(window)}, padding ${shapeText(padding)}, on ${shapeText(space)}`;
    throw shapeFault(where, 'windows that fit into the input, padded by at most half of one', received);
  }
  let positions = Int32Array.of(0);
  let [steps, count, taps] = [stridesOf(space), 1, 1];
  for (let a = 0; a < rank; a++) {
    const next = new Int32Array(count * output[a] * taps * window[a]).fill(-1);
    for (let c = 0, to = 0; c < count; c++)
      for (let o = 0; o < output[a]; o++)
        for (let t = 0; t < taps; t++)
          for (let k = 0; k < window[a]; k++, to++) {
            const at = o * stride[a] - padding[a] + k;
            const before = positions[c * taps + t];
            if (before >= 0 && at >= 0 && at < space[a]) next[to] = before + at * steps[a];
          }
    positions = next;
    count *= output[a];
    taps *= window[a];
  }
  return { positions, size: taps, shape: [...x.shape.slice(0, 2), ...output] };
}

/** The entries of each window, [samples, channels, windows, size]. */
function windowEntries(x: Tensor, { positions, size }: Windows): Tensor {
  const [samples, channels, ...space] = x.shape;
  const entries = gather(reshape(x, [samples, channels, sizeOf(space)]), positions, { axis: 2 });
  return reshape(entries, [samples, channels, positions.length / size, size]);
}

/**
 * The average over windows of x [samples, channels, …space]; padding counts as zeros.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for windows that do not fit
 * @example
 * averagePool(tensor([1, 3, 5, 7], [1, 1, 4]), 2).data; // [2, 6]
 */
export function averagePool(x: Tensor, size: PerAxis, options: PoolOptions = {}): Tensor {
  const windows = windowsOf('averagePool', x, size, options);
  return reshape(reduceMean(windowEntries(x, windows), { axes: [3] }), windows.shape);
}

/**
 * The maximum over windows of x [samples, channels, …space]; where several entries are greatest they share the
 * cotangent evenly.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for windows that do not fit
 * @example
 * maxPool(tensor([1, 3, 5, 2], [1, 1, 4]), 2).data; // [3, 5]
 */
export function maxPool(x: Tensor, size: PerAxis, options: PoolOptions = {}): Tensor {
  const windows = windowsOf('maxPool', x, size, options);
  const entries = windowEntries(x, windows);
  const nothing = Float64Array.from(windows.positions, (position) => (position < 0 ? Number.NEGATIVE_INFINITY : 0));
  const isPadded = windows.positions.includes(-1);
  const inside = isPadded ? add(entries, new Tensor(entries.shape.slice(2), nothing)) : entries;
  return reshape(reduceMax(inside, { axes: [3] }), windows.shape);
}
