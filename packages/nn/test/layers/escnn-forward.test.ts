/** Layers against escnn's outputs, from its recorded filters and parameters. */
import {
  type FieldType,
  fieldType,
  GroupPooling,
  type GSpace,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  NormNonlinearity,
  PointwiseAvgPool,
  PointwiseAvgPoolAntialiased,
  PointwiseNonlinearity,
  R2Conv,
  R3Conv,
  tensor,
} from '@isotypic/nn';
import { matrixRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors, representationNamed, spaceNamed } from '../helpers/escnn.js';
import { largestDifference } from '../helpers/matrices.js';

const typeOf = (space: GSpace, names: readonly string[]): FieldType =>
  fieldType(
    space,
    names.map((name) => representationNamed(space, name)),
  );

interface ConvolutionCase {
  readonly group: string;
  readonly in: readonly string[];
  readonly out: readonly string[];
  readonly kernelSize: number;
  readonly options: { readonly padding?: number };
  readonly weights: readonly number[];
  readonly bias: readonly number[];
  readonly filter: readonly number[];
  readonly expandedBias: readonly number[];
  readonly inputShape: readonly number[];
  readonly input: readonly number[];
  readonly outputShape: readonly number[];
  readonly output: readonly number[];
}

// filters and outputs of escnn are float64 with sums of at most 225 products of size ~1
const CLOSE = 1e-12;

test('R2Conv: as many weights, the recorded filter within its span, the same output', () => {
  for (const c of escnnVectors<{ cases: ConvolutionCase[] }>('r2conv-forward').cases) {
    const space = spaceNamed(c.group);
    const layer = new R2Conv(typeOf(space, c.in), typeOf(space, c.out), c.kernelSize, c.options);
    assert.is(layer.basis.dimension, c.weights.length);
    assert.ok(layer.setFilter(c.filter) <= CLOSE, `${c.group}: ${layer.setFilter(c.filter)}`);
    if (layer.bias !== undefined) layer.bias.value = tensor(c.bias);
    assert.ok(largestDifference(layer.expandedBias()?.data ?? [], c.expandedBias) <= CLOSE);
    const y = layer.forward(geometricTensor(tensor(c.input, c.inputShape), layer.inType));
    assert.equal(y.shape, c.outputShape);
    assert.ok(largestDifference(y.tensor.data, c.output) <= CLOSE);
  }
});

test('R3Conv: SO(3), the inversion, and the octahedral group in the order y, z, x', () => {
  const { cases } = escnnVectors<{ cases: (ConvolutionCase & { layer: string })[] }>('more-forward');
  let seen = 0;
  for (const c of cases) {
    if (c.layer !== 'R3Conv') continue;
    const space = spaceNamed(c.group);
    let out = typeOf(space, c.out);
    if (c.group === 'Octa') {
      // escnn's irrep 1 restricts harmonics of degree 1: y, z, x
      const octa = gspaces.octaOnR3();
      const vector = octa.irrep(1) as ReturnType<typeof matrixRepresentation>;
      const order = [1, 2, 0];
      const turned = vector.generatorMatrices.map((m) => order.map((i) => order.map((j) => m.at(i, j))));
      out = fieldType(octa, [matrixRepresentation(octa.group, turned)]);
    }
    const layer = new R3Conv(typeOf(space, c.in), out, c.kernelSize, { bias: false });
    assert.is(layer.basis.dimension, c.weights.length);
    assert.ok(layer.setFilter(c.filter) <= CLOSE, `${c.group}: ${layer.setFilter(c.filter)}`);
    const y = layer.forward(geometricTensor(tensor(c.input.slice(0, 27), [1, 1, 3, 3, 3]), layer.inType));
    assert.ok(largestDifference(y.tensor.data, c.output) <= CLOSE);
    seen++;
  }
  assert.is(seen, 3);
});

interface LayerCase {
  readonly layer: string;
  readonly fields: readonly string[];
  readonly inputShape: readonly number[];
  readonly input: readonly number[];
  readonly outputShape: readonly number[];
  readonly output: readonly number[];
}

const layerCase = <T = LayerCase>(begins: string): T =>
  escnnVectors<{ cases: LayerCase[] }>('layers-forward').cases.find((c) => c.layer.startsWith(begins)) as T;

test('InnerBatchNorm: evaluation, training, and what it remembers', () => {
  const c = layerCase<
    LayerCase & {
      parameters: { running_mean: number[]; running_var: number[]; weight: number[]; bias: number[] };
      outputEval: number[];
      outputTrain: number[];
      runningMeanAfter: number[];
      runningVarAfter: number[];
    }
  >('InnerBatchNorm');
  const type = typeOf(gspaces.rot2dOnR2(4), c.fields);
  const norm = new InnerBatchNorm(type);
  norm.weight.value = tensor(c.parameters.weight);
  norm.bias.value = tensor(c.parameters.bias);
  norm.runningMean.value = tensor(c.parameters.running_mean);
  norm.runningVariance.value = tensor(c.parameters.running_var);
  const x = geometricTensor(tensor(c.input, c.inputShape), type);
  assert.ok(largestDifference(norm.evaluate().forward(x).tensor.data, c.outputEval) <= CLOSE);
  assert.ok(largestDifference(norm.train().forward(x).tensor.data, c.outputTrain) <= CLOSE);
  assert.ok(largestDifference(norm.runningMean.value.data, c.runningMeanAfter) <= CLOSE);
  assert.ok(largestDifference(norm.runningVariance.value.data, c.runningVarAfter) <= CLOSE);
});

test('ELU, mean pooling, group pooling, norm nonlinearity', () => {
  const space = gspaces.rot2dOnR2(4);
  for (const [begins, make] of [
    ['ELU', (t: FieldType) => new PointwiseNonlinearity(t, 'elu')],
    ['PointwiseAvgPool k=4', (t: FieldType) => new PointwiseAvgPool(t, 4)],
    ['GroupPooling', (t: FieldType) => new GroupPooling(t)],
    [
      'NormNonLinearity',
      (t: FieldType) => {
        const layer = new NormNonlinearity(t);
        layer.logBias.value = tensor(new Float64Array(4).fill(Math.log(0.1)));
        return layer;
      },
    ],
  ] as const) {
    const c = layerCase(begins);
    const type = typeOf(space, c.fields);
    const y = make(type).forward(geometricTensor(tensor(c.input, c.inputShape), type));
    assert.equal(y.shape, c.outputShape, begins);
    assert.ok(largestDifference(y.tensor.data, c.output) <= CLOSE, begins);
  }
});

test('antialiased pooling: the window is the one of escnn, its stride on an even size is refused', () => {
  const c = layerCase('PointwiseAvgPoolAntialiased');
  const type = typeOf(gspaces.rot2dOnR2(4), c.fields);
  const pool = new PointwiseAvgPoolAntialiased(type, 0.6, 2);
  const x = geometricTensor(tensor(c.input, c.inputShape), type);
  assert.throws(() => pool.forward(x), /Pad or crop to 3 or 5/);
  const trivial = typeOf(gspaces.trivialOnR2(), new Array(type.size).fill('trivial'));
  const free = new PointwiseAvgPoolAntialiased(trivial, 0.6, 2).forward(geometricTensor(x.tensor, trivial));
  assert.equal(free.shape, c.outputShape);
  assert.ok(largestDifference(free.tensor.data, c.output) <= CLOSE);
});

test.run();
