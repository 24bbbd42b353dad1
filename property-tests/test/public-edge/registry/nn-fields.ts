/** Right arguments of the fields, kernels and convolutions of @isotypic/nn. */
import { catalogue } from '@isotypic/algebra';
import {
  DisentangleModule,
  EquivariantConv1d,
  encodeBasis,
  exportModule,
  FieldDropout,
  FieldLayerNorm,
  FieldRmsNorm,
  FourierNonlinearity,
  fieldType,
  GatedNonlinearity,
  GroupPooling,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  IrrepNormPooling,
  kernelBasis,
  MaskModule,
  type Module,
  NormBatchNorm,
  NormNonlinearity,
  NormPool,
  noBaseSpace,
  PointwiseAvgPool,
  PointwiseAvgPoolAntialiased,
  PointwiseMaxPool,
  PointwiseNonlinearity,
  R2Conv,
  R2ConvTransposed,
  R3Conv,
  R3ConvTransposed,
  RestrictionModule,
  SequentialModule,
  zeros,
} from '@isotypic/nn';
import type { Registry } from './registry.js';

const C4 = gspaces.rot2dOnR2(4);
const onC4 = () => fieldType(C4, [C4.regular]);
const cube = gspaces.octaOnR3();
const onCube = () => fieldType(cube, [cube.regular]);
const point = noBaseSpace(catalogue.cyclic(3));
const onPoint = () => fieldType(point, [point.regular]);
const D4 = gspaces.flipRot2dOnR2(4);
const onD4 = () => fieldType(D4, [D4.regular]);
const image = () => geometricTensor(zeros([1, 4, 5, 5]), onC4());
const inSpace = () => geometricTensor(zeros([1, 24, 3, 3, 3]), onCube());

const fourier = () => new FourierNonlinearity(gspaces.rot2dOnR2(), 'elu', { channels: 1, frequency: 1, samples: 4 });

/** A module of each class, with what `forward` takes. */
const layers: Readonly<Record<string, readonly [() => Module<never, unknown>, () => unknown]>> = {
  SteerableConvolution: [() => new R2Conv(onC4(), onC4(), 3), image],
  EquivariantModule: [() => new R2Conv(onC4(), onC4(), 3), image],
  Convolution: [() => new R2Conv(onC4(), onC4(), 3), image],
  TransposedConvolution: [() => new R2ConvTransposed(onC4(), onC4(), 3), image],
  WindowPool: [() => new PointwiseAvgPool(onC4(), 5), image],
  R2Conv: [() => new R2Conv(onC4(), onC4(), 3), image],
  R2ConvTransposed: [() => new R2ConvTransposed(onC4(), onC4(), 3), image],
  R3Conv: [() => new R3Conv(onCube(), onCube(), 1), inSpace],
  R3ConvTransposed: [() => new R3ConvTransposed(onCube(), onCube(), 1), inSpace],
  EquivariantConv1d: [() => new EquivariantConv1d(onPoint(), onPoint(), 3), () => zeros([1, 3, 5])],
  InnerBatchNorm: [() => new InnerBatchNorm(onC4()), image],
  NormBatchNorm: [() => new NormBatchNorm(onC4()), image],
  GroupPooling: [() => new GroupPooling(onC4()), image],
  NormPool: [() => new NormPool(onC4()), image],
  IrrepNormPooling: [() => new IrrepNormPooling(onC4()), image],
  GatedNonlinearity: [
    () => new GatedNonlinearity(onC4()),
    () => geometricTensor(zeros([1, 5, 5, 5]), new GatedNonlinearity(onC4()).inType),
  ],
  NormNonlinearity: [() => new NormNonlinearity(onC4()), image],
  PointwiseNonlinearity: [() => new PointwiseNonlinearity(onC4(), 'relu'), image],
  PointwiseAvgPool: [() => new PointwiseAvgPool(onC4(), 5), image],
  PointwiseMaxPool: [() => new PointwiseMaxPool(onC4(), 5), image],
  PointwiseAvgPoolAntialiased: [() => new PointwiseAvgPoolAntialiased(onC4(), 0.6, 2), image],
  SequentialModule: [() => new SequentialModule([new NormPool(onC4())]), image],
  DisentangleModule: [() => new DisentangleModule(onC4()), image],
  FieldDropout: [() => new FieldDropout(onC4()), image],
  FieldLayerNorm: [() => new FieldLayerNorm(onC4()), image],
  FieldRmsNorm: [() => new FieldRmsNorm(onC4()), image],
  FourierNonlinearity: [fourier, () => geometricTensor(zeros([1, 3, 5, 5]), fourier().inType)],
  MaskModule: [() => new MaskModule(onC4(), 5), image],
  RestrictionModule: [() => new RestrictionModule(onD4(), C4), () => geometricTensor(zeros([1, 8, 3, 3]), onD4())],
};

