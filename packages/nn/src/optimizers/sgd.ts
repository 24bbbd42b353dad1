/** Stochastic gradient descent. */
import { boolean, checkOptions, finite, type OptionKinds } from '@isotypic/algebra/internal';
import type { Parameter } from '../modules/stored-tensor.js';
import { LEARNING_RATE, type LearningRate, Optimizer } from './optimizer.js';

/** Options of stochastic gradient descent. */
export interface SgdOptions {
  /** Default 0.01. */
  readonly learningRate?: LearningRate;
  /** Share of the last step that goes on (default 0). */
  readonly momentum?: number;
  /** Look ahead by the momentum (Nesterov 1983; default false). */
  readonly nesterov?: boolean;
  /** Added to the gradient, times the parameter (default 0). */
  readonly weightDecay?: number;
}

const SGD_OPTION_KINDS: OptionKinds<SgdOptions> = {
  learningRate: LEARNING_RATE,
  momentum: finite(0, 1),
  nesterov: boolean,
  weightDecay: finite(0),
};

/**
 * v ← μv + g, x ← x − ηv: gradient descent with momentum, as in PyTorch.
 *
 * @example
 * const x = new Parameter(tensor([1]));
 * const sgd = new Sgd(new Map([['x', x]]), { learningRate: 0.5 });
 * sgd.step([tensor([1])]);
 * x.value.at(0); // 0.5
 */
export class Sgd extends Optimizer {
  private readonly options: SgdOptions;

  /** @throws {IsotypicError} `INVALID_ARGUMENT` */
  constructor(parameters: ReadonlyMap<string, Parameter>, options: SgdOptions = {}) {
    checkOptions('Sgd', options, SGD_OPTION_KINDS);
    super('Sgd', parameters, options.learningRate ?? 0.01, ['velocity']);
    this.options = options;
  }

  protected override moved(x: Float64Array, gradient: Float64Array, index: number, rate: number): Float64Array {
    const { momentum = 0, nesterov = false, weightDecay = 0 } = this.options;
    const velocity = this.memory.velocity[index];
    const next = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      const g = gradient[i] + weightDecay * x[i];
      velocity[i] = momentum * velocity[i] + g;
      next[i] = x[i] - rate * (nesterov ? g + momentum * velocity[i] : velocity[i]);
    }
    return next;
  }
}
