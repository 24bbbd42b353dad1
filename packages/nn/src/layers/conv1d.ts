/** Convolutions in time whose channels a group acts on, as on the joints of a robot. */
import {
  boolean,
  checkArgument,
  checkOptions,
  DEFAULT_SEED,
  integer,
  invalidArgument,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import type { FieldType } from '../fields/field-type.js';
import { requireSameSpace } from '../fields/gspaces.js';
import { kernelBasis } from '../kernels/kernels.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { convolve } from '../tensor/convolve.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { permute } from '../tensor/permute.js';
import { reshape } from '../tensor/reshape.js';
import { type Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { alongChannels } from './field-groups.js';
import { FilterBank } from './filter-bank.js';
import { invariantVector, invariantVectors } from './invariant-bias.js';
import { SequenceModule } from './sequence-module.js';

/** Options of a convolution over time. */
export interface Conv1dOptions {
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly bias?: boolean;
  /** Also equivariant when time runs backwards: taps t and −t are equal. Default false. */
  readonly timeReversal?: boolean;
  readonly seed?: number;
}

const OPTION_KINDS: OptionKinds<Conv1dOptions> = {
  stride: integer(1),
  padding: integer(0),
  dilation: integer(1),
  bias: boolean,
  timeReversal: boolean,
  seed: integer(),
};

/**
 * A convolution over the last axis of [samples, channels, time]: the group acts on channels at each time, so that every
 * tap is an equivariant map.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields over a base space; on `forward` `SHAPE_MISMATCH`; with time
 *   reversal `INVALID_ARGUMENT` for a stride that begins and ends unlike
 * @example
 * const space = noBaseSpace(catalogue.dihedral(10));
 * const [one, two] = [fieldType(space, [space.regular]), fieldType(space, [space.regular, space.regular])];
 * new EquivariantConv1d(one, two, 3).forward(zeros([5, 20, 10])).shape // [5, 40, 8]
 */
export class EquivariantConv1d extends SequenceModule {
  /** [taps · fields out, fields in, dimension] of each pair of representations; with time reversal ⌈taps/2⌉ of them. */
  readonly weights: readonly Parameter[];
  readonly bias: Parameter | undefined;
  private readonly bank: FilterBank;
  private readonly invariants: Tensor;
  /** For each tap the one whose map it has. */
  private readonly tapOf: Int32Array;
  private readonly steps: { readonly stride: number; readonly padding: number; readonly dilation: number };
  private readonly isReversible: boolean;

  constructor(
    inType: FieldType,
    outType: FieldType,
    readonly kernelSize: number,
    options: Conv1dOptions = {},
  ) {
    super(inType, outType);
    const where = 'EquivariantConv1d';
    checkArgument(where, 'kernelSize', kernelSize, integer(1));
    checkOptions(where, options, OPTION_KINDS);
    requireSameSpace(where, inType.space, outType.space);
    if (inType.space.baseDimension !== 0) {
      throw invalidArgument(where, 'fields over a point', inType.space.name, 'noBaseSpace(group) makes their space.');
    }
    const { stride = 1, padding = 0, dilation = 1, bias = true, timeReversal = false, seed = DEFAULT_SEED } = options;
    this.steps = { stride, padding, dilation };
    this.isReversible = timeReversal;
    this.tapOf = Int32Array.from({ length: kernelSize }, (_, t) =>
      timeReversal ? Math.min(t, kernelSize - 1 - t) : t,
    );
    this.bank = new FilterBank(inType, outType, (into, out) => kernelBasis(inType.space, into, out));
    const shared = { taps: this.taps, kernelSize };
    this.weights = this.bank.initialWeights(randomStream(seed), shared).map((value) => new Parameter(value));
    this.invariants = invariantVectors(outType);
    const [count] = this.invariants.shape;
    this.bias = bias && count > 0 ? new Parameter(zeros([count])) : undefined;
  }

  private get taps(): number {
    return Math.max(...this.tapOf) + 1;
  }

  /** The filter [out, in, taps]. */
  filter(): Tensor {
    const values = this.weights.map(({ value }) => value);
    const byTap = this.bank.expand(values, this.taps);
    const all = gather(byTap, this.tapOf);
    return permute(reshape(all, [this.kernelSize, this.outType.size, this.inType.size]), [1, 2, 0]);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const where = 'EquivariantConv1d.forward';
    const { stride, padding, dilation } = this.steps;
    const rest = (x.shape[2] + 2 * padding - dilation * (this.kernelSize - 1) - 1) % stride;
    if (this.isReversible && rest !== 0) {
      throw invalidArgument(where, `a time at which stride ${stride} can be reversed`, x.shape[2], `Crop ${rest}.`);
    }
    const y = convolve(x, this.filter(), { stride, padding, dilation });
    const bias = this.expandedBias();
    return bias === undefined ? y : add(y, alongChannels(bias, y));
  }

  private expandedBias(): Tensor | undefined {
    return this.bias && invariantVector(this.bias.value, this.invariants);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { stride, padding, dilation } = this.steps;
    const bias = this.expandedBias();
    const inputs = [x, graph.constant('weight', this.filter()), ...(bias ? [graph.constant('bias', bias)] : [])];
    return graph.apply('Conv', inputs, { strides: [stride], dilations: [dilation], pads: [padding, padding] });
  }

  override get kind(): string {
    return 'EquivariantConv1d';
  }
}
