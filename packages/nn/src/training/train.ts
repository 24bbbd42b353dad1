/** The loop of training. */
import { WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  callable,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  instance,
  integer,
  type OptionKinds,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { parameterGradients } from '../modules/parameter-gradients.js';
import { Optimizer } from '../optimizers/optimizer.js';
import type { Tensor } from '../tensor/tensor.js';

/** What a step's loss is computed with. */
export interface TrainingStep {
  /** Counted from 0 over the whole training. */
  readonly step: number;
  /** Random numbers of this step, which depend on seed and step alone. */
  readonly random: RandomStream;
}

/** Options of `train`. */
export interface TrainOptions extends WorkOptions {
  /** How many steps in all, those before a resumption included. */
  readonly steps: number;
  /** Of each step's random numbers. */
  readonly seed?: number;
  /** Called after each step with its loss: to log, to evaluate, to write a checkpoint. */
  readonly onStep?: (step: number, loss: number) => void;
}

const TRAIN_OPTION_KINDS: OptionKinds<TrainOptions> = {
  ...WORK_OPTION_KINDS,
  steps: integer(0),
  seed: integer(),
  onStep: callable,
};

/** Milliseconds after which the loop lets others run, so that a signal can fire: below what a person notices. */
const PATIENCE = 30;

/**
 * Trains until the optimizer has taken `steps` steps: each computes the loss and steps along its gradients. Between
 * steps it lets other work run, so that a signal can stop it; a training that was stopped, or resumed from a
 * checkpoint, goes on to the same bits.
 *
 * @param loss one number, of this step's batch
 * @returns the losses of the steps that were taken
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `NOT_FINITE` for a gradient that is not; `ABORTED`, `BUDGET_EXCEEDED`, a
 *   step being one of training, with the losses so far as `details.known`
 * @example
 * const x = new Parameter(scalar(4));
 * const sgd = new Sgd(new Map([['x', x]]), { learningRate: 0.25 });
 * await train(sgd, () => multiply(x.value, x.value), { steps: 2 }); // [16, 4]
 */
export async function train(
  optimizer: Optimizer,
  loss: (step: TrainingStep) => Tensor,
  options: TrainOptions,
): Promise<Float64Array> {
  checkArgument('train', 'optimizer', optimizer, instance(Optimizer, 'an Optimizer'));
  checkArgument('train', 'loss', loss, callable);
  checkOptions('train', options, TRAIN_OPTION_KINDS);
  const { steps, seed = DEFAULT_SEED, onStep, ...work } = options ?? {};
  checkArgument('train', 'option steps', steps, integer(0));
  const losses: number[] = [];
  const meter = new WorkMeter('train', work);
  meter.known = () => Float64Array.from(losses);
  const { parameters } = optimizer;
  let before = performance.now();
  while (optimizer.steps < steps) {
    meter.step();
    const step = optimizer.steps;
    const random = randomStream(seed, [step]);
    const { value, gradients } = parameterGradients(parameters, () => loss({ step, random }));
    optimizer.step(gradients);
    losses.push(value.item());
    onStep?.(step, value.item());
    meter.report('training', step + 1, steps);
    if (performance.now() - before < PATIENCE) continue;
    await new Promise((resume) => setTimeout(resume, 0));
    before = performance.now();
  }
  return Float64Array.from(losses);
}
