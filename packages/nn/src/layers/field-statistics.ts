/** Running means and covariances of fields, within what the group allows. */
import { checkArgument, finite } from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { RunningTensor } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { detach } from '../tensor/detach.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { multiply, scale, subtract } from '../tensor/multiply.js';
import { reduceMean } from '../tensor/reduce-mean.js';
import { reshape } from '../tensor/reshape.js';
import { Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';
import { alongChannels, mixChannels } from './field-groups.js';
import { invariantVector, invariantVectors } from './invariant-bias.js';
import {
  conjugatedBack,
  type QuadraticInvariants,
  quadraticInvariantsOf,
  sumsOfProducts,
} from './quadratic-pooling.js';

/**
 * Lets fields through and remembers their mean and covariance over samples and places, as exponential moving averages
 * of the batches seen in training: the mean's invariant part, and the part of the covariance that commutes with the
 * group, Σ = ⊕ B_ψ ⊗ 1 (what the mean over the group would leave). The first batch counts whole.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = noBaseSpace(catalogue.cyclic(4));
 * const statistics = new FieldStatistics(fieldType(C4, [C4.regular]));
 * statistics.forward(geometricTensor(tensor([1, 2, 3, 4], [1, 4]), statistics.inType));
 * statistics.mean().data // [2.5, 2.5, 2.5, 2.5]
 */
export class FieldStatistics extends EquivariantModule {
  /** Batches seen. */
  readonly passes = new RunningTensor(zeros([1]));
  /** Coordinates of the mean along the invariant vectors. */
  readonly runningMean: RunningTensor;
  /** Means of ⟨x_p, E x_q⟩/degree about the mean, for all copies p ≤ q of one irreducible. */
  readonly runningMoments: RunningTensor;
  private readonly invariants: Tensor;
  private readonly moments: QuadraticInvariants;
  private readonly products: ReturnType<typeof sumsOfProducts>;

  constructor(
    type: FieldType,
    /** Weight of the newest batch. */
    readonly momentum = 0.1,
  ) {
    super(checkedType('FieldStatistics', type), type);
    checkArgument('FieldStatistics', 'momentum', momentum, finite(0, 1));
    this.invariants = invariantVectors(type);
    this.moments = quadraticInvariantsOf(type);
    this.products = sumsOfProducts(this.moments.quadratic.map(({ terms }) => terms));
    this.runningMean = new RunningTensor(zeros([this.invariants.shape[0]]));
    this.runningMoments = new RunningTensor(zeros([this.moments.quadratic.length]));
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    if (this.isTraining && x.size > 0) this.remember(detach(x));
    return x;
  }

  private remember(x: Tensor): void {
    const axes = x.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
    const average = (y: Tensor): Tensor => reshape(reduceMean(y, { axes }), [y.shape[1]]);
    const mean = average(mixChannels(this.invariants, x));
    const centered = subtract(x, alongChannels(invariantVector(mean, this.invariants), x));
    const inside = mixChannels(this.moments.coordinates, centered);
    const { left, right, sums } = this.products;
    const factors = [left, right].map((places) => gather(inside, places, { axis: 1 }));
    const moments = average(mixChannels(sums, multiply(factors[0], factors[1])));
    const degrees = Float64Array.from(this.moments.quadratic, ({ irrep }) => 1 / irrep.degree);
    const [seen] = this.passes.value.data;
    const weight = seen === 0 ? 1 : this.momentum;
    const moved = (place: RunningTensor, value: Tensor): void => {
      place.value = detach(add(scale(place.value, 1 - weight), scale(value, weight)));
    };
    moved(this.runningMean, mean);
    moved(this.runningMoments, multiply(moments, new Tensor([degrees.length], degrees)));
    this.passes.value = new Tensor([1], Float64Array.of(seen + 1));
  }

  /** The mean, [channels]: invariant. */
  mean(): Tensor {
    return invariantVector(this.runningMean.value, this.invariants);
  }

  /** The covariance, [channels, channels]: it commutes with the group. */
  covariance(): Tensor {
    const n = this.inType.size;
    const inside = new Float64Array(n * n);
    const { data } = this.runningMoments.value;
    this.moments.quadratic.forEach(({ pair: [p, q], terms }, k) => {
      for (const [left, right, factor] of terms) {
        inside[left * n + right] += factor * data[k];
        if (p !== q) inside[right * n + left] += factor * data[k];
      }
    });
    return new Tensor([n, n], conjugatedBack(this.moments.coordinates.data, inside, n));
  }

  /** @internal */
  override write(_: GraphWriter, x: string): string {
    return x;
  }

  override get kind(): string {
    return 'FieldStatistics';
  }
}
