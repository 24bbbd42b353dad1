/**
 * Normal distributions as the end of an equivariant model: parameters that are fields, so that any equivariant map into
 * them gives p(ρ_Y(g)y | ρ_X(g)x) = p(y | x).
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, oneOf } from '@isotypic/algebra/internal';
import type { RandomStream } from '@isotypic/numeric';
import { FIELD_TYPE, type FieldType, fieldType } from '../fields/field-type.js';
import type { FieldRepresentation } from '../fields/gspace.js';
import { STREAM } from '../initial/initial-values.js';
import { requireOrthogonalFields } from '../layers/field-groups.js';
import { symmetricCommutant } from '../layers/quadratic-pooling.js';
import { add } from '../tensor/add.js';
import { reduceSum } from '../tensor/broadcast-and-sum.js';
import { matmul } from '../tensor/matmul.js';
import { matrixExponential } from '../tensor/matrix-exponential.js';
import { multiply, scale, subtract } from '../tensor/multiply.js';
import { slice } from '../tensor/pad-and-slice.js';
import { reshape } from '../tensor/reshape.js';
import { scalar, shapeFault, shapeText, TENSOR, Tensor } from '../tensor/tensor.js';
import { symmetricSquare } from './symmetric-square.js';

/**
 * How the covariance Σ = exp S depends on parameters:
 * - `copies`: one invariant number for each copy of an irreducible, its log-variance;
 * - `blocks`: S over all symmetric matrices that commute with the group, ⊕ H ⊗ 1 with H Hermitian;
 * - `full`: S over all symmetric matrices, a field of its own: Σ(ρθ) = ρ Σ(θ) ρᵀ.
 */
export type CovarianceKind = 'copies' | 'blocks' | 'full';

/**
 * The normal distributions of a type. Parameters are fields of `parameterType`: those of the type, for the mean, then
 * those of S = log Σ. For fields whose channels are permuted the last are on the monomials yᵢyⱼ, i ≤ j, S_ij half the
 * coordinate off the diagonal, as in stats' PredictiveNormal; for others of a finite group S_ij is 1/√2 of it, which
 * keeps matrices orthogonal; under a compact group they are irreducibles, under an orthogonal matrix group tensors.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields that are not orthogonal
 * @example
 * const C3 = noBaseSpace(catalogue.cyclic(3));
 * const head = new EquivariantGaussian(fieldType(C3, [C3.regular]), 'full');
 * head.parameterType.size // 9: three for the mean, six for log Σ
 * const law = head.distribution(zeros([10, 9]));
 * law.covariance().shape // [10, 3, 3]
 * law.logDensity(zeros([10, 3])).at(0) // -2.756815599614018: −3/2·log 2π
 */
export class EquivariantGaussian {
  readonly parameterType: FieldType;
  /** S from its parameters: [parameters, n²]. */
  private readonly basis: Tensor;

  constructor(
    readonly type: FieldType,
    readonly kind: CovarianceKind = 'full',
  ) {
    const where = 'EquivariantGaussian';
    checkArgument(where, 'type', type, FIELD_TYPE);
    checkArgument(where, 'kind', kind, oneOf('copies', 'blocks', 'full'));
    requireOrthogonalFields(where, type);
    const { space, representations } = type;
    if (kind === 'full') {
      const { fields, basis } = symmetricSquare(type);
      this.parameterType = fieldType(space, [...representations, ...fields]);
      this.basis = basis;
      return;
    }
    this.basis = symmetricCommutant(type, kind === 'copies');
    const invariants = new Array<FieldRepresentation>(this.basis.shape[0]).fill(space.trivial);
    this.parameterType = fieldType(space, [...representations, ...invariants]);
  }