const ofLayers = Object.entries(layers);

export const nnFields: Registry = {
  types: {
    GSpace: () => C4,
    FiniteGSpace: () => C4,
    CompactGSpace: () => gspaces.rot2dOnR2(),
    FieldType: onC4,
    FieldRepresentation: () => C4.regular,
    GroupElement: () => C4.elements[1],
    GeometricTensor: image,
    DenseGraph: () => exportModule(new NormPool(onC4())),
    KernelBasis: () => kernelBasis(C4, C4.trivial, C4.regular, { size: 3 }),
    CompactRepresentation: () => gspaces.rot2dOnR2().irrep(1),
    ...Object.fromEntries(ofLayers.map(([name, [make]]) => [name, make])),
  },
  calls: {
    'GSpace#irrep': () => [1],
    'FiniteGSpace#irrep': () => [1],
    'CompactGSpace#irrep': () => [1],
    'CompactGSpace#matrix': () => [gspaces.rot2dOnR2().irrep(1), gspaces.rot2dOnR2().gridSymmetries[1]],
    'CompactGSpace#pointMatrix': () => [gspaces.rot2dOnR2().gridSymmetries[1]],
    'KernelBasis#expand': () => [new Float64Array(6)],
    'KernelBasis#expandTranspose': () => [new Float64Array(36)],
    fieldType: () => [C4, [C4.trivial, C4.regular]],
    geometricTensor: () => [zeros([1, 4, 3, 3]), onC4()],
    kernelBasis: () => [C4, C4.trivial, C4.regular],
    kernelBasisAt: () => [C4, C4.trivial, C4.regular, [[1, 0]], { rings: [1], sigma: 0.6, frequenciesCutoff: 2 }],
    restrictedType: () => [fieldType(gspaces.flipRot2dOnR2(4), []), C4],
    'new EquivariantConv1d': () => [onPoint(), onPoint(), 3],
    'new R2Conv': () => [onC4(), onC4(), 3],
    'new R2ConvTransposed': () => [onC4(), onC4(), 3],
    'new R3Conv': () => [onCube(), onCube(), 1],
    'new R3ConvTransposed': () => [onCube(), onCube(), 1],
    'new PointwiseNonlinearity': () => [onC4(), 'relu', 1],
    'new NormNonlinearity': () => [onC4(), 'relu'],
    'new InnerBatchNorm': () => [onC4(), 1e-5, 0.1],
    'new NormBatchNorm': () => [onC4(), 1e-5, 0.1],
    'new PointwiseAvgPoolAntialiased': () => [onC4(), 0.6, 2],
    'new SequentialModule': () => [[new NormPool(onC4())]],
    'new RestrictionModule': () => [onD4(), C4],
    'new FieldDropout': () => [onC4(), 0.5, 1],
    'new FieldLayerNorm': () => [onC4(), 1e-5],
    'new FieldRmsNorm': () => [onC4(), 1e-5],
    'new FourierNonlinearity': () => [gspaces.rot2dOnR2(), 'elu', { channels: 1, frequency: 1, samples: 4 }],
    'new MaskModule': () => [onC4(), 5, 1, 2],
    'SteerableConvolution#setFilter': () => [new Float64Array(144)],
    loadBasis: () => [encodeBasis(new R2Conv(onC4(), onC4(), 3)), new R2Conv(onC4(), onC4(), 3)],
    'Convolution#setFilter': () => [new Float64Array(144)],
    'TransposedConvolution#setFilter': () => [new Float64Array(144)],
    AxialSpaces: () => [4],
    'R2Conv#setFilter': () => [new Float64Array(144)],
    'R2ConvTransposed#setFilter': () => [new Float64Array(144)],
    'R3Conv#setFilter': () => [new Float64Array(576)],
    'R3ConvTransposed#setFilter': () => [new Float64Array(576)],
    ...Object.fromEntries(ofLayers.map(([name, [, input]]) => [`${name}#forward`, () => [input()]])),
    ...Object.fromEntries(ofLayers.map(([name, [make]]) => [`${name}#loadState`, () => [make().state()]])),
  },
};
