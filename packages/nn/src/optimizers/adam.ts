/** Adam, with decoupled weight decay. */
import { checkOptions, finite, type OptionKinds, positive } from '@isotypic/algebra/internal';
import type { Parameter } from '../modules/stored-tensor.js';
import { LEARNING_RATE, type LearningRate, Optimizer } from './optimizer.js';

/** Options of Adam. */
export interface AdamOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** Share of the mean gradient that stays (default 0.9). */
  readonly beta1?: number;
  /** Share of the mean square that stays (default 0.999). */
  readonly beta2?: number;
  /** Added to the root of the mean square (default 1e-8). */
  readonly epsilon?: number;
  /** Shrinks parameters by learningRate·weightDecay a step, apart from the gradient: AdamW (default 0). */
  readonly weightDecay?: number;
}

const ADAM_OPTION_KINDS: OptionKinds<AdamOptions> = {
  learningRate: LEARNING_RATE,
  beta1: finite(0, 1),
  beta2: finite(0, 1),
  epsilon: positive,
  weightDecay: finite(0),
};

/**
 * Adam (Kingma & Ba 2015, Algorithm 1), with weight decay apart from the gradient (Loshchilov & Hutter 2019).
 *
 * @example
 * const x = new Parameter(tensor([1]));
 * const adam = new Adam(new Map([['x', x]]), { learningRate: 0.25 });
 * adam.step([tensor([8])]);
 * Math.abs(x.value.at(0) - 0.75) < 1e-8; // true: a first step is as long as the rate
 */
export class Adam extends Optimizer {
  private readonly options: AdamOptions;

  /** @throws {IsotypicError} `INVALID_ARGUMENT` */
  constructor(parameters: ReadonlyMap<string, Parameter>, options: AdamOptions = {}) {
    checkOptions('Adam', options, ADAM_OPTION_KINDS);
    super('Adam', parameters, options.learningRate ?? 0.001, ['mean', 'square']);
    this.options = options;
  }

  protected override moved(x: Float64Array, gradient: Float64Array, index: number, rate: number): Float64Array {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = this.options;
    const { mean, square } = this.memory;
    const [m, v] = [mean[index], square[index]];
    const length = rate / (1 - beta1 ** this.steps);
    const unbiased = Math.sqrt(1 - beta2 ** this.steps);
    const kept = 1 - rate * weightDecay;
    const next = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      const g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      next[i] = kept * x[i] - (length * m[i]) / (Math.sqrt(v[i]) / unbiased + epsilon);
    }
    return next;
  }
}