  /**
   * The distributions with these parameters, one for each row.
   * @param parameters [samples, parameterType.size]
   * @throws {IsotypicError} `SHAPE_MISMATCH`
   */
  distribution(parameters: Tensor): FieldNormal {
    const where = 'EquivariantGaussian.distribution';
    checkArgument(where, 'parameters', parameters, TENSOR);
    const { size } = this.parameterType;
    if (parameters.shape.length !== 2 || parameters.shape[1] !== size) {
      throw shapeFault(where, `parameters of the shape [samples, ${size}]`, shapeText(parameters.shape));
    }
    const [samples, n] = [parameters.shape[0], this.type.size];
    const mean = slice(parameters, [0, 0], [samples, n]);
    const logarithms = matmul(slice(parameters, [0, n], [samples, size]), this.basis);
    return new FieldNormal(mean, reshape(logarithms, [samples, n, n]));
  }
}

/**
 * Normal distributions, one for each sample; everything is differentiable by its parameters.
 * Cost: n³ a sample for each of 14 products and log₂‖S‖ squarings.
 * @example
 * const C3 = noBaseSpace(catalogue.cyclic(3));
 * const head = new EquivariantGaussian(fieldType(C3, [C3.regular]), 'full');
 * const law = head.distribution(zeros([2, head.parameterType.size]));
 * law instanceof FieldNormal // true
 * law.covariance().at(0, 1, 1) // 1: exp(0)
 */
export class FieldNormal {
  /** @internal Use `EquivariantGaussian.distribution`. */
  constructor(
    /** [samples, n]. */
    readonly mean: Tensor,
    /** S = log Σ, [samples, n, n], symmetric. */
    readonly logCovariance: Tensor,
  ) {}

  /** Σ, [samples, n, n]: positive definite whatever the parameters are. */
  covariance(): Tensor {
    return matrixExponential(this.logCovariance);
  }

  /**
   * log p(y), one for each sample: −(n log 2π + tr S + |exp(−S/2)(y − μ)|²)/2, which needs no factorization.
   * @param y [samples, n]
   * @throws {IsotypicError} `SHAPE_MISMATCH`; `NOT_FINITE` where variances leave the range of float64
   */
  logDensity(y: Tensor): Tensor {
    const where = 'FieldNormal.logDensity';
    checkArgument(where, 'y', y, TENSOR);
    const [samples, n] = this.mean.shape;
    if (String(y.shape) !== String(this.mean.shape)) {
      throw shapeFault(where, `y of the shape ${shapeText(this.mean.shape)}`, shapeText(y.shape));
    }
    const root = matrixExponential(scale(this.logCovariance, -0.5));
    const whitened = matmul(root, reshape(subtract(y, this.mean), [samples, n, 1]));
    const squares = reduceSum(multiply(whitened, whitened), { axes: [1, 2] });
    const diagonal = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
    const traces = reduceSum(multiply(this.logCovariance, new Tensor([n, n], diagonal)), { axes: [1, 2] });
    const density = scale(add(add(squares, traces), scalar(n * Math.log(2 * Math.PI))), -0.5);
    const wrong = density.data.findIndex((v) => !Number.isFinite(v));
    if (wrong < 0) return density;
    throw new IsotypicError('NOT_FINITE', {
      where,
      expected: 'log-covariances that float64 can exponentiate',
      received: `${density.data[wrong]} in sample ${wrong}`,
      remedy: 'Keep the entries of S below about 700 in size: normalize what comes before the head.',
    });
  }

  /**
   * One draw for each sample, μ + exp(S/2)z with z standard normal: of ρθ and ρz it is ρ of that of θ and z.
   * @returns [samples, n]
   */
  sample(random: RandomStream): Tensor {
    checkArgument('FieldNormal.sample', 'random', random, STREAM);
    const [samples, n] = this.mean.shape;
    const noise = new Tensor(
      [samples, n, 1],
      Float64Array.from({ length: samples * n }, () => random.normal()),
    );
    const root = matrixExponential(scale(this.logCovariance, 0.5));
    return add(this.mean, reshape(matmul(root, noise), [samples, n]));
  }
}
