/** Transformers over fields: attention and products of fields with themselves, place by place, between norms. */
import { checkOptions, DEFAULT_SEED, finite, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { FIELD_TYPE, type FieldType, fieldType } from '../fields/field-type.js';
import { ATTENTION_OPTION_KINDS, type AttentionOptions, FieldAttention } from '../layers/attention.js';
import type { GraphWriter } from '../layers/dense-graph.js';
import type { EquivariantModule } from '../layers/equivariant-module.js';
import { isPermutedType } from '../layers/field-groups.js';
import { FieldLinear } from '../layers/field-linear.js';
import { FieldDropout, FieldRmsNorm } from '../layers/field-norms.js';
import { GatedNonlinearity } from '../layers/norm-nonlinearity.js';
import { POINTWISE_FUNCTIONS, type PointwiseFunction, PointwiseNonlinearity } from '../layers/pointwise.js';
import { MemoryModule, SequenceModule } from '../layers/sequence-module.js';
import { add } from '../tensor/add.js';
import type { Tensor } from '../tensor/tensor.js';

/** Options of a transformer. */
export interface TransformerOptions extends AttentionOptions {
  /** Blocks, one after the other. Default 2. */
  readonly layers?: number;
  /**
   * The fields between the two linear maps of a block. Default: for finite groups of order at most 512 regular fields
   * of twice the size, else the fields of the type twice.
   */
  readonly feedForward?: FieldType;
  /** Where the fields of `feedForward` are permuted; others are gated. Default 'elu'. */
  readonly activation?: PointwiseFunction;
  /** Probability with which fields are left out in training. Default 0. */
  readonly dropout?: number;
}

export const TRANSFORMER_OPTION_KINDS: OptionKinds<TransformerOptions> = {
  ...ATTENTION_OPTION_KINDS,
  layers: integer(1, 1024),
  feedForward: FIELD_TYPE,
  activation: oneOf(...POINTWISE_FUNCTIONS),
  dropout: finite(0, 0.999),
};

/** Regular fields of larger groups are wider than features need to be. */
const LARGEST_REGULAR = 512;

/** Seeds of the parts of a block lie apart, so that no two start alike. */
const SEEDS_PER_LAYER = 16;

function defaultFeedForward(type: FieldType): FieldType {
  const { space, representations, size } = type;
  if (space.order === undefined || space.order > BigInt(LARGEST_REGULAR)) {
    return fieldType(space, [...representations, ...representations]);
  }
  const copies = Math.ceil((2 * size) / Number(space.order));
  return fieldType(space, new Array(copies).fill(space.regular));
}

/** Two linear maps with a nonlinearity between them. */
class FeedForward extends SequenceModule {
  readonly widen: FieldLinear;
  readonly nonlinearity: EquivariantModule;
  readonly narrow: FieldLinear;

  constructor(type: FieldType, { feedForward, activation = 'elu' }: TransformerOptions, seed: number) {
    super(type, type);
    const hidden = feedForward ?? defaultFeedForward(type);
    this.nonlinearity = isPermutedType(hidden)
      ? new PointwiseNonlinearity(hidden, activation)
      : new GatedNonlinearity(hidden);
    this.widen = new FieldLinear(type, this.nonlinearity.inType, { seed });
    this.narrow = new FieldLinear(hidden, type, { seed: seed + 1 });
  }

  override compute(x: Tensor): Tensor {
    return this.narrow.compute(this.nonlinearity.compute(this.widen.compute(x)));
  }

  override write(graph: GraphWriter, x: string): string {
    return this.narrow.write(graph, this.nonlinearity.write(graph, this.widen.write(graph, x)));
  }

  override get kind(): string {
    return 'FeedForward';
  }
}

const attentionOptions = (options: TransformerOptions, seed: number): AttentionOptions => {
  const { layers: _, feedForward: __, activation: ___, dropout: ____, ...attention } = options;
  return { ...attention, seed };
};

/** x + attention(norm x), then x + feedForward(norm x). */
class EncoderBlock extends SequenceModule {
  readonly norms: readonly FieldRmsNorm[];
  readonly attention: FieldAttention;
  readonly feedForward: FeedForward;
  readonly dropout: FieldDropout;

  constructor(type: FieldType, options: TransformerOptions, seed: number) {
    super(type, type);
    this.norms = [new FieldRmsNorm(type), new FieldRmsNorm(type)];
    this.attention = new FieldAttention(type, attentionOptions(options, seed));
    this.feedForward = new FeedForward(type, options, seed + 4);
    this.dropout = new FieldDropout(type, options.dropout ?? 0, seed + 6);
  }

  override compute(x: Tensor): Tensor {
    const [first, second] = this.norms;
    const y = add(x, this.dropout.compute(this.attention.compute(first.compute(x))));
    return add(y, this.dropout.compute(this.feedForward.compute(second.compute(y))));
  }

  override write(graph: GraphWriter, x: string): string {
    const [first, second] = this.norms;
    const y = graph.apply('Add', [x, this.attention.write(graph, first.write(graph, x))]);
    return graph.apply('Add', [y, this.feedForward.write(graph, second.write(graph, y))]);
  }

  override get kind(): string {
    return 'EncoderBlock';
  }
}

/**
 * A transformer encoder over sequences of fields: blocks of attention and two linear maps with a nonlinearity, each
 * behind a norm and beside the identity, and a last norm.
 * @throws {IsotypicError} `INVALID_ARGUMENT`; as `FieldAttention`
 * @example
 * const C3 = noBaseSpace(catalogue.cyclic(3));
 * const type = fieldType(C3, [C3.regular, C3.regular]);
 * new TransformerEncoder(type, { layers: 1, heads: 2 }).forward(zeros([2, 6, 5])).shape // [2, 6, 5]
 */
export class TransformerEncoder extends SequenceModule {
  readonly blocks: readonly SequenceModule[];
  readonly norm: FieldRmsNorm;

  constructor(type: FieldType, options: TransformerOptions = {}) {
    super(type, type);
    checkOptions('TransformerEncoder', options, TRANSFORMER_OPTION_KINDS);
    const { layers = 2, seed = DEFAULT_SEED } = options;
    this.blocks = Array.from({ length: layers }, (_, k) => new EncoderBlock(type, options, seed + SEEDS_PER_LAYER * k));
    this.norm = new FieldRmsNorm(type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return this.norm.compute(this.blocks.reduce((y, block) => block.compute(y), x));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return this.norm.write(
      graph,
      this.blocks.reduce((y, block) => block.write(graph, y), x),
    );
  }

  override get kind(): string {
    return 'TransformerEncoder';
  }
}

/** An encoder block with a look at the memory between attention and feed-forward. */
class DecoderBlock extends MemoryModule {
  readonly own: EncoderBlock;
  readonly norm: FieldRmsNorm;
  readonly cross: FieldAttention;

  constructor(type: FieldType, options: TransformerOptions, seed: number) {
    super(type);
    this.own = new EncoderBlock(type, { ...options, causal: options.causal ?? true }, seed);
    this.norm = new FieldRmsNorm(type);
    const { positions: _, reach: __, causal: ___, ...rest } = attentionOptions(options, seed + 8);
    this.cross = new FieldAttention(type, rest);
  }

  override compute(x: Tensor, memory: Tensor): Tensor {
    const { attention, norms, dropout, feedForward } = this.own;
    const y = add(x, dropout.compute(attention.compute(norms[0].compute(x))));
    const z = add(y, dropout.compute(this.cross.attend(this.norm.compute(y), memory)));
    return add(z, dropout.compute(feedForward.compute(norms[1].compute(z))));
  }

  override write(graph: GraphWriter, x: string, memory: string): string {
    const { attention, norms, feedForward } = this.own;
    const y = graph.apply('Add', [x, attention.write(graph, norms[0].write(graph, x))]);
    const z = graph.apply('Add', [y, this.cross.write(graph, this.norm.write(graph, y), memory)]);
    return graph.apply('Add', [z, feedForward.write(graph, norms[1].write(graph, z))]);
  }

  override get kind(): string {
    return 'DecoderBlock';
  }
}

/**
 * A transformer decoder over fields: like the encoder, with attention to a memory of the same fields in each block.
 * Unless `causal` is false, what comes out at a time depends on the target up to it and on all of the memory.
 * @throws {IsotypicError} `INVALID_ARGUMENT`; as `FieldAttention`
 * @example
 * const C3 = noBaseSpace(catalogue.cyclic(3));
 * const type = fieldType(C3, [C3.regular, C3.regular]);
 * new TransformerDecoder(type, { layers: 1 }).forward([zeros([2, 6, 5]), zeros([2, 6, 9])]).shape // [2, 6, 5]
 */
export class TransformerDecoder extends MemoryModule {
  readonly blocks: readonly MemoryModule[];
  readonly norm: FieldRmsNorm;

  constructor(type: FieldType, options: TransformerOptions = {}) {
    super(type);
    checkOptions('TransformerDecoder', options, TRANSFORMER_OPTION_KINDS);
    const { layers = 2, seed = DEFAULT_SEED } = options;
    this.blocks = Array.from({ length: layers }, (_, k) => new DecoderBlock(type, options, seed + SEEDS_PER_LAYER * k));
    this.norm = new FieldRmsNorm(type);
  }

  /** @internal */
  override compute(target: Tensor, memory: Tensor): Tensor {
    return this.norm.compute(this.blocks.reduce((y, block) => block.compute(y, memory), target));
  }

  /** @internal */
  override write(graph: GraphWriter, target: string, memory: string): string {
    return this.norm.write(
      graph,
      this.blocks.reduce((y, block) => block.write(graph, y, memory), target),
    );
  }

  override get kind(): string {
    return 'TransformerDecoder';
  }
}
