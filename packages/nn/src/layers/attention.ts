/** Attention over sequences of fields: weights are invariants of queries and keys, values are fields. */
import {
  boolean,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { FIELD_TYPE, type FieldType, fieldType } from '../fields/field-type.js';
import { requireSameSpace } from '../fields/gspaces.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { detach } from '../tensor/detach.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { scale } from '../tensor/multiply.js';
import { reshape } from '../tensor/reshape.js';
import { softmax } from '../tensor/softmax.js';
import { scalar, shapeFault, shapeText, TENSOR, Tensor, zeros } from '../tensor/tensor.js';
import { headsOf } from './attention-heads.js';
import type { GraphWriter } from './dense-graph.js';
import { requireOrthogonalFields } from './field-groups.js';
import { FieldLinear } from './field-linear.js';
import { RotaryPositions } from './positions.js';
import { requireSequence, SequenceModule } from './sequence-module.js';

/** Options of an attention layer. */
export interface AttentionOptions {
  /** Default 1. */
  readonly heads?: number;
  /** The fields of queries, keys and values in one head. Default: the fields of the type shared out evenly. */
  readonly headType?: FieldType;
  /**
   * What places know of each other: 'relative' adds a number for each head and distance to the scores; 'rotary' turns
   * pairs of equal fields of queries and keys into each other by angles that grow with time. Default 'none'.
   */
  readonly positions?: 'none' | 'relative' | 'rotary';
  /** Distances above this count as it, for 'relative'. Default 32. */
  readonly reach?: number;
  /** Whether places see only themselves and what came before. Default false. */
  readonly causal?: boolean;
  /** Invariant biases of the four linear maps. Default true. */
  readonly bias?: boolean;
  /** Of the first weights. */
  readonly seed?: number;
}

export const ATTENTION_OPTION_KINDS: OptionKinds<AttentionOptions> = {
  heads: integer(1, 4096),
  headType: FIELD_TYPE,
  positions: oneOf('none', 'relative', 'rotary'),
  reach: integer(0, 65536),
  causal: boolean,
  bias: boolean,
  seed: integer(),
};

/**
 * Multi-head attention between fields: queries, keys and values are equivariant linear maps of what comes in, the
 * weights softmax ⟨q, k⟩/√d are invariant since the fields are orthogonal, and so the weighted sums of values are
 * fields. Equivariant maps mix copies of an irreducible with each other, which is where heads differ.
 * Cost: samples · heads · time² · d.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields that are not orthogonal, and where they cannot be shared out
 * @example
 * const D3 = noBaseSpace(catalogue.dihedral(3));
 * const type = fieldType(D3, [D3.regular, D3.regular]);
 * const attention = new FieldAttention(type, { heads: 2, positions: 'relative' });
 * attention.forward(zeros([4, 12, 7])).shape // [4, 12, 7]
 * attention.weights(zeros([4, 12, 7])).shape // [4, 2, 7, 7]
 */
export class FieldAttention extends SequenceModule {
  readonly query: FieldLinear;
  readonly key: FieldLinear;
  readonly value: FieldLinear;
  readonly output: FieldLinear;
  /** For 'relative': [heads, 2·reach + 1], for distances −reach … reach, 0 at first. */
  readonly distances: Parameter | undefined;
  readonly heads: number;
  readonly headType: FieldType;
  readonly isCausal: boolean;
  private readonly rotary: RotaryPositions | undefined;

  constructor(type: FieldType, options: AttentionOptions = {}) {
    super(type, type);
    const where = 'FieldAttention';
    checkOptions(where, options, ATTENTION_OPTION_KINDS);
    const { heads = 1, positions = 'none', reach = 32, causal = false, bias = true, seed = DEFAULT_SEED } = options;
    this.heads = heads;
    this.headType = options.headType ?? headsOf(where, type, heads);
    requireSameSpace(where, type.space, this.headType.space);
    requireOrthogonalFields(where, this.headType);
    const { representations, space } = this.headType;
    const all = fieldType(space, new Array(heads).fill(representations).flat());
    const linear = (from: FieldType, to: FieldType, k: number): FieldLinear =>
      new FieldLinear(from, to, { bias, seed: seed + k });
    this.query = linear(type, all, 0);
    this.key = linear(type, all, 1);
    this.value = linear(type, all, 2);
    this.output = linear(all, type, 3);
    this.distances = positions === 'relative' ? new Parameter(zeros([heads, 2 * reach + 1])) : undefined;
    this.rotary = positions === 'rotary' ? new RotaryPositions(where, this.headType, heads) : undefined;
    this.isCausal = causal;
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return this.attended(x, x, undefined);
  }

  /**
   * Queries of x, keys and values of another sequence of the same fields.
   * @param memory [samples, channels, time there]
   * @param mask [time of x, time of memory], 1 where x may look and 0 where not: at least one 1 in each row
   * @throws {IsotypicError} `SHAPE_MISMATCH`; `INVALID_ARGUMENT` for a mask that hides all from some time
   */
  attend(x: Tensor, memory: Tensor, mask?: Tensor): Tensor {
    this.requirePair('FieldAttention.attend', x, memory, mask);
    return this.attended(x, memory, mask);
  }

  /** The weights [samples, heads, time of x, time of memory]: invariants; memory defaults to x. */
  weights(x: Tensor, memory: Tensor = x, mask?: Tensor): Tensor {
    this.requirePair('FieldAttention.weights', x, memory, mask);
    return this.attention(x, memory, mask);
  }

  private requirePair(where: string, x: Tensor, memory: Tensor, mask: Tensor | undefined): void {
    requireSequence(where, 'x', x, this.inType);
    requireSequence(where, 'memory', memory, this.inType);
    if (x.shape[0] !== memory.shape[0]) {
      throw shapeFault(where, `${x.shape[0]} samples in memory, as in x`, `${memory.shape[0]}`);
    }
    if (mask === undefined) return;
    checkArgument(where, 'mask', mask, TENSOR);
    const [rows, cols] = [x.shape[2], memory.shape[2]];
    if (String(mask.shape) !== `${rows},${cols}`) {
      throw shapeFault(where, `mask of the shape ${shapeText([rows, cols])}`, shapeText(mask.shape));
    }
    for (let t = 0; t < rows; t++) {
      const row = mask.data.subarray(t * cols, (t + 1) * cols);
      if (row.every((v) => v === 0 || v === 1) && row.includes(1)) continue;
      throw invalidArgument(
        where,
        'mask to be of 0 and 1, with a 1 in each row',
        `row ${t}: ${row.slice(0, 8).join()}`,
      );
    }
  }

  private attended(x: Tensor, memory: Tensor, mask: Tensor | undefined): Tensor {
    const values = this.split(this.value.compute(memory));
    const y = matmul(values, this.attention(x, memory, mask), { transposeRight: true });
    return this.output.compute(reshape(y, [x.shape[0], this.value.outType.size, x.shape[2]]));
  }

  private attention(x: Tensor, memory: Tensor, mask: Tensor | undefined): Tensor {
    const turn = (y: Tensor): Tensor => this.rotary?.turned(y) ?? y;
    const [q, k] = [turn(this.split(this.query.compute(x))), turn(this.split(this.key.compute(memory)))];
    const [rows, cols] = [x.shape[2], memory.shape[2]];
    let scores = scale(matmul(q, k, { transposeLeft: true }), 1 / Math.sqrt(this.headType.size));
    if (this.distances !== undefined) scores = add(scores, this.relativeScores(this.distances, rows, cols));
    if (this.isCausal || mask !== undefined) scores = add(scores, this.hidden(rows, cols, mask));
    return softmax(scores);
  }

  /** [samples, heads, channels of a head, time]. */
  private split(x: Tensor): Tensor {
    return reshape(x, [x.shape[0], this.heads, this.headType.size, x.shape[2]]);
  }

  private relativeScores({ value }: Parameter, rows: number, cols: number): Tensor {
    const reach = (value.shape[1] - 1) / 2;
    const places = Int32Array.from({ length: rows * cols }, (_, at) => {
      const distance = (at % cols) - Math.floor(at / cols);
      return reach + Math.max(-reach, Math.min(reach, distance));
    });
    return reshape(gather(value, places, { axis: 1 }), [1, this.heads, rows, cols]);
  }

  /** 0 where a place may look, −∞ where not. */
  private hidden(rows: number, cols: number, mask: Tensor | undefined): Tensor {
    const data = Float64Array.from({ length: rows * cols }, (_, at) => {
      const isLater = this.isCausal && at % cols > Math.floor(at / cols);
      return isLater || mask?.data[at] === 0 ? Number.NEGATIVE_INFINITY : 0;
    });
    return new Tensor([1, 1, rows, cols], data);
  }

  /** @internal Keys and values are of `memory`, which is x itself where places know of time. */
  override write(graph: GraphWriter, x: string, memory: string = x): string {
    const { heads, headType, isCausal, distances, rotary } = this;
    const knowsTime = isCausal || distances !== undefined || rotary !== undefined;
    const [time] = knowsTime ? graph.requireExtents('FieldAttention with positions or a causal mask') : [0];
    const apart = graph.indices('heads', [0, heads, headType.size, -1]);
    const split = (linear: FieldLinear, y: string): string => graph.apply('Reshape', [linear.write(graph, y), apart]);
    const [query, key, v] = [split(this.query, x), split(this.key, memory), split(this.value, memory)];
    const [q, k] = [query, key].map((y) => rotary?.write(graph, y, time) ?? y);
    const across = graph.apply('MatMul', [graph.apply('Transpose', [q], { perm: [0, 1, 3, 2] }), k]);
    const factor = graph.constant('factor', scalar(1 / Math.sqrt(headType.size)));
    let scores = graph.apply('Mul', [across, factor]);
    if (distances !== undefined) {
      const relative = detach(this.relativeScores(distances, time, time));
      scores = graph.apply('Add', [scores, graph.constant('distances', relative)]);
    }
    if (isCausal) {
      scores = graph.apply('Add', [scores, graph.constant('hidden', this.hidden(time, time, undefined))]);
    }
    const weights = graph.apply('Softmax', [scores], { axis: 3 });
    const y = graph.apply('MatMul', [v, graph.apply('Transpose', [weights], { perm: [0, 1, 3, 2] })]);
    const together = graph.indices('channels', [0, this.value.outType.size, -1]);
    return this.output.write(graph, graph.apply('Reshape', [y, together]));
  }

  override get kind(): string {
    return 'FieldAttention';
  }
}
