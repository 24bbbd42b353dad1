/** The step of a diffusion as invariants. */
import { either, finite, instance, invalidArgument, type Kind } from '@isotypic/algebra/internal';
import type { RandomStream } from '@isotypic/numeric';
import { Module } from '../modules/module.js';
import { sigmoid } from '../tensor/elementwise.js';
import { multiply } from '../tensor/multiply.js';
import { shapeFault, Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { Linear } from './linear.js';

/** One step for all samples, or one for each. */
export const STEP = either(
  finite(),
  instance(Tensor, 'a Tensor', () => 'One step for each sample: tensor([3, 7]).'),
);

/** What a network of a diffusion looks at: a plain object with these names. */
export const namedInput = (names: string): Kind => ({
  expected: `an object ${names}`,
  accepts: (v) => typeof v === 'object' && v !== null && [Object.prototype, null].includes(Object.getPrototypeOf(v)),
});

/** Sines and cosines of a step, through two linear maps with a swish between: [samples, features]. */
export class StepEncoder extends Module {
  readonly widen: Linear;
  readonly narrow: Linear;

  constructor(
    where: string,
    readonly features: number,
    random: RandomStream,
  ) {
    super();
    if (features % 2 === 1) throw invalidArgument(where, 'an even number of stepFeatures', features);
    this.widen = new Linear(features, 4 * features, { random });
    this.narrow = new Linear(4 * features, features, { random });
  }

  /** @throws {IsotypicError} `SHAPE_MISMATCH` unless there is one step, or one for each sample */
  encode(where: string, step: number | Tensor, samples: number): Tensor {
    const steps = typeof step === 'number' ? new Array<number>(samples).fill(step) : step.data;
    if (steps.length !== samples) throw shapeFault(where, `${samples} steps, or one number`, `${steps.length}`);
    return this.forward(sinusoids(steps, this.features));
  }

  override forward(waves: Tensor): Tensor {
    const y = this.widen.forward(waves);
    return this.narrow.forward(multiply(y, sigmoid(y)));
  }

  /** Writes down what `encode` does to steps [samples]; gives the name of the features [samples, features]. */
  write(graph: GraphWriter, step: string): string {
    const lengths = lengthsOf(this.features);
    const column = graph.apply('Reshape', [step, graph.indices('column', [-1, 1])]);
    const angles = graph.apply('Div', [column, graph.constant('lengths', new Tensor([1, lengths.length], lengths))]);
    const waves = graph.apply('Concat', [graph.apply('Sin', [angles]), graph.apply('Cos', [angles])], { axis: 1 });
    const y = this.widen.write(graph, waves);
    return this.narrow.write(graph, graph.apply('Mul', [y, graph.apply('Sigmoid', [y])]));
  }

  override get kind(): string {
    return 'StepEncoder';
  }
}

/** Wavelengths from 2π to 2π·10⁴ (Vaswani et al. 2017, 3.5), in units of 2π, for half of the features each. */
function lengthsOf(features: number): Float64Array {
  const half = features / 2;
  return Float64Array.from({ length: half }, (_, k) => 10_000 ** (k / Math.max(1, half - 1)));
}

/** Sines and cosines of the steps: [steps, features]. */
function sinusoids(steps: ArrayLike<number>, features: number): Tensor {
  const half = features / 2;
  const lengths = lengthsOf(features);
  const data = new Float64Array(steps.length * features);
  for (let s = 0; s < steps.length; s++) {
    for (let k = 0; k < half; k++) {
      const angle = steps[s] / lengths[k];
      data[s * features + k] = Math.sin(angle);
      data[s * features + half + k] = Math.cos(angle);
    }
  }
  return new Tensor([steps.length, features], data);
}
