/** Ordinary differential equations, by an embedded Runge–Kutta pair with error control. */
import { IsotypicError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  arrayOf,
  callable,
  checkArgument,
  checkOptions,
  finite,
  type OptionKinds,
  positive,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { add } from '../tensor/add.js';
import { scale } from '../tensor/multiply.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { reshape } from '../tensor/reshape.js';
import { sameShape } from '../tensor/shape.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from '../tensor/tensor.js';

/** Options of `integrate`. */
export interface IntegrateOptions extends WorkOptions {
  /** Error of a step relative to the solution (default 1e-6). */
  readonly relativeTolerance?: number;
  /** Error of a step that is always allowed (default 1e-9). */
  readonly absoluteTolerance?: number;
}

const INTEGRATE_OPTION_KINDS: OptionKinds<IntegrateOptions> = {
  ...WORK_OPTION_KINDS,
  relativeTolerance: positive,
  absoluteTolerance: positive,
};

/** Dormand & Prince 1980, the pair of orders 5 and 4: rows of the tableau; the last row is the solution of order 5. */
const TABLEAU: readonly (readonly number[])[] = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
/** The difference of the two solutions. */
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/** Steps change by at most these factors, and keep a margin (Hairer, Nørsett, Wanner 1993, II.4). */
const MARGIN = 0.9;
const [LEAST, MOST] = [0.2, 5];

/** A tried step: the solution at its end, the slope there, and its error by the tolerance. */
interface Trial {
  readonly end: Tensor;
  readonly slope: Tensor;
  readonly error: number;
}

/**
 * The solution of ż = f(z) at the given times, by the Dormand–Prince pair with steps chosen so that each one's error
 * keeps to the tolerance in the root mean square. Every step is made of this package's functions, so that derivatives
 * pass through: they are those of the solution with its steps as they were chosen.
 *
 * @param start the solution at times[0]
 * @param times rising or falling
 * @returns [times, …shape of start]
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `NO_CONVERGENCE` where no step is small enough; `BUDGET_EXCEEDED`, a step
 *   being one tried step, 100 000 by default
 * @example
 * const decay = (z) => scale(z, -1);
 * Math.abs(integrate(decay, tensor([1]), [0, 1]).at(1, 0) - Math.exp(-1)) < 1e-6; // true
 */
export function integrate(
  field: (z: Tensor) => Tensor,
  start: Tensor,
  times: readonly number[],
  options: IntegrateOptions = {},
): Tensor {
  const where = 'integrate';
  checkArgument(where, 'field', field, callable);
  checkArgument(where, 'start', start, TENSOR);
  checkArgument(where, 'times', times, {
    expected: 'an array of at least one time, rising or falling',
    accepts: (v) => arrayOf(finite()).accepts(v) && isMonotone(v as readonly number[]),
  });
  checkOptions(where, options, INTEGRATE_OPTION_KINDS);
  const { relativeTolerance = 1e-6, absoluteTolerance = 1e-9, ...work } = options;
  const meter = new WorkMeter(where, work, 100_000);
  const solutions = [start];
  meter.known = () => solutions.length;
  let [z, slope] = [start, slopeAt(field, start)];
  let step = firstStep(z, slope, relativeTolerance, absoluteTolerance);
  for (let k = 1; k < times.length; k++) {
    const direction = Math.sign(times[k] - times[k - 1]);
    for (let t = times[k - 1]; t !== times[k]; ) {
      meter.step();
      const left = Math.abs(times[k] - t);
      const isLast = step >= left;
      const h = direction * Math.min(step, left);
      const trial = tryStep(field, z, slope, h, relativeTolerance, absoluteTolerance);
      const factor = Math.min(MOST, Math.max(LEAST, MARGIN * trial.error ** (-1 / 5)));
      if (trial.error <= 1) {
        t = isLast ? times[k] : t + h;
        z = trial.end;
        slope = trial.slope;
        step = isLast ? Math.max(step, Math.abs(h) * factor) : Math.abs(h) * factor;
      } else step = Number.isNaN(factor) ? Math.abs(h) * LEAST : Math.abs(h) * Math.min(1, factor);
      if (step <= Math.abs(t) * Number.EPSILON || step < Number.MIN_VALUE / Number.EPSILON) {
        throw new IsotypicError('NO_CONVERGENCE', {
          where,
          expected: 'steps that the clock can tell apart',
          received: `a step of ${step} at time ${t}`,
          remedy: 'The solution may end there; or loosen the tolerances.',
        });
      }
    }
    solutions.push(z);
    meter.report('integrating', k, times.length - 1);
  }
  return concatenate(solutions.map((solution) => reshape(solution, [1, ...start.shape])));
}

function isMonotone(times: readonly number[]): boolean {
  if (times.length === 0) return false;
  const steps = times.slice(1).map((t, i) => t - times[i]);
  return steps.every((s) => s > 0) || steps.every((s) => s < 0);
}

function slopeAt(field: (z: Tensor) => Tensor, z: Tensor): Tensor {
  const slope = field(z);
  checkArgument('integrate', 'the value of field', slope, TENSOR);
  if (sameShape(slope.shape, z.shape)) return slope;
  throw shapeFault('integrate', `field to give the shape ${shapeText(z.shape)}`, shapeText(slope.shape));
}

/** Root mean square of entries, each by its tolerance. */
function size(x: ArrayLike<number>, at: readonly Tensor[], relative: number, absolute: number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const scaleOf = Math.max(...at.map(({ data }) => Math.abs(data[i])));
    sum += (x[i] / (absolute + relative * scaleOf)) ** 2;
  }
  return Math.sqrt(sum / Math.max(1, x.length));
}

/** A first guess, from how long and how steep the start is (Hairer, Nørsett, Wanner 1993, II.4). */
function firstStep(z: Tensor, slope: Tensor, relative: number, absolute: number): number {
  const [length, steepness] = [size(z.data, [z], relative, absolute), size(slope.data, [z], relative, absolute)];
  return length < 1e-5 || steepness < 1e-5 ? 1e-6 : (0.01 * length) / steepness;
}

function tryStep(
  field: (z: Tensor) => Tensor,
  z: Tensor,
  slope: Tensor,
  h: number,
  relative: number,
  absolute: number,
): Trial {
  const slopes = [slope];
  let end = z;
  for (const row of TABLEAU) {
    end = moved(z, slopes, row, h);
    slopes.push(slopeAt(field, end));
  }
  const difference = new Float64Array(z.size);
  ERROR.forEach((weight, k) => {
    for (let i = 0; i < z.size; i++) difference[i] += h * weight * slopes[k].data[i];
  });
  const error = size(difference, [z, end], relative, absolute);
  return { end, slope: slopes[slopes.length - 1], error };
}

/** z + h Σ weights·slopes. */
function moved(z: Tensor, slopes: readonly Tensor[], weights: readonly number[], h: number): Tensor {
  return weights.reduce((sum, weight, k) => (weight === 0 ? sum : add(sum, scale(slopes[k], h * weight))), z);
}
