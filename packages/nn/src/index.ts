/** A float64 tensor core with exact derivatives, and equivariant layers with exact bases. */

export { digitSamples, type LabeledImages } from './data/digits.js';
export { doubleSpringPendulumEnergy, doubleSpringPendulumStarts } from './data/double-spring-pendulum.js';
export { inertiaSamples, inertiaTensor } from './data/inertia.js';
export { o5Invariant, o5Samples } from './data/o5-synthetic.js';
export { particleInteraction, particleSamples } from './data/particle-interaction.js';
export type { Samples } from './data/samples.js';
export { type TurnedImagesOptions, turnedImages } from './data/turned-images.js';
export { HamiltonianNetwork, hamiltonianField } from './dynamics/hamiltonian.js';
export { type IntegrateOptions, integrate } from './dynamics/integrate.js';
export type { Flip } from './fields/axial.js';
export type { CompactGSpace } from './fields/compact-gspace.js';
export type { CompactFamily, CompactRepresentation } from './fields/compact-representation.js';
export { type FieldPlace, type FieldType, fieldType } from './fields/field-type.js';
export type { FiniteGSpace } from './fields/finite-gspace.js';
export { type GeometricTensor, geometricTensor } from './fields/geometric-tensor.js';
export type { FieldRepresentation, GroupElement, GSpace } from './fields/gspace.js';
export { type AxialSpaces, gspaces, noBaseSpace } from './fields/gspaces.js';
export { type IsotypicCoordinates, type IsotypicCopy, isotypicType } from './fields/isotypic.js';
export type { MatrixGSpace } from './fields/matrix-gspace.js';
export { restrictedType } from './fields/restriction.js';
export { tensorFields } from './fields/tensor-fields.js';
export type { TensorRepresentation } from './fields/tensor-representation.js';
export { float32Forward } from './inference/float32-forward.js';
export { deltaOrthogonal, normalInitial, orthogonalInitial, uniformInitial } from './initial/initial-values.js';
export type { KernelBasis } from './kernels/kernel-basis.js';
export {
  type KernelAtOptions,
  type KernelConstruction,
  type KernelOptions,
  kernelBasis,
  kernelBasisAt,
} from './kernels/kernels.js';
export type { RingOptions } from './kernels/rings.js';
export type { Activation } from './layers/activations.js';
export { AdaptivePool, PointwiseAdaptiveAvgPool, PointwiseAdaptiveMaxPool } from './layers/adaptive-pooling.js';
export { type AttentionOptions, FieldAttention } from './layers/attention.js';
export { encodeBasis, loadBasis } from './layers/basis-export.js';
export { InnerBatchNorm, NormBatchNorm } from './layers/batch-norms.js';
export { Bilinear, type BilinearOptions } from './layers/bilinear.js';
export { type Conv1dOptions, EquivariantConv1d } from './layers/conv1d.js';
export {
  type Convolution,
  type ConvolutionOptions,
  R2Conv,
  R2ConvTransposed,
  R3Conv,
  R3ConvTransposed,
  type SteerableConvolution,
  type TransposedConvolution,
} from './layers/convolutions.js';
export type { DenseGraph, DenseInput, DenseOperation, DenseOperationName } from './layers/dense-graph.js';
export { DenseModule, type DenseShapes } from './layers/dense-module.js';
export { type EncodeOptions, encodeGraph } from './layers/encode-graph.js';
export { encodeOnnx } from './layers/encode-onnx.js';
export { EquivariantLinear, type EquivariantLinearOptions } from './layers/equivariant-linear.js';
export type { EquivariantModule } from './layers/equivariant-module.js';
export { type ExportOptions, exportModule } from './layers/export-module.js';
export { ExportableModule } from './layers/exportable-module.js';
export { FieldLinear, type FieldLinearOptions } from './layers/field-linear.js';
export { FieldModulation, type ModulatedPair } from './layers/field-modulation.js';
export { FieldDropout, FieldLayerNorm, FieldRmsNorm } from './layers/field-norms.js';
export { FieldStatistics } from './layers/field-statistics.js';
export { FourierNonlinearity, type FourierParts } from './layers/fourier-nonlinearity.js';
export { Gated } from './layers/gated.js';
export { GridAttention } from './layers/grid-attention.js';
export { GroupFourierNonlinearity, type GroupFourierParts } from './layers/group-fourier.js';
export type { ActionCopies, SpaceInput } from './layers/hom-blocks.js';
export { InducedNormNonlinearity, InducedNormPool } from './layers/induced-norms.js';
export { InvariantBias } from './layers/invariant-bias.js';
export { GroupPooling, IrrepNormPooling, NormPool } from './layers/invariant-pooling.js';
export { FieldAffine, IsotypicModule } from './layers/isotypic-module.js';
export { Linear, type LinearOptions } from './layers/linear.js';
export { GatedNonlinearity, NormNonlinearity } from './layers/norm-nonlinearity.js';
export { startOrthogonal } from './layers/orthogonal-start.js';
export {
  type PointCloud,
  PointConvolution,
  type PointConvolutionOptions,
  R2PointConv,
  R3PointConv,
} from './layers/point-convolutions.js';
export { type PointwiseFunction, PointwiseNonlinearity } from './layers/pointwise.js';
export {
  PointwiseAvgPool,
  PointwiseAvgPoolAntialiased,
  PointwiseMaxPool,
  type WindowOptions,
  type WindowPool,
} from './layers/pooling.js';
export { InvariantPositions } from './layers/positions.js';
export { QuadraticPooling } from './layers/quadratic-pooling.js';
export { MemoryModule, SequenceModule } from './layers/sequence-module.js';
export { SequentialModule } from './layers/sequential-module.js';
export { TensorProductModule, type TensorProductOptions } from './layers/tensor-product.js';
export { DisentangleModule, MaskModule, RestrictionModule } from './layers/type-modules.js';
export { Upsampling, type UpsamplingOptions } from './layers/upsampling.js';
export { VectorFieldNonlinearity } from './layers/vector-field.js';
export { WeightSharingLinear, type WeightSharingOptions } from './layers/weight-sharing-linear.js';
export {
  ConditionalTransformer,
  type ConditionalTransformerInput,
  type ConditionalTransformerOptions,
} from './models/conditional-transformer.js';
export {
  ConditionalUnet1d,
  type ConditionalUnetInput,
  type ConditionalUnetOptions,
} from './models/conditional-unet.js';
export { Emlp, EmlpBlock, type EmlpBlockOptions, type EmlpOptions } from './models/emlp.js';
export { type CovarianceKind, EquivariantGaussian, type FieldNormal } from './models/equivariant-gaussian.js';
export {
  EquivariantMlp,
  type EquivariantMlpOptions,
  type FiniteRepresentation,
  InvariantMlp,
} from './models/finite-mlps.js';
export { Mlp, type MlpOptions } from './models/mlp.js';
export { TimeCnnEncoder, type TimeCnnOptions } from './models/time-cnn.js';
export { TransformerDecoder, TransformerEncoder, type TransformerOptions } from './models/transformer.js';
export { uniformType } from './models/uniform-type.js';
export { Module, type ModuleState } from './modules/module.js';
export { parameterGradients } from './modules/parameter-gradients.js';
export { Sequential } from './modules/sequential.js';
export { Parameter, RunningTensor, type StoredTensor } from './modules/stored-tensor.js';
export { Adam, type AdamOptions } from './optimizers/adam.js';
export { type LearningRate, Optimizer } from './optimizers/optimizer.js';
export { type CosineScheduleOptions, cosineSchedule, stepSchedule } from './optimizers/schedules.js';
export { Sgd, type SgdOptions } from './optimizers/sgd.js';
export { add } from './tensor/add.js';
export { broadcastTo, type ReduceOptions, reduceSum, sumTo } from './tensor/broadcast-and-sum.js';
export { maximum, where } from './tensor/choose.js';
export {
  type ConvolveOptions,
  convolve,
  type PerAxis,
  type TransposedConvolveOptions,
  transposedConvolve,
} from './tensor/convolve.js';
export { detach } from './tensor/detach.js';
export { abs, cos, erf, exp, isPositive, log, relu, sigmoid, sin, sqrt, tanh } from './tensor/elementwise.js';
export { type AxisOptions, gather, scatterAdd } from './tensor/gather-and-scatter.js';
export {
  type Gradient,
  gradient,
  hessianVectorProduct,
  jacobian,
  vectorJacobianProduct,
} from './tensor/gradient.js';
export { matmul } from './tensor/matmul.js';
export { matrixExponential } from './tensor/matrix-exponential.js';
export { divide, multiply, reciprocal, scale, subtract } from './tensor/multiply.js';
export { concatenate, pad, slice } from './tensor/pad-and-slice.js';
export { permute, transpose } from './tensor/permute.js';
export { averagePool, maxPool, type PoolOptions } from './tensor/pool.js';
export { reduceMax } from './tensor/reduce-max.js';
export { reduceMean } from './tensor/reduce-mean.js';
export { reshape } from './tensor/reshape.js';
export { logSoftmax, softmax } from './tensor/softmax.js';
export { filled, scalar, Tensor, tensor, zeros } from './tensor/tensor.js';
export { epochBatches } from './training/batches.js';
export { encodeCheckpoint, loadCheckpoint } from './training/checkpoint.js';
export { type CrossEntropyOptions, crossEntropy, meanSquaredError } from './training/losses.js';
export { type TrainingStep, type TrainOptions, train } from './training/train.js';
