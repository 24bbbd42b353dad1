/**
 * A U-Net over time under a condition, as diffusion policies use it (Ronneberger, Fischer, Brox 2015; Chi et al.,
 * "Diffusion policy", RSS 2023): the network that says which noise was added to a trajectory.
 */
import {
  arrayOf,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import { FIELD_TYPE, type FieldType, fieldType } from '../fields/field-type.js';
import { EquivariantConv1d } from '../layers/conv1d.js';
import type { GraphWriter } from '../layers/dense-graph.js';
import type { EquivariantModule } from '../layers/equivariant-module.js';
import { anyExtents, ExportableModule, type GraphEnds, graphInput } from '../layers/exportable-module.js';
import { FieldModulation } from '../layers/field-modulation.js';
import { FieldRmsNorm } from '../layers/field-norms.js';
import { nonlinearityOf } from '../layers/nonlinearity-of.js';
import { POINTWISE_FUNCTIONS, type PointwiseFunction } from '../layers/pointwise.js';
import { requireSequence } from '../layers/sequence-module.js';
import { namedInput, STEP, StepEncoder } from '../layers/step-encoder.js';
import { Module } from '../modules/module.js';
import { add } from '../tensor/add.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from '../tensor/tensor.js';

/** Options of a conditional U-Net. */
export interface ConditionalUnetOptions {
  /** What all times share: the state of a robot, a goal. Default: nothing but the step. */
  readonly conditionType?: FieldType;
  /** What is known at each time, beside the signal. */
  readonly localType?: FieldType;
  /** Invariants that the step of the diffusion is told by, an even number. Default 32. */
  readonly stepFeatures?: number;
  /** Taps of each convolution, an odd number. Default 3. */
  readonly kernelSize?: number;
  /** Of permuted fields; others go by their length. Default 'elu'. */
  readonly activation?: PointwiseFunction;
  /** Of the first weights. */
  readonly seed?: number;
}

const OPTION_KINDS: OptionKinds<ConditionalUnetOptions> = {
  conditionType: FIELD_TYPE,
  localType: FIELD_TYPE,
  stepFeatures: integer(2, 4096),
  kernelSize: integer(1, 999),
  activation: oneOf(...POINTWISE_FUNCTIONS),
  seed: integer(),
};

/** What a conditional U-Net looks at. */
export interface ConditionalUnetInput {
  /** [samples, channels, time]. */
  readonly sample: Tensor;
  /** Step of the diffusion: of all samples, or one for each, [samples]. */
  readonly step: number | Tensor;
  /** [samples, channels of the condition]. */
  readonly condition?: Tensor;
  /** [samples, channels of the local type, time]. */
  readonly local?: Tensor;
}

const INPUT_KINDS: OptionKinds<ConditionalUnetInput> = {
  sample: TENSOR,
  step: STEP,
  condition: TENSOR,
  local: TENSOR,
};

const INPUT = namedInput('{ sample, step, condition, local }');

/** What the parts of a network share. */
interface Parts {
  readonly conditionType: FieldType;
  readonly kernelSize: number;
  readonly activation: PointwiseFunction;
}

/** Seeds of the parts of a block lie apart, so that no two start alike. */
const SEEDS_PER_BLOCK = 8;
const SEEDS_PER_LEVEL = 5 * SEEDS_PER_BLOCK;

/** Two convolutions, each with norm and nonlinearity, modulated between, beside the identity or a linear map. */
class ResidualBlock extends Module<readonly [Tensor, Tensor]> {
  readonly first: EquivariantConv1d;
  readonly second: EquivariantConv1d;
  readonly norms: readonly FieldRmsNorm[];
  readonly nonlinearity: EquivariantModule;
  readonly modulation: FieldModulation;
  readonly shortcut: EquivariantConv1d | undefined;

  constructor(inType: FieldType, outType: FieldType, { conditionType, kernelSize, activation }: Parts, seed: number) {
    super();
    const padding = (kernelSize - 1) / 2;
    this.first = new EquivariantConv1d(inType, outType, kernelSize, { padding, seed });
    this.second = new EquivariantConv1d(outType, outType, kernelSize, { padding, seed: seed + 1 });
    this.norms = [new FieldRmsNorm(outType), new FieldRmsNorm(outType)];
    this.nonlinearity = nonlinearityOf(outType, activation);
    this.modulation = new FieldModulation(outType, conditionType, seed + 2);
    if (!inType.equals(outType)) this.shortcut = new EquivariantConv1d(inType, outType, 1, { seed: seed + 3 });
  }

  override forward([x, condition]: readonly [Tensor, Tensor]): Tensor {
    const { nonlinearity, norms } = this;
    const y = nonlinearity.compute(norms[0].compute(this.first.compute(x)));
    const z = this.second.compute(this.modulation.compute(y, condition));
    return add(nonlinearity.compute(norms[1].compute(z)), this.shortcut?.compute(x) ?? x);
  }

  write(graph: GraphWriter, x: string, condition: string): string {
    const { nonlinearity, norms } = this;
    const y = nonlinearity.write(graph, norms[0].write(graph, this.first.write(graph, x)));
    const z = this.second.write(graph, this.modulation.write(graph, y, condition));
    const found = nonlinearity.write(graph, norms[1].write(graph, z));
    return graph.apply('Add', [found, this.shortcut?.write(graph, x) ?? x]);
  }

  override get kind(): string {
    return 'ResidualBlock';
  }
}

/** One resolution and all below it: two blocks on the way down and two on the way up. */
class Level extends Module<readonly [Tensor, Tensor]> {
  readonly down: readonly ResidualBlock[];
  readonly up: readonly ResidualBlock[] = [];
  /** At half of the times, reached by `coarser`, and left by `finer` after times were doubled. */
  readonly below: Level | undefined;
  readonly coarser: EquivariantConv1d | undefined;
  readonly finer: EquivariantConv1d | undefined;

  /** @param types what comes in, and the fields of each level from this one on */
  constructor([inType, type, ...deeper]: readonly FieldType[], parts: Parts, seed: number) {
    super();
    const block = (from: FieldType, k: number) => new ResidualBlock(from, type, parts, seed + SEEDS_PER_BLOCK * k);
    if (deeper.length === 0) {
      this.down = [block(inType, 0), block(type, 1), block(type, 2), block(type, 3)];
      return;
    }
    const seeds = seed + SEEDS_PER_BLOCK * 4;
    this.down = [block(inType, 0), block(type, 1)];
    this.coarser = new EquivariantConv1d(type, type, 3, { stride: 2, padding: 1, seed: seeds });
    this.below = new Level([type, ...deeper], parts, seed + SEEDS_PER_LEVEL);
    this.finer = new EquivariantConv1d(deeper[0], type, 3, { padding: 1, seed: seeds + 1 });
    this.up = [block(sumOf(type, type), 2), block(type, 3)];
  }

  override forward([x, condition]: readonly [Tensor, Tensor]): Tensor {
    const found = this.down.reduce((y, block) => block.forward([y, condition]), x);
    const { coarser, below, finer } = this;
    if (coarser === undefined || below === undefined || finer === undefined) return found;
    const halved = below.forward([coarser.compute(found), condition]);
    const doubled = finer.compute(gather(halved, halvesOf(found.shape[2]), { axis: 2 }));
    return this.up.reduce((y, block) => block.forward([y, condition]), concatenate([doubled, found], { axis: 1 }));
  }

  /** Constants are named after `name`, as parameters are. */
  write(graph: GraphWriter, x: string, condition: string, name: string): string {
    const through = (part: 'down' | 'up', from: string): string =>
      this[part].reduce((y, block, k) => block.write(graph.within(`${name}.${part}.${k}`), y, condition), from);
    const found = through('down', x);
    const { coarser, below, finer } = this;
    if (coarser === undefined || below === undefined || finer === undefined) return found;
    const [time] = graph.requireExtents('ConditionalUnet1d of several levels');
    const coarse = coarser.write(graph.within(`${name}.coarser`), found);
    // as many as a stride of 2 leaves
    const halved = graph.withExtents([Math.ceil(time / 2)], () => {
      return below.write(graph, coarse, condition, `${name}.below`);
    });
    const times = graph.within(`${name}.finer`).indices('times', halvesOf(time));
    const doubled = finer.write(graph, graph.apply('Gather', [halved, times], { axis: 2 }));
    return through('up', graph.apply('Concat', [doubled, found], { axis: 1 }));
  }

  override get kind(): string {
    return 'Level';
  }
}

/** Which of half as many times is seen at each. */
const halvesOf = (times: number): Int32Array => Int32Array.from({ length: times }, (_, t) => t >> 1);

const sumOf = (...types: readonly FieldType[]): FieldType =>
  fieldType(
    types[0].space,
    types.flatMap((type) => type.representations),
  );

/**
 * [samples, channels, time] to the same, through `hidden` fields: each level has half the times of the one above, and
 * what it found on the way down is laid beside what comes up. The step of the diffusion and the invariants of the
 * condition scale and shift the fields in every block. Any length of time will do.
 * @param hidden the fields of each level, finest first
 * @throws {IsotypicError} `INVALID_ARGUMENT`; on `forward` `SHAPE_MISMATCH`
 * @example
 * const C4 = noBaseSpace(catalogue.cyclic(4));
 * const [plane, many] = [[C4.irrep(2)], [C4.regular, C4.regular]].map((fields) => fieldType(C4, fields));
 * const network = new ConditionalUnet1d(plane, [many, many], { conditionType: plane });
 * network.forward({ sample: zeros([3, 2, 16]), step: 7, condition: zeros([3, 2]) }).shape // [3, 2, 16]
 */
export class ConditionalUnet1d extends ExportableModule<ConditionalUnetInput> {
  private readonly top: Level;
  private readonly steps: StepEncoder;
  private readonly last: ResidualBlock;
  private readonly out: EquivariantConv1d;

  constructor(
    readonly type: FieldType,
    hidden: readonly FieldType[],
    private readonly options: ConditionalUnetOptions = {},
  ) {
    super();
    const where = 'ConditionalUnet1d';
    checkArgument(where, 'type', type, FIELD_TYPE);
    checkArgument(where, 'hidden', hidden, arrayOf(FIELD_TYPE, 'an array of field types'));
    if (hidden.length === 0) throw invalidArgument(where, 'at least one level of hidden fields', 'none');
    checkOptions(where, options, OPTION_KINDS);
    const { conditionType, localType, stepFeatures = 32, kernelSize = 3 } = options;
    const { activation = 'elu', seed = DEFAULT_SEED } = options;
    if (kernelSize % 2 === 0) throw invalidArgument(where, 'an odd kernelSize', kernelSize);
    const { space } = type;
    const stepType = fieldType(space, new Array(stepFeatures).fill(space.trivial));
    const parts = { conditionType: conditionType ? sumOf(conditionType, stepType) : stepType, kernelSize, activation };
    const types = [localType ? sumOf(type, localType) : type, ...hidden];
    this.top = new Level(types, parts, seed);
    const rest = seed + SEEDS_PER_LEVEL * hidden.length;
    this.steps = new StepEncoder(where, stepFeatures, randomStream(rest));
    this.last = new ResidualBlock(hidden[0], hidden[0], parts, rest + 1);
    this.out = new EquivariantConv1d(hidden[0], type, 1, { seed: rest + SEEDS_PER_BLOCK });
  }

  override forward(input: ConditionalUnetInput): Tensor {
    const where = 'ConditionalUnet1d.forward';
    checkArgument(where, 'input', input, INPUT);
    checkOptions(where, input, INPUT_KINDS);
    checkArgument(where, 'input.step', input.step, STEP);
    requireSequence(where, 'sample', input.sample, this.type);
    const condition = this.conditionOf(where, input);
    const x = this.top.forward([this.withLocal(where, input), condition]);
    return this.out.compute(this.last.forward([x, condition]));
  }

  /** The condition, and after it what the step is told by. */
  private conditionOf(where: string, { sample, step, condition }: ConditionalUnetInput): Tensor {
    const [samples] = sample.shape;
    const wanted = this.options.conditionType;
    const expected = wanted && [samples, wanted.size];
    if (String(condition?.shape) !== String(expected)) {
      const received = condition ? shapeText(condition.shape) : 'none';
      throw shapeFault(where, expected ? `a condition of the shape ${shapeText(expected)}` : 'no condition', received);
    }
    const told = this.steps.encode(where, step, samples);
    return condition === undefined ? told : concatenate([condition, told], { axis: 1 });
  }

  private withLocal(where: string, { sample, local }: ConditionalUnetInput): Tensor {
    const { localType } = this.options;
    const expected = localType && [sample.shape[0], localType.size, sample.shape[2]];
    if (String(local?.shape) !== String(expected)) {
      const received = local ? shapeText(local.shape) : 'none';
      throw shapeFault(
        where,
        expected ? `a local tensor of the shape ${shapeText(expected)}` : 'no local tensor',
        received,
      );
    }
    return local === undefined ? sample : concatenate([sample, local], { axis: 1 });
  }

  /** @internal */
  override get writtenAxes(): number {
    return 1;
  }

  /** @internal */
  override ends([time]: readonly number[] = anyExtents(1)): GraphEnds {
    const { conditionType, localType } = this.options;
    const sample = graphInput('sample', this.type.size, time);
    const inputs = [
      sample,
      graphInput('step'),
      ...(conditionType ? [graphInput('condition', conditionType.size)] : []),
      ...(localType ? [graphInput('local', localType.size, time)] : []),
    ];
    return { inputs, outputShape: sample.shape };
  }

  /** @internal */
  override write(graph: GraphWriter, sample: string, step: string, ...rest: readonly string[]): string {
    const [condition, local] = this.options.conditionType ? rest : [undefined, ...rest];
    const told = this.steps.write(graph.within('steps'), step);
    const beside = (x: string, y: string): string => graph.apply('Concat', [x, y], { axis: 1 });
    const known = condition === undefined ? told : beside(condition, told);
    const x = local === undefined ? sample : beside(sample, local);
    const found = this.top.write(graph, x, known, 'top');
    const y = this.last.write(graph.within('last'), found, known);
    return this.out.write(graph.within('out'), y);
  }

  override get kind(): string {
    return 'ConditionalUnet1d';
  }
}
