/** What all optimizers share: named parameters, a step count, and a state that can be written down. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, finite, instance, type Kind } from '@isotypic/algebra/internal';
import { Parameter } from '../modules/stored-tensor.js';
import { sameShape } from '../tensor/shape.js';
import { shapeFault, shapeText, TENSORS, Tensor } from '../tensor/tensor.js';

/** A rate for each step, counted from 0; or one for all. */
export type LearningRate = number | ((step: number) => number);

export const LEARNING_RATE: Kind = {
  expected: 'a number from 0 on, or a function of the step',
  accepts: (v) => typeof v === 'function' || finite(0).accepts(v),
};

function rateAt(where: string, rate: LearningRate, step: number): number {
  if (typeof rate === 'number') return rate;
  const value = rate(step);
  checkArgument(where, `learningRate(${step})`, value, finite(0));
  return value;
}

const NAMED: Kind = {
  expected: 'a Map of Parameters by name',
  accepts: (v) => v instanceof Map && [...v.values()].every((p) => instance(Parameter, '').accepts(p)),
  remedy: () => 'module.parameters() gives it.',
};

/**
 * Changes parameters along their gradients.
 * @example
 * const weight = new Parameter(tensor([1, 2], [2]));
 * const sgd = new Sgd(new Map([['weight', weight]]), { learningRate: 0.5 });
 * sgd instanceof Optimizer // true
 * sgd.step([tensor([1, 0], [2])]);
 * [sgd.steps, weight.value.data] // [1, [0.5, 2]]
 */
export abstract class Optimizer {
  private done = 0;
  /** Numbers beside each parameter (moments), by their kind: what a checkpoint has to keep. */
  protected readonly memory: Readonly<Record<string, readonly Float64Array[]>>;

  protected constructor(
    private readonly where: string,
    private readonly named: ReadonlyMap<string, Parameter>,
    private readonly rate: LearningRate,
    kinds: readonly string[],
  ) {
    checkArgument(where, 'parameters', named, NAMED);
    checkArgument(where, 'learningRate', rate, LEARNING_RATE);
    rateAt(where, rate, 0);
    const entries = kinds.map((kind) => [kind, this.parameters.map((p) => new Float64Array(p.value.size))] as const);
    this.memory = Object.fromEntries(entries);
  }

  /** In the order in which gradients are given. */
  get parameters(): readonly Parameter[] {
    return [...this.named.values()];
  }

  /** How many steps were taken. */
  get steps(): number {
    return this.done;
  }

  /** The rate of the next step. */
  get learningRate(): number {
    return rateAt(this.where, this.rate, this.done);
  }

  /**
   * One step along gradients, one for each parameter.
   * @throws {IsotypicError} `SHAPE_MISMATCH`; `NOT_FINITE` for a gradient that is not, and nothing is changed
   */
  step(gradients: readonly Tensor[]): void {
    const where = `${this.where}.step`;
    checkArgument(where, 'gradients', gradients, TENSORS);
    const { parameters, learningRate } = this;
    if (gradients.length !== parameters.length) {
      throw shapeFault(where, `${parameters.length} gradients, one for each parameter`, `${gradients.length}`);
    }
    const names = [...this.named.keys()];
    for (let i = 0; i < gradients.length; i++) {
      const { shape, data } = gradients[i];
      const expected = parameters[i].value.shape;
      if (!sameShape(shape, expected)) {
        throw shapeFault(where, `a gradient of the shape ${shapeText(expected)} for ${names[i]}`, shapeText(shape));
      }
      const bad = firstBad(data);
      if (bad >= 0) {
        throw new IsotypicError('NOT_FINITE', {
          where,
          expected: 'finite gradients',
          received: `${data[bad]} in that of ${names[i]}`,
          remedy: 'Lower the learning rate, or look for roots and logarithms of 0.',
        });
      }
    }
    this.done++;
    parameters.forEach((parameter, i) => {
      const next = this.moved(parameter.value.data, gradients[i].data, i, learningRate);
      parameter.value = new Tensor(parameter.value.shape, next);
    });
  }

  /** The parameter's next numbers. */
  protected abstract moved(x: Float64Array, gradient: Float64Array, index: number, rate: number): Float64Array;

  /** All that a later step depends on, by name. */
  state(): Readonly<Record<string, Tensor>> {
    const names = [...this.named.keys()];
    const { parameters } = this;
    const entries = Object.entries(this.memory).flatMap(([kind, arrays]) =>
      arrays.map((data, i) => [`${kind}.${names[i]}`, new Tensor(parameters[i].value.shape, data.slice())] as const),
    );
    return Object.fromEntries([['steps', new Tensor([], Float64Array.of(this.done))], ...entries]);
  }

  /**
   * Goes on from a state.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless it is one of this optimizer, for these parameters
   */
  loadState(state: Readonly<Record<string, Tensor>>): void {
    const where = `${this.where}.loadState`;
    const own = this.state();
    checkArgument(where, 'state', state, {
      expected: `an object of Tensors: ${Object.keys(own).join(', ')}`,
      accepts: (v) => {
        const given = (typeof v === 'object' && v !== null ? v : {}) as Readonly<Record<string, Tensor>>;
        const isLike = ([name, { shape }]: [string, Tensor]): boolean =>
          Object.hasOwn(given, name) && given[name] instanceof Tensor && sameShape(given[name].shape, shape);
        return Object.keys(given).length === Object.keys(own).length && Object.entries(own).every(isLike);
      },
    });
    this.done = state.steps.data[0];
    const names = [...this.named.keys()];
    for (const [kind, arrays] of Object.entries(this.memory)) {
      arrays.forEach((array, i) => {
        array.set(state[`${kind}.${names[i]}`].data);
      });
    }
  }
}

/** Where the first number stands that is not finite, or −1. */
function firstBad(data: Float64Array): number {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}
