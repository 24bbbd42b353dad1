/**
 * A transformer that looks at a history and at the step of a diffusion, and says something of a sequence: the other
 * network of diffusion policies (Chi et al., "Diffusion policy", RSS 2023).
 */
import {
  boolean,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  integer,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import { FIELD_TYPE, type FieldType, fieldType } from '../fields/field-type.js';
import type { GraphWriter } from '../layers/dense-graph.js';
import { anyExtents, ExportableModule, type GraphEnds, graphInput } from '../layers/exportable-module.js';
import { FieldLinear } from '../layers/field-linear.js';
import { requireSequence } from '../layers/sequence-module.js';
import { namedInput, STEP, StepEncoder } from '../layers/step-encoder.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { reshape } from '../tensor/reshape.js';
import { shapeFault, TENSOR, type Tensor } from '../tensor/tensor.js';
import {
  TRANSFORMER_OPTION_KINDS,
  TransformerDecoder,
  TransformerEncoder,
  type TransformerOptions,
} from './transformer.js';

/** Options of a conditional transformer; those of its blocks are `TransformerOptions`. */
export interface ConditionalTransformerOptions extends TransformerOptions {
  /** What it says, at each time. Default: the fields of the sample. */
  readonly outType?: FieldType;
  /** Blocks that look at the history before the sequence does; with 0 its order in time is not seen. Default 1. */
  readonly conditionLayers?: number;
  /** Invariants that the step of the diffusion is told by, an even number. Default 32. */
  readonly stepFeatures?: number;
  /** Whether places of the sequence see only themselves and what came before. Default false. */
  readonly causal?: boolean;
}

const OPTION_KINDS: OptionKinds<ConditionalTransformerOptions> = {
  ...TRANSFORMER_OPTION_KINDS,
  outType: FIELD_TYPE,
  conditionLayers: integer(0, 1024),
  stepFeatures: integer(2, 4096),
  causal: boolean,
};

/** What a conditional transformer looks at. */
export interface ConditionalTransformerInput {
  /** [samples, channels, time]. */
  readonly sample: Tensor;
  /** Step of the diffusion: of all samples, or one for each, [samples]. */
  readonly step: number | Tensor;
  /** [samples, channels of the condition, its time], oldest first. */
  readonly condition: Tensor;
}

const INPUT_KINDS: OptionKinds<ConditionalTransformerInput> = { sample: TENSOR, step: STEP, condition: TENSOR };

const INPUT = namedInput('{ sample, step, condition }');

/**
 * [samples, channels, time] to what is said at each time. Sample and history are carried into `hidden` fields; the step
 * becomes one more place of the memory, whose invariant fields alone it can move.
 * @param hidden the fields inside, with an invariant vector at least, for the step
 * @throws {IsotypicError} `INVALID_ARGUMENT`; as `FieldAttention`; on `forward` `SHAPE_MISMATCH`
 * @example
 * const C4 = noBaseSpace(catalogue.cyclic(4));
 * const [plane, hidden] = [[C4.irrep(2)], [C4.regular, C4.regular]].map((fields) => fieldType(C4, fields));
 * const network = new ConditionalTransformer(plane, plane, hidden, { layers: 1, positions: 'relative' });
 * network.forward({ sample: zeros([3, 2, 8]), step: 7, condition: zeros([3, 2, 4]) }).shape // [3, 2, 8]
 */
export class ConditionalTransformer extends ExportableModule<ConditionalTransformerInput> {
  private readonly embedding: FieldLinear;
  private readonly conditionEmbedding: FieldLinear;
  private readonly steps: StepEncoder;
  private readonly stepEmbedding: FieldLinear;
  private readonly history: TransformerEncoder | undefined;
  private readonly decoder: TransformerDecoder;
  private readonly head: FieldLinear;

  constructor(
    readonly type: FieldType,
    readonly conditionType: FieldType,
    hidden: FieldType,
    options: ConditionalTransformerOptions = {},
  ) {
    super();
    const where = 'ConditionalTransformer';
    for (const [name, value] of Object.entries({ type, conditionType, hidden }))
      checkArgument(where, name, value, FIELD_TYPE);
    checkOptions(where, options, OPTION_KINDS);
    const { outType = type, conditionLayers = 1, stepFeatures = 32, seed = DEFAULT_SEED, ...rest } = options;
    const stepType = fieldType(hidden.space, new Array(stepFeatures).fill(hidden.space.trivial));
    this.steps = new StepEncoder(where, stepFeatures, randomStream(seed));
    this.embedding = new FieldLinear(type, hidden, { seed: seed + 1 });
    this.conditionEmbedding = new FieldLinear(conditionType, hidden, { seed: seed + 2 });
    this.stepEmbedding = new FieldLinear(stepType, hidden, { seed: seed + 3 });
    this.head = new FieldLinear(hidden, outType, { seed: seed + 4 });
    this.decoder = new TransformerDecoder(hidden, { ...rest, causal: rest.causal ?? false, seed: seed + 1000 });
    if (conditionLayers > 0) {
      this.history = new TransformerEncoder(hidden, {
        ...rest,
        causal: false,
        layers: conditionLayers,
        seed: seed + 2000,
      });
    }
  }

  override forward(input: ConditionalTransformerInput): Tensor {
    const where = 'ConditionalTransformer.forward';
    checkArgument(where, 'input', input, INPUT);
    checkOptions(where, input, INPUT_KINDS);
    const { sample, step, condition } = input;
    checkArgument(where, 'input.step', step, STEP);
    requireSequence(where, 'sample', sample, this.type);
    requireSequence(where, 'condition', condition, this.conditionType);
    const [samples] = sample.shape;
    if (condition.shape[0] !== samples) {
      throw shapeFault(where, `${samples} samples in condition, as in sample`, `${condition.shape[0]}`);
    }
    const steps = reshape(this.steps.encode(where, step, samples), [samples, this.steps.features, 1]);
    const places = [this.stepEmbedding.compute(steps), this.conditionEmbedding.compute(condition)];
    const memory = concatenate(places, { axis: 2 });
    const seen = this.history?.compute(memory) ?? memory;
    return this.head.compute(this.decoder.forward([this.embedding.compute(sample), seen]));
  }

  /** @internal */
  override get writtenAxes(): number {
    return 1;
  }

  /** The times of sample and condition. */
  override get extentsCount(): number {
    return 2;
  }

  /** @internal */
  override ends([time, history]: readonly number[] = anyExtents(2)): GraphEnds {
    const inputs = [
      graphInput('sample', this.type.size, time),
      graphInput('step'),
      graphInput('condition', this.conditionType.size, history),
    ];
    return { inputs, outputShape: [-1, this.head.outType.size, time] };
  }

  /** @internal */
  override write(graph: GraphWriter, sample: string, step: string, condition: string): string {
    const { steps, history } = this;
    const { extents } = graph;
    const told = steps.write(graph.within('steps'), step);
    const place = graph.apply('Reshape', [told, graph.indices('place', [0, steps.features, 1])]);
    const places = [
      this.stepEmbedding.write(graph.within('stepEmbedding'), place),
      this.conditionEmbedding.write(graph.within('conditionEmbedding'), condition),
    ];
    const memory = graph.apply('Concat', places, { axis: 2 });
    // the step is one more place
    const seen = graph.withExtents(extents && [1 + extents[1]], () => {
      return history?.write(graph.within('history'), memory) ?? memory;
    });
    const embedded = this.embedding.write(graph.within('embedding'), sample);
    const said = graph.withExtents(extents && [extents[0]], () => {
      return this.decoder.write(graph.within('decoder'), embedded, seen);
    });
    return this.head.write(graph.within('head'), said);
  }

  override get kind(): string {
    return 'ConditionalTransformer';
  }
}
